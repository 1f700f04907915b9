"""`python -m tests.pressroom`: serve all press sites until Ctrl-C and print their addresses."""

import argparse
import json
import threading

from tests.pressroom import Pressroom


def main() -> None:
    """Serve and print; `--json` prints one JSON object for programs."""
    parser = argparse.ArgumentParser(prog="python -m tests.pressroom", description="Serve press sites on loopback.")
    parser.add_argument("sites", nargs="*", help="slugs; all when none is given")
    parser.add_argument("--port", type=int, default=0, help="one port for all sites; a free one when 0")
    parser.add_argument("--json", action="store_true", help="print addresses and sources as JSON")
    parser.add_argument("--bulk", metavar="HOSTSxARTICLES", help="sites for benchmarks instead, such as 8x2500")
    options = parser.parse_args()
    hosts, _, articles = (options.bulk or "").partition("x")
    bulk = (int(hosts), int(articles)) if options.bulk else None
    only = [] if bulk and not options.sites else options.sites or None
    with Pressroom(only, port=options.port, bulk=bulk) as room:
        if options.json:
            sources = [source.model_dump(mode="json", exclude_defaults=True) for source in room.sources()]
            print(json.dumps({"hosts": room.hosts, "sources": sources}, ensure_ascii=False), flush=True)
        else:
            for slug, site in room.sites.items():
                print(f"{slug:20} {site.shape:28} {site.url}", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print("closed")


if __name__ == "__main__":
    main()
