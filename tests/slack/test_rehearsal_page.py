"""The page of a rehearsal in a real browser: a marketer and a rep do their work, at desktop and telephone width.

Set SCREENSHOTS to a folder to keep the pictures that docs/slack.md shows.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from browser import Watched, watched
from playwright.sync_api import Browser, Page, expect
from slack_workspace import opened

from assistant.slack import phrases
from assistant.slack.current import Current
from assistant.slack.rehearsal.server import SlackServer
from assistant.slack.rehearsal.stage import cast
from assistant.slack.start import rehearsed

DESKTOP, TELEPHONE = (1100, 800), (390, 844)
WAIT = 60_000
MARK_AND_SAL = """\
Mark: Hey, Sal, with the upcoming launch we are introducing a new customer segmentation.
Sal: Interesting. My team has been updating our customer segmentation, too.
Mark: My team has designed positioning and messaging for each type of customer.
Sal: Well, there are many customers we choose not to visit.
Mark: We need to interact with all customers, since some customers are motivated by one message and some by another.
Sal: Either a customer is big enough to cover, or it is not. Our reps call on each customer in their territory."""


@dataclass
class Visit:
    """Somebody at the page."""

    page: Page
    base: str
    seen: Watched

    def sit(self, person: str, place: str = "direct") -> None:
        """Opens the page as that person."""
        self.page.goto(f"{self.base}/?as={person}&place={place}")

    def say(self, text: str) -> None:
        """Writes a message."""
        self.page.get_by_label("Message").fill(text)
        self.page.get_by_role("button", name="Send").click()

    def picture(self, name: str, size: tuple[int, int]) -> None:
        """Keeps a picture at that size, where pictures are wanted."""
        folder = os.environ.get("SCREENSHOTS")
        if folder and self.page.viewport_size == {"width": size[0], "height": size[1]}:
            self.page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.fixture(params=[DESKTOP, TELEPHONE], ids=["desktop", "telephone"])
def visit(request: pytest.FixtureRequest, sample: Path, chromium: Browser) -> Iterator[Visit]:
    current = Current(lambda: opened(sample), lambda: date(2026, 11, 20))
    server = SlackServer(cast(current.now().assistant, 1_763_600_000)).start()
    running = rehearsed(current, server)
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    context.set_default_timeout(WAIT)
    page = context.new_page()
    seen = watched(page)
    visit = Visit(page, server.base, seen)
    expect.set_options(timeout=WAIT)
    yield visit
    context.close()
    running.close()
    server.close()
    assert seen.faults == []
    assert [address for address in seen.requests if not address.startswith((f"{server.base}/", "data:"))] == []


def test_two_people_paste_their_conversation_and_one_shortcut_explains_it(visit: Visit) -> None:
    """Mark and Sal talk past each other in a thread; Who means what? says how, for the one who asked."""
    visit.sit("U01", "C0LAUNCH")
    visit.say(MARK_AND_SAL)
    expect(visit.page.locator(".replies .message")).to_have_count(5)
    visit.page.get_by_role("button", name="Who means what?").first.click()
    modal = visit.page.get_by_role("dialog")
    expect(modal).to_contain_text("“customer” means two things here")
    expect(modal).to_contain_text("Sal (sales) means account")
    expect(modal).to_contain_text("Mark (marketing) means stakeholder")
    visit.picture("who-means-what", DESKTOP)
    modal.get_by_role("button", name="Share in thread").click()
    expect(visit.page.locator(".replies .message")).to_have_count(6)


def test_a_marketer_drafts_checks_and_rates(visit: Visit) -> None:
    """A draft in a direct message with its sources, the wording of a message checked, the draft rated."""
    visit.sit("U01")
    visit.say("value proposition for the economic buyer")
    answer = visit.page.locator(".replies .message").first
    expect(answer).to_contain_text("BridgeCall")
    expect(answer.get_by_role("listitem")).to_have_count(6)
    visit.picture("draft", DESKTOP)
    answer.get_by_role("button", name="Sources and the rest").click()
    modal = visit.page.get_by_role("dialog")
    expect(modal).to_contain_text("Where it comes from")
    modal.get_by_role("button", name="Close").click()
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    visit.sit("U01", "C0LAUNCH")
    visit.say("Each customer feels understood. Sales knows every logo in the territory.")
    typed = visit.page.locator(".message", has_text="feels understood").first
    typed.get_by_role("button", name="Check wording").click()
    modal = visit.page.get_by_role("dialog")
    expect(modal).to_contain_text("In shared words")
    expect(modal).to_contain_text("stakeholder feels understood")
    visit.picture("check-wording", DESKTOP)
    modal.get_by_role("button", name="Close").click()
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    visit.sit("U01")
    answer.get_by_role("button", name="Helpful", exact=True).click()
    expect(visit.page.locator(".alone")).to_contain_text("Thank you")


def test_a_rep_gets_talking_points_for_an_own_account(visit: Visit) -> None:
    """A suggested prompt gives six lines about an own account; they fit the width; somebody else's does not exist."""
    visit.sit("U02")
    visit.page.get_by_role("button", name="Talking points for Mercy General").click()
    answer = visit.page.locator(".replies .message").first
    expect(answer).to_contain_text("Why now")
    expect(answer.get_by_role("listitem")).to_have_count(6)
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visit.picture("talking-points", TELEPHONE)
    answer.get_by_role("button", name="Shorter").click()
    expect(visit.page.locator(".replies .message")).to_have_count(2)
    visit.sit("U03")
    visit.say("talking points for Mercy General")
    expect(visit.page.locator(".replies .message").first).to_contain_text("I find nothing of that name")


