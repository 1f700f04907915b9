"""Who is meant: reads the words before a verb (or behind it) as a list of organisations, the company itself, or nobody."""

import re
from dataclasses import dataclass, field

from pipeline.meaning.bodies import is_place
from pipeline.meaning.fold import Folded
from pipeline.meaning.lists import listed
from pipeline.meaning.names import Name, unknown
from pipeline.meaning.shapes import corporate
from pipeline.meaning.tokens import (
    GROUP,
    ORG,
    PRODUCT,
    SELF,
    SPEAKER,
    TOPIC,
    Grammar,
    Token,
    shape,  # fmt: skip
    text_of,
)

_PHRASES = re.compile(
    r"^(?P<besides>除了?(?P<list>[^，。]{1,120}?)(?:之外|以外|外|，))"
    r"|^(?P<after>继(?P<list2>[^，。]{1,120}?)(?:之后|以后|后|，))"
    r"|^(?P<example>以(?P<list3>[^，。]{1,40}?)为例)"
    r"|^(?P<told>(?:[GX][^，。]{0,4}?从|从|来自)(?P<list5>[^，。]{1,40}?)(?:处|方面|官方|的)?(?:消息|获悉|了解到|R|$))"
    r"|^(?P<source>据(?P<list4>[^，。]{1,40}?)(?:官方)?(?:消息|报道|介绍|了解|悉|公告|官微|公众号|R)+)"
    r"|^(?P<of>由[^，]{1,24}?(?:提供|承建|建设|开发|研发|实施|打造|设计)[^，]{0,14}?的(?=O))"
    r"|^(?P<skip>(?:针对|关于|自从?|截至|截止)[^，。]{1,60}?(?:，|后|以来|起|日))"
)
_OPENING = re.compile(
    r"^(?:[ ，、“「\"\]\[…①-⑳●•◆■▲★▶]|惟|唯|然而|只是|[^，。]{0,14}?D(?:晚间|早间|下午|上午|晚)?[讯电][ ，]?|[^，。A-Z]{2,8}DR(?=，)|X(?:讯|消息|电)[ ，]?(?=O)|[AD]|G的(?=O)|指(?=S)|此外|另外|同时|与此同时|其中|目前|而且|而|但|且|则|随后|至此|此前|之前|之后|据悉|据了解|据介绍|值得一提的是|值得注意的是|值得关注的是|截至目前|截至发稿|在此之前|在此背景下|在此基础上|"
    r"随着|由于|伴随着?|已有|已经有|虽然|尽管|虽|不过|不仅|不但|不只|不止|甚至|就连|连(?![锁云])|包括了?|如|例如|比如|像|以及|还有|还包括|具体来看|具体而言|具体来说|实际上|事实上|数据显示|资料显示|公开资料显示|消息面上|从|芯片厂商方面|另|据此前R|国内的?|国外的?|知名的?|春节期间|节后|年初|年底|.{1,8}方面，|由|[一二三四五六七八九十]、|\d{1,2}[.、])+"
)
# how and where it was done, where nobody is named in it: 已基于国产算力 (完成), 率先在核电行业 (完成)
_CIRCUMSTANCE = re.compile(
    r"[AD]*(?:(?:基于|依托|利用|借助|采用|运用|凭借|围绕|结合)[^，。OSK的]{1,24}$"
    r"|在[^，。OSK]{1,12}?(?:G|行业|领域|业内|区域|同业|范围内|系统内|省内|市内|国内|全国)A*$"
    r"|在[^，。OSKG]{1,10}?(?:[上中内里下端侧]|环境|机房|内网|部门|Q)A*$)"
)
_COUNTED = re.compile(
    r"^.{0,6}?(\d+|[一二三四五六七八九十百千数几]+)(?:余|多|\+)?(?:家|款|所|个(?!月|小时|工作|季度|星期|礼拜)|台)"
)


@dataclass(slots=True)
class Subject:
    """Who acts. `kind`: "orgs" (see names), "self" (the company spoken of), "group" (unnamed), "none" (left out).

    `end` is the index of the first token behind the subject; `besides` are organisations of 除…外 and 继…之后.
    """

    kind: str
    names: list[Name] = field(default_factory=list)
    end: int = 0
    besides: list[Name] = field(default_factory=list)
    own: bool = False  # the subject is a product or part of the company spoken of
    instead: list[Name] = field(default_factory=list)  # whom a brand would mean if nobody else is spoken of
    head: str = ""  # what a list calls its members: 等多家基金公司


