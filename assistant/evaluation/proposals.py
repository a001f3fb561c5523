"""Proposals: a rejected draft with its reason, turned into a case that a person accepts or mends.

A proposal asks for what the reason shows: words that it quotes may not be said, claims that it names may not be cited,
and else the sentence that is most like the reason may not stand there. A reason that shows none of these is told, and
makes no case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.domain.conversation import Feedback
from assistant.domain.draft import Draft
from assistant.domain.value import Value
from assistant.workspace import Workspace

FILE = "eval/cases/drafting/from-feedback.yaml"
HEADER = "# Drafts that readers rejected, with what they said; each was accepted by a person.\ncases:\n"
QUOTED = re.compile('[“"«]([^”"»]{3,})[”"»]')
WORD = re.compile(r"[^\W\d_]{4,}")
LONGEST_NAME = 110
FEWEST_WORDS = 2


class Proposal(Value):
    """A case that could be added."""

    case: dict[str, Any]
    """The case, as it stands in a file."""
    draft: str
    """Id of the rejected draft."""
    reason: str
    """What the reader said."""
    lacking: str = ""
    """Why a person has to finish it; empty when it can be added as it is."""

    def text(self) -> str:
        """The case as YAML, an entry of a list."""
        dumped = yaml.safe_dump([self.case], allow_unicode=True, sort_keys=False, width=110)
        return "".join(f"  {line}\n" for line in dumped.splitlines())


def proposals(
    feedback: Iterable[Feedback], drafts: Mapping[str, Draft], known: frozenset[str] = frozenset()
) -> tuple[Proposal, ...]:
    """A proposal for each rejected draft that is still remembered; `known` are the names of cases that there are."""
    made: dict[str, Proposal] = {}
    for said in feedback:
        draft = drafts.get(said.draft or "")
        if draft is not None and not said.helpful and said.reason.strip():
            proposal = _proposal(said, said.draft or "", draft)
            if proposal.case["name"] not in known:
                made.setdefault(proposal.case["name"], proposal)
    return tuple(made.values())


def added(workspace: Workspace, accepted: Sequence[Proposal]) -> tuple[Path, str]:
    """The file of accepted cases and its new content."""
    path = workspace.root / FILE
    before = path.read_text(encoding="utf-8") if path.exists() else HEADER
    return path, before.rstrip("\n") + "\n" + "".join(proposal.text() for proposal in accepted)


def _proposal(said: Feedback, id: str, draft: Draft) -> Proposal:
    wanted = dict(_wanted(said.reason, draft))
    case: dict[str, Any] = {
        "name": _name(said, draft),
        "as_of": draft.provenance.as_of,
        "draft": draft.kind,
        **draft.audience.model_dump(exclude_none=True),
        **wanted,
    }
    lacking = "" if wanted else "the reason shows no words of the draft; write must_say or may_not_say yourself."
    return Proposal(case=case, draft=id, reason=said.reason, lacking=lacking)


def _name(said: Feedback, draft: Draft) -> str:
    reason = " ".join(said.reason.split())
    short = reason if len(reason) <= LONGEST_NAME else f"{reason[: LONGEST_NAME - 1]}…"
    return f"A {draft.kind} that was rejected on {said.on} is mended: {short}"


def _wanted(reason: str, draft: Draft) -> Iterator[tuple[str, list[str]]]:
    statements = [s for section in draft.sections if section.id != "summary" for s in section.statements]
    claims = sorted({cite for s in statements for cite in s.cites if cite.startswith("claim:")})
    named = [cite for cite in claims if re.search(rf"(?<!\w){re.escape(cite.partition(':')[2])}(?!\w)", reason)]
    quoted = [words for words in QUOTED.findall(reason) if any(words in s.text for s in statements)]
    if named:
        yield "may_not_cite", named
    if quoted:
        yield "may_not_say", quoted
    if not named and not quoted and (nearest := _nearest(reason, [s.text for s in statements])):
        yield "may_not_say", [nearest]


def _nearest(reason: str, texts: Sequence[str]) -> str | None:
    """The sentence that shares most words with the reason, if it shares a few."""
    own = _words(reason)
    shared = [(len(own & _words(text)), -place, text) for place, text in enumerate(texts)]
    best = max(shared, default=(0, 0, ""))
    return best[2] if best[0] >= FEWEST_WORDS else None


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in WORD.findall(text))
