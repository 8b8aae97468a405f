"""Noting and correcting an improvement: action, pages, API."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.company.actions.improvements import change_improvement, note_improvement
from samsyn.company.models import Improvement
from samsyn.company.queries.improvements import improvements_for
from samsyn.company.tests.people import coach, permit, signed_in
from samsyn.directory.models import JournalLine


def noted(cast, name, **more):
    said = {"title": "Ny truckväg", "happened_on": cast.standing(name).on} | more
    return note_improvement(by=cast.standing(name), company=cast.organisations["norrfors"], **said)


def test_the_company_notes_and_the_journal_says_so(cast):
    made = noted(cast, "cilla", hours_saved_per_year=Decimal(0), how_measured="Klockat")
    assert made.hours_saved_per_year == 0
    assert made.saved_sek_per_year is None
    line = JournalLine.objects.get(deed="note improvement")
    assert (line.person, line.subject_key) == (cast.people["cilla"], made.pk)


def test_its_coach_and_whom_it_permits_note_too(cast):
    coach(cast, "bo", "norrfors")
    permit(cast, "agency", "norrfors")
    assert noted(cast, "bo").company == cast.organisations["norrfors"]
    assert noted(cast, "astrid").company == cast.organisations["norrfors"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("astrid", "not-your-company"),
        ("bo", "not-your-company"),
        ("diyar", "not-allowed"),
        ("eva", "not-allowed"),
        ("frida", "not-your-company"),
        ("gustav", "not-your-company"),
        ("hanna", "not-your-company"),
        ("ivar", "not-your-company"),
        ("visitor", "not-allowed"),
    ],
)
def test_nobody_else_notes_for_the_company(cast, name, code):
    before = Improvement.objects.count()
    with pytest.raises(Problem) as refusal:
        noted(cast, name)
    assert refusal.value.code == code
    assert Improvement.objects.count() == before


def test_a_manager_notes_for_her_own_company_whatever_others_permit(cast):
    permit(cast, "norrfors", "alvsbro")
    with pytest.raises(Problem) as refusal:
        note_improvement(
            by=cast.standing("cilla"),
            company=cast.organisations["alvsbro"],
            title="Ny truckväg",
            happened_on=cast.standing("cilla").on,
        )
    assert refusal.value.code == "not-your-company"


def test_a_refused_improvement_leaves_nothing(cast):
    with pytest.raises(Problem) as refusal:
        noted(cast, "cilla", saved_sek_per_year=Decimal(5000))
    assert refusal.value.code == "how-measured-missing"
    assert not JournalLine.objects.filter(deed="note improvement").exists()


def test_an_improvement_is_noted_at_a_company_only(cast):
    with pytest.raises(Problem) as refusal:
        note_improvement(
            by=cast.standing("operator"),
            company=cast.organisations["agency"],
            title="Ny truckväg",
            happened_on=cast.standing("operator").on,
        )
    assert refusal.value.code == "not-a-company"


def test_a_correction_keeps_what_was_in_the_journal(cast):
    change_improvement(
        by=cast.standing("cilla"),
        improvement=cast.improvement,
        title="Halverad ställtid",
        happened_on=cast.improvement.happened_on,
        hours_saved_per_year=Decimal(100),
        how_measured="Klockat",
    )
    cast.improvement.refresh_from_db()
    assert cast.improvement.hours_saved_per_year == 100
    assert "120" in JournalLine.objects.get(deed="note improvement").reason


@pytest.mark.parametrize(
    ("name", "count"),
    [("cilla", 1), ("operator", 1), ("bo", 0), ("astrid", 0), ("frida", 0), ("visitor", 0)],
)
def test_only_those_close_to_the_company_read_it(cast, name, count):
    assert improvements_for(cast.standing(name)).count() == count


def test_the_page_notes_and_shows_it(client, cast):
    signed_in(client, cast, "cilla")
    address = reverse("company:improvement_add", args=[cast.organisations["norrfors"].pk])
    assert client.get(address).status_code == 200
    today = timezone.localdate()
    answer = client.post(address, {"title": "Färre lyft", "happened_on": today, "skills": "on"})
    made = Improvement.objects.get(title="Färre lyft")
    assert answer.status_code == 302
    assert answer.url == reverse("company:improvement_detail", args=[made.pk])
    assert "Färre lyft" in client.get(answer.url).content.decode()


def test_the_page_refuses_a_day_to_come(client, cast):
    signed_in(client, cast, "cilla")
    address = reverse("company:improvement_add", args=[cast.organisations["norrfors"].pk])
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = client.post(address, {"title": "Färre lyft", "happened_on": tomorrow})
    assert answer.status_code == 422
    assert answer.context["form"].has_error("__all__", "not-happened-yet")


def test_the_page_corrects_it(client, cast):
    signed_in(client, cast, "cilla")
    address = reverse("company:improvement_change", args=[cast.improvement.pk])
    assert "Halverad" in client.get(address).content.decode()
    said = {"title": "Kortare ställtid", "happened_on": "2026-11-10"}
    assert client.post(address, said).status_code == 302
    cast.improvement.refresh_from_db()
    assert cast.improvement.title == "Kortare ställtid"
    assert cast.improvement.hours_saved_per_year is None


def test_others_find_nothing_at_its_address(client, cast):
    signed_in(client, cast, "bo")
    for name in ("improvement_detail", "improvement_change"):
        address = reverse(f"company:{name}", args=[cast.improvement.pk])
        assert client.get(address).status_code == 404, name


def test_the_api_notes_reads_and_corrects(client, cast):
    signed_in(client, cast, "cilla")
    root = f"/api/companies/{cast.organisations['norrfors'].pk}/improvements"
    said = {"title": "Färre lyft", "happened_on": "2026-11-01"}
    made = client.post(root, said, content_type="application/json")
    assert made.status_code == 201
    assert made.json()["hours_saved_per_year"] is None
    one = f"/api/companies/improvements/{made.json()['id']}"
    refused = client.put(one, said | {"saved_sek_per_year": 5}, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "how-measured-missing")
    assert client.get(one).json()["title"] == "Färre lyft"
    assert client.get("/api/companies/improvements").json()["total"] == 2
    signed_in(client, cast, "bo")
    assert client.get(one).status_code == 404
