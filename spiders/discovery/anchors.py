"""Collects the links of an HTML page, also those that live in `onclick` or `data-href`, and says which may be titles."""

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from spiders.discovery import addresses
from spiders.discovery.rows import TITLE_LENGTH, is_more, split_title, weight

REPEATED = 3  # times that a link stands on a page to be taken for a category
_DATA = ("data-href", "data-url", "data-link", "data-src-url")
_SCRIPTED = re.compile(
    r"""(?:location(?:\.href)?\s*=|window\.open\s*\(|location\.(?:assign|replace)\s*\()\s*['"]([^'"]+)['"]"""
)
_QUOTED = re.compile(r"""['"]((?:https?:)?/[^'"\s]+|[\w./-]+\.s?html?(?:\?[^'"]*)?)['"]""")
_UTILITY = re.compile(
    r"隐私|版权|法律声明|免责声明|使用条款|用户协议|服务协议|网站地图|联系我们|关于我们|加入我们|友情链接|备案|公网安备|ICP|许可证"
    r"|返回顶部|意见反馈|投诉|廉洁举报|无障碍|Copyright|All Rights Reserved|Privacy Policy|Terms of|Cookie",
    re.IGNORECASE,
)


_EMPHASIS = ("em", "b", "strong", "font", "i", "mark", "u")
_NUMERIC = re.compile(r"^[\s\d./:：年月日\[\]()-]+$")  # a date or a count is no part of a sentence
_INLINE = ("span", "b", "strong", "em", "i", "font", "u", "mark", "small")


@dataclass(slots=True)
class Anchor:
    """One link: where it leads, what it says. `strong` links may be titles; the others are icons, tags and buttons."""

    element: Tag
    url: str
    key: str
    text: str
    order: int
    strong: bool
    opaque: bool = False  # says nothing itself: an image, a date, '查看详情'


def text_of(element: Tag) -> str:
    """The visible text of an element, runs of blanks made one; emphasis within a sentence does not cut it."""
    return " ".join(texts_of(element))


def texts_of(element: Tag) -> list[str]:
    """The texts of an element's parts, one for each block in it."""
    parts: list[str] = []
    last: Tag | None = None
    for node in element.descendants:
        if isinstance(node, Tag):
            last = None if node.name == "br" else last
        elif type(node) is NavigableString:
            block = _block_of(node, element)
            if block is last and parts:
                parts[-1] += str(node)
            else:
                parts.append(str(node))
            last = block
    return [" ".join(part.split()) for part in parts if part.strip()]


def _block_of(node: NavigableString, top: Tag) -> Tag | None:
    """The nearest element around a text that is no mere emphasis: a span counts as such within a text of its parent."""
    inner = node.parent
    while inner is not None and inner is not top:
        emphasis = inner.name in _EMPHASIS or (inner.name == "span" and _has_own_text(inner.parent))
        if not emphasis or _NUMERIC.match(inner.get_text()):
            break
        inner = inner.parent
    return inner


def _has_own_text(element: Tag | None) -> bool:
    return element is not None and any(type(node) is NavigableString and node.strip() for node in element.children)


def collect(soup: BeautifulSoup, base: str, listing_url: str, now: dt.datetime) -> list[Anchor]:
    """Every usable link of the page in order. Links to one article share a `key`."""
    anchors: list[Anchor] = []
    for order, element in enumerate(soup.find_all(_is_link)):
        url = addresses.absolute(target_of(element), base)
        if not url:
            continue
        anchors.append(Anchor(element, url, addresses.same_article(url), text_of(element), order, False))
    for anchor in anchors:
        anchor.strong = _is_title(anchor, now) and not _is_label(anchor) and not _in_sentence(anchor.element)
    said = Counter((anchor.key, anchor.text) for anchor in anchors if anchor.strong)
    for anchor in anchors:
        # the same short text with the same address in row after row is a category, not an article
        often = said[anchor.key, anchor.text] >= REPEATED and weight(anchor.text) <= 12
        if often and addresses.likeness(anchor.url, listing_url) < 1.0:
            anchor.strong = False
    titled = {anchor.key for anchor in anchors if anchor.strong}
    for anchor in anchors:
        # an image or a '查看详情' beside its title, or the only way into a card whose title is no link
        anchor.opaque = not anchor.strong and (
            (anchor.key in titled or addresses.likeness(anchor.url, listing_url) >= 0.5)
            and (is_more(anchor.text) or not anchor.text or _is_date(anchor.text, now))
            and not re.search(r"[#&?](?:comment|reply)", anchor.url)
        )
        anchor.strong = anchor.strong or anchor.opaque
    return anchors


def _is_link(element: Tag) -> bool:
    if element.name == "a":
        return True
    return any(element.has_attr(name) for name in _DATA) or bool(_scripted(str(element.get("onclick") or "")))


def target_of(element: Tag) -> str:
    href = str(element.get("href") or "").strip()
    if href and not href.lower().startswith("javascript:") and not re.fullmatch(r"#[^/!]?.*", href):
        return href
    for name in _DATA:
        if element.get(name):
            return str(element[name])
    for script in (str(element.get("onclick") or ""), href):
        if found := _scripted(script):
            return found
    return "" if href.startswith(("#", "javascript:")) and not href.startswith(("#/", "#!")) else href


def _scripted(script: str) -> str:
    """The address that an event handler opens, '' when it names none."""
    match = _SCRIPTED.search(script) or (_QUOTED.search(script) if "(" in script else None)
    return match[1] if match else ""


def _is_title(anchor: Anchor, now: dt.datetime) -> bool:
    said = anchor.text
    attribute = str(anchor.element.get("title") or "")
    if weight(attribute) > weight(said):
        said = attribute
    title, _ = split_title(said, now)
    return weight(title) >= TITLE_LENGTH and not is_more(title) and not _UTILITY.search(title)


def _is_label(anchor: Anchor) -> bool:
    """Whether a link is a tag, category or author beside an article."""
    relation = anchor.element.get("rel") or []
    return addresses.is_label(anchor.url) or any(word in relation for word in ("tag", "category", "author"))


def _in_sentence(element: Tag) -> bool:
    """Whether a link stands within running text: words of the same paragraph lead up to it."""
    before = ""
    for node in element.previous_siblings:
        if isinstance(node, Tag) and node.name not in _INLINE:
            break
        before = (node.get_text() if isinstance(node, Tag) else str(node)) + before
    return weight(before) >= 10 and not re.search(r"\d{1,2}[-/.月]\d|\d:\d", before)


def _is_date(text: str, now: dt.datetime) -> bool:
    title, day = split_title(text, now)
    return day is not None and weight(title) < 3
