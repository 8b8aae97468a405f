"""Programmes with their parties, activities tied to goals, and who took part in them."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from samsyn.basics.swedish import sort_key
from samsyn.demo.companies import PLACES
from samsyn.directory.models import Tie
from samsyn.directory.rules.kinds import TieKind, TieRole
from samsyn.directory.rules.places import COUNTIES
from samsyn.programme.models import (
    Activity,
    ActivityGoal,
    Participation,
    Party,
    Programme,
    ProgrammeGoal,
)
from samsyn.programme.rules.kinds import ActivityKind, PartyRole
from samsyn.synth.frame import DAYS, MADE_UP, Frame

PROGRAMMES = 24
THEMES = ("Lean", "Robotdag", "Hållbarhetsverkstad", "Ledarskap", "Digital start", "Elnätet")
SKEW = 2.6
"""The higher, the fewer companies take part in most of what is held."""
AT_HOME = 0.9
"""The share of those who come that belong to the programme."""


def add_programmes(frame: Frame) -> None:
    """Write the programmes; every second is hosted by the institute, the others by the houses."""
    programmes = frame.write("programmes", _programmes(frame))
    frame.programmes = [programme.pk for programme in programmes]
    frame.goals_of = {key: frame.chance.sample(frame.goals, 3) for key in frame.programmes}
    frame.pour(
        "goals of programmes",
        (
            ProgrammeGoal(programme_id=programme, goal_id=goal)
            for programme, goals in frame.goals_of.items()
            for goal in goals
        ),
    )
    parties = [
        Party(
            programme=programme,
            organisation_id=house,
            role=PartyRole.PARTNER,
            from_on=programme.starts_on,
        )
        for programme in programmes
        for house in frame.chance.sample(
            [house for house in frame.houses if house != programme.host_id], 3
        )
    ]
    frame.pour("parties", parties)
    held = [(row.pk, TieRole.HOST, row.host_id, row.starts_on) for row in programmes]
    held += [
        (row.programme_id, TieRole.PARTNER, row.organisation_id, row.from_on) for row in parties
    ]
    frame.pour(
        "ties to programmes",
        (
            Tie(kind=TieKind.PROGRAMME, key=key, role=role, organisation_id=holder, from_on=from_on)
            for key, role, holder, from_on in held
        ),
    )


def _programmes(frame: Frame) -> Iterator[Programme]:
    for number in range(PROGRAMMES):
        title = f"{frame.chance.choice(THEMES)} i {frame.chance.choice(PLACES)} {number + 1}"
        institute = frame.homes["institute"].pk
        yield Programme(
            title_sv=title,
            sort_key=sort_key(title),
            summary_sv=f"{MADE_UP}.",
            host_id=institute if number % 2 else frame.chance.choice(frame.houses),
            starts_on=frame.on - timedelta(days=DAYS),
        )


def add_participations(frame: Frame) -> None:
    """Write the activities, the goals they serve, and who took part."""
    activities = frame.write("activities", _activities(frame))
    frame.activities = [(each.pk, each.starts_on) for each in activities]
    held_in = {each.pk: each.programme_id for each in activities}
    frame.pour(
        "goals of activities",
        (
            ActivityGoal(activity_id=key, goal_id=goal)
            for key, _on in frame.activities
            for goal in frame.chance.sample(
                frame.goals_of.get(held_in[key] or 0, frame.goals),
                frame.chance.choice((0, 1, 1, 1, 2)),
            )
        ),
    )
    frame.pour("participations", _participations(frame, held_in))


def _activities(frame: Frame) -> Iterator[Activity]:
    chance = frame.chance
    for number in range(frame.size.activities):
        theme, place = chance.choice(THEMES), chance.choice(PLACES)
        title = f"{theme} {number + 1}, {place}"
        starts_on = frame.a_day()
        yield Activity(
            programme_id=chance.choice(frame.programmes) if number % 40 else None,
            title=title,
            sort_key=sort_key(title),
            kind=chance.choice(list(ActivityKind)),
            starts_on=starts_on,
            ends_on=starts_on,
            county_id=chance.choice(COUNTIES).code,
            organiser_id=chance.choice(frame.houses),
        )


def _participations(frame: Frame, held_in: dict[int, int | None]) -> Iterator[Participation]:
    """Nine of ten of those who come belong to the programme: a share of all the companies."""
    chance, companies = frame.chance, frame.companies
    left, turn = frame.size.participations, 0
    seen: set[tuple[int, int, date]] = set()
    while left > 0:
        key, first = frame.activities[turn % len(frame.activities)]
        on = first + timedelta(days=turn // len(frame.activities))
        turn += 1
        place = frame.programmes.index(held_in[key] or frame.programmes[0])
        for _each in range(min(left, 1 + int(chance.expovariate(1 / 18)))):
            number = int(len(companies) * chance.random() ** SKEW)
            if chance.random() < AT_HOME:
                number = (number // PROGRAMMES * PROGRAMMES + place) % len(companies)
            company = companies[number]
            if (key, company, on) in seen:
                continue
            seen.add((key, company, on))
            left -= 1
            yield _participation(frame, key, company, on)
        seen.clear()


def _participation(frame: Frame, activity: int, company: int, on: date) -> Participation:
    number = frame.chance.getrandbits(16)
    women, men, hours = number & 3, number >> 2 & 3, number >> 4 & 7
    return Participation(
        activity_id=activity,
        company_id=company,
        on=on,
        year=on.year,
        women=None if hours == 0 else women,
        men=None if hours == 0 else men,
        not_stated=None,
        hours=None if number % 7 == 0 else Decimal(hours) * (women + men + 1) / 2,
    )
