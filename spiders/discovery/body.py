"""The text of a fetched listing: unpacked if it is gzip, decoded from whatever encoding it really has."""

import gzip
import re
import zlib
from dataclasses import replace

from pipeline.decode import decode
from pipeline.items import Page, Source

MAX_UNPACKED = 50_000_000  # bytes: the limit that sitemaps.org sets for one sitemap


def body_text(page: Page, source: Source) -> str:
    """The page as text; a `.gz` body is unpacked up to MAX_UNPACKED bytes, a cut one as far as it goes."""
    body = page.body
    if body[:2] == b"\x1f\x8b":
        try:
            body = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, MAX_UNPACKED)
        except (zlib.error, gzip.BadGzipFile, EOFError):
            return ""
    return decode(body, page.content_type, source.encoding)[0]


def own_address(page: Page, unknown: str) -> Page:
    """The page with the address that it gives itself (canonical link, og:url), or `unknown` when it gives none."""
    head = page.body[:200_000].decode("utf-8", "replace")
    for tag in re.findall(r"<(?:link|meta)\b[^>]*>", head, re.IGNORECASE):
        if re.search(r"""rel=["']?canonical|property=["']og:url""", tag, re.IGNORECASE):
            found = re.search(r"""(?:href|content)=["']?(https?://[^"'\s>]+)""", tag, re.IGNORECASE)
            if found:
                return replace(page, url=found[1])
    return replace(page, url=unknown)
