"""Claims: goes through a text sentence by sentence and says who did what, keeping in mind whom the text speaks of."""

import re
from collections.abc import Iterator

from pipeline.meaning.anaphora import NEAR, resolved
from pipeline.meaning.association import associated, pairs
from pipeline.meaning.claim import Claim, Reading
from pipeline.meaning.clauses import Clause, Event, clauses
from pipeline.meaning.elided import follow_ups, goes_on, objects_left_out
from pipeline.meaning.english import is_english, read_english
from pipeline.meaning.events import events
from pipeline.meaning.fold import Folded
from pipeline.meaning.marking import tokenise
from pipeline.meaning.names import Name, registered
from pipeline.meaning.ownership import note_products
from pipeline.meaning.rolls import rolled
from pipeline.meaning.sentences import Sentence, sentences
from pipeline.meaning.shapes import corporate
from pipeline.meaning.speakers import besides_of, visited
from pipeline.meaning.stance import Stance, stance
from pipeline.meaning.subjects import read_subject
from pipeline.meaning.tokens import (
    ABOUT,
    DENIAL,
    FOLLOW,
    HOWTO,
    LIGHT,
    ORG,
    REPORT,
    RUMOUR,
    TOPIC,
    VERB,
    Grammar,
    Token,
    shape,
)
from pipeline.meaning.who import who
from pipeline.topics import mentions

_TENDER = re.compile(  # bids, and posts: neither has been taken in yet
    r"(?:采购|询价|招标|磋商|谈判|比选|遴选|单一来源|竞价)[^，。\n]{0,12}(?:公告|公示|文件|需求|意向)"
    r"|中标(?:结果|公告|候选)|招聘(?!平台|网|助手|季)[^，。\n]{0,10}(?:工程师|启事|公告|岗位|人才)|诚聘"
)
_RESEARCH = re.compile(
    r".{2,14}(?:研报|研究报告|报告)(?:中|里)?(?:指出|称|认为|显示|表示|点评)"
)  # 青石证券研报指出，X …
_TERMS = re.compile(r"(?:项目概况|采购需求|采购预算|预算金额|招标编号|投标人)[：:为须应]")


def read(
    folded: Folded, grammar: Grammar, title: bool, head: Reading | None = None, lead: Name | None = None
) -> Reading:
    """All claims of a headline or a text, accepted and rejected alike."""
    titled = not title and mentions(grammar.title, grammar.topic)
    near = -1 if titled else -9
    invites = _TENDER if title else _TERMS
    tender = bool(invites.search(folded.text, 0, 400)) or (head is not None and head.tender)
    howto = head is not None and head.howto
    if lead is None and not title:
        lead = _signed(folded, grammar)
    reading = Reading(grammar, folded, current=lead, lead=lead, howto=howto, tender=tender, named=near, titled=titled)
    if head is not None:
        reading.products |= head.products
    if title:
        reading.current = _account(folded, grammar)
    previous: Sentence | None = None
    for number, sentence in enumerate(sentences(folded, title)):
        reading.number = number
        tokens = tokenise(folded.text, sentence.start, sentence.end, grammar)
        if speaker := _quoted_by(reading, sentence, tokens):
            reading.current, reading.quoted = speaker, number
        _sentence(reading, sentence, tokens, previous)
        previous = sentence
    reading.claims.extend(associated(reading))
    return reading


_BEHIND_QUOTE = re.compile(
    r"[。！？，]?[”」](?:在[^，。；：“”「」\n]{2,20}，)?([^，。；：“”「」\n]{2,40}?)(?:这样)?(?:向(?:本报)?记者)?(?:描述|总结|说|表示|介绍|透露|告诉|坦言|称|指出)"
)


def _quoted_by(reading: Reading, sentence: Sentence, tokens: list[Token]) -> Name | None:
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


def _signed(folded: Folded, grammar: Grammar) -> Name | None:
    """The organisation that signs a notice, above the day at its end."""
    match = _SIGNATURE.search(folded.text, max(0, len(folded.text) - 80))
    tokens = tokenise(folded.text, match.start("who"), match.end("who"), grammar) if match else []
    if tokens and tokens[0].kind == ORG and tokens[0].how != "weak":
        return registered(tokens[0], folded)
    return None


def _account(folded: Folded, grammar: Grammar) -> Name | None:
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


