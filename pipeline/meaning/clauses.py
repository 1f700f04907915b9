"""Clauses of a sentence, and what is found in them: a verb with the topic as its object."""

import re
from dataclasses import dataclass

from pipeline.meaning.tokens import Token

_CLAUSE = re.compile(r"[，,：:；;。|]")


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens [begin, end) of a sentence between two commas or colons; `mark` is what ends it."""

    begin: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Event:
    """A verb and the topic in one clause.

    `form`: "object" (接入 T), "turned" (将 T 接入, 与 T 融合, 完成 T 的部署), "towards" (T 上线 X 平台), "passive" (T 被 X 接入),
    "noun" (X DeepSeek 一体机, X × T). The subject stands in tokens[clause.begin:left]; `right` is behind verb and object.
    """

    clause: int
    verb: Token | None
    topic: Token
    form: str
    left: int
    right: int
    kind: str
    weak: bool
    first: int  # token index where verb or topic begins
    last: int  # token index behind the later of the two


def _inside(before: Token, mark: Token, after: Token) -> bool:
    """Whether a mark stands inside a number (1,000) or a model's name (R1:671b)."""
    if mark.word == ",":
        return before.word.isdigit() and after.word.isdigit()
    return mark.word == ":" and before.kind in ("T", "x") and before.word[-1:].isascii() and after.word[:1].isdigit()


def clauses(tokens: list[Token]) -> list[Clause]:
    """The clauses of a sentence. A comma inside a number or between Latin list members does not part them."""
    found = []
    begin = 0
    for i, token in enumerate(tokens):
        if token.kind == "x" and _CLAUSE.match(token.word):
            if 0 < i < len(tokens) - 1 and _inside(tokens[i - 1], token, tokens[i + 1]):
                continue
            found.append(Clause(begin, i, token.word))
            begin = i + 1
        elif token.word == "-" and i + 1 < len(tokens) and tokens[i + 1].word == "-":
            found.append(Clause(begin, i, "-"))
            begin = i + 2
    found.append(Clause(begin, len(tokens), ""))
    return [clause for clause in found if clause.end > clause.begin]
