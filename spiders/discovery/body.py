"""The text of a fetched listing: unpacked if it is gzip, decoded from whatever encoding it really has."""

import gzip
import zlib

from w3lib.encoding import html_to_unicode

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
    _, text = html_to_unicode(page.content_type or None, body, default_encoding=source.encoding or "gb18030")
    return text
