"""Page to Article: the second step. Title, publication day, body and language, or the reason why it is no article."""

import datetime as dt
import re
from urllib.parse import urlsplit

from pipeline.decode import decode
from pipeline.items import Article, DateBasis, Page, Source, Unusable
from pipeline.reading.body import measure, read_body
from pipeline.reading.canonical import clean_url
from pipeline.reading.dates import SHANGHAI, read_date
from pipeline.reading.documents import Document, read_pdf, read_text
from pipeline.reading.embedded import embedded_body
from pipeline.reading.language import read_language
from pipeline.reading.metadata import Metadata, read_metadata
from pipeline.reading.overrides import selected, selected_day, selected_title
from pipeline.reading.published import Day, date_in_url, read_published
from pipeline.reading.regions import Element
from pipeline.reading.sitename import plain
from pipeline.reading.title import read_title
from pipeline.reading.tree import Tree, parse_html, read_tree
from pipeline.reading.unusable import ENOUGH, refuse

_MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|p|article|section|span|table|h[1-6]|br|script|meta|a)\b", re.I)
_BINARY = re.compile(r"^(?:image|audio|video|font)/|zip|octet-stream|msword|officedocument|ms-excel|ms-powerpoint")
_MAGIC = (
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"Rar!",
    b"\x00\x00\x00",
)


def read_page(page: Page, source: Source | None = None) -> Article | Unusable:
    """The article on a fetched page, or why there is none; never raises for anything a server may send.

    HTML, plain text, Markdown and PDF are read. Where the body is one picture, title and day make an article without text. `source` gives the encoding and selectors where structure fails.
    Days are those of Asia/Shanghai where a Chinese page gives UTC; of any other page the day as it states it.
    """
    if not page.body.strip():
        return Unusable(url=page.url, reason="empty", detail="no bytes")
    if page.body[:1024].lstrip().startswith(b"%PDF-"):
        document = read_pdf(page.body)
        if isinstance(document, str):
            return Unusable(url=page.url, reason="not_text", detail=document)
        return _from_document(document, page)
    if page.body.startswith(_MAGIC):
        return Unusable(url=page.url, reason="not_text", detail=page.content_type or "binary")
    text, _ = decode(page.body, page.content_type, source.encoding if source else None)
    if not _MARKUP.search(text[:200_000]):
        return _read_plain(text, page)
    return _read_html(text, page, source)


def _read_plain(text: str, page: Page) -> Article | Unusable:
    start = text.lstrip()[:1]
    if _BINARY.search(page.content_type) or text[:2000].count("\ufffd") > 50:
        return Unusable(url=page.url, reason="not_text", detail=page.content_type or "binary")
    if "json" in page.content_type or (start in ("{", "[") and text.rstrip()[-1:] in ("}", "]")):
        return Unusable(url=page.url, reason="not_text", detail="JSON")
    if start == "<" or "xml" in page.content_type:
        return Unusable(url=page.url, reason="not_text", detail="XML without HTML, perhaps a feed")
    markdown = "markdown" in page.content_type or urlsplit(page.url).path.endswith((".md", ".markdown"))
    markdown = markdown or bool(re.search(r"(?m)^#{1,3} \S|^\s*[-*] \S.*\n\s*[-*] \S|\]\(https?://", text[:20_000]))
    return _from_document(read_text(text, markdown=markdown), page)


def _from_document(document: Document, page: Page) -> Article | Unusable:
    body = "\n".join(document.lines)
    if not body:
        return Unusable(url=page.url, reason="empty", detail="no text")
    given = (read_date(text, page.fetched_at) for text in document.dates)
    day = next((found for found in given if found), None)
    if not day:
        address = date_in_url(page.url, page.fetched_at)
        day = (address, DateBasis.STATED) if address else None
    return _article(page, page.url, document.title, body, day, read_language(f"{document.title}\n{body}"))


def _read_html(text: str, page: Page, source: Source | None) -> Article | Unusable:
    root = parse_html(text)
    metadata = read_metadata(root)
    tree = read_tree(root)
    measure(tree)
    title = (selected_title(root, source) if source else "") or read_title(tree, metadata)
    body = "\n".join(_body_lines(root, tree, metadata, title, source))
    visible = " ".join(block.text for block in tree.blocks[:400])
    refused = refuse(text, visible, title or metadata.title, body, page.requested_url, page.url)
    if refused:
        return Unusable(url=page.url, reason=refused[0], detail=refused[1])
    if page.status >= 400:
        return Unusable(url=page.url, reason="http_error", detail=f"status {page.status}")
    if not body and not _is_picture(root, tree, title):
        return Unusable(url=page.url, reason="empty", detail="no running text")
    language = read_language(f"{title}\n{body}", metadata.lang)
    zone: dt.tzinfo | None = SHANGHAI if language in ("zh", "") else None
    day = selected_day(root, source, page.fetched_at, zone) if source else None
    day = day or read_published(tree, metadata, title, page.url, page.fetched_at, zone)
    if not body and not (day and day[1] == DateBasis.STATED):
        return Unusable(url=page.url, reason="empty", detail="no running text and no day")
    outlet = metadata.first("og:site_name")
    return _article(page, _address(page, metadata), title, body, day, language, outlet)


def _is_picture(root: Element, tree: Tree, title: str) -> bool:
    """Whether the text of an article is a picture ("一图看懂"): its title stands on the page as the main heading."""
    key = plain(title)
    headed = len(key) >= 6 and any(block.heading == 1 and plain(block.text) == key for block in tree.blocks)
    return headed and next(root.iter("img"), None) is not None


def _body_lines(root: Element, tree: Tree, metadata: Metadata, title: str, source: Source | None) -> list[str]:
    """The body by the source's selector, by structure, or, where the page shows next to nothing, from its scripts."""
    if source and source.selectors.article_body:
        chosen = selected(root, source.selectors.article_body)
        lines = [block.text for element in chosen for block in read_tree(element).blocks]
        if lines:
            return lines
    lines = read_body(tree, title, metadata.first("og:description", "description"))
    if sum(len(line.encode("utf-8", "replace")) for line in lines) < ENOUGH:
        hidden = embedded_body(root, metadata, title)
        if sum(map(len, hidden)) > 1.5 * sum(map(len, lines)):
            return hidden
    return lines


def _article(page: Page, url: str, title: str, body: str, day: Day | None, language: str, outlet: str = "") -> Article:
    return Article(
        url=clean_url(url) or url,
        title=title,
        text=body,
        published=day[0] if day else None,
        published_basis=day[1] if day else DateBasis.UNKNOWN,
        language=language,
        outlet=outlet or urlsplit(page.url).hostname or "",
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
