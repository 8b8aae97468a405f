"""Noting and correcting a key figure: action, pages, API."""

from decimal import Decimal

import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.company.actions.key_figures import change_key_figure, note_key_figure
from samsyn.company.models import KeyFigure
from samsyn.company.queries.key_figures import figure_years, key_figures_for
from samsyn.company.rules.kinds import KeyFigureKind
from samsyn.company.tests.people import EVERYBODY, coach, permit, signed_in
from samsyn.directory.models import JournalLine


def noted(cast, name="cilla", figure=Decimal(34), year=2025):
    return note_key_figure(
        by=cast.standing(name),
        company=cast.organisations["norrfors"],
        year=year,
        kind=KeyFigureKind.EMPLOYEES,
        figure=figure,
        source="Årsredovisning",
    )


def test_a_figure_is_noted_with_its_source(cast):
    made = noted(cast)
    assert (made.figure, made.source) == (34, "Årsredovisning")
    assert JournalLine.objects.get(deed="note key figure").subject_key == made.pk


def test_the_same_year_and_kind_is_changed_and_the_journal_says_what_it_was(cast):
    first = noted(cast)
    second = noted(cast, figure=Decimal(36))
    assert (first.pk, second.figure) == (second.pk, 36)
    assert "34" in JournalLine.objects.filter(deed="note key figure").first().reason


def test_the_same_figure_again_writes_nothing(cast):
    noted(cast)
    noted(cast)
    assert JournalLine.objects.filter(deed="note key figure").count() == 1


def test_nobody_else_notes_a_figure(cast):
    for name in (*EVERYBODY, "visitor"):
        if name == "cilla":
            continue
        with pytest.raises(Problem) as refusal:
            noted(cast, name)
        assert refusal.value.code in ("not-allowed", "not-your-company"), name
    assert not KeyFigure.objects.exists()


def test_an_analyst_whose_organisation_is_permitted_may(cast):
    permit(cast, "agency", "norrfors")
    assert noted(cast, "diyar").figure == 34


def test_a_year_to_come_is_refused(cast):
    with pytest.raises(Problem) as refusal:
        noted(cast, year=2027)
    assert refusal.value.code == "year-out-of-range"


def test_a_correction_keeps_year_and_kind(cast):
    made = noted(cast)
    change_key_figure(
        by=cast.standing("cilla"), key_figure=made, figure=Decimal(0), source="Bolagsverket"
    )
    made.refresh_from_db()
    assert (made.figure, made.source, made.year) == (0, "Bolagsverket", 2025)


def test_years_stand_latest_first_and_unknown_figures_are_none(cast):
    noted(cast, year=2024)
    noted(cast, year=2025)
    lines = figure_years(cast.standing("cilla"), cast.organisations["norrfors"].pk)
    assert [line.year for line in lines] == [2025, 2024]
    place = list(KeyFigureKind).index(KeyFigureKind.EMPLOYEES)
    assert lines[0].figures[place].figure == 34
    assert [figure for figure in lines[0].figures if figure is not None] == [
        lines[0].figures[place]
    ]


def test_figures_are_read_by_those_close_only(cast):
    noted(cast)
    coach(cast, "bo", "norrfors")
    seen = {name: key_figures_for(cast.standing(name)).count() for name in EVERYBODY}
    assert {name for name, count in seen.items() if count} == {"cilla", "bo"}


def test_pages_note_correct_and_refuse(client, cast):
    signed_in(client, cast, "cilla")
    address = reverse("company:key_figure_add", args=[cast.organisations["norrfors"].pk])
    assert client.get(address).status_code == 200
    said = {"year": 2025, "kind": "employees", "figure": "34", "source": "Årsredovisning"}
    assert client.post(address, said).status_code == 302
    made = KeyFigure.objects.get()
    change = reverse("company:key_figure_change", args=[made.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"figure": "36,5", "source": "Bolagsverket"}).status_code == 302
    made.refresh_from_db()
    assert made.figure == Decimal("36.5")
    answer = client.post(address, said | {"year": 1900})
    assert answer.status_code == 422
    assert answer.context["form"].has_error("__all__", "year-out-of-range")


def test_the_api_notes_and_corrects(client, cast):
    signed_in(client, cast, "cilla")
    said = {"year": 2025, "kind": "employees", "figure": 34, "source": "Årsredovisning"}
    root = f"/api/companies/{cast.organisations['norrfors'].pk}/key-figures"
    made = client.post(root, said, content_type="application/json")
    assert made.status_code == 201
    one = f"/api/companies/key-figures/{made.json()['id']}"
    changed = client.put(
        one, {"figure": 35, "source": "Bolagsverket"}, content_type="application/json"
    )
    assert Decimal(changed.json()["figure"]) == 35
    assert client.get("/api/companies/key-figures").json()["total"] == 1
    signed_in(client, cast, "hanna")
    assert client.get(one).status_code == 404
