"""Citations, read anew: what a citation leads to, and whether a sentence stands on it.

This is not the review of drafts and shares nothing with it: it reads claims, documents and receipts for itself, so that
a review that has become lenient shows here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.access import Asker
from assistant.domain.draft import Draft, Section, Statement
from assistant.domain.evaluation import Tally
from assistant.domain.evidence import Claim, Passage, Share
from assistant.domain.segments import Receipt, RuleLine
from assistant.evaluation.product import Product
from assistant.evidence import Scope
from assistant.segmentation.scoring import Scoring

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
WORD = re.compile(r"[^\W\d_]{4,}")
QUOTE = re.compile("“([^”]+)”")
ISO_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
MONTHS = [date(2000, month, 1).strftime("%B") for month in range(1, 13)]
STEM = 5
"""Letters by which words are compared."""


@dataclass(frozen=True)
class Shelf:
    """Every source that exists for an asker on a day, by the citation that leads to it."""

    sources: Mapping[str, Mapping[Share, str]]
    """For each citation what it holds for readers inside, and for customers where they may read it."""

    def text(self, cite: str, share: Share) -> str | None:
        """What the citation holds for these readers; None when it is not theirs, has run out or does not exist."""
        return self.sources.get(cite, {}).get(share)


@lru_cache(maxsize=16)
def shelf(product: Product, as_of: date | None, asker: Asker) -> Shelf:
    """The sources of that workspace, read from claims, documents and receipts."""
    assistant = product.on(as_of)
    scope = Scope(assistant.visible(asker))
    passages = {f"passage:{p.id}": _passage(p) for p in assistant.evidence.passages(scope)}
    claims = {f"claim:{c.id}": _claim(c) for c in assistant.evidence.all_claims(scope) if _sayable(c, assistant.as_of)}
    return Shelf(passages | claims | dict(_receipts(assistant.read(asker))))


def graded(draft: Draft, shelf: Shelf) -> dict[str, Tally]:
    """Citation precision and recall, and faithfulness, of all statements of a draft (the summary repeats others)."""
    held = cites = standing = faithful = statements = 0
    for section in (section for section in draft.sections if section.id != "summary"):
        for statement in section.statements:
            known = [text for cite in statement.cites if (text := shelf.text(cite, section.share)) is not None]
            holding = [text for text in known if _stems(text) & _stems(statement.text)]
            held, cites, statements = held + len(holding), cites + len(statement.cites), statements + 1
            standing += bool(holding)
            faithful += not unfaithful(statement, known)
    return {
        "citation_precision": Tally(got=held, of=cites),
        "citation_recall": Tally(got=standing, of=statements),
        "faithfulness": Tally(got=faithful, of=statements),
    }


def faults(draft: Draft, shelf: Shelf) -> Iterator[tuple[Section, Statement, str]]:
    """Each statement that does not stand on what it cites, and why."""
    for section in (section for section in draft.sections if section.id != "summary"):
        for statement in section.statements:
            known = [text for cite in statement.cites if (text := shelf.text(cite, section.share)) is not None]
            missing = [cite for cite in statement.cites if shelf.text(cite, section.share) is None]
            for cite in missing:
                yield section, statement, f"`{cite}` may not be cited here."
            if not any(_stems(text) & _stems(statement.text) for text in known) and not missing:
                yield section, statement, "nothing that it cites speaks of this."
            for fault in unfaithful(statement, known):
                yield section, statement, f"`{fault}` does not stand in what it cites."


def unfaithful(statement: Statement, sources: Iterable[str]) -> list[str]:
    """Figures and quotes of a statement that none of these texts holds."""
    whole = _plain(" ".join(sources))
    figures = _figures(whole)
    wrong = [figure for figure in _figures(_plain(statement.text)) if figure not in figures]
    return wrong + [quote for quote in QUOTE.findall(statement.text) if _plain(quote) not in whole]


def _sayable(claim: Claim, as_of: date) -> bool:
    """Approved and not run out: the dates themselves, and not what the product makes of them."""
    return claim.status == "approved" and not (claim.valid_until and claim.valid_until < as_of)


def _claim(claim: Claim) -> dict[Share, str]:
    text = f"{claim.text} {claim.footnote} {' '.join(claim.evidence.quotes)}"
    return {"internal": text, "customer": text} if claim.audience == "customer" else {"internal": text}


def _passage(passage: Passage) -> dict[Share, str]:
    text = f"{passage.title} {passage.section} {passage.text}"
    return {"internal": text, "customer": text} if passage.audience == "customer" else {"internal": text}


def _receipts(scoring: Scoring) -> Iterator[tuple[str, Mapping[Share, str]]]:
    people: dict[str, list[str]] = {}
    model = scoring.model.value
    roles = {role.id: role.name for role in model.roles}
    segments = {s.id: f"{s.name} {s.meaning}" for s in (*model.account_segments, *model.stakeholder_segments)}
    for person in scoring.stakeholders():
        receipt = scoring.receipt("stakeholder", person.id)
        known = (person.id, person.name, person.title, roles.get(person.role, ""), segments.get(person.segment, ""))
        people.setdefault(person.account, []).append(" ".join((*known, _receipt(receipt, scoring))))
    for account in scoring.accounts():
        receipt = scoring.receipt("account", account.id)
        own = (receipt.name, segments[receipt.segment], segments[receipt.computed], str(receipt.coverage))
        text = " ".join((*own, _receipt(receipt, scoring), *people.get(account.id, ())))
        said = " ".join(rule.say for rule in receipt.rules if rule.say and rule.points > 0)
        yield f"receipt:{account.id}", {"internal": text, "customer": said}


def _receipt(receipt: Receipt, scoring: Scoring) -> str:
    part = scoring.model.value.accounts if receipt.level == "account" else scoring.model.value.stakeholders
    asks = [attribute.ask for attribute in part.attributes.values() if attribute.ask] if part else []
    reason = receipt.override.reason if receipt.override else ""
    return " ".join((reason, *(_rule(rule) for rule in receipt.rules), *asks, *_values(receipt)))


def _rule(rule: RuleLine) -> str:
    return f"{rule.attribute.replace('_', ' ')} {rule.reason} {rule.say or ''}"


def _values(receipt: Receipt) -> Iterator[str]:
    for rule in receipt.rules:
        yes = {"true": "yes", "false": "no"}.get(str(rule.value), "")
        yield f"{rule.value} {yes}"


def _figures(text: str) -> list[str]:
    """Numbers without separators of thousands and without zeros behind the point."""
    return [re.sub(r"(\.\d*?)0+$", r"\1", figure.replace(",", "")).rstrip(".") for figure in NUMBER.findall(text)]


def _plain(text: str) -> str:
    """Small letters, one space between words, straight quotation marks, days as `3 November 2026`."""
    dated = ISO_DAY.sub(lambda day: f"{int(day[3])} {MONTHS[int(day[2]) - 1]} {day[1]}", text)
    return re.sub(r"\s+", " ", dated.replace("“", '"').replace("”", '"').replace("’", "'")).replace('"', "'").lower()


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM].lower() for word in WORD.findall(text))
