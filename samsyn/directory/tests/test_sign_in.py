"""Coming in and going out, one's own account, acting for another organisation, the demo."""

import re

import pytest
from django.conf import settings as house
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.cast import Cast
from samsyn.directory.actions.accounts import change_account
from samsyn.directory.models import JournalLine, Membership, Person, Store
from samsyn.directory.rules.roles import Role

SIGN_IN = "sesame.backends.ModelBackend"
PASSWORD = "nio snälla älgar i skogen"


@pytest.fixture(autouse=True)
def nobody_has_asked_for_links() -> None:
    cache.clear()


def who(client: Client) -> str:
    """The name of the one signed in, empty for a visitor."""
    sent = client.get(reverse("directory:account"))
    return sent.context["sheet"].person.name if sent.status_code == 200 else ""


def link_for(client: Client, email: str, capture) -> str:
    with capture(execute=True):
        client.post(reverse("directory:sign_in_link"), {"email": email})
    return re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[1]


def test_opening_the_link_shows_a_button_and_pressing_it_signs_in_once(
    cast: Cast, client: Client, django_capture_on_commit_callbacks
) -> None:
    link = link_for(client, "BO@demo.example", django_capture_on_commit_callbacks)
    for _twice in range(2):  # a mail program may open it before the person does
        assert client.get(link).status_code == 200
        assert who(client) == ""
    assert client.post(link).status_code == 302
    assert who(client) == "Bo Lind"
    client.post(reverse("directory:sign_out"))
    assert client.get(link).status_code == 422
    assert client.post(link).status_code == 422
    assert who(client) == ""


def test_the_answer_is_the_same_whether_or_not_the_address_is_known(
    cast: Cast, client: Client, django_capture_on_commit_callbacks
) -> None:
    answers = []
    for email in ("bo@demo.example", "ingen@demo.example"):
        with django_capture_on_commit_callbacks(execute=True):
            sent = client.post(reverse("directory:sign_in_link"), {"email": email})
        answers.append((sent.status_code, sent["Location"]))
    assert answers[0] == answers[1]
    assert [each.to for each in mail.outbox] == [["bo@demo.example"]]


def test_one_address_gets_five_links_an_hour(
    cast: Cast, client: Client, django_capture_on_commit_callbacks
) -> None:
    for _again in range(8):
        with django_capture_on_commit_callbacks(execute=True):
            sent = client.post(reverse("directory:sign_in_link"), {"email": "bo@demo.example"})
        assert sent.status_code == 302
    assert len(mail.outbox) == 5


def test_a_made_up_link_opens_nothing(cast: Cast, client: Client) -> None:
    link = reverse("directory:sign_in_by_link", args=["AAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
    assert client.get(link).status_code == 422
    assert client.post(link).status_code == 422


def test_a_closed_account_gets_no_link(
    cast: Cast, client: Client, django_capture_on_commit_callbacks
) -> None:
    Person.objects.filter(email="bo@demo.example").update(is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("directory:sign_in_link"), {"email": "bo@demo.example"})
    assert mail.outbox == []


def test_signing_in_with_a_password_and_out(cast: Cast, client: Client) -> None:
    bo = cast.people["bo"]
    bo.set_password(PASSWORD)
    bo.save()
    page = client.get(reverse("directory:sign_in"), follow=True).content.decode()
    assert reverse("directory:sign_in_link") in page
    assert reverse("account_reset_password") in page
    typed = {"login": "bo@demo.example", "password": PASSWORD}
    assert client.post(reverse("account_login"), typed).status_code == 302
    assert who(client) == "Bo Lind"
    assert client.get(reverse("directory:sign_out")).status_code == 405
    assert client.post(reverse("directory:sign_out")).status_code == 302
    assert who(client) == ""


@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "account_reset_password_done"]
)
def test_the_pages_of_the_sign_in_library_wear_our_clothes(
    cast: Cast, client: Client, name: str
) -> None:
    page = client.get(reverse(name)).content.decode()
    assert 'class="top"' in page
    assert "style=" not in page
    assert "<script>" not in page


def test_the_password_is_changed_on_our_page(cast: Cast, client: Client) -> None:
    bo = cast.people["bo"]
    bo.set_password(PASSWORD)
    bo.save()
    client.force_login(bo, backend=SIGN_IN)
    url = reverse("account_change_password")
    assert 'class="top"' in client.get(url).content.decode()
    new = "tio snälla älgar i skogen"
    client.post(url, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    bo.refresh_from_db()
    assert bo.check_password(new)


def test_there_is_no_open_registration(cast: Cast, client: Client) -> None:
    typed = {"email": "ny@example.org", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), typed)
    assert not Person.objects.filter(email="ny@example.org").exists()


