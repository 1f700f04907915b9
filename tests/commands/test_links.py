"""`adopters links`: article links of saved pages, one answer a line, whatever a line holds."""

import gzip
import json
from pathlib import Path

from click.testing import CliRunner, Result

from cli import adopters

PAGE = (
    '<html><body><ul class="news">'
    '<li><a href="/news/1.html">远山汽车座舱大模型完成与DeepSeek的融合</a><span>2025-02-08</span></li>'
    '<li><a href="/news/2.html">第三代产品发布会在成都举行</a><span>2025-02-06</span></li>'
    "</ul></body></html>"
)
FOUND = [
    {"url": "https://example.com/news/1.html", "title": "远山汽车座舱大模型完成与DeepSeek的融合", "date": "2025-02-08"},
    {"url": "https://example.com/news/2.html", "title": "第三代产品发布会在成都举行", "date": "2025-02-06"},
]


def run(folder: Path, *rows: object) -> tuple[Result, list[dict]]:
    manifest, out = folder / "in.jsonl", folder / "out.jsonl"
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    manifest.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = CliRunner().invoke(adopters, ["links", str(manifest), "-o", str(out)])
    return result, [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_a_page_gives_its_articles_in_page_order(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    result, answers = run(tmp_path, {"id": "a", "file": "a.html", "url": "https://example.com/news/"})
    assert result.exit_code == 0
    assert answers == [{"id": "a", "articles": FOUND}]


def test_a_packed_page_in_another_charset_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE.encode("gb18030")))
    row = {"id": "a", "file": "a.html.gz", "url": "https://example.com/news/", "content_type": "text/html; charset=GBK"}
    _, answers = run(tmp_path, row)
    assert answers[0]["articles"] == FOUND


def test_links_of_a_page_without_an_address_stay_relative(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    _, answers = run(tmp_path, {"id": "a", "file": "a.html"})
    assert [article["url"] for article in answers[0]["articles"]] == ["/news/1.html", "/news/2.html"]


def test_a_page_may_name_its_own_address(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://example.com/news/">'
    (tmp_path / "a.html").write_text(PAGE.replace("<body>", f"{head}<body>"), encoding="utf-8")
    _, answers = run(tmp_path, {"id": "a", "file": "a.html"})
    assert answers[0]["articles"] == FOUND


def test_a_bad_line_or_file_is_an_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    good = {"id": "good", "file": "a.html", "url": "https://example.com/news/"}
    result, answers = run(tmp_path, {"id": "gone", "file": "gone.html"}, "not json", {"id": "bare"}, good)
    assert result.exit_code == 1
    assert ["error" in answer for answer in answers] == [True, True, True, False]
    assert answers[-1] == {"id": "good", "articles": FOUND}


def test_every_kind_of_listing_is_told_by_its_bytes(tmp_path: Path) -> None:
    link = "https://example.com/news/1.html"
    kinds = {
        "feed": f"<rss version='2.0'><channel><item><title>第三代产品发布会在成都举行</title><link>{link}</link></item></channel></rss>",
        "sitemap": f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{link}</loc></url></urlset>",
        "json": json.dumps({"list": [{"title": "第三代产品发布会在成都举行", "url": link, "date": "2025-02-06"}]}),
    }
    for name, body in kinds.items():
        (tmp_path / name).write_text(body, encoding="utf-8")
    _, answers = run(tmp_path, *({"id": name, "file": name, "url": "https://example.com/x"} for name in kinds))
    assert [[article["url"] for article in answer["articles"]] for answer in answers] == [[link]] * 3
