"""Judges how polls went: what is the source's fault and what may be our own network's."""

import random
import socket
from collections.abc import Iterable, Sequence
from datetime import timedelta

from spiders.polling import NETWORK, PollReport

NETWORK_PAUSE = timedelta(minutes=5)  # between two tries while no source at all can be reached
ASKED = 3  # further hosts whose names are looked up before the network is blamed


def lost_to_the_network(polls: Sequence[PollReport], other_hosts: Iterable[str]) -> bool:
    """Whether all these polls failed because our own network is away, not their sites.

    So it is when every poll failed in such a way and none of the hosts of other sources can be resolved either; a
    single source that nothing can be compared with is taken to be at fault itself. Then the pause between polls must
    not grow: when the network is back, all sources are polled within minutes.
    """
    if not polls or not all(poll.failed and poll.kind == NETWORK for poll in polls):
        return False
    others = sorted(set(other_hosts))
    if not others:
        return len(polls) > 1
    return not any(_resolves(host) for host in random.sample(others, min(ASKED, len(others))))


def _resolves(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, None))
    except (OSError, UnicodeError):
        return False
