"""`glossary import` and `glossary export`: words from other tools and for them, in the terminal."""

from __future__ import annotations

from pathlib import Path

from assistant.cli import render
from assistant.cli.output import write
from assistant.cli.session import Session
from assistant.errors import UnknownNameError
from assistant.language.exchange import Merge, merged, read_entries, vale_files
from assistant.workspace import read_text

TOOLS = ("vale",)
MOST_SHOWN = 40


def take_over(session: Session, file: str, out: str | None, dry_run: bool) -> int:
    """Merges a foreign glossary into ours; 3 when something contradicts it."""
    own = session.assistant.workspace.knowledge / "glossary.yaml"
    target = out or str(own)
    entries = read_entries(Path(file), file)
    text = read_text(own, "glossary.yaml") if own.exists() else ""
    made = merged(text, entries, Path(file).name)
    if not dry_run and (made.text != text or out is not None):
        write(target, made.text, "--out")
    if session.options.json:
        _emit(session, made, None if dry_run else target)
    else:
        _show(made, None if dry_run else target)
    return 3 if made.conflicts else 0


def give(session: Session, tool: str, out: str | None) -> int:
    """Writes the glossary for another tool."""
    if tool not in TOOLS:
        raise UnknownNameError.of("tool", tool, TOOLS, hint=f"Use {', '.join(TOOLS)}.")
    folder = Path(out) if out else session.assistant.workspace.writable_state("vale")
    files = vale_files(session.assistant.glossary.value)
    for name, text in files.items():
        write(str(folder / name), text, "--out")
    if session.options.json:
        session.emit("glossary-export", {"tool": tool, "folder": str(folder), "files": list(files)})
    else:
        render.say(f"Wrote {render.count(len(files), 'file')} for Vale to {folder}:", "bold")
        for name in files:
            render.say(f"  {name}")
        render.say(f"Try it: vale --config {folder / '.vale.ini'} FILE")
    return 0


def _emit(session: Session, made: Merge, written: str | None) -> None:
    document = {
        "added": [{"id": term.id, "name": term.name, "avoid": [a.text for a in term.avoid]} for term in made.added],
        "avoided": {id: list(words) for id, words in made.avoided.items()},
        "skipped": [left.model_dump() for left in made.skipped],
        "conflicts": [left.model_dump() for left in made.conflicts],
        "written": written,
    }
    session.emit("glossary-import", document)


def _show(made: Merge, written: str | None) -> None:
    new = sum(map(len, made.avoided.values()))
    counts = f"{render.count(len(made.added), 'term')} and {render.count(new, 'wrong word')} for terms that were there"
    render.say(f"{'Added' if written else 'Would add'}: {counts}", "bold")
    _list([f"{term.name}{f': {term.meaning}' if term.meaning else ''}" for term in made.added])
    _list([f"not “{word}” but {id}" for id, words in made.avoided.items() for word in words])
    for title, left, style in (("Skipped", made.skipped, ""), ("For you to decide", made.conflicts, "yellow")):
        if left:
            render.say(f"{title}: {len(left)}", style)
            _list([f"“{word.name}” {word.reason}" for word in left])
    if written:
        render.say(f"\nThe new terms are proposed; agree on them in {written}.")


def _list(lines: list[str]) -> None:
    for line in lines[:MOST_SHOWN]:
        render.say(f"  {line}")
    if len(lines) > MOST_SHOWN:
        render.say(f"  and {len(lines) - MOST_SHOWN} more (--json lists all)")
