"""Tying an improvement to an activity that the company took part in."""

import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.directory.models import JournalLine
from samsyn.programme.actions.activities import tie_improvement, untie_improvement
from samsyn.programme.models import Activity, ImprovementActivity, Participation
from samsyn.programme.queries.activities import activities_to_tie, improvements_of
from samsyn.programme.tests.people import EVERYBODY, signed_in


def another(cast, took_part=True):
    made = Activity.objects.create(
        title="Ställtidskurs",
        sort_key="00",
        kind="course",
        starts_on="2026-10-20",
        organiser=cast.organisations["navet"],
    )
    if took_part:
        Participation.objects.create(
            activity=made, company=cast.organisations["norrfors"], on="2026-10-20", year=2026
        )
    return made


def tied(cast, activity, name="cilla", reason=""):
    return tie_improvement(
        by=cast.standing(name), improvement=cast.improvement, activity=activity, reason=reason
    )


def test_the_company_ties_what_it_took_part_in(cast):
    activity = another(cast)
    assert list(activities_to_tie(cast.standing("cilla"), cast.improvement)) == [activity]
    tied(cast, activity)
    assert improvements_of(cast.standing("cilla"), activity.pk) == [cast.improvement]
    assert "Ställtidskurs" in JournalLine.objects.get(deed="note improvement").reason


def test_tied_again_the_reason_is_the_new_one(cast):
    activity = another(cast)
    tied(cast, activity, reason="Först")
    assert tied(cast, activity, reason="Sedan").reason == "Sedan"
    assert ImprovementActivity.objects.filter(activity=activity).count() == 1


def test_what_it_did_not_take_part_in_is_refused(cast):
    with pytest.raises(Problem) as refusal:
        tied(cast, another(cast, took_part=False))
    assert refusal.value.code == "company-not-there"
    assert ImprovementActivity.objects.count() == 1


def test_nobody_else_ties_it(cast):
    activity = another(cast)
    for name in (*EVERYBODY, "visitor"):
        if name == "cilla":
            continue
        with pytest.raises(Problem) as refusal:
            tied(cast, activity, name)
        assert refusal.value.code in ("not-allowed", "not-your-company"), name


def test_a_tie_is_taken_away(cast):
    untie_improvement(
        by=cast.standing("cilla"), improvement=cast.improvement, activity=cast.activity
    )
    assert not ImprovementActivity.objects.exists()


def test_the_improvement_shows_on_both_pages_to_those_who_may_read_it(client, cast):
    activity_page = reverse("programme:activity_detail", args=[cast.activity.pk])
    improvement_page = reverse("company:improvement_detail", args=[cast.improvement.pk])
    signed_in(client, cast, "cilla")
    assert "Halverad ställtid" in client.get(activity_page).content.decode()
    assert "Startprogram i Norrvik" in client.get(improvement_page).content.decode()
    signed_in(client, cast, "frida")
    assert "Halverad ställtid" not in client.get(activity_page).content.decode()


def test_the_page_ties(client, cast):
    signed_in(client, cast, "cilla")
    activity = another(cast)
    address = reverse("programme:improvement_tie", args=[cast.improvement.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"activity": activity.pk}).status_code == 302
    assert ImprovementActivity.objects.filter(activity=activity).exists()
    assert client.post(address, {"activity": activity.pk}).status_code == 422
    signed_in(client, cast, "bo")
    assert client.get(address).status_code == 404


def test_the_api_ties_and_unties(client, cast):
    signed_in(client, cast, "cilla")
    root = f"/api/programmes/activities/{another(cast).pk}/improvements"
    said = {"improvement_id": cast.improvement.pk}
    assert client.post(root, said, "application/json").status_code == 204
    assert client.delete(f"{root}/{cast.improvement.pk}").status_code == 204
    assert client.delete(f"{root}/{cast.improvement.pk}").status_code == 404
