"""A real language model that invents nearly everything: not one sentence of it gets through unsupported."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from drafting_workspaces import FILES, sources_of
from model_drafts import CLEAN, answer, model_draft, sentences, written
from pydantic import Field

from assistant.domain.language_model import LanguageModelSettings
from assistant.domain.value import Value
from assistant.drafting import Sources
from assistant.llm import Gateway, Prompt, SystemClock, open_gateway
from assistant.llm.scripted import scripted_gateway

SOURCES = " ".join(" ".join(FILES.values()).split())
TOLD = "Schools with Lantern lost 30 % fewer books in the first year. A bursar pays 1,900 euros a year for lost books."


class Sentences(Value):
    """What the small model is asked for: it ends no list of its own accord."""

    first: str = Field(max_length=120)
    second: str = Field(max_length=120)
    third: str = Field(max_length=120)


@pytest.fixture
def school_sources(schools: Path) -> Sources:
    return sources_of(schools)


def gateway_to(small_model: str, **settings: object) -> Gateway:
    given = {"model": "smollm2", "base_url": small_model, "timeout_seconds": 300, "attempts": 1, **settings}
    return open_gateway(LanguageModelSettings.model_validate(given), clock=SystemClock(), jitter=Random(1))


def test_no_sentence_of_a_small_model_gets_through(small_model: str, school_sources: Sources) -> None:
    """Sentences that SmolLM2 makes of two facts, put into clean drafts: each is refused, or stands in the sources."""
    gateway = gateway_to(small_model, max_tokens=200)
    task = f"Write three sentences for a school's bursar about Lantern. Use only these facts: {TOLD}"
    reply = gateway.write(Prompt(prefix="You write sales messages as JSON.", task=task), Sentences)
    gateway.close()
    assert reply.value is not None, reply.failure
    made = [text for text in reply.value.model_dump().values() if text.strip()]
    assert made
    for section, cite in (("why_now", "receipt:1"), ("proof", "claim:K-1")):
        for text in made:
            mixed = answer({**CLEAN, section: [*CLEAN.get(section, ()), (text, cite)]})
            draft = model_draft(school_sources, scripted_gateway(lambda _, mixed=mixed: mixed), account="1")
            assert draft.status == "checked"
            if draft.writer != "composer":
                assert text.rstrip(".") in SOURCES


def test_a_draft_that_a_small_model_cannot_finish_is_composed(small_model: str, school_sources: Sources) -> None:
    """SmolLM2 asked for a whole draft runs into its limit: the composer writes it, and the draft says why."""
    gateway = gateway_to(small_model, max_tokens=64)
    draft = model_draft(school_sources, gateway, account="1")
    gateway.close()
    assert gateway.spent.output > 0
    assert (draft.status, draft.writer) == ("checked", "composer")
    assert draft.findings[0].rule == "writer"
    assert sentences(draft) == sentences(written(school_sources, "talking-points", "composer", account="1"))
