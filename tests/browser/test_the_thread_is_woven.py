"""From a dialogue to a company's improvement, by hand, in Swedish, on a phone.

Each knot of the thread is tied by the person whose deed it is, with the keyboard alone and the
focus always to be seen. In the end nothing hangs loose on the goal, and the company counts once.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from samsyn.cast import gather_people
from samsyn.directory.models import Organisation, Person, Store
from tests.browser.window import Opens, choose, deed, field, press, tab_to, tick, type_in


class Weavers:
    """One window for each of the people, all in the same store."""

    def __init__(self, opens: Opens, people: dict[str, Person]) -> None:
        self.opens, self.people = opens, people
        self.windows: dict[str, Page] = {}

    def __getitem__(self, name: str) -> Page:
        if name not in self.windows:
            self.windows[name] = self.opens(self.people[name])
        return self.windows[name]


@pytest.fixture
def weavers(open_as: Opens, places: None) -> Weavers:
    """The people of the cast in a store that the demo made, in which nothing is tied yet."""
    Store.objects.create(made_by_demo=True)
    people, _homes = gather_people()
    return Weavers(open_as, people)


def test_the_thread_is_woven_from_a_dialogue_to_an_improvement(weavers: Weavers) -> None:
    weavers.windows["astrid"] = come_in(weavers.opens())
    dialogue = hold_dialogue(weavers["astrid"])
    vote(weavers["ivar"], dialogue)
    decision = decide_jointly(weavers["astrid"], dialogue)
    goal = set_goal(weavers["astrid"], decision)
    call = open_call(weavers["astrid"], goal)
    application = apply(weavers["ivar"], call)
    decide(weavers["astrid"], application)
    programme = start_programme(weavers["frida"])
    pay_for_it(weavers["ivar"], application)
    for title, men in (("Startdag i Norrvik", 2), ("Uppföljning i Norrvik", 3)):
        activity = plan_activity(weavers["bo"], programme, title)
        note_participation(weavers["bo"], activity, men)
    note_improvement(weavers["cilla"])
    nothing_hangs_loose(weavers["astrid"], goal)
    the_company_counts_once(weavers["frida"])


def day(days: int = 0) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def send(page: Page, arrives: str, inside: str = "main form") -> str:
    """Send the form and see that the page of what came of it is there."""
    press(page, deed(page, inside))
    page.wait_for_url(re.compile(arrives))
    return page.url


def come_in(page: Page) -> Page:
    page.goto("/directory/sign-in/")
    press(page, page.locator('main a[href="/directory/demo/"]'))
    page.wait_for_url("**/directory/demo/")
    press(page, page.locator('form[action="/directory/demo/astrid/"] button'))
    page.wait_for_url(re.compile(r"/$"))
    expect(page.locator(".account .who").first).to_have_text("Astrid Ek")
    return page


def hold_dialogue(page: Page) -> str:
    page.goto("/dialogues/")
    press(page, page.locator('main a[href="/dialogues/add/"]').first)
    page.wait_for_load_state()
    type_in(page, title="Vad behöver verkstäderna?", question="Vad behöver de mest?")
    type_in(page, kind="workshop", opens_on=day(), closes_on=day(30))
    where = send(page, r"/dialogues/\d+/$")
    type_in(page, text="De behöver hjälp att ställa om")
    send(page, r"#statement-\d+$", "#say form")
    expect(page.get_by_role("heading", name="De behöver hjälp att ställa om")).to_be_visible()
    return where


def vote(page: Page, dialogue: str) -> None:
    page.goto(dialogue)
    agree = page.locator("[id^=agree-]")
    expect(agree).to_have_attribute("aria-pressed", "false")
    press(page, agree)
    expect(page.locator("[id^=agree-]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#voters")).to_contain_text("Region Norrvik")


def decide_jointly(page: Page, dialogue: str) -> str:
    page.goto(dialogue)
    press(page, page.locator('main a[href$="/joint-decisions/add/"]'))
    page.wait_for_load_state()
    type_in(page, text="Vi vill att fler verkstäder ställer om")
    tick(page, field(page, "statement_ids"))
    return send(page, r"/dialogues/joint-decisions/\d+/$")


def set_goal(page: Page, decision: str) -> str:
    page.goto(decision)
    press(page, page.locator('.head a[href^="/strategy/goals/add/"]'))
    page.wait_for_url("**/strategy/goals/add/**")
    expect(field(page, "title_sv")).to_have_value("Vi vill att fler verkstäder ställer om")
    tab_to(page, field(page, "level"))
    page.keyboard.press("ArrowDown")
    press(page, deed(page))
    page.wait_for_url(re.compile(r"/strategy/goals/\d+/$"))
    return page.url


def open_call(page: Page, goal: str) -> str:
    page.goto(goal)
    press(page, page.locator('nav.bar a.deed[href^="/funding/calls/add/"]').first)
    page.wait_for_load_state()
    type_in(page, title_sv="Omställning i verkstäder", budget_sek="80 000 000")
    type_in(page, opens_on=day(), closes_on=day(30))
    expect(field(page, "goal_0").locator("option:checked")).to_contain_text("fler verkstäder")
    return send(page, r"/funding/calls/\d+/$")


def apply(page: Page, call: str) -> str:
    page.goto(call)
    press(page, page.locator('main a[href^="/funding/applications/add/?call="]').first)
    page.wait_for_load_state()
    type_in(page, title="Omställning i Norrvik", asked_sek="4 000 000")
    type_in(page, starts_on=day(60), ends_on=day(700))
    tick(page, page.locator('main [name="county_codes"][value="25"]'))
    where = send(page, r"/funding/applications/\d+/$")
    press(page, page.locator('main form[action$="/submit/"] button'))
    page.wait_for_load_state()
    expect(page.locator('main form[action$="/submit/"]')).to_have_count(0)
    return where


def decide(page: Page, application: str) -> None:
    page.goto(application)
    press(page, page.locator('main a[href$="/decide/"]'))
    page.wait_for_url("**/decide/")
    type_in(page, granted_sek="3 500 000", reason="Stark plan.")
    press(page, deed(page))
    page.wait_for_url(re.compile(r"/funding/applications/\d+/$"))
    expect(page.locator('main a[href^="/funding/grants/"]').first).to_be_visible()
    assert page.locator("main").count() == 1, "a whole page was put into a part of this one"


def start_programme(page: Page) -> str:
    page.goto("/programmes/")
    press(page, page.locator('main a[href="/programmes/new/"]').first)
    page.wait_for_load_state()
    type_in(page, title_sv="Lyftet", starts_on=day())
    tab_to(page, field(page, "goal_1"))
    page.keyboard.press("ArrowDown")
    where = send(page, r"/programmes/\d+/$")
    for name in ("Region Norrvik", "Navet Norr"):
        press(page, page.locator('main a[href$="/parties/new/"]').first)
        page.wait_for_load_state()
        type_in(page, organisation=name, role="partner", from_on=day())
        send(page, r"/programmes/\d+/$")
        expect(page.locator("main").get_by_text(name).first).to_be_visible()
    return where


def pay_for_it(page: Page, application: str) -> None:
    page.goto(application)
    press(page, page.locator('main a[href^="/funding/grants/"]').first)
    page.wait_for_load_state()
    press(page, page.locator('main a[href$="/programme/"]').first)
    page.wait_for_load_state()
    choice = field(page, "programme_id")
    tab_to(page, choice)
    choose(page, choice, "Lyftet")
    send(page, r"/funding/grants/\d+/$")
    expect(page.locator('main a[href^="/programmes/"]', has_text="Lyftet").first).to_be_visible()


def plan_activity(page: Page, programme: str, title: str) -> str:
    page.goto(programme)
    press(page, page.locator('main a[href^="/programmes/activities/new/"]').first)
    page.wait_for_load_state()
    type_in(page, title=title, kind="seminar", starts_on=day(), county="25")
    expect(field(page, "goal_1").locator("option:checked")).to_contain_text("fler verkstäder")
    return send(page, r"/programmes/activities/\d+/$")


def note_participation(page: Page, activity: str, men: int) -> None:
    page.goto(activity)
    press(page, page.locator('main a[href$="/participation/new/"]').first)
    page.wait_for_url("**/participation/new/")
    type_in(page, company="Norrfors Mek AB", women="1", men=str(men), hours="7,5")
    press(page, deed(page))
    page.wait_for_url(re.compile(r"/programmes/activities/\d+/$"))
    expect(page.locator("main table").get_by_text("Norrfors Mek AB").first).to_be_visible()


def note_improvement(page: Page) -> None:
    page.goto("/companies/improvements/")
    press(page, page.locator('main a[href$="/improvements/new/"]').first)
    page.wait_for_load_state()
    type_in(page, title="Halverad ställtid i svetsen", happened_on=day())
    send(page, r"/companies/improvements/\d+/$")
    press(page, page.locator('main a[href$="/tie/"]').first)
    page.wait_for_load_state()
    tab_to(page, field(page, "activity"))
    page.keyboard.press("ArrowDown")
    send(page, r"/companies/improvements/\d+/$")


def nothing_hangs_loose(page: Page, goal: str) -> None:
    page.goto(goal)
    bar = page.locator("main nav.bar")
    expect(bar.locator("li")).to_have_count(8)
    expect(bar.locator("li.loose")).to_have_count(0)


def the_company_counts_once(page: Page) -> None:
    page.goto("/results/counts/?measure=companies&rows=county")
    norrfors = Organisation.objects.get(name="Norrfors Mek AB")
    totals = page.locator("main tfoot tr, main tr.total").last
    expect(totals.locator("td").last).to_have_text("1")
    press(page, totals.locator("a").last)
    rows = page.locator("main table tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text(norrfors.name)
