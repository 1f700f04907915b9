"""English sentences: the same questions - who, which direction, asserted or not - over English words."""

import re
from collections.abc import Iterator

from pipeline.meaning.claim import Claim, Reading
from pipeline.meaning.events import Event
from pipeline.meaning.fold import Folded
from pipeline.meaning.names import Name, registered, written
from pipeline.meaning.sentences import Sentence
from pipeline.meaning.stance import Stance
from pipeline.meaning.tokens import ORG, TOPIC, Grammar, Token

REACH = 140  # characters between verb and topic, at most
_VERBS = {
    "integrates": "integrat|incorporat|embed|adopt|connect|introduc|plug|equip|power|bake|bring|brought|switch|build|built|tap",
    "hosts": "launch|host|offer|add|roll|list|unveil|releas|enabl|open|provid|announc|debut|mak|made",
    "deploys": "deploy|install|implement|run|us",
    "adapts": "support|adapt|optimi[sz]|certif",
}
_WEAK = re.compile(
    r"^(?:us|run|power|bring|brought|build|built|tap|provid|announc|mak|made|open|enabl|list|unveil|releas|offer)"
)
_VERB = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<{kind}>(?:{stems})(?:s|es|ed|d|ing|e|ses|ning|ted|ting|led)?)" for kind, stems in _VERBS.items())
    + r")\b"
)
_HOSTED = re.compile(
    r"\b(?:available|live|hosted|integrated|deployed|embedded|offered|supported|accessible|installed|incorporated|launched|added|being deployed|running|optimized)\b"
    r"[^.;]{0,30}?\b(?:on|in|into|to|through|via|by|across|within|inside|at)\b"
)
_DENIED = re.compile(
    r"\b(?:not|never|no|n't|without|refus\w+|declin\w+|passed over|reject\w*|ban\w*|block\w*|restrict\w*|prohibit\w*|bar(?:s|red)|den(?:y|ies|ied)|drop(?:s|ped)|remov\w+|suspend\w*|halt\w*|yet to|stop\w*|warn\w*|against|unlike|instead of|avoid\w*)\b|n[’']t\b"
)
_PLANNED = re.compile(
    r"\b(?:plan|plans|planning|planned|consider\w*|explor\w+|evaluat\w+|assess\w*|looking (?:at|into)|may|might|could|would|should|likely|expect\w*|hopes?|aims?|intend\w*|seek\w*|weigh\w*|mull\w*|if|whether|how to|can you|potential\w*|eager|want\w*|urge\w*|set to|in talks|test(?:s|ed)? (?:out )?whether|preparing)\b"
)
_OFFICIAL_PLAN = re.compile(
    r"\b(?:reveal\w*|announc\w*|unveil\w*|confirm\w*|said it|says it)\b[^.;]{0,40}\b(?:plans?|will|to)\b|\bwill\b"
)
_RUMOUR = re.compile(r"\b(?:rumou?r\w*|reportedly|allegedly|leak\w*|speculat\w*|unconfirmed)\b")
_FUTURE = re.compile(r"\b(?:will|to be|soon|upcoming|going to|plans? to)\b")
_GENERIC = re.compile(
    r"\b(?:companies|firms|makers|vendors|users|developers|startups|providers|banks|automakers|carmakers|others|people|investors|analysts|rivals|it|we|they|who|businesses|hospitals|universities|governments?)\b"
)
_SELF = re.compile(
    r"\b(?:the company|the firm|the group|the bank|the carmaker|the automaker|chinese automaker|it|the chipmaker|the startup|the university|the hospital|its)\b"
)
_BOUNDARY = re.compile(
    r"(?:[;:]| - |, (?:while|but|although|whereas|which|after|as|following)\b| (?:while|but|after|because|since|that) |, and (?=\w+ (?:is|has|was|are)\b))"
)
_CAPITAL = re.compile(
    r"(?:[A-Z][\w&.+’'-]*|[A-Z]{2,})(?: (?:of|and|&|for|the) (?=[A-Z])[A-Z][\w&.+-]*| [A-Z][\w&.+-]*| \d{1,4}(?= [A-Z])){0,6}"
)
_NOT_NAMES = re.compile(
    r"^(?:The|A|An|In|On|At|As|It|Its|This|That|These|Those|Many|Some|Several|Most|And|But|For|With|After|While|When|China|Chinese|US|U\.S|American|European|Europe|India|Japan|South Korea|AI|LLM|API|"
    r"R1|V3|V4|New|Now|Today|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|"
    r"CEO|CTO|Market Chatter|Accuracy|GPU|GPUs|OpenAI|ChatGPT|Wall Street|Hong Kong|Beijing|Shanghai|Shenzhen|Internet|Earlier|Meanwhile|However|Moreover|Reuters|Bloomberg|Both|Other|Since|Several|Users|Developers|Companies|How|Why|What|Who|Here|You|We|They|He|She|I|My|Our|Your|One|Two|Three|Each|All)$"
)
_ENGLISH = re.compile(r"[a-z]{2}")
_CJK = re.compile(r"[\u4e00-\u9fff]")


