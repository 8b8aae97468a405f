"""The cast: the same few people and companies in every test, the demo and the handbook.

Astrid decides on applications and owns calls at the agency. Bo leads a region and coaches
companies at Navet Norr. Cilla runs Norrfors Mek. Diyar analyses results. Eva has just signed
up and may do nothing. Frida directs the programme, Gustav coordinates its regions, Hanna
heads the unit at the agency, and Ivar applies for money at Region Norrvik.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from samsyn.basics.swedish import folded, sort_key
from samsyn.company.models import Improvement
from samsyn.dialogue.models import Dialogue, JointDecision, Statement, Vote
from samsyn.directory.models import (
    County,
    Membership,
    Organisation,
    OrganisationName,
    Person,
    Tie,
)
from samsyn.directory.queries.sight import standing_of
from samsyn.directory.rules.access import Standing, operator, visitor
from samsyn.directory.rules.kinds import OrganisationKind, TieKind, TieRole
from samsyn.directory.rules.roles import Role
from samsyn.funding.models import Application, Call, CallGoal, Decision, Grant, GrantGoal
from samsyn.funding.rules.steps import Step
from samsyn.programme.models import (
    Activity,
    ActivityGoal,
    ImprovementActivity,
    Participation,
    Party,
    Programme,
    ProgrammeGoal,
)
from samsyn.strategy.models import Goal, GoalGround

TODAY = date(2026, 11, 23)
"""The day on which every test and the demo begin."""

PEOPLE: dict[str, tuple[str, str, tuple[Role, ...]]] = {
    "astrid": ("Astrid Ek", "agency", (Role.CASE_HANDLER, Role.CALL_OWNER)),
    "bo": ("Bo Lind", "navet", (Role.REGIONAL_LEADER, Role.COACH)),
    "cilla": ("Cilla Norén", "norrfors", (Role.COMPANY_MANAGER,)),
    "diyar": ("Diyar Aslan", "agency", (Role.ANALYST,)),
    "eva": ("Eva Sand", "", ()),
    "frida": ("Frida Holm", "institute", (Role.PROGRAMME_DIRECTOR, Role.ADMINISTRATOR)),
    "gustav": ("Gustav Ström", "institute", (Role.NATIONAL_COORDINATOR,)),
    "hanna": ("Hanna Berg", "agency", (Role.UNIT_HEAD, Role.ADMINISTRATOR)),
    "ivar": ("Ivar Öst", "region", (Role.REGIONAL_LEADER, Role.ADMINISTRATOR)),
}
ORGANISATIONS: dict[str, tuple[str, OrganisationKind, bool, str | None]] = {
    "agency": ("Industrimyndigheten", OrganisationKind.AGENCY, True, None),
    "navet": ("Navet Norr", OrganisationKind.IUC_COMPANY, False, "25"),
    "norrfors": ("Norrfors Mek AB", OrganisationKind.COMPANY, False, "25"),
    "alvsbro": ("Älvsbro Plåt & Svets AB", OrganisationKind.COMPANY, False, "24"),
    "institute": ("Produktionsinstitutet", OrganisationKind.INSTITUTE, True, None),
    "region": ("Region Norrvik", OrganisationKind.REGION, True, "25"),
    "consultancy": ("Robotråd AB", OrganisationKind.CONSULTANCY, False, "01"),
}


class Wants(NamedTuple):
    """What they think together and want."""

    dialogue: Dialogue
    statement: Statement
    joint_decision: JointDecision
    goal: Goal


class Money(NamedTuple):
    """What is paid."""

    call: Call
    application: Application
    grant: Grant


class Work(NamedTuple):
    """What is done, and what came of it."""

    programme: Programme
    activity: Activity
    participation: Participation
    improvement: Improvement


@dataclass(frozen=True)
class Cast:
    """Everybody, and one red thread from a dialogue to an improvement."""

    people: dict[str, Person]
    organisations: dict[str, Organisation]
    dialogue: Dialogue
    statement: Statement
    joint_decision: JointDecision
    goal: Goal
    call: Call
    application: Application
    grant: Grant
    programme: Programme
    activity: Activity
    participation: Participation
    improvement: Improvement

    def standing(self, name: str, on: date = TODAY) -> Standing:
        """The standing of one of the cast; "operator" and "visitor" are always there."""
        if name == "operator":
            return operator(on)
        if name == "visitor":
            return visitor(on)
        return standing_of(self.people[name], None, visitor(on))


def organisation(
    name: str, kind: OrganisationKind, public: bool, county_id: str | None
) -> Organisation:
    made = Organisation.objects.create(
        name=name,
        sort_key=sort_key(name),
        search_text=folded(name),
        kind=kind,
        publicly_controlled=public,
        commercial=kind in {OrganisationKind.COMPANY, OrganisationKind.CONSULTANCY},
        county_id=county_id,
    )
    OrganisationName.objects.create(organisation=made, name=name)
    return made


def gather_people() -> tuple[dict[str, Person], dict[str, Organisation]]:
    """Write the people of the cast and their organisations, with their roles."""
    homes = {key: organisation(*rest) for key, rest in ORGANISATIONS.items()}
    people = {}
    for key, (name, home, roles) in PEOPLE.items():
        people[key] = Person.objects.create(name=name, email=f"{key}@demo.example")
        people[key].set_unusable_password()
        people[key].save(update_fields=["password"])
        for role in roles:
            Membership.objects.create(
                person=people[key],
                organisation=homes[home],
                role=role,
                from_on=date(2024, 1, 1),
            )
    return people, homes


def gather() -> Cast:
    """Write the cast and their thread to the database and return it."""
    people, homes = gather_people()
    wants = _what_they_want(homes)
    money = _what_is_paid(homes, wants.goal, people["astrid"])
    work = _what_is_done(homes, wants.goal, money.grant)
    return Cast(people, homes, **wants._asdict(), **money._asdict(), **work._asdict())


def _what_they_want(homes: dict[str, Organisation]) -> Wants:
    dialogue = Dialogue.objects.create(
        title="Workshop om helheten",
        sort_key=sort_key("Workshop om helheten"),
        question="Vad behöver små industriföretag mest?",
        kind="workshop",
        organiser=homes["agency"],
        opens_on=date(2026, 8, 21),
        closes_on=date(2026, 12, 31),
    )
    statement = Statement.objects.create(
        dialogue=dialogue,
        text="Digitalisering är en del av helheten",
        organisation=homes["institute"],
        said_on=date(2026, 8, 21),
    )
    Vote.objects.create(statement=statement, organisation=homes["navet"], vote=1)
    joint_decision = JointDecision.objects.create(
        dialogue=dialogue,
        text="Vi vill ha en gemensam industrisatsning",
        decided_on=date(2026, 8, 21),
        organisation=homes["agency"],
    )
    joint_decision.statements.add(statement)
    goal = Goal.objects.create(
        title_sv="Fler små industriföretag klarar omställningen",
        title_en="More small industrial companies manage the transition",
        sort_key=sort_key("Fler små industriföretag klarar omställningen"),
        level="outcome",
        owner=homes["agency"],
        joint_decision=joint_decision,
    )
    GoalGround.objects.create(goal=goal, statement=statement)
    return Wants(dialogue, statement, joint_decision, goal)


def _what_is_paid(homes: dict[str, Organisation], goal: Goal, handler: Person) -> Money:
    norrbotten = County.objects.get(pk="25")
    call = Call.objects.create(
        title_sv="Smart industri i länen",
        title_en="Smart industry in the counties",
        sort_key=sort_key("Smart industri i länen"),
        owner=homes["agency"],
        opens_on=date(2026, 9, 1),
        closes_on=date(2026, 12, 15),
        budget_sek=Decimal(80_000_000),
    )
    CallGoal.objects.create(call=call, goal=goal)
    application = Application.objects.create(
        call=call,
        applicant=homes["region"],
        title="Smart industri Norrvik",
        asked_sek=Decimal(4_000_000),
        starts_on=date(2027, 1, 1),
        ends_on=date(2028, 12, 31),
        step=Step.GRANTED,
        submitted_on=date(2026, 10, 1),
    )
    application.counties.add(norrbotten)
    decision = Decision.objects.create(
        application=application,
        granted_sek=Decimal(3_500_000),
        decided_on=date(2026, 11, 2),
        decided_by=handler,
        reason="Stark plan.",
    )
    grant = Grant.objects.create(
        number="IM-2026-1",
        decision=decision,
        title="Smart industri Norrvik",
        sort_key=sort_key("Smart industri Norrvik"),
        recipient=homes["region"],
        grantor=homes["agency"],
        granted_sek=Decimal(3_500_000),
        starts_on=date(2027, 1, 1),
        ends_on=date(2028, 12, 31),
    )
    grant.counties.add(norrbotten)
    GrantGoal.objects.create(grant=grant, goal=goal)
    _tie(TieKind.GRANT, grant.pk, homes["region"], TieRole.RECIPIENT)
    _tie(TieKind.GRANT, grant.pk, homes["agency"], TieRole.GRANTOR)
    return Money(call, application, grant)


def _what_is_done(homes: dict[str, Organisation], goal: Goal, grant: Grant) -> Work:
    programme = Programme.objects.create(
        title_sv="Lyftet",
        title_en="The Lift",
        sort_key=sort_key("Lyftet"),
        host=homes["institute"],
        starts_on=date(2026, 1, 1),
    )
    ProgrammeGoal.objects.create(programme=programme, goal=goal)
    Party.objects.create(
        programme=programme,
        organisation=homes["navet"],
        role="partner",
        from_on=date(2026, 1, 1),
    )
    grant.programme = programme
    grant.save(update_fields=["programme"])
    _tie(TieKind.PROGRAMME, programme.pk, homes["institute"], TieRole.HOST)
    _tie(TieKind.PROGRAMME, programme.pk, homes["navet"], TieRole.PARTNER)
    _tie(TieKind.PROGRAMME, programme.pk, homes["agency"], TieRole.GRANTOR)
    return _who_took_part(homes, goal, programme)


def _who_took_part(homes: dict[str, Organisation], goal: Goal, programme: Programme) -> Work:
    activity = Activity.objects.create(
        programme=programme,
        title="Startprogram i Norrvik",
        sort_key=sort_key("Startprogram i Norrvik"),
        kind="start_programme",
        starts_on=date(2026, 10, 5),
        county_id="25",
        organiser=homes["navet"],
    )
    ActivityGoal.objects.create(activity=activity, goal=goal)
    participation = Participation.objects.create(
        activity=activity,
        company=homes["norrfors"],
        on=date(2026, 10, 5),
        year=2026,
        women=1,
        men=2,
        not_stated=0,
        hours=Decimal("7.5"),
    )
    improvement = Improvement.objects.create(
        company=homes["norrfors"],
        title="Halverad ställtid i svetsen",
        happened_on=date(2026, 11, 10),
        hours_saved_per_year=Decimal(120),
    )
    ImprovementActivity.objects.create(improvement=improvement, activity=activity)
    return Work(programme, activity, participation, improvement)


def _tie(kind: TieKind, key: int, holder: Organisation, role: TieRole) -> None:
    Tie.objects.create(kind=kind, key=key, organisation=holder, role=role, from_on=date(2026, 1, 1))
