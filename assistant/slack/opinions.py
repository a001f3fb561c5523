"""The doors of what people say of an answer: it is wrong, it helped, it did not.

What they say is kept before they read so.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from slack_bolt import Ack, App
from slack_sdk.models.views import View

from assistant.domain.answer import Answer
from assistant.domain.conversation import Feedback
from assistant.errors import UsageError
from assistant.segmentation.operations.qualify import qualified, questions
from assistant.slack import modals, phrases, reply_view
from assistant.slack.actions import behind, open_modal, opening
from assistant.slack.answering import Asked
from assistant.slack.bot import Bot
from assistant.slack.context import Context
from assistant.slack.incoming import Payload
from assistant.slack.modals import Behind
from assistant.store import Store, record_answers


def open(app: App, bot: Bot) -> None:
    """Takes opinions."""

    def felt(ack: Ack, body: dict[str, Any]) -> None:
        context = Context.read(body["actions"][0].get("value", ""))
        if context and context.choice == "up":
            about = behind(body, context)
            _keep(bot, about, helpful=True, reason="")
            _thank(bot, about, phrases.THANKS)
        elif context:
            open_modal(bot, body, "Not helpful", behind(body, context), _not_helpful)
        ack()

    def missed(ack: Ack, view: dict[str, Any]) -> None:
        about = Behind.model_validate_json(view["private_metadata"])
        _keep(bot, about, helpful=False, reason=_given(view, "reason"))
        ack()
        _thank(bot, about, phrases.THANKS)

    def corrected(ack: Ack, view: dict[str, Any]) -> None:
        about = Behind.model_validate_json(view["private_metadata"])
        try:
            told = _correct(bot, about, view)
        except UsageError as error:
            ack(response_action="errors", errors={_field(view): str(error)[:300]})
            return
        ack()
        _thank(bot, about, told)

    app.action(reply_view.FEEDBACK)(felt)
    app.action(reply_view.WRONG)(opening(bot, "This is wrong", _form))
    app.view("not_helpful")(missed)
    app.view("wrong")(corrected)


def _not_helpful(_bot: Bot, about: Behind) -> View:
    return modals.not_helpful(about)


def _form(bot: Bot, about: Behind) -> View:
    """What can be wrong: the segment of an account that the answer speaks of, or something not known of it."""
    asked = bot.answering.asked(about.question)
    ids = bot.answering.again(about.question).accounts
    if asked.asker.rights == "none" or not ids:
        return modals.wrong(about, {}, {})
    scoring = asked.now.assistant.read(asked.asker)
    receipts = [scoring.receipt("account", id) for id in ids[: modals.MOST_OPTIONS]]
    unknown = questions(scoring.subject("account", ids[0])) if len(ids) == 1 else ()
    asks = {question.attribute: question.ask or question.attribute for question in unknown}
    return modals.wrong(about, {receipt.id: receipt.name or receipt.id for receipt in receipts}, asks)


def _correct(bot: Bot, about: Behind, view: Payload) -> str:
    """Keeps what was said and tells what becomes of it; `UsageError` for what cannot be kept."""
    kind, account, reason = (_given(view, name) for name in ("kind", "account", "reason"))
    asked = bot.answering.asked(about.question)
    if kind == "dispute":
        doubt = asked.now.assistant.doubts.record(asked.asker, account, reason)
        return f"{doubt.id}: your doubt is recorded. Sales operations decide; the account segment stays until then."
    if kind == "answer":
        return _answer(asked, account, (_given(view, "attribute"), _given(view, "value"), reason))
    _keep(bot, about, helpful=False, reason=reason)
    return phrases.THANKS


def _answer(asked: Asked, account: str, said: tuple[str, str, str]) -> str:
    """Keeps an answer `(attribute, value, source)` to what was not known of an account."""
    attribute, value, source = said
    if not attribute or not value:
        raise UsageError("Choose what you know and write the answer.")
    assistant, asker = asked.now.assistant, asked.asker
    scoring = assistant.read(asker)
    subject = scoring.subject("account", scoring.find_account(account))
    given = qualified(subject, [said], asker.id, assistant.day.today).given[0]
    kept = Answer(
        level="account",
        id=subject.id,
        attribute=attribute,
        value=given.value,
        source=source,
        by=asker.id,
        on=assistant.day.today,
    )
    record_answers(Store.of(assistant.workspace), [kept])
    return f"{attribute} = {given.value} is kept for {subject.name or subject.id}; the next score uses it."


def _keep(bot: Bot, about: Behind, *, helpful: bool, reason: str) -> None:
    """Keeps feedback under the name of the person of team.yaml, once for each click."""
    now = bot.answering.current.now()
    asker = bot.answering.people.asker(about.question.person, now.assistant)
    feedback = Feedback(
        person=asker.id,
        helpful=helpful,
        reason=reason,
        question=about.question.text,
        draft=about.draft,
        on=now.assistant.day.today,
    )
    now.assistant.memory.feedback.add(feedback, about.question.key)


def _thank(bot: Bot, about: Behind, words: str) -> None:
    bot.beside(about.question, partial(bot.answering.tell_alone, about.question, words))


def _given(view: Payload, name: str) -> str:
    """What somebody put into a field of a modal; empty when nothing or no such field."""
    state = view["state"]["values"].get(name, {}).get(name, {})
    option = state.get("selected_option") or {}
    return str(state.get("value") or option.get("value") or "").strip()


def _field(view: Payload) -> str:
    """The field at which a problem is shown."""
    return "value" if _given(view, "kind") == "answer" else "reason"
