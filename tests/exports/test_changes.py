"""What changed from one version of the list to the next."""

from dataclasses import replace
from datetime import date

from exports.changes import Changes, compare
from tests.exports.build import CLOUD, GEELY, HOSTILE


def test_added_removed_and_changed_entries_are_told_apart() -> None:
    later = replace(GEELY, date=date(2025, 2, 5), models=("R1",), added_at=None)
    changes = compare([GEELY, CLOUD], [later, HOSTILE])
    assert changes == Changes(
        added=(HOSTILE.company,), removed=(CLOUD.company,), changed=((GEELY.company, ("date", "models")),)
    )
    assert changes.lines() == [f"+ {HOSTILE.company}", f"- {CLOUD.company}", "~ 吉利: date, models"]


def test_the_same_list_has_no_changes() -> None:
    assert not compare([GEELY, CLOUD], [CLOUD, GEELY])
