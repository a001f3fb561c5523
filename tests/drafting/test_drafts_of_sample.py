"""Every draft that the sample workspace can ask for, held to the promises by means of its own files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from drafting_workspaces import ROOT, drafted, sources_of

from assistant.access import EVERYTHING
from assistant.domain.draft import Draft, Kind, Section, Statement
from assistant.drafting import DraftRequest, Sources, draft, render_markdown
from assistant.drafting.writers.composer import SHORT
from assistant.evidence import Scope

KINDS: tuple[Kind, ...] = get_args(Kind)


def statements(of: tuple[Draft, ...]) -> Iterator[tuple[Draft, Section, Statement]]:
    """Every statement with where it stands."""
    for made in of:
        for section in made.sections:
            for statement in section.statements:
                yield made, section, statement


def section(of: Draft, id: str) -> list[str]:
    """Texts of one section."""
    return [statement.text for part in of.sections if part.id == id for statement in part.statements]


def test_every_audience_gets_a_checked_draft(drafts: tuple[Draft, ...]) -> None:
    """The composer is refused nowhere, and every kind has audiences."""
    made = drafts
    assert {draft.kind for draft in made} == set(KINDS)
    assert [(d.kind, d.audience, d.findings) for d in made if d.status != "checked"] == []


def test_all_evidence_of_the_sample_is_said_in_agreed_words(drafts: tuple[Draft, ...]) -> None:
    """No sentence of the sample had to be left out for its words."""
    asked = {question.missing for made in drafts for question in made.open_questions}
    assert [missing for missing in asked if missing.startswith(("Agreed words", "Plain words"))] == []


def test_every_statement_cites_what_exists(drafts: tuple[Draft, ...], northlight: Sources) -> None:
    """Each citation is a claim, a passage or an account of the workspace, with its hash in the provenance."""
    known = {f"receipt:{account.id}" for account in northlight.scoring.accounts()}
    known |= {f"claim:{claim.id}" for claim in northlight.evidence.claims(northlight.scoring.as_of)}
    for made, _, statement in statements(drafts):
        assert statement.cites
        for cite in statement.cites:
            kind, _, id = cite.partition(":")
            assert cite in known or (kind == "passage" and northlight.evidence.passage(id) is not None), cite
            assert made.provenance.evidence[cite]


def test_claims_and_quotes_are_word_for_word(drafts: tuple[Draft, ...], northlight: Sources) -> None:
    """A cited claim stands whole in its statement, and what is quoted stands in a document on disk."""
    claims = {f"claim:{claim.id}": claim.text for claim in northlight.evidence.claims(northlight.scoring.as_of)}
    documents = " ".join(
        re.sub(r"\s+", " ", path.read_text(encoding="utf-8")) for path in (ROOT / "knowledge/documents").rglob("*.md")
    ).replace('"', "'")
    for _, _, statement in statements(drafts):
        for cite in statement.cites:
            assert claims.get(cite, "").rstrip(".") in statement.text
        for quote in re.findall("“([^”]+)”", statement.text):
            assert quote in documents


def test_customer_sections_hold_nothing_internal(drafts: tuple[Draft, ...], northlight: Sources) -> None:
    """They cite claims and documents for customers, and of receipts only what a rule says."""
    internal = {
        f"claim:{c.id}" for c in northlight.evidence.claims(northlight.scoring.as_of) if c.audience == "internal"
    }
    for _, section, statement in statements(drafts):
        if section.share != "customer":
            continue
        for cite in statement.cites:
            kind, _, id = cite.partition(":")
            passage = northlight.evidence.passage(id) if kind == "passage" else None
            assert cite not in internal and (passage is None or passage.audience == "customer")
            if kind == "receipt":
                rules = northlight.scoring.receipt("account", id).rules
                said = [rule.say.lower() for rule in rules if rule.say and rule.points > 0]
                assert any(say.rstrip(".") in statement.text.lower() for say in said)


def test_segments_are_those_of_the_scorer(drafts: tuple[Draft, ...], northlight: Sources) -> None:
    """Talking points name the account segment and coverage that the receipt has, and no other."""
    model = northlight.scoring.model.value
    for made in drafts:
        if made.kind == "talking-points":
            receipt = northlight.scoring.receipt("account", made.audience.account or "")
            own = model.account_segment(receipt.segment).name
            text = " ".join(section(made, "why_now"))
            assert re.findall(r"account segment (\w+)", text) == [own]
            assert set(re.findall(r"(\w+) coverage", text)) <= {receipt.coverage}


def test_reasons_are_rules_that_gave_points_in_ready_dimensions(drafts: tuple[Draft, ...], northlight: Sources) -> None:
    """Every reason is the `why` of such a rule, with the value that the receipt holds."""
    for made in (made for made in drafts if made.kind == "talking-points"):
        receipt = northlight.scoring.receipt("account", made.audience.account or "")
        ready = {line.id for line in receipt.dimensions if line.ready}
        given = [
            rule.why.rstrip(".") for rule in receipt.rules if rule.points and rule.known and rule.dimension in ready
        ]
        for text in section(made, "why_now")[1:]:
            assert any(why in text for why in given), text


def test_layers_that_are_not_ready_are_asked_for_and_not_written(drafts: tuple[Draft, ...]) -> None:
    """Where less than half of an audience has answered, wants and fears are missing and the answers are asked for."""
    met = 0
    for made in (made for made in drafts if made.kind == "persona"):
        asked = [q for q in made.open_questions if q.missing.startswith("Motivation of")]
        written = {part.id for part in made.sections} & {"wants", "fears"}
        assert not (asked and written)
        assert all("First ask:" in question.missing and question.owner for question in asked)
        met += bool(asked)
    assert met


def test_the_summary_is_short_and_repeats_the_draft(drafts: tuple[Draft, ...]) -> None:
    """It stands first, has at most six short lines, and says nothing that stands nowhere else."""
    for made in drafts:
        first, *rest = made.sections
        assert first.id == "summary" and 1 <= len(first.statements) <= 6
        assert all(len(statement.text) <= SHORT for statement in first.statements)
        assert set(first.statements) <= {statement for part in rest for statement in part.statements}


def test_roles_are_told_apart(drafts: tuple[Draft, ...]) -> None:
    """Personas of different roles share no pain and no word of theirs, and their value propositions differ in proof."""
    by_role: dict[str, dict[str, set[str]]] = {}
    for made in drafts:
        for id in ("pains", "words", "problem", "promise"):
            if made.audience.role:
                by_role.setdefault(made.audience.role, {}).setdefault(id, set()).update(section(made, id))
    assert len(by_role) >= 5
    roles = sorted(by_role)
    for index, one in enumerate(roles):
        for other in roles[index + 1 :]:
            for id, said in by_role[one].items():
                assert not said & by_role[other][id], (one, other, id)


def test_openings_vary(drafts: tuple[Draft, ...]) -> None:
    """Accounts with the same strongest reason are not all opened with the same words."""
    openings = {
        section(made, "opening")[0].split(":")[0].split(" because")[0] for made in drafts if section(made, "opening")
    }
    assert len(openings) >= 3


def test_no_statement_counts_the_audience(drafts: tuple[Draft, ...]) -> None:
    """How many accounts or stakeholders there are is the scorer's to say, in the head."""
    for _, part, statement in statements(drafts):
        if any(cite.startswith("receipt:") for cite in statement.cites) and part.id in ("who", "for_whom"):
            assert not re.search(r"\d", statement.text)


