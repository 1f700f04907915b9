"""Long names: a registered name or a place that only begins a longer one (南京市|鼓楼区城市运行管理中心) is not meant itself."""

import re
from typing import TYPE_CHECKING

from pipeline.items import Company
from pipeline.meaning.endings import Endings

if TYPE_CHECKING:
    from pipeline.meaning.tokens import Token

REACH = 24  # characters, at most, in front of the word that ends the name
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,9}?(?:省|自治区|地区|林区|市|县|区|州|盟|旗|镇|乡|街道)")
_BRANCH = ("分院", "分行", "支行", "分公司", "院区", "校区", "研究院", "中心")
_TWO_NAMES = re.compile(
    r"(?:银行|医院|集团|公司)(?!附属|第|分|支|总|旗|下|业|家|大|联|合|协|理|监|管)[\u4e00-\u9fff]{2}"
)
_CHAR = re.compile(r"[\u4e00-\u9fff·〇\d]")
_BREAK = frozenset(
    "继的在与对是了向从为等将被由让及已也都各多这那某个有所前据日讯家款称获到把给并则而但又就便均后时中上下里外"
)
# two characters before and the rest behind: where such a character belongs to a name all the same
_WITHIN = re.compile(
    r"数据|.(?:中(?=[西储粮煤船电冶广金海化投行兴级医心国学科央山原小区牟建信石核铁交航])|上(?=[海饶虞城杭])|下(?=[沙城陆])|日(?=[照喀报土])|前(?=[海郭])|后勤|里水|"
    r"外(?=[国经语事])|有(?=[限色机])|向阳|对外|为民|时代|家居|家口|家界|家庄|多媒|所(?=[有]))|[渝晋汉阆榆关集]中|[石张]家|国家|专家|高等|初等|中等|[大小初高]中"
)
_AND = re.compile(r"[协仁共颐泰太祥安义呼雍]和|.和(?=[平睦谐县田硕龙政顺信佳])")
_GENERIC = re.compile(
    r"^(?:计算机|技术|科技|信息|网络|软件|计算|云计算|人工智能|智能|集团|股份|控股|有限|责任|公司|电子|通信|汽车|系统|数字|数码|国际|实业|银行|证券|销售|商贸|贸易|服务|投资|管理|发展|文化|传媒|研发|制造|产业|供应链|工业|实业发展|北京|上海|深圳|广州|杭州|中国|[(（）)])*$"
)
_STATE = re.compile(r"^(?:市|省|区|县)?(?:人民)?政府$")
_PART = ("研究院", "研究所", "实验室", "中心", "办公室", "委员会", "大厦")  # of a company: itself
_HOUSE = re.compile(r"(?:医院|大学|学院|中学|学校|公司|银行|法院|检察院)$")
_ALL_OF = re.compile(r"们|纷纷|陆续|相继|均|都|普遍|正在")
_ROOMS = ("中心", "图书馆", "办公室", "学院")  # of a school, a court: parts that do not act for themselves
_PUBLIC = ("government", "education", "healthcare")
_DIGITAL = ("internet_platform", "search", "social_media", "ecommerce", "cloud", "smartphone", "enterprise_software",
            "gaming", "chip", "server_hardware", "pc", "consumer_electronics", "security", "telecom")  # fmt: skip
_OWN_KIND = {
    "securities_fund": ("证券", "基金"),
    "bank": ("银行",),
    "insurance": ("人寿", "保险"),
    "education": ("大学",),
    "healthcare": ("医院",),
    "telecom": ("集团",),
    "pharma": ("医药",),
    "energy_power": ("能源",),
}


def merged(tokens: "list[Token]", text: str, start: int, end: int, endings: Endings) -> "list[Token]":
    """The marked pieces of text[start:end] with long names joined into one organisation each."""
    found = tokens
    for match in endings.body.finditer(text, start, end):
        found = _joined(found, text, start, match.start(), match.end(), endings, anchored=False)
    for match in endings.office.finditer(text, start, end):
        found = _joined(found, text, start, match.start(), match.end(), endings, anchored=True)
    return _districts(_units(found, text, end, endings), text, end, endings)


