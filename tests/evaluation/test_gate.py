"""The gate: thresholds, baseline, cases that changed, and what cannot pass by default."""

from __future__ import annotations

from pathlib import Path

from evaluation_workspaces import CASES, THRESHOLDS, graded, made, product_of, replaced

from assistant.domain.evaluation import Metric, SuiteResult, Threshold
from assistant.evaluation.baseline import Baseline, KeptMetric, KeptSuite, load_baseline, rendered, updated
from assistant.evaluation.gate import judged


def one(value: float | None, *, n: int = 3) -> SuiteResult:
    """A suite with one metric of that value."""
    metric = Metric(name="recall", value=value, n=n, interval=(0, 1))
    return SuiteResult(name="s", cases=3, ungraded=0, metrics=(metric,), slices=(), outcomes=(), passed=True)


def before(value: float, interval: tuple[float, float]) -> Baseline:
    kept = KeptSuite(cases=3, metrics={"recall": KeptMetric(value=value, n=3, interval=interval)})
    return Baseline(writer="composer", suites={"s": kept})


def at_least(bound: float) -> dict[str, Threshold]:
    return {"recall": Threshold(at_least=bound)}


def test_below_the_threshold_does_not_pass() -> None:
    """The reason gives the value and the threshold."""
    result = judged(one(0.6), at_least(0.7), None)
    assert not result.passed and result.reasons == ("recall is 0.6, below its threshold 0.7.",)


def test_at_the_threshold_passes() -> None:
    """The threshold itself is enough."""
    assert judged(one(0.7), at_least(0.7), None).passed


def test_above_an_upper_bound_does_not_pass() -> None:
    """Where lower is better the bound is the highest value."""
    result = judged(one(0.2), {"recall": Threshold(at_most=0.1)}, None)
    assert not result.passed and "above its threshold 0.1" in result.reasons[0]


def test_a_fall_within_the_interval_of_the_baseline_passes() -> None:
    """What chance explains is no regression."""
    result = judged(one(0.85), at_least(0.5), before(0.9, (0.8, 1.0)))
    assert result.passed and result.metrics[0].baseline == 0.9


def test_a_fall_below_the_interval_of_the_baseline_does_not_pass() -> None:
    """The reason gives the baseline with its interval."""
    result = judged(one(0.75), at_least(0.5), before(0.9, (0.8, 1.0)))
    assert not result.passed and result.reasons == ("recall is 0.75; the baseline is 0.9 (0.8 to 1).",)


def test_a_rise_passes() -> None:
    """Better than the interval is not worse."""
    assert judged(one(1.0), at_least(0.5), before(0.6, (0.5, 0.7))).passed


def test_where_lower_is_better_a_rise_does_not_pass() -> None:
    """The baseline is read by the side that the threshold bounds."""
    assert not judged(one(0.3), {"recall": Threshold(at_most=0.5)}, before(0.1, (0.0, 0.2))).passed


def test_a_metric_without_a_value_does_not_pass() -> None:
    """No case adding to it is a reason of its own."""
    result = judged(one(None, n=0), at_least(0), None)
    assert not result.passed and "no case adds to it" in result.reasons[0]


def test_an_empty_suite_fails(tmp_path: Path) -> None:
    """A suite that has thresholds and no cases closes the gate and says where to add some."""
    made(tmp_path)
    (tmp_path / CASES).write_text("cases: []\n", encoding="utf-8")
    found = graded(tmp_path)
    assert not found.passed
    assert found.suites[0].reasons == ("there are no cases: add some under eval/cases/grounding/.",)


def test_a_suite_whose_folder_is_gone_fails(tmp_path: Path) -> None:
    """Its thresholds still ask for it."""
    made(tmp_path)
    (tmp_path / CASES).unlink()
    assert not graded(tmp_path).passed


def test_cases_that_changed_are_named_with_their_texts(tmp_path: Path) -> None:
    """A label that is turned round makes a case worse; it comes first, with the text before and after."""
    made(tmp_path)
    product = product_of(tmp_path)
    clean = graded(tmp_path)
    baseline = updated(None, product.name, clean.suites)
    replaced(tmp_path, CASES, "claim: Readmissions fell by 12 %.", "claim: Readmissions fell by 13 %.")
    found = graded(tmp_path, baseline=baseline).suites[0]
    change = found.changes[0]
    assert not found.passed and change.worse and change.name == "The same sentence is supported."
    assert change.before and change.before.text.startswith("supported (")
    assert change.after and change.after.text.startswith("not supported (")
    assert change.reasons


def test_cases_that_cannot_be_graded_any_more_close_the_gate(tmp_path: Path) -> None:
    """What the baseline graded may not fall silent."""
    folder = made(tmp_path)
    senses = folder / "eval/cases/senses"
    senses.mkdir()
    (senses / "one.yaml").write_text(
        "cases:\n  - {name: A shop is another word., text: The logo is red., word: logo, expect: keep}\n"
        "  - {name: A second logo., text: The logo is blue., word: logo, expect: keep}\n",
        encoding="utf-8",
    )
    bounds = "{at_least: 0}"
    with (folder / THRESHOLDS).open("a", encoding="utf-8") as file:
        file.write("  senses:\n" + "".join(f"    {m}: {bounds}\n" for m in ("accuracy", "precision", "recall", "f1")))
        file.write("    false_alarm_rate: {at_most: 1}\n")
    clean = graded(folder, "senses").suites[0]
    baseline = updated(None, "composer", [clean])
    replaced(
        folder,
        "eval/cases/senses/one.yaml",
        "word: logo, expect: keep}\n  - {name: A second",
        "word: loco, expect: keep}\n  - {name: A second",
    )
    found = graded(folder, "senses", baseline=baseline).suites[0]
    assert found.ungraded == 1 and found.metrics[0].n == 1
    assert "1 cases that the baseline graded can no longer be graded." in found.reasons


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Both files come back the same, and an unchanged product has no changes against it."""
    made(tmp_path)
    product = product_of(tmp_path)
    baseline = updated(None, product.name, graded(tmp_path).suites)
    metrics, cases = rendered(baseline)
    (tmp_path / "eval" / "baseline.json").write_text(metrics, encoding="utf-8")
    (tmp_path / "eval" / "baseline.jsonl").write_text(cases, encoding="utf-8")
    assert load_baseline(product.workspace, product.name) == baseline
    again = graded(tmp_path)
    assert again.baseline == "eval/baseline.json" and again.suites[0].changes == () and again.passed


def test_the_same_workspace_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two evaluations are byte-identical, intervals included."""
    made(tmp_path)
    assert graded(tmp_path).model_dump_json() == graded(tmp_path).model_dump_json()
