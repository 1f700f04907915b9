"""Whose a named product is, as the article itself says: 青石图书馆推出的“小石” … “小石”接入 T."""

from collections.abc import Iterator

from pipeline.meaning.claim import Reading
from pipeline.meaning.clauses import Clause
from pipeline.meaning.names import Name, registered
from pipeline.meaning.sentences import Sentence
from pipeline.meaning.subjects import Subject, read_subject
from pipeline.meaning.tokens import LIGHT, ORG, REPORT, SELF, VERB, Token, text_of
from pipeline.registry import Registry

REACH = 30  # characters between the owner and its product's name, at most
_LONGEST = 14  # characters of a product's name


def note_products(reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause]) -> None:
    """Keep in mind whose the quoted names of a sentence are; the first who is named with one owns it."""
    for at, product in _quoted(tokens):
        owner = _owner(reading, sentence, tokens, parts, at)
        if owner is not None and owner.sure and owner.text != product:
            reading.products.setdefault(product, owner)


def owner_of(reading: Reading, tokens: list[Token], begin: int, subject: Subject) -> Name | None:
    """The organisation that the article named with the product that stands as a subject; None for none."""
    if subject.kind == "orgs" and len(subject.names) == 1:
        name = subject.names[0]
        return reading.products.get(name.text) if name.company is None else None
    if subject.kind not in ("self", "other") or not reading.products:
        return None
    last = begin if subject.kind == "self" else begin + 4
    return next((reading.products.get(product) for at, product in _quoted(tokens) if begin <= at <= last), None)


def one_owner(reading: Reading, names: list[Name]) -> list[Name]:
    """元宝、ima、QQ浏览器等产品: the group to which all of them belong; the names as they are where there is none."""
    if reading.folded.text.startswith("旗下", names[0].end):
        return names[:1]
    registry = reading.grammar.registry
    lines = [_line(name, registry) for name in names]
    common = [company for company in lines[0] if all(company in line for line in lines)]
    if not common or (owner := registry.get(common[0])) is None:
        return names
    own = next((name for name in names if name.company is owner), None)
    first = names[0]
    return [own or Name(first.start, first.end, owner, "brand", first.text, first.written)]


def _line(name: Name, registry: Registry) -> list[str]:
    """A company's own name and those of the groups above it."""
    line: list[str] = []
    company = name.company
    while company is not None and company.name not in line:
        line.append(company.name)
        company = registry.get(company.parent) if company.parent else None
    return line


def _quoted(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """Every name in quotes: the token at which they open, and what stands in them."""
    for i, token in enumerate(tokens):
        if token.word not in ("“", "「"):
            continue
        close = next((n for n in range(i + 1, len(tokens)) if tokens[n].word in ("”", "」")), None)
        if close is None:
            return
        text = text_of(tokens[i + 1 : close])
        if 2 <= len(text) <= _LONGEST and not any(t.kind in (VERB, REPORT) for t in tokens[i + 1 : close]):
            yield i, text


def _owner(reading: Reading, sentence: Sentence, tokens: list[Token], parts: list[Clause], at: int) -> Name | None:
    """The organisation before the quotes in its clause or the one before; 公司 and 该院 mean the one spoken of."""
    number = next((n for n, part in enumerate(parts) if part.begin <= at <= part.end), 0)
    begin = parts[max(0, number - 1)].begin if parts else 0
    for i in range(at - 1, begin - 1, -1):
        if tokens[at].start - tokens[i].end > REACH:
            break
        if tokens[i].kind == ORG and tokens[i].how != "weak":
            return registered(tokens[i], reading.folded)
        if tokens[i].kind == SELF and tokens[i].word not in ("其", "旗下"):
            return reading.current
    clause = parts[number] if parts else Clause(0, len(tokens), "")
    end = next((i for i in range(clause.begin, at) if tokens[i].kind in (VERB, REPORT, LIGHT)), at)
    subject = read_subject(tokens, clause.begin, end, reading.grammar, reading.folded, 2 if sentence.title else 0)
    return subject.names[0] if subject.kind == "orgs" and len(subject.names) == 1 else None
