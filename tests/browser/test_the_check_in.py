"""A question asked by the handler is answered by the director and stands in the next agenda.

In Swedish, on a phone, with the keyboard alone; no fault of accessibility on the way.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from samsyn.cast import Cast
from samsyn.funding.models import Grant, GrantCheckIn
from tests.browser.window import (
    AXE,
    PHONE,
    TOO_WIDE,
    WHOLE,
    Opens,
    deed,
    listen,
    press,
    type_in,
)

QUESTION = "Hur många företag har börjat?"
ANSWER = "Tolv, och tre till i januari."
NOTES = "Takten räcker. Vi ses efter nyår."


@pytest.fixture
def grant(cast: Cast) -> str:
    """The address of an operating grant from Astrid's agency to Frida's institute."""
    Grant.objects.update(recipient=cast.organisations["institute"], is_operating=True)
    return f"/funding/grants/{cast.grant.pk}/"


def test_a_question_is_answered_and_stands_in_the_next_agenda(
    open_as: Opens, cast: Cast, grant: str
) -> None:
    handler, director = (open_as(cast.people[name]) for name in ("astrid", "frida"))
    for page in (handler, director):
        page.context.add_init_script(path=AXE)
    said = [listen(page) for page in (handler, director)]
    question = ask(handler, grant)
    answer(director, grant)
    agenda = stands_in_the_agenda(handler, grant)
    meet(handler, agenda)
    decide(handler, question)
    is_off_the_agenda(director, agenda)
    assert said == [[], []]


def sound(page: Page) -> None:
    """Nothing is wrong with the page as it stands on the phone."""
    assert page.viewport_size == PHONE
    assert page.evaluate(WHOLE, "html") + page.evaluate(TOO_WIDE) == []


def follow(page: Page, link: Locator, arrives: str) -> None:
    press(page, link)
    page.wait_for_url(re.compile(arrives))
    page.wait_for_load_state()
    sound(page)


def ask(page: Page, grant: str) -> str:
    page.goto(grant)
    expect(page.locator("main")).to_contain_text("0 av 4 dialogmöten hållna")
    follow(page, page.get_by_role("link", name="Fråga", exact=True), r"/questions/add/$")
    expect(page.locator("main")).to_contain_text("Produktionsinstitutet svarar.")
    type_in(page, text=QUESTION, background="Inför avstämningen.")
    press(page, deed(page))
    page.wait_for_url(re.compile(r"/funding/questions/\d+/$"))
    expect(page.locator("main")).to_contain_text("har inte svarat än")
    sound(page)
    return page.url


def answer(page: Page, grant: str) -> None:
    page.goto(grant)
    sound(page)
    follow(page, page.get_by_role("link", name=QUESTION), r"/funding/questions/\d+/$")
    expect(page.locator("main")).to_contain_text("Inför avstämningen.")
    follow(page, page.get_by_role("link", name="Svara", exact=True), r"/answer/$")
    type_in(page, text=ANSWER)
    press(page, deed(page))
    page.wait_for_url(re.compile(r"/funding/questions/\d+/$"))
    expect(page.locator("main")).to_contain_text(ANSWER)
    sound(page)


def stands_in_the_agenda(page: Page, grant: str) -> str:
    page.goto(grant)
    follow(page, page.get_by_role("link", name="Nästa dagordning"), r"/check-ins/$")
    answered = page.get_by_role("region", name="2. Besvarade")
    expect(answered).to_contain_text(QUESTION)
    expect(answered).to_contain_text(ANSWER)
    expect(page.get_by_role("region", name="1. Öppna frågor")).not_to_contain_text(QUESTION)
    return page.url


def meet(page: Page, agenda: str) -> None:
    page.goto(agenda)
    follow(page, page.get_by_role("link", name="Vi har setts"), r"/check-ins/add/$")
    next_on = timezone.localdate() + timedelta(days=60)
    type_in(page, notes=NOTES, next_on=next_on.isoformat())
    press(page, deed(page))
    page.wait_for_url(re.compile(r"/funding/check-ins/\d+/$"))
    expect(page.locator("main")).to_contain_text(NOTES)
    sound(page)
    assert GrantCheckIn.objects.get().next_on == next_on


def decide(page: Page, question: str) -> None:
    page.goto(question)
    follow(page, page.get_by_role("link", name="Skriv beslutet"), r"/decide/$")
    type_in(page, text="Tolv räcker i år.")
    press(page, deed(page))
    page.wait_for_url(question)
    expect(page.locator("main")).to_contain_text("Tolv räcker i år.")
    sound(page)


def is_off_the_agenda(page: Page, agenda: str) -> None:
    page.goto(agenda)
    expect(page.locator("main")).to_contain_text("1 av 4 dialogmöten hållna")
    expect(page.locator("main")).not_to_contain_text(QUESTION)
    sound(page)
