"""Everything that goes wrong on the real web, by name: `site.fault("reset")` and it goes wrong on that site."""

import asyncio
import gzip
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tests.pressroom import walls
from tests.pressroom.messages import Request, Response, conditional, head

# the answer as the site would have given it, made only when a fault needs it
Normal = Callable[[], Response]
Handler = Callable[[Request, Normal, asyncio.StreamWriter, "Fault"], Awaitable[int]]


@dataclass(slots=True)
class Fault:
    """One fault under way. `only` limits it to "listing", "articles", "robots" or an address; `times` counts down."""

    name: str
    only: str = "all"
    times: int | None = None
    options: dict[str, float | int | str] = field(default_factory=dict)

    def option(self, name: str, default: float) -> float:
        """A number given with the fault, or its default."""
        return float(self.options.get(name, default))


async def _send(writer: asyncio.StreamWriter, response: Response, body: bytes | None = None) -> int:
    sent = response.body if body is None else body
    writer.write(head(response, len(sent), close=True) + sent)
    await writer.drain()
    return response.status


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close with a TCP reset instead of a proper end."""
    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def slow(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """The headers at once, the body in drops: `seconds` for all of it."""
    response = normal()
    writer.write(head(response, len(response.body), close=True))
    step = max(1, len(response.body) // 20)
    for start in range(0, len(response.body), step):
        writer.write(response.body[start : start + step])
        await writer.drain()
        await asyncio.sleep(fault.option("seconds", 10) / 20)
    return response.status


async def silent(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """Accepts the request and says nothing for `seconds`, then closes."""
    await asyncio.sleep(fault.option("seconds", 60))
    return 0


async def reset(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """Half of the body, then a TCP reset."""
    response = normal()
    writer.write(head(response, len(response.body), close=True) + response.body[: len(response.body) // 2])
    await writer.drain()
    _reset(writer)
    return response.status


async def reset_at_once(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """A TCP reset before any answer."""
    _reset(writer)
    return 0


async def truncated_gzip(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """A gzip stream that ends in the middle, with a Content-Length that fits what is sent."""
    response = normal()
    packed = gzip.compress(response.body, mtime=0)
    response.headers["Content-Encoding"] = "gzip"
    return await _send(writer, response, packed[: len(packed) // 2])


async def not_gzip(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """Says gzip, sends plain text."""
    response = normal()
    response.headers["Content-Encoding"] = "gzip"
    return await _send(writer, response)


async def short_body(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """Promises more bytes than it sends, then closes."""
    response = normal()
    writer.write(head(response, len(response.body) * 2, close=True) + response.body)
    await writer.drain()
    return response.status


async def redirect_loop(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """Redirects to itself for ever, counting in a parameter so that no two addresses are the same."""
    path, _, query = request.target.partition("?")
    hop = int(query.rpartition("hop=")[2] or 0) + 1 if "hop=" in query else 1
    return await _send(writer, Response(status=302, headers={"Location": f"{path}?hop={hop}"}))


async def redirect_private(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """Redirects into a private network: to a cloud's metadata address, or to `to`."""
    target = str(fault.options.get("to", "http://169.254.169.254/latest/meta-data/"))
    return await _send(writer, Response(status=302, headers={"Location": target}))


async def bad_304(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """304 to everything, also to requests without a condition and after a change."""
    return await _send(writer, Response(status=304, content_type=None, headers={"ETag": '"stuck"'}))


async def never_304(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """Sends validators but ignores conditions: the whole page every time."""
    plain = Request(method=request.method, target=request.target, headers={})
    return await _send(writer, conditional(plain, normal(), "both"))


async def huge(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """A body without a length that goes on for `megabytes`."""
    response = Response()
    writer.write(head(response, None, close=True) + b"<!DOCTYPE html><html><body><ul>")
    row = b"<li><a href='/news/0.html'>" + "页面没有尽头".encode() * 40 + b"</a></li>\n"
    block = row * (262_144 // len(row))
    for _ in range(int(fault.option("megabytes", 64) * 4)):
        writer.write(block)
        await writer.drain()
    return 200


async def bomb(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """A small gzip body that unpacks to `megabytes` of zeros."""
    packed = gzip.compress(b"\0" * int(fault.option("megabytes", 64) * 1_048_576), mtime=0)
    return await _send(writer, Response(headers={"Content-Encoding": "gzip"}), packed)


async def five_hundreds(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """One of 500, 502, 503, 504 in turn, as a broken gateway gives them; with `times` a burst that passes."""
    status = (503, 502, 500, 504)[(fault.times or 0) % 4]
    page = f"<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center><hr>nginx</body></html>"
    return await _send(writer, Response(body=page.encode(), status=status))


async def too_many(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """429 with Retry-After: `seconds`."""
    wait = {"Retry-After": str(int(fault.option("seconds", 1)))}
    return await _send(writer, Response(body="请求过于频繁，请稍后再试".encode(), status=429, headers=wait))


async def empty(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
    """200 and nothing."""
    return await _send(writer, Response())


def _page(status: int, page: Callable[[], str]) -> Handler:
    async def handler(request: Request, normal: Normal, writer: asyncio.StreamWriter, fault: Fault) -> int:
        return await _send(writer, Response(body=page().encode(), status=status))

    return handler


FAULTS: dict[str, Handler] = {
    "slow": slow,
    "silent": silent,
    "reset": reset,
    "reset_at_once": reset_at_once,
    "truncated_gzip": truncated_gzip,
    "not_gzip": not_gzip,
    "short_body": short_body,
    "redirect_loop": redirect_loop,
    "redirect_private": redirect_private,
    "bad_304": bad_304,
    "never_304": never_304,
    "huge": huge,
    "bomb": bomb,
    "5xx_burst": five_hundreds,
    "429": too_many,
    "empty": empty,
    "403": _page(403, walls.forbidden),
    "404": _page(404, walls.not_found),
    "410": _page(410, walls.not_found),
    "412": _page(412, walls.ruishu),
    "521": _page(521, walls.jiasule),
    "challenge": _page(200, walls.challenge),
    "captcha": _page(200, walls.captcha),
    "login_wall": _page(200, walls.login_wall),
    "soft_404": _page(200, walls.soft_404),
    "parked": _page(200, walls.parked),
}
# faults that change what the site itself says rather than how it answers
STATES = ("endless_pages", "robots_disallow", "robots_delay", "robots_error", "empty_list")
