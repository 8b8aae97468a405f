"""Planning, changing and seeing activities."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.directory.models import County, JournalLine, Municipality, Tie
from samsyn.programme.actions.activities import ActivityText, change_activity, plan_activity
from samsyn.programme.models import Activity
from samsyn.programme.queries.activities import activities_for, activity_sheet
from samsyn.programme.rules.kinds import ActivityKind
from samsyn.programme.tests.people import (
    EVERYBODY,
    signed_in,
    sixty_activities,
    sixty_participations,
)

MAY = ("bo", "frida", "gustav", "ivar")


def text(**more):
    said = {
        "title": "Leandag",
        "kind": ActivityKind.SEMINAR,
        "starts_on": date(2026, 12, 1),
    }
    return ActivityText(**said | more)


def planned(cast, name="bo", goals=(), **more):
    return plan_activity(by=cast.standing(name), said=text(**more), goals=goals)


def changed(cast, name="bo", **more):
    return change_activity(by=cast.standing(name), activity=cast.activity, said=text(**more))


def test_an_activity_is_held_by_whom_one_acts_for(cast):
    made = planned(cast, programme=cast.programme, goals=[(cast.goal, "Därför")])
    assert made.organiser == cast.organisations["navet"]
    assert made.goal_links.get().reason == "Därför"
    assert JournalLine.objects.get(deed="plan activity").subject_key == made.pk


def test_others_plan_none(cast):
    for name in (*EVERYBODY, "visitor"):
        if name in MAY:
            continue
        with pytest.raises(Problem) as refusal:
            planned(cast, name)
        assert refusal.value.code == "not-allowed", name


def test_who_is_outside_a_programme_plans_nothing_in_it(cast):
    with pytest.raises(Problem) as refusal:
        planned(cast, "ivar", programme=cast.programme)
    assert refusal.value.code == "not-in-programme"
    assert planned(cast, "ivar").programme is None


def test_the_municipality_says_the_county_and_may_not_contradict_it(cast):
    piteå = Municipality.objects.get(name="Piteå")
    assert planned(cast, municipality=piteå).county_id == "25"
    with pytest.raises(Problem) as refusal:
        planned(cast, municipality=piteå, county=County.objects.get(pk="24"))
    assert refusal.value.code == "municipality-in-another-county"


def test_a_refused_activity_leaves_nothing(cast):
    before = Activity.objects.count()
    with pytest.raises(Problem) as refusal:
        planned(cast, ends_on=date(2026, 11, 1))
    assert refusal.value.code == "ends-before-it-starts"
    assert Activity.objects.count() == before


def test_organiser_and_partners_change_it_and_others_do_not(cast):
    for name in ("bo", "frida"):
        changed(cast, name, starts_on=date(2026, 10, 5), programme=cast.programme)
    with pytest.raises(Problem) as refusal:
        changed(cast, "ivar")
    assert refusal.value.code == "not-your-activity"
    with pytest.raises(Problem) as refusal:
        changed(cast, "astrid")
    assert refusal.value.code == "not-allowed"


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [(date(2026, 10, 6), None), (date(2026, 10, 1), date(2026, 10, 4))],
)
def test_days_that_leave_a_participation_outside_are_refused(cast, starts_on, ends_on):
    with pytest.raises(Problem) as refusal:
        changed(cast, starts_on=starts_on, ends_on=ends_on)
    assert refusal.value.code == "participations-outside-days"
    cast.activity.refresh_from_db()
    assert cast.activity.title == "Startprogram i Norrvik"


def test_the_house_sees_all_and_a_company_what_it_took_part_in(cast):
    planned(cast)
    seen = {name: activities_for(cast.standing(name)).count() for name in (*EVERYBODY, "visitor")}
    assert {name for name, count in seen.items() if count == 2} == {
        *("astrid", "bo", "diyar", "frida", "gustav", "hanna", "ivar"),
    }
    assert (seen["cilla"], seen["eva"], seen["visitor"]) == (1, 0, 0)


def test_a_commercial_partner_sees_the_activities_of_its_own_work(cast):
    Tie.objects.create(
        kind="programme",
        key=cast.programme.pk,
        organisation=cast.organisations["alvsbro"],
        role="partner",
        from_on=date(2026, 1, 1),
    )
    cast.people["cilla"].memberships.update(organisation=cast.organisations["alvsbro"])
    assert list(activities_for(cast.standing("cilla"))) == [cast.activity]


def test_outsiders_learn_how_many_when_they_are_five(cast):
    outside = cast.standing("ivar")
    sheet = activity_sheet(outside, cast.activity.pk)
    assert (sheet.attendance.companies, sheet.participations) == (None, [])
    sixty_participations(cast)
    sheet = activity_sheet(outside, cast.activity.pk)
    assert (sheet.attendance.companies, sheet.attendance.people) == (61, None)
    assert sheet.participations == []


def test_at_work_people_not_counted_are_not_nought(cast):
    sheet = activity_sheet(cast.standing("bo"), cast.activity.pk)
    assert (sheet.attendance.companies, sheet.attendance.people) == (1, 3)
    cast.participation.women = cast.participation.men = cast.participation.not_stated = None
    cast.participation.save()
    assert activity_sheet(cast.standing("bo"), cast.activity.pk).attendance.people is None


def test_a_company_sees_itself_among_those_who_took_part(cast):
    sixty_participations(cast)
    sheet = activity_sheet(cast.standing("cilla"), cast.activity.pk)
    assert [row.company for row in sheet.participations] == [cast.organisations["norrfors"]]
    assert not sheet.at_work


def test_the_list_takes_no_more_questions_for_sixty(client, cast, django_assert_max_num_queries):
    signed_in(client, cast, "bo")
    sixty_activities(cast)
    with django_assert_max_num_queries(11):
        page = client.get(reverse("programme:activity_list"))
    assert (len(page.context["page"].rows), page.context["total"]) == (50, 61)


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("?kind=seminar", 60),
        ("?without_programme=on", 30),
        ("?without_goal=on", 60),
        ("?county=25", 1),
        ("?year=2026", 1),
        ("?search=startprogram", 1),
        ("?search=NAVET", 61),
    ],
)
def test_filters_narrow_the_activities(client, cast, query, total):
    signed_in(client, cast, "bo")
    sixty_activities(cast)
    address = reverse("programme:activity_list") + query
    assert client.get(address).context["page"].total == total
    answer = client.get(address + "&format=xlsx")
    assert openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active.max_row == total + 1


def test_the_page_proposes_the_goals_of_the_programme(client, cast):
    signed_in(client, cast, "bo")
    page = client.get(reverse("programme:activity_add") + f"?programme={cast.programme.pk}")
    assert page.context["form"]["goal_1"].value() == str(cast.goal.pk)
    strange = client.get(reverse("programme:activity_add") + "?programme=none")
    assert strange.status_code == 200


def test_pages_plan_change_and_refuse(client, cast):
    signed_in(client, cast, "bo")
    said = {
        "title": "Leandag",
        "kind": "seminar",
        "starts_on": "2026-12-01",
        "programme": cast.programme.pk,
        "goal_1": cast.goal.pk,
        "reason_1": "Därför",
    }
    assert client.post(reverse("programme:activity_add"), said).status_code == 302
    made = Activity.objects.get(title="Leandag")
    assert (made.programme, made.goal_links.get().reason) == (cast.programme, "Därför")
    address = reverse("programme:activity_change", args=[made.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, said | {"goal_1": "", "programme": ""}).status_code == 302
    made.refresh_from_db()
    assert (made.programme, made.goal_links.count()) == (None, 0)
    refused = client.post(address, said | {"ends_on": "2026-11-01"})
    assert refused.status_code == 422
    assert refused.context["form"].has_error("__all__", "ends-before-it-starts")


@pytest.mark.parametrize(
    ("name", "status"), [("bo", 200), ("ivar", 200), ("cilla", 200), ("eva", 404)]
)
def test_the_page_of_an_activity_is_for_the_house_and_for_those_who_were_there(
    client, cast, name, status
):
    signed_in(client, cast, name)
    address = reverse("programme:activity_detail", args=[cast.activity.pk])
    assert client.get(address).status_code == status


def test_the_api_plans_changes_and_lists(client, cast):
    signed_in(client, cast, "bo")
    said = {
        "title": "Leandag",
        "kind": "seminar",
        "starts_on": "2026-12-01",
        "programme_id": cast.programme.pk,
        "municipality_code": "2581",
        "goals": [{"goal_id": cast.goal.pk}],
    }
    made = client.post("/api/programmes/activities", said, "application/json")
    assert (made.status_code, made.json()["county_code"]) == (201, "25")
    one = f"/api/programmes/activities/{made.json()['id']}"
    assert client.put(one, said | {"goals": []}, "application/json").json()["goals"] == []
    wrong = client.put(one, said | {"county_code": "99"}, "application/json")
    assert wrong.status_code == 404
    assert client.get("/api/programmes/activities?without_goal=true").json()["total"] == 1
    signed_in(client, cast, "eva")
    assert client.get(one).status_code == 404
