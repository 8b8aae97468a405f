"""What people type into forms, and filters that live in the address."""

from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict
from django.utils.translation import override

from samsyn.web.forms import HouseFilters, HouseForm, HouseRenderer


class Visit(HouseForm):
    """A form with each kind of field."""

    default_renderer = HouseRenderer
    on = forms.DateField(label="Day", help_text="The day of the visit.")
    amount_sek = forms.DecimalField(label="Kronor", required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "Visit"), ("b", "Call")], widget=forms.RadioSelect
    )


class Companies(HouseFilters):
    """Filters of a list."""

    search = forms.CharField(label="Search")
    county = forms.MultipleChoiceField(label="County", choices=[("24", "North"), ("25", "Top")])
    least = forms.IntegerField(label="At least")
    mine = forms.BooleanField(label="Only mine")


@pytest.mark.parametrize(
    ("language", "typed", "amount_sek"),
    [
        ("sv", "1 234,50", Decimal("1234.50")),
        ("sv", "1\N{NO-BREAK SPACE}234 kr", Decimal("1234")),
        ("en", "1,234.50", Decimal("1234.50")),
        ("en", "1,234", Decimal("1234")),
        ("en", "12,5", Decimal("12.5")),
        ("sv", "", None),
    ],
)
def test_numbers_are_read_as_people_write_them(
    language: str, typed: str, amount_sek: Decimal | None
) -> None:
    with override(language):
        form = Visit({"on": "2026-11-23", "amount_sek": typed, "kind": "a"})
        assert form.is_valid(), form.errors
    assert form.cleaned_data["amount_sek"] == amount_sek


def test_a_number_that_is_none_comes_back_as_it_was_typed() -> None:
    form = Visit({"on": "2026-11-23", "amount_sek": "about 7", "kind": "a"})
    assert 'value="about 7"' in str(form["amount_sek"])
    assert form["amount_sek"].errors


def test_errors_stand_first_and_lead_to_their_fields() -> None:
    with override("en"):
        text = str(Visit({"amount_sek": "1"}))
    assert "2 things to put right" in text
    assert 'href="#id_on"' in text
    assert 'href="#id_kind_group"' in text
    assert text.index("error-summary") < text.index("<label")
    assert 'aria-describedby="id_on_helptext id_on_error"' in text
    assert 'id="id_on_error"' in text
    assert text.count("(optional)") == 1


def test_a_chip_takes_away_its_own_value_only() -> None:
    query = QueryDict("county=24&county=25&search=svets&least=0&mine=on&after=9&sort=name")
    with override("en"):
        chips = {chip.label: chip.remove_url for chip in Companies(query).chips()}
    assert chips["North"] == "?search=svets&least=0&mine=on&sort=name&county=25"
    assert chips["“svets”"] == "?county=24&county=25&least=0&mine=on&sort=name"
    assert "At least: 0" in chips
    assert "Only mine" in chips


def test_a_wrong_value_in_the_address_is_left_out() -> None:
    filters = Companies(QueryDict("county=99&least=many&search=svets"))
    assert filters.chosen() == {"search": "svets"}
    with override("en"):
        labels = [chip.label for chip in filters.chips()]
    assert labels == ["“svets”"]
