"""What a file holds once it is text: its pages or slides, in order."""

from __future__ import annotations

from assistant.domain.value import Value


class Page(Value):
    """A page or a slide."""

    number: int | None
    """From 1; None where the format has no pages."""
    text: str
    """Its words, line by line."""


class Pages(Value):
    """A file as text."""

    title: str = ""
    """What the file calls itself; may be empty."""
    markdown: bool
    """Whether the text is Markdown."""
    pages: tuple[Page, ...]
    """Pages with words, in order."""
