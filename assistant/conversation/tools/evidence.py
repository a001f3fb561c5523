"""Tools about what may be said and what is not known: search in documents and claims, gaps in the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.conversation.ask import Ask, abstained, answered, counted, joined, said
from assistant.conversation.tokens import words
from assistant.domain.conversation import Reply
from assistant.domain.draft import OpenQuestion, Statement
from assistant.domain.evidence import Claim, Passage
from assistant.drafting.brief.pieces import attribute_name, quoted
from assistant.drafting.sentences.markup import is_plain
from assistant.drafting.sentences.quotes import sentences
from assistant.drafting.sentences.words import content_words
from assistant.evidence import Scope
from assistant.segmentation.operations.qualify import questions
from assistant.segmentation.operations.readiness import readiness

FOUND = 8
SHARE = 0.6
"""Share of the words asked for that a source has to hold."""
ASKING = frozenset(
    words(
        """search find look evidence proof prove study studies source document documents claim claims quote quotes
        figure figures number numbers data result results show say says said know anything something there about any
        give tell hear hears heard likely raise raises raised common usual usually typical
        have got go goes went going do does did cover covers covered down up really actually"""
    )
)
"""Words that ask, and are not searched for."""


def search(ask: Ask) -> Reply:
    """What claims and documents say about something; nothing where they do not speak of it."""
    query = ask.wanted.text or ask.wanted.question
    wanted = content_words(" ".join(word for word in words(query) if word not in ASKING))
    if not wanted and not ask.wanted.accounts:
        return abstained(
            "Search for what? Name a few words, such as `search weekend calls`; `help` says what else I do."
        )
    account = ask.wanted.accounts[0] if len(ask.wanted.accounts) == 1 else None
    scope = Scope(ask.universe.visible, account=account)
    ask.progress("searching documents")
    [hits] = ask.assistant.search(ask.universe.asker, [query], FOUND, scope)
    passages = [hit.passage for hit in hits]
    if account is not None:
        passages = (
            [p for p in ask.assistant.evidence.passages(scope) if p.account == account] if not wanted else passages
        )
    lines = [*(_claims(ask, wanted, scope) if wanted else ()), *_passages(passages, wanted)]
    if not lines and ask.wanted.guessed:
        return abstained(
            "I did not understand that, and a search for its words found no claim and no document. `help` lists what "
            "I do; `search WORDS` looks for other words."
        )
    if not lines:
        return abstained(
            "No claim and no document that you may see speaks of this. Fewer or other words may help "
            "(`search WORDS`); `what is missing` says what nobody has found out yet."
        )
    accounts = {passage.account for passage in passages if passage.account}
    reply = answered(lines, title="More passages")
    return reply.model_copy(update={"accounts": tuple(sorted(accounts)), "personal": True})


def _claims(ask: Ask, wanted: frozenset[str], scope: Scope) -> Iterator[Statement]:
    """Approved claims that speak of it, those that share most words first."""
    claims = ask.assistant.evidence.claims(ask.as_of, scope)
    scored = [(len(wanted & content_words(_told(claim))), claim) for claim in claims]
    fitting = sorted((pair for pair in scored if pair[0] >= SHARE * len(wanted)), key=lambda p: (-p[0], p[1].id))
    for _, claim in fitting[:3]:
        yield said(claim.text, f"claim:{claim.id}")


def _told(claim: Claim) -> str:
    return " ".join((claim.text, *claim.evidence.quotes, claim.footnote, claim.product))


def _passages(passages: Sequence[Passage], wanted: frozenset[str]) -> Iterator[Statement]:
    """From each passage that speaks of it the sentence that says most, word for word."""
    for passage in passages:
        place = f"{passage.title} {passage.section}"
        if len(wanted & content_words(f"{passage.text} {place}")) < SHARE * len(wanted):
            continue
        every = [s for s in sentences(" ".join(passage.text.split())) if is_plain(s)]
        telling = [s for s in every if len(wanted & content_words(s)) >= SHARE * len(wanted) / 2]
        telling = telling or (every[:1] if wanted <= content_words(place) else [])
        if telling:
            best = max(telling, key=lambda sentence: (len(wanted & content_words(sentence)), -len(sentence)))
            yield said(f"{passage.title}: “{quoted(best)}”", f"passage:{passage.id}")


def missing(ask: Ask) -> Reply:
    """What is not known of an account, or of all, and who owns finding out."""
    return _of_account(ask) if ask.wanted.accounts else _of_all(ask)


def _of_account(ask: Ask) -> Reply:
    id = ask.wanted.accounts[0]
    subject, cite = ask.universe.read.subject("account", id), f"receipt:{id}"
    name, there = ask.universe.account_name(id), ask.universe.people_of.get(id, ())
    unknown, lines, questions_left = questions(subject), [], []
    for question in unknown[:3]:
        asked = f" Ask: {question.ask}" if question.ask else ""
        leads = joined([ask.universe.account_segments[s] for s in question.segments], "or")
        what = attribute_name(question.attribute)
        lines.append(said(f"Not known of {name}: {what}, which can lead to {leads}.{asked}", cite))
        questions_left.append(
            OpenQuestion(missing=f"{what.capitalize()} of {name}.", why=question.ask or leads, owner="sales")
        )
    roles = [label for role, label in ask.universe.roles.items() if role not in {p.role for p in there}]
    if roles:
        lines.append(said(f"Nobody is known at {name} as {joined([r.lower() for r in roles], 'or')}.", cite))
        why = "Talking points have a point for each person in the room."
        questions_left.append(OpenQuestion(missing=f"{joined(roles)} of {name}.", why=why, owner="sales"))
    silent = [p.name or p.id for p in there if not _moved(ask, p.id)]
    if silent:
        lines.append(said(f"What moves them is not known of {joined(silent)}.", cite))
    reply = answered(lines or [said(f"Nothing that the segment model looks at is missing of {name}.", cite)])
    return reply.model_copy(update={"accounts": (id,), "open_questions": tuple(questions_left)})


def _moved(ask: Ask, person: str) -> bool:
    """Whether the motivation of a stakeholder is known well enough to be written about."""
    receipt = ask.universe.read.receipt("stakeholder", person)
    layers = {line.layer for line in receipt.dimensions}
    return "motivation" in receipt.ready_layers() or "motivation" not in layers


def _of_all(ask: Ask) -> Reply:
    found = readiness(ask.universe.read)
    lines = []
    for level in ("account", "stakeholder"):
        for layer in dict.fromkeys(line.layer for line in found.layers if line.level == level):
            rows = [line for line in found.layers if (line.level, line.layer) == (level, layer)]
            ready, of = sum(line.ready for line in rows), sum(line.of for line in rows)
            lines.append(said(f"Layer {layer} of {level}s: known well enough for {ready:,} of {of:,}.", ask.run))
    helpful = [line for line in found.collect if line.would_become_ready]
    for line in sorted(helpful, key=lambda line: -line.would_become_ready)[:3]:
        asked = f" Ask: {line.ask}" if line.ask else ""
        gain = f"would make {counted(line.would_become_ready, line.level)} readier"
        lines.append(said(f"Collect {attribute_name(line.attribute)}: it {gain}.{asked}", ask.run))
    return answered(lines).model_copy(update={"personal": True})
