"""Saying which place a misspelt name means, once and for every list to come."""

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded
from samsyn.directory.actions.journal import note, require
from samsyn.directory.models import PlaceSpelling
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.places import COUNTY_BY_CODE, MUNICIPALITY_BY_CODE, PlaceKind

LONGEST_SPELLING = 120


@transaction.atomic
def confirm_place(*, by: Standing, kind: PlaceKind, spelling: str, code: str) -> PlaceSpelling:
    """Remember that a spelling means a county or municipality; said again, the new one counts."""
    require(by=by, deed="confirm place")
    if code not in (COUNTY_BY_CODE if kind is PlaceKind.COUNTY else MUNICIPALITY_BY_CODE):
        raise Problem(
            "place-unknown",
            words(
                "%(code)s is the code of no county (two figures) or municipality (four figures). "
                "Choose one from the list."
            ),
            code=code,
        )
    name = folded(spelling)
    if not name or len(name) > LONGEST_SPELLING:
        raise Problem(
            "spelling-length",
            words("A spelling has 1 to %(most)s letters. Correct it in the list instead."),
            most=LONGEST_SPELLING,
        )
    place = "county_id" if kind is PlaceKind.COUNTY else "municipality_id"
    same = PlaceSpelling.objects.select_for_update().filter(spelling=name)
    said = same.filter(**{f"{place}__isnull": False}).first() or PlaceSpelling(spelling=name)
    setattr(said, place, code)
    said.save()
    note(by=by, deed="confirm place", subject=said)
    return said
