"""Toasts and questions, by keyboard and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.window import Opens, press, tab_to


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_a_question_takes_the_focus_and_gives_it_back(
    open_as: Opens, places: None, scripts: bool
) -> None:
    page = open_as(java_script_enabled=scripts)
    page.goto("/design/#dialogs")
    opens = page.locator("#dialogs button[popovertarget]").first
    question = page.locator("#dialogs .ask")
    expect(question).to_be_hidden()
    opens.focus()
    page.keyboard.press("Enter")
    expect(question).to_be_visible()
    expect(question.get_by_role("button", name="Nej, låt vara")).to_be_focused()
    page.keyboard.press("Escape")
    expect(question).to_be_hidden()
    expect(opens).to_be_focused()


def test_what_was_done_is_said_stays_and_can_be_undone_by_keyboard(
    open_as: Opens, places: None
) -> None:
    page = open_as()
    page.goto("/design/")
    press(page, page.get_by_role("button", name="Visa en på riktigt"))
    said = page.locator("#messages")
    expect(said).to_contain_text("Besöket är antecknat.")
    page.mouse.wheel(0, 4000)
    expect(said.locator(".message")).to_be_in_viewport()
    press(page, said.get_by_role("button", name="Ångra"))
    expect(said).to_contain_text("Tillbakataget.")
    closes = said.get_by_role("button", name="Stäng")
    tab_to(page, closes)
    page.keyboard.press("Enter")
    expect(said).to_be_empty()
    expect(page.locator("#main")).to_be_focused()
