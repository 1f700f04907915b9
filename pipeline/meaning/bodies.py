"""Long names: a registered name or a place that only begins a longer one (南京市|鼓楼区城市运行管理中心) is not meant itself."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.meaning.tokens import Token

REACH = 24  # characters, at most, in front of the word that ends the name
_END = re.compile(
    r"(?:附属|第[一二三四五六七八九十])?(?:医院|大学|学院|中学|小学|幼儿园|卫健委|发改委|委员会|管委会|人民政府|市政府|区政府|县政府|管理局|数据局|监管局|公安局|税务局|气象局|教育局|司法局|财政局|人社局|医保局|政务局|"
    r"服务局|监督管理局|[政数]局|政务中心|服务中心|管理中心|数据中心|指挥中心|运行中心|法院|检察院|图书馆|博物馆|研究院|研究所|农村商业银行|村镇银行|农商银行|农商行|农信社|银行|证券|基金|期货|信托|寿险|财险|人寿|养老险|健康险|消费金融|医药集团|集团|"
    r"股份有限公司|有限责任公司|有限公司|股份|控股|科技|大厦|(?:服务|生活|物业|物流|健康|数科|租赁|能源|医药|医疗)(?=：)|机场|港务局|电视台|日报社|出版社|实验室)(?![\u4e00-\u9fff]{0,3}(?:医院|大学|学院|局|中心|公司))"
)
_SAME = ("集团", "股份有限公司", "有限责任公司", "有限公司", "股份", "控股", "科技")
_CHAR = re.compile(r"[\u4e00-\u9fff·]")
_BREAK = frozenset(
    "的在与对是了向从为等将被由让及已也都各多这那某个有所前据日讯电家款称获称到把给并则而但又就便均后时中上下里外"
)


_WITHIN = re.compile(
    r"数据|.(?:中(?=[医心国学科央山原小])|前海|上海|下沙|里水|有限|有色|日照|日报|向阳|对外|外国|后勤|为民)"
)
_TASKS = ("服务", "政务", "管理", "卫生", "文化", "规划", "工业", "发展", "交通")


def merged(tokens: "list[Token]", text: str, start: int, end: int) -> "list[Token]":
    """The marked pieces of text[start:end] with long names joined into one organisation each."""
    from pipeline.meaning.names import GENERIC, LEAD, looks_sound
    from pipeline.meaning.tokens import ORG, Token

    found = tokens
    for match in _END.finditer(text, start, end):
        begin, stop = _begin(found, text, start, match.start()), match.end()
        if lead := LEAD.match(text, begin, stop):
            begin = lead.end()
        if match.start() - begin < 2:
            continue
        inside = [token for token in found if token.start < stop and token.end > begin]
        known = next((token for token in inside if token.kind == ORG and token.company), None)
        if known and (known.start, known.end) == (begin, stop):
            continue
        if known and known.end >= stop:
            continue  # the registered name reaches as far; what stands before it describes it
        plain = "".join(
            char for i, char in enumerate(text[begin:stop], begin) if not any(t.start <= i < t.end for t in inside)
        )
        if (not known and len(plain) < 2) or not looks_sound(
            text[known.end if known and known.start == begin else begin : stop]
        ):
            continue
        if not known and "".join(char for char in text[begin : match.start()]) in GENERIC:
            continue
        if not known and not any(token.kind in "GQS" or token.kind == ORG for token in inside):
            continue  # a plain row of characters: names.py judges it in its place
        same = (
            known is not None
            and known.start == begin
            and (text[known.end : stop].endswith(_SAME) or text[known.end : stop] in _own_kind(known))
        )
        company = known.company if same and known else None
        joined = Token(ORG, begin, stop, text[begin:stop], company, known.how if same and known else "shape")
        found = sorted([token for token in found if token not in inside] + [joined], key=lambda token: token.start)
    return found


def _own_kind(token: "Token") -> tuple[str, ...]:
    """国泰君安|证券 is still 国泰君安: the suffix says what the company is anyway."""
    kinds = {
        "securities_fund": ("证券", "基金", "期货"),
        "bank": ("银行",),
        "insurance": ("人寿",),
        "education": ("大学",),
        "healthcare": ("医院",),
    }
    return kinds.get(token.company.sector, ()) if token.company else ()


def _begin(tokens: "list[Token]", text: str, start: int, at: int) -> int:
    """How far left the name reaches: over plain Chinese characters and marked nouns, up to a verb or a function word."""
    begin = at
    while begin > start and at - begin < REACH:
        token = next((token for token in tokens if token.start < begin <= token.end), None)
        if token is not None:
            if token.kind not in "OGQ" or not _CHAR.match(token.word[-1]):
                break
            if (token.kind == "G" and token.word not in ("市场", "企业", "行业")) or (
                token.kind == "Q" and not _joins(token.word)
            ):
                break
            begin = token.start
            if token.kind == "O":
                left = _place(tokens, begin)
                if left:
                    begin = left.start
                elif token.how != "weak":
                    break
            continue
        char = text[begin - 1]
        if char in "和" and at - begin >= 2 and not _one_name(text, begin, at):
            break
        if not _CHAR.match(char) or (char in _BREAK and not _WITHIN.match(text, max(0, begin - 2))):
            break
        begin -= 1
    return begin


def _place(tokens: "list[Token]", end: int) -> "Token | None":
    """The province or city that stands directly in front."""
    return next(
        (t for t in tokens if t.end == end and t.kind == "O" and t.company and t.company.sector == "government"), None
    )


def _joins(word: str) -> bool:
    return word not in (
        "旗下",
        "官方",
        "自研",
        "内部",
        "多家",
        "众多",
        "各地",
        "多地",
        "各大",
        "部分",
        "包括",
        "国内",
        "全国",
        "国产",
        "知名",
        "上市公司",
        "企业",
        "公司",
        "机构",
    )


def _one_name(text: str, begin: int, at: int) -> bool:
    """政务服务和数据管理局 is one office; A局和B局 are two: one when what stands before 和 does not end a name itself."""
    match = re.search(r"[\u4e00-\u9fff]{1,10}$", text[max(0, begin - 11) : begin - 1])
    left = match.group() if match else ""
    office = text[at : at + 4].startswith(("局", "管理局", "数据局", "委", "医院"))
    return office and (len(left) < 2 or left.endswith(_TASKS))
