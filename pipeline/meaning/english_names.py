"""English names: a sentence in its own case with every organisation, and the topic, replaced by one character."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.items import Company
from pipeline.meaning import english_words as words
from pipeline.meaning.english_words import ORG, SUBJECT
from pipeline.meaning.fold import Folded
from pipeline.meaning.names import Name
from pipeline.meaning.sentences import Sentence
from pipeline.meaning.tokens import OTHER, TOPIC, Grammar
from pipeline.registry import Registry


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence in its own case with each organisation, and the topic, replaced by one character."""

    text: str
    names: dict[str, Name]
    offsets: list[int]  # folded offset of each character


def mask(folded: Folded, sentence: Sentence, grammar: Grammar, named: bool) -> Masked:
    """Replace what the grammar knows; unknown names only where their shape or place speaks for them."""
    source = [folded.source[folded.origin[i]] for i in range(sentence.start, sentence.end)]
    text = "".join(source)
    low = folded.text[sentence.start : sentence.end]
    marks: list[tuple[int, int, Name | None]] = [
        (*span, None) for span in topics(low, grammar) if not words.TECHNIQUE.match(low, span[1])
    ]
    if (named or marks) and not any(kind == OTHER for _, (_, kind, _) in grammar.words.iter(low)):
        listing = not marks and words.LIST.search(low)
        marks += [(*match.span(), None) for match in words.ANAPHOR.finditer(low)]
        marks += [(*match.span(), None) for match in words.ITS_MODELS.finditer(low)] if listing else []
    speakers = grammar.parts.get("speaker", frozenset())
    for mention in grammar.registry.scan(low):
        latin = low[mention.start].isascii() and low[mention.start].isalpha()
        if mention.how == "weak" or _ONLY_OWNS.match(low, mention.end):
            continue
        if latin and not text[mention.start].isupper() and not mention.company.name[0].islower():
            continue
        if low[mention.start : mention.end] not in speakers and mention.company.name not in grammar.topic.maker:
            known = _known(mention.company, mention.how, mention.start, mention.end, text, grammar.registry)
            marks.append((known.start, known.end, known))
    for match in words.NAME.finditer(text):
        name = _unknown(match, low, speakers)
        if name is not None:
            if words.OWN_NAME.search(name.written):  # X University Hospital is not X University
                marks = [
                    mark
                    for mark in marks
                    if mark[2] is None or not (match.start() <= mark[0] and mark[1] < match.end())
                ]
            marks.append((match.start(), match.end(), name))
    return _replaced(text, marks, sentence.start)


_ONLY_OWNS = re.compile(r"-(?:backed|owned|funded|controlled|invested)\b")  # Granite-backed Basalt launches ...
_LEGAL = re.compile(r" (?:Group|Holdings?|Technolog(?:y|ies)|Corporation|Corp|Inc|Ltd|Limited)\b")


def _known(company: Company, how: str, start: int, end: int, text: str, registry: Registry) -> Name:
    if re.match(
        r"'s (?:AI )?cloud(?: computing)?(?: services?)? (?:unit|arm|division|business|subsidiary)", text[end:]
    ):
        children = (
            child for child in registry.companies.values() if child.parent == company.name and child.sector == "cloud"
        )
        company = next(children, company)
    if form := _LEGAL.match(text, end):
        end = form.end()
    return Name(start, end, company, how, text[start:end].lower(), text[start:end])


def _unknown(match: "re.Match[str]", low: str, speakers: frozenset[str]) -> Name | None:
    written = match.group().strip(" .'")
    parts = written.split()
    while parts and words.NO_NAME.match(parts[0]):
        parts = parts[1:]
    written = " ".join(parts)
    if len(written) < 2 or words.NO_NAME.match(written) or written.lower() in speakers or "deepseek" in written.lower():
        return None
    start = match.start() + match.group().index(parts[0])
    how = "shape" if (match_suffix := words.SUFFIX.search(written)) and match_suffix.group() != written else "place"
    return Name(start, match.end(), None, how, written.lower(), written)


def _replaced(text: str, marks: list[tuple[int, int, Name | None]], base: int) -> Masked:
    marks.sort(key=lambda mark: (mark[2] is not None and mark[2].company is None, mark[0] - mark[1], mark[0]))
    taken = bytearray(len(text))
    chosen: list[tuple[int, int, Name | None]] = []
    for start, end, name in marks:
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            chosen.append((start, end, name))
    parts: list[str] = []
    offsets: list[int] = []
    names: dict[str, Name] = {}
    at = 0
    for start, end, name in sorted(chosen, key=lambda mark: mark[0]):
        parts.append(text[at:start])
        offsets += range(base + at, base + start)
        char = SUBJECT if name is None else chr(ord(ORG) + len(names))
        if name is not None:
            names[char] = Name(base + start, base + end, name.company, name.how, name.text, name.written)
        parts.append(char)
        offsets.append(base + start)
        at = end
    parts.append(text[at:])
    offsets += range(base + at, base + len(text))
    return _spaced(Masked("".join(parts), names, offsets))


def _spaced(masked: Masked) -> Masked:
    """The sentence with the space behind its commas, which folding takes."""
    text, offsets, at = [], [], 0
    for match in _TIGHT.finditer(masked.text):
        text += [masked.text[at : match.end()], " "]
        offsets += [*masked.offsets[at : match.end()], masked.offsets[match.end()]]
        at = match.end()
    return Masked("".join([*text, masked.text[at:]]), masked.names, offsets + masked.offsets[at:]) if at else masked


_TIGHT = re.compile(r",(?=[^\s\d\"'”’)\]])")


def topics(low: str, grammar: Grammar) -> Iterator[tuple[int, int]]:
    for last, (length, kind, _) in grammar.words.iter(low):
        if kind == TOPIC and low[last + 1 - length].isascii():
            end = last + 1
            match = grammar.after.match(low, end)
            end = match.end() if match else end
            yield last + 1 - length, end
    yield from (match.span() for match in _bare_models(tuple(grammar.topic.models)).finditer(low))


@lru_cache(maxsize=8)
def _bare_models(models: tuple[str, ...]) -> "re.Pattern[str]":
    """R1, V3: a model without its maker's name, in a text that names the topic elsewhere."""
    names = sorted((name.lower() for name in models), key=len, reverse=True)
    short = [re.escape(name) for name in names if re.fullmatch(r"[a-z]{1,2}\d(?:\.\d)?", name)]
    short = [rf"{name}(?:-(?:pro|flash|exp|lite|\d{{4}}))?" for name in short]
    return re.compile(r"(?<![\w.-])(?:" + ("|".join(short) or "(?!)") + r")(?![\w.-]|\.\d)")
