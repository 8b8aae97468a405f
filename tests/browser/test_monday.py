"""Monday morning: the director opens the house, follows the thread and ties what hangs loose.

By hand with the mouse at a desk, and again with the keyboard alone, the focus always to be seen.
"""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from samsyn.basics.swedish import sort_key
from samsyn.cast import Cast
from samsyn.programme.models import Activity, Participation
from samsyn.strategy.models import Goal
from tests.browser.window import DESK, Opens, choose, deed, field, press, tab_to

Goes = Callable[[Page, Locator], None]
TOP = "Svensk industri står stark"
FORGOTTEN = "Studiebesök som ingen knöt"


def by_mouse(page: Page, wanted: Locator) -> None:
    wanted.click()


@pytest.fixture
def monday(cast: Cast) -> Cast:
    """The cast's goal under a higher one, a second company, and an activity that serves no goal."""
    today = timezone.localdate()
    above = Goal.objects.create(title_sv=TOP, sort_key=sort_key(TOP), level="impact")
    cast.goal.above = above
    cast.goal.save()
    Participation.objects.create(
        activity=cast.activity,
        company=cast.organisations["alvsbro"],
        on=cast.activity.starts_on,
        year=cast.activity.starts_on.year,
    )
    forgotten = Activity.objects.create(
        programme=cast.programme,
        title=FORGOTTEN,
        sort_key=sort_key(FORGOTTEN),
        kind="other",
        starts_on=today - timedelta(days=1),
        county_id="25",
        organiser=cast.organisations["institute"],
    )
    Participation.objects.create(
        activity=forgotten,
        company=cast.organisations["norrfors"],
        on=forgotten.starts_on,
        year=forgotten.starts_on.year,
    )
    return cast


@pytest.mark.parametrize("go", [by_mouse, press])
def test_from_the_top_goal_to_a_company_and_back_in_four_clicks(
    open_as: Opens, monday: Cast, go: Goes
) -> None:
    page = open_as(monday.people["frida"], viewport=DESK)
    page.goto(f"/strategy/goals/{monday.goal.above_id}/")
    expect(page.locator("h1")).to_have_text(TOP)

    go(page, page.locator("nav.bar a.knot", has_text="Företag"))
    page.wait_for_url(re.compile(r"/results/thread/goal/\d+/#company$"))
    go(page, page.locator("#company a", has_text="Norrfors Mek AB"))
    page.wait_for_url(re.compile(r"/companies/\d+/$"))
    expect(page.locator("h1")).to_have_text("Norrfors Mek AB")
    go(page, page.locator("nav.bar a.knot", has_text="Mål"))
    page.wait_for_url(f"**/strategy/goals/{monday.goal.pk}/")
    go(page, page.locator(f'a[href="/strategy/goals/{monday.goal.above_id}/"]').first)
    page.wait_for_url(f"**/strategy/goals/{monday.goal.above_id}/")
    expect(page.locator("h1")).to_have_text(TOP)


@pytest.mark.parametrize("go", [by_mouse, press])
def test_a_loose_end_is_tied_from_the_first_screen(open_as: Opens, monday: Cast, go: Goes) -> None:
    page = open_as(monday.people["frida"], viewport=DESK)
    page.goto("/")
    loose = page.locator("main .loose-ends li", has_text=FORGOTTEN)
    expect(loose).to_have_count(1)

    go(page, loose.locator("a.deed"))
    page.wait_for_url(re.compile(r"/programmes/activities/\d+/"))
    if "/change/" not in page.url:
        go(page, page.locator('nav.bar a.deed[href$="/change/"]').first)
        page.wait_for_url(re.compile(r"/change/$"))
    goal = field(page, "goal_1")
    tab_to(page, goal)
    choose(page, goal, str(monday.goal.pk))
    go(page, deed(page))
    page.wait_for_url(re.compile(r"/programmes/activities/\d+/$"))

    page.goto("/")
    expect(page.locator("main h1")).to_have_text("Veckan")
    expect(page.locator("main .loose-ends li", has_text=FORGOTTEN)).to_have_count(0)


def test_somebody_with_two_roles_changes_screen_and_finds_it_again(
    open_as: Opens, monday: Cast
) -> None:
    page = open_as(monday.people["astrid"])
    page.goto("/")
    expect(page.locator("main h1")).to_have_text("Att göra nu")
    press(page, page.locator("main nav.tabs a", has_text="Mina utlysningar"))
    page.wait_for_url("**/?as=calls")
    expect(page.locator("main h1")).to_have_text("Mina utlysningar")
    page.goto("/")
    expect(page.locator("main h1")).to_have_text("Mina utlysningar")
