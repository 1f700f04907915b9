"""JSON Lines commands answer line by line and survive bad lines."""

import gzip
import json

import pytest

from commands.jsonl import answer_rows, load_page, read_rows
from errors import InputFileError


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_one_bad_line_gives_an_error_and_the_rest_goes_on(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b'{"id": "a"}\nnot json\n\n[1]\n\xff\xfe\n{"id": "b"}\n')
    assert answer_rows(source, target, lambda row: {"seen": row["id"]}) == (2, 3)
    replies = lines(target)
    assert [reply["id"] for reply in replies] == ["a", "line 2", "line 4", "line 5", "b"]
    assert "not JSON" in replies[1]["error"]
    assert replies[4]["seen"] == "b"


def test_whatever_one_row_raises_becomes_its_error(tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1}\n{"id": 0}\n')

    def answer(row):
        return {"inverse": 1 / row["id"]}

    assert answer_rows(source, target, answer) == (1, 1)
    assert "ZeroDivisionError" in lines(target)[1]["error"]


def test_a_missing_file_names_itself_and_the_remedy(tmp_path):
    with pytest.raises(InputFileError, match=r"absent\.jsonl.* - give the path"):
        list(read_rows(tmp_path / "absent.jsonl"))


def test_a_page_is_found_beside_the_manifest_and_unpacked(tmp_path):
    (tmp_path / "p.html.gz").write_bytes(gzip.compress(b"<p>hello"))
    page = load_page({"id": "p", "file": "p.html.gz", "url": "https://a.cn/", "content_type": "text/html"}, tmp_path)
    assert (page.body, page.url, page.content_type) == (b"<p>hello", "https://a.cn/", "text/html")
    assert page.fetched_at.tzinfo is not None


def test_damaged_gzip_and_missing_files_are_named(tmp_path):
    (tmp_path / "p.html.gz").write_bytes(gzip.compress(b"<p>hello" * 99)[:30])
    for name in ("p.html.gz", "absent.html", None):
        with pytest.raises(InputFileError, match=name or "no 'file'"):
            load_page({"id": "p", "file": name}, tmp_path)
