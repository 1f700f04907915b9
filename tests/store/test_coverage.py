"""What the sources cover, and where to look for those that have none."""

from datetime import date

from pipeline.gather import company_key
from store import coverage, decisions
from store.db import Session
from tests.store.build import NOW, TOPIC, put, sighting
from tests.store.test_decisions import decide


def test_each_company_that_was_heard_of_has_its_last_announcement(db: Session) -> None:
    put(db, sighting("https://a/1"), sighting("https://b/1", filler=2, day=date(2025, 2, 3)))
    heard = coverage.heard(db, TOPIC)[company_key("吉利")]
    assert (heard.company, heard.last_found_at, heard.date, heard.announcements) == ("吉利", NOW, date(2025, 2, 3), 2)


def test_a_listed_company_without_a_source_is_suggested_with_where_it_was_read(db: Session) -> None:
    put(db, sighting("https://www.oppo.example/1", "OPPO"), sighting("https://a/1"), sighting("https://b/1", "极氪"))
    put(db, sighting("https://news.example/1", "OPPO", filler=2), sighting("https://news.example/2", "OPPO", filler=3))
    for company in ("OPPO", "吉利"):
        decide(db, decisions.accept, company)
    (suggestion,) = coverage.without_source(db, TOPIC, ["吉利"])
    assert (suggestion.company, suggestion.announcements) == ("OPPO", 3)
    assert suggestion.hosts == ("news.example", "www.oppo.example")
    assert coverage.without_source(db, TOPIC, ["吉利", "Ｏppo"]) == []
