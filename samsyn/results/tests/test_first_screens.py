"""The first screen of every role: who meets which, and that nothing on it leads nowhere."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samsyn.cast import TODAY, Cast
from samsyn.directory.models import Membership, Organisation, Person
from samsyn.directory.rules.roles import Role
from samsyn.results.rules.first import Screen, screen_shown, screens_of

FIRST = {
    "astrid": "cases",
    "bo": "region",
    "cilla": "company",
    "diyar": "figures",
    "eva": "new",
    "frida": "week",
    "gustav": "regions",
    "hanna": "unit",
    "ivar": "region",
}


def sign_in(cast: Cast, name: str) -> Client:
    browser = Client()
    browser.force_login(cast.people[name], backend="sesame.backends.ModelBackend")
    return browser


def with_role(home: Organisation, role: Role) -> Client:
    """Somebody whose only role is this one, at the organisation."""
    person = Person.objects.create(name=str(role), email=f"{role}-{home.pk}@demo.example")
    Membership.objects.create(person=person, organisation=home, role=role, from_on="2024-01-01")
    browser = Client()
    browser.force_login(person, backend="sesame.backends.ModelBackend")
    return browser


def screen_of(browser: Client, asked: str = "") -> Any:
    answer = browser.get("/", {"as": asked} if asked else {})
    assert answer.status_code == 200
    return answer


def chosen(answer: Any) -> str:
    """The screen shown, by the tab that one stands on."""
    here = [tab["url"] for tab in answer.context["tabs"] if tab["here"]]
    return here[0].split("=")[1] if here else ""


@pytest.mark.parametrize("name", FIRST)
def test_each_of_the_cast_meets_the_screen_of_her_first_role(cast: Cast, name: str) -> None:
    home = cast.standing(name)
    at_company = name == "cilla"
    screens = screens_of(
        home.roles, at_company=at_company, at_home=home.organisation_id is not None
    )
    assert screens[0] == FIRST[name]
    answer = screen_of(sign_in(cast, name))
    assert chosen(answer) in {FIRST[name], ""}


def test_the_chosen_screen_lives_in_the_address_and_is_remembered(cast: Cast) -> None:
    browser = sign_in(cast, "astrid")
    assert chosen(screen_of(browser)) == "cases"
    assert chosen(screen_of(browser, "calls")) == "calls"
    assert chosen(screen_of(browser)) == "calls"
    assert chosen(screen_of(browser, "store")) == "calls", "not hers, so it is not chosen"


def test_a_company_manager_at_an_organisation_that_is_no_company_sees_its_screen() -> None:
    assert screens_of({Role.COMPANY_MANAGER}, at_company=False) == [Screen.OURS]
    assert screens_of({Role.ANALYST}, at_company=True) == [Screen.FIGURES, Screen.COMPANY]
    assert screen_shown([Screen.OURS], "company", "week") is Screen.OURS


@pytest.mark.parametrize("home", ["institute", "region", "norrfors", "consultancy"])
@pytest.mark.parametrize("role", list(Role))
def test_nothing_on_a_first_screen_leads_nowhere(cast: Cast, role: Role, home: str) -> None:
    browser = with_role(cast.organisations[home], role)
    follow_all(browser)


@pytest.mark.parametrize("name", [*FIRST, "visitor"])
def test_nothing_on_the_screens_of_the_cast_leads_nowhere(cast: Cast, name: str) -> None:
    follow_all(Client() if name == "visitor" else sign_in(cast, name))


def follow_all(browser: Client) -> None:
    """Open every screen of somebody, and everything that each of them links to."""
    start = screen_of(browser)
    screens = [tab["url"] for tab in start.context.get("tabs") or []] or ["/"]
    found = {link: where for where in screens for link in links_of(browser.get(where))}
    refused = []
    for link, where in sorted(found.items()):
        status = browser.get(link, follow=True).status_code
        if status != 200:
            refused.append(f"{status} {link}, a link of {where}")
    assert len(found) > len(screens)
    assert not refused, "\n".join(refused)


def links_of(answer: Any) -> set[str]:
    """The addresses of ours that the middle of a page links to."""
    page = answer.content.decode()
    middle = page[page.index("<main") : page.index("</main>")]
    links = {html.unescape(each) for each in re.findall(r'href="([^"#]+)', middle)}
    assert not re.search(r'href="(#?)"', middle), "a link without an address"
    return {each for each in links if each.startswith("/")}


MOST_QUERIES = {
    "week": 25,
    "regions": 25,
    "region": 25,
    "coaching": 25,
    "cases": 25,
    "calls": 25,
    "unit": 25,
    "figures": 25,
    "company": 25,
    "store": 25,
    "ours": 25,
}


@pytest.mark.parametrize("screen", MOST_QUERIES)
def test_a_screen_asks_the_database_few_questions(
    cast: Cast, screen: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    home = cast.organisations["norrfors" if screen == "company" else "institute"]
    person = Person.objects.create(name="Alla", email="alla@demo.example")
    for role in Role:
        Membership.objects.create(person=person, organisation=home, role=role, from_on=TODAY)
    browser = Client()
    browser.force_login(person, backend="sesame.backends.ModelBackend")
    for _time in range(3):  # the store's first stamp, then what is kept
        screen_of(browser, screen)
    with django_assert_max_num_queries(MOST_QUERIES[screen]):
        assert chosen(screen_of(browser, screen)) == screen
