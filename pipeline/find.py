"""Article -> Announcements: who adopted the topic, when, with which sentence; and an explanation of what was rejected."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.calibration import probability
from pipeline.items import Announcement, Article, Company, DateBasis, Kind, Topic
from pipeline.meaning import claims as reading
from pipeline.meaning.claim import Reading
from pipeline.meaning.dates import days
from pipeline.meaning.details import models_of, product_of, sector_of
from pipeline.meaning.features import WEIGHTS, features
from pipeline.meaning.fold import fold
from pipeline.meaning.identity import canonical_name, one_each, other_form
from pipeline.meaning.names import Name
from pipeline.meaning.tokens import Grammar
from pipeline.meaning.when import Found, day_of, long_past
from pipeline.registry import Registry
from pipeline.topics import mentions

VERSION = "1"
_ORDER = {DateBasis.STATED: 0, DateBasis.RELATIVE: 1, DateBasis.PUBLISHED: 2, DateBasis.UNKNOWN: 3}
_compiled: dict[tuple[int, int], tuple[Topic, Registry, Grammar]] = {}


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim in readable form: what was concluded (accepted or why not), whom it names, where, by which rules."""

    accepted: bool
    verdict: str
    company: str | None
    sentence: str
    where: str  # "title" or "text"
    rules: tuple[str, ...]


def find_announcements(
    article: Article, topic: Topic, registry: Registry, weights: Mapping[str, float] = WEIGHTS
) -> list[Announcement]:
    """The adoptions that the article asserts, one for each company, in reading order of their best evidence."""
    grammar = _grammar(topic, registry)
    groups, fuller = _groups(article, grammar)
    return [
        _announcement(company, group, article, grammar, weights, fuller.get(company))
        for company, group in groups.items()
    ]


def company_features(article: Article, topic: Topic, registry: Registry) -> dict[str, dict[str, float]]:
    """What speaks for each announcement of the article, by its company: the examples that `adopters learn` fits to."""
    found = {}
    for company, group in _groups(article, _grammar(topic, registry))[0].items():
        name = sorted(group, key=_rank)[0].claim.name
        known = registry.get(company) is not None
        found[company if known or name is None else name.written or name.text] = _features(group)
    return found


def beside(
    article: Article, topic: Topic, registry: Registry, everyone: bool = False
) -> dict[str, tuple[str, list[tuple[str, ...]]]]:
    """Organisations beside the topic that were not accepted: how each is written, and what is seen in each sentence.

    `everyone`: those that were accepted as well.
    """
    grammar = _grammar(topic, registry)
    if not _named(article, topic):
        return {}
    taken = set() if everyone else set(_groups(article, grammar)[0])
    found: dict[str, tuple[str, list[tuple[str, ...]]]] = {}
    for read in _readings(article, grammar, everyone):
        for _, pair in read.pairs:
            if pair.name.who not in taken and not _is_maker(pair.name, grammar):
                found.setdefault(pair.name.who, (pair.name.written or pair.name.text, []))[1].append(pair.seen)
    return found


def _features(group: list[Found]) -> dict[str, float]:
    return features([found.claim for found in sorted(group, key=_rank)], [found.in_title for found in group])


def _groups(article: Article, grammar: Grammar) -> tuple[dict[str, list[Found]], dict[str, str]]:
    """All claims that count, by company; and the fuller names of those that the article abbreviates."""
    if not _named(article, grammar.topic):
        return {}, {}
    registry = grammar.registry
    groups: dict[str, list[Found]] = {}
    readings = _readings(article, grammar)
    for found in _all(article, readings):
        if found.claim.stance.positive and found.claim.name is not None and not long_past(found, article.published):
            for company, name in _companies(found.claim.name, registry):
                if not _is_maker(name, grammar):
                    groups.setdefault(company, []).append(found)
    named = [name for read in readings for name in (*(seen for _, seen in read.seen), *read.mentions)]
    return groups, one_each(groups, registry, named, readings[-1].folded.text)


def explain(article: Article, topic: Topic, registry: Registry) -> list[Finding]:
    """Every claim considered, accepted and rejected, in reading order, with the rules that decided."""
    findings: list[Finding] = []
    if not _named(article, topic):
        return findings
    for found in _all(article, _readings(article, _grammar(topic, registry))):
        claim = found.claim
        start, end = found.folded.span(claim.sentence.start, claim.sentence.end)
        name = claim.name
        company = (name.company.name if name.company else name.written) if name else None
        accepted = claim.stance.positive and name is not None and not _is_maker(name, _grammar(topic, registry))
        sentence = found.folded.source[start:end]
        findings.append(
            Finding(accepted, claim.stance.name, company, sentence, "title" if found.in_title else "text", claim.rules)
        )
    return findings


def _named(article: Article, topic: Topic) -> bool:
    """Whether the article names the topic anywhere: else it need not be read."""
    return mentions(article.title, topic) or mentions(article.text, topic)


def _grammar(topic: Topic, registry: Registry) -> Grammar:
    """The compiled grammar, kept for the last few pairs of topic and registry."""
    key = id(topic), id(registry)
    kept = _compiled.get(key)
    if kept is None or kept[0] is not topic or kept[1] is not registry:
        if len(_compiled) >= 8:
            _compiled.clear()
        kept = _compiled[key] = topic, registry, Grammar.of(topic, registry)
    return kept[2]


