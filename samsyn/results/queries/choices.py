"""What a table of counts can be cut down to: the classes of each dimension, in order."""

from samsyn.directory.models import County
from samsyn.directory.models.organisations import SIZE_NAMES
from samsyn.directory.rules.access import Standing
from samsyn.programme.models import Participation, Programme
from samsyn.results.queries.labels import sector_name
from samsyn.results.rules.counting import Dimension
from samsyn.strategy.queries import goal_choices

SECTORS = [f"{division:02d}" for division in range(1, 100)]


def choices_of(viewer: Standing, dimension: Dimension) -> list[tuple[str, str]]:
    """The keys and names of the classes one may choose. They say nothing of who took part."""
    if dimension is Dimension.GOAL:
        return [(str(key), title) for key, title in goal_choices(viewer)]
    if dimension is Dimension.COUNTY:
        return list(County.objects.order_by("sort_key").values_list("pk", "name"))
    if dimension is Dimension.SIZE:
        return [(size.value, str(name)) for size, name in SIZE_NAMES.items()]
    if dimension is Dimension.PROGRAMME:
        return [(str(thing.pk), thing.title) for thing in Programme.objects.order_by("sort_key")]
    if dimension is Dimension.SECTOR:
        return [(key, sector_name(key)) for key in SECTORS]
    return [(str(year), str(year)) for year in _years()]


def _years() -> list[int]:
    """The years from the first participation to the last, without asking for every row."""
    first = Participation.objects.order_by("year").values_list("year", flat=True).first()
    last = Participation.objects.order_by("-year").values_list("year", flat=True).first()
    return [] if first is None or last is None else list(range(last, first - 1, -1))
