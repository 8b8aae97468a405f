"""What the classes of a dimension are called, and in which order they stand."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from samsyn.company.rules.sectors import DIVISIONS
from samsyn.directory.models import County
from samsyn.directory.models.organisations import SIZE_NAMES
from samsyn.directory.rules.kinds import SizeClass
from samsyn.programme.models import Programme
from samsyn.results.queries.facts import NOT_KNOWN
from samsyn.results.rules.counting import Dimension
from samsyn.strategy.models import Goal


def labels_of(dimension: Dimension, keys: Iterable[str]) -> dict[str, str]:
    """The names of the classes by key, in the order in which they are shown; not known last."""
    wanted = [key for key in keys if key != NOT_KNOWN]
    named = _names(dimension, wanted)
    ordered = {key: named[key] for key in named if key in wanted}
    if NOT_KNOWN in keys:
        ordered[NOT_KNOWN] = nothing_of(dimension)
    return ordered


def keys_of(dimension: Dimension) -> list[str]:
    """The keys of all classes of a dimension that has a fixed number of them."""
    if dimension is Dimension.COUNTY:
        return list(County.objects.order_by("sort_key").values_list("pk", flat=True))
    return [size.value for size in SizeClass] if dimension is Dimension.SIZE else []


def nothing_of(dimension: Dimension) -> str:
    """What the class of what is not known is called."""
    if dimension is Dimension.GOAL:
        return _("none of these goals")
    if dimension is Dimension.PROGRAMME:
        return _("no programme")
    return _("not known")


def sector_name(division: str) -> str:
    """A division of the sector code with its name, where there is one: "25 Metal products"."""
    name = DIVISIONS.get(division)
    return f"{division} {_(name)}" if name else f"SNI {division}"


def _names(dimension: Dimension, keys: list[str]) -> dict[str, str]:
    if dimension is Dimension.COUNTY:
        return {county.pk: county.name for county in County.objects.filter(pk__in=keys)}
    if dimension is Dimension.SIZE:
        return {size.value: str(SIZE_NAMES[size]) for size in SizeClass}
    if dimension is Dimension.PROGRAMME:
        return {str(thing.pk): thing.title for thing in Programme.objects.filter(pk__in=keys)}
    if dimension is Dimension.GOAL:
        return {str(thing.pk): thing.title for thing in Goal.objects.filter(pk__in=keys)}
    if dimension is Dimension.SECTOR:
        return {key: sector_name(key) for key in sorted(keys)}
    return {key: key for key in sorted(keys)}
