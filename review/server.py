"""Serves the review page with uvicorn until it is told to stop."""

import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette

from errors import SettingsError
from settings import Settings


def listening_socket(settings: Settings) -> socket.socket:
    """A bound socket, so that the address is known before the server starts. Raises SettingsError when it is taken."""
    sock = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((settings.host, settings.port))
    except OSError as error:
        sock.close()
        raise SettingsError(
            f"the review page cannot listen on {settings.host}:{settings.port} ({error.strerror})",
            "stop what uses that port, or choose another with ADOPTERS_PORT (0 picks a free one)",
        ) from error
    return sock


def address(sock: socket.socket) -> str:
    """The address to open in a browser."""
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(app: Starlette, sock: socket.socket) -> None:
    """Answer requests until Ctrl-C or SIGTERM, then close cleanly."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=3))
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[sock])


@contextlib.contextmanager
def in_background(app: Starlette, sock: socket.socket) -> Iterator[str]:
    """Serve from a thread while the block runs; gives the address."""
    import threading
    import time

    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield address(sock)
    finally:
        server.should_exit = True
        thread.join(timeout=10)
