"""The segment model: what is valid, and that each fault is named at its line with what to write instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.errors import FileProblemsError, UnknownNameError
from assistant.segmentation.model import load_segment_model
from assistant.workspace import Workspace

Make = Callable[..., Workspace]


def test_a_model_is_read_as_written(make: Make) -> None:
    """Segments and roles come in the order of the file; a name that is left out is the id."""
    model = load_segment_model(make()).value
    assert [(s.id, s.name, s.coverage) for s in model.account_segments] == [
        ("invest", "Invest", "field"),
        ("keep", "keep", "inside"),
        ("monitor", "Monitor", "digital"),
    ]
    assert [segment.id for segment in model.stakeholder_segments] == ["eager", "rest"]
    assert model.roles[0].titles == ("cfo", "vp finance")


def test_segments_and_roles_are_found_by_id(make: Make) -> None:
    """An unknown id comes with the nearest."""
    model = load_segment_model(make()).value
    assert model.account_segment("keep").meaning == "They buy already."
    assert (model.stakeholder_segment("rest").id, model.role("nurse").id) == ("rest", "nurse")
    for call, message in (
        (lambda: model.account_segment("invst"), "unknown account segment `invst`. Did you mean `invest`?"),
        (lambda: model.stakeholder_segment("eagr"), "unknown stakeholder segment `eagr`. Did you mean `eager`?"),
        (lambda: model.role("nurs"), "unknown role `nurs`. Did you mean `nurse`?"),
    ):
        with pytest.raises(UnknownNameError) as unknown:
            call()
        assert str(unknown.value) == message


FAULTS = [
    ("key: id, name: name}", "key: id, nam: name}", 3, "unknown field `nam`. Did you mean `name`?"),
    ("accounts: {file", "account: {file", 2, "has no table `accounts`"),
    ("{file: accounts.csv, key: id, ", "{file: accounts.csv, ", 3, "needs `key:`, the column of its ids."),
    ("orders.csv, account: account,", "orders.csv,", 10, "`orders` has no link; give it `account:` under `tables:`."),
    ("pad: 3}", "pad: 3, title: x}", 5, "belongs to the table `stakeholders`."),
    ("pad: 3}", "pad: 3, encoding: utf-9}", 5, "`utf-9` is no text encoding"),
    ("type: integer}\n    kind", "type: int}\n    kind", 8, "`int` is none of integer, number, text, boolean, date."),
    ("beds: {column: beds, type: integer}", "beds: {column: beds}", 8, "needs a `type`: integer"),
    ("beds: {column: beds, type", "beds: {type", 8, "needs a `column`."),
    (
        "beds: {column: beds,",
        "beds: {column: beds, where: {x: {is: 1}},",
        8,
        "needs a `table` with many rows to work on.",
    ),
    ("table: orders,", "table: order,", 10, "unknown table `order`. Did you mean `orders`?"),
    ("table: orders,", "table: accounts,", 10, "is the table of accounts itself"),
    ("aggregate: sum, ", "", 10, "needs an `aggregate` (max, min, sum, mean, count): `orders` has many rows."),
    (
        "type: number, aggregate: sum",
        "type: text, aggregate: sum",
        10,
        "sum needs the type integer or number, not text.",
    ),
    ("within_days: 365", "within_days: -1", 10, "must be at least 0"),
    ("{paid: {within_days: 365}}", "{}", 10, "is empty; name at least one column."),
    ("- id: fit", "- id: beds", 12, "`beds` is taken; names of dimensions and attributes are distinct."),
    ("- id: fit", "- id: coverage", 12, "would give accounts.csv a second column `coverage`"),
    ("layer: who", "layer: whom", 13, "`whom` is none of who, behaviour, motivation. Did you mean `who`?"),
    ("cap: 30", "cap: true", 14, "must be a whole number."),
    ("cap: 30", "needs: 2", 14, "must be at most 1"),
    ("{attribute: beds, bands", "{attribute: bed, bands", 16, "unknown attribute `bed`. Did you mean `beds`?"),
    ("[[100, 10], [300, 25]]", "[[300, 10], [100, 25]]", 16, "bands ascend, but 100 follows 300."),
    ("[[100, 10], [300, 25]]", "[[100, 10.5]]", 16, "must be a whole number."),
    ("[[100, 10], [300, 25]]", "[[many, 10]]", 16, "`many` is not a number, as the type integer needs."),
    ("[[100, 10], [300, 25]]", "[]", 16, "is empty; it needs at least one entry."),
    ("why: Larger ones run more wards.", "why: ' '", 16, "must not be empty; say it in a sentence."),
    ("{attribute: kind, values: {Acute: 20}", "{attribute: kind, bands: [[1, 2]]", 17, "belongs to `values`"),
    (
        "values: {Acute: 20}",
        "values: {Acute: 20, ' acute': 3}",
        17,
        "is there twice; values compare trimmed, without case.",
    ),
    (
        "values: {Acute: 20}",
        "values: {Acute: 20}, days_since: [[0, 1]]",
        17,
        "has values and days_since; give exactly one of",
    ),
    (
        "{attribute: kind, values: {Acute: 20}",
        "{attribute: spent, values: {1: 20}",
        17,
        "do not fit `spent` (number); use bands.",
    ),
    ("      meaning: A rep calls.\n", "", 19, "is required and missing."),
    (
        "coverage: field",
        "coverage: feild",
        21,
        "`feild` is none of field, inside, digital, none. Did you mean `field`?",
    ),
    (
        "{fit: {at_least: 25},",
        "{fitt: {at_least: 25},",
        23,
        "unknown attribute or dimension `fitt`. Did you mean `fit`?",
    ),
    ("{fit: {at_least: 25},", "{fit: {at_leest: 25},", 23, "unknown field `at_leest`. Did you mean `at_least`"),
    ("{fit: {at_least: 25},", "{kind: {at_least: 25},", 23, "does not fit the type text; use `is` or `in`."),
    ("{fit: {at_least: 25},", "{fit: {},", 23, "compares nothing; give at_least"),
    ("{fit: {at_least: 25},", "{role: {is: buyer},", 23, "unknown attribute or dimension `role`."),
    (
        ", when: [{spent: {above: 0}}, {kind: {is: childrens}}]",
        "",
        24,
        "needs a `when`: only the last segment takes what is left.",
    ),
    (
        "Digital until more is known.}",
        "Digital., when: {beds: {known: true}}}",
        25,
        "is last and takes what is left; it has no `when`.",
    ),
    ("{id: keep,", "{id: invest,", 24, "`invest` is taken; ids are distinct."),
    ("{id: nurse, titles: [nurse", "{id: unknown, titles: [nurse", 29, "is the role of titles that match nothing"),
    ("titles: [cfo,", "titles: ['--',", 28, "holds no letter and no digit, so no title can match."),
    ("role: {is: buyer}", "role: {is: byer}", 38, "unknown role `byer`. Did you mean `buyer`?"),
    (
        "role: {is: buyer}",
        "account_segment: {in: [invst]}",
        38,
        "unknown account segment `invst`. Did you mean `invest`?",
    ),
    ("opens: {column", "role: {column", 31, "`role` is what conditions call the role; rename it."),
]


@pytest.mark.parametrize(("before", "after", "line", "message"), FAULTS, ids=[fault[3][:40] for fault in FAULTS])
def test_each_fault_is_named_at_its_line(make: Make, before: str, after: str, line: int, message: str) -> None:
    """One change to a valid model gives the line, the field and what to write instead."""
    valid = (make().knowledge / "segments.yaml").read_text()
    assert valid.count(before) >= 1
    with pytest.raises(FileProblemsError) as refused:
        load_segment_model(make(valid.replace(before, after, 1)))
    named = [problem for problem in refused.value.problems if message in problem.message]
    assert [problem.line for problem in named] == [line], str(refused.value)


def test_all_faults_come_at_once(make: Make) -> None:
    """Wrong fields, wrong types and wrong references of one file are one error; what follows from them is none."""
    valid = (make().knowledge / "segments.yaml").read_text()
    broken = valid.replace("key: id, name: name}", "key: id, nam: name}", 1)
    broken = broken.replace("beds: {column: beds, type: integer}", "beds: {column: beds, type: int}")
    broken = broken.replace("{attribute: kind,", "{attribute: knd,").replace("role: {is: buyer}", "role: {is: byer}")
    with pytest.raises(FileProblemsError) as refused:
        load_segment_model(make(broken))
    assert [(problem.line, problem.field) for problem in refused.value.problems] == [
        (3, "tables.accounts.nam"),
        (8, "accounts.attributes.beds.type"),
        (17, "accounts.dimensions[0].rules[1].attribute"),
        (38, "stakeholders.segments[0].when.role.is"),
    ]


def test_places_stay_right_behind_a_part_that_cannot_be_read(make: Make) -> None:
    """When one rule has the wrong shape, faults in later rules keep their own numbers and lines."""
    valid = (make().knowledge / "segments.yaml").read_text()
    broken = valid.replace("why: Larger ones run more wards.", "why: 7").replace(
        "{attribute: kind,", "{attribute: knd,"
    )
    with pytest.raises(FileProblemsError) as refused:
        load_segment_model(make(broken))
    assert [(problem.line, problem.field) for problem in refused.value.problems] == [
        (16, "accounts.dimensions[0].rules[0].why"),
        (17, "accounts.dimensions[0].rules[1].attribute"),
    ]
