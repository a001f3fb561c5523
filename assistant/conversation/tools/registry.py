"""The register of tools: what each does, what it cannot do without, and who may use it.

A tool that is not here can be reached by no question; a test runs every one of them for every kind of asker.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.conversation.ask import Ask
from assistant.conversation.tools import about, drafts, evidence, lists, receipts, words
from assistant.domain.conversation import Reply


@dataclass(frozen=True)
class Tool:
    """Something that can be asked for."""

    name: str
    """The intent that it answers."""
    purpose: str
    """What it does, in a sentence."""
    run: Callable[[Ask], Reply]
    for_everybody: bool = False
    """Whether it rests on definitions alone."""
    example: str = ""
    """A question that leads to it; `$account`, `$role` and `$segment` stand for names."""


_ALL = (
    Tool("help", "What can be asked.", about.help, True, "help"),
    Tool("status", "From which run and day answers come, open disputes.", about.status, False, "status"),
    Tool(
        "define",
        "What a term, a segment or a role means, and to whom.",
        words.define,
        True,
        "what is a stakeholder?",
    ),
    Tool(
        "translate",
        "A sentence of one team in shared words.",
        words.translate,
        True,
        "translate from marketing to sales: Our customers feel heard and say so",
    ),
    Tool(
        "check",
        "The words of a text, mended where that is certain.",
        words.check,
        True,
        "check: Our customers feel heard by their nurses",
    ),
    Tool(
        "align",
        "Who means what by the same word in a conversation.",
        words.align,
        True,
        "align this:\nMark (marketing): Customers feel heard.\nSal (sales): Customers are the hospitals we call on.",
    ),
    Tool(
        "explain",
        "Why an account or stakeholder is in its segment, and with `to` what would lead to another.",
        receipts.explain,
        False,
        "why is $account $segment?",
    ),
    Tool("qualify", "What to ask at an account next.", receipts.qualify, False, "what should I ask at $account?"),
    Tool(
        "compare",
        "Two accounts or two account segments side by side.",
        receipts.compare,
        False,
        "compare $account and $account",
    ),
    Tool("list", "Accounts or stakeholders that fit, by name.", lists.listed, False, "who do we know at $account?"),
    Tool("count", "How many accounts or stakeholders fit.", lists.count, False, "how many stakeholders at $account?"),
    Tool(
        "coverage", "How accounts are covered, by whom, and where not.", lists.coverage, False, "who covers $account?"
    ),
    Tool("persona", "A persona of a role or stakeholder segment.", drafts.persona, False, "persona for $role"),
    Tool(
        "value-proposition",
        "A value proposition for a role or stakeholder segment.",
        drafts.value_proposition,
        False,
        "value proposition for $role",
    ),
    Tool(
        "talking-points",
        "Talking points for one account, for five minutes.",
        drafts.talking_points,
        False,
        "talking points for $account",
    ),
    Tool(
        "search",
        "What claims and documents say about something.",
        evidence.search,
        False,
        "search what was said at $account",
    ),
    Tool("missing", "What is not known, and who finds out.", evidence.missing, False, "what is missing at $account?"),
)
TOOLS: Mapping[str, Tool] = {tool.name: tool for tool in _ALL}
"""Tools by name."""
