"""Finds the next page of an HTML listing: rel=next, 下一页, the following page number, a paging script, load-more."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from spiders.discovery import addresses
from spiders.discovery.addresses import words
from spiders.discovery.anchors import target_of, text_of

_NEXT = re.compile(
    r"^[\s<>\[\]«»]*(?:下一?页|后一?页|下页|下一頁|后页|加载更多|查看更多|更多新闻|older posts?|next(?: page)?|load more|show more|more)[\s>»›→\[\]]*$"
    r"|^[>»›→]$",
    re.IGNORECASE,
)
_CARRIERS = ("data-url", "data-href", "data-next", "onclick")  # attributes of buttons that lead on
_SURE = re.compile(r"下一?页|后一?页|下页|下一頁|next|older", re.IGNORECASE)
_PAGE_WORDS = words(
    "page pageno pagenum pageindex page_no page_num paged pn p currentpage curpage cur current num pageid offset start"
)
_NUMBER_IN_PATH = re.compile(
    r"(?P<head>.*(?:page|index|list|[/_-]p?))(?P<n>\d{1,4})(?P<tail>/?(?:\.\w+)?)$", re.IGNORECASE
)
# TRS and its kin write the pager by script: createPageHTML(pages, current from 0, "index", "html")
_TRS = re.compile(
    r"""createPageHTML\(\s*['"]?(\d+)['"]?\s*,\s*['"]?(\d+)['"]?\s*,\s*['"]([\w/-]+)['"]\s*,\s*['"](\w+)['"]"""
)


def next_page(soup: BeautifulSoup, source_text: str, url: str, base: str, selector: str = "") -> str | None:
    """The absolute address of the next page, or None on the last one. `source_text` is the page with its scripts."""
    if selector:
        node = soup.select_one(selector)
        return _other(target_of(node), base, url) if node else None
    for node in soup.find_all(("link", "a"), rel=lambda rel: rel == "next"):
        if found := _other(str(node.get("href") or ""), base, url):
            return found
    return _worded(soup, url, base) or _numbered(soup, url, base) or _scripted(source_text, url)


def _other(href: str, base: str, url: str) -> str | None:
    found = addresses.absolute(href, base) if href else ""
    return found if found and found.split("#")[0] != url.split("#")[0] else None


def _disabled(node: Tag) -> bool:
    classes = " ".join([*(node.get("class") or []), *((node.parent.get("class") or []) if node.parent else [])])
    return node.has_attr("disabled") or "disabled" in classes or node.get("aria-disabled") == "true"


def _worded(soup: BeautifulSoup, url: str, base: str) -> str | None:
    """A link that says 下一页 or sits in an element called next."""
    for node in soup.find_all(("a", "button", "div", "span")):
        if node.name != "a" and not any(node.get(name) for name in _CARRIERS):
            continue
        said = text_of(node) or str(node.get("title") or node.get("aria-label") or "")
        if len(said) > 24:
            continue
        own = " ".join(node.get("class") or [])
        above = " ".join((node.parent.get("class") or []) if node.parent else [])
        named = bool(re.search(r"(?:^|[-_\s])next(?:$|[-_\s])", f"{own} {above}")) and not said.isdigit()
        worded = _NEXT.match(said)
        if not (worded or (named and len(said) <= 6)) or _disabled(node):
            continue
        found = _other(target_of(node) or str(node.get("data-next") or ""), base, url)
        button = node.name != "a" and bool(worded)
        if not found or addresses.site_of(found) != addresses.site_of(url):
            continue
        if _SURE.search(said) or button or _is_sibling(found, url):
            return found
    return None


def _is_sibling(found: str, url: str) -> bool:
    """Whether an address is another page of the same listing: same path but for a number, or same path and other query."""
    return page_number(found) is not None and _without_number(found) == _without_number(url)


def page_number(url: str) -> int | None:
    """The page number in an address (`?page=3`, `index_2.html`, `/page/2`); None when there is none."""
    parts = urlsplit(url)
    for name, value in parse_qsl(parts.query):
        if name.lower() in _PAGE_WORDS and value.isdigit():
            return int(value)
    if match := _NUMBER_IN_PATH.match(parts.path):
        return int(match["n"])
    return None


def _without_number(url: str) -> str:
    parts = urlsplit(url)
    query = sorted(pair for pair in parse_qsl(parts.query) if pair[0].lower() not in _PAGE_WORDS)
    path = _NUMBER_IN_PATH.sub(lambda match: match["head"], parts.path)
    path = re.sub(r"(?:/?(?:index|list|page|default)?[-_]?(?:\.\w+)?/?)$", "", path, flags=re.IGNORECASE)
    return f"{addresses.host_of(url)}{path}?{urlencode(query)}"


def _numbered(soup: BeautifulSoup, url: str, base: str) -> str | None:
    """The pager link whose text is the number after the current page's."""
    links: dict[int, str] = {}
    for node in soup.find_all("a", string=re.compile(r"^\s*\[?\d{1,4}\]?\s*$")):
        found = addresses.absolute(target_of(node), base)
        if found and _without_number(found) == _without_number(url):
            links.setdefault(int(re.sub(r"\D", "", text_of(node))), found)
    if not links:
        return None
    itself = [number for number, found in links.items() if addresses.same_article(found) == addresses.same_article(url)]
    current = itself[0] if itself else _current(soup, url)
    return _other(links.get(current + 1, ""), base, url)


def _current(soup: BeautifulSoup, url: str) -> int:
    marked = soup.find(
        ("span", "em", "strong", "b", "li", "a"), class_=re.compile(r"(?:^|[-_])(?:current|active|cur|on|thisclass)$")
    )
    while isinstance(marked, Tag):
        if text_of(marked).isdigit():
            return int(text_of(marked))
        marked = marked.find_next(("span", "em", "strong", "b", "li", "a"), class_=re.compile("current|active|cur|on$"))
    return page_number(url) or 1


def _scripted(source_text: str, url: str) -> str | None:
    match = _TRS.search(source_text)
    if not match or int(match[2]) + 1 >= int(match[1]):
        return None
    return addresses.absolute(f"{match[3]}_{int(match[2]) + 1}.{match[4]}", url)


def counted_up(url: str) -> str | None:
    """The address with its page counter one higher; None when its query has none."""
    for name, value in parse_qsl(urlsplit(url).query):
        if name.lower() in _PAGE_WORDS - {"offset", "start", "num"} and value.isdigit():
            return with_query(url, {name: str(int(value) + 1)})
    return None


def with_query(url: str, changes: dict[str, str]) -> str:
    """The address with these query fields set, the others in their order."""
    parts = urlsplit(url)
    pairs = [(name, changes.pop(name, value)) for name, value in parse_qsl(parts.query, keep_blank_values=True)]
    return urlunsplit(parts._replace(query=urlencode([*pairs, *changes.items()])))
