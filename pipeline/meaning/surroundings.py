"""What is seen around an organisation and the topic in one sentence: the words between, before and behind them, as features."""

import re
from collections.abc import Iterator

from pipeline.meaning.tokens import DATE, ORG, OTHER, TOPIC, Token

# what stands for itself in a row of kinds; any other plain characters are one x
_MARKS = frozenset("，、：；的在为与和由将把被对从用")
_FAR = 60  # characters between the two, of which only the ends are read beyond
_LEFT, _RIGHT = 12, 16  # characters before the first and behind the second


def surroundings(tokens: list[Token], at: int, topic: int) -> Iterator[str]:
    """Runs of up to three characters, and of kinds, around the pair tokens[at], tokens[topic]; at -1 for one left out.

    Each begins with its place: B between, L before, R behind, k for kinds; then < where the organisation comes first.
    """
    first, last = min(at, topic), max(at, topic)
    side = "<" if at < topic else ">"
    between = _masked(tokens[first + 1 : last])
    before = _masked(tokens[max(0, first - 25) : max(first, 0)])
    behind = _masked(tokens[last + 1 : last + 30])
    yield from _runs(
        f"B{side}", between if len(between) <= _FAR else between[: _FAR // 2] + "~" + between[-_FAR // 2 :]
    )
    yield from _runs(f"L{side}", before[-_LEFT:])
    yield from _runs(f"R{side}", behind[:_RIGHT])
    for n in (1, 2):
        yield f"l{n}{side}{before[-n:]}"
    for n in (2, 3):
        yield f"r{n}{side}{behind[:n]}"
        yield f"b{n}{side}{between[:n]}"
        yield f"e{n}{side}{between[-n:]}"
    kinds = _kinds(tokens[first + 1 : last])
    yield f"K{side}{kinds}"
    yield from _runs(f"k{side}", kinds, (2, 3, 4))
    yield from _runs(f"kl{side}", _kinds(tokens[max(0, first - 12) : max(first, 0)])[-5:], (2, 3))
    yield from _runs(f"kr{side}", _kinds(tokens[last + 1 : last + 14])[:6], (2, 3))


def _masked(tokens: list[Token]) -> str:
    """The words, with one letter for every organisation, the topic, other models and dates."""
    return "".join(
        token.kind if token.kind in (TOPIC, OTHER, DATE) or (token.kind == ORG and token.how != "weak") else token.word
        for token in tokens
    )


def _kinds(tokens: list[Token]) -> str:
    row = "".join(token.kind if token.kind != "x" else token.word if token.word in _MARKS else "x" for token in tokens)
    return re.sub(r"x+", "x", row)


def _runs(mark: str, row: str, lengths: tuple[int, ...] = (1, 2, 3)) -> Iterator[str]:
    return (f"{mark}{row[i : i + n]}" for n in lengths for i in range(len(row) - n + 1))
