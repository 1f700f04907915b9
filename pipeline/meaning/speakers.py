"""Who says so, and who acted in an earlier clause of the sentence."""

import re

from pipeline.items import Company
from pipeline.meaning.bodies import is_place
from pipeline.meaning.claim import Reading
from pipeline.meaning.clauses import Clause
from pipeline.meaning.fold import fold_name
from pipeline.meaning.lists import VENDORS, listed
from pipeline.meaning.names import Name, last_unknown, registered, written
from pipeline.meaning.shapes import corporate
from pipeline.meaning.subjects import Subject, read_subject
from pipeline.meaning.tokens import ADVERB, DATE, LIGHT, ORG, REPORT, SELF, SPEAKER, VERB, Token, shape, text_of

_ACCORDING = re.compile(r"^另?[AD]*据([^，]{1,30}?)(?:官方)?(?:R|消息|公告|官微|公众号|微博)+$")
_LEARNT = re.compile(r"从([^，。]{1,60}?)(?:处|方面|官方|官网)?(?:R|了解到|得知)$")
_MADE_BY = re.compile(r"^由[^，。]{2,24}?(?:推出|开发|打造|运营|研发|主办|主导|自建|创办|研制|建设(?=，))")
# 发现了 T 的潜力，率先…: whoever found it is named before
_FOUND = re.compile(
    r"[ADPQ]*(?:发现|看到|看中|注意到|意识到|认识到|发掘|对比|比较)了?[^，GSO]{0,12}T|[DPQ曾先]*[曾先]A[^，GSO]{0,6}T"
)
_BY_MEANS = re.compile(
    r"[AD]*(?:依托|借助|凭借|围绕|针对|面对|随着)(?![^，]{0,12}的[^，]{0,6}$)"
)  # 依托“青石”平台，集团…
_ALLIED = re.compile(r"[AD]*O[与和]O(?:[AL]|深度|战略)*V")
_COMES_FROM = re.compile(r"[^，O]{1,8}来自(?=[^，]{1,12}$)")
_REPORTS = re.compile(r"^[AD]*O[AD]*(?:发表|V)?(?:研究)?(?:报告|研报|X)")  # 交银国际发表报告，指公司…
_BUILT_BY = re.compile(r"由[^，]{2,24}(?:承建|承接|实施|集成|建设|协助|提供[^，]{0,6}支持)")
_OF_SELF = re.compile(r"^O[^，]{0,3}(?:为|是|系|持有|入股|投资|控股)S")  # 腾讯为公司第五大股东: of the company, not it
_SINCE = re.compile(r"^[AD]*(?:自|随着|在)?[“「]?[TZ][^，]{0,10}(?:后|以来|之后|以后|之际)$")  # T 发布后，该行…
_BESIDES = re.compile(
    r"^[AD]*(?:而|但)?(?:除了?|继|不只是?|不仅是?|不止是?|不单是?|不光是?|在(?=.{1,160}之外$))(.{1,160}?)(?:之外|以外|外|之后|以后|后)?$"
)

# 主席某某表示，集团…: a person of the company spoken of
_PERSON = re.compile(
    r"(?:主席|董事长|总裁|行长|校长|院长|局长|创始人|总经理|首席执行官|首席技术官)[\u4e00-\u9fff]{2,3}$|c[eiotfm]o$"
)


def branded(name: Name, reading: Reading) -> bool:
    """Whether a registered name is used for a product: 伏羲|大模型."""
    if name.how == "brand":
        return True
    behind = reading.folded.text[name.end : name.end + 5].lstrip("”」")
    own = name.company is None or fold_name(name.company.name).startswith(name.text)
    return not own and behind.startswith(("大模型", "模型", "系列", "平台", "系统", "智能体", "助手"))


def named(name: Name, reading: Reading) -> bool:
    """Whether the owner of a brand is named in the article itself."""
    known = [other for _, other in reading.seen if other.company is name.company and other.how == "name"]
    text = reading.grammar.text + reading.grammar.title
    return bool(known) or (name.company is not None and fold_name(name.company.name) in text)


def _headlined(part: Company, group: Company, reading: Reading) -> bool:
    """Whether the headline speaks of a group's part by itself (华为云上线 T): then the part is meant in the text."""
    own, whole = fold_name(part.name), fold_name(group.name)
    title = reading.grammar.title if reading.titled else ""
    return part is not group and own in title and (own.startswith(whole) or whole not in title)


