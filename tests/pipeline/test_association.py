"""The second reader: organisations beside the topic in sentences whose grammar names nobody, judged by learnt weights."""

from dataclasses import replace
from functools import cache

import pytest

from catalog_loader import load_registry, load_topic
from catalog_tables import association
from errors import CatalogError
from pipeline.explaining import in_words
from pipeline.find import beside, explain, find_announcements
from pipeline.items import Article
from settings import ROOT

CATALOG = ROOT / "catalog"
UNUSUAL = "吉利的“小星”最近学会了思考，DeepSeek功不可没。"


@cache
def topic():
    return load_topic(CATALOG, "deepseek")


@cache
def registry():
    return load_registry(CATALOG)


def article(text):
    return Article(url="", title="", text=text)


def weights(**given):
    return replace(topic(), association=given)


def companies(text, tracked):
    return [one.company for one in find_announcements(article(text), tracked, registry())]


def test_without_weights_the_grammar_stands_alone():
    assert companies(UNUSUAL, weights()) == []


def test_an_organisation_whose_weights_reach_the_threshold_is_found_by_the_rule_goes_with():
    [found] = find_announcements(article(UNUSUAL), weights(bias=2.0), registry())
    assert (found.company, found.rules, found.evidence) == ("吉利", ("goes with",), UNUSUAL)


def test_the_surer_the_weights_the_higher_the_confidence():
    [low] = find_announcements(article(UNUSUAL), weights(bias=1.5), registry())
    [high] = find_announcements(article(UNUSUAL), weights(bias=4.0), registry())
    assert low.confidence < high.confidence


@pytest.mark.parametrize(
    "text",
    [
        "吉利没有接入DeepSeek。",
        "吉利计划接入DeepSeek。",
        "吉利的大模型在多项评测中超越DeepSeek。",
        "吉利发布新车，DeepSeek正式发布V3.1。",
        "网传吉利接入DeepSeek。",
    ],
)
def test_what_the_grammar_is_sure_of_stands_however_high_the_weights(text):
    assert companies(text, weights(bias=9.0)) == []


def test_the_maker_is_nobody_beside_its_own_model():
    assert companies("深度求索的DeepSeek背后站着许多人。", weights(bias=9.0)) == []


def test_what_it_saw_is_told_for_fitting_with_those_left_out_by_the_grammar_only():
    seen = beside(article("吉利接入DeepSeek。奇瑞的老板也常聊DeepSeek。"), topic(), registry())
    assert list(seen) == ["奇瑞"]
    written, [features] = seen["奇瑞"]
    assert written == "奇瑞"
    assert {"side:b", "clauses:b0", "sector:automotive"} <= set(features)


def test_it_is_explained_in_words():
    [row] = in_words(explain(article(UNUSUAL), weights(bias=2.0), registry()))
    assert row.accepted
    assert "named beside the model in words that usually mean that it has it" in row.reason


def test_shipped_weights_are_read():
    assert len(topic().association) > 500


def test_a_broken_line_of_weights_is_refused_with_file_and_line(tmp_path):
    (tmp_path / "association.tsv").write_text("# head\nbias\t-1\nside:a\tmuch\n", "utf-8")
    with pytest.raises(CatalogError, match=r"association\.tsv:3: not a feature"):
        association(tmp_path / "association.tsv")
    assert association(tmp_path / "nothing.tsv") == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("广告墙上的标志有DeepSeek、智谱、百川智能。", []),  # its like
        ("中国移动接入DeepSeek。移动云谈DeepSeek。", ["中国移动"]),  # the operator whose cloud it is
        ("紫光股份称，控股子公司新华三推出的一体机支持DeepSeek。", ["新华三"]),  # the subsidiary in the same sentence
    ],
)
def test_whom_the_sentence_tells_of_already_is_not_found_again(text, found):
    assert companies(text, weights(bias=9.0)) == found


def test_a_sentence_without_the_topic_counts_shortly_behind_one_that_names_it():
    text = "DeepSeek带来了热潮。吉利那边，上线的东西不少。"
    assert companies(text, weights(bias=-9.0, apart=18.0)) == ["吉利"]
    assert companies("带来了热潮。吉利那边，上线的东西不少。", weights(bias=-9.0, apart=18.0)) == []
    assert companies("DeepSeek带来了热潮。吉利那边，计划上线的东西不少。", weights(bias=-9.0, apart=18.0)) == []


def test_to_learn_from_everyone_those_found_by_the_grammar_are_told_as_well():
    seen = beside(article("吉利接入DeepSeek。奇瑞的老板也常聊DeepSeek。"), topic(), registry(), everyone=True)
    assert list(seen) == ["吉利", "奇瑞"]


def test_words_around_the_pair_are_seen():
    seen = beside(article("奇瑞的老板也常聊DeepSeek。"), topic(), registry())
    features = set(seen["奇瑞"][1][0])
    assert {"B<老板", "k<xT", "r2>。"} & features
    assert "B<常聊" in features