def is_english(text: str) -> bool:
    """Whether a sentence is written in English rather than in Chinese with some Latin words."""
    chinese = len(_CJK.findall(text))
    return chinese * 8 < len(text) and len(_ENGLISH.findall(text)) > 4


def read_english(reading: Reading, sentence: Sentence, tokens: list[Token]) -> Iterator[Claim]:
    """The claims of one English sentence; keeps the company spoken of up to date."""
    folded, grammar = reading.folded, reading.grammar
    text = folded.text[sentence.start : sentence.end]
    names = _names(tokens, folded, sentence, grammar)
    topics = [token for token in tokens if token.kind == TOPIC]
    claimed = False
    for number, topic in enumerate(topics):
        if number and topic.start - topics[number - 1].end < 12:
            continue  # DeepSeek-VL2 and DeepSeek-R1
        for claim in _claims(reading, sentence, tokens, names, topic, text):
            claimed = claimed or claim.name is not None
            yield claim
    leading = [name for name in names if name.start - sentence.start < 60 and (name.company or name.how == "shape")]
    if leading and not _GENERIC.match(text):
        reading.current = leading[0]


def _names(tokens: list[Token], folded: Folded, sentence: Sentence, grammar: Grammar) -> list[Name]:
    """Registered names and unknown capitalised ones, in order."""
    known = [
        registered(token, folded)
        for token in tokens
        if token.kind == ORG and (token.how != "weak" or token.word.isascii())
    ]
    found = [
        name
        for name in known
        if folded.source[folded.origin[name.start]].isupper()
        or name.text.lower() in ("vivo", "oppo", "perplexity")
        or _CJK.search(name.text)
    ]
    source = "".join(folded.source[i] for i in folded.origin[sentence.start : sentence.end])
    for match in _CAPITAL.finditer(source):
        for start, end in _split(source, match.start(), match.end()):
            _consider(found, source, start, end, tokens, folded, sentence, grammar)
    return sorted(found, key=lambda name: name.start)


