"""Each format holds the whole list, always in the same form, and nothing in it can act."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from exports import FORMATS
from exports.csv_file import COLUMNS, cell
from exports.markdown_file import escaped
from exports.sheet import web_address
from tests.exports.build import CLOUD, GEELY, HOSTILE, sheet

EXPECTED = Path(__file__).parent / "expected"


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_looks_exactly_as_the_one_people_have_built_on(name: str) -> None:
    expected = EXPECTED / f"list{FORMATS[name].suffix}"
    assert FORMATS[name].render(sheet(CLOUD, GEELY, HOSTILE)) == expected.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_list_is_still_a_valid_file(name: str) -> None:
    content = FORMATS[name].render(sheet())
    assert content.endswith(b"\n")
    if name == "csv":
        assert rows(content) == [list(COLUMNS)]
    if name == "json":
        assert json.loads(content)["adopters"] == []


def test_csv_opens_in_excel_with_every_field(tmp_path: Path) -> None:
    content = FORMATS["csv"].render(sheet(GEELY))
    assert content.startswith(b"\xef\xbb\xbf")
    entry = dict(zip(*rows(content), strict=True))
    assert entry["company"] == "吉利"
    assert (entry["sector"], entry["sector_zh"], entry["sector_en"]) == ("automotive", "汽车", "Automotive")
    assert (entry["date"], entry["date_basis"], entry["models"]) == ("2025-02-06", "stated", "R1; V3")
    assert entry["links"] == "https://news.example/geely; https://other.example/1"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1+1", "\u200b=1", "=cmd|' /C calc'!A0", "\n=1"],
)
def test_no_csv_cell_can_be_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["吉利", "DeepSeek-R1", "1+1=2", "'quoted'", ""])
def test_other_csv_cells_stay_as_they_are(text: str) -> None:
    assert cell(text) == text


def test_no_cell_of_a_hostile_entry_begins_like_a_formula() -> None:
    for value in rows(FORMATS["csv"].render(sheet(HOSTILE)))[1]:
        assert not value.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_json_says_what_it_is() -> None:
    content = json.loads(FORMATS["json"].render(sheet(GEELY, CLOUD)))
    assert (content["schema"], content["topic"], content["version"], content["count"]) == (
        "adopters-list/1", "deepseek", "2025.02.10-1", 2
    )  # fmt: skip
    assert content["made_at"] == "2025-02-10T09:30:00+00:00"
    assert content["licence"]
    assert content["adopters"][1]["date"] is None


def test_markdown_groups_by_sector_in_the_order_of_the_taxonomy() -> None:
    text = FORMATS["md"].render(sheet(HOSTILE, GEELY, CLOUD)).decode()
    headings = re.findall("^## (.*)$", text, re.MULTILINE)
    assert headings == ["云计算与算力 / Cloud and computing power (1)", "汽车 / Automotive (1)", "unheard-of (1)"]


def test_markdown_takes_scraped_text_literally() -> None:
    text = FORMATS["md"].render(sheet(HOSTILE)).decode()
    (row,) = [line for line in text.splitlines() if "alert" in line]
    assert len(re.findall(r"(?<!\\)\|", row)) == 7  # six cells, whatever the evidence contains
    assert "<script" not in text
    assert not re.search(r"(?<!\\)\]\(<?javascript", text)
    assert "\u202e" not in text
    assert "https://evil" not in text
    assert escaped("**a** `b` [c] ~d~ $e$ \\") == r"\*\*a\*\* \`b\` \[c\] \~d\~ \$e\$ \\"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/路?x=1&y=2", "https://a.example/%E8%B7%AF?x=1&y=2"),
        ("https://a.example/a b>c|d(e)", "https://a.example/a%20b%3Ec%7Cd%28e%29"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://", ""),
        ("http://[bad", ""),
        ("java\nscript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(url: str, expected: str) -> None:
    assert web_address(url) == expected
