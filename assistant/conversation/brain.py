"""The brain: a question in, a checked reply out, the same for every surface and both teams.

It reads the thread, looks up what exists for the asker now, answers, and keeps the turn and an audit entry. Names are
resolved in the asker's universe alone; a reply that would speak of anything outside it is not given.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from assistant.access import Asker
from assistant.app import Assistant
from assistant.conversation import refusals
from assistant.conversation.answering import LONGEST, replied
from assistant.conversation.ask import Ask, Progress
from assistant.conversation.overview import completions, home
from assistant.conversation.present import Present, has_workspace
from assistant.conversation.tools.drafts import draft_file
from assistant.conversation.turns import last_reply, seen_turns, turn, wanted_before
from assistant.conversation.wording import Wording
from assistant.domain.audit import AuditEntry
from assistant.domain.conversation import Completions, Feedback, Home, Reply
from assistant.domain.thread import Turn
from assistant.errors import UsageError

QUESTIONS = "questions"


@dataclass(frozen=True)
class Message:
    """What somebody sent."""

    asker: Asker
    question: str
    thread: str | None
    key: str


class Brain:
    """Answers questions over one workspace; safe to use from several threads."""

    def __init__(self, assistant: Assistant, *, surface: str = "ask") -> None:
        self._present = Present(assistant)
        self._surface = surface
        self._wording = Wording()

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
        if not _spend(assistant, asker):
            return refusals.budget(question, assistant.settings.conversation.questions_per_day)
        turns = seen_turns(assistant, thread, universe)
        plain, ask = replied(assistant, universe, question, turns, progress or _silent)
        made = self._wording.worded(ask, turns, question, plain)
        now = turn(asker.id, assistant.day.today, question[:LONGEST], made.reply, made.wanted)
        self._keep(assistant, Message(asker, question, thread, key), now, made.writer)
        return made.reply

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

    def _keep(self, assistant: Assistant, message: Message, now: Turn, writer: str) -> None:
        """Remembers the turn, and records who was told what."""
        if not has_workspace(assistant):
            return
        if message.thread is not None:
            last = assistant.memory.threads.turns(message.thread, last=1)
            number = str(last[-1].sequence if last else 0)
            key = message.key or _key(message.thread, now.person, number, message.question)
            assistant.memory.threads.append(message.thread, now, key)
        reply = now.reply
        entry = AuditEntry(
            person=now.person,
            on=now.on,
            surface=self._surface,
            question=now.question,
            intent=now.intent,
            evidence=tuple(note.cite for note in reply.footnotes),
            accounts=reply.accounts,
            draft=reply.draft,
            writer=writer or _writer(assistant, reply),
            shown="\n".join(statement.text for statement in reply.statements) or reply.reason,
        )
        assistant.memory.audit.record(entry)


def _spend(assistant: Assistant, asker: Asker) -> bool:
    """Counts a question; where nothing can be counted, answers that cost nothing are still given."""
    limit = assistant.settings.conversation.questions_per_day
    if not limit or not has_workspace(assistant):
        return True
    budgets, day = assistant.memory.budgets, assistant.day.today
    return budgets.spend(asker.id, day, QUESTIONS, 1, limit) or budgets.spent(asker.id, day, QUESTIONS) > limit


def _writer(assistant: Assistant, reply: Reply) -> str:
    """Who wrote the draft that a reply is taken from; empty where it is taken from none."""
    model = assistant.settings.llm.model
    composed = not model or any(finding.rule == "writer" for finding in reply.findings)
    return "" if reply.draft is None else "composer" if composed else f"model:{model}"


def _silent(_what: str) -> None:
    """Nobody listens."""


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
