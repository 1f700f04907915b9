"""English: who adopts the topic in sentences without Chinese, by the same roles (subject, verb, topic, stance)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.meaning import english_words as words
from pipeline.meaning.claim import Claim, Reading
from pipeline.meaning.clauses import Event
from pipeline.meaning.english_names import Masked, mask, topics
from pipeline.meaning.english_words import ORG, SUBJECT
from pipeline.meaning.names import Name
from pipeline.meaning.sentences import Sentence
from pipeline.meaning.stance import Stance
from pipeline.meaning.tokens import TOPIC, VERB, Token

_CJK = re.compile(r"[\u3400-\u9fff]")


def is_english(text: str) -> bool:
    """Whether a sentence is to be read as English: Latin letters and hardly any Chinese."""
    return len(_CJK.findall(text)) * 12 < len(text) and sum(char.isalpha() for char in text) > 8


def read_english(reading: Reading, sentence: Sentence) -> list[Claim]:
    """The claims of one English sentence, accepted and rejected alike; remembers the company spoken of."""
    masked = mask(
        reading.folded,
        sentence,
        reading.grammar,
        reading.still_meant,
    )
    masked = _without_owners(masked)
    if any(True for _ in topics(reading.folded.text[sentence.start : sentence.end], reading.grammar)):
        reading.named = reading.number
    claims = list(_sentence(masked, sentence, reading)) if SUBJECT in masked.text else []
    _remember(masked, reading)
    return claims


def _without_owners(masked: Masked) -> Masked:
    """A, a unit of B, has deployed T; B's brand A said …: the part did it, not its owner, who is masked out."""
    text = masked.text
    for match in words.OWNERS.finditer(text):
        at = match.start("behind") if match["behind"] else match.start("before")
        text = text[:at] + "#" + text[at + 1 :]
    return masked if text is masked.text else replace(masked, text=text)


def _sentence(masked: Masked, sentence: Sentence, reading: Reading) -> Iterator[Claim]:
    if (
        sentence.question
        or words.COMMAND.search(reading.folded.text, sentence.start, sentence.end)
        or re.match(r"[\s\"'“(]*(?:how|why|what|can|should|is|are|does|do)\b", masked.text, re.I)
    ):
        return
    for verb, end, kind, form in _events(masked.text):
        begin, subject = _chunk(masked.text, verb)
        names = _agents(masked, end) if form == "passive" else _subjects(masked, begin, subject, reading)
        offered = form == "active" and words.OFFERED.search(subject) is not None
        if form == "announced" or offered:
            said = words.SPEAKER.search(masked.text[: masked.text.find(SUBJECT)])
            names = [masked.names[said.group(1)]] if said else []
        if form == "passive" and not names and words.ITS.match(masked.text[end:]):
            names = _subjects(masked, verb, "", reading)
        behind = form in ("passive", "announced")  # the topic stands before its verb
        window = masked.text[masked.text.find(SUBJECT) if behind else max(begin, verb - 45) : end]
        window = window.replace(" can ", " ", 1) if offered and names else window
        verdict = _stance(window, masked.text, masked.text[begin:verb], masked.text[end:], sentence.title)
        yield from _claims(masked, sentence, names, verb, kind, form, verdict)


