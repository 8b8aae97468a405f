"""What comes first: what twelve actors and some people would do first, and figures beside it."""

from datetime import timedelta

from samsyn.demo.stage import Stage
from samsyn.demo.views import HELD, TITLE, actors_on
from samsyn.dialogue.actions import add_fact_card, commit, propose, spread_points
from samsyn.dialogue.actions.phones import spread_points_by_phone
from samsyn.dialogue.models import Dialogue, Proposal
from samsyn.dialogue.rules.kinds import FactStep, When
from samsyn.dialogue.rules.point_sheets import Sheet
from samsyn.directory.rules.access import visitor

PROPOSALS = (
    "Ett gemensamt frågeformulär vid första besöket",
    "Två coacher till i varje län",
    "Gemensam kalender över allt som riktas till företagen",
    "En nationell mässa om året",
    "Åtta regionala nyhetsbrev",
)
POINTS = {
    "agency": (45, 15, 30, 10, 0),
    "institute": (40, 20, 30, 5, 5),
    "university": (50, 10, 20, 20, 0),
    "union": (35, 35, 25, 5, 0),
    "employers": (40, 20, 25, 15, 0),
    "navet": (30, 40, 20, 5, 5),
    "park": (45, 20, 30, 5, 0),
    "region Övre Norrland": (35, 35, 20, 0, 10),
    "region Västsverige": (45, 20, 25, 10, 0),
}
"""What nine of the twelve gave each proposal; three have spread nothing."""
PEOPLE = (
    (40, 40, 15, 5, 0), (30, 50, 20, 0, 0), (50, 25, 25, 0, 0), (35, 35, 20, 10, 0),
    (25, 60, 10, 5, 0), (40, 30, 25, 0, 5), (45, 35, 20, 0, 0), (20, 55, 25, 0, 0),
    (50, 30, 10, 10, 0), (30, 45, 20, 5, 0), (40, 40, 20, 0, 0),
)  # fmt: skip
"""What those in the room gave on their phones."""
NEXT_YEAR = (
    "Halvera antalet seminarier och följ upp vart de ledde",
    "Fråga varandra innan vi ringer ett företag",
    "Låt två regioner pröva en gemensam första kontakt",
    "Sluta med egna nyhetsbrev",
)
"""What is to be weighed in the dialogue that is open on the day the story ends."""


def weigh(stage: Stage) -> None:
    """Propose after the votes, spread points, let one actor take it, and add two figures."""
    dialogue = Dialogue.objects.get(title=TITLE)
    actors = actors_on(stage, HELD - 2)
    made = [
        propose(by=actor, dialogue_id=dialogue.pk, text=text)
        for text, actor in zip(PROPOSALS, actors.values(), strict=False)
    ]
    for key, points in POINTS.items():
        when = {made[0].pk: When.FIRST, made[4].pk: When.STOP}
        if points[1] < 20:
            when[made[1].pk] = When.LATER
        spread_points(by=actors[key], dialogue_id=dialogue.pk, sheet=_sheet(made, points, when))
    _by_phone(stage, dialogue, made)
    commit(
        by=actors["institute"],
        dialogue_id=dialogue.pk,
        proposal_id=made[0].pk,
        text="Vi tar fram formuläret och prövar det hos tio företag",
        due_on=stage.on + timedelta(days=40),
        responsible="Programdirektören",
    )
    _figures(stage, dialogue)
    coming = Dialogue.objects.get(title="Avstämning inför nästa år")
    for text in NEXT_YEAR:
        propose(by=stage.standing("frida"), dialogue_id=coming.pk, text=text)


def _sheet(made: list[Proposal], points: tuple[int, ...], when: dict[int, When]) -> Sheet:
    return Sheet({one.pk: given for one, given in zip(made, points, strict=True)}, when)


def _by_phone(stage: Stage, dialogue: Dialogue, made: list[Proposal]) -> None:
    by, code = visitor(stage.ago(HELD - 2)), dialogue.phone_code or ""
    for number, points in enumerate(PEOPLE):
        when = {made[1].pk: When.FIRST} if points[1] >= 40 else {made[4].pk: When.STOP}
        key = f"a-made-up-phone-of-the-demo-{number:02}"
        sheet = _sheet(made, points, when)
        spread_points_by_phone(by=by, code=code, key=key, sheet=sheet, turn=1)


def _figures(stage: Stage, dialogue: Dialogue) -> None:
    """Two figures, both made up as all of the demo: how it is, and what came of something."""
    said = {statement.text: statement.pk for statement in dialogue.statements.all()}
    analyst = stage.standing("diyar", HELD - 2)
    add_fact_card(
        by=analyst,
        statement_id=said["Företaget ska bara behöva berätta en gång"],
        figure="Fyra av tio besökta företag fick samma frågor av två aktörer under året",
        source="Enkät till besökta företag (påhittad för demon)",
        step=FactStep.STATISTICS,
    )
    add_fact_card(
        by=analyst,
        statement_id=said["Coachernas tid är viktigare än nya projekt"],
        figure="Företag med minst 30 coachningstimmar hade kortare ledtid ett år senare",
        source="Uppföljning av startprogrammen (påhittad för demon)",
        step=FactStep.FOLLOW_UP,
    )
