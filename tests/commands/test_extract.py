"""`adopters extract` and `adopters explain`: the forms they read and write, and what a bad line does."""

import json
from pathlib import Path

from click.testing import CliRunner

from commands.explain import command as explain
from commands.extract import command as extract

FIELDS = {
    "company", "company_as_written", "date", "date_basis", "sector", "models", "product", "evidence", "start", "end",
    "confidence",
}  # fmt: skip


def run(tmp_path, lines, *options):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = CliRunner().invoke(extract, [str(source), "-o", str(target), *options])
    return result, [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def test_an_announcement_has_the_fields_of_the_contract(tmp_path):
    text = "2月6日，吉利宣布接入DeepSeek-R1。"
    row = {"id": "a", "title": "", "text": text, "published": "2025-02-10"}
    result, [answer] = run(tmp_path, [json.dumps(row)])
    assert result.exit_code == 0
    [announcement] = answer["announcements"]
    assert set(announcement) >= FIELDS
    assert (announcement["company"], announcement["date"], announcement["models"]) == ("吉利", "2025-02-06", ["R1"])
    assert text[announcement["start"] : announcement["end"]] == announcement["evidence"]


def test_a_bad_line_gives_an_error_and_the_rest_goes_on(tmp_path):
    lines = ["{not json", json.dumps({"id": "b", "title": "吉利接入DeepSeek", "text": ""}), '{"id": "c", "text": 7}']
    result, answers = run(tmp_path, lines)
    assert result.exit_code == 1
    assert ["error" in answer for answer in answers] == [True, False, True]
    assert answers[1]["announcements"][0]["company"] == "吉利"


def test_another_topic_is_a_file(tmp_path):
    topic = Path(__file__).parents[1] / "pipeline" / "topics" / "moonlark.yaml"
    row = {"id": "a", "title": "吉利接入DeepSeek，零跑接入Moonlark", "text": ""}
    _, [answer] = run(tmp_path, [json.dumps(row)], "--topic", str(topic))
    assert [announcement["company"] for announcement in answer["announcements"]] == ["零跑"]


def test_explain_tells_what_was_found_and_what_was_rejected(tmp_path):
    file = tmp_path / "news.txt"
    file.write_text("车圈新闻\n\n吉利汽车宣布接入DeepSeek。夸克没有接入DeepSeek。", encoding="utf-8")
    result = CliRunner().invoke(explain, [str(file)])
    assert result.exit_code == 0
    assert "+ 吉利" in result.output
    assert "- 夸克: the text denies it" in result.output
