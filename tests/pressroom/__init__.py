"""Press sites of every shape on loopback, with ground truth and faults on demand: `with Pressroom() as room: ...`."""

from tests.pressroom.room import Pressroom
from tests.pressroom.site import Site
from tests.pressroom.story import Claim, Story, Truth

__all__ = ["Claim", "Pressroom", "Site", "Story", "Truth"]
