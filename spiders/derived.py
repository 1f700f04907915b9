"""Derives Scrapy's settings from settings.Settings."""

from typing import Any

from settings import Settings


def derive(settings: Settings, install_log_handler: bool = True) -> dict[str, Any]:
    """Every Scrapy setting that differs from Scrapy's default; `ADOPTERS` carries our own to the components."""
    return {
        "ADOPTERS": settings,
        "BOT_NAME": "adopters",
        "SPIDER_MODULES": ["spiders"],
        "USER_AGENT": settings.user_agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8",
        },
        "DOWNLOADER_MIDDLEWARES": MIDDLEWARES,
        "ITEM_PIPELINES": {"spiders.item_pipeline.AnnouncementPipeline": 300},
        "CONCURRENT_ITEMS": 1,  # the pipeline never waits; Scrapy starts this many tasks for every answer
        # every answer, whatever its status, goes to the spider, which stores what came of it
        "SPIDER_MIDDLEWARES": dict.fromkeys(_SPIDER_MIDDLEWARES),
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",  # the store knows what was fetched
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",  # articles in the order of their listing
        **_politeness(settings),
        **_limits(settings),
        **_logging(settings),
        "TWISTED_DNS_RESOLVER": "spiders.middlewares.private_networks.GuardedResolver",
        "DNS_TIMEOUT": min(20.0, settings.timeout),
        "REACTOR_THREADPOOL_MAXSIZE": 32,  # threads that resolve names
        "COOKIES_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": install_log_handler,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
    }


MIDDLEWARES: dict[str, int | None] = {
    "spiders.middlewares.private_networks.PrivateNetworks": 20,
    "spiders.middlewares.robots.Robots": 100,
    "spiders.middlewares.conditional.ConditionalRequests": 450,
    "spiders.middlewares.patience.Patience": 550,
    "spiders.middlewares.redirects.SmallPageRefresh": 580,
    "spiders.middlewares.compression.Compression": 590,
    "spiders.middlewares.redirects.Redirects": 600,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
}

_SPIDER_MIDDLEWARES = (
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware",
    "scrapy.spidermiddlewares.referer.RefererMiddleware",
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware",
    "scrapy.spidermiddlewares.depth.DepthMiddleware",
)


def _politeness(settings: Settings) -> dict[str, Any]:
    delay = settings.download_delay
    return {
        "DOWNLOAD_DELAY": delay,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        # requests that wait for their host's turn count as under way, hence more of them when there is a delay
        "CONCURRENT_REQUESTS": settings.concurrency * (4 if delay else 1),
        "AUTOTHROTTLE_ENABLED": delay > 0,  # a slow host gets fewer requests, never more than the delay allows
        "AUTOTHROTTLE_START_DELAY": delay,
        "AUTOTHROTTLE_MAX_DELAY": 60.0,
        "RETRY_TIMES": settings.retries,
    }


def _limits(settings: Settings) -> dict[str, Any]:
    return {
        "DOWNLOAD_TIMEOUT": settings.timeout,
        "DOWNLOAD_MAXSIZE": settings.max_page_bytes,  # decompressed bytes count, too
        "DOWNLOAD_WARNSIZE": 0,
        "REDIRECT_MAX_TIMES": 8,
    }


def _logging(settings: Settings) -> dict[str, Any]:
    level = settings.log_level
    return {"LOG_LEVEL": level, "LOG_FORMATTER": "spiders.quiet_log.QuietLog", "STATS_DUMP": level == "DEBUG"}
