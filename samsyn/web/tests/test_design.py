"""The page about the look: every part live, every colour measured, deeds that can be undone."""

import re

import pytest
from django.test import Client

from samsyn.web.colours import measured_pairs


@pytest.fixture
def page(client: Client, db: None) -> str:
    return client.get("/design/").content.decode()


def test_every_pair_of_colours_stands_with_its_figures_in_both_schemes(page: str) -> None:
    table = re.search(r'<table class="contrasts">.*?</table>', page, re.DOTALL)
    assert table is not None
    pairs = list(measured_pairs())
    assert table[0].count("<tr>") == len(pairs) + 1
    assert table[0].count('aria-label="godkänd"') == 2 * len(pairs)
    assert table[0].count('aria-label="underkänd"') == 0


def test_a_deed_is_told_and_can_be_undone_by_one_press(client: Client, db: None) -> None:
    told = client.post("/design/", follow=True).content.decode()
    toast = re.search(r'<div id="messages" role="status">(.*?)</div>', told, re.DOTALL)
    assert toast is not None
    assert "Besöket är antecknat." in toast[1]
    assert 'action="/design/"' in toast[1]
    assert 'name="undo" value="yes"' in toast[1]
    undone = client.post("/design/", {"undo": "yes"}, follow=True).content.decode()
    assert "Tillbakataget." in undone


def test_a_toast_without_an_undo_has_no_form(client: Client, db: None) -> None:
    page = client.post("/design/", {"undo": "yes"}, follow=True).content.decode()
    toast = re.search(r'<div id="messages" role="status">(.*?)</div>', page, re.DOTALL)
    assert toast is not None
    assert "<form" not in toast[1]
