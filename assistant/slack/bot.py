"""The bot: takes each question once, answers it beside Slack's three seconds, and always says something.

A question is acknowledged when it is on the disk. Clerks then say that it is being answered, enter it in the inbox and
put it into its lane. What was kept and not answered, because the process ended or Slack could not be reached, is taken
up with the next connection; a message that may stand there twice is looked for first.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial

from slack_sdk.errors import SlackClientError

from assistant.slack import phrases
from assistant.slack.answering import Answering
from assistant.slack.arrivals import Arrivals
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
    arrivals: Arrivals
    clerks: Lanes
    """They announce and enter questions, however many wait to be answered."""
    lanes: Lanes
    """They answer."""
    user: str
    """Slack id of the bot itself."""

    def take(self, question: Question) -> bool:
        """Keeps a question and sees to its answer; False when it waits already. `StoreError`: it is not kept."""
        new = self.arrivals.keep(question)
        if new:
            self._hand_on(question)
        return new

    def resume(self) -> int:
        """Takes up what is kept and not answered; returns how many there are. What is at work is not done twice."""
        entered = [Question.model_validate_json(kept.work) for kept in self.answering.inbox.waiting()]
        arrived = self.arrivals.waiting()
        for question in entered:
            LOG.info("taking up question %s", question.reference)
            self.lanes.put(question.lane, partial(self.work, question))
        for question in arrived:
            LOG.info("taking up question %s", question.reference)
            self._hand_on(question)
        return len(entered) + len(arrived)

    def knows(self, lane: str) -> bool:
        """Whether anything was ever asked in that lane."""
        return any(question.lane == lane for question in self.arrivals.waiting()) or self.answering.inbox.knows(lane)

    def drop(self, key: str) -> None:
        """Answers no more what nobody wants any more."""
        arrived = next((question for question in self.arrivals.waiting() if question.key == key), None)
        if arrived:
            self.clerks.put(arrived.lane, partial(self.answering.inbox.drop, key))
        else:
            self.answering.inbox.drop(key)

    def settle(self, seconds: float) -> bool:
        """Waits until nothing is left to do; False when time ran out."""
        return self.clerks.settle(seconds) and self.lanes.settle(seconds)

    def close(self) -> None:
        """Takes nothing more and finishes what was begun."""
        self.clerks.close()
        self.lanes.close()
        self.arrivals.close()

    def _hand_on(self, question: Question) -> None:
        self.clerks.put(question.lane, partial(self.guarded, question, partial(self._enter, question)))

    def _enter(self, question: Question) -> None:
        self.answering.announce(question)
        new = self.answering.inbox.accept(question.key, question.lane, question.model_dump_json())
        self.arrivals.settled(question.key)
        if new:
            self.lanes.put(question.lane, partial(self.work, question))
        else:
            self.answering.hush(question)

    def work(self, question: Question) -> None:
        """Answers one question, or says why not; what could neither be answered nor said stays open."""
        if self.guarded(question, partial(self._answer, question)):
            self.answering.inbox.done(question.key, "failed")

    def _answer(self, question: Question) -> None:
        tries = self.answering.inbox.begin(question.key)
        if tries > MOST_TRIES:
            raise GivenUpError("this question was begun several times and never finished")
        if tries:
            self.answering.answer(question)

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
