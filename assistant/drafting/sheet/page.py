"""A draft as one page of HTML: no script, nothing loaded from anywhere, readable on a phone, in the dark and on paper.

Every word is escaped by the template engine; the same sheet gives the same bytes.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from assistant.drafting.sheet.sheet import Sheet

TEMPLATE = "page.html.j2"


def html(page: Sheet) -> str:
    """The page; ends with a newline."""
    return _template().render(page=page)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("assistant.drafting.sheet", ""),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template(TEMPLATE)
