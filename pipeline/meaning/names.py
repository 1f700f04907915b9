"""Unknown organisations: where an unregistered name begins, and whether its place in the sentence speaks for it."""

import re
from dataclasses import dataclass

from pipeline.items import Company
from pipeline.meaning.extent import cut_off, extent, is_latin
from pipeline.meaning.fold import Folded
from pipeline.meaning.shapes import corporate, judged
from pipeline.meaning.tokens import ADVERB, CODE, DATE, GROUP, ORG, PRODUCT, Grammar, Token, text_of

LEAD = re.compile(
    r"^(?:(?:控股|全资|参股)?(?:子公司|孙公司)|热[榜搜]第?\d{1,2}[ 位：]?|\d{1,2}(?:天\d{1,2}(?:连)?板|连板|连涨停|日\d板)|\*?st(?=[\u4e00-\u9fff])|\d{1,2}[.、]|国内(?:首家|领先的)?|知名|老牌|龙头|头部|人气股|热门股|新晋|全球最大的?|"
    r"全国首家|首家|全国首个|国产|原|即|如|像|有?包括|来自|位于|其中|比如|例如|以及|还有|还包括|还有|不仅|不止|不只|连(?![锁云])|就连|甚至连|甚至|而|但|且|则|由|是|至此|随后|此后|另外|此外|日前|近日|近期|昨日|今日|今天|昨天|刚刚|重磅|官宣|正式|快讯|喜讯|独家|突发)+"
)


_FIELD = re.compile(r"央企|国企|企业|厂商|机构|单位|部门|圈|界|行业|赛道|领域|板块|产业|概念|类股|老板|店主|商家|店员")
_VERSION = re.compile(r"(?<=[a-z]) ?v?\d+\.\d+(?:\.\d+)*$")  # Code Pilot 0.54


@dataclass(frozen=True, slots=True)
class Name:
    """An organisation as found: folded span, what the registry knows, and how it was found.

    `how` is "name", "brand", "weak" (registry), "code" (stock code behind it), "shape" (its suffix, or what is said of
    it: X 深耕…, X 是一款…) or "place" (only its place in the sentence), "words" (common words in a name's place); the later, the weaker.
    """

    start: int
    end: int
    company: Company | None
    how: str
    text: str  # folded
    written: str = ""

    @property
    def sure(self) -> bool:
        """Whether more than its place in the sentence speaks for it."""
        return self.how not in ("place", "words")

    @property
    def who(self) -> str:
        """Whom it means: the canonical name of a known company, else the name itself, folded."""
        return self.company.name if self.company else self.text


def registered(token: Token, folded: Folded) -> Name:
    """The name that an organisation token is."""
    how = token.how if token.company else "shape"
    return Name(token.start, token.end, token.company, how, token.word, written(folded, token.start, token.end))


def written(folded: Folded, start: int, end: int) -> str:
    """The folded characters [start, end) as the source writes them."""
    return folded.source[slice(*folded.span(start, end))].strip(" *")


def unknown(tokens: list[Token], grammar: Grammar, folded: Folded, strong: int) -> Name | None:
    """The unregistered organisation that a noun phrase begins with, or None.

    A name with a company's suffix or a stock code counts anywhere. A bare one ("place") needs `strong` >= 1 and to fill
    its phrase, one made of common words ("words") `strong` == 2: before the verb of a headline, before 宣布, as a heading.
    """
    tokens = _trimmed(_behind_descriptor(tokens, grammar))
    end = _quoted(tokens, grammar) or extent(tokens, grammar)
    if not end:
        return None
    start, stop = tokens[0].start, tokens[end - 1].end
    coded = end < len(tokens) and tokens[end].kind == CODE
    text = folded.text[start:stop]
    if lead := LEAD.match(text):
        start += lead.end()
        text = text[lead.end() :]
    text = _VERSION.sub("", cut_off(text.rstrip(" ,·-+")))
    cut = start + len(text) < stop
    stop = start + len(text)
    if _FIELD.match(folded.text, stop) or folded.text[start - 1 : start] == "某":
        return None  # 消费电子|圈, 西南某|能源集团
    trade = len(text) <= 4 and text[-1:] in "业圈界行" and not corporate(text)
    if trade and not any(text[-2:] in grammar.parts.get(part, ()) for part in ("org_suffix", "brandable")):
        return None  # 民航业, 股份行
    if end < len(tokens) and tokens[end].kind == GROUP and tokens[end].word.startswith("多"):
        return None  # 珠三角|多地
    if folded.text[max(0, start - 3) : start].rstrip("“「 ").endswith("模型"):
        return None  # 新模型“MODEL1”
    if end < len(tokens) and tokens[end].word == "其":
        return None  # 材料系|其使用…
    how = judged(text, grammar, coded)
    if how == "place" and _PROFILE.match(folded.text, stop):
        how = "shape"
    owner = end < len(tokens) and tokens[end].word in _OWNS
    if how in ("place", "words") and not (how == "place" and (owner or grammar.supports(text))):
        filled = not cut and _filled(tokens[end:])
        if strong < (2 if how == "words" else 1) or (strong < 2 and not filled):
            return None
    return Name(start, stop, None, how, text, written(folded, start, stop)) if how else None