def test_sentences_are_well_formed(drafts: tuple[Draft, ...]) -> None:
    """A capital or a quotation mark in front, one stop at the end, no placeholder, no double space."""
    for _, _, statement in statements(drafts):
        assert re.match(r"[A-Z0-9“]", statement.text), statement.text
        assert re.search(r"[.!?…][”’)]*$", statement.text), statement.text
        assert not re.search(r"\$[a-z]|  |\.\.|\s[.,;]|“\s|\ba [aeiou]\w", statement.text), statement.text


def test_the_same_inputs_give_the_identical_draft(drafts: tuple[Draft, ...], northlight: Sources) -> None:
    """Another reading of the same files gives the same bytes, rendered too."""
    again = sources_of(ROOT, company="Northlight", product="BridgeCall")
    for made in drafts[::20]:
        other = draft(DraftRequest(kind=made.kind, audience=made.audience), again)
        assert made.model_dump_json() == other.model_dump_json()
        assert render_markdown(made, northlight) == render_markdown(other, again)


def test_an_account_is_met_with_what_was_heard_there(drafts: tuple[Draft, ...], northlight: Sources) -> None:
    """The call note of Mercy General is in its talking points and in no other draft."""
    note = [p for p in northlight.evidence.passages(Scope(EVERYTHING)) if p.account == "004101"]
    assert note
    citing = {
        made.audience.account
        for made, _, statement in statements(drafts)
        for passage in note
        if f"passage:{passage.id}" in statement.cites
    }
    assert citing == {"004101"}


