"""An index with embeddings of an endpoint: each passage is embedded once, and only a search needs the endpoint."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from model_server import embedded, refused

from assistant.domain.language_model import LanguageModelSettings
from assistant.errors import ConfigurationError, ModelUnavailableError
from assistant.evidence import Evidence, Setup
from assistant.llm import Embedder
from assistant.llm.scripted import ManualClock


@pytest.fixture
def setup(chat_server) -> Setup:
    """The server on loopback as the endpoint."""
    settings = LanguageModelSettings(base_url=chat_server.base_url)
    embedder = Embedder(settings, "embed-1", clock=ManualClock(), jitter=Random(1))
    return Setup(embeddings="openai:embed-1", endpoint=lambda _: embedder)


def test_documents_are_indexed_and_searched_with_an_endpoint(chat_server, setup, workspace, everything):
    """`openai:MODEL` embeds each passage once, then only the queries; another name of the model is refused."""
    chat_server.script = [embedded()]
    evidence = Evidence.open(workspace, setup)
    passages = evidence.index().passages
    assert sum(len(body["input"]) for body in chat_server.requests()) == passages
    hits = evidence.search("telephone calls", scope=everything)
    assert hits
    assert np.isfinite([hit.why.similarity for hit in hits]).all()
    assert chat_server.requests()[-1]["input"] == ["telephone calls"]
    with pytest.raises(ConfigurationError, match="never mixed"):
        Evidence.open(workspace).search("calls", scope=everything)


def test_without_the_endpoint_passages_are_still_read(chat_server, setup, workspace, everything):
    """Drafts read passages without vectors; a search says why there is none."""
    chat_server.script = [refused(401)]
    evidence = Evidence.open(workspace, setup)
    assert {p.document for p in evidence.passages(everything)} >= {"nurse.md"}
    with pytest.raises(ModelUnavailableError, match="credentials are refused"):
        evidence.search("calls", scope=everything)


def test_a_query_that_cannot_be_embedded_is_searched_by_its_words(chat_server, setup, workspace, everything):
    """An endpoint that fails after the index was made costs likeness, not the answer; one notice says so."""
    chat_server.script = [embedded()]
    Evidence.open(workspace, setup).index()
    chat_server.script = [refused(401)]
    evidence = Evidence.open(workspace, setup)
    hits = evidence.search("telephone calls", scope=everything)
    assert evidence.search("telephone calls", scope=everything) == hits
    assert hits
    assert all(hit.why.lexical > 0 and hit.why.similarity == 0 for hit in hits)
    (notice,) = evidence.notices
    assert notice.startswith("only the words of the query were searched, not its meaning: ")
    assert "credentials are refused" in notice
