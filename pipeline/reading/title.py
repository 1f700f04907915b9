"""The title of an article, without the name of the site: the wording on which headline, metadata and title tag agree."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from pipeline.reading.metadata import Metadata
from pipeline.reading.tree import FOREIGN, Tree

# how sites join a title with section and site name; a hyphen or dash needs blanks, or it may belong to the words
_SEPARATOR = re.compile(
    r"\s*(?:[|｜]|_{1,3}|--+|—{2,}|\s[-–—·•»>:/]\s|(?<=[\u3400-\u9fff！？。”」』）)])[-–—](?=[^-–—()（）]{2,16}$)|\s::\s)\s*"
)
_ANY_SEPARATOR = re.compile(r"\s*[-–—|｜_·•»>/:：]+\s*")
_NOISE = re.compile(r"[\W_]+")
_LABEL = re.compile(r"^(?:原创|独家|置顶|转载|快讯|\[[^\]]{1,6}\]\s*|【(?:原创|独家|转载|置顶)】)\s*(?=\S{6})")

_MOST_VISIBLE = 6  # headings looked at, in page order


def plain(text: str) -> str:
    """A title reduced to what makes it equal: NFKC, lower case, letters and digits only."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()


def read_title(tree: Tree, metadata: Metadata) -> str:
    """The title, or '' when the page has none.

    Each candidate (visible headings, JSON-LD headline, og:title, twitter:title, the title tag and its parts) is worth its own
    weight plus what other candidates that agree with it add; the wording as visible on the page wins ties.
    """
    candidates = list(_candidates(tree, metadata))
    votes: dict[str, float] = {}
    wording: dict[str, str] = {}
    for text, weight in candidates:
        key = plain(text)
        if not key:
            continue
        votes[key] = votes.get(key, 0) + weight
        wording.setdefault(key, text)
    if not votes:
        return ""
    whole = plain(metadata.title)
    for key in votes:
        if len(key) >= 5 and key != whole and key in whole:
            votes[key] += 0.3
    best = max(votes, key=lambda key: votes[key])
    return wording[best]


def _candidates(tree: Tree, metadata: Metadata) -> Iterator[tuple[str, float]]:
    yield from _headings(tree, metadata)
    for headline in list(metadata.stated("headline", "title"))[:1]:
        yield headline, 1.0
    og = metadata.first("og:title")
    site = _site_names(metadata)
    for text, weight in ((og, 0.95), (metadata.first("twitter:title"), 0.2)):
        if text:
            yield strip_site(text, site, only_known=True), weight
    if metadata.title:
        yield strip_site(metadata.title, site), 0.5
        yield from _shown_part(tree, metadata.title)


def _shown_part(tree: Tree, title: str) -> Iterator[tuple[str, float]]:
    """The longest beginning of the title tag, cut at any separator, that the page shows as a line of its own."""
    ends = [match.start() for match in _ANY_SEPARATOR.finditer(title[:300])]
    keys = {plain(title[:end]): title[:end].strip() for end in ends}
    shown = [key for block in tree.blocks if (key := plain(block.text[:300])) in keys and len(key) >= 6]
    if shown:
        yield keys[max(shown, key=len)], 0.6


def _headings(tree: Tree, metadata: Metadata) -> Iterator[tuple[str, float]]:
    """Visible headings; a first-level one outside navigation is the best witness unless it is shared with the site."""
    site = {plain(name) for name in _site_names(metadata)}
    whole = plain(metadata.title)
    seen = first_level = 0
    for text, level, foreign in _heading_texts(tree):
        key = plain(text)
        if len(key) < 4 or key in site:
            continue
        seen += 1
        inside = bool(key) and key in whole
        if level == 1:
            yield text, max(0.1, (1.2 if inside else 1.1) - (0.8 if foreign else 0) - 0.25 * first_level)
            first_level += 1
        elif seen <= _MOST_VISIBLE and inside and len(key) > 0.4 * len(whole):
            yield text, 0.8


def _heading_texts(tree: Tree) -> Iterator[tuple[str, int, bool]]:
    """Text, level and whether it stands in navigation, of each heading; the lines of one heading are joined."""
    parts: list[str] = []
    node = level = -1
    foreign = False
    for block in tree.blocks:
        top = _heading_node(tree, block.node) if block.heading else -2
        if top != node and parts:
            yield _LABEL.sub("", " ".join(parts)), level, foreign
            parts = []
        if block.heading:
            node, level, foreign = top, block.heading, tree.kind(block) == FOREIGN
            parts.append(block.text)
    if parts:
        yield _LABEL.sub("", " ".join(parts)), level, foreign


def _heading_node(tree: Tree, node: int) -> int:
    while node >= 0 and tree.nodes[node].tag not in ("h1", "h2", "h3", "h4", "h5", "h6"):
        node = tree.parents[node]
    return node


def _site_names(metadata: Metadata) -> list[str]:
    names = [
        metadata.first("og:site_name"),
        metadata.first("application-name"),
        metadata.first("apple-mobile-web-app-title"),
    ]
    for thing in (*metadata.articles, *metadata.others):
        publisher = thing.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            names.append(str(publisher["name"]))
        if thing.get("@type") in ("WebSite", "Organization", "NewsMediaOrganization") and isinstance(
            thing.get("name"), str
        ):
            names.append(str(thing["name"]))
    for address in (metadata.canonical, metadata.first("og:url")):
        labels = re.sub(r"^https?://(?:www\.)?|[/:].*$", "", address).split(".")
        names += [max(labels, key=len)]  # the label that carries the name
    return [name for name in dict.fromkeys(names) if name]


def strip_site(title: str, site_names: Sequence[str] = (), *, only_known: bool = False) -> str:
    """A title without the section and site names that follow or precede it behind a separator.

    With `only_known` only the given names go, otherwise any short piece at the end does.
    """
    pieces = _split(title)
    if len(pieces) < 2:
        return title.strip()
    known = {plain(name) for name in site_names}
    longest = max(range(len(pieces)), key=lambda index: len(plain(pieces[index][0])))
    start, end = 0, len(pieces)
    while end - 1 > longest and _is_site(pieces[end - 1], known, only_known):
        end -= 1
    while start < longest and (plain(pieces[start][0]) in known):
        start += 1
    return "".join(
        text + (joint if index < end - 1 else "") for index, (text, joint) in enumerate(pieces) if start <= index < end
    ).strip()


def _is_site(piece: tuple[str, str], known: set[str], only_known: bool) -> bool:
    key = plain(piece[0])
    if key in known or any(len(name) >= 5 and name in key for name in known):
        return True
    return not only_known and len(key) <= 30


def _split(title: str) -> list[tuple[str, str]]:
    """The pieces of a title, each with the separator behind it."""
    pieces, at = [], 0
    for match in _SEPARATOR.finditer(title):
        pieces.append((title[at : match.start()], match[0]))
        at = match.end()
    pieces.append((title[at:], ""))
    return [piece for piece in pieces if piece[0].strip()]
