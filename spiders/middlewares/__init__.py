"""Scrapy downloader middlewares, one duty each; spiders/scrapy_settings.py says in which order they stand."""