def _split(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Eastlake Securities and Pine Street Securities are two; a common word in front belongs to neither."""
    at = start
    for part in re.split(r"( and | & (?=[A-Z]\w+ (?:Securities|Bank|Group)))", source[start:end]):
        stop = at + len(part)
        if part not in (" and ",):
            lead = _FRONT.match(part)
            yield at + (lead.end() if lead else 0), stop
        at = stop


def _consider(
    found: list[Name],
    source: str,
    start: int,
    end: int,
    tokens: list[Token],
    folded: Folded,
    sentence: Sentence,
    grammar: Grammar,
) -> None:
    """Add a capitalised string to the names when nothing speaks against it."""
    text = source[start:end].rstrip(".’' ")
    begin, stop = sentence.start + start, sentence.start + start + len(text)
    covering = [name for name in found if name.start < stop and name.end > begin]
    name = Name(
        begin,
        stop,
        None,
        "shape" if _EXTENDS.search(" " + text) else "place",
        text.lower(),
        written(folded, begin, stop),
    )
    if covering:
        wider = (
            covering[0].start == begin and covering[0].end < stop and _EXTENDS.match(text[covering[0].end - begin :])
        )
        if len(covering) == 1 and wider:
            found.remove(covering[0])
            found.append(name)
        return
    marked = any(t.kind in (TOPIC, "Z", "M", "X") and t.start < stop and t.end > begin for t in tokens)
    if (
        sentence.title
        and name.how == "place"
        and not re.search(r"^[A-Z][a-z]+[A-Z]|\d", text)
        and begin > sentence.start
    ):
        return
    if marked or len(text) < 3 or _NOT_NAMES.match(text) or text.lower() in grammar.makers:
        return
    if text.split()[0].lower() in grammar.parts.get("speaker", ()) or re.search(
        r"\b(?:R1|V3|V4|Ultra|Pro|GPU|Model)\b", text
    ):
        return
    quoted = source[max(0, start - 1) : start] in ('"', "“", "'") or source[
        max(0, start - 4) : start
    ].rstrip().endswith("’s")
    plain = " " not in text and start < 2 and re.search(r"(?:s|ing|ly|ed|y)$", text) and text[1:].islower()
    if not quoted and not plain:
        found.append(name)


_FRONT = re.compile(
    r"^(?:(?:The|A|An|On|In|At|By|Since|Rival|Chinese|China[’']s|US|U\.S\.|American|Shanghai-based|Beijing-based|Automaker|Carmaker|Chipmaker|Startup|Lender|Brokerage|Insurer|Like|And|But|Also|Both|While|Every|January|February|March|April|June|July|August|September|October|November|December) )+"
)
_EXTENDS = re.compile(
    r"^ (?:.* )?(?:University|Hospital|Bank|Group|Corp|Inc|Ltd|Holdings|Technologies|Systems|Cloud|Chips|Semiconductor|Labs|Capital|Asset Management|Telecom|Networks|Media|Robotics|Pharma|Securities|Insurance|Fund|Motors?|Auto|Health|College|Institute|Airlines|Energy|Technology|Software|Games|Entertainment)\b"
)


def _claims(
    reading: Reading, sentence: Sentence, tokens: list[Token], names: list[Name], topic: Token, text: str
) -> Iterator[Claim]:
    at = topic.start - sentence.start
    if (match := _HOSTED.search(text, at)) and match.start() - at < 70:
        yield from _hosted(reading, sentence, names, topic, text, match)
        return
    verbs = [match for match in _VERB.finditer(text, max(0, at - REACH), at) if not _nominal(text, match)]
    if not verbs:
        return
    verb = verbs[-1]
    if (
        len(verbs) > 1
        and _WEAK.match(verb.group())
        and not _WEAK.match(verbs[-2].group())
        and verb.start() - verbs[-2].end() < 20
    ):
        verb = verbs[-2]
    begin = max((match.end() for match in _BOUNDARY.finditer(text, 0, verb.start())), default=0)
    kind = verb.lastgroup or "integrates"
    weak = bool(_WEAK.match(verb.group()))
    subject = [name for name in names if begin <= name.start - sentence.start < verb.start()]
    if not subject:
        subject = _stand_in(reading, text[begin : verb.start()], names, sentence, begin, text)
    verdict = _stance(text, begin, verb, at, sentence, reading)
    event = Event(0, None, topic, "object", 0, 0, kind, weak, 0, 0)
    where = sentence.start + verb.start()
    rules = (f"object:{verb.group()}", "english")
    head = text[begin : verb.start()]
    if weak and not _weak_enough(text, verb, at, subject):
        subject = []
    for name in _actors(subject, text, sentence):
        yield Claim(name, sentence, event, verdict, rules, where, head)
    if not subject:
        yield Claim(None, sentence, event, Stance("nobody:group" if verdict.positive else verdict.name), rules, where)


def _nominal(text: str, verb: "re.Match[str]") -> bool:
    """to use, the use of, a launch: no predicate of a named subject."""
    return bool(re.search(r"\b(?:the|a|an|of|its|their|for)\s$", text[max(0, verb.start() - 6) : verb.start()]))


def _weak_enough(text: str, verb: "re.Match[str]", at: int, subject: list[Name]) -> bool:
    """Weak verbs count when the topic is their direct object and a place in the company follows (using R1 in some scenarios)."""
    if re.match(r"us|run", verb.group()):
        return bool(re.search(r"\b(?:in|for|to|across|within|on)\b", text[at : at + 60])) and all(
            name.company for name in subject
        )
    return at - verb.end() <= 40


def _stand_in(
    reading: Reading, before: str, names: list[Name], sentence: Sentence, begin: int, before_text: str
) -> list[Name]:
    """A pronoun or the bare verb stands for the company spoken of, or for the first one of the sentence."""
    if _SELF.search(before) or not before.strip(" ,"):
        first = _actors([name for name in names if name.start - sentence.start < begin], before_text, sentence)
        known = [name for name in first if name.company or name.how == "shape"]
        if known or first:
            return (known or first)[-1:]
        return [reading.current] if reading.current else []
    return []


def _actors(subject: list[Name], text: str, sentence: Sentence) -> list[Name]:
    """Of "ZTE's unit, Nubia" the unit acts; of "Yicai reported" nobody does."""
    kept = []
    for name in subject:
        behind = text[name.end - sentence.start : name.end - sentence.start + 24]
        before = text[max(0, name.start - sentence.start - 12) : name.start - sentence.start]
        if re.match(r"[’']s (?:unit|subsidiary|arm)\b", behind) and len(subject) > 1:
            continue
        if (
            re.search(r"\b(?:by|from|with|of|against|to|unlike|than|via|on|citing|told|at)\s$", before)
            and len(subject) > 1
        ):
            continue
        kept.append(name)
    return kept


def _hosted(
    reading: Reading, sentence: Sentence, names: list[Name], topic: Token, text: str, match: "re.Match[str]"
) -> Iterator[Claim]:
    """T is (now) available on X; T is being deployed in the systems of X, Y and Z."""
    event = Event(0, None, topic, "towards", 0, 0, "hosts", False, 0, 0)
    where = sentence.start + match.start()
    target = [name for name in names if 0 <= name.start - sentence.start - match.end() < 160]
    rules = ("towards:" + match.group().split()[0], "english")
    before = text[topic.end - sentence.start : match.start()]
    verdict = Stance("asserted")
    if _DENIED.search(before) or _DENIED.search(
        text, max(0, topic.start - sentence.start - 20), topic.start - sentence.start
    ):
        verdict = Stance("denied")
    elif sentence.question or _PLANNED.search(before):
        verdict = Stance("plan")
    known = [name for name in target if name.company or name.how == "shape"]
    speakers = [name for name in names if name.start < topic.start and (name.company or name.how == "shape")]
    if speakers and (not known or all(_part_of(name, speakers[0]) for name in known)):
        target = speakers[:1]
    else:
        target = known or [name for name in target if " " not in name.text][:1]
    for name in target:
        yield Claim(name, sentence, event, verdict, rules, where, text[match.start() : match.end()])


def _part_of(name: Name, group: Name) -> bool:
    return name.company is not None and group.company is not None and name.company.parent == group.company.name


def _stance(text: str, begin: int, verb: "re.Match[str]", at: int, sentence: Sentence, reading: Reading) -> Stance:
    governing = text[begin : verb.start()]
    between = text[verb.end() : at]
    if _DENIED.search(governing) or re.search(r"\b(?:not|never|against|instead of)\b", between):
        return Stance("denied")
    if _RUMOUR.search(text):
        return Stance("rumour")
    if sentence.question or reading.howto:
        return Stance("question")
    if _PLANNED.search(governing):
        return (
            Stance("announced")
            if re.search(r"\b(?:reveal\w*|announc\w*|unveil\w*) (?:its |that it )?plans?\b", text)
            else Stance("plan")
        )
    if _FUTURE.search(governing):
        return Stance("announced")
    return Stance("asserted")
