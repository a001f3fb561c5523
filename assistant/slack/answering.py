"""One question from its words to the message: who asks, where, what may be said there, and that it is said once.

Rights, membership and the kind of place are read at each answer. Nothing but a checked reply is shown.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.error import URLError

from slack_sdk import WebClient

from assistant.access import Asker
from assistant.domain.conversation import Reply
from assistant.llm import Clock
from assistant.slack import phrases, reply_view
from assistant.slack.current import Current, Now
from assistant.slack.delivery import Delivery
from assistant.slack.letter import Letter, letters, paragraph, small
from assistant.slack.people import People, unknown
from assistant.slack.place import Place, look, may_show
from assistant.slack.question import Question
from assistant.store.inbox import Inbox

LOG = logging.getLogger(__name__)
Got = TypeVar("Got")
MOST_POSTS = 2
"""The second may be a duplicate; there is never a third."""
PAUSES = (2.0, 10.0, 60.0)
"""Seconds between tries to reach Slack."""


@dataclass(frozen=True)
class Asked:
    """A question with who asks, where, and what is answered from."""

    question: Question
    asker: Asker
    place: Place
    now: Now


@dataclass
class Answering:
    """Answers questions of one Slack workspace."""

    current: Current
    delivery: Delivery
    inbox: Inbox
    people: People
    clock: Clock

    @property
    def client(self) -> WebClient:
        """The way to Slack that waits when asked to."""
        return self.delivery.client

    def announce(self, question: Question) -> None:
        """Says below the question that it is being answered."""
        self.delivery.status(question, phrases.WORKING, phrases.LOADING)

    def hush(self, question: Question) -> None:
        """Says nothing any more below the question."""
        self.delivery.status(question, "")

    def answer(self, question: Question) -> None:
        """Answers at the place or to the person alone, and closes the question."""
        asked = self._tried(lambda: self.asked(question))
        reply = self.reply(asked)
        here = not question.unseen and may_show(reply, asked.asker, asked.place, asked.now.brain)
        self._deliver(question, reply_view.shown(explained(reply, asked), question), here)
        if not here:
            self.hush(question)

    def asked(self, question: Question) -> Asked:
        """Who asks and where, as Slack and team.yaml say now."""
        now = self.current.now()
        place = look(self.client, self.people, question.channel, now.assistant)
        outside = place.open_to_others
        asker = unknown(question.person) if outside else self.people.asker(question.person, now.assistant)
        return Asked(question, asker, place, now)

    def reply(self, asked: Asked) -> Reply:
        """What the conversation answers; a follow-up from a button comes after the question that it follows."""
        question, brain = asked.question, asked.now.brain
        thread = f"slack:{question.talk}"
        if question.before:
            last = brain.last(asked.asker, thread)
            if last is None or last.question != question.before:
                brain.answer(asked.asker, question.before, thread=thread)
        return brain.answer(asked.asker, question.text, thread=thread, key=question.key, progress=self._progress(asked))

    def again(self, question: Question) -> Reply:
        """The answer behind a button, made anew for whoever pressed it, beside their thread."""
        asked = self.asked(question)
        thread = f"slack:again:{question.key}"
        if question.before:
            asked.now.brain.answer(asked.asker, question.before, thread=thread)
        return explained(asked.now.brain.answer(asked.asker, question.text, thread=thread), asked)

    def _progress(self, asked: Asked) -> Callable[[str], None]:
        """Says below the question what is being done; only a direct message shows the words of the answer's steps."""
        if asked.place.kind != "direct":
            return lambda _step: self.announce(asked.question)
        return lambda step: self.delivery.status(asked.question, f"is {step}…")

    def _deliver(self, question: Question, shown: Sequence[Letter], here: bool) -> None:
        posts = self.inbox.posting(question.key)
        if posts == 0:
            return
        found = self.delivery.posted(question) if posts > 1 and here else frozenset()
        if posts > MOST_POSTS or len(found) == len(shown):
            LOG.warning("question %s was posted before, so not again", question.reference)
            self.inbox.done(question.key, "posted before")
            return
        if posts > 1:
            LOG.warning("question %s is posted again; the answer may stand there twice", question.reference)
        stamp = self._tried(lambda: self._say(question, shown, here, found))
        self.inbox.done(question.key, stamp)

    def _say(self, question: Question, shown: Sequence[Letter], here: bool, found: frozenset[int]) -> str:
        if here:
            return self.delivery.post(question, shown, found)
        note = "" if question.unseen else self.delivery.post(question, letters(small(phrases.ALONE), (), phrases.ALONE))
        self.delivery.alone(question, shown, below=bool(note))
        return note

    def _tried(self, act: Callable[[], Got]) -> Got:
        """What the act gives, once Slack can be reached."""
        for pause in PAUSES:
            try:
                return act()
            except (URLError, ConnectionError, TimeoutError) as error:
                LOG.warning("Slack cannot be reached (%s); trying again in %s s", type(error).__name__, pause)
                self.clock.sleep(pause)
        return act()

    def tell(self, question: Question, text: str) -> None:
        """Says a sentence of the app itself in place of an answer."""
        if question.channel.startswith("D") and not question.response_url:
            self.delivery.post(question, letters(paragraph(text), (), text))
        else:
            self.tell_alone(question, text)
        self.hush(question)

    def tell_alone(self, question: Question, text: str) -> None:
        """Says a sentence of the app itself to the person who asked and to nobody else."""
        self.delivery.alone(question, letters(paragraph(text), (), text))


def explained(reply: Reply, asked: Asked) -> Reply:
    """The reply; who gets definitions only is told why, in place of a reason that speaks of the workspace's files."""
    if not reply.abstained or asked.asker.rights != "none":
        return reply
    return reply.model_copy(update={"reason": phrases.limited(asked.place.kind)})
