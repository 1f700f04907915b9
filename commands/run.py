"""`adopters run`: scheduled crawls of the catalogue and the review page, in one process."""

import logging
import logging.handlers
import signal
import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from settings import Settings

LOG_BYTES, LOGS_KEPT = 5_000_000, 5


@click.command()
@click.option("--open", "open_browser", is_flag=True, help="Open the review page in the default browser.")
def command(open_browser: bool) -> None:
    """Poll every source when it is due, and serve the review page; Ctrl-C ends both.

    The first start begins with the seed list and polls at once; a later one goes on where the last stopped.
    """
    import webbrowser

    from review.app import create_app
    from review.server import address, listening_socket, serve
    from scheduler.instance import check_free
    from scheduler.service import polling
    from settings import get_settings

    settings = get_settings()
    check_free(
        settings.data_dir
    )  # before the port is tried: a second start is told what it is, not that the port is taken
    _log_to_file(settings)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that crawls under way are ended in good order
    app = create_app(settings)
    sock = listening_socket(settings)
    with polling(settings, _tell):
        _begin(settings)
        sock.listen()  # so that the address answers from the moment it is printed
        click.echo(f"Review page: {address(sock)}   (Ctrl-C ends everything)")
        if open_browser:
            webbrowser.open(address(sock))
        serve(app, sock)
        click.echo("Ending the crawls under way ...")
    click.echo("Stopped. 'adopters run' goes on from here.")


def _begin(settings: "Settings") -> None:
    """Put the seed list into an empty store; say what is watched."""
    from catalog_loader import load_seed
    from spiders.polling import utc_now
    from spiders.watched import watched
    from store.adopters import load_seed as keep_seed
    from store.db import open_store, session

    with session(open_store(settings.database)) as opened:
        added = keep_seed(opened, load_seed(settings.catalog_dir, settings.topic), utc_now())
    if added:
        click.echo(f"The list begins with {added} adopters from the seed list.")
    number = sum(source.enabled for source in watched(settings))
    click.echo(f"Watching {number} sources, each every {settings.poll_minutes} minutes unless it says otherwise.")


def _tell(line: str) -> None:
    click.echo(f"{datetime.now():%H:%M:%S}  {line}")


def _log_to_file(settings: "Settings") -> None:
    from settings import writable

    file = writable(settings.data_dir / "logs") / "run.log"
    handler = logging.handlers.RotatingFileHandler(file, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.root.addHandler(handler)
    if logging.root.level > logging.INFO or logging.root.level == logging.NOTSET:
        for other in logging.root.handlers:
            if other is not handler and other.level == logging.NOTSET:
                other.setLevel(logging.root.level)  # the terminal stays as quiet as it was
        logging.root.setLevel(logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
