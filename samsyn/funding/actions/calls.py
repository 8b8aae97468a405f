"""What changes calls."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import sort_key
from samsyn.dialogue.queries.tours import tours_for
from samsyn.directory.actions.journal import note, require
from samsyn.directory.rules.access import Standing
from samsyn.funding.actions.goals import set_goals
from samsyn.funding.models import Call, Decision
from samsyn.funding.queries.parties import acting_for
from samsyn.funding.rules.budget import check_budget
from samsyn.funding.rules.calls import check_days


@transaction.atomic
def open_call(
    *,
    by: Standing,
    title_sv: str,
    title_en: str = "",
    summary: str = "",
    opens_on: date,
    closes_on: date,
    budget_sek: Decimal,
    goals: Mapping[int, str],
    tour_id: int | None = None,
) -> Call:
    """Invite to apply for money between two days, for the organisation one acts for.

    `closes_on` is the last day to apply, until midnight. `goals` are the keys of the goals
    it aims at, each with a reason or ""; `tour_id` is the tour of regions that it came of.
    """
    require(by=by, deed="open call", owner_id=by.organisation_id)
    owner_id = acting_for(by)
    check_days(opens_on, closes_on)
    check_budget(budget_sek, [])
    _check_tour(by, tour_id)
    call = Call.objects.create(
        title_sv=title_sv,
        title_en=title_en,
        sort_key=sort_key(title_sv),
        summary=summary,
        owner_id=owner_id,
        opens_on=opens_on,
        closes_on=closes_on,
        budget_sek=budget_sek,
        tour_id=tour_id,
    )
    set_goals(by=by, thing=call, goals=goals)
    note(by=by, deed="open call", subject=call)
    return call


@transaction.atomic
def change_call(
    *,
    by: Standing,
    call_id: int,
    title_sv: str,
    title_en: str = "",
    summary: str = "",
    opens_on: date,
    closes_on: date,
    budget_sek: Decimal,
    goals: Mapping[int, str],
    tour_id: int | None = None,
) -> Call:
    """Change a call. Its budget cannot fall below what has been granted from it."""
    call = Call.objects.select_for_update().get(pk=call_id)
    require(by=by, deed="change call", owner_id=call.owner_id)
    check_days(opens_on, closes_on)
    granted = Decision.objects.filter(application__call=call)
    check_budget(budget_sek, granted.values_list("granted_sek", flat=True))
    if tour_id != call.tour_id:
        _check_tour(by, tour_id)
    call.tour_id = tour_id
    call.title_sv, call.title_en, call.summary = title_sv, title_en, summary
    call.sort_key = sort_key(title_sv)
    call.opens_on, call.closes_on, call.budget_sek = opens_on, closes_on, budget_sek
    call.save(
        update_fields=[
            "title_sv",
            "title_en",
            "summary",
            "sort_key",
            "opens_on",
            "closes_on",
            "budget_sek",
            "tour",
        ]
    )
    set_goals(by=by, thing=call, goals=goals)
    note(by=by, deed="change call", subject=call)
    return call


def _check_tour(by: Standing, tour_id: int | None) -> None:
    if tour_id is not None and not tours_for(by).filter(pk=tour_id).exists():
        raise Problem(
            "tour-unknown",
            words("There is no tour %(number)s. Choose one from the list, or none."),
            number=tour_id,
        )
