"""Set an indicator and change it: action, page and API; and the list of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY
from samsyn.directory.models import JournalLine
from samsyn.strategy.actions.indicators import change_indicator, note_measurement, set_indicator
from samsyn.strategy.models import Goal, Indicator
from samsyn.strategy.queries.indicators import indicators_for, indicators_narrowed

BACKEND = "sesame.backends.ModelBackend"
SAID = {
    "title_sv": "Företag som gått startprogram",
    "title_en": "",
    "unit": "företag",
    "measured": "Varje företag en gång",
    "baseline_value": Decimal(0),
    "baseline_on": date(2026, 1, 1),
    "target_value": Decimal(100),
    "target_on": date(2027, 12, 31),
    "interval_months": 6,
}


def put(cast, name="hanna", goal=None, on=TODAY, **changes):
    return set_indicator(
        by=cast.standing(name, on), goal_id=(goal or cast.goal).pk, said=SAID | changes
    )


def test_an_indicator_is_waited_for_from_the_day_it_is_set(cast):
    indicator = put(cast)
    assert (indicator.begun_on, indicator.goal) == (TODAY, cast.goal)
    assert JournalLine.objects.get(deed="set indicator").subject_key == indicator.pk


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bo", "not-yours"),
        ("frida", "not-yours"),
        ("cilla", "not-allowed"),
        ("diyar", "not-allowed"),
        ("eva", "not-allowed"),
        ("visitor", "not-allowed"),
    ],
)
def test_nobody_but_a_leader_at_the_owner_of_the_goal_may_set_or_change_one(cast, name, code):
    for deed in (
        lambda: put(cast, name),
        lambda: change_indicator(
            by=cast.standing(name), indicator_id=put(cast).pk, said=SAID | {"unit": "hus"}
        ),
    ):
        with pytest.raises(Problem) as refusal:
            deed()
        assert refusal.value.code == code
    assert [indicator.unit for indicator in Indicator.objects.all()] == ["företag"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"target_on": date(2026, 1, 1)}, "indicator-days"),
        ({"target_value": Decimal(0)}, "indicator-target"),
        ({"interval_months": 5}, "indicator-interval"),
    ],
)
def test_a_refused_indicator_leaves_nothing_behind(cast, changes, code):
    lines = JournalLine.objects.count()
    with pytest.raises(Problem) as refusal:
        put(cast, **changes)
    assert refusal.value.code == code
    assert (Indicator.objects.count(), JournalLine.objects.count()) == (0, lines)


def test_the_pages_set_and_change(cast, client):
    client.force_login(cast.people["hanna"], backend=BACKEND)
    goal = reverse("strategy:goal_detail", args=[cast.goal.pk])
    add = reverse("strategy:indicator_add", args=[cast.goal.pk])
    assert add in client.get(goal).content.decode()
    assert (
        client.post(add, SAID | {"target_value": "0"})
        .context["form"]
        .has_error("__all__", "indicator-target")
    )
    answer = client.post(add, SAID)
    indicator = Indicator.objects.get()
    assert answer.url == reverse("strategy:indicator_detail", args=[indicator.pk])
    change = reverse("strategy:indicator_change", args=[indicator.pk])
    assert client.get(change).context["form"].initial["unit"] == "företag"
    assert client.post(change, SAID | {"target_value": "120,5"}).status_code == 302
    indicator.refresh_from_db()
    assert indicator.target_value == Decimal("120.5")
    assert indicator.title in client.get(goal).content.decode()


def test_the_pages_are_closed_to_others(cast, client):
    indicator = put(cast)
    for address, key in (
        ("indicator_add", cast.goal.pk),
        ("indicator_change", indicator.pk),
        ("measurement_add", indicator.pk),
    ):
        where = reverse(f"strategy:{address}", args=[key])
        client.logout()
        assert client.get(where).status_code == 302
        client.force_login(cast.people["bo"], backend=BACKEND)
        assert client.get(where).status_code == 403


def test_the_api_sets_reads_and_changes(cast, client):
    client.force_login(cast.people["hanna"], backend=BACKEND)
    where = f"/api/strategy/goals/{cast.goal.pk}/indicators/"
    made = client.post(where, SAID, content_type="application/json")
    assert made.status_code == 201
    one = f"/api/strategy/indicators/{made.json()['id']}/"
    changed = client.put(one, SAID | {"unit": "st"}, content_type="application/json")
    assert (changed.status_code, changed.json()["unit"]) == (200, "st")
    refused = client.put(one, SAID | {"target_value": 0}, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (422, "indicator-target")
    client.logout()
    read = client.get(one).json()
    assert (read["line"]["state"], read["measurements"]) == ("not_measured", [])
    assert client.get("/api/strategy/indicators/999/").status_code == 404


@pytest.fixture
def four(cast):
    """One indicator in each state; the one that is not measured is overdue."""
    on = date(2026, 1, 1)
    made = {
        state: put(cast, title_sv=state, on=on)
        for state in ("not_measured", "behind", "on_the_way", "reached")
    }
    by = cast.standing("hanna")
    for state, value in (("behind", 10), ("on_the_way", 50), ("reached", 100)):
        note_measurement(
            by=by, indicator_id=made[state].pk, on=TODAY, value=Decimal(value), source="Enkät"
        )
    return made


@pytest.mark.parametrize("state", ["not_measured", "behind", "on_the_way", "reached"])
def test_the_list_is_narrowed_by_how_they_stand(cast, four, client, state):
    lines = client.get(reverse("strategy:indicator_list"), {"state": state}).context["lines"]
    assert [line["line"].indicator.title for line in lines] == [state]
    items = client.get("/api/strategy/indicators/", {"state": state}).json()["items"]
    assert [(item["indicator"]["title_sv"], item["state"]) for item in items] == [(state, state)]


def test_the_list_finds_what_nobody_measures_by_goal_and_by_word(cast, four):
    viewer = cast.standing("visitor")
    rows = indicators_for(viewer)

    def found(**asked):
        return [row.title for row in indicators_narrowed(rows, viewer, **asked)]

    assert found(overdue=True) == ["not_measured"]
    assert found(search="behi") == ["behind"]
    assert len(found(goal_id=cast.goal.pk)) == 4
    other = Goal.objects.create(title_sv="Annat", sort_key="annat")
    assert found(goal_id=other.pk) == []


def test_what_has_been_measured_at_the_end_is_not_waited_for(cast):
    by = cast.standing("hanna", date(2030, 1, 1))
    indicator = put(cast, on=date(2026, 1, 1))
    note_measurement(
        by=by, indicator_id=indicator.pk, on=indicator.target_on, value=Decimal(1), source="Enkät"
    )
    assert not indicators_narrowed(indicators_for(by), by, overdue=True).exists()


def test_the_list_asks_as_often_for_sixty_as_for_one(cast, client, django_assert_max_num_queries):
    put(cast)
    with django_assert_max_num_queries(10):
        client.get(reverse("strategy:indicator_list"))
    for number in range(60):
        put(cast, title_sv=f"Indikator {number}")
    with django_assert_max_num_queries(10):
        context = client.get(reverse("strategy:indicator_list")).context
    assert (len(context["lines"]), context["page"].total) == (50, 61)
    sheet = client.get(reverse("strategy:indicator_list"), {"format": "xlsx"})
    assert b"".join(sheet.streaming_content)[:2] == b"PK"


def test_a_goal_of_nobodys_may_get_an_indicator_from_any_leader(cast, client):
    Goal.objects.update(owner=None)
    client.force_login(cast.people["bo"], backend=BACKEND)
    add = reverse("strategy:indicator_add", args=[cast.goal.pk])
    page = client.get(reverse("strategy:goal_detail", args=[cast.goal.pk]))
    assert add in page.content.decode()
    assert client.post(add, SAID).status_code == 302


def test_the_day_after_the_interval_it_is_late(cast):
    indicator = put(cast, on=date(2026, 5, 22))
    for today, late in ((date(2026, 11, 22), False), (date(2026, 11, 23), True)):
        viewer = cast.standing("visitor", today)
        rows = indicators_narrowed(indicators_for(viewer), viewer, overdue=True)
        assert rows.filter(pk=indicator.pk).exists() == late, today
        assert timedelta(0) < today - indicator.begun_on