def owned(reading: Reading, subject: Subject, speaker: Subject | None) -> Subject:
    """中国电信宣布…天翼云…: an announcement by the group about its own part is the group's."""
    if speaker and len(speaker.names) == 1 and (group := speaker.names[0].company):
        own = [
            name.company is not None
            and (
                name.company.parent == group.name
                or (name.how == "brand" and (name.company is group or name.company.name == group.parent))
            )
            and not reading.folded.text.endswith("子公司", 0, name.start)
            and not _headlined(name.company, group, reading)
            for name in subject.names
        ]
        if len(subject.names) == 1 and branded(subject.names[0], reading) and not named(subject.names[0], reading):
            own = [True]  # TCL 透露伏羲大模型…: a product of the same name as another's
        if all(own) or any(name.company is group for name in subject.names):
            names = [speaker.names[0] if mine else name for name, mine in zip(subject.names, own, strict=True)]
            subject.names = list(dict.fromkeys(names))
    elif speaker and len(speaker.names) > 1 and len(subject.names) == 1 and subject.names[0].how == "brand":
        group = subject.names[0].company
        if group and all(name.company and name.company.parent == group.name for name in speaker.names):
            subject.names = list(speaker.names)  # A、B（同属一家）官宣：it is theirs
    return subject


def speaker_of(
    reading: Reading,
    tokens: list[Token],
    parts: list[Clause],
    number: int,
    report: int | None,
    found: dict[int, list[Name]],
) -> Subject | None:
    """Who says so: the subject of 宣布, 表示 ... in this clause, or in the nearest earlier one that has such a verb."""
    clause = parts[number]
    if report is not None:
        first = next(i for i in range(clause.begin, report + 1) if tokens[i].kind == REPORT)
        said = _spoken(reading, tokens, clause.begin, first)
        if said.kind in ("orgs", "group") or any(token.kind == SPEAKER for token in tokens[clause.begin : first]):
            return said
        earlier = earlier_subject(reading, tokens, parts, number, found)
        if earlier is not None:
            earlier.besides = said.besides + earlier.besides
            earlier.end = said.end
            return earlier
        if said.kind == "self" and reading.current:
            return Subject("orgs", [reading.current], said.end)
        return said
    for earlier_clause in reversed(parts[:number]):
        verb = next((i for i in range(earlier_clause.begin, earlier_clause.end) if tokens[i].kind == REPORT), None)
        if verb is not None:
            said = _spoken(reading, tokens, earlier_clause.begin, verb)
            if said.kind in ("orgs", "group"):
                return said
            if said.kind == "self" and reading.current:
                return Subject("orgs", [reading.current], said.end)
    return None


def _spoken(reading: Reading, tokens: list[Token], begin: int, report: int) -> Subject:
    """The subject of a reporting verb. Of a bare unknown name only an announcement makes an organisation: people speak too."""
    if tokens[begin].word in ("除", "除了") and report > begin + 1:
        begin += 1  # 除 X 表示已接入外，其余…
    outlet = tokens[report - 1]
    of_itself = report > begin and outlet.kind == SPEAKER and tokens[report + 1 : report + 2]
    if of_itself and of_itself[0].word == "旗下" and (company := reading.grammar.registry.resolve(outlet.word)):
        own = written(reading.folded, outlet.start, outlet.end)  # 青石新闻宣布旗下平台…
        return Subject("orgs", [Name(outlet.start, outlet.end, company, "name", outlet.word, own)], report)
    official = tokens[report].word in reading.grammar.parts.get("official", ()) or any(
        word in text_of(tokens[begin:report]) for word in ("互动平台", "官微", "公众号", "官方")
    )
    source = re.search(r"(?:[XG]|记者)[^，]{0,6}?从(?=.{2,30}$)", shape(tokens[begin:report]))
    if source:  # 记者从 X 获悉
        names = listed(tokens, begin + source.end(), report, reading.grammar, reading.folded, 1)
        if len(names) == 1:
            return Subject("orgs", names, report)
    said = read_subject(tokens, begin, report, reading.grammar, reading.folded, 2 if official else 1)
    if said.kind in ("other", "self", "none", "group") and official and not said.names:
        name = last_unknown(tokens[begin:report], reading.grammar, reading.folded)
        if name and not _PERSON.match(name.text):
            return Subject("orgs", [name], report)
    if said.kind == "orgs" and all(name.company is None and _PERSON.match(name.text) for name in said.names):
        return Subject("self", end=said.end)
    return said


