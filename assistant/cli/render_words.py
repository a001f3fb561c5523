"""How terms, findings, alignments and translations look in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.cli.render import count, say
from assistant.domain.finding import Finding
from assistant.domain.term import Term
from assistant.language import Alignment, Glossary, Translation


def term(term: Term, glossary: Glossary) -> None:
    """A glossary entry."""
    agreed = f"agreed by {' and '.join(term.agreed_by)}" if term.agreed_by else term.status
    say(f"{term.name}: {term.meaning}", "bold")
    say(f"  {agreed}{f', kept by {term.owner}' if term.owner else ''}")
    if term.successor:
        say(f"  Deprecated. Write: {glossary.in_use(term).name}")
    names = {entry.id: entry.name for entry in glossary.terms}
    for sense in term.senses:
        by = f" (so says {' and '.join(sense.said_by)})" if sense.said_by else ""
        say(f"  - {sense.meaning}{by}: write “{names.get(sense.use, sense.use)}”")
    if term.avoid:
        say("  Not: " + "; ".join(f"{a.text}{f' ({a.note})' if a.note else ''}" for a in term.avoid))
    if term.keep:
        say("  Left alone: " + ", ".join(term.keep))


def findings(found: Sequence[Finding], texts: Mapping[tuple[str, int | None], str]) -> None:
    """Findings with the line they stand in and a mark below the words; texts by file and page."""
    lines = {place: text.split("\n") for place, text in texts.items()}
    for finding in found:
        what = f"{finding.severity} [{finding.rule}] {finding.message}"
        say(f"{_place(finding)}: {what}", "red" if finding.severity == "error" else "yellow")
        known = lines.get((finding.file, finding.page))
        say(f"    {_window(known[finding.line - 1] if known else '', finding)}")
    errors = sum(f.severity == "error" for f in found)
    counts = f"{count(errors, 'error')}, {count(len(found) - errors, 'warning')}"
    say("No findings." if not found else f"\n{counts}", "green" if not errors else "bold")


def _place(finding: Finding) -> str:
    """File, page or slide, line and column."""
    kind = "slide" if finding.file.lower().endswith(".pptx") else "page"
    page = f"{kind} {finding.page}:" if finding.page else ""
    return f"{finding.file}:{page}{finding.line}:{finding.column}"


def _window(source: str, finding: Finding) -> str:
    """The words with some text around them, the words themselves in ›‹, the suggestion behind."""
    end = finding.end_column if finding.end_line == finding.line else len(source) + 1
    before, word, after = source[: finding.column - 1], source[finding.column - 1 : end - 1], source[end - 1 :]
    before = before if len(before) <= 48 else "…" + before[-47:]
    after = after if len(after) <= 40 else after[:39] + "…"
    arrow = f"   → {finding.suggestion}" if finding.suggestion else ""
    return f"{before}›{word}‹{after}{arrow}".strip()


def alignment(found: Alignment) -> None:
    """Who means what, word by word, and what to say instead."""
    who = ", ".join(f"{s.name} ({s.team})" if s.team else s.name for s in found.speakers)
    say(f"{count(len(found.speakers), 'speaker')}: {who}", "bold")
    for collision in found.collisions:
        say(f"\n“{collision.word}” means different things here", "red")
        for use in collision.uses:
            say(f"  {use.speaker}, line {use.line}: {use.sense}. “{use.quote}”")
        for sense, term in collision.say.items():
            speakers = dict.fromkeys(use.speaker for use in collision.uses if use.sense == sense)
            say(f"  What {' and '.join(speakers)} means is “{term}”.", "green")
    for same in found.different_words:
        say(f"\nDifferent words for {same.meaning}: {', '.join(same.words)}. Say “{same.meaning}”.", "yellow")
    if found.same_meaning:
        say(f"\nBoth mean the same by: {', '.join(found.same_meaning)}")
    for use in found.unclear:
        say(f"Unclear: {use.speaker}, line {use.line}, “{use.word}”: “{use.quote}”", "yellow")
    if not (found.collisions or found.different_words or found.unclear):
        say("Nobody talks past anybody by the words that the glossary knows.", "green")


def translation(made: Translation) -> None:
    """The sentence in shared words, then each change."""
    say(made.translated, "bold")
    for change in made.changes:
        say(f"  {change.before} → {change.after}: {change.because}")
    if not made.changes:
        say("  Nothing to change: the words are shared already.")
