"""Lists mark what hangs loose, in words, with one question more; pictures ask for all keys."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samsyn.cast import Cast
from samsyn.results.queries.loose_ends import loose_keys, loose_marks
from samsyn.results.queries.loose_ends.gather import RULES
from samsyn.results.rules.strands import Kind
from samsyn.results.tests import test_loose_ends as situations

BACKEND = "sesame.backends.ModelBackend"
MARK = re.compile(r'class="loose-mark">.*?</span></span>', re.DOTALL)

LISTS: list[tuple[Any, str, str]] = [
    (situations.a_goal_nothing_serves, "strategy:goal_list", "inget bidrar till det"),
    (situations.a_goal_resting_on_nothing, "strategy:goal_list", "vilar inte på något"),
    (situations.money_without_a_programme, "funding:grant_list", "betalar inget program"),
    (situations.a_grant_without_a_report, "funding:grant_list", "ingen rapport"),
    (situations.a_waiting_application, "funding:application_list", "väntar på beslut"),
    (situations.an_activity_without_a_programme, "programme:activity_list", "utan program"),
    (situations.an_activity_nobody_came_to, "programme:activity_list", "ingen noterad"),
    (situations.a_company_met_once, "programme:programme_list", "mötta bara en gång"),
    (situations.a_commitment_past_its_day, "dialogue:commitment_list", "passerat sin dag"),
]


@pytest.mark.parametrize(("put", "where", "words"), LISTS)
def test_a_list_marks_the_row_and_no_other(
    cast: Cast, client: Client, put: Any, where: str, words: str
) -> None:
    client.force_login(cast.people["astrid"], backend=BACKEND)
    address = reverse(where)
    assert not MARK.search(client.get(address).content.decode())
    put(cast)
    (mark,) = MARK.findall(client.get(address).content.decode())
    assert words in mark and "<svg" in mark


def test_visitors_see_no_marks(cast: Cast, client: Client) -> None:
    situations.money_without_a_programme(cast)
    assert "betalar inget program" not in client.get("/funding/").content.decode()


@pytest.mark.parametrize("kind", ["goal", "grant", "application", "activity", "commitment"])
def test_the_marks_of_a_page_are_one_question(
    cast: Cast, kind: str, django_assert_num_queries: Any
) -> None:
    viewer = cast.standing("operator")
    before = 1 if kind == "goal" else 0  # which goals are served, asked for the whole tree
    for keys in ([1], list(range(1, 51))):
        with django_assert_num_queries(before + 1):
            loose_marks(viewer, kind, keys)
    with django_assert_num_queries(0):
        assert loose_marks(viewer, kind, []) == {}


def test_what_hangs_loose_in_two_ways_says_both(cast: Cast) -> None:
    alone = situations.activity("Ensam", organiser=cast.organisations["navet"])
    marks = loose_marks(cast.standing("bo"), Kind.ACTIVITY, [alone.pk, cast.activity.pk])
    assert marks == {alone.pk: "bidrar inte till något mål, utan program"}


def test_pictures_ask_for_the_keys_of_every_kind(cast: Cast) -> None:
    situations.a_goal_nothing_serves(cast)
    situations.money_without_a_programme(cast)
    situations.a_late_report(cast)
    situations.a_commitment_past_its_day(cast)
    keys = loose_keys(cast.standing("operator"))
    assert set(keys) == {str(rule.kind) for rule in RULES}
    assert keys[Kind.GRANT] == {cast.grant.pk}
    assert len(keys[Kind.GOAL]) == len(keys["commitment"]) == 1
    assert keys[Kind.ACTIVITY] == set()
