"""Reads sitemaps: url sets, news sitemaps, sitemap indexes, plain lists and the Sitemap lines of robots.txt."""

import datetime as dt
import re
from collections import Counter

from lxml import etree

from pipeline.items import DateBasis, Page, Source
from spiders.discovery import addresses, days
from spiders.discovery.rows import Row

_ROOT = re.compile(
    r"(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s|\ufeff)*<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.DOTALL
)
_NEWS = re.compile(r"news|press|post|article|blog|announce|xinwen|media|zixun", re.IGNORECASE)
_OTHER = re.compile(r"product|image|video|tag|categor|author|page|goods|shop|user", re.IGNORECASE)


def is_sitemap(text: str) -> bool:
    """Whether a document is a sitemap or a sitemap index by its root element (https://www.sitemaps.org/protocol.html)."""
    return bool(_ROOT.match(text[:3000]))


def robots_sitemaps(text: str, base: str) -> tuple[str, ...]:
    """The sitemaps that a robots.txt names (RFC 9309 allows such further lines)."""
    found = re.findall(r"^\s*sitemap\s*:\s*(\S+)", text, re.IGNORECASE | re.MULTILINE)
    return tuple(dict.fromkeys(url for line in found if (url := addresses.absolute(line, base))))


def is_robots(text: str) -> bool:
    """Whether a plain text is a robots.txt."""
    return bool(re.match(r"(?:\s*#.*\n|\s)*(?:user-agent|sitemap)\s*:", text[:5000], re.IGNORECASE))


def is_url_list(text: str) -> bool:
    """Whether a plain text is a sitemap as one address a line."""
    lines = text.strip().splitlines()
    return bool(lines) and all(re.fullmatch(r"https?://\S+", line.strip()) for line in lines[:20])


def find_rows(text: str, page: Page, source: Source, now: dt.datetime) -> tuple[list[Row], tuple[str, ...]]:
    """The articles of a url set, newest first where it gives days; and the sitemaps that an index names, best first.

    `lastmod` is the day of a change, not of publication (basis unknown); a news sitemap states the publication.
    """
    if is_robots(text):
        return [], robots_sitemaps(text, page.url)
    if is_url_list(text):
        listed: list[tuple[str, str, dt.date | None, dt.date | None]] = [
            (url, "", None, None) for line in text.split() if (url := addresses.absolute(line, page.url))
        ]
        return _articles(listed, page.url, source), ()
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    body = re.sub(r"^[\s\ufeff]*<\?xml[^>]*\?>", "", text).encode()
    root = etree.fromstring(body, parser)
    if root is None:
        return [], ()
    if _local(root) == "sitemapindex":
        return [], _children(root, page.url, now)
    listed_urls = []
    for node in root:
        if not isinstance(node.tag, str):
            continue
        loc = addresses.absolute(_child(node, "loc"), page.url)
        if loc:
            stated = days.read_day(_child(node, "publication_date"), now)[0]
            changed = days.read_day(_child(node, "lastmod"), now)[0]
            listed_urls.append((loc, _child(node, "title"), stated, changed))
    return _articles(listed_urls, page.url, source), ()


def _local(node: "etree._Element") -> str:
    """An element's name without namespace; a damaged file may name one that no parser would make (mage:title)."""
    return str(node.tag).rpartition("}")[2].rpartition(":")[2]


def _child(node: "etree._Element", name: str) -> str:
    """The text of the first descendant of this name, whatever its namespace."""
    for child in node.iter():
        if isinstance(child.tag, str) and _local(child) == name and child.text:
            parent = child.getparent()
            if name != "title" or (parent is not None and _local(parent) == "news"):
                return " ".join(child.text.split())
    return ""


def _children(root: "etree._Element", base: str, now: dt.datetime) -> tuple[str, ...]:
    """The sitemaps of an index: those whose name speaks of news first, then the latest changed."""
    found: list[tuple[int, int, str]] = []
    for node in root:
        if isinstance(node.tag, str) and (url := addresses.absolute(_child(node, "loc"), base)):
            changed = days.read_day(_child(node, "lastmod"), now)[0]
            name = url.rsplit("/", 1)[-1]
            rank = 0 if _NEWS.search(name) else 2 if _OTHER.search(name) else 1
            found.append((rank, -(changed or dt.date.min).toordinal(), url))
    return tuple(url for _, _, url in sorted(found, key=lambda entry: entry[:2]))


def _articles(listed: list[tuple[str, str, dt.date | None, dt.date | None]], base: str, source: Source) -> list[Row]:
    """The addresses that look like articles: everything in a news sitemap, else the shapes that outnumber pages."""
    if source.article_url:
        kept = listed
    elif any(stated for _, _, stated, _ in listed):
        kept = [entry for entry in listed if entry[2] or entry[1]]
    else:
        shapes = Counter(addresses.shape_of(entry[0]) for entry in listed)
        kept = [
            entry
            for entry in listed
            if (score := addresses.likeness(entry[0], base)) >= 1.0
            or (score >= 0.5 and shapes[addresses.shape_of(entry[0])] >= 3)
        ]
    rows = []
    for url, title, stated, changed in kept:
        in_url = days.url_day(url)
        day = stated or in_url or changed
        basis = DateBasis.STATED if stated or in_url else DateBasis.UNKNOWN
        rows.append(Row(url=url, title=title, date=day, basis=basis))
    return sorted(rows, key=lambda row: -(row.date or dt.date.min).toordinal())
