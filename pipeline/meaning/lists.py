"""Lists of organisations: the members of a noun phrase that act, the owner of a product, the partner who does not."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.items import Company
from pipeline.meaning.bodies import is_place
from pipeline.meaning.fold import STOCK, Folded
from pipeline.meaning.kindred import of_kind, suffixed
from pipeline.meaning.names import Name, registered, unknown
from pipeline.meaning.shapes import corporate
from pipeline.meaning.tokens import GROUP, ORG, OTHER, PRODUCT, SELF, SPEAKER, TOPIC, Grammar, Token, shape, text_of

# organisations behind these words do not act: they lend a place, a means, a comparison
NO_ACTOR = re.compile(
    r"(?:对于|关于|如何用|怎么用|基于|依托|通过|借助|利用|根据|按照|针对|关于|不同于|区别于|相比|相较于|对标|超越|媲美|调用|采用|使用|来自|属于|除去|支持|搭载|面向|不仅能在|投资|收购|"
    r"(?<![\u4e00-\u9fff])[对向从为比]|[在据去用])[“「\"]?$"
)


_PARTNER = re.compile(r"(?:(?<!参)与|和|跟|同|携手|牵手|联手)$")


_JOIN = re.compile(r"[、,/&×✕]|以及|[和与及跟]| ")


_DESCRIBES = re.compile(r"(?:运营商|服务商|提供商|厂商|开发商|供应商|品牌|巨头|企业|公司|平台|独角兽) ?")


_STANDS_IN = re.compile(r"的?(?:国内|国产|中国|本土)?(?:平替|替代品?|对手|竞争对手|竞品|同类产品)(?:产品)?")


_OFFICE = re.compile(r"[^，O]{1,6}(?:部|处|中心|科|办)(?![门分署])")


_ACTS_ALONG = re.compile(r"A|联合|共同|均|都|双双|先后|相继|纷纷|一起|两家|等|在内")


EXPERT = re.compile(  # somebody of the organisation, or whom it asks: no act of its own
    r"[^，。]{0,10}?(?:教授|研究员|分析师|学者|院士|博士|讲师|律师)(?!助手|事务所)|.{0,2}(?:专家|学生|毕业生|校友|用户|车主|股东|客户)(?!服务|端|中心|经理|助手|管理|体验|支持|平台|版|关系|可)"
    r"|(?:已|近日|此前)?(?:要求|提醒|通知|告诫|督促|号召|呼吁|倡导|邀请)"
)


# what follows a place's name where the place itself acts; anything else is a name that only begins with it, or somebody there
_PLACE_ACTS = re.compile(
    r"(?:[ARLFSQDNPCHTVKX]|$|[二两三四五六七八九十]+[地市]|\d+(?:余|多)?名(?=[“「OQ])|[ ，：、“”「」\"《(和与及等]|以及|全[市省区县域]|政务|政府|市级|省级|城市|电子政务|数字|智慧|1\d{4}|在|于|也|[市区县]政务|市民|率|公共|的(?:政务|城市|智能)|为|把|以|依托|基于|通过|[a-z])"
)


_PLACE_LENDS = re.compile(
    r"(?:(?:目前|已经?|现已?|就|共)*有|首[家个批例台]|部分|多|各|某|的|\d+(?:余|多)?[家所个]|在内|等地的|举[行办])|等[^，]{0,6}(?:企业|公司|医院|高校)"
)


VENDORS = ("cloud", "chip", "server_hardware", "telecom", "operating_system")


_MADE_WITH = re.compile(r"[^，、]{1,12}?(?:共同|联合|一起|合作)[^，、]{1,8}?的")  # 与华为云共同开发的平台


_SUBSIDIARY = re.compile(
    r"^(?:旗下|所属|直属|母公司|的?运营方|的?运营公司|的?开发商|子公司|全资子公司|控股子公司|下属|附属|的子公司)(?:的|子公司|公司|品牌)?"
)


def listed(
    tokens: list[Token], begin: int, end: int, grammar: Grammar, folded: Folded, strong: int, place: bool = False
) -> list[Name]:
    """The organisations that act in a noun phrase: every member of A、B和C, the owner in "A 旗下的 B".

    `place` also takes those where something happens (在 A 上).
    """
    items = list(_items(tokens, begin, end))
    known = sum(any(t.kind == ORG for t in tokens[i:j]) for i, j in items)
    trusted = known > 1 or (strong > 0 and len(items) == 1)
    found = [_member(tokens, i, j, grammar, folded, strong, trusted, place) for i, j in items]
    sound = sum(any(name.sure for name in names) for names in found)
    if len(items) > 1 and (sound or (strong and len(items) > 2 and any(found))):
        strength = max(strong, 2 if sound > 1 else 1)
        for n, (i, j) in enumerate(items):
            found[n] = found[n] or _member(tokens, i, j, grammar, folded, strength, known > 1 or sound > 1, place)
    if len(items) > 1 and found[0] and found[0][0].company and items[0][1] - items[0][0] > 1:
        found = [n if not i or not all(_hardly(name) for name in n) else [] for i, n in enumerate(found)]
    if len(items) > 1:
        found = suffixed(tokens, items, found, grammar, folded)
        found = of_kind(tokens, items, found, grammar, folded)
    taken = [name for names in found for name in names]
    at = next((i for i in range(begin, end) if tokens[i].word == "在"), end)
    if not place and at < end:
        behind = tokens[at].start  # 在庆阳、无锡等智算中心
        taken = [n for n in taken if not (n.company and is_place(n.company) and n.start > behind)]
        if match := _UPON.match(folded.text, behind):
            taken = [n for n in taken if not behind < n.start < match.end()]
    return taken


def _hardly(name: Name) -> bool:
    """Whether behind 青石云 TI、… a member of the list is hardly another organisation: HCC 高性能计算."""
    return name.how == "place" or (name.how == "shape" and name.text[0].isascii() and not name.text.isascii())


_UPON = re.compile(r"在[^，。]{2,24}?(?:基础上|之外|之余)")  # 平台在原有的甲、乙基础上新增…


def _items(tokens: list[Token], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Members of a list, cut at its separators; a row of known names needs none (微软英伟达亚马逊)."""
    row = shape(tokens[begin:end])
    cut = 0
    for match in _JOIN.finditer(row):
        if match.start() > cut:
            left, right = row[cut : match.start()], row[match.end() :]
            if match.group() == " " and (re.match(r"[a-z0-9]", right) or ORG not in left):
                continue
            if (
                match.group() in "和与及跟"
                and ORG not in left
                and not cut
                and not corporate(text_of(tokens[begin : begin + match.start()]))
            ):
                continue
            if match.group() in "和与及" and re.search(r"O[^，OGS]{1,4}$", left) and _OFFICE.match(right):
                continue  # 青石大学资讯及通讯科技部
            paired = left.endswith(("”", "」")) and right.startswith(ORG)  # A“..”与B“..”
            if match.group() in "与跟" and not paired and not _ACTS_ALONG.search(right):
                continue
            if match.group() in "和与跟同" and _MADE_WITH.match(right):
                continue
            yield begin + cut, begin + match.start()
            cut = match.end()
        elif match.start() == cut:
            cut = match.end()
    if cut < len(row):
        yield begin + cut, end


