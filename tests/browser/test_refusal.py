"""A form that is refused says so where one is, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from samsyn.cast import Cast
from samsyn.funding.models import Application
from tests.browser.window import AXE, Opens, deed, faults_of, field, fill_in
from tests.pages import Store, fill


@pytest.fixture
def store(cast: Cast) -> Store:
    return fill(cast)


def decide(page: Page, store: Store, sek: str) -> None:
    page.goto(f"/funding/applications/{store.keys['submitted_id']}/decide/")
    fill_in(page, granted_sek=sek, reason="Stark plan.")
    deed(page).click()


def test_a_refused_decision_is_told_in_its_place_and_the_page_stays(
    open_as: Opens, store: Store
) -> None:
    page = open_as(store.cast.people["astrid"])
    page.context.add_init_script(path=AXE)
    decide(page, store, "5 000 000")
    summary = page.locator("#decision .error-summary")
    expect(summary).to_contain_text("5 000 000".replace(" ", "\N{NO-BREAK SPACE}"))
    expect(summary).to_be_focused()
    expect(field(page, "reason")).to_have_value("Stark plan.")
    assert page.locator("#decision").count() == 1
    assert faults_of(page) == []
    fill_in(page, granted_sek="900 000")
    deed(page).click()
    page.wait_for_url(re.compile(r"/funding/applications/\d+/$"))
    assert Application.objects.get(pk=store.keys["submitted_id"]).step == "granted"


def test_without_javascript_the_whole_page_comes_back_with_the_same_words(
    open_as: Opens, store: Store
) -> None:
    page = open_as(store.cast.people["astrid"], java_script_enabled=False)
    decide(page, store, "5 000 000")
    expect(page.locator("#decision .error-summary")).to_contain_text(
        "5 000 000".replace(" ", "\N{NO-BREAK SPACE}")
    )
    expect(field(page, "reason")).to_have_value("Stark plan.")
    decide(page, store, "900 000")
    page.wait_for_url(re.compile(r"/funding/applications/\d+/$"))


@pytest.mark.parametrize("javascript", [True, False])
def test_a_vote_counts_with_and_without_javascript(
    open_as: Opens, store: Store, javascript: bool
) -> None:
    page = open_as(store.cast.people["ivar"], java_script_enabled=javascript)
    page.goto(f"/dialogues/{store.keys['dialogue_id']}/")
    page.locator("[id^=disagree-]").click()
    expect(page.locator("[id^=disagree-]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#voters")).to_contain_text("Region Norrvik")


def test_a_link_in_the_summary_leads_to_the_box(open_as: Opens, store: Store) -> None:
    page = open_as(store.cast.people["frida"])
    page.context.add_init_script(path=AXE)
    page.goto("/programmes/new/")
    fill_in(page, starts_on="")
    deed(page).click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_visible()
    summary.get_by_role("link").first.click()
    expect(field(page, "title_sv")).to_be_focused()
    assert faults_of(page) == []


def test_what_is_not_for_one_says_so_in_ones_language(open_as: Opens, store: Store) -> None:
    page = open_as(store.cast.people["eva"])
    page.context.add_init_script(path=AXE)
    for where, status in (("/funding/calls/add/", 403), ("/dialogues/999999/", 404)):
        answer = page.goto(where)
        assert answer is not None
        assert answer.status == status
        expect(page.locator("html")).to_have_attribute("lang", "sv")
        assert faults_of(page) == []