def _sentence(reading: Reading, sentence: Sentence, tokens: list[Token], previous: Sentence | None) -> None:
    row = shape(tokens)
    if sentence.title and any(token.kind == HOWTO and token.word not in _MILD for token in tokens):
        reading.howto = True
    if is_english(reading.folded.text[sentence.start : sentence.end]):
        reading.claims.extend(read_english(reading, sentence))
        return
    tokens = resolved(tokens, reading.grammar, reading.number - reading.named <= NEAR)
    row = shape(tokens)
    parts = clauses(tokens)
    found: dict[int, list[Name]] = {}
    told = False
    begun = len(reading.claims)
    if TOPIC in row:
        for event in events(tokens, parts, reading.grammar):
            for claim in _claims(reading, sentence, tokens, parts, event, found):
                reading.claims.append(claim)
                told = told or claim.stance.positive
    left_out = list(objects_left_out(reading, sentence, tokens, parts, set(found)))
    left_out += goes_on(reading, sentence, tokens, parts)
    reading.claims.extend(left_out)
    rolls = list(rolled(reading, sentence, tokens, parts))
    reading.claims.extend(rolls)
    told = told or bool(left_out) or bool(rolls)
    if (FOLLOW in row and reading.number - reading.told <= NEAR) or (FOLLOW in row and told):
        reading.claims.extend(follow_ups(reading, sentence, tokens, parts))
    if TOPIC in row:
        beside = pairs(reading, sentence, tokens, parts, reading.claims[begun:])
        reading.pairs.extend((sentence, pair) for pair in beside)
    if told:
        reading.told = reading.number
    elif not sentence.question and (
        (TOPIC in row and DENIAL in row) or any(claim.stance.name == "denied" for claim in reading.claims[begun:])
    ):
        reading.refused = reading.number
    if TOPIC in row or ABOUT in row:
        reading.named = reading.number
    note_products(reading, sentence, tokens, parts)
    _remember(reading, sentence, tokens, parts, found)


def _remember(
    reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause], found: dict[int, list[Name]]
) -> None:
    """Update the company spoken of: a heading, the one who speaks, or the single subject of the first clause."""
    reading.seen += [
        (reading.number, registered(t, reading.folded)) for t in tokens if t.kind == ORG and t.how != "weak"
    ]
    reading.mentions += [registered(t, reading.folded) for t in tokens if t.kind == ORG and t.how in ("name", "weak")]
    text = reading.folded.text[sentence.start : sentence.end]
    row = shape(tokens)
    heading = len(text) <= 24 and not re.search(r"[VR，。]", row) and _alone(reading.folded, sentence)
    first = parts[0] if parts else Clause(0, 0, "")
    end = next((i for i in range(first.begin, first.end) if tokens[i].kind in (REPORT, VERB, LIGHT)), first.end)
    strong = (
        2
        if heading or sentence.title or (first.mark == "：" and reading.number <= 1)
        else 1
        if first.mark == "："
        else 0
    )
    subject = read_subject(tokens, first.begin, end, reading.grammar, reading.folded, strong)
    opening = subject.kind == "none" or bool(re.match(r"D(?:是|为|正值|恰逢)", row))
    said = "".join(token.word for token in tokens[first.begin : first.end])
    opening = opening or (not subject.names and re.fullmatch(r"[AD]*在[^，O]{2,12}", row[: first.end]) is not None)
    opening = opening or (
        len(said) <= 14
        and said.endswith(("方面", "领域", "层面", "来看", "环节", "这头", "一侧"))
        and not subject.names
    )
    opening = opening or _PURPOSE.match(said) is not None
    opening = opening or _RESEARCH.fullmatch(said) is not None
    opening = opening or (len(said) <= 12 and said.endswith(("讯", "电", "获悉", "消息")))
    if opening and len(parts) > 1:  # a date, an opening: the next clause has the subject
        following = parts[1]
        end = next(
            (i for i in range(following.begin, following.end) if tokens[i].kind in (REPORT, VERB, LIGHT)), following.end
        )
        subject = read_subject(tokens, following.begin, end, reading.grammar, reading.folded, 0)
    if parts and (led := _provided_for(tokens, parts[1] if opening and len(parts) > 1 else first)):
        subject.names = [registered(led, reading.folded)]
    for part in parts[:2] if not subject.names else ():
        if owner := _PEOPLE_OF.search(shape(tokens[part.begin : part.end])):
            whose = tokens[part.begin + owner.start()]
            subject.names = [registered(whose, reading.folded)] if whose.how != "weak" else []  # 青石大学的新生发现，…
            break
    if not subject.names and first.mark == "，" and (place := visited(tokens, first)):
        subject.names = [registered(place, reading.folded)]  # 走进青石集团的车间，…
    names = subject.names or next(iter(found.values()), [])
    if len(names) > 1 and all(name.company and name.company is names[0].company for name in names):
        names = names[:1]
    if len(names) == 1:
        name = names[0]
        sure = (
            name.company is not None
            or name.how == "code"
            or (name.how == "shape" and corporate(name.text))
            or strong > 0
            or found
            or "R" in row
        )
        column = sentence.title and heading and not name.sure and len(reading.folded.text) > len(text) + 4
        if sure and not column and (name.company is None or not name.company.members):
            reading.current, reading.since = name, reading.number
    elif len(names) > 1 or (heading and row and not any(kind in row for kind in "SAD")):
        lead = reading.lead if not names and reading.lead is not None and reading.lead.sure else None
        signed = lead is not None and reading.folded.text[lead.start : lead.end] == lead.text
        still = lead is not None and (signed or _NUMBERED.match(text))
        kept = reading.current if lead is None and _CHAPTER.match(text) else None  # a report's own chapters
        reading.current = reading.lead if still else kept  # 四、业务应用: still of the headline's company


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
    made = _MADE.search("".join(token.word for token in tokens[clause.begin + 2 : clause.end]))
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