def earlier_subject(
    reading: Reading, tokens: list[Token], parts: list[Clause], number: int, found: dict[int, list[Name]]
) -> Subject | None:
    """The subject of the nearest earlier clause of the sentence, an unnamed group included; None when there is none."""
    for back in range(number - 1, -1, -1):
        if back in found:
            return Subject("orgs", list(found[back]))
        clause = parts[back]
        row = shape(tokens[clause.begin : clause.end])
        if any(pattern.match(row) for pattern in (_BESIDES, _OF_SELF, _SINCE, _REPORTS, _BY_MEANS)):
            continue
        words = text_of(tokens[clause.begin : clause.end])
        if back and words.startswith("还是") and tokens[parts[back - 1].begin].word in ("无", "不"):
            whether = parts[back - 1]  # 无论是 A、B，还是 C，都…
            ahead = text_of(tokens[whether.begin : whether.end])
            if ahead.startswith(("无论是", "不管是", "不论是")):
                names = listed(tokens, whether.begin + 3, whether.end, reading.grammar, reading.folded, 1)
                names += listed(tokens, clause.begin + 2, clause.end, reading.grammar, reading.folded, 1)
                if names and all(name.sure for name in names):
                    return Subject("orgs", names)
        if _ALLIED.fullmatch(row) and tokens[clause.end - 1].word in ("合作", "联合", "联手", "携手", "牵手"):
            allies = [registered(t, reading.folded) for t in tokens[clause.begin : clause.end] if t.kind == ORG]
            if all(ally.company and ally.company.sector in VENDORS for ally in allies):
                return Subject("orgs", allies)  # 青石云与溪流算力合作，上线…
        if learnt := _LEARNT.search(row):  # 记者从 A 了解到，该行…
            first, last = clause.begin + learnt.start(1), clause.begin + learnt.end(1)
            if names := listed(tokens, first, last, reading.grammar, reading.folded, 1, place=True):
                return Subject("orgs", names[:1])
        if told := _ACCORDING.match(row):  # 据 A 信息科主任介绍，医院…
            first, last = clause.begin + told.start(1), clause.begin + told.end(1)
            names = listed(tokens, first, last, reading.grammar, reading.folded, 1)
            if names and names[0].sure:
                return Subject("orgs", names[:1])
        end = next((i for i in range(clause.begin, clause.end) if tokens[i].kind == REPORT), -1)
        if end < 0:
            end = next((i for i in range(clause.begin, clause.end) if tokens[i].kind in (VERB, LIGHT)), clause.end)
        if end < clause.end and tokens[end].kind == REPORT:
            subject, strong = _spoken(reading, tokens, clause.begin, end), 2
        else:
            strong = (2 if reading.number <= 1 else 1) if clause.mark in "：:" and back == 0 else 0
            by = next((i for i in range(clause.begin, end) if tokens[i].word == "由"), end)
            made = _MADE_BY.search(text_of(tokens[by : clause.end])) if by < end else None
            together = any(token.kind == SELF or token.word in ("与", "和") for token in tokens[by + 1 : end])
            names = listed(tokens, by + 1, end, reading.grammar, reading.folded, 1) if made else []
            if names and (not together or len(names) > 1):
                return Subject("orgs", names[:1])  # 小程序由青石推出，…
            if comes := _COMES_FROM.match(shape(tokens[clause.begin : clause.end])):
                names = listed(tokens, clause.begin + comes.end(), clause.end, reading.grammar, reading.folded, 2)
                if names and (names[0].sure or corporate(names[0].text)):
                    return Subject("orgs", names[:1])  # 机器人来自青石公司，…
            if by == clause.begin and _BUILT_BY.match(text_of(tokens[by : clause.end])):
                continue  # 由科大讯飞承建
            end = by if by > clause.begin else end  # 平台由 X 提供支持: the platform goes on
            subject = read_subject(tokens, clause.begin, end, reading.grammar, reading.folded, strong)
            if not strong:
                subject.names = [name for name in subject.names if name.how != "place"]
                subject.kind = "other" if subject.kind == "orgs" and not subject.names else subject.kind
        if strong == 1 and any(not n.sure and reading.grammar.text.count(n.text) < 2 for n in subject.names):
            continue
        if subject.kind == "orgs":
            return subject
        if subject.kind == "group" and clause.mark not in "：:" and not (back and _FOUND.match(row)):
            return subject
    if number and parts[0].mark == "，" and (place := visited(tokens, parts[0])):
        return Subject("orgs", [registered(place, reading.folded)])
    if (
        number
        and parts[0].mark == "，"
        and re.fullmatch(r"[AD而且]*在O{1,2}", shape(tokens[parts[0].begin : parts[0].end]))
    ):
        names = listed(tokens, parts[0].begin, parts[0].end, reading.grammar, reading.folded, 1, place=True)
        return Subject("orgs", names[-1:]) if names else None  # 在澄湖大学，…
    return None


_VISITED = re.compile(r"^[AD]*(?:走进|来到|探访|走访|步入|在)$")


def visited(tokens: list[Token], clause: Clause) -> Token | None:
    """走进 X 门诊大厅，…: the organisation at whose place the reporter is."""
    at = next((i for i in range(clause.begin, clause.end) if tokens[i].kind == ORG), clause.end)
    if at >= clause.end or tokens[at].how == "weak" or clause.end - at > 14:
        return None
    words = "".join(token.kind if token.kind in (ADVERB, DATE) else token.word for token in tokens[clause.begin : at])
    behind = (token for token in tokens[at + 1 : clause.end] if not (token.company and is_place(token.company)))
    plain = all(token.kind in ("x", "Q") for token in behind)  # 走进青石集团|宁波总部的展厅
    return tokens[at] if plain and _VISITED.match(words) else None


def besides_of(reading: Reading, tokens: list[Token], parts: list[Clause]) -> list[Name]:
    """除 A、B 外，…; 继 A 之后，…: those who did the same before."""
    names: list[Name] = []
    for clause in parts:
        if match := _BESIDES.match(shape(tokens[clause.begin : clause.end])):
            first, last = clause.begin + match.start(1), clause.begin + match.end(1)
            names += listed(tokens, first, last, reading.grammar, reading.folded, 2)
    return names
