"""Whom a text speaks of: the one organisation that 公司, 该行 or a subject left out means, sentence by sentence."""

import re

from pipeline.meaning.claim import Reading
from pipeline.meaning.clauses import Clause
from pipeline.meaning.fold import Folded
from pipeline.meaning.marking import tokenise
from pipeline.meaning.names import Name, registered
from pipeline.meaning.sentences import Sentence, sentences
from pipeline.meaning.shapes import corporate
from pipeline.meaning.speakers import visited
from pipeline.meaning.subjects import Subject, read_subject
from pipeline.meaning.tokens import LIGHT, ORG, REPORT, TOPIC, VERB, Grammar, Token, shape, text_of

_RESEARCH = re.compile(
    r".{2,14}(?:研报|研究报告|报告)(?:中|里)?(?:指出|称|认为|显示|表示|点评)"
)  # 青石证券研报指出，X …


_BEHIND_QUOTE = re.compile(
    r"[。！？，]?[”」](?:在[^，。；：“”「」\n]{2,20}，)?([^，。；：“”「」\n]{2,40}?)(?:这样)?(?:向(?:本报)?记者)?(?:描述|总结|说|表示|介绍|透露|告诉|坦言|称|指出)"
)


def quoted_by(reading: Reading, sentence: Sentence, tokens: list[Token]) -> Name | None:
    """“医院已部署 T。”X医院院长说: the organisation whose voice a sentence in quotes is, named behind it."""
    text, grammar = reading.folded.text, reading.grammar
    opened = max(text.rfind(mark, sentence.start, sentence.end) for mark in "“「")
    if opened < 0 or max(text.rfind(mark, opened, sentence.end) for mark in "”」") > opened:
        return None
    match = _BEHIND_QUOTE.match(text, sentence.end)
    if not match or not any(token.kind == TOPIC for token in tokens):
        return None
    behind = tokenise(text, match.start(1), match.end(1), grammar)
    speaker = read_subject(behind, 0, len(behind), grammar, reading.folded, 1)
    return next((name for name in speaker.names if name.sure), None) if speaker.kind == "orgs" else None


_SIGNATURE = re.compile(r"\n *(?P<who>[^\n，。：；“”]{4,30}) *\n *(?:20\d\d|二〇[^\n]{2})年[^\n]{3,8}日\s*$")


def signed_by(folded: Folded, grammar: Grammar) -> Name | None:
    """The organisation that signs a notice, above the day at its end."""
    match = _SIGNATURE.search(folded.text, max(0, len(folded.text) - 80))
    tokens = tokenise(folded.text, match.start("who"), match.end("who"), grammar) if match else []
    if tokens and tokens[0].kind == ORG and tokens[0].how != "weak":
        return registered(tokens[0], folded)
    return None


def account_of(folded: Folded, grammar: Grammar) -> Name | None:
    """我院完成… | 江岚市第二人民医院…: the one organisation that opens a part of a headline, its account's name as a rule."""
    found = []
    for part in sentences(folded, True):
        tokens = tokenise(folded.text, part.start, part.end, grammar)
        found += [registered(token, folded) for token in tokens if token.kind == ORG and token.how != "weak"]
        if len(found) > 1:
            return None
        if found and found[0].start != part.start and found[0].start >= part.start:
            return None
    return found[0] if found else None


def remember(
    reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause], found: dict[int, list[Name]]
) -> None:
    """Update the company spoken of: a heading, the one who speaks, or the single subject of the first clause."""
    named = [registered(token, reading.folded) for token in tokens if token.kind == ORG]
    reading.seen += [(reading.number, name) for name in named if name.how != "weak"]
    reading.mentions += [name for name in named if name.how in ("name", "weak")]
    text = reading.folded.text[sentence.start : sentence.end]
    row = shape(tokens)
    heading = len(text) <= 24 and not re.search(r"[VR，。]", row) and _alone(reading.folded, sentence)
    first = parts[0] if parts else Clause(0, 0, "")
    strong = 1 if first.mark == "：" else 0
    strong = 2 if heading or sentence.title or (strong and reading.number <= 1) else strong
    names = _speaks_of(reading, tokens, parts, first, strong) or next(iter(found.values()), [])
    if heading and _NUMBERED.match(text):
        names = [name for name in names if name.sure]  # 二、地方实践
    if len(names) > 1 and all(name.company and name.company is names[0].company for name in names):
        names = names[:1]
    if len(names) == 1:
        name = names[0]
        shaped = name.how == "code" or (name.how == "shape" and corporate(name.text))
        sure = name.company is not None or shaped or strong > 0 or found or REPORT in row
        column = sentence.title and heading and not name.sure and len(reading.folded.text) > len(text) + 4
        if sure and not column and (name.company is None or not name.company.members):
            reading.current, reading.since = name, reading.number
    elif len(names) > 1 or (heading and row and not any(kind in row for kind in "SAD")):
        reading.current = None if names else _kept(reading, text)


