"""The glossary is validated so that no two terms contradict one another."""

from pathlib import Path

import pytest

from assistant.errors import AmbiguousNameError, FileProblemsError, UnknownNameError
from assistant.language import Glossary, check, define, load_glossary
from assistant.workspace import Workspace


def written(tmp_path: Path, text: str) -> Workspace:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "knowledge" / "glossary.yaml").write_text(text, encoding="utf-8")
    return Workspace(tmp_path)


def refused(tmp_path: Path, text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(FileProblemsError) as caught:
        load_glossary(written(tmp_path, text))
    return [(problem.line, problem.message) for problem in caught.value.problems]


def test_the_built_in_glossary_settles_the_words_of_both_teams() -> None:
    """Outside any workspace the words that teams quarrel about are defined, and those with two meanings have senses."""
    glossary = load_glossary(None).value
    for word in [
        "account",
        "stakeholder",
        "coverage",
        "positioning",
        "message",
        "persona",
        "champion",
        "user",
        "qualified",
    ]:
        assert not define(glossary, word).senses
    for word in ("value proposition", "decision maker", "account segment", "stakeholder segments"):
        assert define(glossary, word).meaning
    for word in ["customer", "client", "segment", "segmentation", "target", "lead", "prospect"]:
        term = define(glossary, word)
        assert {sense.id for sense in term.senses} == {"account", "stakeholder"}
        assert {glossary.by_id[sense.use].level for sense in term.senses} == {"account", "stakeholder"}


def test_a_workspace_without_a_glossary_uses_the_built_in_one(tmp_path: Path) -> None:
    """`check` needs no file of its own."""
    (tmp_path / "knowledge").mkdir()
    assert load_glossary(Workspace(tmp_path)).fingerprint == load_glossary(None).fingerprint


@pytest.mark.parametrize("called", ["account", "Account", "accounts", " logo ", "logos", "purchasing entities"])
def test_a_term_is_found_by_whatever_people_call_it(called: str) -> None:
    """Id, name, plural and avoided words lead to the term."""
    assert define(load_glossary(None).value, called).id == "account"


def test_an_unknown_word_gets_the_nearest_suggested() -> None:
    """A typo is answered with what was probably meant."""
    with pytest.raises(UnknownNameError, match=r"unknown term `acount`\. Did you mean `account`"):
        define(load_glossary(None).value, "acount")


def test_a_name_that_two_terms_carry_is_ambiguous() -> None:
    """An avoided word of two terms cannot be defined, and the error names both."""
    glossary = Glossary.model_validate(
        {"terms": [{"id": "a", "name": "aa", "avoid": ["x"]}, {"id": "b", "name": "bb", "avoid": ["x"]}]}
    )
    with pytest.raises(AmbiguousNameError, match="a, b"):
        define(glossary, "x")


def test_ids_and_names_are_distinct(tmp_path: Path) -> None:
    """A doubled id or name is refused with both lines."""
    text = "terms:\n  - {id: a, name: one}\n  - {id: a, name: two}\n  - {id: b, name: One}\n"
    assert refused(tmp_path, text) == [
        (3, "`a` stands here and at line 2; ids are distinct."),
        (4, "`one` stands here and at line 2; names are distinct."),
    ]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{id: x, name: xx, status: deprecated}", "a deprecated term names its `successor`."),
        ("{id: x, name: xx, status: deprecated, successor: acount}", "unknown term `acount`. Did you mean `account`?"),
        ("{id: x, name: xx, senses: [{id: s, use: acount}]}", "unknown term `acount`. Did you mean `account`?"),
        ("{id: x, name: xx, senses: [{id: s, use: word}]}", "`word` has senses itself; name a term with one meaning."),
        ("{id: x, name: xx, avoid: [words]}", "`words` is avoided here and is a word with senses at line 3."),
        ("{id: x, name: xx, avoid: [Account]}", "`Account` is avoided here and is the name of a term at line 2."),
        ("{id: x, name: xx, avoid: [{text: logo}]}", "`logo` is avoided here and, for another term, at line 2."),
        ("{id: x, name: xx, avoid: [word play]}", "`word play` is avoided here and is a phrase to keep at line 3."),
    ],
)
def test_terms_that_contradict_one_another_are_refused(tmp_path: Path, entry: str, message: str) -> None:
    """Each contradiction is named at its line, with the other place."""
    text = (
        "terms:\n  - {id: account, name: account, level: account, avoid: [logo]}\n"
        "  - {id: word, name: word, keep: [word play], senses: [{id: account, use: account}]}\n"
        f"  - {entry}\n"
    )
    assert refused(tmp_path, text) == [(4, message)]


def test_deprecated_terms_may_follow_one_another(tmp_path: Path) -> None:
    """A term whose successor was given up later leads to the term that stands today, as do its wrong words."""
    text = (
        "terms:\n  - {id: a, name: aa, status: deprecated, successor: b, avoid: [aaa]}\n"
        "  - {id: b, name: bb, status: deprecated, successor: c}\n  - {id: c, name: cc}\n"
    )
    glossary = load_glossary(written(tmp_path, text)).value
    assert glossary.in_use(glossary.by_id["a"]).name == "cc"
    found = check("An aa, a bb and aaa.", glossary)
    assert [(f.term, f.suggestion) for f in found] == [("a", "cc"), ("b", "cc"), ("a", "cc")]
    assert glossary.synonyms["aa"] == "cc"


def test_successors_that_lead_in_a_circle_are_refused(tmp_path: Path) -> None:
    """Each deprecated term of a circle is named with the way round."""
    text = (
        "terms:\n  - {id: a, name: aa, status: deprecated, successor: b}\n"
        "  - {id: b, name: bb, status: deprecated, successor: a}\n"
        "  - {id: c, name: cc, status: deprecated, successor: c}\n"
    )
    assert refused(tmp_path, text) == [
        (2, "leads from `a` to `b` to `a`; one of them has to stay."),
        (3, "leads from `b` to `a` to `b`; one of them has to stay."),
        (4, "leads from `c` to `c`; one of them has to stay."),
    ]


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    """A file with three faults is refused once, with three lines."""
    text = "terms:\n  - {id: a, name: aa, successor: zz}\n  - {id: a, name: bb}\n  - {id: c, name: cc, avoid: [aa]}\n"
    assert [line for line, _ in refused(tmp_path, text)] == [2, 3, 4]


def test_a_name_in_other_capitals_may_be_avoided(tmp_path: Path) -> None:
    """`bridge call` as a wrong word for BridgeCall contradicts nothing."""
    loaded = load_glossary(
        written(tmp_path, "terms:\n  - {id: b, name: BridgeCall, avoid: [Bridge Call, Bridgecall]}\n")
    )
    assert define(loaded.value, "bridge call").name == "BridgeCall"
