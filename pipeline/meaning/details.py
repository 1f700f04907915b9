"""The fields of an announcement besides its company: sector, models, product."""

import re

from pipeline.items import Company
from pipeline.meaning.claim import Claim
from pipeline.meaning.fold import Folded, fold_name
from pipeline.meaning.names import Name
from pipeline.meaning.tokens import Grammar
from pipeline.registry import Registry

_PRODUCT = re.compile(
    r"^(?:旗下|自研|自主研发|自有|的|公司|官方|多款|部分|全系|核心|产品|，|、|“|「|\"|将|已|把|集团|在|其)*"
)
_QUOTED = re.compile(r"[“「\"]([^”」\"\n]{2,24})[”」\"]")
_NOUN = re.compile(
    r"([\u4e00-\u9fffa-z0-9 .+\-]{2,20}?(?:平台|系统|助手|助理|智能体|大模型|app|一体机|浏览器|引擎|座舱|网关|学习机|知识库|大脑|表格|客服|云盘|操作系统|解决方案|机器人))"
)
PUBLIC = (
    ("healthcare", re.compile(r"医院|卫健委|疾控|诊所|卫生院|医保局")),
    ("education", re.compile(r"大学|学院|中学|小学|学校|教育局|教育厅|幼儿园")),
    (
        "government",
        re.compile(
            r"(?:省|市|县|区|州|局|委|厅|政府|法院|检察院|海关|街道|管委会|开发区|办公室|中心|部|热线|大厅|中院|高院|交警|公安|检察|消防|税务)$"
        ),
    ),
)


def sector_of(name: Name, claim: Claim, folded: Folded, registry: Registry) -> str:
    """The sector: of the registry where it is known, narrowed by what the sentence calls the company; else by name, then context."""
    around = claim.head + " " + folded.text[claim.sentence.start : claim.sentence.end]
    if company := name.company:
        return _narrowed(company, claim, around, registry)
    return (
        _of_group(name.text, registry)
        or by_name(name.text, registry)
        or _by_context(around, folded.text, registry)
        or ("enterprise_software" if name.text.isascii() else "other")  # a Latin name nobody knows: a tool, as a rule
    )


def _of_group(text: str, registry: Registry) -> str:
    """国家电投云岭分公司 is in the group's sector."""
    if not re.search(r"(?:分公司|支行|分行|设计院|子公司|营业部|事业部|分院|(?<![医学法察])院|公司)$", text):
        return ""
    group = next((mention for mention in registry.scan(text) if mention.start == 0), None)
    return group.company.sector if group and group.company.sector != "government" else ""


def by_name(text: str, registry: Registry) -> str:
    """The sector that an organisation's own name gives away, '' when none does. The word nearest to the end wins."""
    best = (0, 0, "")
    for sector in registry.sectors.values():
        for word in sector.name_words:
            at = text.rfind(fold_name(word))
            if at > 0 or (at == 0 and len(word) > 2):
                best = max(best, (at + len(word), len(word), sector.name))
    if _BUILDERS.match(text):
        return "real_estate_construction" if "real_estate_construction" in registry.sectors else ""
    if best[0] == len(text) and best[1] > 2:
        return best[2]
    public = next((public for public, pattern in PUBLIC if pattern.search(text)), "")
    return public or best[2] or ("cloud" if text.endswith("云") else "")


_BUILDERS = re.compile(
    r"(?:中铁|中交|中建|中国电建|电建|水电|中冶|铁建)[^，]{0,8}局"
)  # 中交二航局: a builder, no office


def _narrowed(company: Company, claim: Claim, around: str, registry: Registry) -> str:
    """Of a company with several sectors, the one whose words the list's head or the sentence uses; else its first."""
    parts = registry.part_sectors(company) if claim.head else ()
    if not company.sectors and not parts:
        return company.sector
    scores = {}
    for place, name in enumerate(dict.fromkeys((company.sector, *company.sectors, *parts))):
        sector = registry.sectors.get(name)
        words = [fold_name(word) for word in (*sector.context_words, *sector.name_words)] if sector else []
        hits = sum(4 for word in words if len(word) > 1 and word in claim.head) + sum(
            len(word) > 1 and word in around for word in words
        )
        scores[name] = (hits if hits > 1 else 0) - place * 0.4
    return max(scores, key=lambda name: scores[name])


def _by_context(around: str, text: str, registry: Registry) -> str:
    counts: dict[str, float] = {}
    for sector in registry.sectors.values():
        for word in sector.context_words:
            written = fold_name(word)
            counts[sector.name] = counts.get(sector.name, 0) + 2 * (written in around) + 0.25 * (written in text)
    best = max(counts, key=lambda name: counts[name], default="")
    return best if counts.get(best, 0) > 0 else ""


def models_of(text: str, grammar: Grammar) -> tuple[str, ...]:
    """The topic's models that a folded sentence names, in the topic file's order."""
    return tuple(model for model, pattern in grammar.models.items() if pattern.search(text))


def product_of(claim: Claim, folded: Folded) -> str | None:
    """The product that takes the topic in, as the text writes it; None when it names none."""
    name = claim.name
    if name is None or claim.event is None:
        return None
    if name.how == "brand":
        return folded.source[slice(*folded.span(name.start, name.end))]
    inside = claim.sentence.start <= name.start < claim.at
    begin = name.end if inside else claim.sentence.start
    text = folded.text[begin : claim.at]
    match = _QUOTED.search(text) or _NOUN.search(text[_PRODUCT.match(text).end() :])  # type: ignore[union-attr]
    if not match:
        return None
    shift = begin + (match.start(1) if match.re is _QUOTED else match.start(1) + _PRODUCT.match(text).end())  # type: ignore[union-attr]
    return folded.source[slice(*folded.span(shift, shift + len(match.group(1))))].strip(" *，、") or None
