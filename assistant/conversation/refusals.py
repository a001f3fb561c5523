"""Why a question is not answered: in one sentence, with two things that can be asked instead.

The words do not depend on what was typed: a name of somebody else's account and a name of nothing get the same bytes.
"""

from __future__ import annotations

from assistant.conversation.ask import Ask, abstained
from assistant.conversation.tools import TOOLS
from assistant.domain.conversation import Choice, Reply

NOBODY = (
    "I find nothing of that name among the accounts and people that you may see. "
    "“list my accounts” shows them; “search WORDS” looks in the documents."
)
NOT_UNDERSTOOD = (
    "I did not understand that. I can explain words (“what is a stakeholder?”) and check texts (“check: …”); "
    "“help” lists everything."
)
NOT_UNDERSTOOD_BY_MEMBER = (
    "I did not understand that. I can say why an account is in its segment (“why is NAME …?”) and prepare a meeting "
    "(“talking points for NAME”); “help” lists everything."
)
DEFINITIONS_ONLY = (
    "You get definitions only: you are not in the team list of this workspace, or cannot be looked up in it now. "
    "I can explain words (“what is a stakeholder?”) and check texts (“check: …”); an editor of knowledge/team.yaml "
    "gives access."
)


NO_ACCOUNTS = (
    "There are no accounts here: the workspace has no knowledge/segments.yaml. I can explain words (“what is a "
    "stakeholder?”) and check texts (“check: …”); `parlance init DIR` makes a workspace with accounts."
)


def of(ask: Ask) -> Reply | None:
    """Why a tool is not run, or None when it is."""
    wanted, tool = ask.wanted, TOOLS.get(ask.wanted.intent)
    if ask.universe.scoring is None and (tool is None or not tool.for_everybody):
        return abstained(_words_only(ask))
    if wanted.choices:
        return abstained("That name may mean several. Which one?", choices=wanted.choices)
    if wanted.nobody or wanted.left:
        return abstained(NOBODY if wanted.nobody else _not_listed(wanted.left))
    if tool is None:
        return abstained(NOT_UNDERSTOOD if ask.universe.scoring is None else NOT_UNDERSTOOD_BY_MEMBER)
    needs = ask.universe.lexicon.intents[tool.name].needs
    if needs in ("account", "one") and not wanted.accounts and not (needs == "one" and wanted.people):
        return _which(ask)
    return None


def _not_listed(left: tuple[str, ...]) -> str:
    """A list that would leave out what was asked is none."""
    words = " ".join(left[:6])
    return (
        f"I cannot narrow a list by “{words}”. I can by account segment, coverage, owner, role and stakeholder segment "
        "(“Invest accounts without a champion”), and count them; `parlance score` writes all accounts as a table."
    )


def _words_only(ask: Ask) -> str:
    if not ask.wanted.intent and not ask.wanted.nobody:
        return NOT_UNDERSTOOD
    return DEFINITIONS_ONLY if ask.universe.asker.rights == "none" else NO_ACCOUNTS


def _which(ask: Ask) -> Reply:
    """Asks back for the account."""
    names = ask.universe.accounts.names
    shown = [Choice(label=f"{name or id} ({id})", question=_again(ask, id)) for id, name in list(names.items())[:5]]
    if not shown:
        return abstained("No account exists for you. “what is an account?” and “check: …” work without one.")
    return abstained("For which account? Name one, or take one of these.", choices=shown)


def _again(ask: Ask, id: str) -> str:
    return TOOLS[ask.wanted.intent].example.replace("$account", id).replace(" $segment", "")


def budget(question: str, limit: int) -> Reply:
    """The day's questions are used up."""
    reason = (
        f"Your {limit} questions of today are used up. `parlance explain NAME` and `parlance define WORD` go on "
        "working, and tomorrow I answer again; `[conversation] questions_per_day` sets the number."
    )
    return abstained(reason).model_copy(update={"question": question, "intent": "budget"})


def no_source() -> Reply:
    """Nothing was said that has a source."""
    return abstained("There is no answer in this thread yet whose source I could show. Ask first, or try “help”.")


def no_such_source(number: int) -> Reply:
    """The last answer has fewer sources."""
    have = "one source" if number == 1 else f"{number} sources"
    return abstained(f"The last answer has {have}. “source 1” opens the first, “source” all of them.")
