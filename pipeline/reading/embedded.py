"""Bodies that a page carries where no reader sees them: JSON-LD articleBody, state of a framework, textarea."""

import json
import re
from collections.abc import Iterator
from html import unescape

from pipeline.reading.body import measure, read_body
from pipeline.reading.metadata import Metadata
from pipeline.reading.regions import Element
from pipeline.reading.tree import parse_html, read_tree

# `"content": "..."` in JSON, `content: '...'` in a script, both with escapes inside
_FIELD = re.compile(
    r"""(?x)["']?\b(?:article_?body|article_?content|news_?content|content_?html|html_?content|rich_?text|content_noencode
    |contents?|body|html|detail|text|description)["']?\s*:\s*(?:JsDecode\()?
    (?:"(?P<double>(?:[^"\\]|\\.){60,})"|'(?P<single>(?:[^'\\]|\\.){60,})')""",
    re.I,
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.S)
_PLAIN_ESCAPES = {"n": "\n", "t": "\t", "r": "", "b": "", "f": ""}
_TAG = re.compile(r"<(?:p|div|br|section|span|img|h[1-6]|ul|table)\b[^>]*>", re.I)
_SENTENCE = re.compile(r"[。！？；，]|[.!?,]\s")
MAX_SCRIPT = 3_000_000  # characters


def embedded_body(root: Element, metadata: Metadata, title: str) -> list[str]:
    """The paragraphs of the longest body found outside the visible text; empty when there is none."""
    best: list[str] = []
    for fragment in _fragments(root, metadata):
        lines = fragment_lines(fragment, title)
        if sum(map(len, lines)) > sum(map(len, best)):
            best = lines
    return best


def fragment_lines(fragment: str, title: str = "") -> list[str]:
    """The paragraphs of a piece of HTML, perhaps escaped once more, or of plain text."""
    if "&lt;" in fragment and not _TAG.search(fragment):
        fragment = unescape(fragment)
    if not _TAG.search(fragment):
        lines = [" ".join(line.split()) for line in unescape(fragment).splitlines()]
        return [line for line in lines if line] if len(_SENTENCE.findall(fragment)) >= 2 else []
    tree = read_tree(parse_html(f"<html><body><div>{fragment}</div></body></html>"))
    measure(tree)
    return read_body(tree, title)


def _fragments(root: Element, metadata: Metadata) -> Iterator[str]:
    yield from metadata.stated("articleBody")
    for area in root.iter("textarea"):
        text = "".join(area.itertext())
        if len(text) > 40:
            yield text
    for script in root.iter("script"):
        text = script.text or ""
        if len(text) > 200 and "ld+json" not in (script.get("type") or ""):
            for match in _FIELD.finditer(text[:MAX_SCRIPT]):
                yield _unquote(match)


def _unquote(match: re.Match[str]) -> str:
    """The value of a quoted JSON or JavaScript string; a string within the string is undone as well."""
    text = match["double"] if match["double"] is not None else match["single"]
    value = _ESCAPE.sub(_character, text)
    if value.startswith(('"', "{", "[")):
        try:
            inner = json.loads(value)
        except (ValueError, RecursionError):
            return value
        return inner if isinstance(inner, str) else value
    # surrogate pairs written as two escapes become one character
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        return chr(int(code, 16))
    return _PLAIN_ESCAPES.get(match[3], match[3])