def test_an_answer_in_a_channel_is_for_the_asker_alone_where_not_everybody_may_read_it(visit: Visit) -> None:
    """Sal sees the answer marked as his alone; Ines sees the note and nothing else."""
    visit.sit("U02", "C0LAUNCH")
    visit.say("@Parlance talking points for Mercy General")
    expect(visit.page.locator(".alone")).to_contain_text("Why now")
    visit.sit("U03", "C0LAUNCH")
    expect(visit.page.locator(".replies")).to_contain_text(phrases.ALONE)
    expect(visit.page.locator("main")).not_to_contain_text("Why now")


def test_the_home_tab_and_a_form_with_an_error(visit: Visit) -> None:
    """Home shows the rep's accounts; a dispute is sent from a form, which says what it still needs."""
    visit.sit("U02", "home")
    expect(visit.page.locator(".home")).to_contain_text("Your accounts by account segment")
    visit.picture("home", DESKTOP)
    visit.sit("U02")
    visit.say("why is Mercy General Invest?")
    visit.page.get_by_role("button", name="This is wrong").click()
    modal = visit.page.get_by_role("dialog")
    modal.get_by_label("I know something that is not known").check() if modal.get_by_label(
        "I know something that is not known"
    ).count() else modal.get_by_label("The account segment is wrong").check()
    modal.get_by_label("Why, or who told you?").fill("The ward closed in May.")
    modal.get_by_label("The account segment is wrong").check()
    modal.get_by_role("button", name="Send").click()
    expect(visit.page.locator(".alone")).to_contain_text("d-1: your doubt is recorded")


def test_the_keyboard_opens_reads_and_closes(visit: Visit) -> None:
    """Enter on a button opens the window with the focus in it, Escape closes it; a screen reader hears the answer."""
    visit.sit("U01")
    visit.say("what does customer mean?")
    expect(visit.page.get_by_role("status").last).to_contain_text("account for the organisation")
    visit.page.get_by_role("button", name="Not helpful").focus()
    visit.page.keyboard.press("Enter")
    modal = visit.page.get_by_role("dialog")
    expect(modal.get_by_role("button", name="Send")).to_be_visible()
    assert modal.evaluate("modal => modal.contains(document.activeElement)")
    visit.page.keyboard.press("Escape")
    expect(modal).to_have_count(0)


def test_an_empty_channel_says_what_can_be_done_there(visit: Visit) -> None:
    """A newcomer meets a sentence, not a blank page; it goes when somebody writes."""
    visit.sit("U01", "C0LAUNCH")
    expect(visit.page.locator("main")).to_contain_text("Paste a conversation")
    visit.say("Good morning.")
    expect(visit.page.locator(".message")).to_have_count(1)
    expect(visit.page.locator("main")).not_to_contain_text("Paste a conversation")


def test_what_cannot_be_sent_stays_in_its_field(visit: Visit) -> None:
    """The rehearsal ended, or another window closed the form: the page says so and keeps what was typed."""
    visit.sit("U01")
    visit.page.route("**/say", lambda route: route.abort())
    visit.say("what does customer mean?")
    expect(visit.page.get_by_role("alert").first).to_contain_text("The rehearsal has ended")
    expect(visit.page.get_by_label("Message")).to_have_value("what does customer mean?")
    gone = visit.page.request.post(f"{visit.base}/submit", form={"as": "U01", "modal": "V1"})
    assert gone.json() == {"gone": "That is not here any more. Load the page again."}
    assert visit.seen.faults.pop() == "Failed to load resource: net::ERR_FAILED"


@pytest.mark.parametrize("place", ["home", "direct", "C0LAUNCH"])
def test_dark_is_dark(visit: Visit, place: str) -> None:
    """Who prefers dark gets light letters on a dark ground."""
    visit.page.emulate_media(color_scheme="dark")
    visit.sit("U01", place)
    ink, paper = visit.page.evaluate(
        "[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert min(numbers(ink)) > 200
    assert max(numbers(paper)) < 60


def numbers(colour: str) -> list[int]:
    """The parts of a colour as a browser tells it."""
    return [int(part) for part in re.findall(r"\d+", colour)]


def test_nobody_else_s_page_may_act_here(visit: Visit) -> None:
    """A request with the name of another site is refused: the page belongs to this machine."""
    asked = visit.page.request.post(f"{visit.base}/say", headers={"Origin": "https://evil.example"}, form={"as": "U01"})
    assert asked.status == 404
