"""English: who adopts the topic in sentences without Chinese, by the same roles (subject, verb, topic, stance)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.items import Company
from pipeline.meaning import english_words as words
from pipeline.meaning.claim import Claim, Reading
from pipeline.meaning.clauses import Event
from pipeline.meaning.english_words import ORG, SUBJECT
from pipeline.meaning.fold import Folded
from pipeline.meaning.names import Name
from pipeline.meaning.sentences import Sentence
from pipeline.meaning.stance import Stance
from pipeline.meaning.tokens import OTHER, TOPIC, VERB, Grammar, Token
from pipeline.registry import Registry

_CJK = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Masked:
    """A sentence in its own case with each organisation, and the topic, replaced by one character."""

    text: str
    names: dict[str, Name]
    offsets: list[int]  # folded offset of each character


def is_english(text: str) -> bool:
    """Whether a sentence is to be read as English: Latin letters and hardly any Chinese."""
    return len(_CJK.findall(text)) * 12 < len(text) and sum(char.isalpha() for char in text) > 8


def read_english(reading: Reading, sentence: Sentence) -> list[Claim]:
    """The claims of one English sentence, accepted and rejected alike; remembers the company spoken of."""
    masked = _mask(reading.folded, sentence, reading.grammar, reading.number - reading.named <= words.NEAR)
    if any(True for _ in _topics(reading.folded.text[sentence.start : sentence.end], reading.grammar)):
        reading.named = reading.number
    claims = list(_sentence(masked, sentence, reading)) if SUBJECT in masked.text else []
    _remember(masked, reading)
    return claims


def _mask(folded: Folded, sentence: Sentence, grammar: Grammar, named: bool) -> _Masked:
    """Replace what the grammar knows; unknown names only where their shape or place speaks for them."""
    source = [folded.source[folded.origin[i]] for i in range(sentence.start, sentence.end)]
    text = "".join(source)
    low = folded.text[sentence.start : sentence.end]
    marks: list[tuple[int, int, Name | None]] = [(*span, None) for span in _topics(low, grammar)]
    if named and not marks and not any(kind == OTHER for _, (_, kind, _) in grammar.words.iter(low)):
        marks += [(*match.span(), None) for match in words.ANAPHOR.finditer(low)]
    speakers = grammar.parts.get("speaker", frozenset())
    for mention in grammar.registry.scan(low):
        latin = low[mention.start].isascii() and low[mention.start].isalpha()
        if mention.how == "weak":
            continue
        if latin and not text[mention.start].isupper() and not mention.company.name[0].islower():
            continue
        if low[mention.start : mention.end] not in speakers and mention.company.name not in grammar.topic.maker:
            marks.append(
                (
                    mention.start,
                    mention.end,
                    _known(mention.company, mention.how, mention.start, mention.end, text, grammar.registry),
                )
            )
    for match in words.NAME.finditer(text):
        name = _unknown(match, low, speakers)
        if name is not None:
            if words.OWN_NAME.search(name.written):  # X University Hospital is not X University
                marks = [
                    mark
                    for mark in marks
                    if mark[2] is None or not (match.start() <= mark[0] and mark[1] < match.end())
                ]
            marks.append((match.start(), match.end(), name))
    return _replaced(text, marks, sentence.start)


def _known(company: Company, how: str, start: int, end: int, text: str, registry: Registry) -> Name:
    if re.match(r"'s cloud(?: computing)?(?: services?)? (?:unit|arm|division|business|subsidiary)", text[end:]):
        children = (
            child for child in registry.companies.values() if child.parent == company.name and child.sector == "cloud"
        )
        company = next(children, company)
    return Name(start, end, company, how, text[start:end].lower(), text[start:end])


def _unknown(match: "re.Match[str]", low: str, speakers: frozenset[str]) -> Name | None:
    written = match.group().strip(" .'")
    parts = written.split()
    while parts and words.NO_NAME.match(parts[0]):
        parts = parts[1:]
    written = " ".join(parts)
    if len(written) < 2 or words.NO_NAME.match(written) or written.lower() in speakers or "deepseek" in written.lower():
        return None
    start = match.start() + match.group().index(parts[0])
    how = "shape" if words.SUFFIX.search(written) else "place"
    return Name(start, match.end(), None, how, written.lower(), written)


def _replaced(text: str, marks: list[tuple[int, int, Name | None]], base: int) -> _Masked:
    marks.sort(key=lambda mark: (mark[2] is not None and mark[2].company is None, mark[0] - mark[1], mark[0]))
    taken = bytearray(len(text))
    chosen: list[tuple[int, int, Name | None]] = []
    for start, end, name in marks:
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            chosen.append((start, end, name))
    parts: list[str] = []
    offsets: list[int] = []
    names: dict[str, Name] = {}
    at = 0
    for start, end, name in sorted(chosen, key=lambda mark: mark[0]):
        parts.append(text[at:start])
        offsets += range(base + at, base + start)
        char = SUBJECT if name is None else chr(ord(ORG) + len(names))
        if name is not None:
            names[char] = Name(base + start, base + end, name.company, name.how, name.text, name.written)
        parts.append(char)
        offsets.append(base + start)
        at = end
    parts.append(text[at:])
    offsets += range(base + at, base + len(text))
    return _Masked("".join(parts), names, offsets)


def _topics(low: str, grammar: Grammar) -> Iterator[tuple[int, int]]:
    for last, (length, kind, _) in grammar.words.iter(low):
        if kind == TOPIC and low[last + 1 - length].isascii():
            end = last + 1
            match = grammar.after.match(low, end)
            end = match.end() if match else end
            yield last + 1 - length, end
    yield from (match.span() for match in _bare_models(tuple(grammar.topic.models)).finditer(low))


@lru_cache(maxsize=8)
def _bare_models(models: tuple[str, ...]) -> "re.Pattern[str]":
    """R1, V3: a model without its maker's name, in a text that names the topic elsewhere."""
    names = sorted((name.lower() for name in models), key=len, reverse=True)
    short = [re.escape(name) for name in names if re.fullmatch(r"[a-z]{1,2}\d(?:\.\d)?", name)]
    short = [rf"{name}(?:-(?:pro|flash|exp|lite|\d{{4}}))?" for name in short]
    return re.compile(r"(?<![\w.-])(?:" + ("|".join(short) or "(?!)") + r")(?![\w.-]|\.\d)")


