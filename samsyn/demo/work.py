"""What they do: programmes, parties, activities, who took part, and what became better."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from samsyn.company.actions.closeness import name_coach
from samsyn.company.actions.improvements import note_improvement
from samsyn.company.actions.key_figures import note_key_figure
from samsyn.company.rules.kinds import KeyFigureKind
from samsyn.demo.houses import REGIONS
from samsyn.demo.stage import Stage
from samsyn.directory.models import County, Organisation
from samsyn.funding.actions.grants import pay_for_programme
from samsyn.funding.actions.hours import assign_hours
from samsyn.programme.actions.activities import ActivityText, plan_activity, tie_improvement
from samsyn.programme.actions.participations import note_participations
from samsyn.programme.actions.programmes import name_party, start_programme
from samsyn.programme.models import Activity, Participation
from samsyn.programme.rules.kinds import ActivityKind, PartyRole
from samsyn.programme.rules.participations import NewParticipation

START = 800
"""How many days ago the programmes began."""
UNPAID = "Småland och öarna"
"""The region whose grant nobody has tied to a programme: a loose end."""


@dataclass(frozen=True)
class Plan:
    """One form of activity: how often in a region, how many companies, and their own hours."""

    programme: str
    goal: str
    kind: ActivityKind
    title: str
    times: int
    companies: tuple[int, int]
    people: tuple[int, int]
    hours: tuple[int, int]


PLANS: tuple[Plan, ...] = (
    Plan("start", "digital", ActivityKind.SEMINAR, "Inspiration", 3, (9, 22), (1, 2), (2, 4)),
    Plan("start", "start", ActivityKind.START_PROGRAMME, "Startprogram", 2, (5, 9), (2, 4),
         (30, 80)),
    Plan("lift", "flow", ActivityKind.DEVELOPMENT_PROGRAMME, "Utvecklingsprogram", 1, (3, 6),
         (6, 14), (900, 2400)),
    Plan("lift", "skills", ActivityKind.COURSE, "Leankurs", 1, (4, 8), (2, 2), (50, 90)),
    Plan("network", "network", ActivityKind.NETWORK, "Nätverksträff", 3, (5, 7), (1, 2), (4, 6)),
)  # fmt: skip

BETTER: tuple[tuple[str, int, int, bool, bool], ...] = (
    ("Halverad ställtid i svetsen", 240, 120_000, False, False),
    ("Ny ordning i lagret, ingen letar längre", 180, 0, True, False),
    ("Orderunderlag på skärm i stället för papper", 300, 90_000, False, True),
    ("Lyfthjälp vid pressen", 0, 0, True, False),
    ("Dagliga möten vid tavlan", 90, 0, False, True),
    ("Mindre partier, kortare ledtid", 0, 350_000, False, False),
    ("Operatörerna programmerar roboten själva", 400, 200_000, True, True),
)
"""Title, hours and kronor saved a year (0: not measured), work environment, skills."""


def work(stage: Stage) -> None:
    """Three programmes with parties, activities over the years, improvements and key figures."""
    _start_programmes(stage)
    held = _hold_activities(stage)
    _follow_norrfors(stage, held)
    _loose_ends(stage)
    _pay(stage)
    _improve(stage, held)
    _key_figures(stage)


def _start_programmes(stage: Stage) -> None:
    by = stage.standing("frida", START)
    goals = stage.goals
    for key, sv, en, text, aims in (
        ("lift", "Lyftet", "The Lift", "Arton månader med coach: företaget bygger sin egen förmåga "
         "att förnya sig.", ("flow", "skills")),
        ("start", "Startprogram industri", "Industry start programme", "En kort väg in för de "
         "minsta: nuläge, en förbättring, nästa steg.", ("start", "digital")),
        ("network", "Nätverk i länen", "Networks in the counties", "Grupper om fem till sju "
         "företag som inte konkurrerar.", ("network",)),
    ):  # fmt: skip
        programme = start_programme(
            by=by,
            title_sv=sv,
            title_en=en,
            summary_sv=text,
            starts_on=stage.ago(START),
            goals=[(goals[aim], "") for aim in aims],
        )
        stage.programmes[key] = programme
        for node in stage.nodes:
            name_party(by=by, programme=programme, organisation=node, role=PartyRole.PARTNER,
                       from_on=stage.ago(START))  # fmt: skip
        for home, role in (
            ("union", PartyRole.STAKEHOLDER),
            ("employers", PartyRole.STAKEHOLDER),
            ("agency", PartyRole.FINANCIER),
        ):
            name_party(by=by, programme=programme, organisation=stage.homes[home], role=role,
                       from_on=stage.ago(START))  # fmt: skip


def _hold_activities(stage: Stage) -> list[Activity]:
    """Every plan in every region, its companies drawn from that region; few of many come back."""
    held, rows = [], []
    for place, counties in REGIONS.items():
        near = [company for company in stage.companies if company.county_id in counties]
        loyal = near[: max(8, len(near) // 3)]
        for plan in PLANS:
            for time in range(plan.times):
                ago = stage.chance.randrange(20, START - 40)
                activity = _plan(stage, plan, place, time, ago)
                held.append(activity)
                wide = plan.kind is ActivityKind.SEMINAR
                rows += _participations(stage, plan, activity, near if wide else loyal)
    note_participations(by=stage.operator(), rows=rows)
    return held


def _follow_norrfors(stage: Stage, held: list[Activity]) -> None:
    """The company of the handbook goes the whole way: start, long programme, course, network."""
    norrfors = stage.homes["norrfors"]
    there = stage.homes["node Övre Norrland"].pk
    been = set(_activities_of(norrfors))
    way = [
        one
        for one in held
        if one.organiser_id == there and one.kind != ActivityKind.SEMINAR and one.pk not in been
    ]
    note_participations(
        by=stage.operator(),
        rows=[
            NewParticipation(
                activity_id=activity.pk,
                company_id=norrfors.pk,
                on=activity.starts_on,
                women=1,
                men=2,
                not_stated=0,
                hours=Decimal(900 if activity.ends_on else 24),
                contact_email="cilla@demo.example",
            )
            for activity in way
        ],
    )
    long = [one for one in held if one.organiser_id == there and one.ends_on]
    for (title, hours, kronor, environment, skills), weeks in zip(
        BETTER[:3], (6, 14, 30), strict=True
    ):
        improvement = note_improvement(
            by=stage.standing("cilla"),
            company=norrfors,
            title=title,
            happened_on=min(long[0].starts_on + timedelta(weeks=weeks), stage.on),
            hours_saved_per_year=Decimal(hours) if hours else None,
            saved_sek_per_year=Decimal(kronor) if kronor else None,
            how_measured="Före och efter, mätt under en vecka",
            work_environment=environment,
            skills=skills,
        )
        tie_improvement(by=stage.operator(), improvement=improvement, activity=long[0])


def _activities_of(company: Organisation) -> list[int]:
    """The keys of the activities that the company has taken part in already."""
    rows = Participation.objects.filter(company=company)
    return list(rows.values_list("activity", flat=True))


def _plan(stage: Stage, plan: Plan, place: str, time: int, ago: int) -> Activity:
    county = stage.chance.choice(REGIONS[place])
    name = County.objects.get(pk=county).name
    return plan_activity(
        by=stage.operator(ago + 30),
        said=ActivityText(
            title=f"{plan.title} {name}" + (f", omgång {time + 1}" if plan.times > 1 else ""),
            kind=plan.kind,
            starts_on=stage.ago(ago),
            ends_on=stage.ago(ago) + timedelta(days=540)
            if plan.kind is ActivityKind.DEVELOPMENT_PROGRAMME
            else None,
            programme=stage.programmes[plan.programme],
            county=County.objects.get(pk=county),
        ),
        goals=[(stage.goals[plan.goal], "")],
        organiser=stage.homes[f"node {place}"],
    )


def _participations(
    stage: Stage, plan: Plan, activity: Activity, near: list[Organisation]
) -> list[NewParticipation]:
    chance = stage.chance
    number = min(chance.randint(*plan.companies), len(near))
    return [
        NewParticipation(
            activity_id=activity.pk,
            company_id=company.pk,
            on=activity.starts_on,
            **_people(stage, chance.randint(*plan.people)),
            hours=Decimal(chance.randint(*plan.hours)),
            contact_email=company.email,
        )
        for company in chance.sample(near, number)
    ]


def _people(stage: Stage, number: int) -> dict[str, int]:
    """Women, men and not stated; industry has about a quarter women, and some do not say."""
    drawn = [stage.chance.random() for _ in range(number)]
    women = sum(one < 0.26 for one in drawn)
    not_stated = sum(one > 0.96 for one in drawn)
    return {"women": women, "men": number - women - not_stated, "not_stated": not_stated}


def _loose_ends(stage: Stage) -> None:
    """Two activities that somebody forgot to tie."""
    node = stage.homes["navet"]
    for title, programme, goals in (
        ("Studiebesök hos Norrfors Mek", stage.programmes["network"], []),
        ("Frukostmöte om energi", None, [(stage.goals["flow"], "")]),
    ):
        plan_activity(
            by=stage.operator(60),
            said=ActivityText(
                title=title,
                kind=ActivityKind.OTHER,
                starts_on=stage.ago(45),
                programme=programme,
                county=County.objects.get(pk="25"),
            ),
            goals=goals,
            organiser=node,
        )


def _pay(stage: Stage) -> None:
    """Each grant pays for a programme and takes its hours, but for one that nobody has tied."""
    keys = ["start", "lift", "network"]
    for number, (place, grant) in enumerate(stage.grants.items()):
        if place == UNPAID:
            continue
        key = keys[number % len(keys)]
        by = stage.operator(500)
        pay_for_programme(by=by, grant_id=grant.pk, programme_id=stage.programmes[key].pk)
        if number < len(keys):
            assign_hours(by=by, grant_id=grant.pk)


def _improve(stage: Stage, held: list[Activity]) -> None:
    """Improvements some weeks after a longer activity; the coach writes, so she is named first."""
    for key in ("norrfors", "alvsbro"):
        name_coach(
            by=stage.standing("bo", 400), company=stage.homes[key], person=stage.people["bo"]
        )
    long = [one for one in held if one.kind not in {ActivityKind.SEMINAR, ActivityKind.NETWORK}]
    for activity in long:
        came = activity.participations.select_related("company").order_by("pk")
        for participation in came:
            if stage.chance.random() < 0.45:
                _improvement(stage, activity, participation.company)


def _improvement(stage: Stage, activity: Activity, company: Organisation) -> None:
    title, hours, kronor, environment, skills = stage.chance.choice(BETTER)
    days = stage.chance.randrange(20, 200)
    happened_on = activity.starts_on + timedelta(days=days)
    if happened_on > stage.on:
        happened_on = stage.ago(days % 20)
    by = stage.operator()
    improvement = note_improvement(
        by=by,
        company=company,
        title=title,
        happened_on=happened_on,
        hours_saved_per_year=Decimal(hours) if hours else None,
        saved_sek_per_year=Decimal(kronor) if kronor else None,
        how_measured="Före och efter, mätt under en vecka" if hours or kronor else "",
        work_environment=environment,
        skills=skills,
    )
    tie_improvement(by=by, improvement=improvement, activity=activity)


def _key_figures(stage: Stage) -> None:
    """Three years of figures for the company that the handbook follows."""
    last_year = stage.on.year - 1
    for year, turnover, people in (
        (last_year - 2, 41_200, 31),
        (last_year - 1, 43_900, 32),
        (last_year, 47_500, 34),
    ):
        for kind, figure in (
            (KeyFigureKind.TURNOVER_KSEK, turnover),
            (KeyFigureKind.EMPLOYEES, people),
        ):
            note_key_figure(
                by=stage.standing("cilla"),
                company=stage.homes["norrfors"],
                year=year,
                kind=kind,
                figure=Decimal(figure),
                source="Årsredovisning",
            )
