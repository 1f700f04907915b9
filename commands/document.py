"""One document, from a file or an address, as an Article: what `ingest` and `explain` work on."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from errors import InputFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.items import Article, Unusable
    from settings import Settings

PAGES = {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml", ".pdf": "application/pdf"}
MARKDOWN = (".md", ".markdown")
_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?\n)---\s*(?:\n|\Z)", re.DOTALL)
MOST_UNPRINTABLE = 0.05  # share of a text's characters; bytes that are no text have more in every encoding
_MARKUP = re.compile(rb"\A\s*(<!doctype html|<html|<\?xml|<head|<body)", re.IGNORECASE)


def load_document(target: str, settings: "Settings", now: datetime | None = None) -> "Article":
    """The article in an HTML, PDF, Markdown or text file, or at an http(s) address.

    Raises InputFileError when the file cannot be read or holds no article, and what `spiders.fetching.fetch` raises.
    """
    from pipeline.items import Unusable
    from pipeline.read import read_page

    if is_address(target):
        from spiders.fetching import fetch

        page = fetch(target, settings)
        if page.status >= 400:
            raise InputFileError(f"{target}: HTTP status {page.status}", "open it in a browser; give the saved page")
        found = read_page(page)
    else:
        found = _from_file(target, settings.max_page_bytes, now or datetime.now(UTC))
    if isinstance(found, Unusable):
        detail = f" ({found.detail})" if found.detail else ""
        raise InputFileError(f"{target}: no article: {found.reason}{detail}", "save its text to a file and give that")
    return found


def is_address(target: str) -> bool:
    """Whether a target is an address rather than a file."""
    return re.match(r"(?i)https?://", target) is not None


def _from_file(target: str, most_bytes: int, now: datetime) -> "Article | Unusable":
    from pipeline.decode import decode
    from pipeline.items import Page, Unusable
    from pipeline.read import read_page

    if "://" in target:
        raise InputFileError(f"{target}: is no web address", "give a file, or an address with http:// or https://")
    path = Path(target)
    try:
        if path.stat().st_size > most_bytes:
            raise InputFileError(f"{path}: larger than {most_bytes} bytes", "raise max_page_bytes, or split the file")
        body = path.read_bytes()
    except OSError as error:
        raise InputFileError(
            f"{path}: {error.strerror}", "give a readable file, or an address with https://"
        ) from error
    url, suffix = path.resolve().as_uri(), path.suffix.lower()
    kind = PAGES.get(suffix) or ("text/html" if _MARKUP.match(body) else "")
    if kind:
        found = read_page(Page(url=url, body=body, fetched_at=now, headers={"content-type": kind}))
    else:
        text, _ = decode(body, "text/plain")
        if sum(not char.isprintable() and not char.isspace() for char in text) > MOST_UNPRINTABLE * len(text):
            raise InputFileError(f"{path}: is no text", "give an HTML, PDF, Markdown or text file")
        found = from_markdown(text, url) if suffix in MARKDOWN else from_text(text, url)
    return found if isinstance(found, Unusable) else replace(found, outlet=found.outlet or path.name)


def from_text(text: str, url: str) -> "Article | Unusable":
    """Plain text: the first line is the title, the rest the body, one line a paragraph."""
    return _article([" ".join(line.split()) for line in text.splitlines()], "", None, url)


def from_markdown(text: str, url: str) -> "Article | Unusable":
    """Markdown (CommonMark, tables, YAML front matter): the words without their markup, one line a block.

    The title is that of the front matter or the first heading; the front matter's `date` is the publication day.
    """
    from markdown_it import MarkdownIt

    matter = _FRONT_MATTER.match(text)
    head = _front_matter(matter.group(1)) if matter else {}
    tokens = MarkdownIt("commonmark").enable("table").parse(text[matter.end() :] if matter else text)
    lines = ["".join(_words(token.children or ())) for token in tokens if token.type == "inline"]
    title = head.get("title")
    return _article(lines, title if isinstance(title, str) else "", _day(head.get("date")), url)


def _words(tokens: "Sequence[Any]") -> list[str]:
    breaks = {"softbreak": " ", "hardbreak": " "}
    return [breaks.get(token.type, token.content) for token in tokens if token.type in {"text", "code_inline", *breaks}]


def _front_matter(text: str) -> dict[str, object]:
    import yaml

    try:
        head = yaml.load(text, yaml.BaseLoader)  # every value as text
    except yaml.YAMLError:
        return {}  # not front matter after all, or broken: the body still counts
    return head if isinstance(head, dict) else {}


def _day(value: object) -> date | None:
    found = re.match(r"\d{4}-\d{2}-\d{2}", str(value or ""))
    try:
        return date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None


def _article(lines: list[str], title: str, published: date | None, url: str) -> "Article | Unusable":
    from pipeline.items import Article, DateBasis, Unusable
    from pipeline.reading.language import read_language

    lines = [line.strip() for line in lines if line.strip()]
    if not title and lines:
        title, *lines = lines
    if not title:
        return Unusable(url=url, reason="empty", detail="no text")
    text = "\n".join(lines)
    return Article(
        url=url,
        title=title,
        text=text,
        published=published,
        published_basis=DateBasis.STATED if published else DateBasis.UNKNOWN,
        language=read_language(f"{title}\n{text}"),
    )
