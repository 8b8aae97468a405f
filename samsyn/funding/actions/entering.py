"""A batch of grants from lists, compared with what stands and written in few queries."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from samsyn.basics.swedish import sort_key
from samsyn.directory.models import Tie
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import TieKind, TieRole, Verdict
from samsyn.funding.actions.parts import leave_programme
from samsyn.funding.models import Grant, GrantGoal
from samsyn.funding.queries.parties import Part, parts_of
from samsyn.funding.rules.grants import Entered, NewGrant

STATED = (
    "title",
    "sort_key",
    "recipient_id",
    "grantor_id",
    "granted_sek",
    "starts_on",
    "ends_on",
    "area",
)
"""Columns that a list may state."""
IN_ONE_GO = 100

Key = tuple[str, str]
"""Register and number."""


def enter_batch(*, by: Standing, wanted: Mapping[Key, NewGrant]) -> Entered:
    """Write the grants that are new or stand otherwise; how many of each.

    Part of another deed, which has asked, checked the rows and writes the journal.
    """
    standing = _standing(wanted)
    before = {grant.pk: (grant.programme_id, parts_of(grant)) for grant in standing.values()}
    changed = {key for key, grant in standing.items() if _bring(grant, wanted[key])}
    columns = [name.removesuffix("_id") for name in STATED]
    rows = [standing[key] for key in changed]
    Grant.objects.bulk_update(rows, columns, batch_size=IN_ONE_GO)
    made = Grant.objects.bulk_create(
        Grant(register=row.register, number=row.number, **_stated(row))
        for key, row in wanted.items()
        if key not in standing
    )
    grants = [*standing.values(), *made]
    said = {grant.pk: wanted[grant.register, grant.number] for grant in grants}
    relinked = _link_goals(said) | _link_places(said)
    _tie(by=by, grants=grants)
    _leave(by=by, grants=rows, before=before)
    changed |= {key for key, grant in standing.items() if grant.pk in relinked}
    verdicts = {
        key: Verdict.TAKEN
        if key not in standing
        else Verdict.CHANGED
        if key in changed
        else Verdict.UNCHANGED
        for key in wanted
    }
    return Entered(len(made), len(changed), len(standing) - len(changed), verdicts)


def _standing(wanted: Mapping[Key, NewGrant]) -> dict[Key, Grant]:
    """The grants that stand, locked until the batch is written."""
    rows = Grant.objects.select_for_update().filter(
        register__in={register for register, _number in wanted},
        number__in={number for _register, number in wanted},
    )
    found = {(row.register, row.number): row for row in rows}
    return {key: row for key, row in found.items() if key in wanted}


def _stated(row: NewGrant) -> dict[str, Any]:
    return {
        name: sort_key(row.title) if name == "sort_key" else getattr(row, name) for name in STATED
    }


def _bring(grant: Grant, row: NewGrant) -> bool:
    """Bring the grant to what the row states; whether anything differed. Unsaid is unchanged."""
    differed = False
    for name, value in _stated(row).items():
        if value is None or value == "" or getattr(grant, name) == value:
            continue
        setattr(grant, name, value)
        differed = True
    return differed


def _link_goals(said: Mapping[int, NewGrant]) -> set[int]:
    """Write the goals that the list states; the keys of the grants that differed.

    A goal set here, not read from a list, was tied by people and stays.
    """
    rows = GrantGoal.objects.filter(grant__in=said).values_list(
        "pk", "grant", "goal", "goal__register"
    )
    links = list(rows)
    wanted = {key: set(row.goal_ids) for key, row in said.items() if row.goal_ids}
    missing, surplus = _compare([link[:3] for link in links], wanted)
    by_people = {key for key, _grant, _goal, register in links if register == ""}
    surplus = {key: grant for key, grant in surplus.items() if key not in by_people}
    GrantGoal.objects.filter(pk__in=surplus).delete()
    GrantGoal.objects.bulk_create(
        GrantGoal(grant_id=grant_id, goal_id=goal_id) for grant_id, goal_id in missing
    )
    return {grant_id for grant_id, _goal_id in missing} | set(surplus.values())


def _link_places(said: Mapping[int, NewGrant]) -> set[int]:
    """Write the counties and municipalities that the list states; the grants that differed."""
    differed: set[int] = set()
    for field, codes in (("counties", "county_codes"), ("municipalities", "municipality_codes")):
        through = getattr(Grant, field).through
        place = "county_id" if field == "counties" else "municipality_id"
        wanted = {key: set(getattr(row, codes)) for key, row in said.items() if getattr(row, codes)}
        links = through.objects.filter(grant__in=said).values_list("pk", "grant_id", place)
        missing, surplus = _compare(links, wanted)
        through.objects.filter(pk__in=surplus).delete()
        through.objects.bulk_create(
            through(**{"grant_id": grant_id, place: code}) for grant_id, code in missing
        )
        differed |= {grant_id for grant_id, _code in missing} | set(surplus.values())
    return differed


def _compare(
    links: Iterable[tuple[int, int, Any]], wanted: Mapping[int, set[Any]]
) -> tuple[list[tuple[int, Any]], dict[int, int]]:
    """Pairs (grant, other) that are missing, and links to take away: key and grant.

    Grants that the list says nothing about are left alone.
    """
    there: dict[int, set[Any]] = {}
    surplus = {}
    for key, grant_id, other in links:
        there.setdefault(grant_id, set()).add(other)
        if grant_id in wanted and other not in wanted[grant_id]:
            surplus[key] = grant_id
    missing = [
        (grant_id, other)
        for grant_id, others in wanted.items()
        for other in sorted(others - there.get(grant_id, set()))
    ]
    return missing, surplus


def _tie(*, by: Standing, grants: Iterable[Grant]) -> None:
    """Tie recipients and grantors to their grants, and end the ties of those who were before."""
    wanted = {(grant.pk, *part) for grant in grants for part in parts_of(grant)}
    ties = Tie.objects.filter(
        kind=TieKind.GRANT,
        key__in={key for key, _role, _organisation_id in wanted},
        role__in=[TieRole.RECIPIENT, TieRole.GRANTOR],
        organisation__isnull=False,
        until_on__isnull=True,
    )
    stand = {
        (key, TieRole(role), organisation_id): pk
        for pk, key, role, organisation_id in ties.values_list("pk", "key", "role", "organisation")
    }
    surplus = [pk for tied, pk in stand.items() if tied not in wanted]
    Tie.objects.filter(pk__in=surplus).update(until_on=by.on - timedelta(days=1))
    Tie.objects.bulk_create(
        Tie(
            kind=TieKind.GRANT,
            key=key,
            role=role,
            organisation_id=organisation_id,
            from_on=by.on,
        )
        for key, role, organisation_id in sorted(wanted - stand.keys())
    )


def _leave(
    *,
    by: Standing,
    grants: Iterable[Grant],
    before: Mapping[int, tuple[int | None, list[Part]]],
) -> None:
    """End the ties to programmes of those who no longer receive or grant; rare in a list."""
    for grant in grants:
        programme_id, parts = before[grant.pk]
        gone = [part for part in parts if part not in parts_of(grant)]
        if programme_id is not None and gone:
            leave_programme(by=by, programme_id=programme_id, parts=gone)
