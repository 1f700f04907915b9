"""A topic is data: another one needs one file, and a text that never names it is left alone."""

from functools import cache
from pathlib import Path

import pytest

from catalog_loader import load_registry, load_topic, load_topic_file
from pipeline.find import find_announcements
from pipeline.items import Article
from pipeline.topics import mentions
from settings import ROOT

CATALOG = ROOT / "catalog"
OWN = Path(__file__).parent / "topics" / "moonlark.yaml"


@cache
def registry():
    return load_registry(CATALOG)


def read(text, topic):
    return find_announcements(Article(url="", title="", text=text), topic, registry())


def test_a_second_topic_needs_one_file():
    topic = load_topic_file(CATALOG, OWN)
    found = read("零跑汽车宣布接入月雀大模型M2。吉利接入DeepSeek。岚图没有接入Moonlark。", topic)
    assert [(announcement.company, announcement.models) for announcement in found] == [("零跑", ("M2",))]
    assert found[0].topic == "moonlark"


def test_the_topics_do_not_see_each_other():
    text = "零跑汽车宣布接入月雀大模型M2。"
    assert read(text, load_topic(CATALOG, "deepseek")) == []


def test_the_maker_of_a_topic_never_adopts_it():
    assert read("月雀智能宣布上线Moonlark M2。", load_topic_file(CATALOG, OWN)) == []


@pytest.mark.parametrize(
    "text", ["接入DeepSeek。", "DEEPSEEK", "Ｄｅｅｐｓｅｅｋ", "deep seek", "深度求索", "一篇提到 DeekSeep 的文章"]
)
def test_the_topic_is_seen_in_any_spelling(text):
    assert mentions(text, load_topic(CATALOG, "deepseek"))


def test_a_text_without_the_topic_is_not_read():
    topic = load_topic(CATALOG, "deepseek")
    assert not mentions("深圳的求索者在深夜寻找深度。Deep learning, seeking depth." * 100, topic)
