"""A small real web site on loopback whose pages a test writes, and which remembers what it was asked."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from pipeline.items import Source


@dataclass
class Asked:
    """One request as it came in; names of headers are lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass
class Answer:
    """What the site answers; `raw` is sent instead of everything else, byte for byte."""

    body: bytes | str = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None


Page = str | bytes | Answer | Callable[[Asked], "Answer | str"]


class Site:
    """`with Site() as site: site.pages["/news/"] = "<html>..."`; a missing page is a 404, robots.txt too."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[Asked] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(self.command, self.path, headers, self.rfile.read(length))
                site.asked.append(asked)
                self._send(site.answer(asked))

            do_POST = do_GET

            def _send(self, answer: Answer) -> None:
                if answer.raw is not None:
                    self.wfile.write(answer.raw)
                    self.close_connection = True
                    return
                body = answer.body.encode() if isinstance(answer.body, str) else answer.body
                self.send_response(answer.status)
                headers = {"Content-Type": "text/html; charset=utf-8", **answer.headers}
                for name, value in headers.items():
                    self.send_header(name, value)
                if answer.status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if answer.status != 304:
                    self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                return

        self.server = ThreadingHTTPServer((host, 0), Handler)
        self.server.daemon_threads = True
        self.host = f"{host}:{self.server.server_address[1]}"
        self.url = f"http://{self.host}"

    def answer(self, asked: Asked) -> Answer:
        page = self.pages.get(asked.path, self.pages.get(asked.path.split("?")[0], Answer("not here", 404)))
        if callable(page):
            page = page(asked)
        return page if isinstance(page, Answer) else Answer(page)

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out, in order."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def source(self, path: str = "/news/", **more: Any) -> Source:
        return Source(**{"slug": "site", "name": "Site", "url": self.url + path, **more})

    def __enter__(self) -> "Site":
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def article(title: str, *paragraphs: str, day: str = "2025-02-06") -> str:
    """A plain press release as a page."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html lang=zh><head><meta charset=utf-8><title>{title} - 新闻中心</title></head><body>"
        f"<nav><a href=/>首页</a><a href=/news/>新闻中心</a></nav><div class=article><h1>{title}</h1>"
        f"<div class=meta>发布时间:{day} 09:30</div><div class=content>{text}</div></div></body></html>"
    )


def listing(*entries: tuple[str, str, str], more: str = "") -> str:
    """A news list as a page: (path, title, day) a row."""
    rows = "".join(f'<li><a href="{path}">{title}</a><span>{day}</span></li>' for path, title, day in entries)
    return (
        "<!DOCTYPE html><html lang=zh><head><meta charset=utf-8><title>新闻中心</title></head><body>"
        "<nav><a href=/>首页</a><a href=/about.html>关于我们</a></nav>"
        f"<ul class=news-list>{rows}</ul>{more}</body></html>"
    )
