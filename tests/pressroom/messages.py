"""The requests that a press site receives and the answers that it gives, as plain data."""

import datetime as dt
import email.utils
import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

REASONS = {
    200: "OK", 206: "Partial Content", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 307: "Temporary Redirect",
    400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 410: "Gone",
    412: "Precondition Failed", 429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway",
    503: "Service Unavailable", 504: "Gateway Timeout", 521: "",
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Request:
    """One request: `target` as sent, `path` decoded, header names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        """The path without query, percent escapes resolved as UTF-8."""
        return unquote(urlsplit(self.target).path, errors="replace")

    @property
    def query(self) -> dict[str, str]:
        """The parameters of the query; of repeated names the last."""
        return dict(parse_qsl(urlsplit(self.target).query, keep_blank_values=True))

    @property
    def form(self) -> dict[str, str]:
        """The fields of a form body."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))


@dataclass(slots=True, kw_only=True)
class Response:
    """One answer before it goes on the wire. `modified` is what Last-Modified says, in UTC."""

    body: bytes = b""
    status: int = 200
    content_type: str | None = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    modified: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One line of a site's request log; `time` is a monotonic clock in seconds, taken when the request came in."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    status: int
    time: float
    sent: int  # bytes of the body that was sent

    @property
    def path(self) -> str:
        """The target as sent, query included."""
        return self.target


def conditional(request: Request, response: Response, validators: str) -> Response:
    """The answer with ETag and Last-Modified, or 304 when the client has it already (RFC 9110 section 13).

    `validators` says what the site sends: "both", "etag", "last_modified" or "none".
    """
    if response.status != 200 or request.method not in ("GET", "HEAD") or validators == "none":
        return response
    tag = '"' + hashlib.md5(response.body, usedforsecurity=False).hexdigest()[:16] + '"'
    stamp = email.utils.format_datetime(response.modified, usegmt=True) if response.modified else ""
    if validators in ("both", "etag"):
        response.headers["ETag"] = tag
    if stamp and validators in ("both", "last_modified"):
        response.headers["Last-Modified"] = stamp
    known = request.headers.get("if-none-match")
    if known is not None and "ETag" in response.headers:
        fresh = tag in [part.strip().removeprefix("W/") for part in known.split(",")]
    else:
        fresh = (
            bool(stamp) and "Last-Modified" in response.headers and request.headers.get("if-modified-since") == stamp
        )
    if fresh:
        return Response(status=304, content_type=None, headers=response.headers)
    return response


def compress(request: Request, response: Response) -> Response:
    """The answer in gzip when the client takes it and it is worth it."""
    accepts = "gzip" in request.headers.get("accept-encoding", "")
    if accepts and len(response.body) > 600 and "Content-Encoding" not in response.headers and response.status == 200:
        response.body = gzip.compress(response.body, 4, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
    return response


def head(response: Response, length: int | None, close: bool = False) -> bytes:
    """The status line and headers as bytes; without a length the end of the connection ends the body."""
    lines = [f"HTTP/1.1 {response.status} {REASONS.get(response.status, '')}"]
    lines.append("Date: " + email.utils.format_datetime(dt.datetime.now(dt.UTC), usegmt=True))
    lines.append("Server: nginx")
    if response.content_type is not None:
        lines.append(f"Content-Type: {response.content_type}")
    lines += [f"{name}: {value}" for name, value in response.headers.items()]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    lines.append(f"Connection: {'close' if close else 'keep-alive'}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")
