"""What is passed between the steps of reading: a claim, and what a reader keeps in mind."""

from dataclasses import dataclass, field

from pipeline.meaning.clauses import Event
from pipeline.meaning.fold import Folded
from pipeline.meaning.names import Name
from pipeline.meaning.sentences import Sentence
from pipeline.meaning.stance import Stance
from pipeline.meaning.tokens import Grammar

NEAR, FAR = 2, 6  # sentences over which the topic is still meant; where the title names it too


@dataclass(frozen=True, slots=True)
class Pair:
    """An organisation beside the topic in one sentence, and what can be seen of the two. `at` is the topic's offset."""

    name: Name
    seen: tuple[str, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One organisation in one event: what was concluded, and by which rules."""

    name: Name | None
    sentence: Sentence
    event: Event | None
    stance: Stance
    rules: tuple[str, ...]
    at: int  # folded offset of the verb or topic
    head: str = ""  # what a list calls its members
    reporter: Name | None = None
    said: int = 0  # folded offset of the verb that reports it; 0 for none
    odds: float = 0.0  # log odds of a claim by association


@dataclass(slots=True)
class Reading:
    """What a reader keeps in mind: the company spoken of, the last assertion, whether the text teaches or sells."""

    grammar: Grammar
    folded: Folded
    current: Name | None = None
    quoted: int = -9  # number of the sentence whose speaker is named behind it
    since: int = -9  # number of the sentence that last named it
    lead: Name | None = None  # the company of the headline or of the item
    seen: list[tuple[int, Name]] = field(
        default_factory=list
    )  # registered and shaped names with their sentence numbers
    products: dict[str, Name] = field(default_factory=dict)  # whose a quoted name is
    roll: tuple[int, Event] | None = None  # the sentence that last went on with a roll, and what those in it did
    crowd: tuple[int, Event] | None = None  # the sentence that last told what an unnamed group did
    bulleted: Event | None = None  # what the members of the list did that goes on line by line
    mentions: list[Name] = field(default_factory=list)  # every registered name, weak ones included
    told: int = -9  # number of the last sentence with an adoption
    refused: int = -9  # number of the last sentence that only denies
    named: int = -9  # number of the last sentence that names the topic
    titled: bool = False  # the title of the text names the topic
    howto: bool = False
    tender: bool = False  # the text invites bids
    everyone: bool = False  # pairs are kept of those as well whom the grammar accepted: to learn from
    number: int = 0
    claims: list[Claim] = field(default_factory=list)
    pairs: list[tuple[Sentence, Pair]] = field(default_factory=list)  # organisations beside the topic

    @property
    def away(self) -> int:
        """Sentences since the topic was last named."""
        return self.number - self.named

    @property
    def still_meant(self) -> bool:
        """Whether a sentence without the topic may still be about it."""
        return self.away <= (FAR if self.titled else NEAR)
