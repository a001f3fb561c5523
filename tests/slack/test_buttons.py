"""Buttons below an answer: they ask again as whoever pressed them, and keep what people say."""

from __future__ import annotations

from pathlib import Path

from slack_workspace import INES, MARK, SAL, Slack, words

from assistant.segmentation.operations.qualify import questions
from assistant.slack.rehearsal.world import Json

OWN = "talking points for Mercy General"


def options(view: Json, name: str) -> dict[str, str]:
    """The options of an input by their label."""
    block = next(block for block in view["blocks"] if block.get("block_id") == name)
    return {option["text"]["text"]: option["value"] for option in block["element"]["options"]}


def chosen(view: Json, name: str, label: str) -> Json:
    return {"selected_option": {"text": {"type": "plain_text", "text": label}, "value": options(view, name)[label]}}


def test_shorter_and_why_follow_the_answer_that_they_stand_below(slack: Slack) -> None:
    """Pressed below the first of two answers of a thread, Shorter shortens the first."""
    (first,) = slack.ask(SAL, "G0PRIVATE", OWN)
    slack.say(SAL, "G0PRIVATE", "talking points for Alder Creek", first.thread)
    slack.answers()
    (shorter,) = slack.press(SAL, first, "Shorter")
    assert "Alder Creek" not in words(shorter.blocks)
    assert words(shorter.blocks).splitlines()[0] in words(first.blocks)
    (why,) = slack.press(SAL, shorter, "Why?") if "Why?" in words(shorter.blocks) else slack.press(SAL, first, "Why?")
    assert why.thread == first.thread


def test_sources_stand_behind_a_button_for_whoever_presses_it(slack: Slack) -> None:
    """Citations, receipt and the rest open in a modal; the six lines first stay six lines."""
    (answer,) = slack.ask(SAL, "G0PRIVATE", OWN)
    lists = [part for block in answer.blocks for part in block.get("elements", ()) if part["type"] == "rich_text_list"]
    assert len(lists[0]["elements"]) <= 6
    slack.press(MARK, answer, "Sources and the rest")
    shown = words(slack.modal(MARK))
    assert "[1]" in shown
    assert "Where it comes from" in shown


def test_a_button_shows_nobody_what_is_not_theirs(slack: Slack) -> None:
    """Somebody without the account who presses a button below an answer gets what a stranger to it gets."""
    (answer,) = slack.ask(SAL, "G0PRIVATE", OWN)
    slack.world.channels["G0PRIVATE"].members.append(INES)
    slack.press(INES, answer, "Sources and the rest")
    assert "Whitcomb" not in words(slack.modal(INES))
    assert "I find nothing of that name" in words(slack.modal(INES))
    pressed = slack.press(INES, answer, "Shorter")
    assert "Whitcomb" not in words([m.blocks for m in pressed])


def test_another_stakeholder_is_chosen_from_the_roles(slack: Slack) -> None:
    """The form offers the roles of the segment model; the new draft stands in the same thread."""
    (answer,) = slack.ask(MARK, "C0ALL", "value proposition for the economic buyer")
    slack.press(MARK, answer, "For another stakeholder")
    before = {m.ts for m in slack.world.posted()}
    role = next(label for label in options(slack.modal(MARK), "role") if "conomic" not in label)
    assert slack.submit(MARK, {"role": chosen(slack.modal(MARK), "role", role)}).status == 200
    (other,) = slack.answers(before)
    assert other.thread == answer.thread
    assert words(other.blocks) != words(answer.blocks)


def test_this_is_wrong_records_a_dispute(slack: Slack, sample: Path) -> None:
    """A doubt with its reason reaches the desk of sales operations, in the name of who had it."""
    (answer,) = slack.ask(SAL, slack.direct(SAL), "why is Mercy General Invest?")
    slack.press(SAL, answer, "This is wrong")
    form = slack.modal(SAL)
    fields = {
        "account": chosen(form, "account", "Mercy General"),
        "kind": chosen(form, "kind", "The account segment is wrong"),
        "reason": {"value": "The ward closed in May."},
    }
    slack.submit(SAL, fields)
    assistant = slack.bot.bot.answering.current.now().assistant
    (doubt,) = assistant.doubts.all(assistant.asker("sal"))
    assert (doubt.account, doubt.reason, doubt.by) == ("004101", "The ward closed in May.", "sal")
    assert "d-1" in words([m.blocks for m in slack.answers() if m.only_for == SAL])


