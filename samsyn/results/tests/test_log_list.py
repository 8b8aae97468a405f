"""The log as a list, as Excel and as a feed."""

from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree as Xml

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from samsyn.cast import TODAY
from samsyn.results.actions.knots import confirm_knot
from samsyn.results.actions.log import EntryText, publish_log, write_log
from samsyn.results.queries.log.entries import entries_for, entries_narrowed

BACKEND = "sesame.backends.ModelBackend"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def tell(cast, title, on=TODAY, name="frida", text="Om Lyftet.", *, public=True, **rest):
    by = cast.standing(name)
    entry = write_log(by=by, new=EntryText(title=title, text=text, on=on, **rest))
    if public:
        publish_log(by=by, entry_id=entry.pk)
    return entry


@pytest.fixture
def told(cast):
    """Three public entries and a draft, the newest first in the list."""
    return [
        tell(cast, "Utkast", public=False),
        tell(cast, "Nyast", TODAY - timedelta(days=1), programme_id=cast.programme.pk),
        tell(cast, "Oktober", date(2026, 10, 31), name="bo", text="ÄLVSBRO plåt."),
        tell(cast, "December", date(2025, 12, 31)),
    ]


def titles(viewer, **filters):
    return [entry.title for entry in entries_narrowed(entries_for(viewer), **filters)]


def test_the_newest_day_comes_first_and_drafts_are_the_house_s_own(cast, told):
    assert titles(cast.standing("gustav")) == ["Utkast", "Nyast", "Oktober", "December"]
    assert titles(cast.standing("visitor")) == ["Nyast", "Oktober", "December"]


def test_every_filter_leaves_what_fits(cast, told):
    frida = cast.standing("frida")
    assert titles(frida, search="älvsbro") == ["Oktober"]
    assert titles(frida, month="2026-10") == ["Oktober"]
    assert titles(frida, month="2025-12") == ["December"]
    assert titles(frida, state="draft") == ["Utkast"]
    assert titles(frida, organisation_id=cast.organisations["navet"].pk) == ["Oktober"]
    assert titles(frida, programme_id=cast.programme.pk) == ["Nyast"]
    name = f"programme-{cast.programme.pk}"
    confirm_knot(by=frida, entry_id=told[3].pk, name=name)
    assert titles(frida, programme_id=cast.programme.pk) == ["Nyast", "December"]


@pytest.mark.parametrize("asked", ["month=2026-13", "month=x", "programme_id=x", "state=published"])
def test_an_address_made_by_hand_is_answered(cast, told, client, asked):
    assert client.get(f"{reverse('results:log_list')}?{asked}").status_code == 200


def test_a_long_list_asks_no_more_than_a_short_one(
    cast, told, client, django_assert_max_num_queries
):
    for number in range(25):
        tell(cast, f"Dag {number}", TODAY - timedelta(days=30 + number))
    with django_assert_max_num_queries(14):
        page = client.get(reverse("results:log_list"))
    assert len(page.context["page"].rows) == 20
    following = client.get(reverse("results:log_list") + page.context["page"].next_url[13:])
    assert len(following.context["page"].rows) == 8


def test_excel_has_what_the_list_has(cast, told, client):
    answer = client.get(f"{reverse('results:log_list')}?format=xlsx&search=Lyftet")
    rows = list(
        load_workbook(BytesIO(b"".join(answer))).active.iter_rows(values_only=True, min_row=2)
    )
    assert [row[0] for row in rows] == ["Nyast", "December"]
    assert rows[0][6] == "Om Lyftet."


def test_the_feed_has_what_is_public_whoever_asks(cast, told, client):
    client.force_login(cast.people["frida"], backend=BACKEND)
    answer = client.get(reverse("results:log_feed"))
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = Xml.fromstring(answer.content)
    found = {each.text for each in feed.findall("a:entry/a:title", ATOM)}
    assert found == {"Nyast", "Oktober", "December"}
    link = feed.find("a:entry/a:link", ATOM)
    assert link is not None and link.attrib["href"].startswith("http://testserver/results/log/")