# what stands behind its owner's name: 英川未来|旗下平台
_OWNS = ("旗下", "自研", "自主研发")
_PROFILE = re.compile(r"深耕|专注于?[^，。]{2,12}[，领市行]|是一(?:款|家)(?!人)")  # 英川深耕电商八年，…


def _quoted(tokens: list[Token], grammar: Grammar) -> int:
    """How many tokens a quoted name takes that is followed by a verb: “暖石医生”|接入; 0 when it is none."""
    close = next((i for i, token in enumerate(tokens[:10]) if token.word in "”」"), 0)
    behind = tokens[close + 1 : close + 2]
    if not close or tokens[close - 1].kind != GROUP or any(token.kind not in "xGQ" for token in tokens[:close]):
        return 0
    return close if not behind or behind[0].kind in "VALR" else 0


def _filled(rest: list[Token]) -> bool:
    """Whether the phrase ends behind the name: an adverb, a verb or nothing follows, or nouns and quotes alone."""
    if rest and rest[0].kind not in ("x", PRODUCT, GROUP, ORG):
        return True
    return not any(t.kind == "x" and t.word not in "的“”「」· ，、" for t in rest)


def _behind_descriptor(tokens: list[Token], grammar: Grammar) -> list[Token]:
    """翻译耳机品牌|Toura, 初创公司|“拾贝智造”: the name behind the noun that describes it."""
    if any(token.word in ("内部", "自研", "公司", "集团") for token in tokens[:3]):
        return tokens  # 内部平台“小禾”: a product
    nouns = grammar.parts.get("descriptor", frozenset())
    ends = tuple(nouns)
    suffixes = grammar.parts.get("org_suffix", frozenset())
    for i in range(len(tokens) - 1, -1, -1):
        word, rest = tokens[i].word, tokens[i + 1 :]
        if word == "的" or word == "旗下":
            return tokens
        if not word.endswith(ends) and not any(text_of(tokens[max(0, i - n) : i + 1]) in nouns for n in (1, 2)):
            continue
        if any(token.word in ("的", "旗下") for token in tokens[:i]):
            return tokens
        quoted = rest and rest[0].word in "“「"
        latin = rest and rest[0].kind == "x" and is_latin(rest[0].word)
        plain = 2 <= len(rest) <= 8 and all(t.kind == "x" for t in rest[:-1]) and len(rest[0].word) == 1
        plain = plain and (rest[-1].kind == "x" or rest[-1].word in suffixes)
        if (i and (quoted or latin)) or (plain and len(word) > 1 and (i or len(word) > 3)):
            return rest
        return tokens
    return tokens


def last_unknown(tokens: list[Token], grammar: Grammar, folded: Folded) -> Name | None:
    """The unknown name at the end of a description: 国内最大线上慢病管理服务平台|方舟健客 (宣布)."""
    end = len(tokens)
    while end and tokens[end - 1].kind in (ADVERB, DATE, CODE):
        end -= 1
    begin = end
    while begin and tokens[begin - 1].kind == "x" and tokens[begin - 1].word not in '的，、：:“”「」"':
        begin -= 1
    if begin == 0 or end - begin > 10:
        return None
    return unknown(tokens[begin:end], grammar, folded, 2)


def _trimmed(tokens: list[Token]) -> list[Token]:
    while tokens and tokens[0].word in (" ", "、", "，", ",", "和", "与", "及", "由", "“", "「", '"', "”", "」", "："):
        tokens = tokens[1:]
    return tokens


def is_org(token: Token) -> bool:
    """Whether the token is a registered organisation whose name counts on its own."""
    return token.kind == ORG and token.how != "weak"
