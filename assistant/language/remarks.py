"""What each rule says about a word that was found, before the finding knows its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.finding import Severity
from assistant.domain.term import Term, TermLevel
from assistant.language.forms import Form
from assistant.language.glossary import Glossary
from assistant.language.inflection import capitals, fold
from assistant.language.matcher import Match
from assistant.language.segment_names import WrongName
from assistant.language.senses.reading import Reading


@dataclass(frozen=True)
class Remark:
    """A finding with offsets in place of lines and columns."""

    start: int
    end: int
    text: str
    rule: str
    severity: Severity
    message: str
    term: str | None = None
    sense: str | None = None
    level: TermLevel | None = None
    suggestion: str | None = None

    def order(self) -> tuple[int, int, str]:
        """By place, then by rule."""
        return self.start, self.end, self.rule


def about_word(match: Match, glossary: Glossary, *, shouted: bool = False) -> Remark | None:
    """A wrong word, a deprecated term or wrong capitals; None when the word is fine. `shouted`: all is in capitals.

    How a term that is only proposed is written, nobody has agreed on: its capitals are free.
    """
    form = match.form
    agreed = form.term.status != "proposed"
    if form.kind == "avoid":
        note = f"{form.note}. " if form.note else ""
        return _instead(match, glossary.in_use(form.term), "avoid", "error", note)
    if form.kind == "deprecated":
        return _instead(match, glossary.in_use(form.term), "deprecated", "warning", "Deprecated. ")
    if form.kind == "name" and agreed and not shouted and _miswritten(match.bare, form):
        return Remark(
            match.start, match.end, match.text, "casing", "warning", f"It is written `{form.text}`.",
            term=form.term.id, level=form.term.level, suggestion=form.text,
        )  # fmt: skip
    return None


def about_reading(reading: Reading, glossary: Glossary) -> Remark:
    """A word with senses: the sense that the text means, or that it does not decide."""
    match, term = reading.match, reading.match.form.term
    because = f" ({'; '.join(reading.because)})" if reading.because else ""
    if reading.sense is None:
        choices = " or ".join(f"`{use.name}`" for use in dict.fromkeys(glossary.by_id[s.use] for s in term.senses))
        return Remark(
            match.start, match.end, match.text, "unclear", "error",
            f"`{match.text}` may mean several things here{because}. Write {choices}.", term=term.id,
        )  # fmt: skip
    use = glossary.by_id[reading.sense.use]
    suggestion = replacement(_telling(match), use, plural=match.form.plural)
    meaning = f", {reading.sense.meaning}" if reading.sense.meaning else ""
    return Remark(
        match.start, match.end, match.text, "sense", "warning",
        f"`{match.text}` means {use.name} here{meaning}{because}. Write `{suggestion}`.",
        term=term.id, sense=reading.sense.id, level=use.level, suggestion=suggestion,
    )  # fmt: skip


def about_segment(wrong: WrongName, names: Sequence[str]) -> Remark:
    """A segment name that the segment model does not have."""
    known = ", ".join(names)
    meant = f" Did you mean `{wrong.near}`?" if wrong.near else ""
    message = f"The segment model has no segment `{wrong.text}`; it has {known}.{meant}"
    return Remark(wrong.start, wrong.end, wrong.text, "segment", "error", message, suggestion=wrong.near)


def replacement(found: str, use: Term, *, plural: bool) -> str:
    """The term to use in the number and capitals of what was found."""
    written = use.plural_form() if plural else use.name
    modifier, space, head = use.name.rpartition(" ")
    folded = fold(found)
    if space and folded.startswith(head) and folded not in (head, fold(use.plural_form()).rpartition(" ")[2]):
        written = f"{modifier} {folded}"
    return capitals(found, written)


def _instead(match: Match, use: Term, rule: str, severity: Severity, note: str) -> Remark:
    if use.status == "proposed":
        use = use.model_copy(update={"name": _lowered(use.name), "plural": _lowered(use.plural_form())})
    suggestion = replacement(_telling(match), use, plural=match.form.plural)
    return Remark(
        match.start, match.end, match.text, rule, severity, f"{note}Write `{suggestion}`.",
        term=match.form.term.id, level=use.level, suggestion=suggestion,
    )  # fmt: skip


def _telling(match: Match) -> str:
    """What was found, as far as its capitals say something: those of an abbreviation such as MQLs do not."""
    abbreviated = match.form.text.removesuffix("s").isupper() and match.form.text[1:2].isupper()
    return match.bare.lower() if abbreviated else match.bare


def _lowered(name: str) -> str:
    """A name that only begins with a capital as it stands within a sentence; `ICP` and `BridgeCall` stay."""
    return name.lower() if name[1:] == name[1:].lower() else name


def _miswritten(text: str, form: Form) -> bool:
    """Whether capitals that belong to the name are missing or misplaced."""
    name = form.text
    if name == name.lower() or text.replace("-", " ") == name:
        return False
    return " ".join(text.split()) != name and text != name[:1].upper() + name[1:]
