"""What changes grants: by people, and in bulk from lists."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import sort_key
from samsyn.directory.actions.journal import note, require
from samsyn.directory.actions.ties import tie
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import TieKind
from samsyn.funding.actions.entering import enter_batch
from samsyn.funding.actions.goals import set_goals
from samsyn.funding.actions.parts import leave_programme
from samsyn.funding.models import Grant, GrantHours
from samsyn.funding.queries.grants import payable_for
from samsyn.funding.queries.parties import parts_of, party_of
from samsyn.funding.queries.places import counties_with, municipalities_with
from samsyn.funding.rules.grants import Entered, NewGrant, check_new_grant, check_period
from samsyn.programme.models import Programme


@transaction.atomic
def change_grant(
    *,
    by: Standing,
    grant_id: int,
    title: str,
    area: str = "",
    starts_on: date | None,
    ends_on: date | None,
    goals: Mapping[int, str],
    county_codes: Collection[str],
    municipality_codes: Collection[str],
    is_operating: bool | None = None,
) -> Grant:
    """Change what a grant is called, its area, days, goals, places, and whether it is operating.

    Only its grantor may. `is_operating` stays as it is where it is not said.
    Number, recipient and amount were decided and are not changed here.
    """
    grant = Grant.objects.select_for_update().get(pk=grant_id)
    require(by=by, deed="change grant", owner_id=grant.grantor_id)
    if grant.grantor_id is None and not by.operator:
        raise Problem(
            "grantor-not-known",
            words(
                "The list that grant %(number)s came from does not say who granted it, so nobody "
                "here may change it. Read a list in that names the grantor."
            ),
            number=grant.number,
        )
    check_period(starts_on, ends_on)
    counties, places = counties_with(county_codes), municipalities_with(municipality_codes)
    grant.title, grant.sort_key, grant.area = title, sort_key(title), area
    grant.starts_on, grant.ends_on = starts_on, ends_on
    if is_operating is not None:
        grant.is_operating = is_operating
    grant.save(update_fields=["title", "sort_key", "area", "starts_on", "ends_on", "is_operating"])
    set_goals(by=by, thing=grant, goals=goals)
    grant.counties.set(counties)
    grant.municipalities.set(places)
    note(by=by, deed="change grant", subject=grant)
    return grant


@transaction.atomic
def pay_for_programme(*, by: Standing, grant_id: int, programme_id: int | None) -> Grant:
    """Say which programme a grant pays for; None takes the programme away.

    It ties the grantor and the recipient to the programme, so that they see its
    participations, and ends their ties to the earlier one unless another grant holds them.
    Therefore one of them must take part in the programme already, by its host's word.
    """
    grant = Grant.objects.select_for_update().get(pk=grant_id)
    require(by=by, deed="pay for programme", owner_id=party_of(grant, by))
    earlier_id = grant.programme_id
    if programme_id != earlier_id:
        _check_no_hours(grant)
    programme = None if programme_id is None else _payable(by, grant, programme_id)
    grant.programme = programme
    grant.save(update_fields=["programme"])
    if earlier_id is not None and earlier_id != programme_id:
        leave_programme(by=by, programme_id=earlier_id, parts=parts_of(grant))
    if programme is not None:
        for role, organisation_id in parts_of(grant):
            tie(
                by=by,
                kind=TieKind.PROGRAMME,
                key=programme.pk,
                role=role,
                organisation_id=organisation_id,
            )
    note(by=by, deed="pay for programme", subject=grant)
    return grant


@transaction.atomic
def enter_grants(*, by: Standing, new: Sequence[NewGrant]) -> Entered:
    """Enter a batch of grants from lists; what stands by (register, number) is brought up to date.

    What a list does not say is left as it stands. Counties and municipalities become the
    list's; so do goals that came from a list, while goals tied by people here stay. If a
    number comes twice in a batch, the later row stands. One line in the journal for all.
    """
    require(by=by, deed="import grants")
    for row in new:
        check_new_grant(row)
    wanted = {(row.register, row.number): row for row in new}
    entered = enter_batch(by=by, wanted=wanted)
    note(by=by, deed="import grants", subject=None, text=f"{len(new)} grants")
    return entered


def _payable(by: Standing, grant: Grant, programme_id: int) -> Programme:
    programme = Programme.objects.get(pk=programme_id)
    if not payable_for(by, grant).filter(pk=programme_id).exists():
        raise Problem(
            "not-part-of-programme",
            words(
                "A grant opens the participations of %(programme)s to its recipient and grantor, "
                "and %(host)s, its host, has not named you as a party to it. "
                "Ask %(host)s to do so first."
            ),
            programme=programme.title,
            host=programme.host.name,
        )
    return programme


def _check_no_hours(grant: Grant) -> None:
    number = GrantHours.objects.filter(grant=grant).count()
    if number:
        raise Problem(
            "hours-assigned",
            words(
                "The own hours of %(number)s participations in the earlier programme belong to "
                "this grant. Release them first."
            ),
            number=number,
        )
