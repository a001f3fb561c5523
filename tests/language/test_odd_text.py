"""Texts that nobody meant to send are survived, in bounded memory."""

import tracemalloc

from assistant.language import Glossary, check, fix, foreign, load_glossary

GLOSSARY = load_glossary(None).value


def test_another_language_is_named_and_only_its_words_are_matched() -> None:
    """A German text gets its wrong words, and a word with senses says why it stays open."""
    text = "Unsere Kunden sind nicht das Problem, und der client ist auch nicht das Logo auf dem Plan."
    findings = check(text, GLOSSARY)
    assert foreign(text) == "German"
    assert [(f.rule, f.text) for f in findings] == [("unclear", "client"), ("avoid", "Logo")]
    assert "not English but German" in findings[0].message


def test_english_without_small_words_is_not_foreign() -> None:
    """Headings, tables and names are no evidence of another language."""
    assert not foreign("Top 10 prospects: 6 OEMs, 3 suppliers, 1 utility in Den Haag, El Paso and Los Angeles")
    assert foreign("Клиенты и сегменты") == "another script"


def test_a_very_long_line_is_read_in_bounded_memory() -> None:
    """Ten times the text takes no more memory beside it."""
    peaks = []
    for size in (200_000, 2_000_000):
        text = "word and more of it " * (size // 20) + "logo"
        tracemalloc.start()
        findings = check(text, GLOSSARY)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert [f.column for f in findings] == [len(text) - 3]
    assert peaks[1] < peaks[0] * 1.5


def test_direction_marks_and_joiners_inside_words_with_senses() -> None:
    """Invisible signs hide no sense, and the fix replaces exactly what stands there."""
    text = "The cus\u200dtomer\u200f has 14 sites."
    (finding,) = check(text, GLOSSARY)
    assert (finding.sense, finding.column, finding.end_column) == ("account", 5, 14)
    assert fix(text, [finding]) == "The account\u200f has 14 sites."


def test_overlapping_terms_report_the_longest_once() -> None:
    """Of terms that overlap, the longest speaks, and the rest of the words still may."""
    terms = [{"id": "a", "name": "aa", "avoid": ["x y", "y z w", "w v"]}]
    found = check("x y z w v", Glossary.model_validate({"terms": terms}))
    assert [f.text for f in found] == ["y z w"]


def test_the_check_is_deterministic() -> None:
    """Same text, same findings, to the byte."""
    text = "Our customers told us they dread Mondays. The customer has 14 sites. Leads! " * 20
    first = [f.model_dump_json() for f in check(text, GLOSSARY)]
    assert first == [f.model_dump_json() for f in check(text, GLOSSARY)]
