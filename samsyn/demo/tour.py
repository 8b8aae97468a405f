"""A tour of all regions before the next call: held in some, open in others, planned in the rest."""

from datetime import timedelta
from random import Random

from samsyn.demo.stage import SEED, Stage
from samsyn.dialogue.actions import change_dialogue, plan_tour, vote_on
from samsyn.dialogue.actions.phones import open_to_phones, show_results, vote_by_phone
from samsyn.dialogue.models import Dialogue
from samsyn.dialogue.queries import county_choices
from samsyn.dialogue.rules.kinds import DialogueKind, PointKind, Vote
from samsyn.dialogue.rules.phones import PhoneVote
from samsyn.dialogue.rules.tours import Point
from samsyn.directory.rules.access import Standing, visitor
from samsyn.directory.rules.roles import Role

PLANNED = 75
"""How many days ago the tour was planned."""
POINTS = (
    (PointKind.NEED, "De minsta företagen hinner inte söka stöd själva", (0.9, 0.9)),
    (PointKind.NEED, "Svårast är att hitta folk som kan svetsa och programmera", (0.95, 0.25)),
    (PointKind.NEED, "Elpriset avgör om företagen vågar investera", (0.2, 0.9)),
    (PointKind.CRITERION, "Den som söker ska visa vem som tar hand om företaget sedan", (0.9, 0.8)),
    (PointKind.CRITERION, "Hälften av pengarna ska gå till företag med färre än tio anställda",
     (0.6, 0.5)),
    (PointKind.STATEMENT, "Regionen kan samordna utan en ny projektorganisation", (0.75, 0.7)),
)  # fmt: skip
"""What every region is asked, and how likely an actor in the north and south is to agree."""
ACTORS = ("agency", "institute", "university", "union", "employers", "network", "navet", "park")
HELD = {"25": 8, "24": 7, "22": 5, "20": 8, "14": 7, "12": 6, "18": 2}
"""How many actors voted in each county where it has been held."""
NORTH = frozenset({"25", "24", "23", "22", "21", "20"})
BY_PHONE = {"25": 14, "12": 12}
"""How many people voted by phone."""
OPEN_NOW = ("23", "05", "08")
VISITED = "06"
"""Where few came, so that what was said is noted instead (`visits.py`)."""


def tour_the_regions(stage: Stage) -> None:
    """Plan the tour, move the days of the regions, and let actors and people vote."""
    by = stage.standing("astrid", PLANNED)
    tour = plan_tour(
        by=by,
        title="Inför nästa utlysning",
        question="Vad behöver de små industriföretagen i länet, och hur ska pengarna fördelas?",
        purpose="Utlysningens behov och kriterier skrivs av det som regionerna säger.",
        points=[Point(kind, text) for kind, text, _likely in POINTS],
        county_ids=[code for code, _name in county_choices(by)],
        opens_on=stage.on + timedelta(days=20),
        closes_on=stage.on + timedelta(days=34),
    )
    chance = Random(SEED)  # noqa: S311  # not a secret; the rest of the years does not hang on it
    dialogues = {dialogue.county_id: dialogue for dialogue in tour.dialogues.all()}
    for number, (code, actors) in enumerate(HELD.items()):
        ago = PLANNED - 10 - 5 * number
        _move(stage, dialogues[code], ago)
        _vote(stage, chance, dialogues[code], ago, actors)
    for code, people in BY_PHONE.items():
        _vote_by_phone(stage, chance, dialogues[code], people)
    _move(stage, dialogues[VISITED], 30)
    for number, code in enumerate(OPEN_NOW):
        _move(stage, dialogues[code], 2 + number)
    stage.tour = tour


def _move(stage: Stage, dialogue: Dialogue, ago: int) -> None:
    """The region is held from so many days ago and ten days on."""
    change_dialogue(
        by=stage.standing("astrid", PLANNED),
        dialogue_id=dialogue.pk,
        title=dialogue.title,
        question=dialogue.question,
        purpose=dialogue.purpose,
        kind=DialogueKind.REGION_DIALOGUE,
        county_id=dialogue.county_id,
        opens_on=stage.ago(ago),
        closes_on=stage.ago(ago - 10),
    )


def _likely(dialogue: Dialogue) -> list[float]:
    return [likely[dialogue.county_id not in NORTH] for _kind, _text, likely in POINTS]


def _vote(stage: Stage, chance: Random, dialogue: Dialogue, ago: int, actors: int) -> None:
    said = list(dialogue.statements.all())
    for key in ACTORS[-actors:]:
        actor = Standing(
            on=stage.ago(ago),
            organisation_id=stage.homes[key].pk,
            support=True,
            roles=frozenset({Role.REGIONAL_LEADER}),
        )
        for statement, likely in zip(said, _likely(dialogue), strict=True):
            vote_on(by=actor, statement_id=statement.pk, vote=_drawn(chance, likely))


def _vote_by_phone(stage: Stage, chance: Random, dialogue: Dialogue, people: int) -> None:
    opened = Dialogue.objects.get(pk=dialogue.pk).opens_on
    ago = (stage.on - opened).days
    by = stage.standing("astrid", ago)
    code = open_to_phones(by=by, dialogue_id=dialogue.pk, is_moderated=True).phone_code or ""
    said = list(dialogue.statements.all())
    for number in range(people):
        votes = [
            PhoneVote(statement.pk, _drawn(chance, likely), 1)
            for statement, likely in zip(said, _likely(dialogue), strict=True)
        ]
        key = f"a-made-up-phone-{dialogue.county_id}-{number:03}"
        vote_by_phone(by=visitor(opened), code=code, key=key, votes=votes)
    show_results(by=by, dialogue_id=dialogue.pk, shown=True)


def _drawn(chance: Random, likely: float) -> Vote:
    drawn = chance.random()
    if drawn < likely:
        return Vote.AGREE
    return Vote.PASS if drawn > 0.96 else Vote.DISAGREE
