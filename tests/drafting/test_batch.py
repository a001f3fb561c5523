"""Drafts in numbers: in order, once, kept when they come out, and never for other rights."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from drafting_workspaces import sources_of
from model_drafts import CLEAN, answer, with_model

from assistant.access import Visible
from assistant.domain.draft import Audience, Draft
from assistant.drafting import DraftRequest, Sources, draft_id, drafts
from assistant.drafting.draft import order
from assistant.errors import ModelUnavailableError
from assistant.llm import Answer, Request
from assistant.llm.scripted import scripted_gateway


class Drawer:
    """Drafts in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Draft] = {}
        self.by_key: dict[str, Draft] = {}

    def keys(self) -> set[str]:
        return set(self.by_key)

    def ids(self) -> set[str]:
        return set(self.kept)

    def made_from(self, key: str) -> Draft | None:
        return self.by_key.get(key)

    def remember(self, id: str, draft: Draft, key: str | None) -> None:
        self.kept[id] = draft
        if key is not None:
            self.by_key[key] = draft


@pytest.fixture
def sources(schools: Path) -> Sources:
    return sources_of(schools)


REQUESTS = [DraftRequest(kind="talking-points", audience=Audience(account=id)) for id in ("1", "2", "3")]


def made(sources: Sources, drawer: Drawer, requests: Sequence[DraftRequest] = REQUESTS, workers: int = 1) -> list[bool]:
    return [one.new for one in drafts(requests, sources, drawer, workers)]


def test_the_order_is_that_of_the_requests(sources: Sources) -> None:
    """Whoever is ready first waits for its turn: three writers give what one gives, and keep it in that order."""
    last_first = threading.Event()

    def slow_first(request: Request) -> str:
        if "Elm Grove" in request.messages[1].text:
            last_first.wait(10)
        elif "Lakeside" in request.messages[1].text:
            last_first.set()
        return answer({"proof": CLEAN["proof"]})

    one, three = Drawer(), Drawer()
    plain = with_model(sources, scripted_gateway(lambda _: answer({"proof": CLEAN["proof"]})))
    first = [drafted.draft for drafted in drafts(REQUESTS, plain, one)]
    second = [d.draft for d in drafts(REQUESTS, with_model(sources, scripted_gateway(slow_first)), three, workers=3)]
    assert first == second == list(one.kept.values()) == list(three.kept.values())
    assert [draft.audience.account for draft in first] == ["1", "2", "3"]


@pytest.mark.parametrize("writer", ["composer", "model"])
def test_what_did_not_change_is_taken_as_it_is(sources: Sources, writer: str) -> None:
    """The second time nothing is new and no language model is asked, whoever wrote."""
    asked: list[Request] = []

    def count(request: Request) -> str:
        asked.append(request)
        return answer({"proof": CLEAN["proof"]})

    if writer == "model":
        sources = with_model(sources, scripted_gateway(count))
    drawer = Drawer()
    assert made(sources, drawer) == [True] * 3
    before = len(asked)
    assert made(sources, drawer, workers=3) == [False] * 3
    assert len(asked) == before == (3 if writer == "model" else 0)


def test_a_composers_draft_in_place_of_the_models_is_tried_again(sources: Sources) -> None:
    """A draft that the composer wrote because the endpoint was down does not stand for the language model's."""
    drawer = Drawer()
    down = with_model(sources, scripted_gateway([]))
    assert made(down, drawer, REQUESTS[:1]) == [True]
    assert made(down, drawer, REQUESTS[:1]) == [False]
    up = with_model(sources, scripted_gateway(lambda _: answer({"proof": CLEAN["proof"]})))
    assert made(up, drawer, REQUESTS[:1]) == [True]
    assert [draft.writer for draft in drawer.kept.values()] == ["composer", "model:scripted"]


def test_an_error_ends_it_and_keeps_what_came_before(sources: Sources) -> None:
    """After refused credentials nothing more is begun; the drafts before, and those under way, are kept."""
    clean = Answer(answer({"proof": CLEAN["proof"]}), "stop", "m")
    drawer = Drawer()
    with pytest.raises(ModelUnavailableError):
        made(with_model(sources, scripted_gateway([clean, ModelUnavailableError("no"), clean])), drawer)
    kept = [draft.audience.account for draft in drawer.kept.values()]
    assert kept[0] == "1" and "2" not in kept


def test_a_draft_is_taken_only_where_everything_is_the_same(sources: Sources) -> None:
    """Other rights, patterns, glossary, names, writers or settings give another key; the same give the same."""
    request = REQUESTS[0]
    key = order(request, sources).key
    models = [scripted_gateway([]), scripted_gateway([])]
    models[1].settings = models[1].settings.model_copy(update={"temperature": 0.7})
    others = [
        replace(sources, visible=Visible(frozenset({"1", "2", "3"}))),
        replace(sources, patterns=replace(sources.patterns, fingerprint="another")),
        replace(sources, glossary=replace(sources.glossary, fingerprint="another")),
        replace(sources, company="Another"),
        *(with_model(sources, model) for model in models),
    ]
    keys = [order(request, other).key for other in others]
    assert len({key, *keys}) == len(keys) + 1
    assert order(request, sources).key == key and len(key) == 64
    assert draft_id(next(drafts([request], sources, Drawer())).draft)
