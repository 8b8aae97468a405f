"""Coming in and going out, in Swedish on a phone."""

import re

import pytest
from django.core import mail
from django.utils.translation import gettext, override
from playwright.sync_api import Page, expect

from samsyn.cast import Cast
from samsyn.directory.models import Membership, Person
from samsyn.directory.rules.roles import Role
from tests.browser.window import Opens, deed, field, fill_in

PASSWORD = "fyra gula kor i hagen"


def who(page: Page) -> str:
    return page.locator(".account .who").first.inner_text()


def account_menu(page: Page) -> None:
    page.locator("details.account summary").click()


def link_in_mail(part: str) -> str:
    """The address in the last mail that holds the part, without the name of the server."""
    (found,) = re.findall(rf"https?://[^/\s]+(/\S*{part}\S*)", str(mail.outbox[-1].body))
    return str(found)


@pytest.fixture
def astrid(cast: Cast) -> Person:
    person = cast.people["astrid"]
    person.set_password(PASSWORD)
    person.save()
    return person


def test_one_comes_in_with_a_password_and_back_to_where_one_was(
    open_as: Opens, astrid: Person
) -> None:
    page = open_as()
    page.goto("/funding/applications/")
    fill_in(page, login=astrid.email, password="något annat")
    deed(page).click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(field(page, "login")).to_have_value(astrid.email)
    fill_in(page, password=PASSWORD)
    deed(page).click()
    page.wait_for_url("**/funding/applications/")
    assert who(page) == "Astrid Ek"


def test_one_comes_in_by_a_link_in_a_mail_once(open_as: Opens, astrid: Person) -> None:
    page = open_as()
    page.goto("/directory/sign-in/")
    page.locator('main a[href="/directory/sign-in/link/"]').click()
    fill_in(page, email=astrid.email)
    deed(page).click()
    expect(page.locator(".notice.good")).to_be_visible()
    link = link_in_mail("sign-in/link/")
    page.goto(link)
    deed(page).click()
    page.wait_for_url(re.compile(r"/$"))
    assert who(page) == "Astrid Ek"
    answer = open_as().goto(link)
    assert answer is not None
    assert answer.status == 422


def test_an_unknown_address_is_told_the_same_and_gets_no_mail(open_as: Opens, cast: Cast) -> None:
    page = open_as()
    page.goto("/directory/sign-in/link/")
    fill_in(page, email="okand@demo.example")
    deed(page).click()
    expect(page.locator(".notice.good")).to_be_visible()
    assert mail.outbox == []


def test_an_invitation_is_sent_and_taken_up(open_as: Opens, cast: Cast) -> None:
    hanna = open_as(cast.people["hanna"])
    hanna.goto("/directory/people/")
    hanna.locator('main a[href="/directory/invitations/add/"]').first.click()
    fill_in(hanna, email="nils@demo.example")
    hanna.locator('main [name="roles"][value="analyst"]').check()
    deed(hanna).click()
    hanna.wait_for_url("**/directory/people/")
    expect(hanna.locator("main").get_by_text("nils@demo.example")).to_be_visible()
    nils = open_as()
    nils.goto(link_in_mail("/invitation/"))
    fill_in(nils, name="Nils Dahl", password=PASSWORD, again=PASSWORD)
    deed(nils).click()
    nils.wait_for_url(re.compile(r"/$"))
    assert who(nils) == "Nils Dahl"
    expect(nils.locator(".account .for").first).to_contain_text("Industrimyndigheten")


def test_one_switches_organisation_and_stays_where_one_was(open_as: Opens, cast: Cast) -> None:
    Membership.objects.create(
        person=cast.people["bo"],
        organisation=cast.organisations["region"],
        role=Role.COACH,
        from_on="2024-01-01",
    )
    page = open_as(cast.people["bo"])
    page.goto("/programmes/activities/")
    expect(page.locator(".account .for").first).to_contain_text("Navet Norr")
    account_menu(page)
    page.locator("details.account").get_by_role("button", name="Region Norrvik").click()
    expect(page.locator(".account .for").first).to_contain_text("Region Norrvik")
    assert page.url.endswith("/programmes/activities/")


def test_one_goes_out_and_a_closed_page_asks_again(open_as: Opens, cast: Cast) -> None:
    page = open_as(cast.people["bo"])
    page.goto("/")
    account_menu(page)
    page.locator('form[action="/directory/sign-out/"] button').click()
    expect(page.locator('header a[href="/directory/sign-in/"]')).to_be_visible()
    with override("sv"):
        expect(page.locator("#messages")).to_contain_text(gettext("You are signed out."))
    page.goto("/companies/")
    page.wait_for_url("**/account/login/?next=/companies/")


def test_a_visitor_reads_in_the_language_she_chooses(open_as: Opens, cast: Cast) -> None:
    page = open_as()
    page.goto("/strategy/")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/strategy/")