def _all(article: Article, readings: list[Reading]) -> list[Found]:
    """All claims of title and text."""
    found: list[Found] = []
    for n, read in enumerate(readings):
        stated = tuple(days(read.folded.text, article.published))
        in_title = n == 0 and len(readings) > 1
        found += [Found(claim, read.folded, in_title, stated) for claim in read.claims]
    return found


def _readings(article: Article, grammar: Grammar, everyone: bool = False) -> list[Reading]:
    """What was read in the title, then in the text. A text that only repeats its title is read once, as a title."""
    title, body = fold(article.title), fold(article.text)
    same = article.text.strip() == article.title.strip()
    grammar = replace(grammar, title=title.text, text="" if same else body.text)
    if same:
        return [reading.read(body, grammar, title=True, everyone=everyone)]
    head = reading.read(title, grammar, title=True, everyone=everyone)
    lead = head.current
    named = lead is not None and lead.text.isascii() and lead.text == title.text.strip()
    if lead and not lead.sure and lead.text not in body.text and not named:
        lead = None  # a heading that the text never takes up names nobody
    return [head, reading.read(body, grammar, title=False, head=head, lead=lead, everyone=everyone)]


def _companies(name: Name, registry: Registry) -> list[tuple[str, Name]]:
    if name.company is None:
        known = registry.resolve(name.text)
        return [(known.name if known else name.text, name)]
    return [(company.name, name) for company in registry.members(name.company)]


def _is_maker(name: Name, grammar: Grammar) -> bool:
    return name.text in grammar.makers or (name.company is not None and name.company.name in grammar.topic.maker)


def _announcement(
    company: str,
    group: list[Found],
    article: Article,
    grammar: Grammar,
    weights: Mapping[str, float],
    fuller: str | None = None,
) -> Announcement:
    """One announcement from all claims about a company: the best evidence, the surest and earliest day."""
    dated = [(found, *day_of(found, article.published)) for found in group]
    ranked = sorted(group, key=_rank)
    best = ranked[0]
    claim, name = best.claim, best.claim.name
    assert name is not None
    day, basis = min(((d, b) for _, d, b in dated), key=lambda pair: (_ORDER[pair[1]], pair[0] or dt.date.max))
    start, end = _evidence(best)
    known = grammar.registry.get(company)
    own = (found.claim.name for found in ranked if found.claim.name and found.claim.name.text == company)
    named = name if known else next(own, name)  # a place that was found to mean its office bears the office's name
    written = (fuller if known else None) or named.written or named.text
    canonical = company if known else canonical_name(fuller or written)
    if not known and (other := other_form(company, ranked)):
        written = other
    models = [model for found in ranked for model in models_of(_sentence_text(found), grammar)]
    product = next((product for found in ranked if (product := product_of(found.claim, found.folded))), None)
    values = _features(group)
    announced = all(found.claim.stance.name == "announced" for found in group)
    return Announcement(
        company=canonical,
        company_as_written=written,
        known=known is not None,
        topic=grammar.topic.slug,
        date=day,
        date_basis=basis,
        sector=_sector(known, name, ranked, grammar),
        kind=Kind.ANNOUNCED if announced else Kind(claim.event.kind) if claim.event else Kind.INTEGRATES,
        evidence=best.folded.source[start:end],
        start=start,
        end=end,
        confidence=round(probability(values, weights), 4),
        models=tuple(dict.fromkeys(models)),
        product=product,
        evidence_in="title" if best.in_title else "text",
        rules=claim.rules,
        extractor_version=VERSION,
    )


def _sector(company: Company | None, name: Name, ranked: list[Found], grammar: Grammar) -> str:
    """The sector by the best claim; the company's main one when any claim speaks of that (等智能手机厂商)."""
    if company is not None and (name.company is None or name.company.name != company.name):
        name = Name(name.start, name.end, company, name.how, name.text)
    if company is not None and company.sectors and any(found.claim.head for found in ranked[1:]):
        heads = [found for found in ranked if found.claim.head]
        if any(sector_of(name, found.claim, found.folded, grammar.registry) == company.sector for found in heads):
            return company.sector
    return sector_of(name, ranked[0].claim, ranked[0].folded, grammar.registry)


def _rank(found: Found) -> tuple[int, int, int, int, int]:
    """Assertions before promises, the company named in the sentence before one inferred, text before title."""
    claim = found.claim
    inferred = any(rule in claim.rules for rule in ("spoken of", "follows", "goes with"))
    weak = claim.event is None or claim.event.weak
    return (claim.stance.name != "asserted", inferred, weak, found.in_title, claim.at)


def _sentence_text(found: Found) -> str:
    return found.folded.text[found.claim.sentence.start : found.claim.sentence.end]


def _evidence(found: Found) -> tuple[int, int]:
    """The sentence's place in the source, its final mark included, marks of emphasis at its ends not."""
    source = found.folded.source
    start, end = found.folded.span(found.claim.sentence.start, found.claim.sentence.end)
    while end < len(source) and source[end] in "。！？!?；;”」\"'’）)…":
        end += 1
    while start < end and source[start] in "*#>- \n":
        start += 1
    return start, end
