"""What a page says about itself: meta tags, JSON-LD, the title tag, links to the canonical address."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from pipeline.reading.regions import Element

_ARTICLE = re.compile(r"(?i)(?:article|posting|report|review|recipe|post|story|newsitem|podcastepisode)$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", re.S)
MAX_TITLE = 400  # characters
MAX_JSON = 2_000_000  # characters of one script


@dataclass(frozen=True, slots=True)
class Metadata:
    """Statements of the page about itself. `meta` has lower-case names, the first value of each."""

    title: str = ""
    lang: str = ""
    canonical: str = ""
    base: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    articles: tuple[Mapping[str, object], ...] = ()  # JSON-LD objects of an article type, the likeliest first
    others: tuple[Mapping[str, object], ...] = ()  # JSON-LD objects of any other type

    def first(self, *names: str) -> str:
        """The first meta value among `names` that is not empty, or ''."""
        return next((value for name in names if (value := self.meta.get(name))), "")

    def stated(self, *keys: str) -> Iterator[str]:
        """What the JSON-LD articles give under `keys`, as text, in order."""
        for article in self.articles:
            for key in keys:
                text = as_text(article.get(key))
                if text:
                    yield text


def read_metadata(root: Element) -> Metadata:
    """Reads the statements of a parsed page."""
    meta: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = tag.get("content")
        if name and content and content.strip():
            meta.setdefault(name.strip().lower(), content.strip())
    articles, others = _linked_data(root)
    title = _title(root)
    canonical = next((tag.get("href") or "" for tag in root.iter("link") if _is_canonical(tag)), "")
    base = next((tag.get("href") or "" for tag in root.iter("base") if tag.get("href")), "")
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or meta.get("og:locale", "")
    return Metadata(title, lang, canonical, base, meta, tuple(articles), tuple(others))


def as_text(value: object) -> str:
    """A JSON-LD value as one string: of a list its first, of an object its name or value."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("text") or value.get("@id") or ""
    if isinstance(value, str):
        return unescape(value).strip()
    return str(value) if isinstance(value, int | float) else ""


def lenient_json(text: str) -> object:
    """A JSON value although it is wrapped in comments, has raw line breaks or a comma too many; None if it is none."""
    text = _WRAPPING.sub("", text.strip())[:MAX_JSON].strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _title(root: Element) -> str:
    for tag in root.iter("title"):
        parent = tag.getparent()
        if parent is None or parent.tag not in ("svg", "symbol", "g", "path", "use"):
            text = " ".join("".join(tag.itertext()).split())
            if text:
                return text[:MAX_TITLE]
    return ""


def _is_canonical(tag: Element) -> bool:
    return "canonical" in (tag.get("rel") or "").lower().split()


def _linked_data(root: Element) -> tuple[list[Mapping[str, object]], list[Mapping[str, object]]]:
    articles: list[Mapping[str, object]] = []
    others: list[Mapping[str, object]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        for thing in _things(lenient_json(script.text)):
            if _is_article(thing):
                articles.append(thing)
            else:
                others.append(thing)
    return articles, others


def _things(value: object) -> Iterator[Mapping[str, object]]:
    """All objects of a JSON-LD document that could describe the page, breadth first."""
    waiting, seen = [value], 0
    while waiting and seen < 500:
        seen += 1
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            yield value
            waiting += [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]


def _is_article(thing: Mapping[str, object]) -> bool:
    kind = thing.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    if any(isinstance(one, str) and _ARTICLE.search(one) for one in kinds):
        return True
    # Baidu's own context has no types: https://ziyuan.baidu.com/contexts/cambrian.jsonld
    return "cambrian" in str(thing.get("@context", "")) and ("title" in thing or "pubDate" in thing)
