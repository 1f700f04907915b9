"""What a source's own selectors find on a page, for the rare site whose structure does not speak for itself."""

import datetime as dt
from functools import lru_cache

from cssselect import SelectorError
from lxml.cssselect import CSSSelector

from errors import CatalogError
from pipeline.items import DateBasis, Source
from pipeline.reading.dates import read_date
from pipeline.reading.published import Day
from pipeline.reading.regions import Element


@lru_cache(maxsize=512)
def _selector(css: str) -> CSSSelector:
    try:
        return CSSSelector(css, translator="html")
    except SelectorError as error:
        raise CatalogError(f"selector '{css}': {error}", "correct it in the source's entry") from error


def selected(root: Element, css: str) -> list[Element]:
    """The elements that a CSS selector finds; none for ''. Raises CatalogError when it is no CSS selector."""
    found = _selector(css)(root) if css else []
    return found if isinstance(found, list) else []


def selected_title(root: Element, source: Source) -> str:
    """The text of the first element that `article_title` finds, or ''."""
    for element in selected(root, source.selectors.article_title):
        text = element.get("content") or " ".join("".join(element.itertext()).split())
        if text:
            return str(text)
    return ""


def selected_day(root: Element, source: Source, now: dt.datetime, zone: dt.tzinfo | None) -> Day | None:
    """The day in the elements that `article_date` finds, read by the source's `date_format` where it has one."""
    for element in selected(root, source.selectors.article_date):
        given = element.get("datetime") or element.get("content") or " ".join("".join(element.itertext()).split())
        day = parse_format(given, source.date_format) or read_date(given, now, zone)
        if day:
            return day
    return None


def parse_format(text: str, date_format: str | None) -> Day | None:
    """The day that a strptime format reads, or None when there is no format or it does not fit."""
    if not date_format:
        return None
    try:
        return dt.datetime.strptime(text.strip(), date_format).date(), DateBasis.STATED
    except ValueError:
        return None
