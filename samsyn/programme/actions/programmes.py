"""Programmes and their parties. Naming a party also writes the tie that opens its sight."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import sort_key
from samsyn.directory.actions.journal import note, require
from samsyn.directory.actions.ties import tie, untie
from samsyn.directory.models import Organisation
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import TieKind, TieRole
from samsyn.programme.models import Party, Programme, ProgrammeGoal
from samsyn.programme.rules.days import check_days
from samsyn.programme.rules.kinds import PartyRole
from samsyn.strategy.models import Goal

GoalReasons = Sequence[tuple[Goal, str]]
"""Goals that something serves, each with the reason why ("" when none is given)."""


@transaction.atomic
def start_programme(
    *,
    by: Standing,
    title_sv: str,
    starts_on: date,
    title_en: str = "",
    summary_sv: str = "",
    summary_en: str = "",
    ends_on: date | None = None,
    goals: GoalReasons = (),
    host: Organisation | None = None,
) -> Programme:
    """Start a programme hosted by the organisation one acts for.

    Only the operator names another `host`. The host is tied to the programme's work.
    """
    require(by=by, deed="start programme")
    host_id = by.organisation_id if host is None else host.pk
    if host_id is None:
        raise Problem(
            "programme-without-host",
            words("A programme needs a host. Act for an organisation, or name the host."),
        )
    require(by=by, deed="change programme", owner_id=host_id)
    check_days(starts_on, ends_on)
    programme = Programme.objects.create(
        title_sv=title_sv,
        title_en=title_en,
        sort_key=sort_key(title_sv),
        summary_sv=summary_sv,
        summary_en=summary_en,
        host_id=host_id,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    _tie_goals(programme, goals)
    tie(
        by=by,
        kind=TieKind.PROGRAMME,
        key=programme.pk,
        role=TieRole.HOST,
        organisation_id=host_id,
    )
    note(by=by, deed="start programme", subject=programme)
    return programme


@transaction.atomic
def change_programme(
    *,
    by: Standing,
    programme: Programme,
    title_sv: str,
    starts_on: date,
    title_en: str = "",
    summary_sv: str = "",
    summary_en: str = "",
    ends_on: date | None = None,
    goals: GoalReasons | None = None,
    reason: str = "",
) -> Programme:
    """Change the texts, days and goals of a programme. `goals=None` leaves the goals alone."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    require(by=by, deed="change programme", owner_id=programme.host_id)
    check_days(starts_on, ends_on)
    programme.title_sv = title_sv
    programme.title_en = title_en
    programme.sort_key = sort_key(title_sv)
    programme.summary_sv = summary_sv
    programme.summary_en = summary_en
    programme.starts_on = starts_on
    programme.ends_on = ends_on
    programme.save(
        update_fields=[
            "title_sv",
            "title_en",
            "sort_key",
            "summary_sv",
            "summary_en",
            "starts_on",
            "ends_on",
        ]
    )
    if goals is not None:
        ProgrammeGoal.objects.filter(programme=programme).exclude(
            goal__in=[goal.pk for goal, _reason in goals]
        ).delete()
        _tie_goals(programme, goals)
    note(by=by, deed="change programme", subject=programme, reason=reason)
    return programme


def _tie_goals(programme: Programme, goals: GoalReasons) -> None:
    for goal, reason in goals:
        ProgrammeGoal.objects.update_or_create(
            programme=programme, goal=goal, defaults={"reason": reason}
        )


@transaction.atomic
def name_party(
    *,
    by: Standing,
    programme: Programme,
    organisation: Organisation,
    role: PartyRole,
    from_on: date,
) -> Party:
    """Name an organisation partner, stakeholder or financier of a programme from a day on.

    A partner takes part in the work and sees it; stakeholders and financiers are named
    on the public page and see no more than others do.
    """
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    require(by=by, deed="name party", owner_id=programme.host_id)
    stands = Party.objects.filter(
        programme=programme, organisation=organisation, role=role, until_on__isnull=True
    )
    if stands.exists():
        raise Problem(
            "party-twice",
            words(
                "%(organisation)s already has this part in the programme. "
                "End it first, or choose another part."
            ),
            organisation=organisation.name,
        )
    party = Party.objects.create(
        programme=programme, organisation=organisation, role=role, from_on=from_on
    )
    tie(
        by=by,
        kind=TieKind.PROGRAMME,
        key=programme.pk,
        role=TieRole(role),
        organisation_id=organisation.pk,
        from_on=from_on,
    )
    note(by=by, deed="name party", subject=programme, reason=f"{organisation}, {role}")
    return party


@transaction.atomic
def end_party(*, by: Standing, party: Party, until_on: date) -> Party:
    """End an organisation's part in a programme; the day given is its last.

    The party stays on the page, under the ended ones, and its tie ends on the same day.
    """
    party = Party.objects.select_for_update().select_related("programme").get(pk=party.pk)
    require(by=by, deed="name party", owner_id=party.programme.host_id)
    if party.until_on is not None:
        raise Problem(
            "party-ended-already",
            words("This part ended on %(until_on)s. Name the organisation again if it is back."),
            until_on=party.until_on,
        )
    check_days(party.from_on, until_on)
    party.until_on = until_on
    party.save(update_fields=["until_on"])
    untie(
        by=by,
        kind=TieKind.PROGRAMME,
        key=party.programme_id,
        role=TieRole(party.role),
        organisation_id=party.organisation_id,
        until_on=until_on,
    )
    note(
        by=by,
        deed="name party",
        subject=party.programme,
        reason=f"ended {until_on:%Y-%m-%d}: {party.organisation}, {party.role}",
    )
    return party
