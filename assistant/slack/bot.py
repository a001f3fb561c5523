"""The bot: takes each question once, answers it beside Slack's three seconds, and always says something.

A question is acknowledged when it is kept. What was kept and not answered, because the process ended or Slack could not
be reached, is taken up with the next connection; a message that may stand there twice is looked for first.
"""

from __future__ import annotations

import logging
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial

from slack_sdk.errors import SlackClientError

from assistant.slack import phrases
from assistant.slack.answering import Answering
from assistant.slack.lanes import Lanes, Work
from assistant.slack.question import Question

LOG = logging.getLogger(__name__)
MOST_TRIES = 3
"""Tries after which a question is given up: it may be what ends the process."""


class GivenUpError(Exception):
    """A question was begun several times and never finished."""


@dataclass
class Bot:
    """Everything that answers in one Slack workspace."""

    answering: Answering
    lanes: Lanes
    announcers: Executor
    """Says at once that a question is being answered, however many wait before it."""
    user: str
    """Slack id of the bot itself."""

    def take(self, question: Question) -> bool:
        """Keeps a question and sees to its answer; False when it was taken before."""
        if not self.answering.inbox.accept(question.key, question.lane, question.model_dump_json()):
            return False
        announced = self.announcers.submit(self.answering.announce, question)
        self.lanes.put(question.lane, partial(self.work, question, announced))
        return True

    def resume(self) -> int:
        """Takes up what is kept and not answered; returns how many there are. What is at work is not done twice."""
        waiting = self.answering.inbox.waiting()
        for kept in waiting:
            question = Question.model_validate_json(kept.work)
            LOG.info("taking up question %s", question.reference)
            self.lanes.put(question.lane, partial(self.work, question))
        return len(waiting)

    def work(self, question: Question, announced: Future[None] | None = None) -> None:
        """Answers one question, or says why not; what could neither be answered nor said stays open."""
        if self.guarded(question, partial(self._answer, question, announced)):
            self.answering.inbox.done(question.key, "failed")

    def _answer(self, question: Question, announced: Future[None] | None) -> None:
        tries = self.answering.inbox.begin(question.key)
        if tries > MOST_TRIES:
            raise GivenUpError("this question was begun several times and never finished")
        if tries:
            self.answering.answer(question, announced)

    def guarded(self, question: Question, act: Work) -> bool:
        """Does something for a person, or tells them what to do and the log the rest; False when neither worked."""
        try:
            act()
        except Exception as error:
            return self.report(question, error)
        return True

    def beside(self, question: Question, act: Work) -> None:
        """The same, without waiting for the questions of the person: a modal opens within three seconds or never."""
        self.lanes.put(question.key, partial(self.guarded, question, act))

    def report(self, question: Question, error: BaseException) -> bool:
        """Tells the person what to do and the log the rest; whether the person could be told."""
        reference = question.reference[:8]
        LOG.error("reference %s: a question failed", reference, exc_info=error)
        try:
            self.answering.tell(question, phrases.failed(error, reference))
        except (SlackClientError, OSError) as unreachable:
            LOG.warning("reference %s: nothing could be said: %s", reference, type(unreachable).__name__)
            return False
        return True
