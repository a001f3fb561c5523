"""Metrics: sums over sums, intervals by resampling, and slices that keep the same arithmetic."""

from __future__ import annotations

import random
from statistics import mean

import pytest

from assistant.domain.evaluation import Outcome, Tally, Verdict
from assistant.evaluation.metrics import metrics, slices
from assistant.evaluation.suite import found
from assistant.evaluation.suites.retrieval import _ndcg
from assistant.evaluation.suites.senses import _tallies


def outcome(name: str, *, verdict: Verdict = "passed", role: str = "buyer", **tallies: tuple[float, float]) -> Outcome:
    return Outcome(
        suite="s",
        file="f.yaml",
        line=1,
        name=name,
        slices={"role": role},
        verdict=verdict,
        asked="",
        text="",
        tallies={metric: Tally(got=got, of=of) for metric, (got, of) in tallies.items()},
    )


def test_a_metric_is_a_sum_over_a_sum() -> None:
    """Cases weigh by what they could have got, not each the same."""
    cases = [outcome("a", recall=(1, 4)), outcome("b", recall=(3, 4)), outcome("c", recall=(2, 2))]
    (metric,) = metrics(cases, ["recall"], "s")
    assert (metric.value, metric.n) == (0.6, 3)


def test_what_could_not_be_graded_is_in_no_metric() -> None:
    """An ungraded case is no zero."""
    cases = [outcome("a", recall=(1, 1)), outcome("b", verdict="ungraded")]
    (metric,) = metrics(cases, ["recall"], "s")
    assert (metric.value, metric.n) == (1.0, 1)


def test_no_case_gives_no_value() -> None:
    """Neither a value nor an interval is made up."""
    (metric,) = metrics([outcome("a")], ["recall"], "s")
    assert (metric.value, metric.n, metric.interval) == (None, 0, None)


def test_the_interval_is_that_of_plain_resampling() -> None:
    """Against a bootstrap in plain Python with other draws, both ends are near."""
    drawn = random.Random(5)
    hits = [float(drawn.random() < 0.7) for _ in range(120)]
    (metric,) = metrics([outcome(str(n), recall=(hit, 1)) for n, hit in enumerate(hits)], ["recall"], "s")
    means = sorted(mean(drawn.choices(hits, k=len(hits))) for _ in range(2000))
    assert metric.interval is not None
    assert metric.interval[0] == pytest.approx(means[50], abs=0.02)
    assert metric.interval[1] == pytest.approx(means[1949], abs=0.02)


def test_where_all_cases_pass_the_interval_is_a_point() -> None:
    """So that one failing case is outside of it."""
    (metric,) = metrics([outcome(str(n), recall=(1, 1)) for n in range(9)], ["recall"], "s")
    assert metric.interval == (1.0, 1.0)


def test_slices_are_metrics_of_their_cases() -> None:
    """Each value of each slice has its own cases; metrics without any are left out."""
    cases = [outcome("a", recall=(1, 1)), outcome("b", recall=(0, 1)), outcome("c", role="user", precision=(1, 1))]
    buyer, user = slices(cases, ["recall", "precision"], "s")
    assert (buyer.by, buyer.value, buyer.cases, buyer.metrics[0].value) == ("role", "buyer", 2, 0.5)
    assert [metric.name for metric in user.metrics] == ["precision"]


def test_precision_recall_and_f1_follow_their_definitions() -> None:
    """Two hits, one false alarm, two misses."""
    tallies = found(2, 1, 2)
    values = {name: tally.got / tally.of for name, tally in tallies.items()}
    assert values == pytest.approx({"precision": 2 / 3, "recall": 0.5, "f1": 2 * (2 / 3) * 0.5 / (2 / 3 + 0.5)})


def test_an_empty_case_adds_nothing_to_precision() -> None:
    """Nothing to find and nothing found is neither right nor wrong."""
    assert {tally.of for tally in found(0, 0, 0).values()} == {0}


@pytest.mark.parametrize(
    ("expected", "given", "counted"),
    [
        ("account", "account", {"accuracy", "precision", "recall", "f1"}),
        ("account", "stakeholder", {"accuracy", "precision", "recall", "f1"}),
        ("account", "unclear", {"accuracy", "recall", "f1"}),
        ("unclear", "account", {"accuracy", "precision", "f1"}),
        ("keep", "account", {"accuracy", "precision", "f1", "false_alarm_rate"}),
        ("keep", "keep", {"accuracy", "false_alarm_rate"}),
        ("unclear", "unclear", {"accuracy"}),
    ],
)
def test_senses_count_clear_labels_in_precision_and_recall(expected: str, given: str, counted: set[str]) -> None:
    """Precision looks at senses that were named, recall at those that are there."""
    assert set(_tallies(expected, given)) == counted


def test_ndcg_is_one_for_the_ideal_order_and_falls_with_the_place() -> None:
    """The best passage first is ideal; second place discounts by log2 of three."""
    from assistant.evaluation.suites.retrieval import Relevant

    relevant = [Relevant(document="a", grade=3), Relevant(document="b", grade=1)]
    assert _ndcg([0, 1], relevant) == pytest.approx(1)
    assert _ndcg([1, 0], relevant) == pytest.approx((1 + 3 / 1.5849625) / (3 + 1 / 1.5849625))
    assert _ndcg([0, 0, 0], relevant[:1]) == pytest.approx(1)
    assert _ndcg([None] * 10, relevant) == 0
