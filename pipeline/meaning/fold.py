"""Folding: a text in one spelling (half-width, lower case, simplified, no mark-up) whose characters know their origin."""

import re
from array import array
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc

STOCK = "K"  # stands for a stock code in parentheses: 智云健康(09955.HK)
_MARKUP = re.compile(
    r"\A\s*---\n(?s:.{0,4000}?)\n---\n"  # front matter
    r"|!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)"  # image
    r"|\[(?=[^\]\n]{1,120}\]\()"  # link: opening bracket
    r"|\]\([^)\s]{0,500}\)"  # link: address
    r"|<https?:[^>\n]{0,500}>|https?://[a-z0-9./?&=_%#:~+\-]{1,500}"
    r"|\*{1,6}|__|`|(?m:^[ \t]{0,8}(?:\#{1,6}|>|[-*+•·])[ \t]{1,8})"
    r"|(?m:^[ \t]{0,4}(?:[\U0001F000-\U0001FAFF\u2600-\u27BF\u25A0-\u25FF\u258E-\u2590]\ufe0f?[ \t]{0,4}){1,4})"  # bullets
    r"|(?m:^[^\n，。：；\d]{2,20}[讯电] ?\((?:本报|见习)?(?:记者|通讯员|特约)[^)\n]{1,24}\))"  # dateline without a day
    r"|(?m:^[\u4e00-\u9fff]{2,10}(?:报|网|社|台)讯 )"
    r"|(?m:^[\u4e00-\u9fff]{2,12}讯 (?:全媒体|见习|本报|特约)?(?:记者|通讯员)[ :：]?[\u4e00-\u9fff]{2,4}(?:[ 、][\u4e00-\u9fff]{2,4}){0,3} )"
    r"|[\u200b-\u200f\u2060\ufeff\u00ad™®©]"
)
_CJK = "\u3400-\u9fff"
_SPACES = re.compile(
    rf"(?<=[{_CJK}])[ \t]{{1,8}}(?=[a-z0-9+\"“「])|(?<=[a-z0-9+%\"”」.])[ \t]{{1,8}}(?=[{_CJK}])|(?<=[，。、；：！？,])[ \t]{{1,8}}"
    r"|(?<=[ \t])[ \t]{1,80}|(?<=[a-z0-9])[ \t](?=[-/&])|(?<=[-/&])[ \t](?=[a-z0-9])"
)
_PARENTHESES = re.compile(r"\(([^()\n]{1,160})\)|【([^【】\n]{1,60})】")
_ASSERTION = re.compile(r"[\u4e00-\u9fff]{2}(?:已|已经|宣布|正式|率先|全面)+(?:接入|部署|上线|适配|集成|搭载)")
_COLLECTIVE = re.compile(
    r"(?:平台|厂商|企业|公司|运营商|银行|车企|券商|机构|巨头|大厂|高校|院校|医院|品牌|险企|基金|大行|单位|服务商|云商|互联网|集团|伙伴|产品|应用|软件)$"
)
_STOCK_CODE = re.compile(
    r"(?:\d{4,6}|[a-z]{1,5})\.[a-z]{1,2}\b|^\d{6}$|^(?:nasdaq|nyse|sz|sh|hk|hkex|us)?[ :：]{0,3}\d{0,6}[a-z]{0,5}$"
)
_DATE = re.compile(r"\d[日月]|^\w{3,9}\.? \d{1,2}$|^20\d\d[-/.]\d{1,2}[-/.]\d{1,2}$")


@cache
def _table() -> dict[int, str]:
    """One character for one: full width to half, capitals to small letters, traditional to simplified (OpenCC t2s)."""
    table: dict[int, str] = {}
    codes = [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]
    simplified = opencc.OpenCC("t2s").convert("\n".join(map(chr, codes))).split("\n")
    table.update((code, new) for code, new in zip(codes, simplified, strict=True) if chr(code) != new and len(new) == 1)
    for code in range(0xFF01, 0xFF5F):  # full-width forms, except the marks that end Chinese clauses
        if chr(code) not in "，；：！？":
            table[code] = chr(code - 0xFEE0).lower()
    for code in range(0x41, 0x250):
        small = chr(code).lower()
        if len(small) == 1 and small != chr(code):
            table[code] = small
    table.update({0x3000: " ", 0xA0: " ", ord("\t"): " ", ord("\r"): " "})
    pairs = {"『": "「", "』": "」", "‘": "“", "’": "”", "–": "-", "—": "-", "‑": "-", "－": "-", "・": "·"}
    pairs |= {chr(code): "；" for code in range(0x2460, 0x2474)}  # ① ... ⑳ open members of a row
    pairs |= dict.fromkeys("︱│┃∣〡❘", "|")
    pairs |= {"\u2005": " ", "\u2003": " ", "\u2002": " ", "\u2028": "\n", "〔": "(", "〕": ")", "［": "[", "］": "]"}
    table.update({ord(old): new for old, new in pairs.items()})
    return table


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is folded; character i of it stands at `origin[i]` of `source`."""

    source: str
    text: str
    origin: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded characters [start, end) stand in the source; (0, 0) for none."""
        if start >= end:
            return 0, 0
        return self.origin[start], self.origin[end - 1] + 1


