"""Tells whether two texts are nearly the same: a press text that several outlets print is one source, not several.

One-permutation minwise hashing (Li, Owen, Zhang: One Permutation Hashing, NIPS 2012) over runs of characters,
which needs no word segmentation; bands of the sketch serve as lookup keys (Leskovec, Rajaraman, Ullman:
Mining of Massive Datasets, section 3.4).
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from zlib import crc32

RUN = 6  # characters of a shingle
BINS = 64
BAND = 3  # bins that form one lookup key
BANDS = 12
SAME = 0.5  # estimated share of common shingles from which two texts count as one
_EMPTY = 0xFFFFFFFF
_MIX = 0x9E3779B97F4A7C15  # odd 64-bit constant of Fibonacci hashing: spreads crc32 over 64 bits
_MASK = 0xFFFFFFFFFFFFFFFF
_IGNORED = re.compile(r"[\W_]+")

Sketch = tuple[int, ...]


def sketch(text: str, title: str = "") -> Sketch:
    """A fingerprint of 64 numbers below 2**32; () when there are too few letters to tell texts apart.

    Width, case, white space and punctuation do not count. The title counts only where the text is shorter.
    """
    if len(text) < len(title):
        text = f"{title} {text}"
    plain = _IGNORED.sub("", unicodedata.normalize("NFKC", text)).casefold()
    if len(plain) < RUN + 2:
        return ()
    bins = array("L", [_EMPTY]) * BINS
    for shingle in {plain[at : at + RUN] for at in range(len(plain) - RUN + 1)}:
        mixed = (crc32(shingle.encode(errors="replace")) * _MIX) & _MASK
        place, value = mixed >> 58, (mixed >> 20) & _EMPTY
        if value < bins[place]:
            bins[place] = value
    return _filled(bins)


def resemblance(one: Sketch, other: Sketch) -> float:
    """Estimated Jaccard resemblance in [0, 1], standard error about 0.06; 0 when either has no sketch."""
    if not one or not other:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / BINS


def keys(sketched: Sketch) -> tuple[int, ...]:
    """Twelve lookup keys (below 2**63); texts with a resemblance of 0.7 share one with a probability of 99 %."""
    found = []
    for band in range(BANDS if sketched else 0):
        part = sketched[band * BAND : band * BAND + BAND]
        joined = ",".join(map(str, (band, *part)))
        found.append((crc32(joined.encode()) << 31) | (crc32(joined[::-1].encode()) >> 1))
    return tuple(found)


def groups(sketches: Sequence[Sketch]) -> list[int]:
    """For each text the index of the first that is nearly the same; its own index when there is none."""
    by_key: dict[int, list[int]] = {}
    result: list[int] = []
    for index, own in enumerate(sketches):
        near = sorted({other for key in keys(own) for other in by_key.get(key, ())})
        match = next((other for other in near if resemblance(own, sketches[other]) >= SAME), index)
        result.append(result[match] if match < index else index)
        for key in keys(own):
            by_key.setdefault(key, []).append(index)
    return result


def to_text(sketched: Iterable[int]) -> str:
    """The sketch as hexadecimal digits, for keeping."""
    return "".join(f"{value:08x}" for value in sketched)


def from_text(kept: str) -> Sketch:
    """Back from `to_text`."""
    return tuple(int(kept[at : at + 8], 16) for at in range(0, len(kept), 8))


def _filled(bins: Sequence[int]) -> Sketch:
    # Short texts leave bins empty: each borrows from the next filled one, shifted by the distance, so that equal
    # texts still agree everywhere (Shrivastava and Li: Densifying One Permutation Hashing, ICML 2014).
    result = []
    for at in range(BINS):
        step = 0
        while bins[(at + step) % BINS] == _EMPTY and step < BINS:
            step += 1
        result.append((bins[(at + step) % BINS] + step * 0x01000193) & _EMPTY)
    return tuple(result)