def test_claims_end_with_their_last_day() -> None:
    """A claim that has run out is not said on the day after."""
    before = sources_of(ROOT, company="Northlight", product="BridgeCall")
    claim = next(
        c for c in before.evidence.claims(before.scoring.as_of) if c.valid_until and "economic_buyer" in c.roles
    )
    assert claim.valid_until is not None
    after = sources_of(ROOT, company="Northlight", product="BridgeCall", as_of=claim.valid_until.replace(year=2030))
    names = {"role": "economic_buyer", "account_segment": "invest"}
    assert f"claim:{claim.id}" in drafted(before, "value-proposition", **names).provenance.evidence
    assert f"claim:{claim.id}" not in drafted(after, "value-proposition", **names).provenance.evidence


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_what_it_is_for(drafts: tuple[Draft, ...], northlight: Sources, kind: Kind) -> None:
    """Some draft of a kind holds every section that its patterns have."""
    wanted = {part.id for part in northlight.patterns.of(kind).sections}
    assert wanted == set().union(*({s.id for s in made.sections} for made in drafts if made.kind == kind)) - {"summary"}


def test_nothing_is_said_twice(drafts: tuple[Draft, ...], northlight: Sources) -> None:
    """Outside the summary and the sections of few words no sentence stands twice in a draft."""
    few = {part.id for part in northlight.patterns.of("value-proposition").sections if part.words is not None}
    for made in drafts:
        said = [s.text for part in made.sections if part.id not in {"summary", *few} for s in part.statements]
        assert len(said) == len(set(said)), made.audience


def test_roles_that_nobody_holds_are_in_a_section(drafts: tuple[Draft, ...], northlight: Sources) -> None:
    """It names exactly the roles that no stakeholder of the account has, and each is asked for."""
    met = 0
    for made in (made for made in drafts if made.kind == "talking-points"):
        people = [p for p in northlight.scoring.stakeholders() if p.account == made.audience.account]
        absent = [r.name for r in northlight.scoring.model.value.roles if r.id not in {p.role for p in people}]
        text = " ".join(section(made, "absent"))
        assert bool(text) == bool(absent) and all(name.lower() in text for name in absent)
        assert sum(question.missing.startswith("Who at ") for question in made.open_questions) == len(absent)
        met += bool(absent)
    assert met


def test_objections_come_with_their_answers(drafts: tuple[Draft, ...], northlight: Sources) -> None:
    """Each likely objection is followed by the beginning of the answer that stands below it in a document."""
    answers = {passage.text[:25] for passage in northlight.evidence.passages(Scope(EVERYTHING))}
    for made in (made for made in drafts if made.kind == "talking-points"):
        assert section(made, "objections")
        for text in section(made, "objections"):
            _, _, answer = text.partition("”: ")
            assert answer[:25] in answers, text


def test_questions_can_be_put_to_a_customer(drafts: tuple[Draft, ...], northlight: Sources) -> None:
    """Every qualifying question ends in the `ask` of an attribute; internal sums are no question for anybody."""
    model = northlight.scoring.model.value
    levels = (model.accounts, model.stakeholders)
    asks = {a.ask for level in levels if level for a in level.attributes.values() if a.ask}
    for made in (made for made in drafts if made.kind == "talking-points"):
        for text in section(made, "questions"):
            assert any(text.endswith(ask) for ask in asks) and "pipeline" not in text, text


def test_where_they_look_for_information_is_all_that_stands_there(drafts: tuple[Draft, ...]) -> None:
    """Only what stands under such a heading: not where they disagree."""
    said = {text for made in drafts if made.kind == "persona" for text in section(made, "information")}
    assert said and not any("want" in text for text in said)


def test_our_own_voice_is_not_quoted_as_theirs(drafts: tuple[Draft, ...]) -> None:
    """A sentence about what they told us is no quote of theirs."""
    quoted = [quote for _, _, s in statements(drafts) for quote in re.findall("“([^”]+)”", s.text)]
    assert quoted and not any(" told us" in quote for quote in quoted)
