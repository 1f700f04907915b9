"""Keeps the data folder from growing for ever: old polls, snapshots of sources that are gone, old robots.txt copies."""

import logging
import time
from datetime import datetime, timedelta

from errors import AdoptersError
from settings import Settings
from spiders.middlewares.robots import KEPT
from spiders.snapshots import Snapshots
from spiders.watched import watched
from store import polls
from store.db import Engine, session

log = logging.getLogger(__name__)

POLLS_KEPT = timedelta(days=90)


def tidy(settings: Settings, engine: Engine, now: datetime) -> None:
    """Remove what nobody will ask for again; what cannot be removed now is left for the next time."""
    try:
        with session(engine) as opened:
            gone = polls.forget_before(opened, now - POLLS_KEPT)
        log.info("%d polls of more than %d days ago dropped", gone, POLLS_KEPT.days)
        Snapshots(settings.data_dir, settings.snapshots_kept).prune_unknown({each.slug for each in watched(settings)})
        for copy in (settings.data_dir / "robots").glob("*.json"):
            if time.time() - copy.stat().st_mtime > KEPT:
                copy.unlink(missing_ok=True)
    except (AdoptersError, OSError) as error:
        log.warning("tidying up: %s", error)
