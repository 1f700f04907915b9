"""Serves any number of sites from one thread, each on its own loopback address, all on one port."""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Sequence
from typing import Protocol

from tests.pressroom.messages import Logged, Request, Response, compress, conditional, head

MAX_REQUEST = 1_000_000  # bytes


class Served(Protocol):
    """What the server needs of a site."""

    @property
    def requests(self) -> list[Logged]: ...

    @property
    def validators(self) -> str: ...

    def answer(self, request: Request) -> Response: ...

    async def misbehave(self, request: Request, writer: asyncio.StreamWriter) -> int | None: ...


class Server:
    """Listens on every given loopback address; all accept connections once start() returns."""

    def __init__(self, addresses: Sequence[str], port: int = 0) -> None:
        self.addresses = addresses
        self.port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="pressroom", daemon=True)
        self._sockets: list[socket.socket] = []
        self._servers: list[asyncio.Server] = []

    def bind(self) -> int:
        """Take the port on every address; a free one is chosen when none was asked for. Returns it."""
        for attempt in range(50):
            try:
                return self._bind_all()
            except OSError:
                for taken in self._sockets:
                    taken.close()
                self._sockets.clear()
                if self.port or attempt == 49:
                    raise
        raise AssertionError

    def _bind_all(self) -> int:
        port = self.port
        for address in self.addresses:
            listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            self._sockets.append(listener)
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((address, port))
            listener.listen(128)
            listener.setblocking(False)
            port = port or listener.getsockname()[1]
        return port

    def start(self, sites: Sequence[Served]) -> None:
        """Serve from a thread of its own: one site for each address."""
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(sites), self._loop).result(10)

    def stop(self) -> None:
        """Close every connection and the thread."""
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    async def _open(self, sites: Sequence[Served]) -> None:
        for listener, site in zip(self._sockets, sites, strict=True):
            handler = _Handler(site)
            self._servers.append(await asyncio.start_server(handler.serve, sock=listener, limit=MAX_REQUEST))

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Handler:
    """Answers the connections of one site."""

    def __init__(self, site: Served) -> None:
        self.site = site

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: requests one after another until either side closes it."""
        try:
            while (request := await _read(reader)) is not None and await self._reply(request, writer):
                if request.headers.get("connection", "").lower() == "close":
                    break
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass
        finally:
            with contextlib.suppress(ConnectionError, OSError):
                writer.close()

    async def _reply(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        came = time.monotonic()
        faulty = await self.site.misbehave(request, writer)
        if faulty is not None:
            self._log(request, faulty, came, 0)
            return False
        response = conditional(request, self.site.answer(request), self.site.validators)
        response = compress(request, response)
        self._log(request, response.status, came, len(response.body))
        body = b"" if request.method == "HEAD" or response.status == 304 else response.body
        length = None if response.status == 304 else len(response.body)
        writer.write(head(response, length) + body)
        await writer.drain()
        return True

    def _log(self, request: Request, status: int, came: float, sent: int) -> None:
        self.site.requests.append(
            Logged(
                method=request.method,
                target=request.target,
                headers=request.headers,
                body=request.body,
                status=status,
                time=came,
                sent=sent,
            )
        )


async def _read(reader: asyncio.StreamReader) -> Request | None:
    """The next request of a connection, None when it has ended."""
    try:
        raw = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = raw.decode("latin-1").rstrip("\r\n").split("\r\n")
    method, target, *_ = [*first.split(" "), "", ""]
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    length = int(headers.get("content-length") or 0)
    body = await reader.readexactly(length) if 0 < length <= MAX_REQUEST else b""
    return Request(method=method, target=target, headers=headers, body=body)
