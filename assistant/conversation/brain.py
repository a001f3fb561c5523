"""The brain: a question in, a checked reply out, the same for every surface and both teams.

It reads the thread, looks up what exists for the asker now, understands, runs a tool, and keeps the turn and an audit
entry. Names are resolved in the asker's universe alone; a reply that would speak of anything outside it is not given.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence

from assistant.access import Asker
from assistant.app import Assistant
from assistant.conversation import refusals
from assistant.conversation.ask import Ask, Progress
from assistant.conversation.footnotes import opened
from assistant.conversation.overview import completions, home
from assistant.conversation.present import Present, has_workspace
from assistant.conversation.replies import finished, page, together
from assistant.conversation.thread import last_reply, seen_turns, wanted_before
from assistant.conversation.tools import TOOLS
from assistant.conversation.tools.drafts import draft_file
from assistant.conversation.understanding import understood
from assistant.conversation.universe import Universe
from assistant.conversation.wanted import Wanted
from assistant.domain.audit import AuditEntry
from assistant.domain.conversation import Completions, Feedback, Home, Reply
from assistant.domain.thread import Turn
from assistant.errors import UsageError

LONGEST = 20_000
"""Characters of a question."""
QUESTIONS = "questions"


class Brain:
    """Answers questions over one workspace; safe to use from several threads."""

    def __init__(self, assistant: Assistant, *, surface: str = "ask") -> None:
        self._present = Present(assistant)
        self._surface = surface

    def answer(
        self,
        asker: Asker,
        question: str,
        *,
        thread: str | None = None,
        key: str = "",
        progress: Progress | None = None,
    ) -> Reply:
        """The reply to a question in a thread; without one it is neither continued nor kept.

        `key` stands for the message, so that one that is sent again leaves one turn; `progress` hears what is done
        meanwhile. Raises `ModelUnavailableError` and `ConfigurationError` as the app does.
        """
        assistant = self._present.assistant()
        universe = self._present.universe(assistant, asker)
        if not self._spend(assistant, asker):
            return refusals.budget(question, assistant.settings.conversation.questions_per_day)
        turns = seen_turns(assistant, thread, universe)
        wanted = self._understood(question, universe, turns)
        asks = [Ask(assistant, universe, one, progress or _silent) for one in wanted]
        replies = [finished(self._replied(ask, turns), ask, question) for ask in asks]
        reply = together(replies, asks)
        self._keep(assistant, asker, thread, key, (question, reply, wanted[0]))
        return reply

    def source(self, asker: Asker, thread: str, number: int | None = None) -> Reply:
        """The sources of the last reply in the thread, or one of them by its number."""
        return self.answer(asker, f"source {number}" if number is not None else "source", thread=thread)

    def last(self, asker: Asker, thread: str) -> Reply | None:
        """The last reply of the thread, if all it speaks of still exists for the asker."""
        assistant = self._present.assistant()
        return last_reply(seen_turns(assistant, thread, self._present.universe(assistant, asker)))

    def file(self, asker: Asker, thread: str, name: str) -> bytes:
        """The last draft of the thread as a file of that name, made again for who asks now; `UsageError` without."""
        assistant = self._present.assistant()
        universe = self._present.universe(assistant, asker)
        turns = seen_turns(assistant, thread, universe)
        drafted = next((turn for turn in reversed(turns) if turn.reply.draft), None)
        wanted = wanted_before((drafted,), universe) if drafted else None
        if wanted is None:
            raise UsageError("there is no draft in this thread yet. Ask for one first, such as `persona for the CFO`.")
        return draft_file(Ask(assistant, universe, wanted, _silent), name)

    def feedback(self, asker: Asker, thread: str, helpful: bool, reason: str = "", *, key: str = "") -> bool:
        """Keeps what somebody says of the last reply in the thread; False when it was kept before."""
        assistant = self._present.assistant()
        reply = self.last(asker, thread)
        said = Feedback(
            person=asker.id,
            helpful=helpful,
            reason=reason,
            question=reply.question if reply else "",
            draft=reply.draft if reply else None,
            on=assistant.day.today,
        )
        return assistant.memory.feedback.add(said, key or _key(thread, asker.id, said.question, reason, str(helpful)))

    def assistant(self) -> Assistant:
        """The assistant over the files as they are now, for what a surface shows beside answers."""
        return self._present.assistant()

    def accounts(self, asker: Asker) -> frozenset[str]:
        """Ids of the accounts that exist for the asker now."""
        universe = self._present.universe(self._present.assistant(), asker)
        return frozenset(universe.accounts.names)

    def home(self, asker: Asker) -> Home:
        """What a person sees before they ask."""
        assistant = self._present.assistant()
        return home(assistant, self._present.universe(assistant, asker))

    def completions(self, asker: Asker) -> Completions:
        """What may be completed while the asker types."""
        return completions(self._present.universe(self._present.assistant(), asker))

    def _spend(self, assistant: Assistant, asker: Asker) -> bool:
        """Counts a question; where nothing can be counted, answers that cost nothing are still given."""
        limit = assistant.settings.conversation.questions_per_day
        if not limit or not has_workspace(assistant):
            return True
        budgets, day = assistant.memory.budgets, assistant.day.today
        return budgets.spend(asker.id, day, QUESTIONS, 1, limit) or budgets.spent(asker.id, day, QUESTIONS) > limit

    def _understood(self, question: str, universe: Universe, turns: Sequence[Turn]) -> tuple[Wanted, ...]:
        if len(question) > LONGEST:
            return (Wanted(intent="", question=""),)
        return understood(question, universe, wanted_before(tuple(turns), universe))

    def _replied(self, ask: Ask, turns: Sequence[Turn]) -> Reply:
        """The answer of the tool that was asked for, or why there is none."""
        wanted = ask.wanted
        if wanted.follow_up == "source" or (wanted.follow_up == "why" and wanted.intent != "explain"):
            return self._sources(ask, turns)
        if refusal := refusals.of(ask):
            return refusal
        return page(TOOLS[wanted.intent].run(ask), wanted.page)

    def _sources(self, ask: Ask, turns: Sequence[Turn]) -> Reply:
        """Where the last reply came from, read again for the asker of now."""
        before = last_reply(tuple(turns))
        if before is None:
            return refusals.no_source()
        notes = [note.cite for note in before.footnotes]
        if ask.wanted.text.isdigit():
            number = int(ask.wanted.text)
            if not 0 < number <= len(notes):
                return refusals.no_such_source(len(notes))
            notes = [notes[number - 1]]
        statements = tuple(opened(notes, ask))
        reply = Reply(question="", intent="source", statements=statements[:6], accounts=before.accounts)
        return reply.model_copy(update={"personal": before.personal})

    def _keep(
        self, assistant: Assistant, asker: Asker, thread: str | None, key: str, made: tuple[str, Reply, Wanted]
    ) -> None:
        """Remembers the turn, and records who was told what."""
        question, reply, wanted = made
        if not has_workspace(assistant):
            return
        on = assistant.day.today
        if thread is not None:
            turn = Turn(
                person=asker.id,
                on=on,
                question=question[:LONGEST],
                intent=reply.intent,
                slots=wanted.model_dump(mode="json"),
                reply=reply,
                accounts=reply.accounts,
            )
            assistant.memory.threads.append(thread, turn, key or _key(thread, str(time.time_ns()), question))
        assistant.memory.audit.record(
            AuditEntry(
                person=asker.id,
                on=on,
                surface=self._surface,
                question=question[:LONGEST],
                intent=reply.intent,
                evidence=tuple(note.cite for note in reply.footnotes),
                accounts=reply.accounts,
                draft=reply.draft,
                writer="composer" if reply.draft else "",
                shown=" ".join(statement.text for statement in reply.statements) or reply.reason,
            )
        )


def _silent(_what: str) -> None:
    """Nobody listens."""


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
