"""Numbers, money, days and addresses as the page writes them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from samsyn.web.templatetags import samsyn
from samsyn.web.templatetags.icons import DRAWINGS

SPACE = "\N{NO-BREAK SPACE}"


def plain(text: str) -> str:
    """With ordinary spaces, to be read in a table."""
    return text.replace(SPACE, " ")


@pytest.mark.parametrize(
    ("amount", "form", "swedish", "english"),
    [
        (4354438151, "", "4 354 438 151 kr", "SEK 4,354,438,151"),
        (Decimal("0"), "", "0 kr", "SEK 0"),
        (Decimal("1234.50"), "", "1 235 kr", "SEK 1,235"),
        (Decimal("1234.5"), "exact", "1 234,50 kr", "SEK 1,234.50"),
        (Decimal("-12500"), "", "−12 500 kr", "SEK −12,500"),
        (4354438151, "short", "4,4 mdkr", "SEK 4.4 bn"),
        (43100000, "short", "43,1 mnkr", "SEK 43.1 m"),
        (999_960_000, "short", "1,0 mdkr", "SEK 1.0 bn"),
        (570000, "short", "570 000 kr", "SEK 570,000"),
    ],
)
def test_kronor_are_written_as_in_each_language(
    amount: Decimal | int, form: str, swedish: str, english: str
) -> None:
    with override("sv"):
        assert plain(samsyn.sek(amount, form)) == swedish
    with override("en"):
        assert plain(samsyn.sek(amount, form)) == english


@pytest.mark.parametrize(
    ("value", "decimals", "swedish"),
    [
        (1946, None, "1 946"),
        (Decimal("7.50"), None, "7,5"),
        (Decimal("2.345"), None, "2,35"),
        (7, 1, "7,0"),
        (0, None, "0"),
        (-0.004, 2, "0,00"),
    ],
)
def test_a_number_has_the_decimals_it_has(
    value: Decimal | int | float, decimals: int | None, swedish: str
) -> None:
    with override("sv"):
        assert plain(samsyn.number(value, decimals)) == swedish


def test_hours_have_at_most_one_decimal() -> None:
    with override("sv"):
        assert plain(samsyn.hours(Decimal("31480"))) == "31 480 tim"
        assert plain(samsyn.hours(Decimal("7.50"))) == "7,5 tim"
    with override("en"):
        assert plain(samsyn.hours(Decimal("7.50"))) == "7.5 h"


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        (Decimal("0.035"), "3,5 %", "3.5%"),
        (0.42, "42 %", "42%"),
        (1, "100 %", "100%"),
        (0, "0 %", "0%"),
    ],
)
def test_a_share_is_written_as_per_cent(value: Decimal | float, swedish: str, english: str) -> None:
    with override("sv"):
        assert plain(samsyn.share(value)) == swedish
    with override("en"):
        assert samsyn.share(value) == english


def test_a_day_is_short_long_or_without_its_year() -> None:
    on = date(2026, 11, 23)
    with override("sv"):
        assert plain(samsyn.day(on)) == "23 nov 2026"
        assert plain(samsyn.day(on, "long")) == "23 november 2026"
        assert plain(samsyn.day(on, "short")) == "23 nov"
    with override("en"):
        assert plain(samsyn.day(date(2026, 5, 1), "long")) == "1 May 2026"


def test_a_moment_is_told_in_swedish_time() -> None:
    at = datetime(2026, 12, 31, 23, 5, tzinfo=UTC)
    with override("sv"):
        assert plain(samsyn.moment(at)) == "1 jan 2027 00.05"
        assert plain(samsyn.day(at)) == "1 jan 2027"


@pytest.mark.parametrize(
    "write",
    [samsyn.count, samsyn.number, samsyn.sek, samsyn.hours, samsyn.share, samsyn.day],
)
def test_not_known_is_a_dash_with_words_and_zero_is_a_number(write: Callable[[None], str]) -> None:
    with override("en"):
        text = write(None)
    assert 'title="not known"' in text
    assert "–" in text
    assert samsyn.count(0) == "0"


def test_an_icon_is_silent_unless_it_has_words() -> None:
    assert 'aria-hidden="true"' in samsyn.icon("add")
    assert 'aria-label="Late &amp; loose"' in samsyn.icon("warning", "Late & loose")
    assert all("style=" not in drawing for drawing in DRAWINGS.values())


def test_the_query_keeps_many_values_of_one_name() -> None:
    query = QueryDict("county=25&county=24&after=x")
    assert samsyn.changed_query(query, {"after": "", "sort": "name"}) == (
        "?county=25&county=24&sort=name"
    )
    assert samsyn.changed_query(query, {"county": ["24"]}) == "?after=x&county=24"


@pytest.mark.parametrize(
    ("address", "sort", "link"),
    [
        ("/?county=25", "ascending", "?county=25&amp;sort=-name"),
        ("/?sort=-name&after=9", "descending", "?sort=name"),
        ("/?sort=size", None, "?sort=name"),
    ],
)
def test_a_column_turns_its_order_and_starts_from_the_first_page(
    address: str, sort: str | None, link: str
) -> None:
    template = Template('{% load samsyn %}{% sort_column "name" "Company" default="name" %}')
    text = template.render(Context({"request": RequestFactory().get(address)}))
    assert f'href="{link}"' in text
    assert (f'aria-sort="{sort}"' in text) if sort else ("aria-sort" not in text)
