"""Sentences and clauses: where one assertion ends and the next begins, in prose, headlines and lists."""

import re
from dataclasses import dataclass

from pipeline.meaning.fold import Folded

_BREAK = re.compile(r"\n|[。！!？?；;…]+[”\"」)]{0,2}|(?<=[a-z0-9)%\"”])\.(?=\s|$)(?!\s[a-z]{1,2}\.)")
_TITLE_BREAK = re.compile(
    r"\n|[。！!？?；;…]+[”\"」)]{0,2}|\s?[|｜丨]\s?|(?<=[\u3400-\u9fff”」])(?<![ ，|].)(?<![ ，|]..)(?<![ ，|]...)(?<!^.)(?<!^..)(?<!^...)\s+(?=[\u3400-\u9fff“「])"
)
_ABBREVIATION = re.compile(r"\b(?:feb|jan|mar|apr|aug|sept?|oct|nov|dec|inc|co|ltd|corp|u\.s|no|mr|ms|dr|v\d)$")

LONGEST = 600  # characters of one sentence; what is longer is cut at a comma


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters [start, end) of the folded text, without surrounding blanks; `paragraph` counts lines from 0."""

    start: int
    end: int
    paragraph: int
    question: bool = False
    title: bool = False


def sentences(folded: Folded, title: bool = False) -> list[Sentence]:
    """All sentences in order. In a headline bars and spaces between Chinese words part them too."""
    text = folded.text
    found: list[Sentence] = []
    start = paragraph = 0
    for match in (_TITLE_BREAK if title else _BREAK).finditer(text):
        mark = match.group()
        if mark == "." and _ABBREVIATION.search(text, max(0, match.start() - 5), match.start()):
            continue
        _add(found, text, start, match.start(), paragraph, "？" in mark or "?" in mark, title)
        start = match.end()
        paragraph += mark == "\n"
    _add(found, text, start, len(text), paragraph, False, title)
    return found


def _add(found: list[Sentence], text: str, start: int, end: int, paragraph: int, question: bool, title: bool) -> None:
    while start < end and text[start] in " \n，,、。":
        start += 1
    while end > start and text[end - 1] in " \n，,、：:":
        end -= 1
    while end - start > LONGEST:  # no writer's sentence: cut, so that reading stays linear in the text
        cut = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in "，,、 ") + 1
        cut = cut or start + LONGEST
        found.append(Sentence(start, cut, paragraph, question, title))
        start = cut
    if end > start:
        found.append(Sentence(start, end, paragraph, question, title))
