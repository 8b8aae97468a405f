"""Noting who took part: one row, many rows, the list, and the activity a list means."""

import io
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from django.utils.translation import gettext, override

from samsyn.basics.problem import Problem
from samsyn.directory.models import JournalLine
from samsyn.programme.actions.participations import (
    change_participation,
    note_participation,
    note_participations,
)
from samsyn.programme.models import Activity, Participation
from samsyn.programme.queries.participations import participations_for
from samsyn.programme.rules.participations import NewParticipation, Noted
from samsyn.programme.tests.people import EVERYBODY, companies, signed_in, sixty_participations

DAY = date(2026, 10, 5)


def noted(cast, name="bo", company="alvsbro", on=DAY, **more):
    return note_participation(
        by=cast.standing(name),
        activity=cast.activity,
        company=cast.organisations[company],
        on=on,
        **more,
    )


def test_the_year_is_that_of_the_day_and_nought_is_not_unknown(cast):
    made = noted(cast, women=0, hours=Decimal("7.5"))
    made.refresh_from_db()
    assert (made.year, made.women, made.men, made.hours) == (2026, 0, None, Decimal("7.5"))
    assert JournalLine.objects.get(deed="note participation").subject_key == made.pk


def test_the_same_company_on_the_same_day_is_refused(cast):
    with pytest.raises(Problem) as refusal:
        noted(cast, company="norrfors")
    assert refusal.value.code == "participation-twice"
    assert noted(cast, company="norrfors", on=DAY + timedelta(days=1)).on == date(2026, 10, 6)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"on": DAY - timedelta(days=1)}, "day-outside-activity"),
        ({"women": -1}, "figure-out-of-range"),
        ({"hours": Decimal(-1)}, "figure-out-of-range"),
        ({"company": "agency"}, "not-a-company"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(cast, change, code):
    with pytest.raises(Problem) as refusal:
        noted(cast, **change)
    assert refusal.value.code == code
    assert Participation.objects.count() == 1


def test_nobody_else_notes_it(cast):
    for name in (*EVERYBODY, "visitor"):
        if name in ("bo", "frida", "gustav"):
            continue
        with pytest.raises(Problem) as refusal:
            noted(cast, name)
        expected = "not-your-activity" if name == "ivar" else "not-allowed"
        assert refusal.value.code == expected, name


def test_a_correction_sets_the_year_and_keeps_what_was_in_the_journal(cast):
    changed = change_participation(
        by=cast.standing("bo"),
        participation=cast.participation,
        on=date(2027, 1, 11),
        women=None,
        men=0,
    )
    changed.refresh_from_db()
    assert (changed.year, changed.women, changed.men, changed.hours) == (2027, None, 0, None)
    assert "1/2/0" in JournalLine.objects.get(deed="note participation").reason


def test_a_correction_onto_another_row_is_refused(cast):
    other = noted(cast, company="norrfors", on=DAY + timedelta(days=1))
    with pytest.raises(Problem) as refusal:
        change_participation(by=cast.standing("bo"), participation=other, on=DAY)
    assert refusal.value.code == "participation-twice"


@pytest.mark.parametrize(
    ("name", "count"),
    [
        *(("bo", 1), ("frida", 1), ("astrid", 1), ("cilla", 1), ("operator", 1)),
        *(("ivar", 0), ("eva", 0), ("visitor", 0)),
    ],
)
def test_participation_is_seen_at_work_and_by_the_company(cast, name, count):
    assert participations_for(cast.standing(name)).count() == count


def test_without_a_programme_the_organiser_sees_it(cast):
    Activity.objects.update(programme=None)
    seen = {name for name in EVERYBODY if participations_for(cast.standing(name)).exists()}
    assert seen == {"bo", "cilla"}


# Many rows ------------------------------------------------------------------------------------


def counts(noted: Noted) -> tuple[int, int, int]:
    return (noted.taken, noted.changed, noted.unchanged)


def test_many_rows_are_taken_changed_and_left_and_journalled_once(cast):
    made = companies(3)
    rows = [NewParticipation(cast.activity.pk, company.pk, DAY, women=1) for company in made]
    by = cast.standing("frida")
    assert counts(note_participations(by=by, rows=rows)) == (3, 0, 0)
    again = [rows[0], NewParticipation(cast.activity.pk, made[1].pk, DAY, men=4), rows[2]]
    assert counts(note_participations(by=by, rows=again)) == (0, 1, 2)
    row = Participation.objects.get(company=made[1])
    assert (row.women, row.men, row.year) == (1, 4, 2026)
    assert JournalLine.objects.filter(deed="import participants").count() == 2


def test_a_row_twice_in_a_batch_adds_to_itself(cast):
    (company,) = companies(1)
    rows = [
        NewParticipation(cast.activity.pk, company.pk, DAY, women=1),
        NewParticipation(cast.activity.pk, company.pk, DAY, men=2),
    ]
    assert counts(note_participations(by=cast.standing("frida"), rows=rows)) == (1, 0, 1)
    row = Participation.objects.get(company=company)
    assert (row.women, row.men) == (1, 2)


def test_no_rows_write_nothing(cast):
    assert counts(note_participations(by=cast.standing("frida"), rows=[])) == (0, 0, 0)
    assert not JournalLine.objects.exists()


def test_five_thousand_rows_take_few_questions(cast, django_assert_max_num_queries):
    Activity.objects.update(ends_on=date(2026, 10, 30))
    rows = [
        NewParticipation(cast.activity.pk, company.pk, DAY + timedelta(days=day))
        for company in companies(250)
        for day in range(20)
    ]
    with django_assert_max_num_queries(80):
        noted = note_participations(by=cast.standing("frida"), rows=rows)
    assert counts(noted) == (5000, 0, 0)


@pytest.mark.parametrize(
    ("name", "code"),
    [("diyar", "not-allowed"), ("cilla", "not-allowed"), ("ivar", "not-your-activity")],
)
def test_nobody_else_imports(cast, name, code):
    row = NewParticipation(cast.activity.pk, cast.organisations["alvsbro"].pk, DAY)
    with pytest.raises(Problem) as refusal:
        note_participations(by=cast.standing(name), rows=[row])
    assert refusal.value.code == code


def test_one_row_that_cannot_stand_refuses_them_all(cast):
    good = NewParticipation(cast.activity.pk, cast.organisations["alvsbro"].pk, DAY)
    for bad, code in (
        (
            NewParticipation(cast.activity.pk, good.company_id, date(2020, 1, 1)),
            "day-outside-activity",
        ),
        (NewParticipation(cast.activity.pk, cast.organisations["agency"].pk, DAY), "not-a-company"),
    ):
        with pytest.raises(Problem) as refusal:
            note_participations(by=cast.standing("frida"), rows=[good, bad])
        assert refusal.value.code == code
    assert Participation.objects.count() == 1


# Pages and API ----------------------------------------------------------------------------------


def test_the_list_takes_no_more_questions_for_sixty(client, cast, django_assert_max_num_queries):
    signed_in(client, cast, "bo")
    sixty_participations(cast)
    with django_assert_max_num_queries(11):
        page = client.get(reverse("programme:participation_list"))
    assert (len(page.context["page"].rows), page.context["total"]) == (50, 61)


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("?year=2026", 61),
        ("?year=2025", 0),
        ("?county=24", 60),
        ("?search=verkstad 007", 1),
        ("?search=startprogram", 61),
        ("?programme={programme}", 61),
        ("?activity={activity}", 61),
        ("?company={company}", 1),
        ("?company=norrfors", 61),
    ],
)
def test_filters_narrow_the_participations(client, cast, query, total):
    signed_in(client, cast, "bo")
    sixty_participations(cast)
    keys = {
        "programme": cast.programme.pk,
        "activity": cast.activity.pk,
        "company": cast.organisations["norrfors"].pk,
    }
    page = client.get(reverse("programme:participation_list") + query.format(**keys))
    assert page.context["page"].total == total


