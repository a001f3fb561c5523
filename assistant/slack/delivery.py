"""Delivery: the only place that writes to Slack's conversations. Links never unfurl, names are never linked.

Every message carries the mark of the question that it answers, so that after a crash what was posted is found.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.models.metadata import Metadata
from slack_sdk.webhook import WebhookClient

from assistant.slack.letter import Letter
from assistant.slack.question import Question

LOG = logging.getLogger(__name__)
EVENT = "parlance_reply"


@dataclass(frozen=True)
class Delivery:
    """Writes to one Slack workspace."""

    client: WebClient
    """Waits when Slack asks to."""
    hasty: WebClient
    """Does not wait: for statuses, which are out of date a moment later."""

    def status(self, question: Question, text: str, loading: Sequence[str] = ()) -> None:
        """Says below the question what is being done; an empty text says nothing any more."""
        if not question.thread:
            return
        try:
            self.hasty.assistant_threads_setStatus(
                channel_id=question.channel,
                thread_ts=question.thread,
                status=text,
                loading_messages=list(loading) or None,
            )
        except (SlackClientError, OSError) as error:
            LOG.info("the status is not shown: %s", type(error).__name__)

    def post(self, question: Question, letters: Sequence[Letter], found: frozenset[int] = frozenset()) -> str:
        """Posts into the thread, but for the parts that were found there; returns the last message's timestamp."""
        stamp = ""
        for part, letter in enumerate(letters):
            if part in found:
                continue
            posted = self.client.chat_postMessage(
                channel=question.channel,
                thread_ts=question.thread or None,
                text=letter.text,
                blocks=letter.blocks,
                unfurl_links=False,
                unfurl_media=False,
                link_names=False,
                metadata=Metadata(EVENT, {"mark": question.reference, "part": part}),
            )
            stamp = str(posted["ts"])
        return stamp

    def alone(self, question: Question, letters: Sequence[Letter], *, below: bool = False) -> None:
        """Shows it to the person who asked and to nobody else; `below` when something stands in the thread already.

        Slack shows nothing for one person alone in a thread without a reply: there it goes beside the question.
        """
        thread = question.thread if below or not question.begins_thread else ""
        for letter in letters:
            if not (question.response_url and self._responded(question.response_url, letter)):
                self.client.chat_postEphemeral(
                    channel=question.channel,
                    user=question.person,
                    thread_ts=thread or None,
                    text=letter.text,
                    blocks=letter.blocks,
                    link_names=False,
                )

    def posted(self, question: Question) -> frozenset[int]:
        """The parts of the answer that stand in the thread already; none when it cannot be read."""
        try:
            page = self.client.conversations_replies(
                channel=question.channel, ts=question.thread, include_all_metadata=True, limit=200
            )
        except SlackClientError as error:
            LOG.warning("the thread cannot be read, so an answer may stand there twice: %s", type(error).__name__)
            return frozenset()
        marks = [message.get("metadata") or {} for message in page["messages"]]
        payloads = [m["event_payload"] for m in marks if m.get("event_type") == EVENT]
        return frozenset(int(p["part"]) for p in payloads if p.get("mark") == question.reference)

    def _responded(self, url: str, letter: Letter) -> bool:
        """Whether the address took it: it does five times, and for half an hour."""
        webhook = WebhookClient(url, retry_handlers=self.client.retry_handlers)
        webhook.proxy = self.client.proxy
        answer = webhook.send(
            text=letter.text,
            blocks=letter.blocks,
            response_type="ephemeral",
            replace_original=False,
            unfurl_links=False,
            unfurl_media=False,
        )
        if answer.status_code != 200:
            LOG.info("response_url answered %s", answer.status_code)
        return answer.status_code == 200
