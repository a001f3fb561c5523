"""Glossaries of other tools: taken over as proposals that touch nothing else, and given to Vale as valid rules."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import DataError, FileProblemsError, UsageError
from assistant.language import check
from assistant.language.exchange import Entry, Merge, merged, read_entries, vale_files
from assistant.language.exchange.vale_words import plain
from assistant.language.glossary import parsed

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
GLOSSARY = """# Our words. Kept by Sales.
terms:
  - id: account
    name: account   # never a person
    meaning: An organisation.
    status: agreed
    avoid:
      - {text: logo, note: slang}
      # more will come
    keep: [bank account]

  - id: stakeholder
    name: stakeholder
    meaning: A person.
    avoid: [eyeballs]
  - id: coverage
    name: coverage
    plural: coverage
  - id: customer
    name: customer
    senses:
      - {id: account, use: account}
      - {id: stakeholder, use: stakeholder}
"""


def entries(tmp_path: Path, name: str, text: str) -> tuple[Entry, ...]:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return read_entries(file, name)


def taken(*some: Entry, into: str = GLOSSARY) -> Merge:
    return merged(into, some, "theirs.yml")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yml", "business:\n  - {term: ICP, definition: Ideal customer profile}\nother:\n  - {term: GA}\n"),
        ("a.yaml", "- {name: ICP, meaning: Ideal customer profile}\n- GA\n"),
        ("a.yml", "ICP: Ideal customer profile\nGA: ''\n"),
        ("a.csv", "Term,Definition\nICP,Ideal customer profile\nGA,\n"),
        ("a.csv", "name;meaning;avoid\nICP;Ideal customer profile;\nGA;;\n"),
    ],
)
def test_lists_of_any_usual_shape_are_read(tmp_path, name, text):
    """Lists under headings, bare lists, maps and tables with comma or semicolon say the same."""
    assert [(e.name, e.meaning) for e in entries(tmp_path, name, text)] == [
        ("ICP", "Ideal customer profile"),
        ("GA", ""),
    ]


def test_a_table_may_name_wrong_words_plural_and_owner(tmp_path):
    """Wrong words are separated by semicolons; a table with commas and quotes is a table."""
    (entry,) = entries(
        tmp_path, "a.csv", 'term,avoid,plural,owner\n"buying role","persona type; hat",buying roles,sales\n'
    )
    assert entry == Entry(name="buying role", avoid=("persona type", "hat"), plural="buying roles", owner="sales")


def test_vale_vocabularies_and_substitutions_are_read(tmp_path):
    """Accepted words are terms, rejected ones wrong words, a substitution both; a pattern stays a pattern."""
    folder = tmp_path / "styles"
    folder.mkdir()
    (folder / "accept.txt").write_text("Northlight\n# a comment\n[Gg]it\\w+\n", encoding="utf-8")
    (folder / "reject.txt").write_text("(?i)synergy\n", encoding="utf-8")
    (folder / "Terms.yml").write_text(
        "extends: substitution\nmessage: m\nswap:\n  '(?:sign-in|log in)': sign in\n  e\\.g\\.: for example\n",
        encoding="utf-8",
    )
    (folder / "Long.yml").write_text("extends: occurrence\nmax: 3\n", encoding="utf-8")
    assert read_entries(folder, "styles") == (
        Entry(name="sign in", avoid=("sign-in", "log in")),
        Entry(name="for example", avoid=("e.g.",)),
        Entry(name="Northlight"),
        Entry(name="[Gg]it\\w+", pattern=True),
        Entry(name="", avoid=("synergy",)),
    )


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("logo", ["logo"]),
        ("(?i)logo", ["logo"]),
        ("log(?:o|os)", ["logo", "logos"]),
        ("a|b", ["a", "b"]),
        (r"C\+\+", ["C++"]),
        (r"\bteam\b", ["team"]),
        ("colou?r", []),
        ("(?:re)?sell", []),
        (r"\d+ day", []),
    ],
)
def test_a_pattern_is_read_when_it_stands_for_plain_words(pattern, words):
    """Alternatives and escapes are words; anything else stays a pattern."""
    assert plain(pattern) == words


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", "word count,note\n1,2\n", "a.csv: has no column `term`."),
        ("a.yml", "- {definition: x}\n", "a.yml: an entry with definition has no `term`."),
        ("a.yml", "- 3\n", "a.yml: `3` is no entry."),
        ("a.yml", "just text", "a.yml: is no list of terms."),
        ("a.yml", "", "a.yml: holds no entry."),
    ],
)
def test_a_file_of_another_shape_says_what_was_expected(tmp_path, name, text, words):
    """Nothing is guessed from a file that is no glossary."""
    with pytest.raises(DataError) as caught:
        entries(tmp_path, name, text)
    assert str(caught.value).startswith(words)
    assert "Give a YAML list" in str(caught.value) or "Columns are" in str(caught.value)


def test_a_file_that_is_no_glossary_at_all_is_refused(tmp_path):
    """The end of the name decides how a file is read."""
    with pytest.raises(UsageError, match=r"`\.docx` is no glossary"):
        entries(tmp_path, "a.docx", "x")


def test_new_terms_are_proposals_at_the_end_and_no_line_is_lost():
    """Every line of the file stays, comments too; what is new stands below a comment that names its source."""
    made = taken(Entry(name="ICP", meaning='Ideal: "best" fit'), Entry(name="win story", avoid=("case study",)))
    assert made.text.startswith(GLOSSARY)
    assert made.text.removeprefix(GLOSSARY) == (
        "\n  # proposed, from theirs.yml\n"
        "  - id: icp\n    name: ICP\n    meaning: 'Ideal: \"best\" fit'\n    status: proposed\n"
        "  - id: win_story\n    name: win story\n    plural: win stories\n    status: proposed\n"
        "    avoid:\n    - case study\n"
    )
    assert [term.status for term in made.added] == ["proposed", "proposed"]


def test_wrong_words_join_those_of_a_term_however_they_are_written():
    """A block list, a flow list and a term without wrong words each get theirs; comments and order stay."""
    made = taken(
        Entry(name="account", avoid=("purchasing entity",)),
        Entry(name="Stakeholders", avoid=("point person",)),
        Entry(name="coverage", avoid=("touch model",)),
    )
    lines = made.text.split("\n")
    assert [line for line in GLOSSARY.split("\n") if line not in lines] == ["    avoid: [eyeballs]"]
    found = parsed(made.text.encode(), "g").value.by_id
    assert [a.text for a in found["account"].avoid] == ["logo", "purchasing entity"]
    assert [a.text for a in found["stakeholder"].avoid] == ["eyeballs", "point person"]
    assert [a.text for a in found["coverage"].avoid] == ["touch model"]
    assert made.avoided == {
        "account": ("purchasing entity",),
        "stakeholder": ("point person",),
        "coverage": ("touch model",),
    }


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (Entry(name="Account", meaning="A person."), "“An organisation.” Theirs: “A person.”"),
        (Entry(name="logo", meaning="x"), "is a wrong word for `account` here."),
        (Entry(name="coverage", avoid=("logo",)), "is a wrong word for `account` here, theirs for `coverage`."),
        (Entry(name="reach", avoid=("coverage",)), "is the term `coverage` here, theirs a wrong word for `reach`."),
        (Entry(name="deposit", avoid=("bank account",)), "is left alone here (`keep` of `account`)"),
        (Entry(name="customer", avoid=("punter",)), "has senses. Name a term with one meaning."),
        (Entry(name="", avoid=("stakeholders",)), "is the term `stakeholder` here and rejected there."),
    ],
)
def test_what_contradicts_the_glossary_is_left_to_a_person(entry, reason):
    """No contradiction gets into the file; both sides are named."""
    (conflict,) = taken(entry).conflicts
    assert reason in conflict.reason


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (Entry(name="ACCOUNT"), "is there already."),
        (Entry(name="account", avoid=("Logos",)), "is avoided already, for `account`."),
        (Entry(name="", avoid=("logo",)), "is avoided already, for `account`."),
        (Entry(name="", avoid=("synergy",)), "is rejected without a better word."),
        (Entry(name="gi[tT]", pattern=True), "is a pattern for many words; a glossary holds words."),
    ],
)
def test_what_is_there_or_cannot_be_held_is_skipped_and_said(entry, reason):
    """Nothing vanishes: each word that is not taken over has a reason."""
    made = taken(entry)
    assert made.text == GLOSSARY
    assert any(left.reason.startswith(reason) for left in made.skipped)


def test_importing_twice_changes_nothing():
    """The second import of a file finds everything there."""
    some = (Entry(name="ICP", meaning="x", avoid=("ideal profile",)), Entry(name="account", avoid=("firm",)))
    once = taken(*some)
    again = taken(*some, into=once.text)
    assert (again.text, again.added, again.conflicts) == (once.text, (), ())


def test_a_glossary_that_is_empty_or_missing_becomes_one():
    """A start from nothing is a valid file."""
    for start in ("", "# ours\nterms: []\n"):
        made = taken(Entry(name="ICP"), into=start)
        assert [t.name for t in parsed(made.text.encode(), "g").value.terms] == ["ICP"]
        assert made.text.startswith(start.split("terms")[0])


def test_a_broken_glossary_is_not_touched():
    """A file with mistakes is refused before anything is merged."""
    with pytest.raises(FileProblemsError):
        taken(Entry(name="ICP"), into=GLOSSARY + "  - {id: account, name: again}\n")


@given(st.lists(st.builds(Entry, name=st.text("abAB- :'\"#", max_size=6), meaning=st.text("ab :#'\n-", max_size=9),
                          avoid=st.lists(st.sampled_from(["logo", "a", "b b", "account", "x: y", "eyeballs"]),
                                         max_size=3).map(tuple)), max_size=6))  # fmt: skip
def test_whatever_comes_in_the_result_is_valid_and_keeps_what_was_there(some):
    """For any entries: the merged file is a valid glossary with all terms of before, in their order."""
    made = merged(GLOSSARY, [entry for entry in some if entry.name.strip() or entry.avoid], "x.yml")
    found = parsed(made.text.encode(), "g").value
    assert [t.id for t in found.terms][:4] == ["account", "stakeholder", "coverage", "customer"]
    assert "# more will come" in made.text


def test_a_real_glossary_of_another_company_is_taken_over():
    """Of 111 entries or so every one is added, skipped or in conflict, and the check still runs."""
    file = SHARED / "handbook_sourcegraph" / "data" / "glossary.yml"
    if not file.is_file():
        pytest.skip(f"no glossary in {file}")
    theirs = read_entries(file, "glossary.yml")
    made = merged((ROOT / "knowledge" / "glossary.yaml").read_text("utf-8"), theirs, "glossary.yml")
    assert len(made.added) + len(made.skipped) + len(made.conflicts) == len(theirs) > 100
    glossary = parsed(made.text.encode(), "g").value
    assert check("Our PR is late, ie next week; the po follows.", glossary) == ()


def test_the_sample_goes_to_vale_and_back():
    """What is exported and imported again gives the same terms and wrong words, where a pattern can say them."""
    ours = parsed((ROOT / "knowledge" / "glossary.yaml").read_bytes(), "g").value
    files = vale_files(ours)
    data = yaml.safe_load(files["styles/Parlance/Terms.yml"])
    swapped = [Entry(name=right, avoid=(plain(wrong)[0],)) for wrong, right in data["swap"].items()]
    accepted = [Entry(name=line) for line in files["styles/config/vocabularies/Parlance/accept.txt"].splitlines()]
    back = parsed(merged("", [*accepted, *swapped], "vale").text.encode(), "g").value
    deprecated = {term.name for term in ours.terms if term.status == "deprecated"}
    theirs = {term.name: {a.text for a in term.avoid} - deprecated for term in back.terms}
    for term in ours.terms:
        if not term.senses and term.status != "deprecated":
            assert {a.text for a in term.avoid} == theirs[term.name], term.name


def test_files_for_vale_have_the_fields_that_vale_knows(tmp_path):
    """Each rule has its kind, message, level and words; patterns match the words that they were made from."""
    files = vale_files(parsed(GLOSSARY.encode(), "g").value)
    terms = yaml.safe_load(files["styles/Parlance/Terms.yml"])
    senses = yaml.safe_load(files["styles/Parlance/Senses.yml"])
    assert set(terms) <= {"extends", "message", "level", "ignorecase", "action", "swap", "exceptions"}
    assert terms["swap"] == {"logo": "account", "logos": "accounts", "eyeballs": "stakeholders"}
    assert terms["exceptions"] == ["bank account"]
    assert (senses["extends"], senses["tokens"]) == ("existence", ["customer", "customers"])
    assert files[".vale.ini"].splitlines()[0] == "StylesPath = styles"
    assert files["styles/config/vocabularies/Parlance/reject.txt"].splitlines() == [
        "(?i)logo",
        "(?i)logos",
        "(?i)eyeballs",
    ]
