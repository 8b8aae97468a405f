"""A director writes the log: pastes an entry, ties three knots, publishes; drafts next week's.

All by keyboard, with the focus always to be seen.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import samsyn.results.tests
from samsyn.cast import Cast
from samsyn.results.models import LogEntry
from tests.browser.window import AXE, Opens, faults_of, field, press, tab_to, type_in

ENTRY = (Path(samsyn.results.tests.__file__).parent / "golden" / "log_entry.txt").read_text("utf-8")


@pytest.fixture
def director(open_as: Opens, cast: Cast) -> Page:
    page = open_as(cast.people["frida"], viewport={"width": 1440, "height": 900})
    page.context.add_init_script(path=AXE)
    return page


def test_a_director_pastes_an_entry_and_ties_three_knots(
    director: Page, open_as: Opens, cast: Cast
) -> None:
    paste(director)
    assert faults_of(director) == []
    expect(director.locator("nav.bar")).to_have_count(0)
    for number, (kind, thing) in enumerate(
        (
            ("organisation", cast.organisations["agency"]),
            ("programme", cast.programme),
            ("goal", cast.goal),
        )
    ):
        confirm = director.locator(f'[data-proposal="{kind}-{thing.pk}"]')
        place = f"#{confirm.get_attribute('id')}"
        press(director, confirm)
        expect(director.locator("#knots-title")).to_contain_text(str(number + 1))
        # what stands in its place has the focus: one may go on from there
        expect(director.locator(place)).to_be_focused()
    expect(director.locator("nav.bar")).to_contain_text("Lyftet")
    expect(director.locator("article a.tied")).to_have_text(
        ["Industri-myndigheten", "Lyftets", "Fler små industriföretag klarar omställningen"]
    )
    refuse(director)
    assert faults_of(director) == []
    publish(director)
    read(open_as(), cast)


def paste(page: Page) -> None:
    page.goto("/results/log/")
    press(page, page.locator('main a[href="/results/log/add/"]').first)
    page.wait_for_url("**/log/add/")
    type_in(page, title="En vecka i norr", on="2026-11-24")
    tab_to(page, field(page, "text"))
    page.keyboard.insert_text(ENTRY)  # what pasting does
    press(page, page.locator("main form .deeds button.button"))
    page.wait_for_url(re.compile(r"/results/log/\d+/$"))


def refuse(page: Page) -> None:
    """Say no to a fraction that looks like a day, and change one's mind."""
    line = page.locator("#proposals li", has_text="3/4")
    press(page, line.get_by_role("button", name="Inte den"))
    expect(line).to_have_count(0)
    press(page, page.locator("details.more summary", has_text="avvisad"))
    press(page, page.locator("details.more li", has_text="3/4").locator("button"))
    expect(line).to_have_count(1)


def publish(page: Page) -> None:
    press(page, page.locator('main a[href$="/publish/"]'))
    page.wait_for_url("**/publish/")
    assert faults_of(page) == []
    press(page, page.locator("main form .deeds button.button"))
    page.wait_for_url(re.compile(r"/results/log/\d+/$"))
    assert LogEntry.objects.get().state == "published"


def read(visitor: Page, cast: Cast) -> None:
    """Anybody reads it, on a phone, with its thread and nothing to answer."""
    visitor.context.add_init_script(path=AXE)
    visitor.goto("/results/log/")
    visitor.get_by_role("link", name="En vecka i norr").click()
    expect(visitor.locator("nav.bar")).to_contain_text("Program")
    expect(visitor.locator("article")).to_contain_text("Det är vår största lösa tråd.")
    expect(visitor.locator("#proposals")).to_have_count(0)
    assert faults_of(visitor) == []
    visitor.get_by_role("link", name="Lyftets").click()
    visitor.wait_for_url(f"**/programmes/{cast.programme.pk}/")


def test_a_director_drafts_next_weeks_entry(director: Page, cast: Cast) -> None:
    director.goto("/results/log/draft/")
    week = field(director, "week").first
    tab_to(director, week)
    following = week.locator("option").first.get_attribute("value") or ""
    director.keyboard.press("Home")
    # The draft below follows the choice; until it stands there its button is asleep.
    expect(director.locator('#draft input[name="week"]')).to_have_value(following)
    press(director, director.locator("#draft form button"))
    director.wait_for_url(re.compile(r"/results/log/\d+/$"))
    entry = LogEntry.objects.get()
    assert (str(entry.on), entry.state) == (following, "draft")
    expect(director.locator("article")).not_to_be_empty()
    press(director, director.locator('main a[href$="/change/"]'))
    tab_to(director, field(director, "text"))
    director.keyboard.press("Control+End")
    director.keyboard.type("\n\nMer att berätta på fredag.")
    press(director, director.locator("main form .deeds button.button"))
    director.wait_for_url(re.compile(r"/results/log/\d+/$"))
    expect(director.locator("article")).to_contain_text("Mer att berätta på fredag.")


def test_without_javascript_a_knot_is_tied_too(open_as: Opens, cast: Cast) -> None:
    page = open_as(cast.people["frida"], java_script_enabled=False)
    page.goto("/results/log/add/")
    field(page, "title").fill("En dag")
    field(page, "text").fill("Lyftet började i dag.")
    page.locator("main form .deeds button.button").click()
    page.locator(f'[data-proposal="programme-{cast.programme.pk}"]').click()
    expect(page.locator("article a.tied")).to_have_text("Lyftet")
    expect(page.locator("nav.bar")).to_be_visible()