def _member(
    tokens: list[Token],
    begin: int,
    end: int,
    grammar: Grammar,
    folded: Folded,
    strong: int,
    trusted: bool,
    place: bool,
) -> list[Name]:
    """The organisation (several, when they stand side by side) of one member of a list."""
    found: list[Name] = []
    lent = -1  # end of an organisation that only lends its means
    for i in range(begin, end):
        token = tokens[i]
        if token.kind == ORG and token.start == lent:
            lent = token.end  # 利用腾讯云|大模型知识引擎
            continue
        if token.kind != ORG or (token.how == "weak" and not _counts(tokens, i, begin, trusted, grammar)):
            continue
        if token.word in grammar.others and _among_models(tokens, i, grammar):
            continue
        left = shape(tokens[max(begin, i - 6) : i])
        if (
            not place
            and ("在" in left or folded.text[token.start - 1 : token.start] == "从")
            and re.match(r"^.{0,10}[上中内里下](?!线|市|海)", folded.text[token.end : token.end + 12])
        ):
            continue  # in the place of the action: 在自有的昇腾服务器上
        if found and found[-1].end == token.start and _belongs(token, found[-1]):
            continue  # 视源股份希沃
        if token.company and is_place(token.company) and not (place or _place_acts(tokens, i, end, folded)):
            if i + 1 < end and tokens[i + 1].kind == ORG and tokens[i + 1].start == token.end:
                continue  # 江苏|昆山市
            break
        helped = None if place else _helped(tokens, i, end, grammar, folded)
        if helped is not None:
            return helped
        if not place and EXPERT.match(text_of(tokens[i + 1 : end])) and "R" not in shape(tokens[begin:i]):
            return []
        if not found and (leading := _leading(tokens, begin, i, grammar, folded, strong)):
            return [leading]
        spelt = text_of(tokens[max(begin, i - 4) : i])
        if (not place and (NO_ACTOR.search(left) or NO_ACTOR.search(spelt))) or (
            _PARTNER.search(left) and not _joint(tokens, i, end)
        ):
            lent = token.end
            continue
        if found and found[-1].end != token.start:
            between = folded.text[found[-1].end : token.start].lstrip(STOCK)
            if match := _SUBSIDIARY.match(between):
                owner = found[-1].company
                if len(between) - match.end() <= 12 and _part_of_its_own(token, owner):
                    found[-1] = registered(token, folded)
            if _STANDS_IN.fullmatch(between.strip(" ")):
                found[-1] = registered(token, folded)  # 甲的国内平替乙
                continue
            if found[-1].company is None and _DESCRIBES.fullmatch(between):
                found[-1] = registered(token, folded)  # 印度数据中心运营商Yotta
                continue
            if not re.match(r"^(?:联合|携手|[“「\"” ]{1,2})$", between):
                break
            if between in '“「"” ' or (between in ("联合", "携手") and not _is_vendor(found[0])):
                break  # whoever helps a hospital or a bank is no adopter
        found.append(registered(token, folded))
    if len(found) == 1 and (below := _subsidiary(tokens[begin:end], found[0], grammar, folded)):
        return [below]
    if found:
        return found
    if any(t.kind == SPEAKER for t in tokens[begin:end]) or tokens[begin].kind == SELF:
        return []
    name = unknown(_unweakened(tokens[begin:end]), grammar, folded, strong)
    if name and (below := _subsidiary(tokens[begin:end], name, grammar, folded)):
        return [below]
    return [name] if name else []


