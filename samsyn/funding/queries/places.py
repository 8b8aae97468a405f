"""Counties and municipalities by their codes."""

from collections.abc import Collection

from samsyn.basics.problem import Problem, words
from samsyn.directory.models import County, Municipality


def counties_with(codes: Collection[str]) -> list[County]:
    """The counties with these codes; Problem if a code is none of the 21."""
    found = list(County.objects.filter(pk__in=codes))
    _check_known(codes, {county.pk for county in found})
    return found


def municipalities_with(codes: Collection[str]) -> list[Municipality]:
    """The municipalities with these codes; Problem if a code is none of the 290."""
    found = list(Municipality.objects.filter(pk__in=codes))
    _check_known(codes, {place.pk for place in found})
    return found


def _check_known(codes: Collection[str], known: set[str]) -> None:
    if unknown := set(codes) - known:
        raise Problem(
            "place-unknown",
            words("%(code)s is no code of a county or municipality. Choose from the lists."),
            code=min(unknown),
        )
