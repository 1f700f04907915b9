"""Logistic weights that turn named features into a probability: scoring, refitting from decisions, reliability."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Features = Mapping[str, float]
Example = tuple[Features, bool]
BIAS = "bias"


def probability(features: Features, weights: Mapping[str, float]) -> float:
    """The probability in (0, 1) that the features speak of a true adoption; unknown features count nothing."""
    z = weights.get(BIAS, 0.0) + sum(weights.get(name, 0.0) * value for name, value in features.items())
    return sigmoid(z)


def sigmoid(z: float) -> float:
    """The logistic function of log odds, without overflow."""
    z = max(-30.0, min(30.0, z))
    return 1.0 / (1.0 + math.exp(-z))


def fit(
    examples: Sequence[Example], prior: Mapping[str, float], *, strength: float = 4.0, steps: int = 400
) -> dict[str, float]:
    """Weights refitted to the examples by maximum a posteriori, each pulled towards its prior value.

    `strength` is the precision of the Gaussian prior: with few examples the shipped weights stay, with many the
    reviewers' decisions win. Plain gradient descent with a step bounded by the curvature (at most
    (n_features + 1) / 4 per example), so it cannot diverge.
    """
    names = sorted({name for features, _ in examples for name in features} | {BIAS})
    weights = {name: prior.get(name, 0.0) for name in {*names, *prior}}
    if not examples:
        return weights
    largest = max(1.0 + sum(value * value for value in features.values()) for features, _ in examples)
    rate = 1.0 / (0.25 * largest * len(examples) + strength)
    for _ in range(steps):
        gradient = {name: strength * (weights[name] - prior.get(name, 0.0)) for name in names}
        for features, true in examples:
            error = probability(features, weights) - true
            gradient[BIAS] += error
            for name, value in features.items():
                gradient[name] += error * value
        for name in names:
            weights[name] -= rate * gradient[name]
    return weights


@dataclass(frozen=True, slots=True)
class Fit:
    """How well probabilities match what people decided: lower is better for both."""

    brier: float  # mean squared error, in [0, 1]
    log_loss: float  # nats per example
    count: int


def measure(pairs: Iterable[tuple[float, bool]]) -> Fit:
    """Brier score and logarithmic loss of (probability, truth) pairs; zeros when there are none."""
    rows = [(min(max(p, 1e-9), 1 - 1e-9), bool(true)) for p, true in pairs]
    if not rows:
        return Fit(0.0, 0.0, 0)
    brier = sum((p - true) ** 2 for p, true in rows) / len(rows)
    loss = -sum(math.log(p if true else 1 - p) for p, true in rows) / len(rows)
    return Fit(brier, loss, len(rows))


def cross_validated(examples: Sequence[Example], prior: Mapping[str, float], folds: int = 5) -> Fit:
    """How refitted weights do on examples that they have not seen (every `folds`-th is kept back in turn)."""
    pairs: list[tuple[float, bool]] = []
    for fold in range(folds):
        kept = [example for i, example in enumerate(examples) if i % folds == fold]
        weights = fit([example for i, example in enumerate(examples) if i % folds != fold], prior)
        pairs += [(probability(features, weights), true) for features, true in kept]
    return measure(pairs)


def reliability(pairs: Iterable[tuple[float, bool]], bins: int = 5) -> list[tuple[float, float, float, float, int]]:
    """A reliability table: (from, to, mean probability, share that is true, count) of each bin that is not empty."""
    table: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for p, true in pairs:
        table[min(int(p * bins), bins - 1)].append((p, true))
    return [
        (
            i / bins,
            (i + 1) / bins,
            sum(p for p, _ in rows) / len(rows),
            sum(true for _, true in rows) / len(rows),
            len(rows),
        )
        for i, rows in enumerate(table)
        if rows
    ]