def _among_models(tokens: list[Token], i: int, grammar: Grammar) -> bool:
    """比较了 T、千问和…: whether what may be a company is one of several models."""
    for joint, other in ((i - 1, i - 2), (i + 1, i + 2)):
        if not 0 <= other < len(tokens) or tokens[joint].word not in ("、", "和", "与", "及", "/"):
            continue
        if tokens[other].kind in (OTHER, TOPIC) or tokens[other].word in grammar.others:
            return True
    return False


def _unweakened(tokens: list[Token]) -> list[Token]:
    """The tokens with weak names as the plain characters that they may be (宏远|机电)."""
    if not any(_is_weak(token) for token in tokens):
        return tokens
    found: list[Token] = []
    plain = sum(token.kind == "x" for token in tokens) >= 2 and all(token.kind == "x" for token in tokens[1:])
    for token in tokens:
        if _is_weak(token) and (plain or not (token.company and is_place(token.company))):
            found += (Token("x", token.start + n, token.start + n + 1, char) for n, char in enumerate(token.word))
        else:
            found.append(token)
    return found


def _is_weak(token: Token) -> bool:
    return token.kind == ORG and token.how == "weak"


def _counts(tokens: list[Token], i: int, begin: int, trusted: bool, grammar: Grammar) -> bool:
    """Whether a weak name counts: alone in its place, or as the owner of the product behind it (凤凰网|AI 助手)."""
    product = i + 1 < len(tokens) and (tokens[i + 1].kind == PRODUCT or tokens[i + 1].word in "“「") and i == 0
    company = tokens[i].company
    whole = (company is not None and is_place(company)) or _whole(tokens, i)
    return i == begin and (product or (trusted and whole) or grammar.headed(tokens[i].word))


def _whole(tokens: list[Token], i: int) -> bool:
    """Whether a weak name is not just the beginning of a longer one (方大|特钢)."""
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    return behind is None or behind.kind != "x" or not "\u4e00" <= behind.word <= "\u9fff" or behind.word in _LINKS


_LINKS = "的和与及或在于等也还将均都已正把对为旗则就从向被由同跟"


def _leading(
    tokens: list[Token], begin: int, partner: int, grammar: Grammar, folded: Folded, strong: int
) -> Name | None:
    """青禾乳业|联合华为云: the unknown name in front of its partner acts."""
    match = re.search(r"(?:联合|携手|联手|牵手|会同)[“「]?$", text_of(tokens[begin:partner]))
    if not match or match.start() < 2:
        return None
    end = next(i for i in range(begin, partner) if tokens[i].start >= tokens[begin].start + match.start())
    return unknown(tokens[begin:end], grammar, folded, strong)


