"""Every version of the list is kept, and nothing gets a version that has not changed."""

from datetime import timedelta

from store import exports
from store.db import Session
from tests.exports.build import CLOUD, GEELY, HOSTILE
from tests.store.build import NOW, TOPIC


def test_a_changed_list_gets_the_next_version(db: Session) -> None:
    assert exports.latest(db, TOPIC) is None
    first = exports.record(db, topic=TOPIC, adopters=[GEELY], made_at=NOW)
    second = exports.record(db, topic=TOPIC, adopters=[GEELY, CLOUD], made_at=NOW + timedelta(hours=1))
    third = exports.record(db, topic=TOPIC, adopters=[CLOUD], made_at=NOW + timedelta(days=1))
    assert [export.version for export in (first, second, third)] == ["2025.02.06-1", "2025.02.06-2", "2025.02.07-1"]
    assert exports.latest(db, TOPIC) == third
    assert [entry[2] for entry in exports.versions(db, TOPIC)] == [1, 2, 1]


def test_an_unchanged_list_keeps_its_version_and_time(db: Session) -> None:
    first = exports.record(db, topic=TOPIC, adopters=[GEELY], made_at=NOW)
    again = exports.record(db, topic=TOPIC, adopters=[GEELY], made_at=NOW + timedelta(days=1))
    assert again == first


def test_entries_come_back_as_they_were(db: Session) -> None:
    exports.record(db, topic=TOPIC, adopters=[GEELY, CLOUD, HOSTILE], made_at=NOW)
    kept = exports.latest(db, TOPIC)
    assert kept is not None
    assert kept.adopters == (GEELY, CLOUD, HOSTILE)


def test_topics_have_versions_of_their_own(db: Session) -> None:
    exports.record(db, topic=TOPIC, adopters=[GEELY], made_at=NOW)
    assert exports.record(db, topic="kimi", adopters=[], made_at=NOW).version == "2025.02.06-1"
