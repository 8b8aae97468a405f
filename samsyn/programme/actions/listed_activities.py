"""The activities that the rows of a list mean: found by title and day, or made."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db import transaction

from samsyn.basics.swedish import folded, sort_key
from samsyn.directory.actions.journal import note_each, require
from samsyn.directory.rules.access import Standing
from samsyn.programme.models import Activity
from samsyn.programme.rules.days import widened
from samsyn.programme.rules.kinds import ActivityKind
from samsyn.programme.rules.listed import Held, meant

Called = tuple[str, date]
"""A folded title, and a day."""


@transaction.atomic
def activities_called(
    *, by: Standing, programme_id: int | None, called: Collection[tuple[str, date]]
) -> dict[Called, Activity]:
    """The activity that each title means on a day, made when there is none, in few statements.

    Looked for in the programme, whoever holds them; without a programme among the loose ends
    of the organisation one acts for. One that a list made is widened to hold the day; one that
    people planned keeps its days. A new one has the kind "other", no county and no goal. The
    caller has asked whether `by` takes part in the programme.
    """
    require(by=by, deed="import participants")
    standing = _standing(by, programme_id, {title for title, _on in called})
    new: dict[tuple[str, int], Activity] = {}
    found: dict[Called, Activity] = {}
    changed: dict[int, Activity] = {}
    for title, on in sorted(called, key=lambda one: (one[1], one[0])):
        name = folded(title)
        held = meant([_held(one) for one in standing[name].values()], on)
        if held is None:
            one = new.setdefault(
                (name, on.year), _made(by, programme_id, " ".join(title.split()), on)
            )
            one.ends_on = on
        else:
            one = standing[name][held.key]
            if held.from_list and _widen(one, on):
                changed[one.pk] = one
        found[name, on] = one
    Activity.objects.bulk_create(list(new.values()))
    Activity.objects.bulk_update(list(changed.values()), ["starts_on", "ends_on"])
    note_each(by=by, deed="plan activity", subjects=list(new.values()), reason="named in a list")
    note_each(
        by=by, deed="change activity", subjects=list(changed.values()), reason="days of a list"
    )
    return found


def _standing(
    by: Standing, programme_id: int | None, titles: Collection[str]
) -> defaultdict[str, dict[int, Activity]]:
    """The activities with these titles, locked, by folded title and key."""
    alike = Activity.objects.select_for_update(of=("self",)).filter(
        programme=programme_id, sort_key__in={sort_key(title) for title in titles}
    )
    if programme_id is None:
        alike = alike.filter(organiser=by.organisation_id)
    found: defaultdict[str, dict[int, Activity]] = defaultdict(dict)
    for one in alike.order_by("pk"):
        found[folded(one.title)][one.pk] = one
    return found


def _held(activity: Activity) -> Held:
    return Held(activity.pk, activity.starts_on, activity.ends_on, activity.from_list)


def _made(by: Standing, programme_id: int | None, title: str, on: date) -> Activity:
    return Activity(
        programme_id=programme_id,
        organiser_id=by.organisation_id,
        title=title,
        sort_key=sort_key(title),
        kind=ActivityKind.OTHER,
        starts_on=on,
        ends_on=on,
        from_list=True,
    )


def _widen(activity: Activity, on: date) -> bool:
    days = widened(activity.starts_on, activity.ends_on, on)
    if days == (activity.starts_on, activity.ends_on):
        return False
    activity.starts_on, activity.ends_on = days
    return True
