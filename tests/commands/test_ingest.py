"""`adopters ingest` takes a document as it is and ends in the queue."""

import json
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from commands.document import from_markdown, load_document
from errors import InputFileError
from pipeline.items import Article
from settings import Settings
from store import candidates, pages
from tests.commands.workplace import Workplace, small_catalog

DOCUMENTS = Path(__file__).parent / "documents"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    return Workplace(tmp_path, monkeypatch, {"ADOPTERS_CATALOG_DIR": str(small_catalog(tmp_path))})


@pytest.fixture
def site() -> Iterator[str]:
    """The documents over HTTP on loopback; gives host:port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=DOCUMENTS)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


def document(name: str) -> Article:
    return load_document(str(DOCUMENTS / name), Settings())


def test_files_of_every_kind_end_in_the_queue(place: Workplace) -> None:
    result = place.run("ingest", *(str(DOCUMENTS / name) for name in ("release.html", "notes.md", "brief.txt")))
    assert result.exit_code == 0, result.output
    with place.db() as db:
        waiting = {view.fields.company: view for view in candidates.waiting(db)}
        stored = pages.counts(db)
    assert {name: view.fields.date for name, view in waiting.items()} == {
        "OPPO": date(2025, 2, 11),
        "岚图": date(2025, 2, 7),
        "荣耀": date(2025, 2, 8),
    }
    assert waiting["OPPO"].evidence[0].sentence.startswith("2月11日，OPPO 宣布小布助手正式接入 DeepSeek-R1")
    assert stored == {"article": 3}
    assert "brief.txt: 荣耀" in result.output


def test_the_same_document_again_changes_nothing(place: Workplace) -> None:
    place.run("ingest", str(DOCUMENTS / "brief.txt"))
    assert "(nothing new)" in place.run("ingest", str(DOCUMENTS / "brief.txt")).output
    with place.db() as db:
        assert candidates.waiting(db)[0].sightings == 1


def test_a_document_that_cannot_be_read_is_named_and_the_others_go_on(place: Workplace) -> None:
    Path("empty.txt").write_text("\n \n")
    Path("bytes.dat").write_bytes(bytes(range(256)) * 9)
    result = place.run("ingest", "absent.html", "empty.txt", "bytes.dat", "ftp://a/b", str(DOCUMENTS / "brief.txt"))
    assert result.exit_code == 1
    assert "error: absent.html: No such file or directory - give a readable file" in result.stderr
    assert "error: empty.txt: no article: empty (no text) - save its text to a file" in result.stderr
    assert "error: bytes.dat: is no text" in result.stderr
    assert "error: ftp://a/b: is no web address" in result.stderr
    assert "brief.txt: 荣耀" in result.stdout


def test_address_and_day_of_a_saved_file_can_be_given(place: Workplace) -> None:
    place.run("ingest", str(DOCUMENTS / "brief.txt"), "--url", "https://honor.example/1", "--published", "2025-02-09")
    with place.db() as db:
        (shown,) = candidates.waiting(db)[0].evidence
    assert (shown.url, shown.published) == ("https://honor.example/1", date(2025, 2, 9))


def test_an_address_is_fetched(place: Workplace, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADOPTERS_ALLOWED_PRIVATE_HOSTS", json.dumps([site]))
    result = place.run("ingest", f"http://{site}/release.html", f"http://{site}/absent.html")
    assert "release.html: " in result.stdout
    assert f"error: http://{site}/absent.html: " in result.stderr
    assert "404" in result.stderr
    assert result.exit_code == 1
    with place.db() as db:
        assert candidates.waiting(db)[0].evidence[0].url == f"http://{site}/release.html"


def test_an_address_on_a_private_network_is_refused(place: Workplace, site: str) -> None:
    result = place.run("ingest", f"http://{site}/release.html")
    assert result.exit_code == 1
    assert "127.0.0.1" in result.stderr
    with place.db() as db:
        assert pages.counts(db) == {}


def test_markdown_is_read_as_its_words() -> None:
    article = document("notes.md")
    assert (article.title, article.published, article.outlet) == ("两家车企的消息", date(2025, 2, 8), "notes.md")
    assert "岚图汽车宣布完成与 DeepSeek 模型的深度融合， 首款车型为知音。" in article.text
    assert not set("*[]#|!") & set(article.text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# 标题\n\n正文。", "标题"),
        ("---\ntitle: [not a name\n---\n正文", "正文"),
        ("---\ntitle: 甲\ndate: 2025-02-30\n---\n正文", "甲"),
        ("---\n- 列表\n---\n# 乙", "乙"),
    ],
)
def test_front_matter_may_be_missing_or_broken(text: str, title: str) -> None:
    article = from_markdown(text, "file:///x.md")
    assert isinstance(article, Article)
    assert (article.title, article.published) == (title, None)


def test_a_file_of_another_charset_is_read(tmp_path: Path) -> None:
    file = tmp_path / "gbk.txt"
    file.write_bytes("荣耀手机接入 DeepSeek\n荣耀宣布接入 DeepSeek，用户可以使用。".encode("gb18030"))
    assert load_document(str(file), Settings()).title == "荣耀手机接入 DeepSeek"


def test_a_file_too_large_to_be_an_article_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    file.write_bytes(b"x" * 20_000)
    with pytest.raises(InputFileError, match=r"larger than 10000 bytes - raise max_page_bytes"):
        load_document(str(file), Settings(max_page_bytes=10_000))