def test_the_account_changes_name_and_language(cast: Cast, client: Client) -> None:
    client.force_login(cast.people["eva"], backend=SIGN_IN)
    url = reverse("directory:account")
    assert client.get(url).status_code == 200
    sent = client.post(url, {"name": "Eva Sandh", "language": "en"})
    assert sent.cookies[house.LANGUAGE_COOKIE_NAME].value == "en"
    eva = Person.objects.get(pk=cast.people["eva"].pk)
    assert (eva.name, eva.language) == ("Eva Sandh", "en")
    assert JournalLine.objects.filter(deed="change account", person=eva).exists()
    assert client.post(url, {"name": "", "language": "en"}).status_code == 422


def test_pages_speak_the_language_of_the_account_unless_the_browser_chose(
    cast: Cast, client: Client
) -> None:
    Person.objects.filter(email="bo@demo.example").update(language="en")
    client.force_login(Person.objects.get(email="bo@demo.example"), backend=SIGN_IN)
    url = reverse("directory:account")
    assert client.get(url)["Content-Language"] == "en"
    client.cookies[house.LANGUAGE_COOKIE_NAME] = "sv"
    assert client.get(url)["Content-Language"] == "sv"


def test_a_visitor_has_no_account(cast: Cast) -> None:
    with pytest.raises(Problem) as refusal:
        change_account(by=cast.standing("visitor"), name="X", language="sv")
    assert refusal.value.code == "sign-in-first"


def test_signing_out_everywhere_ends_the_sessions_of_one_person_only(cast: Cast) -> None:
    here, there, other = Client(), Client(), Client()
    for client in (here, there):
        client.force_login(cast.people["bo"], backend=SIGN_IN)
    other.force_login(cast.people["eva"], backend=SIGN_IN)
    here.post(reverse("directory:sign_out_all"))
    assert (who(here), who(there), who(other)) == ("", "", "Eva Sand")
    assert Session.objects.count() >= 1


# Acting for another organisation


@pytest.fixture
def bo_at_two(cast: Cast, client: Client) -> Client:
    Membership.objects.create(
        person=cast.people["bo"],
        organisation=cast.organisations["agency"],
        role=Role.ANALYST,
        from_on="2026-01-01",
    )
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    return client


def acts_for(client: Client) -> int:
    return client.get("/api/directory/me").json()["acts_for"]["id"]


def test_one_acts_for_another_of_ones_own_organisations(cast: Cast, bo_at_two: Client) -> None:
    navet, agency = cast.organisations["navet"].pk, cast.organisations["agency"].pk
    assert acts_for(bo_at_two) == navet
    sent = bo_at_two.post(
        reverse("directory:act_for"), {"organisation_id": agency, "next": "/directory/?kind=region"}
    )
    assert sent["Location"] == "/directory/?kind=region"
    assert acts_for(bo_at_two) == agency
    assert bo_at_two.get("/api/directory/me").json()["roles"] == ["analyst"]


def test_nobody_acts_for_an_organisation_where_she_has_no_role(
    cast: Cast, bo_at_two: Client
) -> None:
    for wanted in (cast.organisations["region"].pk, "", "x", 999_999):
        bo_at_two.post(reverse("directory:act_for"), {"organisation_id": wanted})
        assert acts_for(bo_at_two) == cast.organisations["navet"].pk


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x", ""]
)
def test_the_way_back_never_leads_out_of_the_house(bo_at_two: Client, address: str) -> None:
    sent = bo_at_two.post(reverse("directory:act_for"), {"next": address})
    assert sent["Location"] == "/"


# The demo


@pytest.fixture
def demo(cast: Cast) -> None:
    Store.objects.create(made_by_demo=True)


def test_one_press_comes_in_as_one_of_the_cast(demo: None, client: Client) -> None:
    page = client.get(reverse("directory:demo_people")).content.decode()
    link = reverse("directory:demo_sign_in", args=["frida"])
    assert link in page
    assert "Frida Holm" in page
    assert client.get(link).status_code == 302
    assert who(client) == "Frida Holm"
    client.post(reverse("directory:demo_sign_in", args=["bo"]))
    assert who(client) == "Bo Lind"


def test_nobody_else_comes_in_by_the_demo(demo: None, client: Client) -> None:
    Person.objects.create(name="Riktig", email="riktig@example.org")
    for name in ("ingen", "riktig", "riktig@example.org"):
        assert client.get(reverse("directory:demo_sign_in", args=[name])).status_code == 404
    assert who(client) == ""


def test_without_the_demo_there_is_no_such_page(cast: Cast, client: Client) -> None:
    Store.objects.create(made_by_demo=False)
    assert client.get(reverse("directory:demo_people")).status_code == 404
    assert client.get(reverse("directory:demo_sign_in", args=["frida"])).status_code == 404
    assert who(client) == ""


def test_in_production_there_is_no_such_page(demo: None, client: Client, settings) -> None:
    settings.PRODUCTION = True
    assert client.get(reverse("directory:demo_people")).status_code == 404
    assert client.get(reverse("directory:demo_sign_in", args=["frida"])).status_code == 404
    assert client.post(reverse("directory:demo_sign_in", args=["frida"])).status_code == 404
    assert who(client) == ""
