"""Scrapy's settings for `scrapy` commands, which find them through scrapy.cfg; all are derived from our own."""

from settings import get_settings
from spiders.derived import derive

globals().update(derive(get_settings()))
