"""The model writer: a brief becomes a prompt, the answer sections, and nothing is taken that the review refuses.

An answer with findings goes back with them, at most twice. What a language model cannot do, or cannot do cleanly, ends
in a `Written` without sections that says why; only refused credentials and wrong settings are raised. People leave as
placeholders and come back here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from assistant.domain.draft import Brief, Kind, Section, SectionPlan, Statement
from assistant.domain.finding import Finding
from assistant.drafting.review.cited import cited
from assistant.drafting.sentences.names import Names, folded, is_impersonal
from assistant.drafting.writers.form import WrittenDraft
from assistant.drafting.writers.prompts import Prompts
from assistant.drafting.writers.telling import (
    handles,
    told_audience,
    told_claims,
    told_form,
    told_glossary,
    told_sections,
    told_sources,
)
from assistant.language import Glossary
from assistant.llm import Gateway, Placeholders, Prompt, Turn, left_over

MOST_REPAIRS = 2
MOST_FINDINGS = 20
"""So many findings go back; more would not be mended at once."""
LONGEST_ANSWER = 40_000
"""Characters of an answer that are shown to its writer again."""
RULES, REPAIR = "rules", "repair"
NOBODY = Names()

Review = Callable[[Sequence[Section]], Sequence[Finding]]


@dataclass(frozen=True)
class Written:
    """What came of asking a language model."""

    sections: tuple[Section, ...]
    """In the order of the outline; empty when there is no draft to use."""
    attempts: int
    """Answers that were judged or given up on."""
    trouble: str = ""
    """Why there are no sections; holds no word of an answer that was not accepted."""


@dataclass(frozen=True)
class ModelWriter:
    """A language model with its prompts."""

    gateway: Gateway
    prompts: Prompts

    @property
    def name(self) -> str:
        """As drafts name their writer."""
        return f"model:{self.gateway.name}"

    def fingerprint(self, brief: Brief) -> str:
        """Of the prompts that such a draft is written with."""
        return self.prompts_of(brief.kind)

    def prompts_of(self, kind: Kind) -> str:
        """The same, by kind."""
        return self.prompts.fingerprint(RULES, kind, REPAIR)

    def prefix(self, brief: Brief, glossary: Glossary, shared: Collection[str] = ()) -> str:
        """What every prompt begins with: the same for all drafts of a workspace on a day, shared claims included."""
        return self.prompts.of(RULES).fill(
            company=brief.company,
            product=brief.product,
            glossary=told_glossary(glossary),
            form=told_form(WrittenDraft),
            claims=told_claims(brief, shared) or "(none)",
        )

    def task(self, brief: Brief, shared: Collection[str] = ()) -> str:
        """What is to be written from the brief, people still by their names; the account stands last."""
        return self.prompts.of(brief.kind).fill(
            audience=told_audience(brief),
            sections=told_sections(brief),
            sources=told_sources(brief, shared),
        )

    def write(
        self, brief: Brief, glossary: Glossary, review: Review, *, people: Names = NOBODY, rights: str = ""
    ) -> Written:
        """Sections in which the review finds no error; `people` are those whose names may occur in the brief."""
        shared = shared_claims(brief, people)
        task = self.task(brief, shared)
        hidden = Placeholders(named(brief, people, task), keep=_kept(brief))
        prompt = Prompt(prefix=self.prefix(brief, glossary, shared), task=hidden.hide(task))
        wrong, trouble = "", ""
        for attempt in range(1, MOST_REPAIRS + 2):
            reply = self.gateway.write(prompt, WrittenDraft, rights=rights)
            if reply.value is not None:
                sections = _sections(reply.value, brief, hidden)
                errors = [f for f in (*_invented(sections), *review(sections)) if f.severity == "error"]
                if not errors:
                    return Written(sections, attempt)
                wrong = "\n".join(_told(finding, sections) for finding in errors[:MOST_FINDINGS])
                trouble = f"it did not pass the review ({_rules(errors)})"
            elif reply.failure and reply.failure.repairable:
                wrong, trouble = f"- {reply.failure}", reply.failure.reason
            else:
                return Written((), attempt, reply.failure.reason if reply.failure else "")
            back = hidden.hide(self.prompts.of(REPAIR).fill(findings=wrong))
            prompt = prompt.after(Turn(answer=reply.text[:LONGEST_ANSWER], reply=back))
        return Written((), MOST_REPAIRS + 1, f"{trouble}, also after {MOST_REPAIRS} repairs")


def shared_claims(brief: Brief, people: Names) -> frozenset[str]:
    """Citations of the claims that name nobody, so that they may stand before everything that people are hidden in."""
    texts = {cite: source.text for cite, source in cited(brief, "internal").items() if source.claim}
    names = named(brief, people, "\n".join(texts.values()))
    parts = frozenset().union(*map(folded, names))
    hidden = Placeholders(names, keep=_kept(brief)) if any(parts & folded(text) for text in texts.values()) else None

    def names_nobody(text: str) -> bool:
        return is_impersonal(text) if hidden is None or not parts & folded(text) else hidden.hide(text) == text

    return frozenset(cite for cite, text in texts.items() if names_nobody(text))


def named(brief: Brief, people: Names, text: str) -> tuple[str, ...]:
    """Names to hide: of the brief's stakeholders, then of others whose whole name stands in the text."""
    own = [person.name for person in brief.stakeholders if person.name]
    return tuple(dict.fromkeys([*own, *people.within(text)]))