def test_the_excel_has_the_funders_columns_in_order(client, cast):
    signed_in(client, cast, "bo")
    cast.organisations["norrfors"].number = "5560360793"
    cast.organisations["norrfors"].save(update_fields=["number"])
    Participation.objects.update(women=None)
    answer = client.get(reverse("programme:participation_list") + "?format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    header, row = sheet.iter_rows(values_only=True)
    funders = [
        *("Organisation number", "E-mail", "Name", "Date", "Activity", "Hours"),
        *("Women", "Men", "Not stated"),
    ]
    with override(answer["content-language"]):
        assert header == tuple(gettext(column) for column in funders)
    assert row[0] == "556036-0793"
    assert row[2] == "Norrfors Mek AB"
    assert row[3].date() == DAY
    assert row[5:] == (7.5, None, 2, 0)


def test_pages_note_correct_and_refuse(client, cast):
    signed_in(client, cast, "bo")
    address = reverse("programme:participation_add", args=[cast.activity.pk])
    assert client.get(address).status_code == 200
    said = {
        "company": "Älvsbro Plåt & Svets AB",
        "on": DAY.isoformat(),
        "women": "0",
        "hours": "7,5",
    }
    assert client.post(address, said).status_code == 302
    made = Participation.objects.get(company=cast.organisations["alvsbro"])
    assert (made.women, made.men, made.hours) == (0, None, Decimal("7.5"))
    refused = client.post(address, said)
    assert refused.status_code == 422
    assert refused.context["form"].has_error("__all__", "participation-twice")
    change = reverse("programme:participation_change", args=[made.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"on": DAY.isoformat(), "men": "3"}).status_code == 302
    made.refresh_from_db()
    assert (made.women, made.men) == (None, 3)
    signed_in(client, cast, "ivar")
    assert client.get(change).status_code == 404


def test_the_api_notes_corrects_and_lists(client, cast):
    signed_in(client, cast, "bo")
    root = f"/api/programmes/activities/{cast.activity.pk}/participations"
    said = {"company_id": cast.organisations["alvsbro"].pk, "on": DAY.isoformat(), "men": 2}
    made = client.post(root, said, "application/json")
    assert made.status_code == 201
    twice = client.post(root, said, "application/json")
    assert (twice.status_code, twice.json()["code"]) == (422, "participation-twice")
    assert client.post(root, said | {"men": -1}, "application/json").status_code == 422
    one = f"/api/programmes/participations/{made.json()['id']}"
    changed = client.put(one, {"on": DAY.isoformat(), "women": 0}, "application/json")
    assert (changed.json()["women"], changed.json()["men"]) == (0, None)
    assert client.get("/api/programmes/participations").json()["total"] == 2
    signed_in(client, cast, "ivar")
    assert client.get(one).status_code == 404
