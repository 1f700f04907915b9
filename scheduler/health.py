"""Judges how polls went: what is the source's fault and what may be our own network's."""

from collections.abc import Sequence
from datetime import timedelta

from spiders.polling import NETWORK, PollReport

NETWORK_PAUSE = timedelta(minutes=5)  # between two tries while no source at all can be reached


def all_lost_to_the_network(polls: Sequence[PollReport]) -> bool:
    """Whether every poll failed in a way that our own network explains.

    Then the pause between polls must not grow: when the network is back, all sources are polled within minutes.
    """
    return bool(polls) and all(poll.failed and poll.kind == NETWORK for poll in polls)