_DISTRICT = re.compile(
    r"[\u4e00-\u9fff]{1,4}?(?:自治县|新区|高新区|经开区|(?<![社园地辖城市校院库片景小战灾老全各一两三多住])区|县|(?<!城)市|旗|镇|街道)"
    r"(?![\u4e00-\u9fff]{0,8}(?:局|院|大学|学校|委|中心|办|公司|厅|馆|社|所|站|银行|法院|热线|大厅|联社|集团|医))"
)


def _districts(found: "list[Token]", text: str, end: int, endings: Endings) -> "list[Token]":
    """南京市|鼓楼区, where the district itself is meant: an organisation of its own."""
    from pipeline.meaning.tokens import ORG, Token

    for token in list(found):
        if token.kind != ORG or not _is_place(token):
            continue
        match = _DISTRICT.match(text, token.end, end)
        if not match or any(token.end < other.start < match.end() or other.start == token.end for other in found):
            continue
        name = text[token.start : match.end()]
        company = endings.resolve(name)
        joined = Token(ORG, token.start, match.end(), name, company, "name" if company else "shape")
        found = sorted([other for other in found if other is not token] + [joined], key=lambda other: other.start)
    return found


def _joined(
    found: "list[Token]", text: str, start: int, at: int, stop: int, endings: Endings, anchored: bool
) -> "list[Token]":
    """The tokens with the name that ends at `stop` joined; unchanged where it is no name."""
    from pipeline.meaning.names import LEAD
    from pipeline.meaning.tokens import GROUP, ORG, TOPIC, VERB, Token

    begin = _begin(found, text, start, at, endings)
    if lead := LEAD.match(text[begin:stop]):
        begin += lead.end()
    if at - begin < 2 or text.startswith(_OWN, begin) or text.endswith(_RELATED, begin, stop):
        return found
    if office := _DEPARTMENT.match(text, begin, stop):
        stop = office.end(1)  # 青石集团|数字化中心: the group acts
        if any(token.kind == ORG and token.start == begin and token.end >= stop for token in found):
            return found
    if text[begin - 1 : begin] == "某":
        return found  # 西南某|能源集团
    if re.search(r"(?:银行|公司|集团)总[行部]", text[begin:at]):
        return found  # 青石银行|总行科技楼
    two = _TWO_NAMES.search(text, begin, at)
    below = (
        two and two.group().startswith("集团") and text.endswith("公司", at, stop)
    )  # 青石集团|隧道公司: one of its own
    if two and not below and not text[at:stop].endswith(_BRANCH):
        return found  # 青石银行|召开科技: the first one ends before
    inside = [token for token in found if token.start < stop and token.end > begin]
    if inside and inside[-1].end > stop:
        return found  # another word goes on behind it
    if inside and inside[0].kind == VERB and any(t.kind == TOPIC and t.end == begin for t in found):
        return found  # 将 T |集成至图书馆
    known = next((token for token in inside if token.kind == ORG and token.start == begin), None)
    if known and known.end >= stop:
        return found
    if len(inside) == 1 and (inside[0].start, inside[0].end) == (begin, stop):
        return found  # a word of the grammar (商业银行)
    last = next((token for token in inside if token.kind == ORG and token.company and token.end >= stop), None)
    if last and not (known and known.company and (known.end == last.start or _is_public(last))):
        return found  # the registered name reaches as far; what stands before it describes it
    within = anchored or text.endswith(_ROOMS, at, stop)
    if within and known and not known.company and _HOUSE.search(known.word):
        return found  # an office within a hospital: the hospital acts
    placed = _PLACE.match(text, begin, at)
    if anchored and not known and not (placed and placed.end() <= at):
        return found
    rest = text[known.end if known else begin : stop]
    if not _sound(rest, bool(known or placed)):
        return found
    if not known and not placed and not inside:
        return found  # a plain row of characters: names.py judges it in its place
    middle = text[known.end if known else placed.end() if placed else begin : at]
    own = rest == "医院" and known and known.word[-1] in "市县区州" and not _ALL_OF.match(text, stop)  # 漳州市医院
    unnamed = (
        known
        and not own
        and rest in endings.groups
        and not rest.endswith(("银行", "政府", "农商行", "农信社", "联社", "中医院"))
    )
    if unnamed or middle in endings.generic or (not known and not placed and middle in endings.fronts):
        joined = Token(GROUP, begin, stop, text[begin:stop])
    else:
        company = _company(known, last, text[begin:stop], rest, endings)
        how = known.how if known and company is not None and company is known.company else "shape"
        joined = Token(ORG, begin, stop, text[begin:stop], company, "name" if how == "weak" else how)
    return sorted([token for token in found if token not in inside] + [joined], key=lambda token: token.start)


