"""How often each company was heard of, and when last."""

from datetime import date

from pipeline.gather import company_key
from store import coverage
from store.db import Session
from tests.store.build import NOW, TOPIC, put, sighting


def test_each_company_that_was_heard_of_has_its_last_announcement(db: Session) -> None:
    put(db, sighting("https://a/1"), sighting("https://b/1", filler=2, day=date(2025, 2, 3)))
    heard = coverage.heard(db, TOPIC)[company_key("吉利")]
    assert (heard.company, heard.last_found_at, heard.date, heard.announcements) == ("吉利", NOW, date(2025, 2, 3), 2)
