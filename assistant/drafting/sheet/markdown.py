"""A draft as Markdown: the summary first, who may read each section, numbered sources, open questions, provenance.

Words of the draft are escaped, so that nothing in them becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.draft import Draft
from assistant.drafting.brief.brief import BriefSources
from assistant.drafting.sheet.sheet import Sheet, sheet


def render_markdown(draft: Draft, sources: BriefSources) -> str:
    """The whole draft, readable as it is; ends with a newline."""
    return markdown(sheet(draft, sources))


def markdown(page: Sheet) -> str:
    """A page as Markdown; ends with a newline."""
    return "\n".join([*_lines(page), ""])


def escaped(text: str) -> str:
    """Words that stay words in Markdown and HTML."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


def _lines(page: Sheet) -> Iterator[str]:
    yield from (f"# {escaped(page.title)}", "", escaped(page.head), "")
    if page.view:
        yield from (escaped(page.view), "")
    for block in page.blocks:
        yield from (f"## {block.title}" + (f" ({block.readers})" if block.readers else ""), "")
        yield from (f"- {escaped(line.text)}" + "".join(f"[^{note}]" for note in line.notes) for line in block.lines)
        yield ""
    if page.refusal:
        yield from ("## Refused", "", *(f"- {escaped(reason)}" for reason in page.refusal), "")
    if page.questions:
        yield from ("## Open questions", "")
        yield from (f"- {escaped(q.missing)} *{escaped(q.why)}* ({escaped(q.owner)})" for q in page.questions)
        yield ""
    yield from (f"[^{number}]: {escaped(label)}" for number, label in enumerate(page.sources, start=1))
    if page.sources:
        yield ""
    if page.provenance:
        yield f"*{escaped(page.provenance)}*"
