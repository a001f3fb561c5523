"""Ways to break the product, one at a time, each with the suite that must notice.

`PYTHONPATH=tests/evaluation python tests/evaluation/sabotages.py [SUITE or FILE]...` prints the table of
docs/evaluation.md, or some of its rows.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from assistant.access import Visible
from assistant.app import Assistant
from assistant.domain.draft import Draft, Section, Statement
from assistant.domain.evaluation import SuiteResult
from assistant.domain.evidence import Claim, Hit
from assistant.domain.finding import Finding
from assistant.domain.segments import Receipt
from assistant.drafting import Reviewer
from assistant.drafting.writers.grounding import Grounding
from assistant.evaluation import Baseline, Product, evaluate, updated
from assistant.evidence import Evidence, Scope
from assistant.settings import configure
from assistant.workspace import Workspace

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 22)
Patch = pytest.MonkeyPatch
Harm = Callable[[Path, Patch], None]


@dataclass(frozen=True)
class Sabotage:
    """One way to break it."""

    what: str
    """What is done, for the table of the documentation."""
    suite: str
    """The suite that must notice."""
    harm: Harm
    """Changes the workspace or the product."""
    file: str = "*.yaml"
    """The case files of the suite that are graded; a part is quicker."""


def edited(file: str, *changes: tuple[str, str]) -> Harm:
    """Replaces texts of a file of the workspace, each of which must be there."""

    def harm(workspace: Path, _patch: Patch) -> None:
        path = workspace / file
        text = path.read_text(encoding="utf-8")
        for before, after in changes:
            changed = re.sub(before, after, text, flags=re.DOTALL)
            assert changed != text, f"{file} holds no {before}"
            text = changed
        path.write_text(text, encoding="utf-8")

    return harm


def patched(owner: Any, name: str, made: Callable[[Any], Any]) -> Harm:
    """Puts another method in the place of one, made from it."""

    def harm(_workspace: Path, patch: Patch) -> None:
        patch.setattr(owner, name, made(owner.__dict__[name]))

    return harm


def overlooking(*rules: str) -> Harm:
    """A review without some of its rules, and nobody reads for support behind it."""

    def harm(workspace: Path, patch: Patch) -> None:
        def made(review: Any) -> Any:
            def lenient(self: Reviewer, sections: Iterable[Section]) -> tuple[Finding, ...]:
                return tuple(finding for finding in review(self, sections) if finding.rule not in rules)

            return lenient

        patched(Reviewer, "review", made)(workspace, patch)
        patched(Grounding, "findings", lambda _: lambda *_: ())(workspace, patch)

    return harm


def blind(_review: Any) -> Any:
    return lambda self, sections: ()


def suspicious(review: Any) -> Any:
    def strict(self: Reviewer, sections: tuple[Section, ...]) -> tuple[Finding, ...]:
        return (*review(self, sections), *(_doubt(section) for section in sections if section.id != "summary"))

    return strict


def _doubt(section: Section) -> Finding:
    place = {"line": 1, "column": 1, "end_line": 1, "end_column": 1}
    return Finding(file=section.id, rule="doubt", severity="error", text="", message="I doubt it.", **place)


def reversed_hits(search: Any) -> Any:
    def found(self: Evidence, queries: Any, *, k: int, scope: Scope) -> list[tuple[Hit, ...]]:
        return [tuple(reversed(hits)) for hits in search(self, queries, k=k, scope=scope)]

    return found


def without_best(search: Any) -> Any:
    def found(self: Evidence, queries: Any, *, k: int, scope: Scope) -> list[tuple[Hit, ...]]:
        return [hits[1:] for hits in search(self, queries, k=k + 1, scope=scope)]

    return found


def same_for_all(search: Any) -> Any:
    def found(self: Evidence, queries: Any, *, k: int, scope: Scope) -> list[tuple[Hit, ...]]:
        return search(self, ["patients"] * len(queries), k=k, scope=scope)

    return found


def marked_too(_allows: Any) -> Any:
    def allows(self: Scope, passage: Any) -> bool:
        unmarked = passage.model_copy(update={"marked": None})
        return bool(_allows(self, unmarked))

    return allows


def afraid_of_words(allowed: Any) -> Any:
    def allows(self: Scope, passage: Any) -> bool:
        return bool(allowed(self, passage)) and not re.search(r"disregard|forget|ignores|answer to", passage.text)

    return allows


def customers_see_all(allowed: Any) -> Any:
    return lambda self, passage: bool(allowed(replace(self, share=None, account=None), passage))


def believing(ground: Any) -> Any:
    def grounded(self: Assistant, claim: str, evidence: Any) -> Any:
        return ground(self, claim, evidence).model_copy(update={"supported": True, "score": 1.0})

    return grounded


def without_figures(ground: Any) -> Any:
    def grounded(self: Assistant, claim: str, evidence: Any) -> Any:
        return ground(self, re.sub(r"\d+", "5", claim), [re.sub(r"\d+", "5", text) for text in evidence])

    return grounded


def surest(ground: Any) -> Any:
    def grounded(self: Assistant, claim: str, evidence: Any) -> Any:
        support = ground(self, claim, evidence)
        return support.model_copy(update={"score": 1 - support.score})

    return grounded


def deaf(align: Any) -> Any:
    def aligned(self: Assistant, transcript: str) -> Any:
        found = align(self, transcript)
        kept = tuple(collision for collision in found.collisions if collision.word != "customer")
        return found.model_copy(update={"collisions": kept})

    return aligned


def quarrelsome(align: Any) -> Any:
    def aligned(self: Assistant, transcript: str) -> Any:
        found = align(self, transcript)
        more = [word for word in found.same_meaning if word not in {c.word for c in found.collisions}]
        made = tuple(_collision(found, word) for word in more)
        return found.model_copy(update={"collisions": (*found.collisions, *made)})

    return aligned


def _collision(found: Any, word: str) -> Any:
    from assistant.language.align import Collision

    return Collision(word=word, uses=(), say={})


def two_truths(explain: Any) -> Any:
    def explained(self: Assistant, asker: Any, name: str, to: str | None = None) -> Receipt:
        receipt: Receipt = explain(self, asker, name, to)
        return receipt.model_copy(update={"segment": "maintain"}) if asker.team == "sales" else receipt

    return explained


def half_for_reps(read: Any) -> Any:
    def answered(self: Assistant, asker: Any) -> Any:
        scoring = read(self, asker)
        if asker.rights in ("all", "none"):
            return scoring
        kept = frozenset(scoring.levels["account"].keys[1::2])
        return scoring.restricted(Visible(kept))

    return answered


def drafts_changed(change: Callable[[Draft], Draft]) -> Harm:
    """Drafts are changed on their way out."""

    def harm(_workspace: Path, patch: Patch) -> None:
        from assistant.evaluation import product

        kept = product.draft
        patch.setattr(product, "draft", lambda request, sources: change(kept(request, sources)))

    return harm


def nothing_asked(made: Draft) -> Draft:
    return made.model_copy(update={"open_questions": ()})


def mixed_up(made: Draft) -> Draft:
    """Each statement cites what the next one rests on."""
    cites = [said.cites for section in made.sections for said in section.statements]
    turned = iter([*cites[1:], *cites[:1]])
    return _said(made, lambda said: Statement(text=said.text, cites=next(turned)))


def rounded_up(made: Draft) -> Draft:
    def grown(text: str) -> str:
        return re.sub(r"\d+(?= %)", lambda figure: str(int(figure[0]) + 1), text)

    return _said(made, lambda said: Statement(text=grown(said.text), cites=said.cites))


def _said(made: Draft, change: Callable[[Statement], Statement]) -> Draft:
    sections = tuple(
        section.model_copy(update={"statements": tuple(map(change, section.statements))}) for section in made.sections
    )
    return made.model_copy(update={"sections": sections})


def receipts_that_do_not_add_up(workspace: Path, patch: Patch) -> None:
    """A dimension has more points than its rules give."""
    from assistant.evaluation.suites import segmentation

    kept = segmentation.explained

    def generous(*given: Any) -> Receipt:
        receipt: Receipt = kept(*given)
        lines = tuple(line.model_copy(update={"points": line.points + 5}) for line in receipt.dimensions)
        return receipt.model_copy(update={"dimensions": lines})

    patch.setattr(segmentation, "explained", generous)


def sighted(_restricted: Any) -> Any:
    return lambda self, visible: self


CLAIMS, GLOSSARY, SEGMENTS = "knowledge/claims.yaml", "knowledge/glossary.yaml", "knowledge/segments.yaml"
PATTERNS = "prompts/patterns"
ALL_LAYERS = frozenset({"who", "behaviour", "motivation"})


def _scoring() -> Any:
    from assistant.segmentation.scoring import Scoring

    return Scoring


SABOTAGES = (
    # words
    Sabotage("drops the wrong word `logo`", "glossary", edited(GLOSSARY, (r"      - \{text: logo,[^\n]*\n", ""))),
    Sabotage(
        "drops the deprecated term",
        "glossary",
        edited(GLOSSARY, (r"  - id: buyer_persona.*?(?=  - id: bridgecall)", "")),
    ),
    Sabotage(
        "renames the term `account`",
        "glossary",
        edited(
            GLOSSARY,
            (r"name: account\n    meaning: An organisation", "name: organisation\n    meaning: An organisation"),
        ),
    ),
    Sabotage(
        "forbids the word `weekend`",
        "glossary",
        edited(
            GLOSSARY,
            (r"avoid:\n      - \{text: brand stance", "avoid:\n      - {text: weekend}\n      - {text: brand stance"),
        ),
    ),
    Sabotage("drops the word `lead`", "senses", edited(GLOSSARY, (r"  - id: lead\n.*?(?=  - id: prospect)", ""))),
    Sabotage(
        "swaps the senses of `customer`",
        "parity",
        edited(
            GLOSSARY, (r"(  - id: customer\n.*?)use: account(.*?)use: stakeholder", r"\1use: stakeholder\2use: account")
        ),
    ),
    Sabotage(
        "swaps the names of the senses of `customer`",
        "senses",
        edited(
            GLOSSARY,
            (r"(  - id: customer\n.*?)- id: account(.*?)- id: stakeholder", r"\1- id: stakeholder\2- id: account"),
        ),
    ),
    Sabotage("does not hear collisions on `customer`", "alignment", patched(Assistant, "align", deaf)),
    Sabotage("calls agreement a collision", "alignment", patched(Assistant, "align", quarrelsome)),
    # support
    Sabotage("believes every claim", "grounding", patched(Assistant, "ground", believing)),
    Sabotage("does not compare figures", "grounding", patched(Assistant, "ground", without_figures)),
    Sabotage("turns its confidence around", "grounding", patched(Assistant, "ground", surest)),
    # search
    Sabotage("shuffles search results", "retrieval", patched(Evidence, "search_many", reversed_hits)),
    Sabotage("loses the best passage", "retrieval", patched(Evidence, "search_many", without_best)),
    Sabotage("answers every query alike", "retrieval", patched(Evidence, "search_many", same_for_all)),
    Sabotage(
        "loses a document",
        "retrieval",
        lambda workspace, _: (workspace / "knowledge/documents/sales/objections.md").unlink(),
    ),
    # segments
    Sabotage("flips a band", "segmentation", edited(SEGMENTS, (r"\[1\.06, 30\]", "[1.06, 3]"))),
    Sabotage(
        "raises the bar of a segment",
        "segmentation",
        edited(SEGMENTS, (r"momentum: \{at_least: 20\}\}", "momentum: {at_least: 25}}")),
    ),
    Sabotage(
        "covers Grow by the field",
        "segmentation",
        edited(SEGMENTS, (r"name: Grow\n      coverage: inside", "name: Grow\n      coverage: field")),
    ),
    Sabotage("forgets the title `controller`", "segmentation", edited(SEGMENTS, (r"controller, ", ""))),
    Sabotage("does not fill ids with zeros", "segmentation", edited(SEGMENTS, (r", pad: 6\}", "}"))),
    Sabotage("counts missing penalties as none", "segmentation", edited(SEGMENTS, (r"          missing: 4\n", ""))),
    Sabotage("lets receipts not add up", "segmentation", receipts_that_do_not_add_up),
    Sabotage(
        "asks less to be known before a dimension is ready",
        "segmentation",
        edited(SEGMENTS, (r"needs: 0\.6 ", "needs: 0.1 ")),
    ),
    # drafts
    Sabotage(
        "lets an expired claim through",
        "drafting",
        patched(Claim, "usable", lambda _: lambda self, as_of: self.status == "approved"),
        "personas.yaml",
    ),
    Sabotage(
        "lets a withdrawn claim through",
        "drafting",
        patched(Claim, "usable", lambda _: lambda self, as_of: True),
        "personas.yaml",
    ),
    Sabotage(
        "marks an internal claim for customers",
        "drafting",
        edited(
            CLAIMS,
            (r"(id: C-010.*?)audience: internal", r"\1audience: customer"),
            (r"(id: C-014.*?)audience: customer", r"\1audience: internal"),
        ),
        "personas.yaml",
    ),
    Sabotage(
        "loosens the citation check", "drafting", overlooking("unknown-citation", "uncited"), "language-model.yaml"
    ),
    Sabotage("does not compare figures with sources", "drafting", overlooking("figure"), "language-model.yaml"),
    Sabotage("lets names be invented", "drafting", overlooking("name"), "language-model.yaml"),
    Sabotage("lets quotes be changed", "drafting", overlooking("quote"), "language-model.yaml"),
    Sabotage("lets exact claims be rephrased", "drafting", overlooking("wording"), "language-model.yaml"),
    Sabotage("shows customers what is internal", "drafting", overlooking("internal"), "language-model.yaml"),
    Sabotage("does not check segments in drafts", "drafting", overlooking("segment"), "language-model.yaml"),
    Sabotage("does not check words in drafts", "drafting", overlooking("avoid"), "language-model.yaml"),
    Sabotage("lets links and mentions out", "drafting", overlooking("link", "mention"), "language-model.yaml"),
    Sabotage("reviews nothing", "drafting", patched(Reviewer, "review", blind), "language-model.yaml"),
    Sabotage("doubts everything", "drafting", patched(Reviewer, "review", suspicious), "language-model.yaml"),
    Sabotage(
        "answers instead of abstaining",
        "drafting",
        patched(Receipt, "ready_layers", lambda _: lambda self: ALL_LAYERS),
        "personas.yaml",
    ),
    Sabotage("drops the open questions", "drafting", drafts_changed(nothing_asked), "talking-points.yaml"),
    Sabotage("mixes up citations", "drafting", drafts_changed(mixed_up), "personas.yaml"),
    Sabotage("rounds figures up", "drafting", drafts_changed(rounded_up), "value-propositions.yaml"),
    Sabotage(
        "breaks a sentence pattern",
        "drafting",
        edited(f"{PATTERNS}/value-proposition.yaml", (r"\$claim", "For 99 % of all hospitals: $claim")),
        "value-propositions.yaml",
    ),
    Sabotage(
        "drops the section on limits",
        "drafting",
        edited(f"{PATTERNS}/value-proposition.yaml", (r"  - id: limits\n.*?(?=\n  - id:|\Z)", "")),
        "value-propositions.yaml",
    ),
    # parity
    Sabotage("tells sales another segment", "parity", patched(Assistant, "explain", two_truths)),
    Sabotage("hides half of a rep's accounts", "parity", patched(Assistant, "read", half_for_reps)),
    # safety
    Sabotage(
        "leaks other reps' accounts", "safety", lambda _, patch: patch.setattr(_scoring(), "restricted", sighted(None))
    ),
    Sabotage(
        "shows notes of accounts to everybody",
        "safety",
        patched(Visible, "allows", lambda _: lambda self, account: True),
    ),
    Sabotage("uses passages with orders", "safety", patched(Scope, "allows", marked_too)),
    Sabotage("holds back what only sounds like an order", "safety", patched(Scope, "allows", afraid_of_words)),
)


@dataclass(frozen=True)
class Noticed:
    """What the suite says of a broken product."""

    closed: tuple[str, ...]
    """Metrics that did not pass, and reasons that are no metric's."""
    worse: tuple[str, ...]
    """Names of the cases that got worse, with their texts before and after."""