def _subsidiary(tokens: list[Token], owner: Name, grammar: Grammar, folded: Folded) -> Name | None:
    """盛通教育旗下|中鸣机器人: the part that acts, when it is an organisation itself."""
    rest = [token for token in tokens if token.start >= owner.end]
    match = _SUBSIDIARY.match(text_of(rest))
    if not match:
        return None
    behind = [token for token in rest if token.start >= owner.end + match.end()]
    if behind and behind[0].word in ("“", "「") and re.match(r"[“「][^”」]{1,12}[”」]Q", shape(behind[:16])):
        return None  # 全通教育旗下“全课云”平台
    stop = next((i for i, token in enumerate(behind) if i > 1 and (token.kind in "ADLR" or token.word in _LINKS)), None)
    behind = behind[:stop]
    suffixes = grammar.parts.get("org_suffix", frozenset())
    plain = all(token.kind == "x" and "\u4e00" <= token.word <= "\u9fff" for token in behind[:-1])
    ends = plain and 3 <= len(behind) <= 6 and (behind[-1].kind == "x" or behind[-1].word in suffixes)
    if ends and (part := unknown(behind, grammar, folded, 1)) and part.how == "place" and part.end == behind[-1].end:
        return replace(part, how="shape")  # 青禾能投旗下|禾能智网
    part = unknown([token for token in rest if token.start >= owner.end + match.end()], grammar, folded, 0)
    return part if part and part.how == "shape" and corporate(part.text) else None


def _part_of_its_own(token: Token, owner: Company | None) -> bool:
    """Whether what stands behind 旗下 acts itself: no product (青石旗下小石), unless of a part that is registered on its own."""
    if token.company is None or owner is None:
        return True
    return token.company != owner and (token.how != "brand" or token.company.parent == owner.name)


def _belongs(token: Token, owner: Name) -> bool:
    return token.company is not None and owner.company is not None and token.company.parent == owner.company.name


def _joint(tokens: list[Token], i: int, end: int) -> bool:
    """Whether the partner of 与/和 acts along: 华为云和硅基流动联合首发."""
    behind = text_of(tokens[i + 1 : end])
    return bool(_ACTS_ALONG.search(behind)) and not re.match(r"(?:共同|联合|一起|合作)[^，]{1,8}的", behind)


def _place_acts(tokens: list[Token], i: int, end: int, folded: Folded) -> bool:
    """Whether a province or city acts as such, so that nobody in it is meant (浙江省|多家医院, 杭州市|首家…)."""
    text = folded.text[tokens[i].end : tokens[end - 1].end]
    return bool(_PLACE_ACTS.match(shape(tokens[i + 1 : end]))) and not _PLACE_LENDS.match(text)


def _helped(tokens: list[Token], i: int, end: int, grammar: Grammar, folded: Folded) -> list[Name] | None:
    """Whom the organisation at i helps to do it (华为|助力江岚港集团部署): [] for somebody unnamed, None where it does not help."""
    helps = grammar.parts.get("helps", frozenset())
    later = next((j for j in range(i + 1, end) if tokens[j].kind not in "AD"), end)
    if i + 1 < later < end and (text_of(tokens[later : min(later + 2, end)]) in helps or tokens[later].word in helps):
        i = later - 1  # 青石科技|近日|助力江岚银行
    skip = 1 if tokens[i + 1 : i + 2] and tokens[i + 1].word in ("为", "给", *helps) else 0
    skip = skip or (2 if text_of(tokens[i + 1 : min(i + 3, end)]) in helps else 0)
    if not skip or (end < len(tokens) and tokens[end].how == "hosts"):
        return None
    at = i + 1 + skip
    if any(token.kind == GROUP and token.word.startswith("某") for token in tokens[at:end]):
        return []  # 助力西南某集团
    if at < end and tokens[at].kind == ORG:
        return _member(tokens, at, end, grammar, folded, 0, False, False)
    name = unknown(tokens[at:end], grammar, folded, 0)
    if name:
        return [name]
    return [] if any(token.kind == GROUP for token in tokens[at:end]) else None


def _is_vendor(name: Name) -> bool:
    return name.company is not None and name.company.sector in VENDORS
