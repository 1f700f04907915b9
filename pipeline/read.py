"""Page to Article: the second step. Title, publication day, body and language, or the reason why it is no article."""

import datetime as dt
from urllib.parse import urlsplit

from pipeline.decode import decode
from pipeline.items import Article, DateBasis, Page, Source, Unusable
from pipeline.reading.body import measure, read_body
from pipeline.reading.canonical import clean_url
from pipeline.reading.dates import SHANGHAI
from pipeline.reading.language import read_language
from pipeline.reading.metadata import Metadata, read_metadata
from pipeline.reading.published import read_published
from pipeline.reading.title import read_title
from pipeline.reading.tree import parse_html, read_tree


def read_page(page: Page, source: Source | None = None) -> Article | Unusable:
    """The article on a fetched page, or why there is none; never raises for anything a server may send.

    `source` gives the encoding and selectors where structure fails. Days are those of Asia/Shanghai where the page
    is Chinese and gives UTC; of any other page the day as it states it.
    """
    if not page.body.strip():
        return Unusable(url=page.url, reason="empty", detail="no bytes")
    text, _ = decode(page.body, page.content_type, source.encoding if source else None)
    return _read_html(text, page, source)


def _read_html(text: str, page: Page, source: Source | None) -> Article | Unusable:
    root = parse_html(text)
    metadata = read_metadata(root)
    tree = read_tree(root)
    measure(tree)
    title = read_title(tree, metadata)
    lines = read_body(tree, title, metadata.first("og:description", "description"))
    body = "\n".join(lines)
    if not body:
        return Unusable(url=page.url, reason="empty", detail="no running text")
    language = read_language(f"{title}\n{body}", metadata.lang)
    zone: dt.tzinfo | None = SHANGHAI if language in ("zh", "") else None
    day = read_published(tree, metadata, title, page.url, page.fetched_at, zone)
    return Article(
        url=_address(page, metadata),
        title=title,
        text=body,
        published=day[0] if day else None,
        published_basis=day[1] if day else DateBasis.UNKNOWN,
        language=language,
        outlet=metadata.first("og:site_name") or urlsplit(page.url).hostname or "",
    )


def _address(page: Page, metadata: Metadata) -> str:
    """The page's own canonical address if it is on the same site, otherwise the one it was fetched from, tidied."""
    own = clean_url(page.url)
    stated = clean_url(metadata.canonical, own or None) if metadata.canonical else ""
    if stated and (not own or _site(stated) == _site(own)) and urlsplit(stated).path.strip("/"):
        return stated
    return own or page.url


def _site(url: str) -> str:
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])