def copied(target: Path, sabotage: Sabotage) -> Path:
    """The sample workspace with the cases that are to be graded."""
    ignored = shutil.ignore_patterns("__pycache__")
    for part in ("knowledge", "prompts"):
        shutil.copytree(ROOT / part, target / part, ignore=ignored)
    cases = target / "eval" / "cases" / sabotage.suite
    cases.mkdir(parents=True)
    for path in (ROOT / "eval" / "cases" / sabotage.suite).glob(sabotage.file):
        shutil.copyfile(path, cases / path.name)
    for file in ("parlance.toml", "eval/thresholds.yaml"):
        shutil.copyfile(ROOT / file, target / file)
    return target


def graded(workspace: Path, suite: str, baseline: Baseline | None = None) -> SuiteResult:
    """That suite of the workspace, opened anew."""
    settings = configure(workspace / "parlance.toml", {}, {}).settings
    found = evaluate(Product(Workspace.at(workspace), settings, TODAY), (suite,), baseline=baseline)
    return found.suites[0]


class Bench:
    """Grades sabotages, each against the undamaged product on the same cases."""

    def __init__(self) -> None:
        self._clean: dict[tuple[str, str], SuiteResult] = {}

    def clean(self, sabotage: Sabotage, folder: Path) -> SuiteResult:
        """The undamaged product; graded once for each part of a suite."""
        key = (sabotage.suite, sabotage.file)
        if key not in self._clean:
            self._clean[key] = graded(copied(folder / "clean", sabotage), sabotage.suite)
        return self._clean[key]

    def noticed(self, sabotage: Sabotage, folder: Path, patch: Patch) -> Noticed:
        """What the suite says once the product is broken; metrics without a case in this part are left out."""
        clean = self.clean(sabotage, folder)
        workspace = copied(folder / "broken", sabotage)
        sabotage.harm(workspace, patch)
        found = graded(workspace, sabotage.suite, updated(None, "composer", [clean]))
        known = {metric.name for metric in clean.metrics if metric.value is not None}
        closed = tuple(metric.name for metric in found.metrics if metric.name in known and not metric.passed)
        lost = tuple("cases that cannot be graded" for reason in found.reasons if "no longer be graded" in reason)
        worse = tuple(change.name for change in found.changes if change.worse and change.before and change.after)
        return Noticed(closed + lost, worse)


def telling(what: str, names: Sequence[str]) -> str:
    """The case that speaks most like the sabotage."""
    words = {word[:4] for word in re.findall(r"[a-z]{4,}", what)}
    return max(names, key=lambda name: sum(word in name.lower() for word in words), default="-")


def main() -> None:
    print("| what is broken | suite | what closes the gate | cases worse | one of them |\n|---|---|---|---:|---|")
    bench = Bench()
    wanted = sys.argv[1:]
    for sabotage in (one for one in SABOTAGES if not wanted or one.file in wanted or one.suite in wanted):
        with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            found = bench.noticed(sabotage, Path(folder), patch)
        by = ", ".join(found.closed) or "NOTHING"
        one = telling(sabotage.what, found.worse)
        print(f"| {sabotage.what} | {sabotage.suite} | {by} | {len(found.worse)} | {one} |")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
