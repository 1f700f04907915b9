"""What changed from one version of the list to the next."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from pipeline.items import Adopter

_IGNORED = {"company", "topic", "added_at"}


@dataclass(frozen=True, slots=True)
class Changes:
    """Entries by company; `changed` names the fields that differ."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.removed or self.changed)

    def lines(self) -> list[str]:
        """One line a change: + added, - removed, ~ changed with the fields."""
        return [
            *(f"+ {company}" for company in self.added),
            *(f"- {company}" for company in self.removed),
            *(f"~ {company}: {', '.join(names)}" for company, names in self.changed),
        ]


def compare(former: Sequence[Adopter], present: Sequence[Adopter]) -> Changes:
    """Changes from the former list to the present one, each kind in the order of its list."""
    before = {entry.company: entry for entry in former}
    after = {entry.company: entry for entry in present}
    changed = []
    for company, entry in after.items():
        differing = _differing(before[company], entry) if company in before else ()
        if differing:
            changed.append((company, differing))
    return Changes(
        added=tuple(company for company in after if company not in before),
        removed=tuple(company for company in before if company not in after),
        changed=tuple(changed),
    )


def _differing(one: Adopter, other: Adopter) -> tuple[str, ...]:
    names = (item.name for item in fields(Adopter) if item.name not in _IGNORED)
    return tuple(name for name in names if getattr(one, name) != getattr(other, name))
