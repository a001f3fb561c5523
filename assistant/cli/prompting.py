"""The prompt of `chat`: history in the workspace, completion of commands and of names that exist for the asker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from assistant.cli.chat_commands import COMMANDS, Chat
from assistant.errors import ParlanceError

HISTORY = "chat-history"
MOST = 30


class Names(Completer):
    """Commands behind a slash; else accounts, roles, segments and terms by what was typed of them."""

    def __init__(self, talk: Chat) -> None:
        self._talk = talk

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What the last words may become."""
        del complete_event
        typed = document.text_before_cursor
        if typed.startswith("/") and " " not in typed:
            names = [*COMMANDS, "quit"]
            return [
                Completion(f"/{name}", start_position=-len(typed)) for name in names if f"/{name}".startswith(typed)
            ]
        return list(self._of_names(typed))[:MOST]

    def _of_names(self, typed: str) -> Iterator[Completion]:
        words = typed.split(" ")
        known = self._talk.brain.completions(self._talk.asker)
        for length in (3, 2, 1):
            last = " ".join(words[-length:])
            if len(words) < length or len(last.strip()) < 2:
                continue
            for name in (*known.accounts, *known.roles, *known.segments, *known.terms):
                if name.casefold().startswith(last.casefold()):
                    yield Completion(name, start_position=-len(last))


def lines(talk: Chat) -> Iterator[str]:
    """What is typed, line by line, until Ctrl-D; Ctrl-C drops the line."""
    prompt: PromptSession[str] = PromptSession(
        history=_history(talk), completer=Names(talk), complete_while_typing=False, enable_history_search=True
    )
    while True:
        with suppress(KeyboardInterrupt):
            try:
                yield prompt.prompt(f"{talk.asker.id or 'you'}> ")
            except EOFError:
                return


def _history(talk: Chat) -> History:
    try:
        return FileHistory(str(talk.session.assistant.workspace.writable_state() / HISTORY))
    except ParlanceError:
        return InMemoryHistory()