def _claims(
    reading: Reading,
    sentence: Sentence,
    tokens: list[Token],
    parts: list[Clause],
    event: Event,
    found: dict[int, list[Name]],
) -> Iterator[Claim]:
    """The claims of one event: one for each organisation that acts, or one that says why nobody is named."""
    subject, speaker, path = who(reading, sentence, tokens, parts, event, found)
    reporter = speaker.names[0] if speaker and speaker.names else None
    begin = max(subject.end, parts[event.clause].begin) if event.form != "towards" else parts[event.clause].begin
    reported = reporter is not None or any(
        token.kind == REPORT for token in tokens[: event.first] if token.word not in ("认为", "指出", "消息")
    )
    verdict = _stance(reading, sentence, tokens, parts, event, begin, reported)
    names = list(subject.names)
    also = any(
        token.word in ("也", "还", "亦", "同样", "也都", "也已", "也在") for token in tokens[begin : event.first]
    )
    also = also or any(token.word.startswith("也") for token in tokens[parts[event.clause].begin : event.first])
    besides = subject.besides + besides_of(reading, tokens, parts[: event.clause])
    after = tokens[parts[0].begin].word.startswith("继")
    if not after and (not also or path[0] in ("spoken of", "earlier clause", "nobody")):
        besides = []
    rules = (f"{event.form}:{event.verb.word if event.verb else '·'}", *path)
    if verdict.positive and names and subject.kind == "orgs":
        found[event.clause] = names
    official = reading.grammar.parts.get("official", ())
    follows = next((part.end for part in parts if tokens[part.begin].word == "继"), 0)  # 继 A 2月11日宣布后，B 昨日…
    heard = tokens[follows : event.first] if follows < event.first else tokens[: event.first]
    said = max((token.start for token in heard if token.word in official), default=0)
    for name in names:
        theirs = event.kind == "adapts" and event.form == "object"  # people connect Cursor, they do not support T in it
        tool = (
            not theirs and name.text in reading.grammar.parts.get("plain_latin", ()) and not _officially(tokens, event)
        )
        held = Stance("howto") if tool and verdict.positive else verdict
        yield Claim(name, sentence, event, held, rules, tokens[event.first].start, subject.head, reporter, said)
    for name in besides:
        if verdict.positive or (verdict.name == "denied" and not after):
            yield Claim(
                name, sentence, event, Stance("asserted"), (*rules, "besides"), name.start, subject.head, reporter
            )
    if not names:
        reason = Stance(verdict.name if not verdict.positive else f"nobody:{subject.kind}")
        yield Claim(None, sentence, event, reason, rules, tokens[event.first].start)


def _only_quoted(tokens: list[Token], event: Event) -> bool:
    """X 回应“将接入 T”：…: what others say, which X neither says nor confirms."""
    for i in range(event.first - 1, 0, -1):
        if tokens[i].word in "“「" and tokens[i - 1].word in ("回应", "回复", "澄清", "谈", "辟谣"):
            closed = next((n for n in range(i, len(tokens)) if tokens[n].word in "”」"), len(tokens))
            rest = "".join(token.word for token in tokens[closed:])
            return event.last <= closed and not re.search(r"属实|确[认有]|证实|已(?:经)?(?:接入|上线|部署|完成)", rest)
    return False


