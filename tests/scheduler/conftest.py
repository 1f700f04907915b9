"""What tests of the scheduler share."""

from tests.spiders.conftest import settings, site, store

__all__ = ["settings", "site", "store"]
