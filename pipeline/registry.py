"""The registry of organisations: exact look-up, and a scan that finds every registered name in a folded text."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import ahocorasick

from pipeline.items import Company, Sector
from pipeline.meaning.fold import fold_name

_WORD = re.compile(r"[a-z0-9]")


class Mention(NamedTuple):
    """A registered name found at [start, end) of a folded text.

    `how` is "name" (name, alias), "brand" or "weak": a weak alias counts only in a context that supports it.
    """

    start: int
    end: int
    company: Company
    how: str


class Registry:
    """All companies and sectors, read once, never changed."""

    def __init__(self, companies: Iterable[Company], sectors: Iterable[Sector] = ()) -> None:
        self.companies: Mapping[str, Company] = {company.name: company for company in companies}
        self.sectors: Mapping[str, Sector] = {sector.name: sector for sector in sectors}
        self._names: dict[str, tuple[Company, str]] = {}
        for company in self.companies.values():
            self._add((company.name, company.name_en, *company.aliases), company, "name")
        for company in self.companies.values():
            self._add(company.brands, company, "brand")
        for company in self.companies.values():
            self._add(company.weak_aliases, company, "weak")
        self._parts: dict[str, tuple[str, ...]] = {}
        for company in self.companies.values():
            if company.parent:
                self._parts[company.parent] = (*self._parts.get(company.parent, ()), company.sector)
        self._automaton = ahocorasick.Automaton()
        for written, (company, how) in self._names.items():
            self._automaton.add_word(written, (len(written), company, how))
        if self._names:
            self._automaton.make_automaton()

    def _add(self, names: Iterable[str | None], company: Company, how: str) -> None:
        for name in names:
            written = fold_name(name or "")
            if written:
                weak = len(written) < 2 or name in company.weak_aliases  # a name may be an ordinary word: 粉笔
                self._names.setdefault(written, (company, "weak" if weak else how))

    def get(self, name: str) -> Company | None:
        """The company with this canonical name."""
        return self.companies.get(name)

    def resolve(self, written: str) -> Company | None:
        """The company that a name, alias or brand stands for, whatever its width, case or script."""
        found = self._names.get(fold_name(written))
        return found[0] if found else None

    def scan(self, text: str) -> list[Mention]:
        """Every registered name in a folded text, longest first where they overlap, Latin names on word boundaries."""
        if not self._names:
            return []
        found = []
        for last, (length, company, how) in self._automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if _bounded(text, start, end):
                found.append(Mention(start, end, company, how))
        found.sort(key=lambda mention: (mention.start - mention.end, mention.start))
        taken = bytearray(len(text))
        kept: list[Mention] = []
        for mention in found:
            if not any(taken[mention.start : mention.end]):
                taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
                kept.append(mention)
        kept.sort(key=lambda mention: mention.start)
        return kept

    def part_sectors(self, company: Company) -> tuple[str, ...]:
        """The sectors of a group's own companies, which a list may mean by the group's name (百度 among clouds)."""
        return self._parts.get(company.name, ())

    def members(self, company: Company) -> list[Company]:
        """Who a collective name stands for, itself for a company."""
        return [self.companies[name] for name in company.members if name in self.companies] or [company]


def _bounded(text: str, start: int, end: int) -> bool:
    """No letter or digit may touch a Latin letter or digit at either end of a name."""
    left = start > 0 and _WORD.match(text[start]) and _WORD.match(text[start - 1])
    right = end < len(text) and _WORD.match(text[end - 1]) and _WORD.match(text[end])
    return not left and not right
