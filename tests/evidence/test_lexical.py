"""Lexical search: the counts of bm25s, over the allowed passages alone."""

from __future__ import annotations

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evidence.index.postings import STOPWORDS, Postings, words
from assistant.evidence.search import lexical
from assistant.evidence.search.lexical import Lexical
from assistant.evidence.text.words import plain

TEXTS = st.lists(
    st.lists(st.sampled_from(["nurse", "nurses", "calls", "the", "ward", "Übergabe", "x1"]), max_size=12).map(" ".join),
    min_size=1,
    max_size=8,
)


def stems(text: str) -> list[str]:
    return [stem for _, stem in words(text)]


@given(TEXTS)
def test_scores_are_those_of_bm25s(texts):
    """Without headings each score equals that of the library, with its formula and the same settings."""
    ours = Lexical(Postings.of(("", text) for text in texts))
    vocabulary = {stem: number for number, stem in enumerate(sorted({s for text in texts for s in stems(text)}))}
    if not vocabulary:
        assert ours.scores({"nurs": 1.0}).tolist() == [0.0] * len(texts)
        return
    ours_stems = tuple(vocabulary)  # the library adds a word of its own
    theirs = bm25s.BM25(k1=lexical.SATURATION, b=lexical.LENGTH, method="lucene")
    theirs.index(([[vocabulary[stem] for stem in stems(text)] for text in texts], vocabulary), show_progress=False)
    for stem in ours_stems:
        expected = theirs.get_scores_from_ids(theirs.get_tokens_ids([stem]))
        assert np.allclose(ours.scores({stem: 1.0}), expected, atol=1e-5)


@given(TEXTS, st.data())
def test_what_is_not_allowed_counts_nowhere(texts, data):
    """Scores in a scope are those of an index that never held the other passages."""
    allowed = np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))))
    whole = Postings.of((text, text) for text in texts)
    alone = Postings.of((text, text) for text, seen in zip(texts, allowed, strict=True) if seen)
    for stem in whole.stems:
        assert Lexical(whole, allowed).scores({stem: 1.0}).tolist() == Lexical(alone).scores({stem: 1.0}).tolist()


def test_a_word_of_the_heading_counts_more():
    """Of two passages of one length, the one whose title has the word comes first."""
    found = Lexical(Postings.of([("ward", "nurse"), ("nurse", "ward")])).scores({"nurs": 1.0})
    assert found[1] > found[0] > 0


def test_holders_are_the_passages_that_have_the_word():
    """Whether a passage holds a word is looked up for any places, in any order."""
    index = Lexical(Postings.of([("", "nurse"), ("", "ward"), ("", "nurses call")]))
    assert index.holders("nurs", np.array([2, 1, 0])).tolist() == [True, False, True]
    assert index.holders("unknown", np.array([0, 1])).tolist() == [False, False]


def test_words_that_say_nothing_are_those_of_the_library():
    """The list is Lucene's, as bm25s has it."""
    assert frozenset(bm25s.stopwords.STOPWORDS_EN) == STOPWORDS


@pytest.mark.parametrize("text", ["Straße", "STRASSE", "ﬁnance", "finance", "電話"])
def test_letters_are_compared_without_case_and_form(text):
    """Capitals, ligatures and full forms are the same word."""
    assert plain(text) == plain(text.upper().lower())
