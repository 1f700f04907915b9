"""What counts as an adoption, by whom, when: the main phenomena in one line each."""

import datetime as dt
from functools import cache

import pytest

from catalog_loader import load_registry, load_topic
from pipeline.find import explain, find_announcements
from pipeline.items import Article, DateBasis, Kind
from settings import ROOT

CATALOG = ROOT / "catalog"
DAY = dt.date(2025, 2, 10)


@cache
def registry():
    return load_registry(CATALOG)


@cache
def topic():
    return load_topic(CATALOG, "deepseek")


def found(text, title="", published=DAY):
    article = Article(url="https://press.example/1", title=title, text=text, published=published)
    return find_announcements(article, topic(), registry())


def companies(text, title=""):
    return {announcement.company for announcement in found(text, title)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("吉利汽车接入DeepSeek-R1。", {"吉利"}),
        ("DeepSeek上线国家超算互联网平台", {"国家超算互联网"}),
        ("华为小艺已接入DeepSeek", {"华为"}),
        ("奇瑞与DeepSeek完成深度融合。", {"奇瑞"}),
        ("岚图宣布已将DeepSeek模型整合至座舱。", {"岚图"}),
        ("零跑、深蓝汽车、极氪等先后宣布接入DeepSeek。", {"零跑", "深蓝汽车", "极氪"}),
        ("江苏银行本地化部署DeepSeek-R1满血版。", {"江苏银行"}),
        ("三大运营商全面接入DeepSeek", {"中国移动", "中国电信", "中国联通"}),
        ("除比亚迪外，长城汽车也接入了DeepSeek。", {"比亚迪", "长城汽车"}),
        ("云山智造科技宣布完成DeepSeek的私有化部署。", {"云山智造科技"}),
    ],
)
def test_who_adopts(text, expected):
    assert companies(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "夸克没有接入DeepSeek。",
        "艾隆科技在互动平台表示，公司产品尚未接入DeepSeek大模型。",
        "东湖高新表示，公司已在尝试接入DeepSeek接口。",
        "多家车企接入DeepSeek。",
        "瑞幸咖啡接入豆包大模型，DeepSeek股价大涨。",
        "DeepSeek上线V4正式版。",
        "小米是否接入DeepSeek？",
        "网传小米接入DeepSeek。",
    ],
)
def test_this_is_not_an_adoption(text):
    assert companies(text) == set()


def test_the_day_is_read_from_the_text():
    [announcement] = found("2月6日，吉利宣布接入DeepSeek。")
    assert announcement.date == dt.date(2025, 2, 6)
    assert announcement.date_basis is DateBasis.STATED


def test_evidence_is_the_exact_sentence_of_the_text():
    text = "今天天气不错。**吉利汽车** 接入 DeepSeek。谢谢。"
    [announcement] = found(text)
    assert text[announcement.start : announcement.end] == announcement.evidence
    assert announcement.evidence == "吉利汽车** 接入 DeepSeek。"


def test_an_official_promise_is_kept_as_announced():
    [announcement] = found("努比亚宣布即将深度整合满血版DeepSeek。")
    assert announcement.kind is Kind.ANNOUNCED


def test_what_was_rejected_is_explained():
    article = Article(url="", title="", text="夸克没有接入DeepSeek。", published=DAY)
    [finding] = explain(article, topic(), registry())
    assert not finding.accepted
    assert finding.verdict == "denied"