def read_subject(tokens: list[Token], begin: int, end: int, grammar: Grammar, folded: Folded, strong: int) -> Subject:
    """The subject in tokens[begin:end], the words of a clause before its verb."""
    besides: list[Name] = []
    example: list[Name] = []
    at = begin
    for _ in range(4):
        row = shape(tokens[at:end])
        if match := _OPENING.match(row):
            at += match.end()
            row = row[match.end() :]
        if not (match := _PHRASES.match(row)):
            break
        for part, taken in (("list", besides), ("list2", besides), ("list3", example), ("list5", example)):
            if match.group(part):
                taken += listed(tokens, at + match.start(part), at + match.end(part), grammar, folded, 2)
        at += match.end()
    if match := _CIRCUMSTANCE.match(shape(tokens[at:end])):
        at += match.end()
    subject = _main(tokens, at, end, grammar, folded, strong)
    subject.besides = besides
    example = [name for name in example if name.sure]
    if subject.kind in ("none", "self") and example:
        subject.kind, subject.names = "orgs", example
    return subject


def _main(tokens: list[Token], at: int, end: int, grammar: Grammar, folded: Folded, strong: int) -> Subject:
    if at >= end:
        return Subject("none", end=at)
    row = shape(tokens[at:end])
    if re.match(r"^(?:成为|系|属于|是(?:国内|全国|业内|行业|首))", row):
        return Subject("none", end=at)
    if match := re.match(r"^(?:与|和|同|联合|携手|跟)[^，]{1,16}?(?:的|共同|联合|在|，|$)", row):
        at += match.end()  # a partner of whoever is spoken of
        rest = _main(tokens, at, end, grammar, folded, 0) if match.group().endswith("的") else Subject("none", end=at)
        return rest if rest.kind == "orgs" else Subject("self", end=at, own=True)
    if re.match(r"S(?:联合|携手|牵手|会同|联手)", row) or (tokens[at].kind == SELF and _with(tokens, at)):
        return Subject("self", end=at + 1)  # 该行联合华为引入 T
    if tokens[at].kind == SELF and at + 1 < end and tokens[at + 1].word == "在" and _BELOW_SELF.match(row):
        return Subject("self", end=at + 1)  # 该功能在手机与微信小程序端
    if tokens[at].kind == SPEAKER and "R" not in row:
        return Subject("group", end=at + 1)
    if (called := _CALLED.match(row)) and (known := listed(tokens, at, at + called.end(1), grammar, folded, 1)):
        return Subject("orgs", known[:1], at + called.end())  # 沐言笔记是一款协作软件
    if _HELPS_SOMEBODY.search(text_of(tokens[at:end])):
        return Subject("group", end=end)  # 青石软件助力某集团
    names = listed(tokens, at, _before_means(tokens, at, end), grammar, folded, strong)
    if tokens[at].kind == SELF and any(token.word in _PEOPLE for token in tokens[at:end]):
        return Subject("group", end=at + 1)  # 公司部分员工
    if tokens[at].kind == SELF and names and all(_own_part(name, tokens[at]) or name.how == "place" for name in names):
        return Subject(
            "self", end=at + 1, own=True, instead=names
        )  # 公司自研的星云大模型: whatever else bears that name
    if (counted := _COUNTED.match(row)) and _only_a_kind(
        names, tokens[at + counted.start(1)].start, tokens[at + counted.end() - 1].end
    ):
        return Subject("group", end=at + 1)  # 超过20家汽车品牌或汽车集团
    if names:
        last = max(i for i in range(at, end) if tokens[i].start < names[-1].end)
        return Subject("orgs", names, end=last + 1, head=_head(tokens, last + 1, end, folded))
    if _COUNTED.match(row) and tokens[at].kind != SELF:
        return Subject("group", end=at + 1)
    first = tokens[at]
    if re.fullmatch(r"v?\d+(?:\.\d+)*(?:版本?)?[AD]*", row):
        return Subject("self", end=at + 1, own=True)  # 2.0版
    if re.match(r"V+后的?[^，OG]{0,6}Q", row) or re.match(r"[AD]*V+的[“「]", row):
        return Subject("self", end=at + 1, own=True)  # 升级后的助手
    below = _BELOW.match(text_of(tokens[at:end]))
    if first.kind == SELF and below:
        part = unknown(tokens[at + 1 : end], grammar, folded, 1)  # 公司控股子公司|海曦技术
        if part and part.how in ("shape", "place") and corporate(part.text):
            return Subject("orgs", [part], end=at + 1)
    if first.kind == SELF:
        return Subject("self", end=at + 1)
    if first.kind == GROUP and _describes(tokens[:end], at):
        return Subject("self", end=at + 1, own=True)
    if first.kind in (GROUP, SPEAKER) or _is_group(tokens[at:end]) or TOPIC in row:
        return Subject("group", end=at + 1)
    if re.match(r"(?:研发|技术|项目|科技|算法|开发|工程|数据|it|ai){1,2}(?:Q|团队|部门|小组|人员)", row):
        return Subject("self", end=at + 1, own=True)  # 研发团队
    if first.kind == PRODUCT or first.word in '“「"《' or row[:1] in "该本":
        return Subject("self", end=at + 1, own=True)
    if SELF in row:
        return Subject("self", end=at + row.index(SELF) + 1)
    if re.fullmatch(r"(?:[^，A-Z]|Q){2,10}(?:环节|场景|业务|流程)的?(?:[^，A-Z]|Q){0,6}", row):
        return Subject("self", end=at + 1, own=True)  # 告警研判环节的推理底座
    if not any(
        token.kind == "x" and token.word not in " ，了在从自以用内中上下里外本年月日号起底初的于0123456789-./"
        for token in tokens[at:end]
    ):
        return Subject("none", end=at)
    return Subject("other", end=at)


