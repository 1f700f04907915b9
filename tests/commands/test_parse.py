"""`adopters parse` reads saved pages, files in and a file out."""

import gzip
import json
from pathlib import Path

from click.testing import CliRunner

from commands.parse import command

PAGES = Path(__file__).parents[1] / "pipeline" / "pages"


def parse(folder, rows):
    manifest, out = folder / "pages.jsonl", folder / "out.jsonl"
    manifest.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    result = CliRunner().invoke(command, [str(manifest), "-o", str(out)])
    return result, [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_every_line_is_answered_in_order(tmp_path):
    (tmp_path / "a.html").write_bytes((PAGES / "trs_editor.html").read_bytes())
    (tmp_path / "b.html.gz").write_bytes(gzip.compress((PAGES / "wechat.html").read_bytes()))
    result, answers = parse(tmp_path, [{"id": "a", "file": "a.html"}, {"id": "b", "file": "b.html.gz"}])
    assert result.exit_code == 0
    assert [answer["id"] for answer in answers] == ["a", "b"]
    for answer in answers:
        assert answer["title"] == "示例科技平台上线新模型"
        assert answer["published"] == "2025-02-07"
        assert answer["language"] == "zh"
        assert answer["text"].startswith("2月6日，示例科技宣布")


def test_bad_lines_and_files_have_an_error_and_set_the_exit_status(tmp_path):
    (tmp_path / "a.html").write_bytes((PAGES / "english.html").read_bytes())
    result, answers = parse(tmp_path, ["{broken", {"id": "gone", "file": "gone.html"}, {"id": "a", "file": "a.html"}])
    assert result.exit_code == 1
    assert ["error" in answer for answer in answers] == [True, True, False]
    assert "gone.html" in answers[1]["error"]


def test_a_page_that_is_no_article_is_answered_with_its_reason(tmp_path):
    (tmp_path / "c.html").write_bytes((PAGES / "unusable" / "soft_404.html").read_bytes())
    result, answers = parse(tmp_path, [{"id": "c", "file": "c.html"}])
    assert result.exit_code == 0
    assert (answers[0]["reason"], answers[0]["text"]) == ("soft_404", "")


def test_relative_words_count_from_the_given_time(tmp_path):
    html = (
        "<title>示例科技平台上线新模型</title><h1>示例科技平台上线新模型</h1><i>昨天 12:30</i><p>"
        + "示例科技宣布上线新模型。" * 20
    )
    (tmp_path / "d.html").write_text(html, encoding="utf-8")
    _, answers = parse(tmp_path, [{"id": "d", "file": "d.html", "fetched_at": "2025-02-08T01:00:00+08:00"}])
    assert (answers[0]["published"], answers[0]["date_basis"]) == ("2025-02-07", "relative")