def _speaks_of(reading: Reading, tokens: list[Token], parts: list[Clause], first: Clause, strong: int) -> list[Name]:
    """Whom a sentence speaks of: its first clause's subject, behind an opening the next one's, or whose people, place it is."""
    subject = _subject(reading, tokens, first, strong)
    opening = len(parts) > 1 and _opens(subject, tokens, first)
    if opening:
        subject = _subject(reading, tokens, parts[1], 0)
    if parts and (origin := _COMES_FROM.match(shape(tokens[first.begin : first.end]))):
        return [registered(tokens[first.begin + origin.end() - 1], reading.folded)]  # 提示来自青石公司开发的平台
    if parts and (led := _provided_for(tokens, parts[1] if opening else first)):
        return [registered(led, reading.folded)]
    for part in parts[:2] if not subject.names else ():
        if owner := _PEOPLE_OF.search(shape(tokens[part.begin : part.end])):
            whose = tokens[part.begin + owner.start()]
            return [registered(whose, reading.folded)] if whose.how != "weak" else []  # 青石大学的新生发现，…
        of = next((n for n in range(part.end - 1, part.begin, -1) if tokens[n].word == "的"), part.end)
        if part.mark == "，" and _INSIDE.fullmatch(text_of(tokens[of : part.end])):
            house = read_subject(tokens, part.begin, of, reading.grammar, reading.folded, 0)
            if house.kind == "orgs" and house.names[0].sure:
                return house.names[:1]  # 在临溪，青石集团的车间里，…
    if not subject.names and first.mark == "，" and (place := visited(tokens, first)):
        return [registered(place, reading.folded)]  # 走进青石集团的车间，…
    return subject.names


def _subject(reading: Reading, tokens: list[Token], clause: Clause, strong: int) -> Subject:
    """What stands before the first verb of a clause."""
    verbs = (REPORT, VERB, LIGHT)
    end = next((i for i in range(clause.begin, clause.end) if tokens[i].kind in verbs), clause.end)
    return read_subject(tokens, clause.begin, end, reading.grammar, reading.folded, strong)


_ASIDE = ("方面", "领域", "层面", "来看", "环节", "这头", "一侧")


def _opens(subject: Subject, tokens: list[Token], first: Clause) -> bool:
    """Whether the first clause is only a date, a place, a purpose, a source: the next one has the subject."""
    said = text_of(tokens[first.begin : first.end])
    row = shape(tokens[first.begin : first.end])
    if subject.kind == "none" or re.match(r"D(?:是|为|正值|恰逢)", row) or _PURPOSE.match(said):
        return True
    if not subject.names and (re.fullmatch(r"[AD]*在[^，O]{2,12}", row) or (len(said) <= 14 and said.endswith(_ASIDE))):
        return True
    return bool(_RESEARCH.fullmatch(said)) or (len(said) <= 12 and said.endswith(("讯", "电", "获悉", "消息")))


def _kept(reading: Reading, heading: str) -> Name | None:
    """Who is spoken of below a heading without a name: whose notice or headline it is, in a report's chapters the same."""
    lead = reading.lead if reading.lead is not None and reading.lead.sure else None
    if lead is None:
        return reading.current if _CHAPTER.match(heading) else None
    signed = reading.folded.text[lead.start : lead.end] == lead.text
    return reading.lead if signed or _NUMBERED.match(heading) else None  # 四、业务应用: still of the headline's company


_INSIDE = re.compile(r"的[^，]{1,8}[里内中]")
_COMES_FROM = re.compile(r"[^，O]{1,6}来自O")
_PEOPLE_OF = re.compile(
    r"O的[^，O]{0,4}?(?:G|们|新生|师生|患者|访客|旅客|居民|读者|老师|医生|护士)们?[^，]{0,2}(?:发现|R)?$"
)


_MADE = re.compile(r"^[^，。]{0,6}(?:建设|开发|运营|推出|打造|研发|主办|上线)的[“「]")  # 由青石市农业局建设的“…”


_PURPOSE = re.compile(r"为(?:了|进一步|方便|便利|提升|提高|更好|满足|解决|推动|加快|深入|贯彻)")


def _provided_for(tokens: list[Token], clause: Clause) -> Token | None:
    """由青石科技提供服务的|江岚银行|知识平台…: whose it is, behind who provides it."""
    if tokens[clause.begin].word != "由":
        return None
    behind = range(clause.begin + 2, clause.end - 1)
    whose = next((tokens[i + 1] for i in behind if tokens[i].word == "的" and tokens[i + 1].kind == ORG), None)
    made = _MADE.search(text_of(tokens[clause.begin + 2 : clause.end]))
    return whose or (tokens[clause.begin + 1] if made and tokens[clause.begin + 1].kind == ORG else None)


_CHAPTER = re.compile(r"[(（]?[一二三四五六七八九十]{1,2}[)）、]")


_NUMBERED = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）、.．]")


def _alone(folded: Folded, sentence: Sentence) -> bool:
    """Whether the sentence has its line for itself."""
    text = folded.text
    start = text.rfind("\n", 0, sentence.start) + 1
    end = text.find("\n", sentence.end)
    line = text[start : end if end >= 0 else len(text)]
    return len(line) - (sentence.end - sentence.start) <= 4
