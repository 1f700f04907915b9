"""Whatever a page may hold: no crash, exact offsets, no runaway pattern."""

import datetime as dt
import time
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog_loader import load_registry, load_topic
from pipeline.find import explain, find_announcements
from pipeline.items import Article
from settings import ROOT

PIECES = [
    *"，。；：、！？“”「」《》【】（）()[]*#|\n ",
    *"将把与和对在的了也已未不会可能传曝其说称被由让各某",
    *("DeepSeek", "deepseek-r1", "DeepSeek-V3", "深度求索", "满血版", "大模型", "671B", "R1/V3", "Kimi", "豆包"),
    *(
        "接入",
        "部署",
        "上线",
        "适配",
        "支持",
        "完成",
        "融合",
        "宣布",
        "表示",
        "没有",
        "计划",
        "是否",
        "网传",
        "纷纷跟进",
    ),
    *(
        "华为",
        "吉利汽车",
        "三大运营商",
        "江苏银行",
        "某某科技",
        "PPIO",
        "OPPO",
        "ChinaMobile",
        "旗下",
        "等多家公司",
        "包括",
    ),
    *(
        "除",
        "之外",
        "继",
        "之后",
        "以",
        "为例",
        "2月6日",
        "昨日",
        "同日",
        "上周五",
        "2025年13月45日",
        "Feb. 31",
        "（300001.SZ）",
    ),
    *(
        "has integrated ",
        "The company ",
        "is available on ",
        "Eastlake Bank ",
        "https://a.example/x",
        "![图](http://x)",
        "\u200b",
        "\U0001f600",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=60).map("".join)
DAYS = st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))


@cache
def catalogue():
    return load_topic(ROOT / "catalog", "deepseek"), load_registry(ROOT / "catalog")


def check(title, text, published):
    topic, registry = catalogue()
    article = Article(url="", title=title, text=text, published=published)
    for announcement in find_announcements(article, topic, registry):
        source = title if announcement.evidence_in == "title" else text
        assert announcement.evidence
        assert source[announcement.start : announcement.end] == announcement.evidence
        assert 0 < announcement.confidence < 1
        assert announcement.company
        assert announcement.company_as_written
        assert announcement.sector in {*registry.sectors, "other"}
    explain(article, topic, registry)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS, TEXTS, DAYS)
def test_any_text_is_read_with_exact_offsets(title, text, published):
    check(title, text, published)


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS, DAYS)
def test_ten_thousand_texts_are_read_with_exact_offsets(text, published):
    check("", text, published)


@pytest.mark.parametrize(
    "piece",
    [
        "接入DeepSeek", "DeepSeek、", "华为、", "、", "，", "的", "(", "（（", "[", "![](", "**", "1", "2月", "a ", "A. ",
        "除华为外，", "包括", "宣布", "DeepSeek部署", "科技银行大学", "江苏省南京市", "A and B, ", "DeepSeek is available on ",
        "“", "R1/V3", "满血版", "—" , "接入", "同日，", "\n", "Eastlake Bank and ",
    ],
)  # fmt: skip
def test_no_pattern_runs_away(piece):
    topic, registry = catalogue()
    text = "华为接入DeepSeek。" + piece * (12_000 // len(piece)) + "DeepSeek"
    started = time.thread_time()
    find_announcements(Article(url="", title=text[:2000], text=text), topic, registry)
    assert time.thread_time() - started < 10  # a quadratic pattern takes minutes here
