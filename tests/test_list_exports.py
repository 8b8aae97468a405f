"""Every list as Excel: the same filters and order as the page, its rows once, and no more.

The lists are found on the map, so a new one is walked from the day it is there.
"""

import io
import re
from collections import Counter
from datetime import date, datetime

import pytest
from django import forms
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from samsyn.cast import Cast
from samsyn.web.sheets import EXCEL
from tests.access import PAGES
from tests.lookers import Looker, keys_for
from tests.pages import Address, Store, addresses, fill

READERS = ("frida", "astrid", "cilla", "bo", "ivar", "hanna", "diyar")
NOT_A_LIST = {
    "dialogue:invited_list": "the few of one dialogue, all on one page and in its Excel",
    "directory:import_list": "the jobs of one's own imports; the refused rows of each are a file",
    "results:loose_end_list": "sentences with deeds, which are nothing to count with",
}
SEVERAL_ROWS = {
    "directory:grouping_list": "one row for each county of an area",
    "directory:person_list": "one row for each role of a person",
}
NUMBERS_IN_LETTERS = re.compile(r"-?\d+([.,]\d+)?")
DAY_IN_LETTERS = re.compile(r"\d{4}-\d{2}-\d{2}")
NAMES_OF_THINGS = re.compile("nummer|number|kod|code|namn|name|titel|title|subject|mejl|mail", re.I)
"""Columns whose digits are a name and not a number: nobody adds up case numbers."""


def lists() -> list[Address]:
    return [
        address
        for address in addresses()
        if address.name.endswith("_list") and address.name not in NOT_A_LIST
    ]


@pytest.fixture
def store(cast: Cast) -> Store:
    return fill(cast)


def browser_for(store: Store, address: Address) -> tuple[Client, str]:
    """The first who sees something in the list, and its address."""
    rule = PAGES[address.name]
    where = address.filled(keys_for(store, rule))
    for name in READERS:
        looker = Looker(store, name)
        if looker.gets(rule) == 200 and total_of(looker.browser.get(where)):
            return looker.browser, where
    raise AssertionError(f"nobody sees anything in {address.name}: let tests/pages.py fill it")


def sheet_of(answer) -> tuple[list[str], list[tuple]]:
    """The headers and the rows of an answer's workbook."""
    assert answer["Content-Type"] == EXCEL
    sheet = load_workbook(io.BytesIO(b"".join(answer))).worksheets[0]
    headers, *rows = list(sheet.iter_rows(values_only=True))
    return list(headers), rows


def total_of(answer) -> int:
    """How many the page says there are under its filters."""
    return answer.context["page"].total


def ways_to_filter(answer) -> list[dict[str, str]]:
    """For each filter of the page one value that it takes."""
    filters = answer.context.get("filters")
    found = [{"search": "zzzzz"}]
    for name, field in filters.fields.items() if filters else []:
        if isinstance(field, forms.ChoiceField):
            flat = [key for key, _text in field.choices if key and not isinstance(_text, list)]
            found += [{name: str(flat[0])}] if flat else []
        elif isinstance(field, forms.BooleanField):
            found.append({name: "on"})
        elif isinstance(field, forms.DateField):
            found.append({name: "2026-01-01"})
    return found


@pytest.mark.parametrize("address", lists(), ids=lambda address: address.name)
def test_a_list_is_the_same_rows_as_excel(store: Store, address: Address) -> None:
    browser, where = browser_for(store, address)
    page = browser.get(where)
    assert "format=xlsx" in page.content.decode(), "the page offers the file"
    for query in [{}, *ways_to_filter(page)]:
        shown = browser.get(where, query)
        answer = browser.get(where, {**query, "format": "xlsx"})
        headers, rows = sheet_of(answer)
        same = len(rows) == total_of(shown)
        several = address.name in SEVERAL_ROWS and len(rows) >= total_of(shown)
        assert same or several, f"{address.name} under {query}"
        assert all(headers) and len(set(headers)) == len(headers), headers
        assert all(len(row) == len(headers) for row in rows)
        assert re.search(r"\w-\d{4}-\d\d-\d\d\.xlsx", answer["Content-Disposition"])


@pytest.mark.parametrize("address", lists(), ids=lambda address: address.name)
def test_days_are_days_and_numbers_are_numbers(store: Store, address: Address) -> None:
    browser, where = browser_for(store, address)
    answer = browser.get(where, {"format": "xlsx"})
    headers, rows = sheet_of(answer)
    wrong = []
    for header, cells in zip(headers, zip(*rows, strict=True), strict=True) if rows else []:
        for cell in cells:
            if isinstance(cell, (date, datetime, int, float, bool)) or cell is None:
                continue
            if DAY_IN_LETTERS.fullmatch(cell):
                wrong.append(f"{header}: the day {cell} is text")
            if NUMBERS_IN_LETTERS.fullmatch(cell) and not NAMES_OF_THINGS.search(header):
                wrong.append(f"{header}: the number {cell} is text")
    assert not wrong, wrong


@pytest.mark.parametrize("address", lists(), ids=lambda address: address.name)
def test_a_list_asks_nothing_once_for_each_row(store: Store, address: Address) -> None:
    browser, where = browser_for(store, address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        sheet_of(browser.get(where, {"format": "xlsx"}))
    plain = Counter(re.sub(r"'[^']*'|\b\d+\b", "?", query["sql"]) for query in asked)
    often = {sql[:200]: times for sql, times in plain.items() if times > 2}
    assert not often, often