_ASCII_MARKS = re.compile(rf"(?<=[{_CJK}”」)%])[,:;!?]|[,:;!?](?=[{_CJK}“「(])")
_FULL_MARKS = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？"}


@lru_cache(maxsize=65_536)
def fold_name(name: str) -> str:
    """A name as it looks in a folded text."""
    return _SPACES.sub("", _SPACES.sub("", name.strip().translate(_table())))


def fold(source: str) -> Folded:
    """The text in the grammar's spelling. Mark-up, web addresses, odd spaces and parentheses go; offsets stay known."""
    text = _ASCII_MARKS.sub(lambda match: _FULL_MARKS[match.group()], source.translate(_table()))
    if '"' in text:
        text = _QUOTED_LINE.sub(_curled, text)
    origin = array("l", range(len(text)))
    for pattern in (_MARKUP, _SPACES):
        text, origin = _without(pattern, text, origin)
    text, origin = _without(_PARENTHESES, text, origin, _parenthesis)
    return Folded(source, text, origin)


_QUOTED_LINE = re.compile(rf'(?m:^(?=[^\n]*[{_CJK}])[^"\n]*"[^\n]*$)')


def _curled(line: "re.Match[str]") -> str:
    """A Chinese line with its straight quotes as “ and ” by turns; unchanged where one is left over."""
    parts = line.group().split('"')
    if len(parts) % 2 == 0:
        return line.group()
    return "".join(part + ("“" if n % 2 == 0 else "”") for n, part in enumerate(parts[:-1])) + parts[-1]


# what stands in brackets in front of a bullet's text, unless it is a column's or an outlet's name
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,7}(?<![讯报电股息闻道点读论告榜注评态示题事栏区选布新市览究析])")
_ROW = re.compile(r"(?:^|\n) ?(?:[-*•·●▲▶◆■]|\d{1,2}[.、)）])? ?$")


def _parenthesis(match: "re.Match[str]") -> tuple[str, int, int, str]:
    """What stays of a parenthesis: its inside where that is a date, opens a line or lists a group, a mark for a stock code, or nothing.

    A mark, where the inside starts and ends, and a mark behind it.
    """
    inside = match.group(1) or match.group(2)
    if (
        match.group(2)
        and _LABEL.fullmatch(inside)
        and _ROW.search(match.string, max(0, match.start() - 8), match.start())
    ):
        return "", match.start() + 1, match.end() - 1, "："  # - 【青石水务】清流大模型接入 T
    if match.group(2) or match.start() == 0 or match.string[match.start() - 1] in "\n":
        return "", match.start() + 1, match.end() - 1, "。" if match.group(2) else ""
    if _STOCK_CODE.search(inside.strip()):
        return "", match.start(), match.start(), STOCK
    if _DATE.search(inside):
        return "", match.start() + 1, match.end() - 1, ""
    if "、" in inside and _COLLECTIVE.search(match.string, max(0, match.start() - 4), match.start()):
        return "、", match.start() + 1, match.end() - 1, ""  # 六大云平台(A、B、C): who they are
    if _ASSERTION.search(inside):
        return "；", match.start() + 1, match.end() - 1, "；"  # 竞品跟进(青石已接入 T): a sentence of its own
    if len(inside) > 60:
        return "", match.start(), match.end(), ""
    return "", match.start(), match.start(), ""


def _without(pattern: "re.Pattern[str]", text: str, origin: "array[int]", keep=None) -> tuple[str, "array[int]"]:  # type: ignore[no-untyped-def]
    parts: list[str] = []
    kept = array("l")
    at = 0
    for match in pattern.finditer(text):
        parts.append(text[at : match.start()])
        kept.extend(origin[at : match.start()])
        if keep is not None:
            before, start, end, behind = keep(match)
            parts += (before, text[start:end], behind)
            kept.extend(origin[match.start() : match.start() + 1] * len(before))
            kept.extend(origin[start:end])
            kept.extend(origin[match.end() - 1 : match.end()] * len(behind))
        at = match.end()
    if not parts:
        return text, origin
    parts.append(text[at:])
    kept.extend(origin[at:])
    return "".join(parts), kept
