"""Whether the name before the verb is a product of somebody's rather than an organisation."""

import re

from pipeline.meaning.bodies import is_place
from pipeline.meaning.claim import Reading
from pipeline.meaning.clauses import Clause, Event
from pipeline.meaning.extent import AMBIGUOUS
from pipeline.meaning.names import Name
from pipeline.meaning.shapes import corporate
from pipeline.meaning.speakers import branded, named
from pipeline.meaning.subjects import Subject
from pipeline.meaning.tokens import PRODUCT, Grammar, Token, text_of


def only_a_product(reading: Reading, tokens: list[Token], event: Event, subject: Subject) -> bool:
    """途远科技宣布，途远翻译机接入…: an unknown bare name that a company speaks of is its product."""
    if _A_PART.search(reading.folded.text, 0, subject.names[0].start):
        return False  # 控股子公司|青石资产
    opinion = any(token.word in ("认为", "指出", "强调", "提到", "显示") for token in tokens[: event.first])
    return not opinion and (is_bare(subject) or _quoted_product(tokens, subject))


_A_PART = re.compile(r"(?:子公司|孙公司|参股公司|联营公司)[“「]?$")


def _quoted_product(tokens: list[Token], subject: Subject) -> bool:
    """“元冶·钢铁大模型”: the unknown name stands in quotes with a product's noun."""
    name = subject.names[0]
    if len(subject.names) != 1 or name.company is not None:
        return False
    at = next((i for i, token in enumerate(tokens) if token.start >= name.end), len(tokens) - 1)
    return tokens[at].kind == PRODUCT and any(token.word in "“「" for token in tokens if token.end == name.start)


def in_quotes(tokens: list[Token], subject: Subject) -> bool:
    """“小帮”助手: the one name stands in quotes."""
    return len(subject.names) == 1 and any(t.word in "“「" and t.end == subject.names[0].start for t in tokens)


def is_bare(subject: Subject) -> bool:
    if len(subject.names) != 1:
        return False
    name = subject.names[0]
    if name.company is not None:
        return False
    if name.text.endswith("公司"):
        return False
    return not name.sure or bool(_A_PRODUCT.search(name.text)) or name.text.endswith(AMBIGUOUS)


def is_place_named(subject: Subject, grammar: Grammar) -> bool:
    """江岚智算中心 that the headline names as well: no product of whoever tells of it."""
    name = subject.names[0]
    centre = len(subject.names) == 1 and name.company is None and name.text.endswith(("中心", "园区", "基地"))
    return centre and name.text in grammar.title


def is_department(subject: Subject) -> bool:
    """青石集团：数智研究院已…: a department that could be anybody's."""
    name = subject.names[0]
    return len(subject.names) == 1 and name.company is None and bool(_DEPARTMENT.fullmatch(name.text))


_DEPARTMENT = re.compile(
    r"(?:数智化?|数字化?|数据|信息|技术|科技|创新|人工智能|ai|智能|研发|网络|金融科技){1,2}(?:研究院|研究所|中心|实验室|研究中心)"
)


def is_product(tokens: list[Token], subject: Subject) -> bool:
    """船舶通信|管理平台, 知行交通|大模型: nouns of a product follow the one unregistered name."""
    name = subject.names[0]
    if len(subject.names) != 1 or name.company is not None or (corporate(name.text) and name.how == "code"):
        return False
    return bool(_MADE.match(text_of(tokens[subject.end : subject.end + 8])))


_MADE = re.compile(
    r"(?:管理|服务|运维|监控|调度|支撑|智能|业务|分析|办公){0,2}(?:大模型|模型|平台|系统|助手|智能体|一体机|机器人|软件|app)"
)
# behind a list these say that its members are products of whoever speaks
ITS_PRODUCTS = re.compile(r"产品|车型|机型|型号|功能|业务")


def is_strange(reading: Reading, subject: Subject) -> bool:
    """Whether the one name is a brand whose owner the article names nowhere: 一加 13：小布助手支持 T."""
    name = subject.names[0]
    if len(subject.names) != 1 or name.company is None:
        return False
    placed = name.how == "brand" and is_place(name.company)  # 苏周到: whichever office speaks of it
    return placed or name.how == "weak" or (branded(name, reading) and not named(name, reading))


def is_strange_product(reading: Reading, tokens: list[Token], event: Event, subject: Subject) -> bool:
    """公司称，山海平台已接入…: a product that only shares its name with another company's."""
    name = subject.names[0]
    if len(subject.names) != 1 or name.company is None or name.how == "name" or not is_strange(reading, subject):
        return False
    opinion = any(token.word in ("认为", "指出", "强调", "提到", "消息", "报道") for token in tokens[: event.first])
    return not opinion and bool(_OF_A_PRODUCT.match(reading.folded.text, name.end))


_OF_A_PRODUCT = re.compile(r"[”」]?[a-z]{0,10}(?:大模型|模型|平台|系统|助手|智能体|引擎|系列)")
_A_PRODUCT = re.compile(
    r"(?:芯片|平台|系统|大模型|智能体|助手|机器人|终端|软件|服务器|app|数据中心|智算中心|工厂|基地|园区)$"
)


def fills(tokens: list[Token], clause: Clause, name: Name) -> bool:
    """Whether a clause is nothing but the name."""
    return tokens[clause.begin].start >= name.start and tokens[clause.end - 1].end <= name.end
