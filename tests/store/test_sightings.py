"""From articles to candidates: everything about one company ends in one place."""

from dataclasses import replace
from datetime import date, timedelta

from pipeline.items import DateBasis
from store import candidates
from store.db import Engine, Session, session
from store.sightings import add_article, add_sightings
from tests.store.build import FILLER, NOW, TOPIC, one, put, sighting


def test_a_company_in_several_outlets_is_one_candidate_with_all_its_evidence(db: Session) -> None:
    put(db, sighting("https://a/1", filler=1, outlet="甲"), sighting("https://b/1", filler=2, outlet="乙"))
    (candidate,) = candidates.waiting(db)
    assert (candidate.fields.company, candidate.sightings, candidate.independent) == ("吉利", 2, 2)
    assert {shown.outlet for shown in candidate.evidence} == {"甲", "乙"}
    assert candidate.confidence == 0.96


def test_spelling_width_and_legal_form_do_not_make_another_company(db: Session) -> None:
    put(db, sighting("https://a/1", "PPIO派欧云", known=False), sighting("https://b/1", "ＰＰＩＯ 派欧云", filler=2))
    put(db, sighting("https://c/1", "云轴科技"), sighting("https://d/1", "云轴科技有限公司", filler=2))
    assert sorted(view.sightings for view in candidates.waiting(db)) == [2, 2]


def test_the_same_text_on_two_outlets_counts_once(db: Session) -> None:
    text = f"吉利汽车宣布，其自研星睿大模型已与DeepSeek-R1完成深度融合。{FILLER[1]}{FILLER[2]}{FILLER[3]}"
    sentence = text.split("。")[0] + "。"
    first = sighting("https://a/1", text=text, sentence=sentence)
    copy = sighting("https://b/1", text="（转载）" + text + "责任编辑：王", sentence=sentence)
    put(db, first, copy)
    (candidate,) = candidates.waiting(db)
    assert (candidate.sightings, candidate.independent, candidate.confidence) == (2, 1, 0.8)
    assert candidate.evidence[0].copies == 1


def test_an_excerpt_with_the_same_sentence_is_no_second_source(db: Session) -> None:
    sentence = "吉利汽车宣布，其自研星睿大模型已与DeepSeek-R1完成深度融合。"
    put(db, sighting("https://a/1", sentence=sentence), sighting("https://b/1", sentence=sentence, text=sentence))
    assert candidates.waiting(db)[0].independent == 1


def test_evidence_is_shown_within_its_paragraph(db: Session) -> None:
    text = "导语。\n前半句。吉利接入DeepSeek。后半句。\n结尾。"
    put(db, sighting("https://a/1", text=text, sentence="吉利接入DeepSeek。"))
    (shown,) = candidates.waiting(db)[0].evidence
    assert (shown.before, shown.sentence, shown.after) == ("前半句。", "吉利接入DeepSeek。", "后半句。")
    assert text[shown.start : shown.end] == shown.sentence


def test_adding_an_article_again_changes_nothing(db: Session) -> None:
    (first,) = put(db, sighting("https://a/1"))
    before = one(db, "吉利")
    (again,) = put(db, sighting("https://a/1"), at=NOW + timedelta(hours=1))
    assert (first.announcements, again.announcements, again.updated) == (1, 0, 1)
    assert one(db, "吉利") == before


def test_a_better_extraction_replaces_the_old_one(db: Session) -> None:
    put(db, sighting("https://a/1", day=None, basis=DateBasis.UNKNOWN), sighting("https://b/1", "极氪"))
    put(db, sighting("https://a/1", day=date(2025, 2, 6), models=("R1", "V3")))
    candidate = one(db, "吉利")
    assert (candidate.sightings, candidate.fields.date, candidate.fields.models) == (1, date(2025, 2, 6), ("R1", "V3"))


def test_what_the_extractor_no_longer_finds_leaves_the_queue(db: Session) -> None:
    found = sighting("https://a/1")
    put(db, found)
    added = add_article(db, found.article, [], at=NOW, topic=TOPIC)
    assert (added.removed, candidates.waiting(db)) == (1, [])


def test_what_a_person_decided_on_stays_even_if_the_extractor_no_longer_finds_it(db: Session) -> None:
    from store import decisions

    found = sighting("https://a/1")
    put(db, found)
    decisions.reject(db, one(db, "吉利").id, reviewer="li", at=NOW, version=one(db, "吉利").version)
    assert add_article(db, found.article, [], at=NOW, topic=TOPIC).removed == 0


def test_two_companies_in_one_article_are_two_candidates(db: Session) -> None:
    text = "岚图汽车完成与DeepSeek的深度融合；智己汽车也已接入DeepSeek。"
    both = [
        sighting("https://a/1", "岚图", text=text, sentence="岚图汽车完成与DeepSeek的深度融合"),
        sighting("https://a/1", "智己", text=text, sentence="智己汽车也已接入DeepSeek"),
    ]
    (added,) = add_sightings(db, both, at=NOW)
    assert (added.announcements, len(added.new)) == (2, 2)


def test_other_days_stay_visible(db: Session) -> None:
    put(
        db,
        sighting("https://a/1", day=date(2025, 2, 8), filler=1),
        sighting("https://b/1", day=date(2025, 2, 6), filler=2),
    )
    candidate = one(db, "吉利")
    assert (candidate.fields.date, candidate.other_dates) == (date(2025, 2, 6), (date(2025, 2, 8),))


def test_hostile_text_does_not_stop_the_store(db: Session) -> None:
    found = sighting("https://a/1", text="\x00吉利\ud800接入DeepSeek。", sentence="吉利\ud800接入DeepSeek。")
    put(db, replace(found, announcement=replace(found.announcement, models=("R1\x00",), product="<script>\x00")))
    (shown,) = one(db, "吉利").evidence
    assert shown.sentence == "吉利�接入DeepSeek。"


def test_two_crawlers_may_bring_the_same_company_at_once(engine: Engine) -> None:
    from threading import Thread

    problems: list[BaseException] = []

    def crawl(outlet: str) -> None:
        try:
            for number in range(5):
                with session(engine) as own:
                    put(
                        own,
                        sighting(f"https://{outlet}/{number}", filler=number % 3 + 1),
                        sighting(f"https://{outlet}/x", "极氪"),
                    )
        except BaseException as error:
            problems.append(error)

    threads = [Thread(target=crawl, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with session(engine) as db:
        assert sorted((view.fields.company, view.sightings) for view in candidates.waiting(db)) == [
            ("吉利", 15),
            ("极氪", 3),
        ]
