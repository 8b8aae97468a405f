"""The lists of improvements and key figures: filters, and no more questions for sixty rows."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from samsyn.company.models import Improvement, KeyFigure
from samsyn.company.tests.people import signed_in


def sixty(cast):
    company = cast.organisations["norrfors"]
    Improvement.objects.bulk_create(
        Improvement(
            company=company, title=f"Förbättring {n}", happened_on=date(2025, 1, 1 + n % 28)
        )
        for n in range(60)
    )
    KeyFigure.objects.bulk_create(
        KeyFigure(company=company, year=1990 + n % 30, kind=kind, figure=Decimal(n), source="Test")
        for n in range(30)
        for kind in ("employees", "turnover_ksek")
    )


@pytest.mark.parametrize("name", ["improvement_list", "key_figure_list"])
def test_sixty_rows_take_no_more_questions(client, cast, django_assert_max_num_queries, name):
    signed_in(client, cast, "cilla")
    sixty(cast)
    with django_assert_max_num_queries(13):
        page = client.get(reverse(f"company:{name}"))
    assert len(page.context["page"].rows) == 50
    following = client.get(page.context["page"].next_url)
    assert {row.pk for row in page.context["page"].rows}.isdisjoint(
        row.pk for row in following.context["page"].rows
    )


@pytest.mark.parametrize(
    ("name", "query", "total"),
    [
        ("improvement_list", "?year=2026", 1),
        ("improvement_list", "?search=STÄLLTID", 1),
        ("improvement_list", "?search=norrfors", 61),
        ("improvement_list", "?skills=on", 0),
        ("key_figure_list", "?kind=employees", 30),
        ("key_figure_list", "?year=1990", 2),
        ("key_figure_list", "?year=many", 60),
    ],
)
def test_filters_narrow(client, cast, name, query, total):
    signed_in(client, cast, "cilla")
    sixty(cast)
    assert client.get(reverse(f"company:{name}") + query).context["page"].total == total
