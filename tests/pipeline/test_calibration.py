"""Refitting moves weights towards decisions, keeps the shipped ones without them, and never diverges."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calibration import cross_validated, fit, measure, probability, reliability

PRIOR = {"bias": 0.0, "denied": -2.0, "named": 1.0}


def decisions(count: int, seed: int = 3) -> list:
    """Examples of a world in which 'named' says nothing and 'wire' says yes."""
    dice = random.Random(seed)
    rows = []
    for _ in range(count):
        features = {"named": float(dice.random() < 0.5), "wire": float(dice.random() < 0.5)}
        rows.append((features, dice.random() < (0.9 if features["wire"] else 0.2)))
    return rows


def test_without_decisions_the_shipped_weights_serve():
    assert fit([], PRIOR) == PRIOR


def test_decisions_teach_a_feature_that_the_shipped_weights_do_not_know():
    weights = fit(decisions(400), PRIOR)
    assert probability({"wire": 1.0}, weights) > 0.75
    assert probability({"wire": 0.0}, weights) < 0.35


def test_a_weight_without_examples_stays_as_shipped():
    assert fit(decisions(50), PRIOR)["denied"] == pytest.approx(-2.0)


def test_few_decisions_move_the_weights_less_than_many():
    few, many = fit(decisions(5), PRIOR), fit(decisions(400), PRIOR)
    assert abs(few.get("wire", 0)) < abs(many["wire"])


def test_refitting_does_better_on_decisions_that_it_has_not_seen():
    examples = decisions(300)
    before = measure((probability(features, PRIOR), true) for features, true in examples)
    assert cross_validated(examples, PRIOR).log_loss < before.log_loss


@given(st.lists(st.tuples(st.dictionaries(st.sampled_from("abc"), st.floats(-50, 50)), st.booleans()), max_size=12))
def test_fitting_never_diverges(examples):
    weights = fit(examples, PRIOR, steps=60)
    assert all(abs(value) < 1e4 for value in weights.values())


def test_a_reliability_table_counts_every_pair_once():
    rows = reliability([(0.05, False), (0.95, True), (1.0, True), (0.9, False)])
    assert sum(row[-1] for row in rows) == 4
    assert rows[-1][3] == pytest.approx(2 / 3)
