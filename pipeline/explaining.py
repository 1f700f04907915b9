"""Findings in plain words: what each verdict and each rule means to somebody who reads the news, not the code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.find import Finding

VERDICTS = {
    "asserted": "the text says that it has",
    "announced": "it has officially announced it for later",
    "denied": "the text denies it",
    "plan": "only planned, wished for or tried",
    "future": "said to come, but not by the company itself",
    "rumour": "a rumour without confirmation",
    "condition": "only a possibility or a condition",
    "question": "only asked",
    "howto": "a tutorial or advice, not an announcement",
    "nobody:group": "no organisation is named, only a group or people in general",
    "nobody:self": "'the company' is said, but which one is not clear",
    "nobody:none": "nobody is named who did it",
    "nobody:other": "the words before the verb name no organisation",
}
RULES = {
    "subject": "named as the one who does it",
    "speaker": "it says so about itself",
    "earlier clause": "named earlier in the sentence",
    "spoken of": "the company that the text speaks of",
    "platform": "the platform that takes the model in",
    "passive subject": "named as the one by whom it is done",
    "named behind": "named behind the verb",
    "unnamed subject": "listed behind an unnamed group",
    "unnamed speaker": "listed behind an unnamed group",
    "one of those who": "said to be one of those who did it",
    "besides": "named as an exception that has done so as well",
    "follows": "said to follow what was just told",
    "object left out": "the model was named just before",
    "status row": "a row of a list about the model says that it is done",
    "topic as subject": "the model itself is the subject of the sentence",
    "product": "through one of its products",
    "lead": "named at the head of the item",
    "english": "read by the English rules",
    "roll": "stands in a list of those who did it",
    "named before": "named just before, in the same headline",
    "goes with": "named beside the model in words that usually mean that it has it",
}


def verb_of(rules: Sequence[str]) -> str:
    """The verb that a path of rules began with, "" where there was none: object:接入 -> 接入."""
    return next((verb for rule in rules if (verb := rule.partition(":")[2].strip("·"))), "")


def path_in_words(rules: Sequence[str]) -> list[str]:
    """A path of rules as phrases of RULES, in its order; what only the code would understand is left out."""
    return [RULES[rule] for rule in rules if rule in RULES]


@dataclass(frozen=True, slots=True)
class Explained:
    """One finding in words: the sentence, whether it counts, and the reason."""

    accepted: bool
    company: str | None
    sentence: str
    reason: str


def in_words(findings: Iterable[Finding]) -> list[Explained]:
    """The findings with their verdicts and rules in words, in reading order, each once."""
    rows = []
    for finding in findings:
        verb = verb_of(finding.rules)
        how = "; ".join(path_in_words(finding.rules)) if finding.company else ""
        verdict = VERDICTS.get(finding.verdict, finding.verdict)
        if finding.company and not finding.accepted and finding.verdict in ("asserted", "announced"):
            verdict = "it is the model's own maker"
        who = finding.company or "nobody"
        reason = f"{who}: {verdict}" + (f" ({how})" if how else "") + (f" [{verb}]" if verb else "")
        row = Explained(finding.accepted, finding.company, finding.sentence, reason)
        if row not in rows:
            rows.append(row)
    return rows
