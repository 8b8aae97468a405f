"""A list is sorted as its address asks, and else as it usually is."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from samsyn.cast import Cast
from samsyn.web.sorting import order_asked

ORDERS = {"name": ("sort_key", "pk"), "day": ("starts_on", "pk")}


@pytest.mark.parametrize(
    ("asked", "usual", "fields"),
    [
        ("", "name", ("sort_key", "pk")),
        ("", "-day", ("-starts_on", "-pk")),
        ("day", "name", ("starts_on", "pk")),
        ("-name", "-day", ("-sort_key", "-pk")),
        ("granted; drop table", "name", ("sort_key", "pk")),
        ("--name", "name", ("sort_key", "pk")),
    ],
)
def test_the_address_chooses_among_the_orders_and_nothing_else(
    asked: str, usual: str, fields: tuple[str, ...]
) -> None:
    request = RequestFactory().get("/", {"sort": asked})
    assert order_asked(request, usual, **ORDERS) == fields


LISTS = {
    "directory:organisation_list": "-name",
    "directory:grouping_list": "-name",
    "dialogue:dialogue_list": "days",
    "dialogue:commitment_list": "due",
    "directory:person_list": "-name",
    "dialogue:joint_decision_list": "decided",
    "company:company_list": "-name",
    "company:improvement_list": "when",
    "company:key_figure_list": "year",
    "programme:programme_list": "-name",
    "programme:activity_list": "days",
    "programme:participation_list": "day",
    "funding:grant_list": "-granted",
    "funding:call_list": "when",
}
"""Each list with an order that is not its usual one."""


@pytest.mark.parametrize(("name", "sort"), LISTS.items())
def test_a_list_turns_round_and_its_head_says_so(
    cast: Cast, client: Client, name: str, sort: str
) -> None:
    client.force_login(cast.people["frida"], backend="sesame.backends.ModelBackend")
    where = reverse(name)
    usual = client.get(where)
    turned = client.get(where, {"sort": sort})
    assert turned.status_code == 200, where
    if len(usual.context["page"].rows) > 0:
        way = "descending" if sort.startswith("-") else "ascending"
        assert f'aria-sort="{way}"' in turned.content.decode()
