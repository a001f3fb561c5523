"""A deck held against what may be said: each sentence that claims something is matched to the claims.

A sentence that says an approved claim for customers, whole or in part, raises nothing; one that says it otherwise is
altered; one that only a claim says which may not be said there is named with the reason; one that says a result of the
company or its product without any source is unsupported. Other sentences raise nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain.evidence import Claim
from assistant.domain.finding import Finding
from assistant.drafting.deck.alteration import differences, doubt, plain
from assistant.drafting.deck.clauses import parts
from assistant.drafting.deck.company import claiming
from assistant.drafting.deck.deck_sentences import deck_sentences
from assistant.drafting.deck.sayable import Kin, Sayable, says
from assistant.language.places import Places

_CLAUSES = re.compile(r";\s+|,?\s+(?:and|while|but)\s+")


@dataclass(frozen=True)
class Verdict:
    """What is wrong with a sentence."""

    rule: str
    message: str
    instead: Claim | None = None
    """The claim that may be said in its place."""


def check_claims(text: str, sayable: Sayable, *, file: str = "-", markdown: bool = True) -> tuple[Finding, ...]:
    """Findings on every sentence that claims what may not be said so, in the order of their places."""
    places = Places(text)
    found: list[Finding] = []
    sentences = tuple(deck_sentences(text, markdown=markdown))
    bare = [sayable.bare(sentence.text) for sentence in sentences]
    for sentence, said, claims in zip(sentences, bare, claiming(sentences, bare, sayable), strict=True):
        if verdict := _verdict(said, sayable, claims):
            (line, column), (end_line, end_column) = places.of(sentence.start), places.of(sentence.end)
            found.append(
                Finding(
                    file=file,
                    line=line,
                    column=column,
                    end_line=end_line,
                    end_column=end_column,
                    rule=verdict.rule,
                    severity="error",
                    text=text[sentence.start : sentence.end],
                    message=verdict.message,
                    suggestion=verdict.instead.text if verdict.instead else None,
                )
            )
    return tuple(found)


def _verdict(text: str, sayable: Sayable, claiming: bool) -> Verdict | None:
    """What is wrong with a sentence; None when nothing is."""
    near = sayable.near(text, claiming=claiming)
    said = [claim for claim, source in near if says(text, source)]
    free = [claim for claim in said if sayable.allows(claim)]
    if said and not free:
        instead = next((claim for claim, _ in near if sayable.allows(claim)), None)
        return Verdict(_rule(said[0]), _why_not(said[0], sayable.as_of), instead)
    if text.endswith("?") or plain(text) in sayable.verbatim:
        return None
    return _in_parts(text, sayable) or _as_a_whole(text, near, free, sayable, claiming)


def _as_a_whole(
    text: str, near: Sequence[Kin], free: Sequence[Claim], sayable: Sayable, claiming: bool
) -> Verdict | None:
    """What is wrong with a sentence that `free` claims may say, or none."""
    if any(_as_approved(text, claim) for claim in free):
        return None
    if free:
        return Verdict("claim-altered", f"{free[0].id} may only be said word for word.", free[0])
    if sayable.in_clauses(_CLAUSES.split(text)) or sayable.in_documents(text, near):
        return None
    return _altered(text, near, sayable, claiming) or (_unsupported(text, sayable) if claiming else None)


def _in_parts(text: str, sayable: Sayable) -> Verdict | None:
    """What is wrong with the rest of a sentence of which a part may be said as it is."""
    stated = parts(text)
    if len(stated) < 2 or plain(text) in sayable.wordings:
        return None
    verdicts = [_verdict(part, sayable, sayable.claims_something(part, follows=True)) for part in stated]
    sound = any(not verdict and sayable.said(part) for part, verdict in zip(stated, verdicts, strict=True))
    return next((verdict for verdict in verdicts if verdict), None) if sound else None


def _as_approved(text: str, claim: Claim) -> bool:
    return claim.wording == "free" or plain(claim.text) in plain(text)


def _altered(text: str, near: Sequence[Kin], sayable: Sayable, claiming: bool) -> Verdict | None:
    """The claim from which the sentence differs least, those that may be said first."""
    certain = [(claim, differences(text, source)) for claim, source in near]
    told = [(claim, found or _doubts(text, near, claim, claiming), bool(found)) for claim, found in certain]
    told = [(claim, found, sure) for claim, found, sure in told if found and (sure or sayable.alike(text, claim))]
    if not told:
        return None
    claim, found, sure = min(told, key=lambda kin: (not sayable.allows(kin[0]), len(kin[1])))
    message = f"{claim.id} says it otherwise: {found[0].rstrip('.')}."
    if sayable.allows(claim):
        return Verdict("claim-altered", message, claim)
    return Verdict("claim-altered" if sure else _rule(claim), f"{message} {_why_not(claim, sayable.as_of)}")


def _doubts(text: str, near: Sequence[Kin], claim: Claim, claiming: bool) -> tuple[str, ...]:
    """What the meaning of a claim lacks; only told of a sentence that claims something."""
    reason = next((doubt(text, source) for other, source in near if other is claim), "") if claiming else ""
    return (reason,) if reason else ()


def _unsupported(text: str, sayable: Sayable) -> Verdict:
    claim = sayable.of_figures(text)
    if claim is None and (claim := sayable.of_duration(text)):
        message = f"{claim.id} says otherwise how long this takes. Say it as approved."
        return Verdict("claim-altered", message, claim)
    if claim is None and (claim := sayable.of_measure(text)):
        return Verdict("claim-altered", f"{claim.id} measures the same otherwise. Say it as approved.", claim)
    if claim is None:
        return Verdict("claim-unsupported", "no claim and no customer document says this. Cite one, or leave it out.")
    message = f"no claim says it so; {claim.id} has the same figures. Say it as approved."
    return Verdict("claim-unsupported", message, claim)


def _rule(claim: Claim) -> str:
    if claim.status != "approved":
        return "claim-withdrawn" if claim.status == "withdrawn" else "claim-unapproved"
    return "claim-internal" if claim.audience == "internal" else "claim-expired"


def _why_not(claim: Claim, as_of: date) -> str:
    return {
        "claim-withdrawn": f"{claim.id} was withdrawn.",
        "claim-unapproved": f"{claim.id} is a draft that nobody has approved.",
        "claim-internal": f"{claim.id} is internal and may not be said to customers.",
        "claim-expired": f"{claim.id} ran out on {claim.valid_until} and may not be said on {as_of}.",
    }[_rule(claim)]
