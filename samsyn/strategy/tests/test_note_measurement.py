"""Note what an indicator was, and correct it: action, page and API."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY
from samsyn.directory.models import JournalLine
from samsyn.strategy.actions.indicators import correct_measurement, note_measurement
from samsyn.strategy.models import Measurement
from samsyn.strategy.queries.indicators import indicator_sheet
from samsyn.strategy.tests.test_set_indicator import BACKEND, put

FIRST = {"on": date(2026, 6, 1), "value": Decimal(20), "source": "Enkät i maj"}


@pytest.fixture
def indicator(cast):
    return put(cast, on=date(2026, 1, 1))


def measure(cast, indicator, name="hanna", **changes):
    return note_measurement(by=cast.standing(name), indicator_id=indicator.pk, **(FIRST | changes))


def correct(cast, wrong, name="hanna", **changes):
    said = FIRST | {"value": Decimal(18), "reason": "Två räknades två gånger"} | changes
    return correct_measurement(by=cast.standing(name), measurement_id=wrong.pk, **said)


def test_the_latest_day_says_how_the_indicator_stands(cast, indicator):
    measure(cast, indicator, on=date(2026, 11, 1), value=Decimal(60))
    measure(cast, indicator)
    line = indicator_sheet(cast.standing("visitor"), indicator.pk).line
    assert (line.latest_value, line.state) == (Decimal(60), "on_the_way")
    assert line.due_on == date(2027, 5, 1)


def test_a_correction_is_a_new_line_and_the_old_one_stays(cast, indicator):
    wrong = measure(cast, indicator)
    made = correct(cast, wrong)
    wrong.refresh_from_db()
    assert (wrong.value, made.corrects) == (Decimal(20), wrong)
    sheet = indicator_sheet(cast.standing("visitor"), indicator.pk)
    assert sheet.standing == [(FIRST["on"], Decimal(18))]
    assert {line.measurement: line.corrected for line in sheet.measurements} == {
        made: False,
        wrong: True,
    }
    assert JournalLine.objects.get(deed="correct measurement").reason == "Två räknades två gånger"


def test_what_is_corrected_is_corrected_once(cast, indicator):
    wrong = measure(cast, indicator)
    correct(cast, wrong)
    with pytest.raises(Problem) as refusal:
        correct(cast, wrong)
    assert refusal.value.code == "measurement-corrected"


@pytest.mark.parametrize(
    ("on", "code"),
    [(FIRST["on"], "measured-already"), (TODAY + timedelta(days=1), "measured-later")],
)
def test_a_refused_value_leaves_nothing_behind(cast, indicator, on, code):
    measure(cast, indicator)
    other = measure(cast, indicator, on=date(2026, 7, 1))
    lines = JournalLine.objects.count()
    for deed in (lambda: measure(cast, indicator, on=on), lambda: correct(cast, other, on=on)):
        with pytest.raises(Problem) as refusal:
            deed()
        assert refusal.value.code == code
    assert (Measurement.objects.count(), JournalLine.objects.count()) == (2, lines)


@pytest.mark.parametrize(
    ("name", "code"),
    [("bo", "not-yours"), ("diyar", "not-allowed"), ("eva", "not-allowed")],
)
def test_nobody_but_a_leader_at_the_owner_may_measure_or_correct(cast, indicator, name, code):
    wrong = measure(cast, indicator)
    for deed in (
        lambda: measure(cast, indicator, name, on=TODAY),
        lambda: correct(cast, wrong, name),
    ):
        with pytest.raises(Problem) as refusal:
            deed()
        assert refusal.value.code == code
    assert Measurement.objects.count() == 1


def test_the_pages_note_and_correct(cast, indicator, client):
    client.force_login(cast.people["hanna"], backend=BACKEND)
    detail = reverse("strategy:indicator_detail", args=[indicator.pk])
    add = reverse("strategy:measurement_add", args=[indicator.pk])
    assert client.post(add, FIRST | {"value": "20,5"}).url == detail
    measured = Measurement.objects.get()
    assert measured.value == Decimal("20.5")
    assert client.post(add, FIRST).context["form"].has_error("__all__", "measured-already")
    again = reverse("strategy:measurement_correct", args=[measured.pk])
    assert again in client.get(detail).content.decode()
    assert client.post(again, FIRST).status_code == 422  # without a reason
    assert client.post(again, FIRST | {"reason": "Fel tal"}).url == detail
    page = client.get(detail).content.decode()
    assert "<s>20,5</s>" in page and again not in page
    assert client.post(again, FIRST | {"reason": "En gång till"}).status_code == 422


def test_the_correction_is_closed_to_others(cast, indicator, client):
    again = reverse("strategy:measurement_correct", args=[measure(cast, indicator).pk])
    assert client.get(again).status_code == 302
    client.force_login(cast.people["bo"], backend=BACKEND)
    assert client.get(again).status_code == 403


def test_the_api_notes_and_corrects_by_the_same_rules(cast, indicator, client):
    client.force_login(cast.people["hanna"], backend=BACKEND)
    where = f"/api/strategy/indicators/{indicator.pk}/"
    made = client.post(f"{where}measurements/", FIRST, content_type="application/json")
    assert made.status_code == 201
    twice = client.post(f"{where}measurements/", FIRST, content_type="application/json")
    assert (twice.status_code, twice.json()["code"]) == (422, "measured-already")
    wrong = made.json()["id"]
    corrected = client.post(
        f"/api/strategy/measurements/{wrong}/correction/",
        FIRST | {"value": 18, "reason": "Fel tal"},
        content_type="application/json",
    )
    assert (corrected.status_code, corrected.json()["corrects_id"]) == (201, wrong)
    rows = client.get(where).json()["measurements"]
    assert [row["corrects_id"] for row in rows] == [wrong, None]
