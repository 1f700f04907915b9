"""`adopters export` writes what was accepted, and says what changed."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest

from store import decisions
from tests.commands.workplace import Workplace, problem, small_catalog
from tests.store.build import NOW, put, sighting
from tests.store.test_decisions import decide


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    workplace = Workplace(tmp_path, monkeypatch, {"ADOPTERS_CATALOG_DIR": str(small_catalog(tmp_path))})
    with workplace.db() as db:
        put(db, sighting("https://a.example/1"), sighting("https://b.example/1", "极氪", filler=2))
        decide(db, decisions.accept, at=NOW)
    return workplace


def accept_the_other(place: Workplace) -> None:
    with place.db() as db:
        decide(db, decisions.accept, "极氪", at=NOW + timedelta(days=2))


def test_all_formats_go_into_the_data_folder(place: Workplace) -> None:
    result = place.run("export")
    assert result.exit_code == 0, result.output
    files = sorted(path.name for path in (place.data / "exports").iterdir())
    assert [name.rsplit(".", 1)[1] for name in files] == ["csv", "json", "md"]
    assert ": 1 adopters\n  + 吉利\n" in result.output


def test_the_difference_to_the_former_version_is_printed(place: Workplace) -> None:
    place.run("export")
    assert "nothing changed since" in place.run("export").output
    accept_the_other(place)
    with place.db() as db:
        decide(db, decisions.edit, fields={"sector": "cloud"})
    output = place.run("export").output
    assert "2 adopters (+1 -0 ~1 since" in output
    assert "+ 极氪" in output
    assert "~ 吉利: sector" in output


def test_one_file_by_its_ending(place: Workplace) -> None:
    assert place.run("export", "-o", "list.csv").exit_code == 0
    content = Path("list.csv").read_bytes().decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content, newline=""))
    assert (row["company"], row["sector_zh"], row["url"]) == ("吉利", "汽车", "https://a.example/1")
    assert row["evidence"].startswith("吉利宣布与DeepSeek")


def test_standard_output_holds_nothing_but_the_file(place: Workplace) -> None:
    result = place.run("export", "--format", "json", "-o", "-")
    assert json.loads(result.stdout)["adopters"][0]["company"] == "吉利"
    assert "1 adopters" in result.stderr


def test_the_list_as_it_stood_on_a_day_has_no_version_of_its_own(place: Workplace) -> None:
    accept_the_other(place)
    content = place.run("export", "--format", "json", "-o", "-", "--as-of", "2025-02-06").stdout
    assert [entry["company"] for entry in json.loads(content)["adopters"]] == ["吉利"]
    assert json.loads(content)["version"] == "as-of-2025-02-06"
    assert "(+" not in place.run("export").output


def test_a_day_ends_at_midnight_in_shanghai(place: Workplace) -> None:
    # accepted on the 6th at 08:00 UTC, 16:00 in Shanghai
    for moment, expected in (("2025-02-05", 0), ("2025-02-06T07:59", 0), ("2025-02-06T16:00+08:00", 1)):
        content = place.run("export", "--format", "json", "-o", "-", "--as-of", moment).stdout
        assert json.loads(content)["count"] == expected


def test_mistakes_are_answered_with_a_remedy(place: Workplace) -> None:
    assert "--as-of 'soon': is no time - write 2025-02-10" in problem(place.run("export", "--as-of", "soon"))
    assert "choose one with --format" in problem(place.run("export", "-o", "-"))
    assert "give a file or folder that can be written" in problem(place.run("export", "-o", "/proc/none/list.csv"))


def test_a_spreadsheet_ending_is_no_folder(place: Workplace) -> None:
    assert ".xlsx is no format of the list - choose one of .csv, .json, .md" in problem(
        place.run("export", "-o", "list.xlsx")
    )
    assert not (place.folder / "list.xlsx").exists()


def test_a_folder_is_created(place: Workplace) -> None:
    place.run("export", "--format", "md", "-o", "new/folder")
    (file,) = Path("new/folder").iterdir()
    assert "| 吉利 | 2025-02-06 |" in file.read_text(encoding="utf-8")
