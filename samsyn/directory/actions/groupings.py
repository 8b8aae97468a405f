"""Free divisions of the counties into areas."""

from collections.abc import Collection, Mapping

from django.db import transaction

from samsyn.basics.swedish import sort_key
from samsyn.directory.actions.journal import note, require
from samsyn.directory.models import County, Grouping, GroupingArea
from samsyn.directory.queries.groupings import groupings_for
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.groupings import checked_areas
from samsyn.directory.rules.organisations import checked_name


@transaction.atomic
def make_grouping(*, by: Standing, title: str, areas: Mapping[str, Collection[str]]) -> Grouping:
    """Make a division of counties: county codes by the title of the area they lie in."""
    require(by=by, deed="make grouping")
    title, areas = checked_name(title), checked_areas(areas)
    grouping = Grouping.objects.create(
        title=title, sort_key=sort_key(title), owner_id=by.organisation_id
    )
    _write_areas(grouping, areas)
    note(by=by, deed="make grouping", subject=grouping)
    return grouping


@transaction.atomic
def change_grouping(
    *, by: Standing, grouping_id: int, title: str, areas: Mapping[str, Collection[str]]
) -> Grouping:
    """Change a grouping's title and areas; an area that keeps its title keeps its key."""
    seen = groupings_for(by).get(pk=grouping_id)
    require(by=by, deed="change grouping", owner_id=seen.owner_id)
    grouping = Grouping.objects.select_for_update().get(pk=seen.pk)
    title, areas = checked_name(title), checked_areas(areas)
    grouping.title, grouping.sort_key = title, sort_key(title)
    grouping.save(update_fields=["title", "sort_key"])
    grouping.areas.exclude(title__in=areas).delete()
    _write_areas(grouping, areas)
    note(by=by, deed="change grouping", subject=grouping)
    return grouping


def _write_areas(grouping: Grouping, areas: Mapping[str, Collection[str]]) -> None:
    for title, codes in areas.items():
        area, _made = GroupingArea.objects.get_or_create(grouping=grouping, title=title)
        area.counties.set(County.objects.filter(code__in=codes))
