"""Why a passage was found: the asker's words, those of the glossary, and how near it is in meaning."""

from __future__ import annotations

import json

import numpy as np
import pytest

from assistant.evidence import Evidence, Setup
from assistant.evidence.search import ranking
from assistant.evidence.search.queries import ADDED, Reader

GLOSSARY = {"purchasing entity": "account", "logo": "account", "sick person": "patient"}


def test_the_words_that_matched_are_named_as_they_were_asked(evidence, everything):
    """Words come in the order of the query and in its form, those that are not there are left out."""
    (first, *_) = evidence.search("hospitals zeppelin called patients", k=1, scope=everything)
    assert first.passage.document == "studies/calls.md"
    assert first.why.terms == ("hospitals", "called", "patients")
    assert first.why.lexical > 0
    assert -1 <= first.why.similarity <= 1


def test_a_word_of_the_glossary_finds_what_the_query_does_not_say(workspace, everything):
    """A query in somebody's own word finds passages in the agreed one, and says which word did it."""
    setup = Setup(synonyms=lambda: GLOSSARY)
    (first, *_) = Evidence.open(workspace, setup).search("sick person", k=1, scope=everything)
    assert "patient" in first.passage.title + first.passage.text
    assert first.why.terms == ()
    assert first.why.added == ("patient",)
    assert Evidence.open(workspace).search("sick person", k=1, scope=everything)[0].why.lexical == 0


@pytest.mark.parametrize(
    ("query", "added"),
    [
        ("logo", {"account", "purchasing", "entity"}),
        ("which accounts renew", {"logo", "purchasing", "entity"}),
        ("a purchasing entity", {"account", "logo"}),
        ("entity purchasing", set()),
        ("nurse", set()),
    ],
)
def test_phrases_of_the_glossary_stand_for_one_another(query, added):
    """Every phrase for one meaning brings up the others, as whole phrases only, and weighs less than what was said."""
    read = Reader(tuple(GLOSSARY.items())).read(query)
    assert set(read.added.values()) == added
    assert all(read.terms[stem] == ADDED for stem in read.added)
    assert all(read.terms[stem] >= 1 for stem in read.said)


def test_asking_words_are_not_looked_for_beside_others():
    """`who` and `what` find nothing of themselves, unless there is nothing else to look for."""
    assert set(Reader().read("who signs off what").said.values()) == {"signs", "off"}
    assert set(Reader().read("who what").said.values()) == {"who", "what"}


def test_the_command_says_why(parlance, sample):
    """In text as a line below the passage, in JSON beside the fields of the contract."""
    text = parlance("search", "readmission penalties", "-k", "1", cwd=sample)
    assert "words: readmission, penalties; similarity 0." in text.out
    document = json.loads(parlance("search", "readmission penalties", "-k", "1", "--json", cwd=sample).out)
    (found,) = document["passages"]
    assert found["why"]["terms"] == ["readmission", "penalties"]
    assert {"id", "document", "title", "section", "page", "score", "text"} < set(found)


def test_a_query_without_words_does_not_stop_the_others(parlance, sample, tmp_path):
    """Among many queries an empty one finds nothing and says so; the others are answered."""
    file = tmp_path / "queries.jsonl"
    asked = [{"id": 1, "query": "penalty"}, {"id": 2, "query": " ?"}, {"id": 3, "query": "nurses"}]
    file.write_text("".join(json.dumps(entry) + "\n" for entry in asked), encoding="utf-8")
    run = parlance("search", "--queries", str(file), "-k", "2", "--json", cwd=sample)
    assert run.code == 0
    answers = [json.loads(line) for line in run.out.splitlines()]
    assert [(answer["id"], len(answer["passages"])) for answer in answers] == [(1, 2), (2, 0), (3, 2)]
    assert answers[1]["error"] == "the query has no words. Give a few, such as `readmission penalties`."
    assert "error" not in answers[0]


def test_a_very_large_scope_is_searched_among_candidates_and_says_so(workspace, write, everything, monkeypatch):
    """Beyond the exact limit the first hits are the same here, each is named approximate, and a notice says it."""
    for number in range(60):
        write(f"many/{number:02}.md", f"# Document {number}\n\nNurses call patient {number} after discharge.\n")
    exact = Evidence.open(workspace).search("patient 17 telephone", k=5, scope=everything)
    assert not any(hit.why.approximate for hit in exact)
    monkeypatch.setattr(ranking, "EXACT", 10)
    evidence = Evidence.open(workspace)
    near = evidence.search("patient 17 telephone", k=5, scope=everything)
    assert [hit.passage.id for hit in near] == [hit.passage.id for hit in exact]
    assert all(hit.why.approximate for hit in near)
    (notice,) = evidence.notices
    assert "approximate candidates" in notice
    assert Evidence.open(workspace).index().documents.changed == 0
    assert np.allclose([hit.why.similarity for hit in near], [hit.why.similarity for hit in exact])
