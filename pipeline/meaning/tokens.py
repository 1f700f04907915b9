"""Tokens: the pieces of a folded sentence as the grammar sees them (topic, organisation, verb, denial ...), and its words compiled."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import ahocorasick

from pipeline.items import Company, Topic
from pipeline.meaning.endings import Endings
from pipeline.meaning.fold import STOCK, fold_name
from pipeline.registry import Registry

# kinds, one capital letter each: folded text has none, so a row of tokens can be written as a string
TOPIC, ABOUT, OTHER, ORG, DATE, CODE = "T", "Z", "M", "O", "D", STOCK
VERB, LIGHT, REPORT, ADVERB, DENIAL, FUTURE, PLAN = "V", "L", "R", "A", "N", "F", "P"
RUMOUR, CONDITION, HOWTO, GROUP, SELF, PRODUCT, SPEAKER, FOLLOW = "H", "C", "W", "G", "S", "Q", "X", "Y"

KINDS = ("integrates", "hosts", "deploys", "adapts")
# part of the wording -> kind of token; a word in several parts plays the first
PARTS = {
    **dict.fromkeys(KINDS, VERB),
    "report": REPORT,
    "negation": DENIAL,
    "light": LIGHT,
    "plan": PLAN,
    "future": FUTURE,
    "rumour": RUMOUR,
    "condition": CONDITION,
    "howto": HOWTO,
    "adverb": ADVERB,
    "self": SELF,
    "group": GROUP,
    "product": PRODUCT,
    "speaker": SPEAKER,
    "follow": FOLLOW,
}


class Token(NamedTuple):
    """A piece [start, end) of the folded text. Plain characters are tokens of kind "x"."""

    kind: str
    start: int
    end: int
    word: str
    company: Company | None = None
    how: str = ""  # for organisations: name, brand, weak; for verbs: the announcement kind


@dataclass(slots=True)
class Grammar:
    """A topic's words compiled for one registry."""

    topic: Topic
    registry: Registry
    words: ahocorasick.Automaton = field(default_factory=ahocorasick.Automaton)
    parts: dict[str, frozenset[str]] = field(default_factory=dict)
    makers: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    endings: Endings = field(default_factory=lambda: Endings.of({}, lambda _: None))
    title: str = ""  # of the article at hand, folded
    text: str = ""  # its text, folded
    bare: "re.Pattern[str]" = re.compile(r"(?!)")
    before: "re.Pattern[str]" = re.compile("")
    after: "re.Pattern[str]" = re.compile("")
    models: dict[str, "re.Pattern[str]"] = field(default_factory=dict)

    def supports(self, name: str) -> bool:
        """Whether the title of the article at hand bears an unknown name out."""
        return len(name) > 1 and name in self.title and self.title != self.text

    def headed(self, name: str) -> bool:
        """Whether the title of the article at hand has the name as a member of a list, or before a colon."""
        marked = (
            re.search(rf"(?:^|[、，；：|]){re.escape(name)}(?:[、：，；|]|$)", self.title) if len(name) > 1 else None
        )
        return marked is not None and self.title != self.text

    @classmethod
    def of(cls, topic: Topic, registry: Registry) -> "Grammar":
        """Compile; costs milliseconds, so callers keep it."""
        grammar = cls(topic, registry)
        words: dict[str, tuple[str, str]] = {}
        for name in topic.names:
            words[fold_name(name)] = (TOPIC, "")
        for name in topic.maker:
            words.setdefault(fold_name(name), (TOPIC, "maker"))
        for name in topic.others:
            words.setdefault(fold_name(name), (OTHER, ""))
        for part, kind in PARTS.items():
            for word in topic.wording.get(part, ()):
                words.setdefault(fold_name(word), (kind, part))
        for word, (kind, part) in words.items():
            grammar.words.add_word(word, (len(word), kind, part))
        grammar.words.make_automaton()
        grammar.parts = {
            part: frozenset(listed if part == "common" else map(fold_name, listed))
            for part, listed in topic.wording.items()
        }
        grammar.endings = Endings.of(grammar.parts, registry.resolve)
        grammar.makers = frozenset(map(fold_name, topic.maker))
        grammar.others = frozenset(map(fold_name, topic.others))
        grammar.before, grammar.after = _around(topic.models)
        grammar.bare = _bare(topic.models)
        grammar.models = {model: _written(listed) for model, listed in topic.models.items()}
        return grammar


def _around(models: Mapping[str, tuple[str, ...]]) -> tuple["re.Pattern[str]", "re.Pattern[str]"]:
    """What may stand directly before and after the topic's name and belongs to it."""
    names = sorted({fold_name(word) for listed in models.values() for word in listed}, key=len, reverse=True)
    model = "|".join(map(re.escape, names)) or "(?!)"
    size = r"\d{1,4}(?:\.\d)?b|\d{3,5}亿(?:参数量?)?(?:的)?"
    kind = (
        r"满血版?|蒸馏版?|完整版|原版|全尺寸|全系列?|全版本|全量|系列|开源版?本?|大?语言模型|推理大?模型|人工智能|基础模型|大模型|模型|正式版|预览版|尝鲜版"
        r"|多模态|轻量级?|最新版?|版本|版|量化|国产|推理|能力|接口|api|技术|深度思考|联网版?|in|instruct|distill?|qwen|llama|chat|lite|pro|flash|base|exp"
    )
    joint = r"[-_ /·&+”\"」“「']{0,2}"
    after = re.compile(
        rf"(?:(?:{joint}|、)(?:{model})(?![a-z0-9])|{joint}(?:{model}|{size}|{kind})(?![a-z])|(?<=[a-z0-9])[-：](?:{model}|{size}))+[”\"」]?"
    )
    before = re.compile(rf"(?:(?:{kind}|{size}|{model}|[“「\"])[ 的]?){{1,5}}$")
    return before, after


def _written(wordings: tuple[str, ...]) -> "re.Pattern[str]":
    """A model by any of its wordings, where no longer version number goes on."""
    row = "|".join(re.escape(fold_name(word)) for word in wordings)
    return re.compile(rf"(?<![a-z0-9.])(?:{row})(?![0-9.]*[0-9])")


def _bare(models: Mapping[str, tuple[str, ...]]) -> "re.Pattern[str]":
    """A model without its maker's name (把 R1 接到 ...), as a text writes it that names the topic elsewhere."""
    names = sorted({fold_name(word) for listed in models.values() for word in listed}, key=len, reverse=True)
    short = "|".join(re.escape(name) for name in names if re.fullmatch(r"[a-z]{1,2}\d(?:\.\d)?", name))
    if not short:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<![a-z0-9.\-_/])(?:{short})(?![a-z0-9]|\.\d|[代款版季期]本?(?:发|上市))")


def text_of(tokens: list[Token]) -> str:
    """The folded characters of a row of tokens."""
    return "".join([token.word for token in tokens])


def shape(tokens: list[Token]) -> str:
    """The row of kinds as a string of the same length, plain characters as themselves."""
    return "".join([token.word if token.kind == "x" else token.kind for token in tokens])