_BELOW = re.compile(r"^公司的?(?:控股|全资|参股)?(?:子公司|孙公司)")
_PEOPLE = ("员工", "用户", "客户", "学生", "教师", "老师", "医生", "市民", "网友")


def _own_part(name: Name, owner: Token) -> bool:
    """Whether a name behind 公司 is a product or a place of the company's own: 公司|廊坊智算中心."""
    if name.start - owner.end == 1 and name.how == "name":
        return True  # 公司“鲲鹏”大模型平台
    return name.how == "brand" or (name.company is None and name.start == owner.end)


def _before_means(tokens: list[Token], at: int, end: int) -> int:
    """青石基于 A、B (完成): whoever stands behind 基于 lends the means only."""
    owner = next((i for i in range(at, end) if tokens[i].kind == ORG), end)
    for i in range(owner + 1, min(end - 1, owner + 8)):
        if tokens[i].word + tokens[i + 1].word in ("基于", "依托", "借助", "利用"):
            return i
    for i in range(at + 3, min(owner, at + 13)):  # an unknown name in front: 岚芯科技基于 A、B
        if tokens[i].word + tokens[i - 1].word == "于基" and all(token.kind == "x" for token in tokens[at:i]):
            return i - 1
    return end


_SOME = re.compile(
    r"某.*|选手|学员|考生|.*[家个所多些众批地大类量少数路行业级何有他它]$|其他|其它|全部|任何|.*业$|.*们$"
)


def _is_group(tokens: list[Token]) -> bool:
    """Whether an unnamed group acts: 多家…, 部分…, …企业; not where such a noun only describes another (全媒体采编平台)."""
    given = next((i for i, t in enumerate(tokens) if i and t.kind == "x" and t.word in "供给"), len(tokens))
    tokens = tokens[:given]  # 平台供员工使用: the platform
    last = next(
        (token for token in reversed(tokens) if token.kind not in "ADFC" and token.word not in "等都均会"), None
    )
    if last is not None and last.kind == GROUP:
        return True
    return any(
        token.kind == GROUP and _SOME.fullmatch(token.word) and not _describes(tokens, i)
        for i, token in enumerate(tokens[:12])
    )


_HELPS_SOMEBODY = re.compile(r"(?:助力|协助|帮助|助推)[^，]{0,6}某")
_CALLED = re.compile(r"([^，的SGDA]{1,12}?) ?是(?:(?:[^，]{0,6}?)一(?:款|种|套|个|家)(?=[^，]{2,})|A*$)")
_BELOW_SELF = re.compile(r"S在[^，]{0,16}O[^，]{0,6}[端上]")


def _with(tokens: list[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].word in ("携手", "牵手", "联手", "与", "和", "为", "向", "给")


def _describes(tokens: list[Token], i: int) -> bool:
    """行业|大模型底座: the noun only says what kind of product."""
    rest = tokens[i + 1 :]
    made = tokens[i].word == "国产" and PRODUCT in shape(rest)
    return (made or (tokens[i].word in ("行业", "企业", "全球") and shape(rest[:1]) == PRODUCT)) and GROUP not in shape(
        rest
    )


def _only_a_kind(names: list[Name], count: int, behind: int) -> bool:
    """Whether the names behind a count are only what is counted, none of them known or written apart."""
    if names and all(name.company is not None and is_place(name.company) and name.end <= count for name in names):
        return True  # 山西、陕西三家市级医院
    return bool(names) and all(
        name.company is None and name.how != "code" and count <= name.start <= behind + 2 for name in names
    )


def _head(tokens: list[Token], begin: int, end: int, folded: Folded) -> str:
    """What stands behind a list and says what its members are: 等多家头部基金公司."""
    if begin >= end:
        return ""
    text = folded.text[tokens[begin].start : tokens[end - 1].end]
    match = re.match(
        r"^(?:[”」]?(?:、[^，、]{1,8}){0,3}[^，、]{0,6}?(?:等|在内的?|这些|这样的|这类)|[”」]?一众|两大|三大)([^，]{0,24})",
        text,
    )
    return match.group(1) if match else ""