def test_this_is_wrong_takes_an_answer_to_what_is_not_known(slack: Slack, sample: Path) -> None:
    """An answer is kept with its source; one that is no value of its attribute is refused at its field."""
    name, attribute = unknown_number(slack)
    (answer,) = slack.ask(MARK, slack.direct(MARK), f"why is {name} in its segment?")
    slack.press(MARK, answer, "This is wrong")
    form = slack.modal(MARK)
    asked = next(label for label, value in options(form, "attribute").items() if value == attribute)
    fields = {
        "account": chosen(form, "account", name),
        "kind": chosen(form, "kind", "I know something that is not known"),
        "attribute": chosen(form, "attribute", asked),
        "value": {"value": "many"},
        "reason": {"value": "call 2026-11-20"},
    }
    refused = slack.submit(MARK, fields)
    assert "errors" in refused.body
    assert f"{attribute}=many" in refused.body
    fields["value"] = {"value": "12"}
    slack.submit(MARK, fields)
    assert f"is kept for {name}" in words([m.blocks for m in slack.answers() if m.only_for == MARK])


def unknown_number(slack: Slack) -> tuple[str, str]:
    """The name of an account and an attribute of it that is a number and not known."""
    assistant = slack.bot.bot.answering.current.now().assistant
    scoring = assistant.read(assistant.asker("mark"))
    numbers = {
        name
        for name, attribute in scoring.model.value.accounts.attributes.items()
        if attribute.type in ("integer", "number") and attribute.table is None
    }
    for account in scoring.accounts():
        for question in questions(scoring.subject("account", account.id)):
            if question.attribute in numbers:
                return account.name, question.attribute
    raise AssertionError("everything is known in the sample")


def test_helpful_is_kept_once_with_its_question(slack: Slack, sample: Path) -> None:
    """Feedback is kept under the person of team.yaml with question and draft, and thanked for."""
    (answer,) = slack.ask(MARK, slack.direct(MARK), "value proposition for the economic buyer")
    slack.press(MARK, answer, "Helpful")
    (kept,) = slack.bot.bot.answering.current.now().assistant.memory.feedback.all()
    assert (kept.person, kept.helpful, kept.question) == ("mark", True, "value proposition for the economic buyer")
    assert kept.draft


def test_not_helpful_asks_for_the_reason(slack: Slack, sample: Path) -> None:
    """The reason is kept in the person's words."""
    (answer,) = slack.ask(MARK, slack.direct(MARK), "what does customer mean?")
    slack.press(MARK, answer, "Not helpful")
    slack.submit(MARK, {"reason": {"value": "Say who agreed on it."}})
    (kept,) = slack.bot.bot.answering.current.now().assistant.memory.feedback.all()
    assert (kept.helpful, kept.reason) == (False, "Say who agreed on it.")


def test_an_ambiguous_name_is_asked_back_with_buttons(slack: Slack) -> None:
    """A choice asks its own question; nothing is guessed."""
    (asked,) = slack.ask(SAL, slack.direct(SAL), "talking points")
    label = "Mercy General (004101)"
    (answer,) = slack.press(SAL, asked, label)
    assert "Whitcomb" in words(answer.blocks)


def test_a_button_that_is_not_ours_does_nothing(slack: Slack) -> None:
    """A value that we did not write is left alone, and acknowledged."""
    from assistant.slack.rehearsal import payloads

    (answer,) = slack.ask(MARK, slack.direct(MARK), "what does customer mean?")
    action = {"type": "button", "action_id": "ask:why?", "value": "{broken"}
    response = slack.send(payloads.click(slack.world, MARK, answer, action, slack.server.base), form="payload")
    assert response.status == 200
    assert len(slack.answers()) == 1