_MEANS = frozenset(("依托", "基于", "利用", "通过", "借助", "联合", "携手", "围绕", "针对", "采用", "结合"))
_RELATED = ("子公司", "孙公司", "母公司")  # 青石子公司|海曦技术: the name comes behind
_OWN = ("集团信息", "集团数", "集团科", "集团技", "公司", "学校", "医院信息", "本院", "我院", "全院", "该")
_DEPARTMENT = re.compile(
    r"([\u4e00-\u9fff]{2,}?(?:集团|公司|大学|学院|医院|银行|(?<=[航铁建交冶化电])局))(?:信息|数字化|数字|数据|大数据|科技|技术|网络|计算|智能|研发|运营|客服|创新|金融)+(?:化|与信息)?(?:技术)?(?:中心|部|办公室|处|委员会)$"
)


def _sound(rest: str, anchored: bool) -> bool:
    from pipeline.meaning.shapes import looks_sound, nothing_bad

    return nothing_bad(rest) if anchored else looks_sound(rest)


def _company(known: "Token | None", last: "Token | None", name: str, rest: str, endings: Endings) -> Company | None:
    """Who is meant by `name`, which begins with the registered `known` and goes on with `rest`; None for a new one."""
    inner = endings.resolve(rest) if known and _is_place(known) else None  # 广东省|深圳市…局
    if (company := endings.resolve(name) or inner or _legal(name, known, endings)) is not None:
        return company
    if last is not None and last.company and last.company.sector != "government":
        return last.company
    company = known.company if known else None
    if company is None:
        return None
    if company.sector == "government":
        return company if _STATE.match(rest) else None
    own = rest in _OWN_KIND.get(company.sector, ())
    part = company.sector not in _PUBLIC and rest.endswith(_PART) and not re.search(r"^第|勘[测察]|设计|规划", rest)
    part = part or (company.sector in ("education", "healthcare") and rest.endswith(("中心", "办", "办公室", "站")))
    return company if own or part or _GENERIC.match(rest) else None


def _legal(name: str, known: "Token | None", endings: Endings) -> Company | None:
    """Whom a legal name means: 长沙|景嘉微|电子股份有限公司."""
    if not name.endswith("公司"):
        return None
    placed = _PLACE.match(name)
    starts = {0, 2, placed.end() if placed else 0, known.end - known.start if known else 0}
    for start in sorted(starts):
        for end in range(len(name) - 2, start + 1, -1):
            if _GENERIC.match(name[end:]) and (company := endings.resolve(name[start:end])):
                return company if company.sector != "government" else None
    return None


def _begin(tokens: "list[Token]", text: str, start: int, at: int, endings: Endings) -> int:
    """How far left the name reaches: over plain Chinese characters and marked nouns, up to a verb or a function word."""
    cut = next((token for token in tokens if token.start < at < token.end and token.kind in "GQ"), None)
    begin = cut.start if cut else at  # the ending's word may begin earlier: 中|医院
    while begin > start and at - begin < REACH:
        token = next((token for token in tokens if token.start < begin <= token.end), None)
        if token is not None:
            named = token.kind == "O" and (token.how != "weak" or _is_place(token))
            if not _CHAR.match(token.word[-1]) or not (token.kind == "O" or _joins(token, endings)):
                break
            begin = token.start
            if named:
                left = _before(tokens, begin)
                if left is None or not (_is_place(token) or _is_public(left)):
                    break
                begin = left.end
            continue
        if (
            text[begin - 1] == "和"
            and not _AND.match(text, max(0, begin - 2))
            and at - begin >= 1
            and not _one_name(tokens, text, start, begin, endings)
        ):
            break
        pair = text[max(start, begin - 2) : begin]
        if (pair in endings.cuts or pair in _MEANS) and not text.startswith("西医结合", begin - 4):
            break
        if not _CHAR.match(text[begin - 1]) or (
            text[begin - 1] in _BREAK and not _WITHIN.match(text, max(0, begin - 2))
        ):
            break
        begin -= 1
    return begin