def _sentence(masked: _Masked, sentence: Sentence, reading: Reading) -> Iterator[Claim]:
    if sentence.question or re.match(r"[\s\"'“(]*(?:how|why|what|can|should|is|are|does|do)\b", masked.text, re.I):
        return
    for verb, end, kind, form in _events(masked.text):
        begin, subject = _chunk(masked.text, verb)
        names = _agents(masked, end) if form == "passive" else _subjects(masked, begin, subject, reading)
        if form == "passive" and not names and words.ITS.match(masked.text[end:]):
            names = _subjects(masked, verb, "", reading)
        window = (
            masked.text[max(0, verb - 45) : end] if form != "passive" else masked.text[masked.text.find(SUBJECT) : end]
        )
        window = window if begin < verb - 45 or form == "passive" else masked.text[begin:end]
        verdict = _stance(window, masked.text, masked.text[begin:verb], masked.text[end:], sentence.title)
        yield from _claims(masked, sentence, names, verb, kind, form, verdict)


def _events(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(verb, end, kind, form) of every verb that has the topic as its object, or as its subject in the passive."""
    passive = [
        (
            match.start("verb"),
            match.end(),
            words.PASSIVE_KINDS.get(match.group("verb").lower(), "integrates"),
            "passive",
        )
        for pattern in (words.PASSIVE, words.RUNS)
        for match in pattern.finditer(text)
        if not words.OF_IT.search(text, 0, match.start())
    ]
    yield from passive
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


def _subjects(masked: _Masked, begin: int, chunk: str, reading: Reading) -> list[Name]:
    """The organisations that act: a list, the owner of a product, or whom a pronoun stands for."""
    if words.USERS.search(
        re.sub(r"\b(?:can|to|who|now|have|has|are|is|been|already|also|may)\b\s*", "", chunk).rstrip()
    ):
        return []
    if listing := list(words.LIST.finditer(chunk)):
        return _names(masked, chunk[listing[-1].end() :], begin + listing[-1].end())
    names = _names(masked, chunk, begin)
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


def _names(masked: _Masked, chunk: str, begin: int) -> list[Name]:
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


def _agents(masked: _Masked, end: int) -> list[Name]:
    rest = masked.text[end:]
    stop = re.search(r"[;.]|,? (?:while|after|as|but|which|that|allowing|making|with the)\b", rest)
    rest = rest[: stop.start()] if stop else rest
    if listing := list(words.LIST.finditer(rest)):
        rest = rest[listing[-1].end() :]
    return [
        masked.names[char]
        for i, char in enumerate(rest)
        if char in masked.names
        and not (i > 2 and re.search(rf"[{ORG}-\uefff]'s\s(?:\w+\s){{0,3}}$", rest[:i]))
        and (masked.names[char].company is not None or masked.names[char].how == "shape")
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
    if words.WILL.search(chunk) and not words.BEGUN.search(chunk):
        return Stance(
            "announced"
            if said and (title or re.search(r"\b(?:will|set to|about to|soon)\b", chunk, re.I))
            else "future"
        )
    return Stance("asserted")


def _claims(
    masked: _Masked, sentence: Sentence, names: list[Name], verb: int, kind: str, form: str, verdict: Stance
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


def _group_of(name: Name, masked: _Masked, verb: int) -> Name:
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


def _remember(masked: _Masked, reading: Reading) -> None:
    """The company spoken of next is the first one that this sentence names as its subject."""
    first = next((i for i, char in enumerate(masked.text) if char in masked.names), None)
    if first is None or first > 60 or words.AGAINST.search(masked.text[:first]):
        return
    name = masked.names[masked.text[first]]
    if name.company is not None or name.how == "shape" or len(masked.text.strip()) == 1:
        reading.current, reading.since = name, reading.number
