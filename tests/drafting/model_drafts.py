"""Drafts by a language model in tests: answers in their form, and sources with a model that plays a script."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from drafting_workspaces import ROOT

from assistant.domain.draft import Draft, Kind
from assistant.drafting import DraftRequest, ModelWriter, Sources, Writer, draft, load_prompts, resolve_audience
from assistant.llm import Gateway
from assistant.workspace import Workspace

Said = Mapping[str, Sequence[tuple[str, str]]]
"""Sentences with their citation, by section."""

CLEAN: Said = {
    "opening": [("With your number of pupils a paper list gets long.", "receipt:1")],
    "room": [("[person-1], Bursar, is the purse holder.", "receipt:1")],
    "proof": [("Schools with Lantern lost 30 % fewer books in the first year.", "claim:K-1")],
}
"""Talking points for the first account of the small workspace, as a good language model writes them."""


def answer(said: Said) -> str:
    """An answer in the form."""
    sections = [
        {"id": id, "statements": [{"text": text, "cites": [cite]} for text, cite in statements]}
        for id, statements in said.items()
    ]
    return json.dumps({"sections": sections}, ensure_ascii=False)


def with_model(sources: Sources, gateway: Gateway) -> Sources:
    """The same sources with a language model and the prompts of the sample."""
    return replace(sources, model=ModelWriter(gateway, load_prompts(Workspace(ROOT))))


def model_draft(sources: Sources, gateway: Gateway, kind: Kind = "talking-points", **names: str | None) -> Draft:
    """A draft by that language model."""
    return written(with_model(sources, gateway), kind, "model", **names)


def written(sources: Sources, kind: Kind, writer: Writer | None, **names: str | None) -> Draft:
    """A draft by that writer."""
    audience = resolve_audience(kind, names, sources.scoring)
    return draft(DraftRequest(kind=kind, audience=audience, writer=writer), sources)


def sentences(draft: Draft) -> list[str]:
    """Every sentence of a draft."""
    return [statement.text for section in draft.sections for statement in section.statements]


def from_prompt(request: Mapping[str, Any]) -> str:
    """An answer that says the approved claims of its prompt, word for word, where they are asked for."""
    told = "\n".join(str(message["content"]) for message in request["messages"])
    sources = re.findall(r'<source id="(claim:[^"]+)" readers="customers"[^>]*>\n(.+)', told)
    return answer({"proof": [(text, cite) for cite, text in sources[:3]]})