def _events(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(verb, end, kind, form) of every verb that has the topic as its object, or as its subject in the passive."""
    passive = [
        (
            match.start("verb" if match["verb"] else "noun"),
            match.end(),
            words.PASSIVE_KINDS.get((match["verb"] or "").lower(), "integrates"),
            "passive",
        )
        for pattern in (words.PASSIVE, words.RUNS)
        for match in pattern.finditer(text)
        if not words.OF_IT.search(text, 0, match.start())
    ]
    yield from passive
    for match in words.LIVE.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end, _, _ in passive):
            yield match.start("verb"), match.end(), "hosts", "announced"
    for match in words.POWERED.finditer(text):
        yield match.start("verb"), match.end(), "integrates", "active"
    for match in words.NOUN.finditer(text):
        yield match.start("verb") if match.group("verb") else match.start(), match.end(), "integrates", "active"
    for match in words.VERB.finditer(text):
        if any(start <= match.start() < end for start, end, _, _ in passive):
            continue
        topic = text.find(SUBJECT, match.end())
        between = text[match.end() : topic]
        if (
            topic < 0
            or len(between) > 110
            or re.search(
                r"[;:]|, (?:and|but|which|while)\b|\b(?:while|after|as|that|against|overtak\w+|ahead of)\b", between
            )
            or words.LINKED.match(text, match.start())
            or (passive and text.endswith("by ", 0, match.start()))
        ):
            continue
        if len(between) > 60 and words.WEAK.match(match.group()):
            continue
        kind = next(kind for kind in words.STEMS if match.group(kind))
        yield match.start(), topic + 1, kind, "active"


def _chunk(text: str, verb: int) -> tuple[int, str]:
    """The words between the last clause boundary and the verb, and where they begin."""
    begin = 0
    among = [match.span() for match in words.AMONG.finditer(text, 0, verb)]
    for match in words.BOUNDARY.finditer(text, 0, verb):
        if not any(start <= match.start() < end for start, end in among):
            begin = match.end()
    return begin, text[begin:verb]


def _subjects(masked: Masked, begin: int, chunk: str, reading: Reading) -> list[Name]:
    """The organisations that act: a list, the owner of a product, or whom a pronoun stands for."""
    if words.USERS.search(
        re.sub(r"\b(?:can|to|who|now|have|has|are|is|been|already|also|may)\b\s*", "", chunk).rstrip()
    ):
        return []
    if placed := words.OF_PLACE.match(chunk):
        begin, chunk = begin + placed.end(), chunk[placed.end() :]
    if listing := list(words.LIST.finditer(chunk)):
        return _names(masked, chunk[listing[-1].end() :], begin + listing[-1].end())
    names = _names(masked, chunk, begin)
    owner = words.SPEAKER.search(masked.text[:begin]) if words.ITS.match(chunk) else None
    if owner and not any(name.company for name in names):
        return [masked.names[owner.group(1)]]  # BYD said that its Xuanji AI architecture …
    if names:
        return names
    if not chunk.strip() and masked.text.lstrip().startswith(SUBJECT):
        return []  # DeepSeek was ... after releasing R1: its own doing
    head = chunk.strip()
    if not head or words.PRONOUN.match(chunk) or begin == 0 == len(head):
        earlier = [name for char in masked.text[:begin] if (name := masked.names.get(char)) and _is_org(name)]
        if said := words.SPEAKER.search(masked.text[:begin]):
            return [masked.names[said.group(1)]]
        if earlier and re.match(r"\W*(?:they|their|all)\b", chunk, re.I):
            before = masked.text[:begin]
            listing = list(words.LIST.finditer(before))
            cut = listing[-1].end() if listing else 0
            return [name for name in _names(masked, before[cut:], cut) if _is_org(name)] or earlier[-1:]
        speaking = earlier[-1] if earlier else reading.current
        return [speaking] if speaking and _is_org(speaking) else []
    if begin and (opening := re.match(rf"\W*([{ORG}-\uefff]):", masked.text[:begin])):
        return [masked.names[opening.group(1)]] if _is_org(masked.names[opening.group(1)]) else []
    return []


def _names(masked: Masked, chunk: str, begin: int) -> list[Name]:
    """The organisations of a subject: members of a list; the last of A's unit B and of nouns in a row (carmaker B)."""
    found: list[Name] = []
    last = 0
    for i, char in enumerate(chunk):
        name = masked.names.get(char)
        if name is None or words.AGAINST.search(chunk[:i]):
            continue
        between = chunk[last:i]
        if found and re.match(r"'s\s", between) and not words.UNIT.match(between):
            last = i + 1
            continue  # A's product B: A has been taken
        if not _is_org(name) and not (_joined(between) if found else last == 0 and i < 4):
            continue
        if not _is_org(name) and not words.ENDS.match(chunk[i + 1 :]):
            continue
        if found and (words.UNIT.match(between) or re.fullmatch(r"(?:\s(?!and\b|or\b)[a-z-]+){1,4}\s", between)):
            found.pop()
        found.append(name)
        last = i + 1
    return found


def _is_org(name: Name) -> bool:
    """Whether a name is an organisation by registry or shape, not only by its place."""
    return name.company is not None or name.how == "shape"


def _joined(between: str) -> bool:
    """Whether only commas and 'and' part two members of a list."""
    return re.fullmatch(r"[\s,]*(?:and|&|as well as|along with)?\s*(?:the )?", between) is not None


def _agents(masked: Masked, end: int) -> list[Name]:
    rest = masked.text[end:]
    stop = re.search(
        r"[;.]|,? (?:while|after|as|but|which|that|allowing|making|alongside|in addition|with the|(?<=, )with)\b|, and (?=[\ue000-\uf8fe] (?:added|said|launched|released|announced|introduced|integrated|made)\b)",
        rest,
    )
    rest = rest[: stop.start()] if stop else rest
    if listing := list(words.LIST.finditer(rest)):
        rest = rest[listing[-1].end() :]
    return [
        masked.names[char]
        for i, char in enumerate(rest)
        if char in masked.names
        and not (i > 2 and re.search(rf"[{ORG}-\uefff]'s\s(?:\w+\s){{0,3}}$", rest[:i]))
        and (masked.names[char].company is not None or masked.names[char].how == "shape")
        and not (masked.names[char].company is None and words.ITS_OWN.search(rest, 0, i))
    ]


def _stance(window: str, whole: str, chunk: str, after: str, title: bool) -> Stance:
    if words.DENIED.search(window):
        return Stance("denied")
    if words.RUMOUR.search(chunk) or words.RUMOUR.search(window):
        return Stance("rumour")
    said = words.SAID.search(whole) is not None or title
    if words.GERUND.search(window) and words.BENEFIT.match(after):
        return Stance("opinion")
    if planned := words.PLANNED.search(window):
        if planned.group().lower() == "would" and words.SAID.search(whole):
            return Stance("announced")
        if planned.group().lower().startswith("plan") and re.search(
            r"\b(?:announc|reveal|unveil|confirm)\w*\b", whole, re.I
        ):
            return Stance("announced")
        return Stance("plan")
    if words.WILL.search(chunk) and not words.BEGUN.search(chunk) and not chunk.endswith(" to have "):
        return Stance(
            "announced"
            if said and (title or re.search(r"\b(?:will|set to|about to|soon)\b", chunk, re.I))
            else "future"
        )
    return Stance("asserted")


def _claims(
    masked: Masked, sentence: Sentence, names: list[Name], verb: int, kind: str, form: str, verdict: Stance
) -> Iterator[Claim]:
    at = masked.offsets[verb]
    word = masked.text[verb:].split(" ", 1)[0].lower()
    token = Token(VERB, at, at + len(word), word)
    topic = Token(TOPIC, at, at, "")
    weak = words.WEAK.match(word) is not None
    event = Event(0, token, topic, form, 0, 0, kind, weak, 0, 0)
    rules = ("english", f"{form}:{word}")
    for name in names:
        yield Claim(_group_of(name, masked, verb), sentence, event, verdict, rules, at)
    if not names:
        yield Claim(None, sentence, event, Stance("nobody" if verdict.positive else verdict.name), rules, at)


def _group_of(name: Name, masked: Masked, verb: int) -> Name:
    """Huawei said its Ascend ...: a part that its own group speaks of in the sentence is the group's."""
    if name.company is None:
        return name
    parent, own = name.company.parent, name.company.name
    for i, char in enumerate(masked.text[:verb]):
        other = masked.names.get(char)
        if other and not words.SAID.search(masked.text, i, verb):
            continue
        if (
            other
            and other.company
            and (other.company.name == parent or (other.company.name == own and name.how == "brand"))
        ):
            return other
    return name


def _remember(masked: Masked, reading: Reading) -> None:
    """The company spoken of next is the first one that this sentence names as its subject."""
    first = next((i for i, char in enumerate(masked.text) if char in masked.names), None)
    if first is None or first > 60 or words.AGAINST.search(masked.text[:first]):
        return
    name = masked.names[masked.text[first]]
    if name.company is not None or name.how == "shape" or len(masked.text.strip()) == 1:
        reading.current, reading.since = name, reading.number