def _kept(brief: Brief) -> tuple[str, ...]:
    accounts = (*((brief.receipt,) if brief.receipt else ()), *brief.examples)
    return (brief.company, brief.product, *(account.name for account in accounts))


def _sections(answer: WrittenDraft, brief: Brief, hidden: Placeholders) -> tuple[Section, ...]:
    """The answer in the order of the outline, people by their names; what was not asked for stands last."""
    cites = {handle: cite for cite, handle in handles(brief).items()}
    written: dict[str, dict[Statement, None]] = {}
    for section in answer.sections:
        for said in section.statements:
            statement = Statement(
                text=hidden.restore(said.text).strip(),
                cites=tuple(dict.fromkeys(cites.get(cite.strip(), cite.strip()) for cite in said.cites)),
            )
            written.setdefault(section.id, {})[statement] = None
    planned = {plan.id: plan for plan in brief.outline}
    order = [*planned, *(id for id in written if id not in planned)]
    return tuple(_section(planned.get(id), id, tuple(written[id])) for id in order if id in written)


def _section(plan: SectionPlan | None, id: str, statements: tuple[Statement, ...]) -> Section:
    if plan is None:
        return Section(id=id, title=id, share="internal", statements=statements)
    return Section(id=plan.id, title=plan.title, share=plan.share, statements=statements)


def _invented(sections: Sequence[Section]) -> Iterator[Finding]:
    """Placeholders that stand for nobody."""
    for section in sections:
        for number, statement in enumerate(section.statements, start=1):
            for text in left_over(statement.text):
                start = statement.text.index(text) + 1
                yield Finding(
                    file=section.id,
                    line=number,
                    column=start,
                    end_line=number,
                    end_column=start + len(text),
                    rule="placeholder",
                    severity="error",
                    text=text,
                    message=f"`{text}` stands for nobody in the sources.",
                )


def _told(finding: Finding, sections: Sequence[Section]) -> str:
    """A finding as its writer can mend it: where, what, and the sentence."""
    said = {section.id: section.statements for section in sections}.get(finding.file, ())
    text = f" It reads: {said[finding.line - 1].text}" if 0 < finding.line <= len(said) else ""
    return f"- section {finding.file}, statement {finding.line}: {finding.message}{text}"


def _rules(errors: Sequence[Finding]) -> str:
    return ", ".join(rule for rule, _ in Counter(finding.rule for finding in errors).most_common())
