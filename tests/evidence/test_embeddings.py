"""Embeddings: the same text gives the same vector in any company, and products of vectors are exact."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assistant.errors import ConfigurationError
from assistant.evidence import Setup
from assistant.evidence.embeddings.embeddings import load
from assistant.evidence.embeddings.exact import LENGTH, exact


@pytest.fixture(scope="module")
def model():
    """The default model."""
    return load(Setup())


def test_a_vector_does_not_depend_on_the_texts_beside_it(model):
    """Alone, first or last of many, short or long neighbours: bit by bit the same."""
    text = "Nurses call patients after their discharge."
    alone = model.embed([text])[0]
    beside = model.embed(["x", text, "a much longer neighbour " * 50])[1]
    assert np.array_equal(alone, beside)


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_a_text_without_words_is_a_vector_without_length(model, text):
    """No NaN arises; such a text is like nothing."""
    (vector,) = model.embed([text])
    assert vector.shape == (model.width,)
    assert np.isfinite(vector).all()


def test_no_texts_are_no_vectors(model):
    """An empty corpus has a shape."""
    assert model.embed([]).shape == (0, model.width)


def test_similar_words_are_nearer_than_others(model):
    """The vectors carry meaning: nurse is nearer to doctor than to invoice."""
    nurse, doctor, invoice = model.embed(["nurse", "doctor", "invoice"])
    assert nurse @ doctor > nurse @ invoice


@given(arrays(np.float32, (2, 64), elements=st.floats(-1e6, 1e6, width=32)))
def test_products_are_exact_whatever_the_order_of_summation(pair):
    """Float32 sums of products of such vectors equal those of whole numbers, forwards and shuffled."""
    one, two = exact(pair)
    order = list(range(64))
    random.Random(1).shuffle(order)
    whole = int(one.astype(np.int64) @ two.astype(np.int64))
    assert whole == int(one @ two) == int(np.cumsum((one * two)[order], dtype=np.float32)[-1])
    assert abs(whole) < 2**24


def test_unusable_numbers_become_nothing():
    """NaN and infinite components count as zero, and a vector keeps its direction."""
    vectors = exact(np.array([[np.nan, 1.0], [np.inf, 0.0], [3.0, 4.0]]))
    assert vectors.tolist() == [[0, LENGTH], [0, 0], [LENGTH * 0.6, LENGTH * 0.8]]


def test_an_unknown_model_is_named_with_the_nearest():
    """A setting with a typo says what to write."""
    with pytest.raises(ConfigurationError) as caught:
        load(Setup(embeddings="wordlama"))
    assert str(caught.value) == (
        "embeddings: unknown model `wordlama`. Did you mean `wordllama`? Known: wordllama, minilm, openai:MODEL."
    )
