"""Who sees what: every role, every level, every kind of tie, generated from the tables.

One row of each kind of record stands for all of them: an organisation plays the record, and
its key plays the owner, programme, grant or company that the row belongs to.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samsyn.basics.problem import Problem
from samsyn.cast import PEOPLE, TODAY, Cast
from samsyn.directory.actions.journal import require
from samsyn.directory.models import Membership, Organisation, Tie
from samsyn.directory.queries.sight import may_see, standing_of
from samsyn.directory.rules.access import LEVELS, SEALED_ROLES, Level, Standing, visitor
from samsyn.directory.rules.kinds import TieKind, TieRole
from samsyn.directory.rules.roles import DEEDS, Role, may

EVERYBODY = [*PEOPLE, "visitor", "operator"]
CLOSED = sorted(kind for kind, level in LEVELS.items() if level is not Level.OPEN)
ROW = {"owner": "pk", "programme": "pk", "grant": "pk", "company": "pk"}


def of(level: Level) -> list[str]:
    return sorted(kind for kind, own in LEVELS.items() if own is level)


def sees(viewer: Standing, kind: str, row: Organisation, **belongs: str) -> bool:
    return Organisation.objects.filter(may_see(viewer, kind, **belongs), pk=row.pk).exists()


def at(cast: Cast, home: str, role: Role = Role.COACH, **changed: object) -> Standing:
    """Somebody with one role at one organisation."""
    person = cast.people["eva"]
    organisation = cast.organisations[home]
    Membership.objects.create(
        person=person, organisation=organisation, role=role, from_on=date(2026, 1, 1)
    )
    return replace(standing_of(person, organisation.pk, visitor(TODAY)), **changed)


@pytest.mark.parametrize("name", EVERYBODY)
def test_open_is_open_to_everybody(cast: Cast, name: str) -> None:
    for kind in of(Level.OPEN):
        assert sees(cast.standing(name), kind, cast.organisations["norrfors"]), kind


@pytest.mark.parametrize("name", EVERYBODY)
def test_house_is_for_those_who_support_companies_and_the_company_itself(
    cast: Cast, name: str
) -> None:
    viewer, inside = cast.standing(name), name not in {"cilla", "eva", "visitor"}
    own = inside or name == "cilla"
    for kind in of(Level.HOUSE):
        assert sees(viewer, kind, cast.organisations["alvsbro"], company="pk") is inside, kind
        assert sees(viewer, kind, cast.organisations["norrfors"], company="pk") is own, kind


@pytest.mark.parametrize("role", list(Role))
def test_a_consultancy_sees_nothing_closed_whatever_the_role(cast: Cast, role: Role) -> None:
    member = at(cast, "consultancy", role)
    for kind in CLOSED:
        assert not sees(member, kind, cast.organisations["norrfors"], **ROW), kind


@pytest.mark.parametrize("kind", of(Level.HOUSE))
def test_a_commercial_supporter_is_no_part_of_the_house(cast: Cast, kind: str) -> None:
    Organisation.objects.filter(pk=cast.organisations["navet"].pk).update(commercial=True)
    assert not sees(cast.standing("bo"), kind, cast.organisations["norrfors"], company="pk")


@pytest.mark.parametrize("name", EVERYBODY)
def test_sealed_is_for_named_roles_of_the_owner(cast: Cast, name: str) -> None:
    viewer = cast.standing(name)
    for kind in of(Level.SEALED):
        for owner in cast.organisations.values():
            named = viewer.organisation_id == owner.pk and bool(viewer.roles & SEALED_ROLES[kind])
            assert sees(viewer, kind, owner, owner="pk") is (named or name == "operator"), kind


@pytest.mark.parametrize("role", list(Role))
def test_inside_the_owner_only_the_roles_of_the_table_see(cast: Cast, role: Role) -> None:
    member = at(cast, "region", role)
    for kind in of(Level.SEALED):
        seen = sees(member, kind, cast.organisations["region"], owner="pk")
        assert seen is (role in SEALED_ROLES[kind]), kind


def test_every_sealed_kind_names_its_roles() -> None:
    assert set(SEALED_ROLES) == set(of(Level.SEALED))


# Ties open work and company

AT_WORK = {TieRole.HOST, TieRole.PARTNER, TieRole.GRANTOR, TieRole.RECIPIENT, TieRole.COACH}
CLOSE = {TieRole.COACH, TieRole.PERMITTED}
DAY = timedelta(days=1)


def tie(holder: Organisation, kind: TieKind, key: int, role: TieRole, **days: date) -> None:
    Tie.objects.create(
        kind=kind, key=key, organisation=holder, role=role, **{"from_on": TODAY, **days}
    )


@pytest.mark.parametrize("role", list(TieRole))
@pytest.mark.parametrize(
    ("tied_to", "belongs"),
    [(TieKind.PROGRAMME, "programme"), (TieKind.GRANT, "grant")],
)
@pytest.mark.parametrize("kind", of(Level.WORK))
def test_work_is_opened_by_taking_part_and_not_by_being_named(
    cast: Cast, kind: str, tied_to: TieKind, belongs: str, role: TieRole
) -> None:
    row = Organisation.objects.create(name="Post", sort_key="", search_text="", kind="other")
    tie(cast.organisations["region"], tied_to, row.pk, role)
    opened = role in AT_WORK
    assert sees(cast.standing("ivar"), kind, row, **{belongs: "pk"}) is opened
    assert not sees(cast.standing("bo"), kind, row, **{belongs: "pk"})


@pytest.mark.parametrize("role", list(TieRole))
@pytest.mark.parametrize("kind", of(Level.COMPANY))
def test_company_is_opened_by_its_coach_and_by_permission(
    cast: Cast, kind: str, role: TieRole
) -> None:
    row = cast.organisations["alvsbro"]
    tie(cast.organisations["region"], TieKind.COMPANY, row.pk, role)
    assert sees(cast.standing("ivar"), kind, row, company="pk") is (role in CLOSE)
    assert not sees(cast.standing("bo"), kind, row, company="pk")


@pytest.mark.parametrize("name", EVERYBODY)
def test_without_a_tie_only_the_company_itself_sees(cast: Cast, name: str) -> None:
    row, close = cast.organisations["norrfors"], name in {"cilla", "operator"}
    for kind in of(Level.COMPANY):
        assert sees(cast.standing(name), kind, row, company="pk") is close, kind


@pytest.mark.parametrize(
    ("days", "opened"),
    [
        ({"from_on": TODAY}, True),
        ({"from_on": TODAY + DAY}, False),  # not yet
        ({"from_on": TODAY - 9 * DAY, "until_on": TODAY}, True),  # the last day counts
        ({"from_on": TODAY - 9 * DAY, "until_on": TODAY - DAY}, False),  # over
    ],
)
@pytest.mark.parametrize("kind", [*of(Level.WORK), *of(Level.COMPANY)])
def test_a_tie_opens_only_between_its_days(
    cast: Cast, kind: str, days: dict[str, date], opened: bool
) -> None:
    row = cast.organisations["alvsbro"]
    for tied_to in TieKind:
        tie(cast.organisations["region"], tied_to, row.pk, TieRole.COACH, **days)
    belongs = {"programme": "pk", "grant": "pk", "company": "pk"}
    assert sees(cast.standing("ivar"), kind, row, **belongs) is opened


@pytest.mark.parametrize("kind", of(Level.COMPANY))
def test_a_tie_to_a_programme_opens_no_company(cast: Cast, kind: str) -> None:
    row = cast.organisations["alvsbro"]
    tie(cast.organisations["region"], TieKind.PROGRAMME, row.pk, TieRole.COACH)
    assert not sees(cast.standing("ivar"), kind, row, company="pk")


@pytest.mark.parametrize("kind", of(Level.COMPANY))
def test_a_person_tied_herself_sees_and_her_colleague_does_not(cast: Cast, kind: str) -> None:
    row = cast.organisations["alvsbro"]
    Tie.objects.create(
        kind=TieKind.COMPANY,
        key=row.pk,
        person=cast.people["frida"],
        role=TieRole.COACH,
        from_on=TODAY,
    )
    assert sees(cast.standing("frida"), kind, row, company="pk")
    assert not sees(cast.standing("gustav"), kind, row, company="pk")


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_kind_that_is_not_in_the_table_is_seen_by_nobody(cast: Cast, name: str) -> None:
    viewer = cast.standing(name)
    assert not sees(viewer, "the till", cast.organisations["norrfors"], **ROW)


def test_a_role_that_has_ended_or_not_begun_opens_nothing(cast: Cast) -> None:
    Membership.objects.filter(person=cast.people["hanna"]).update(until_on=TODAY - DAY)
    Membership.objects.filter(person=cast.people["frida"]).update(from_on=TODAY + DAY)
    for name in ("hanna", "frida"):
        viewer = cast.standing(name)
        assert viewer.organisation_id is None
        for kind in CLOSED:
            assert not sees(viewer, kind, cast.organisations["agency"], **ROW), kind


# The roles


def refused(by: Standing, deed: str, owner_id: int) -> str:
    """The code of the refusal, or nothing."""
    try:
        require(by=by, deed=deed, owner_id=owner_id)
    except Problem as problem:
        return problem.code
    return ""


@pytest.mark.parametrize("role", list(Role))
def test_the_table_of_roles_is_what_counts(cast: Cast, role: Role) -> None:
    member, home = at(cast, "region", role), cast.organisations["region"].pk
    for deed in DEEDS:
        expected = "" if may(frozenset({role}), deed) else "not-allowed"
        assert refused(member, deed, home) == expected, deed


def test_what_is_anothers_is_refused_where_the_table_says_own(cast: Cast) -> None:
    member = replace(cast.standing("ivar"), roles=frozenset(Role))
    other = cast.organisations["agency"].pk
    for deed in DEEDS:
        assert refused(member, deed, other) == ("not-yours" if DEEDS[deed].own else ""), deed


def test_nobody_without_a_role_does_anything_and_the_operator_everything(cast: Cast) -> None:
    agency = cast.organisations["agency"].pk
    for deed in DEEDS:
        assert refused(cast.standing("eva"), deed, agency) == "not-allowed", deed
        assert refused(cast.standing("visitor"), deed, agency) == "not-allowed", deed
        assert refused(cast.standing("operator"), deed, agency) == "", deed


def test_a_deed_that_is_not_in_the_table_nobody_does(cast: Cast) -> None:
    for name in PEOPLE:
        with pytest.raises(Problem) as refusal:
            require(by=cast.standing(name), deed="sell the house")
        assert refusal.value.code == "not-allowed"
