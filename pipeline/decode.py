"""Page bytes to text: the charset is found from the bytes first, because headers and meta tags often lie."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# labels mean the larger set that browsers use (WHATWG Encoding Standard, section 4.2)
_LARGER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "hz",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}
_SEVEN_BIT = {"hz", "iso2022_jp"}
_MULTIBYTE = {"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "iso2022_jp", "hz"}
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-zA-Z0-9][\w.:-]{1,30})""", re.I)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_HEAD = 16_384  # bytes searched for a declaration; the standard says 1,024, real pages put scripts before it
_SAMPLE = 200_000  # bytes looked at to judge a charset

# the commonest characters of modern Chinese, simplified and traditional; in a wrong decoding they are rare
_COMMON = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過子说說产產"
    "种種面而方后後多定行学學法所民得经經十三之进進着等部度家电電力里如水化高自二理起小物现現实實加量都两兩体體制机機当當使点點从從业業本去"
    "把性好应應开開它合还還因由其些然前外天政四日那社义義事平形相全表间間样樣与與关關各重新线線内數数正心反你明看原又么麼利比或但质質气"
    "公司信息月，。、：；！？“”《》（）　"
)


def decode(body: bytes, content_type: str = "", hint: str | None = None) -> tuple[str, str]:
    """The text of a page and the Python name of its charset; never fails, undecodable bytes become U+FFFD.

    Tried in this order: byte order mark, `hint` (a source's own setting), strict UTF-8, the charset of the
    `content_type` header, the document's own declaration, GB18030, Big5. A declared charset counts only if the bytes
    agree; a few damaged bytes are forgiven. NUL characters are removed.
    """
    text, name = _decode(body, content_type, hint)
    return text.replace("\x00", ""), name


def _decode(body: bytes, content_type: str, hint: str | None) -> tuple[str, str]:
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), name
    hinted = _codec(hint or "")
    if hinted:
        return body.decode(hinted, "replace"), hinted
    declared = _declared(body, content_type)
    seven_bit = next((name for name in declared if name in _SEVEN_BIT), None)
    if seven_bit and body.isascii():
        return body.decode(seven_bit, "replace"), seven_bit
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if b"\x00" in body[:64]:
        name = "utf-16-le" if body[1:64:2].count(0) > body[:64:2].count(0) else "utf-16-be"
        return body.decode(name, "replace"), name
    name = _likeliest(body, declared)
    return body.decode(name, "replace"), name


def _declared(body: bytes, content_type: str) -> list[str]:
    """Charsets that header and document claim, the header first, as Python names, without those Python lacks."""
    labels = [match[1] for match in _HEADER.finditer(content_type)]
    labels += [match[1].decode("ascii", "ignore") for match in _CHARSET.finditer(body[:_HEAD])]
    names = [name for label in labels if (name := _codec(label))]
    return list(dict.fromkeys(names))


# what Python knows as encodings and no page is written in; some of them raise whatever they are told about errors
_NO_CHARSET = ("idna", "punycode", "undefined", "unicode_escape", "utf-7")


def _codec(label: str) -> str | None:
    label = label.strip().lower().replace("x-", "").replace("utf8mb4", "utf-8")
    label = {"gb-2312": "gb2312", "gb_2312": "gb2312", "gb2312-80": "gb2312", "gb": "gbk"}.get(label, label)
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True) or found.name in _NO_CHARSET:
        return None
    return _LARGER.get(found.name, found.name)


def _likeliest(body: bytes, declared: list[str]) -> str:
    """The charset whose reading of the bytes looks most like text, declared ones ahead where they look as good."""
    sample = body if len(body) <= _SAMPLE else _high_part(body)
    best, best_score = "cp1252", float("-inf")
    order = [*declared, "utf-8", "gb18030", "big5hkscs", "cp1252"]
    for rank, name in enumerate(dict.fromkeys(order)):
        score = _plausibility(sample, name) - 0.02 * rank
        if name in declared and name in _MULTIBYTE:
            score += 0.3
        if score > best_score:
            best, best_score = name, score
    return best


def _high_part(body: bytes) -> bytes:
    """A sample that begins where bytes beyond ASCII do."""
    first = next((start for start in range(0, len(body), 4096) if not body[start : start + 4096].isascii()), 0)
    return body[first : first + _SAMPLE]


def _plausibility(sample: bytes, name: str) -> float:
    """How much like text the bytes look in this charset, from -inf to about 1, judged by what is beyond ASCII."""
    text = sample.decode(name, "replace")
    high = [char for char in text if char > "\x7f"]
    if not high:
        return 0.0
    damaged = high.count("\ufffd") / len(high)
    odd = sum("\x80" <= char <= "\x9f" or "\ue000" <= char <= "\uf8ff" for char in high) / len(high)
    if name == "utf-8":  # other charsets hardly ever form its sequences, so a little damage does not disprove it
        return 1.5 if damaged < 0.2 else -6 * damaged
    if name in _MULTIBYTE:
        return 0.4 + sum(char in _COMMON for char in high) / len(high) - 6 * damaged - 2 * odd
    # in a single-byte charset nearly every letter run has ASCII neighbours; long runs of high characters are another
    runs = sum(len(run) for run in re.findall(r"[\x80-\uffff]{4,}", text))
    cyrillic_or_greek = sum("\u0370" <= char <= "\u052f" for char in high) / len(high)
    return 0.5 - 6 * damaged - 2 * odd - (0 if cyrillic_or_greek > 0.7 else 1.5 * runs / len(high))
