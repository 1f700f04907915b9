"""Crawl throughput with everything on, beside bare Scrapy with an empty callback, over the same hosts and pages.

`python -m benchmarks.crawl [--pages 20000] [--hosts 20]` serves press pages (the pressroom's, 5 % of them on the
topic) from another process on loopback, crawls them with both, without delay and one request a host at a time, and
prints pages/s, CPU time a page, and the memory of our crawler every few thousand pages.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PER_LISTING = 50  # links on a listing page
ON_TOPIC = 20  # one article in so many names the topic


def main() -> None:
    """Serve, crawl twice, compare."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=20_000, help="articles over all hosts")
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=1, help="runs of each; the best counts")
    parser.add_argument("role", nargs="?", choices=["serve", "bare", "ours"], help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.role:
        {"serve": serve, "bare": crawl_bare, "ours": crawl_ours}[asked.role](asked.pages, asked.hosts)
        return
    with _start("serve", asked) as server:
        assert server.stdout is not None
        server.stdout.readline()
        best: dict[str, dict[str, Any]] = {}
        for _ in range(asked.rounds):
            for role in ("bare", "ours"):
                with _start(role, asked) as crawler:
                    out, _ = crawler.communicate()
                result = json.loads(out.splitlines()[-1])
                if role not in best or result["pages_per_second"] > best[role]["pages_per_second"]:
                    best[role] = result
                print(_line(role, result), flush=True)
        server.terminate()
    share = best["ours"]["pages_per_second"] / best["bare"]["pages_per_second"]
    work = best["bare"]["cpu_ms_per_page"] / best["ours"]["cpu_ms_per_page"]
    print(f"everything on reaches {share:.0%} of bare Scrapy's pages/s (bar: 80 %), {work:.0%} by CPU time")


def _line(role: str, result: dict[str, Any]) -> str:
    name = "bare Scrapy, empty callback" if role == "bare" else "adopters, everything on    "
    line = (
        f"{name}  {result['pages']:>6} pages  {result['pages_per_second']:>6.0f} pages/s"
        f"  {result['cpu_ms_per_page']:.2f} ms CPU a page"
    )
    if "memory" in result:
        line += "  memory MB: " + " ".join(f"{pages}:{mb:.0f}" for pages, mb in result["memory"])
    return line + (f"  {result['found']}" if "found" in result else "")


def _start(role: str, asked: argparse.Namespace) -> "subprocess.Popen[str]":
    arguments = ["--pages", str(asked.pages), "--hosts", str(asked.hosts), role]
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.crawl", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def addresses(hosts: int) -> list[str]:
    """The hosts: loopback addresses of their own, as in the pressroom, so that politeness per host is real."""
    return [f"127.77.0.{number}" for number in range(1, hosts + 1)]


PORT = 18477


def serve(pages: int, hosts: int) -> None:
    """The pressroom's server and article pages, as many addresses of them as are wanted."""
    from tests.pressroom import Pressroom
    from tests.pressroom.messages import Request
    from tests.pressroom.server import Server

    with Pressroom() as room:
        bodies = []
        for site in room.sites.values():
            for truth in site.articles:
                path = "/" + truth.url.split("/", 3)[3]
                answer = site.answer(Request(method="GET", target=path, headers={}))
                if answer.status == 200 and b"</html>" in answer.body and not truth.wall:
                    bodies.append(answer)
    on_topic = [answer for answer in bodies if b"deepseek" in answer.body.lower()]
    others = [answer for answer in bodies if b"deepseek" not in answer.body.lower()]
    server = Server(addresses(hosts), PORT)
    server.bind()
    server.start([Volume(address, pages // hosts, on_topic, others) for address in addresses(hosts)])
    print(f"{len(on_topic)} pages on the topic, {len(others)} others", flush=True)
    while True:
        time.sleep(3600)


class Volume:
    """A press site with any number of articles."""

    validators = "none"
    requests: Any

    def __init__(self, host: str, articles: int, on_topic: list[Any], others: list[Any]) -> None:
        self.host, self.articles, self.on_topic, self.others = host, articles, on_topic, others
        self.requests = _Nowhere()

    def answer(self, request: Any) -> Any:
        """A listing page, or an article."""
        from tests.pressroom.messages import Response

        path = request.target
        if path.startswith("/a/"):
            number = int(path[3:-5])
            pool = self.on_topic if number % ON_TOPIC == 0 else self.others
            found = pool[number % len(pool)]
            return Response(body=found.body, content_type=found.content_type)
        if path.startswith("/news/"):
            return Response(body=self._listing(int(path.partition("=")[2] or 1)).encode())
        return Response(status=404, body=b"no")

    async def misbehave(self, request: Any, writer: Any) -> None:
        """Never."""
        return

    def _listing(self, page: int) -> str:
        first = (page - 1) * PER_LISTING
        rows = "".join(
            f'<li><a href="/a/{n}.html">本公司第{n}期生产经营情况通报与供应链建设进展</a><span>2025-02-06</span></li>'
            for n in range(first, min(first + PER_LISTING, self.articles))
        )
        more = f'<a href="/news/?page={page + 1}">下一页</a>' if first + PER_LISTING < self.articles else ""
        return f"<html><head><title>新闻中心</title></head><body><ul>{rows}</ul><div>{more}</div></body></html>"


class _Nowhere:
    def append(self, entry: Any) -> None:
        """A log that keeps nothing."""


def crawl_bare(pages: int, hosts: int) -> None:
    """Scrapy as it comes, all addresses given, an empty callback."""
    from scrapy import Request, Spider
    from scrapy.crawler import CrawlerProcess

    class Bare(Spider):
        name = "bare"

        async def start(self) -> Any:
            for number in range(pages // hosts):
                for host in addresses(hosts):
                    if number % PER_LISTING == 0:
                        yield Request(f"http://{host}:{PORT}/news/?page={number // PER_LISTING + 1}")
                    yield Request(f"http://{host}:{PORT}/a/{number}.html")

        def parse(self, response: Any) -> None:
            return

    process = CrawlerProcess({"LOG_LEVEL": "WARNING", "CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 1})
    crawler = process.create_crawler(Bare)
    process.crawl(crawler)
    _measure(process, crawler)


def crawl_ours(pages: int, hosts: int) -> None:
    """The press spider as `adopters crawl` runs it."""
    import logging

    from scrapy.crawler import CrawlerProcess

    from pipeline.items import Source
    from settings import Settings
    from spiders.child import quieten
    from spiders.derived import derive
    from spiders.ledger import Ledger
    from spiders.press import PressSpider
    from store.db import open_store

    logging.basicConfig(level="WARNING")
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            data_dir=Path(folder),
            allowed_private_hosts=["127.77.0.0/16"],
            download_delay=0,
            concurrency=16,
            max_listing_pages=pages,
            max_articles_per_poll=pages,
        )
        sources = [
            Source(slug=f"host{number}", name=host, url=f"http://{host}:{PORT}/news/")
            for number, host in enumerate(addresses(hosts))
        ]
        found = {"articles": 0, "announcements": 0, "off_topic": 0, "failed": 0, "unusable": 0}

        def note(report: Any) -> None:
            for name in found:
                found[name] += report.counts.get(name, 0)

        ledger = Ledger(open_store(settings.database), settings, on_finished=note)
        process = CrawlerProcess(derive(settings, install_log_handler=False))
        quieten("WARNING")
        crawler = process.create_crawler(PressSpider)
        process.crawl(crawler, sources=sources, ledger=ledger)
        _measure(process, crawler, found)


def _measure(process: Any, crawler: Any, found: dict[str, int] | None = None) -> None:
    from scrapy import signals

    seen = {"pages": 0, "start": 0.0, "cpu": 0.0}
    memory: list[tuple[int, float]] = []

    def opened() -> None:
        seen["start"], seen["cpu"] = time.perf_counter(), time.process_time()

    def received() -> None:
        seen["pages"] += 1
        if seen["pages"] % 4000 == 2000:
            memory.append((int(seen["pages"]), _resident_mb()))

    crawler.signals.connect(opened, signal=signals.spider_opened, weak=False)
    crawler.signals.connect(received, signal=signals.response_downloaded, weak=False)
    process.start()
    wall, cpu = time.perf_counter() - seen["start"], time.process_time() - seen["cpu"]
    result: dict[str, Any] = {
        "pages": int(seen["pages"]),
        "pages_per_second": seen["pages"] / wall,
        "cpu_ms_per_page": 1000 * cpu / max(1, seen["pages"]),
    }
    if found is not None:
        result |= {"memory": memory, "found": found}
    print(json.dumps(result))


def _resident_mb() -> float:
    try:
        fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    main()
