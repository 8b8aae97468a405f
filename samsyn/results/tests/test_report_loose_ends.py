"""The loose ends of a report: whose, for how long, what is at stake, and the deed that ties it."""

import io
from typing import Any

import pytest
from django.utils import translation
from openpyxl import load_workbook

from samsyn.cast import Cast
from samsyn.funding.models import Grant
from samsyn.results.queries.report import scope_of
from samsyn.results.reports import Form
from samsyn.results.reports.loose import MOST_NAMED, loose_ends
from samsyn.results.tests import test_loose_ends as situations
from samsyn.results.tests.test_report import written
from samsyn.web.pieces import Heading, Note, Notes, Rule


def part(cast: Cast, kind: str | None = None, key: int | None = None, name: str = "frida") -> Any:
    viewer = cast.standing(name)
    with translation.override("en"):
        return loose_ends(viewer, scope_of(viewer, kind, key)).pieces


def notes(pieces: Any) -> list[Note]:
    return [note for piece in pieces if isinstance(piece, Notes) for note in piece.items]


def test_the_whole_says_owner_age_money_and_deed(cast: Cast) -> None:
    situations.money_without_a_programme(cast)
    pieces = part(cast)
    (note,) = notes(pieces)
    owner = cast.organisations["region"].name
    assert note.note.startswith(f"{owner} · 3 weeks · SEK")
    assert note.note.endswith("Ties it: say which programme it pays for")
    assert any(isinstance(piece, Rule) and "At stake" in piece.text for piece in pieces)


@pytest.mark.parametrize("kind", ["goal", "programme"])
def test_a_goal_and_a_programme_name_what_hangs_loose_below_them(cast: Cast, kind: str) -> None:
    situations.an_activity_nobody_came_to(cast)
    situations.an_activity_without_a_programme(cast)
    key = cast.goal.pk if kind == "goal" else cast.programme.pk
    said = {note.text: note.note for note in notes(part(cast, kind, key))}
    owner = cast.organisations["navet"].name
    (held,) = [note for text, note in said.items() if "Varit" in text]
    assert held == f"{owner} · 9 days · Ties it: note who took part"
    assert any("Ensam" in text for text in said) == (kind == "goal")


def test_what_hangs_elsewhere_is_not_in_the_report_of_a_goal(cast: Cast) -> None:
    other = situations.goal(cast, "Ett annat mål", owner=cast.organisations["agency"])
    assert not any(other.title in note.text for note in notes(part(cast, "goal", cast.goal.pk)))
    said = notes(part(cast, "goal", other.pk))
    assert sum(other.title in note.text for note in said) == 1


def test_a_deed_is_said_once(cast: Cast) -> None:
    situations.a_goal_resting_on_nothing(cast)
    said = notes(part(cast, "goal", cast.goal.pk))
    assert sum("say what it rests on" in note.note for note in said) == 1


def test_many_of_a_rule_are_counted_and_stand_in_the_workbook(cast: Cast) -> None:
    for number in range(MOST_NAMED + 2):
        held = situations.activity(f"Ensam {number}", programme=cast.programme)
        assert held.pk
    pieces = part(cast, "programme", cast.programme.pk)
    assert any(isinstance(piece, Heading) and "serve no goal" in piece.text for piece in pieces)
    assert any("2 more" in note.text for note in notes(pieces))
    viewer = cast.standing("frida")
    book = io.BytesIO(written(viewer, "programme", cast.programme.pk, Form.XLSX))
    rows = list(load_workbook(book)["Loose ends"].iter_rows(values_only=True))
    assert rows[0][-1] == "Ties it" and len(rows) == 1 + MOST_NAMED + 2


def test_the_money_of_a_programme_is_that_of_its_grants(cast: Cast) -> None:
    situations.a_grant_without_a_report(cast)
    Grant.objects.create(
        number="9", register="", title="Annat", sort_key="", granted_sek=1,
        recipient=cast.organisations["region"], grantor=cast.organisations["agency"],
        starts_on="2024-01-01",
    )  # fmt: skip
    pieces = part(cast, "programme", cast.programme.pk, "astrid")
    (rule,) = [piece for piece in pieces if isinstance(piece, Rule)]
    assert "3,500,000" in rule.text and not any("Annat" in note.text for note in notes(pieces))
