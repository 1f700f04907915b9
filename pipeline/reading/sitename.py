"""The name of the site within a title: which names a page gives itself, and a title without them."""

import re
import unicodedata
from collections.abc import Sequence

from pipeline.reading.metadata import Metadata

# how sites join a title with section and site name; a hyphen or dash needs blanks, or it may belong to the words
_SEPARATOR = re.compile(
    r"\s*(?:[|｜]|_{1,3}|--+|—{2,}|\s[-–—·•»>:/]\s|(?<=[\u3400-\u9fff！？。”」』）)])[-–—](?=[^-–—()（）]{2,16}$)|\s::\s)\s*"
)
_NOISE = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """A title reduced to what makes it equal: NFKC, lower case, letters and digits only."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).lower()


def site_names(metadata: Metadata) -> list[str]:
    """The names that a page gives its site: in metadata, as publisher, and the label of its host that carries the name."""
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