def _before(tokens: "list[Token]", end: int) -> "Token | None":
    """The organisation that stands directly in front."""
    return next((t for t in tokens if t.end == end and t.kind == "O" and t.company), None)


def _is_place(token: "Token") -> bool:
    return token.company is not None and is_place(token.company)


def is_place(company: Company) -> bool:
    """Whether the registered public body is a whole province, city or district."""
    return company.sector == "government" and company.name.endswith(("省", "市", "区", "县", "州", "盟", "旗"))


def _is_public(token: "Token") -> bool:
    return token.company is not None and token.company.sector in _PUBLIC


def _joins(token: "Token", endings: Endings) -> bool:
    return token.word in endings.inner or (token.kind == "Q" and token.word not in _APART)


_APART = ("旗下", "官方", "自研", "内部", "部分", "企业", "最新", "员工", "开发者", "首款", "新款", "多款", "旗舰")


def _one_name(tokens: "list[Token]", text: str, start: int, begin: int, endings: Endings) -> bool:
    """规划和自然资源局 behind its city is one office; A局和B局 are two: what stands before 和 must not end a name itself."""
    joint = begin - 1
    row = text[max(start, joint - 10) : joint]
    cut = max((token.end for token in tokens if token.kind == "O" and token.end <= joint), default=0)
    match = re.search(r"(?<=[省市县区州])[\u4e00-\u9fff]{2,6}$", row)
    if cut >= joint - 8:
        left = text[cut:joint]
    elif match:
        left = match.group()
    else:
        left = row if re.fullmatch(r"[\u4e00-\u9fff]{2,4}", row) else ""
    return 2 <= len(left) <= 8 and not endings.body.search(left) and not re.search(r"[局厅委办院]$|[，。、]", left)


def _units(found: "list[Token]", text: str, end: int, endings: Endings) -> "list[Token]":
    """新希望|服务, 中国平安|产险: companies of a group, each an organisation of its own."""
    from pipeline.meaning.tokens import ORG, Token

    for token in list(found):
        company = token.company
        if token.kind != ORG or company is None or company.sector == "government":
            continue
        match = endings.hard.match(text, token.end, end)
        if token.how == "weak" and not match:
            continue
        if not match and company.sector not in _DIGITAL and token.how == "name":
            match = endings.soft.match(text, token.end, end)
            match = match if match and _phrase_ends(found, text, match.end()) else None
        if not match or match.group() in _OWN_KIND.get(company.sector, ()):
            continue
        name = text[token.start : match.end()]
        inside = [other for other in found if other.start < match.end() and other.end > token.start]
        if inside[-1].end > match.end():
            continue
        meant = endings.resolve(name) or next((c for n in (1, 2) if (c := endings.resolve(name[n:]))), None)
        joined = Token(ORG, token.start, match.end(), name, meant, "name" if meant else "shape")
        found = sorted([other for other in found if other not in inside] + [joined], key=lambda other: other.start)
    return found


def _phrase_ends(tokens: "list[Token]", text: str, at: int) -> bool:
    """Whether the noun phrase ends here: no further Chinese character, or a verb, an adverb, a date."""
    if at >= len(text) or not "\u4e00" <= text[at] <= "\u9fff":
        return True
    return any(token.start == at and token.kind in "VALRNFDPCT" for token in tokens) or text[at] in "、和与在将把"
