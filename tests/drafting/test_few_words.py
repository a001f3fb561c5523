"""A value proposition in 25, 50 and 100 words: whole sentences that the draft says to customers already."""

from __future__ import annotations

from pathlib import Path

from drafting_workspaces import drafted, sources_of
from hypothesis import given
from hypothesis import strategies as st
from model_drafts import answer, model_draft
from test_drafts_of_any_workspace import change, texts

from assistant.domain.draft import Draft, Section, Statement
from assistant.drafting import DraftRequest, Reviewer, Sources, build_brief
from assistant.drafting.review.few_words import counted, in_few_words
from assistant.llm.scripted import scripted_gateway

WORDS = st.lists(st.sampled_from(["calls", "nurses", "Lantern", "48", "hours", "a", "%"]), min_size=1, max_size=12)
STATEMENT = WORDS.map(lambda words: Statement(text=" ".join(words), cites=("claim:K-1",)))
SECTION = st.lists(STATEMENT, max_size=6).map(
    lambda said: Section(id="promise", title="Promise", share="customer", statements=tuple(said))
)


@given(st.lists(SECTION, max_size=4), st.integers(1, 60))
def test_whatever_is_said_the_limit_is_kept(sections: list[Section], most: int) -> None:
    """The choice repeats statements, keeps the limit, and is empty only where no sentence fits."""
    chosen = in_few_words(sections, most, ("Lantern",))
    said = [statement for section in sections for statement in section.statements]
    assert set(chosen) <= set(said) and len(set(chosen)) == len(chosen)
    assert counted(chosen) <= most
    compared = [statement for section in sections for statement in section.statements[:4]]
    assert bool(chosen) == any(counted([statement]) <= most for statement in compared)
    assert chosen == in_few_words(sections, most, ("Lantern",))


def test_every_part_comes_with_one_sentence_before_any_comes_with_two() -> None:
    """A promise and a proof that fit together are better than two promises."""
    promise = [Statement(text=text, cites=("c",)) for text in ("It rings every day.", "It writes the note itself.")]
    proof = Statement(text="Nine schools kept their books.", cites=("c",))
    made = [
        Section(id="promise", title="", share="customer", statements=tuple(promise)),
        Section(id="proof", title="", share="customer", statements=(proof,)),
    ]
    assert in_few_words(made, 10, ()) == (promise[0], proof)
    assert in_few_words(made, 14, ()) == (*promise, proof)


def limits(of: Draft, sources: Sources) -> dict[str, int]:
    plans = build_brief(DraftRequest(kind=of.kind, audience=of.audience), sources).outline
    return {plan.id: plan.words for plan in plans if plan.words is not None}


def test_the_sample_has_its_value_propositions_in_few_words(drafts: tuple[Draft, ...], northlight: Sources) -> None:
    """For every audience all three are there, within their limits, said to customers elsewhere, and cited."""
    made = [draft for draft in drafts if draft.kind == "value-proposition"]
    assert made and set(limits(made[0], northlight).values()) == {25, 50, 100}
    for draft in made:
        sections, few = {section.id: section for section in draft.sections}, limits(draft, northlight)
        open = (s for s in draft.sections if s.share == "customer" and s.id not in few)
        said = {statement for section in open for statement in section.statements}
        for id, most in few.items():
            assert sections[id].share == "customer" and counted(sections[id].statements) <= most
            assert set(sections[id].statements) <= said and all(s.cites for s in sections[id].statements)
            assert any(northlight.product in statement.text for statement in sections[id].statements)


def test_what_does_not_fit_is_asked_for(schools: Path) -> None:
    """Where every approved sentence is longer than the limit, an open question takes the section's place."""
    long = "Lantern sends one bill a year " + "and every school that lends atlases reads it " * 3 + "with care."
    change(schools, "documents/sheet.md", "Lantern sends one bill a year. It has no fee per book.", long)
    change(schools, "documents/sheet.md", "A school starts with one shelf for one term.", "")
    change(schools, "claims.yaml", "status: approved\n    valid_until", "status: withdrawn\n    valid_until")
    made = drafted(sources_of(schools), "value-proposition", role="purse")
    assert texts(made, "promise") and texts(made, "in_25_words") == []
    asked = next(q for q in made.open_questions if "25 words" in q.missing)
    assert "purse holders" in asked.missing and asked.owner == "product"


def test_a_language_model_is_not_asked_for_them(schools: Path) -> None:
    """They are made of what the language model wrote, by code; what it writes of its own there does not stay."""
    said = {
        "promise": [("Lantern sends one bill a year.", "passage:3")],
        "in_25_words": [("Lantern sends one bill a year.", "passage:3")],
    }
    sources = sources_of(schools)
    gateway = scripted_gateway([answer(said)])
    made = model_draft(sources, gateway, "value-proposition", role="purse")
    told = "".join(message.text for message in gateway.model.requests[0].messages)
    assert "in_25_words" not in told and made.writer == "model:scripted"
    assert texts(made, "in_25_words") == texts(made, "in_100_words") == ["Lantern sends one bill a year."]


def test_the_review_holds_their_limit_and_their_words(northlight: Sources) -> None:
    """A sentence of their own, an internal one and one too many are findings."""
    made = drafted(northlight, "value-proposition", role="economic_buyer")
    brief = build_brief(DraftRequest(kind=made.kind, audience=made.audience), northlight)
    reviewer = Reviewer(brief, northlight.glossary.value, northlight.patterns.words)
    assert reviewer.review(made.sections) == ()
    sections = {section.id: section for section in made.sections}
    short, whole = sections["in_25_words"], sections["in_100_words"]
    for wrong in (sections["problem"].statements, whole.statements):
        swapped = short.model_copy(update={"statements": wrong})
        found = reviewer.review([swapped if s.id == short.id else s for s in made.sections])
        assert "few-words" in {finding.rule for finding in found}