def _asked_of(tokens: list[Token], event: Event) -> bool:
    """如何看待 X 宣布接入 T? What is asked about has been announced."""
    before = "".join(token.word for token in tokens[: event.first])
    return before.startswith(("如何看", "怎么看", "怎样看待", "如何评价")) and ("宣布" in before or "官宣" in before)


def _officially(tokens: list[Token], event: Event) -> bool:
    """Whether a tool that people connect themselves (Dify 接入 T) is said to have done it by its maker."""
    return any(
        token.kind == REPORT or token.word.startswith(("正式", "已", "全面", "率先", "首批"))
        for token in tokens[: event.last]
    )


def _stance(
    reading: Reading,
    sentence: Sentence,
    tokens: list[Token],
    parts: list[Clause],
    event: Event,
    begin: int,
    reported: bool,
) -> Stance:
    asking = sentence.question or tokens[-1].word in ("吗", "么")
    asked = asking and event.clause == len(parts) - 1 and not _asked_of(tokens, event)
    verdict = stance(tokens, event, begin, reported, asked)
    if re.search(r"N[^，]{0,14}R[AD]*$", shape(tokens[parts[event.clause].begin : event.left])):
        return Stance("denied")  # 没有像其他车企一样官宣接入 T
    if verdict.name == "future" and sentence.title and _in_full(tokens, event):
        verdict = Stance("announced")
    if not verdict.positive:
        return verdict
    before = tokens[: event.first]
    if reading.tender and not any(token.word in _DONE for token in before):
        return Stance("plan")
    if any(token.word in _WHETHER for token in tokens[parts[event.clause].begin : event.first]):
        return Stance("question")
    if any(token.word in ("如果", "假如", "倘若", "一旦", "要是") for token in before[-40:]):
        return Stance("condition")
    if any(token.kind == RUMOUR for token in before) and not any(
        token.word in reading.grammar.parts.get("confirm", ()) for token in before
    ):
        return Stance("rumour")
    if _only_quoted(tokens, event):
        return Stance("question")
    if asking and _ASKED.search("".join(token.word for token in before)):
        return Stance("question")
    if _MISREAD.search("".join(token.word for token in before)):
        return Stance("denied")
    ahead = "".join(token.word for token in before)
    done = event.verb is not None and event.verb.word.endswith("了")  # 几乎所有的云都支持了 T，比如 A、B
    teaches = reading.howto or any(token.kind == HOWTO for token in before) or _TEACHES.search(ahead)
    behind = "".join(token.word for token in tokens[event.last : event.last + 20])
    teaches = teaches or _EXPLAINED.match(behind)
    if teaches and not done and not any(token.word in _DONE for token in before):
        return Stance("howto")
    return verdict


def _in_full(tokens: list[Token], event: Event) -> bool:
    """百度搜索将全面接入 T: a headline that says so flatly of a known company reports its announcement."""
    at = next((i for i in range(event.first) if tokens[i].word in ("将", "即将")), -1)
    known = any(t.kind == ORG and t.company for t in tokens[: max(at, 0)])
    return known and any(t.word in ("全面", "正式", "陆续", "全线", "全系") for t in tokens[at + 1 : event.last])


_ASKED = re.compile(r"(?:投资者|网友|股民|有人|读者)[^。]{0,30}?(?:追问|提问|询问|发问|问道|问)[：，]")
# 被转载为“青石接入 T”: what others made of it
_MISREAD = re.compile(r"(?:转载|误传|误读|解读|曲解|讹传|改写|炒作|误会)(?:为|成|作)[“「][^”」]{0,20}$")
_EXPLAINED = re.compile(
    r"[^，。：]{0,14}?(?:方法|步骤|流程|教程)(?:详解|全解|分享|总结|整理|$|[：:])|[^，。：]{0,10}?(?:详解|教程|攻略)(?:$|[：:])"
)
_TEACHES = re.compile(
    r"如何在[^，。]{2,40}$|第[一二三四五六七八九十\d]{1,2}[讲课期]：|(?:讲座|公开课|微课)[^，。]{0,6}："
)
_WHETHER = ("是否", "能否", "会否", "有否")
# in a headline these do not make the whole text a tutorial: 三家品牌怎么用AI
_MILD = ("怎么选", "怎么用", "选购", "使用方法", "技巧", "课程", "教学")
_DONE = ("已", "已经", "现已", "正式", "宣布", "官宣", "率先", "首批")
