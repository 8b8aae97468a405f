"""What happened these last two weeks, and what is planned, so that a Monday has its say."""

from datetime import timedelta
from decimal import Decimal

from samsyn.demo.houses import REGIONS
from samsyn.demo.stage import Stage
from samsyn.directory.models import County
from samsyn.programme.actions.activities import ActivityText, plan_activity
from samsyn.programme.actions.participations import note_participations
from samsyn.programme.models import Activity
from samsyn.programme.rules.kinds import ActivityKind
from samsyn.programme.rules.participations import NewParticipation

LATELY: tuple[tuple[int, str, str, ActivityKind, str], ...] = (
    (12, "Sydsverige", "Frukost om order på skärm", ActivityKind.SEMINAR, "start"),
    (10, "Västsverige", "Leankurs, första dagen", ActivityKind.COURSE, "lift"),
    (7, "Övre Norrland", "Nätverksträff hos Norrfors", ActivityKind.NETWORK, "network"),
    (5, "Övre Norrland", "Startdag för fem verkstäder", ActivityKind.START_PROGRAMME, "start"),
    (3, "Stockholm", "Studiebesök i robotcellen", ActivityKind.OTHER, "lift"),
    (0, "Småland och öarna", "Inspiration: energi i verkstaden", ActivityKind.SEMINAR, "start"),
)
"""Days ago, region, title, kind and programme of what was held these two weeks."""
NOT_NOTED = "Startdag för fem verkstäder"
"""Held, and nobody has noted who came: waits on the first screen of the coach."""
AHEAD: tuple[tuple[int, str, ActivityKind, str], ...] = (
    (8, "Nätverksträff", ActivityKind.NETWORK, "network"),
    (24, "Inspiration", ActivityKind.SEMINAR, "start"),
    (51, "Startprogram", ActivityKind.START_PROGRAMME, "start"),
    (78, "Leankurs", ActivityKind.COURSE, "lift"),
)
"""Days ahead, title, kind and programme of what is planned in every region, a few days apart."""
GOALS = {"start": "start", "lift": "flow", "network": "network"}


def weeks(stage: Stage) -> None:
    """The last two weeks with those who came, and the plan ahead."""
    for ago, place, title, kind, programme in LATELY:
        activity = _plan(stage, place, title, kind, programme, -ago)
        if title != NOT_NOTED:
            _came(stage, activity, place)
    for number, place in enumerate(REGIONS):
        for days, title, kind, programme in AHEAD:
            _plan(stage, place, f"{title} {place}", kind, programme, days + 3 * number)


def _plan(
    stage: Stage, place: str, title: str, kind: ActivityKind, programme: str, days: int
) -> Activity:
    return plan_activity(
        by=stage.operator(30),
        said=ActivityText(
            title=title,
            kind=kind,
            starts_on=stage.on + timedelta(days=days),
            programme=stage.programmes[programme],
            county=County.objects.get(pk=REGIONS[place][0]),
        ),
        goals=[(stage.goals[GOALS[programme]], "")],
        organiser=stage.homes[f"node {place}"],
    )


def _came(stage: Stage, activity: Activity, place: str) -> None:
    """A handful of companies of the region, drawn with the fixed seed."""
    near = [company for company in stage.companies if company.county_id in REGIONS[place]]
    came = stage.chance.sample(near, min(len(near), stage.chance.randint(4, 9)))
    note_participations(
        by=stage.operator(),
        rows=[
            NewParticipation(
                activity_id=activity.pk,
                company_id=company.pk,
                on=activity.starts_on,
                women=stage.chance.randint(0, 1),
                men=stage.chance.randint(1, 2),
                not_stated=0,
                hours=Decimal(4),
                contact_email=company.email,
            )
            for company in came
        ],
    )
