"""Tours for tests: planned by the cast, with votes of organisations and of people."""

from datetime import timedelta

from samsyn.cast import TODAY, Cast, organisation
from samsyn.dialogue.actions import plan_tour
from samsyn.dialogue.models import Dialogue, Tour, Voice, VoiceVote, Vote
from samsyn.dialogue.rules.kinds import PointKind
from samsyn.dialogue.rules.tours import Point
from samsyn.directory.models import County, Organisation
from samsyn.directory.rules.kinds import OrganisationKind

POINTS = (
    Point(PointKind.NEED, "Tid att leda"),
    Point(PointKind.NEED, "Folk som kan svetsa"),
    Point(PointKind.CRITERION, "Vem tar hand om företaget sedan?"),
)
SIGNS = {"+": 1, "-": -1, "0": 0}


def planned(cast: Cast, name: str = "astrid", on=TODAY, **changes) -> Tour:
    """A tour to all counties, open for two weeks from the day."""
    asked = {
        "title": "Inför utlysningen",
        "question": "Vad behöver företagen i länet?",
        "points": POINTS,
        "county_ids": list(County.objects.values_list("pk", flat=True)),
        "opens_on": on,
        "closes_on": on + timedelta(days=14),
    }
    return plan_tour(by=cast.standing(name, on), **(asked | changes))


def region(tour: Tour, code: str) -> Dialogue:
    return tour.dialogues.get(county=code)


def actors(number: int) -> list[Organisation]:
    """So many support organisations, the same each time."""
    names = [f"Aktör {at:02}" for at in range(number)]
    there = {one.name: one for one in Organisation.objects.filter(name__in=names)}
    kind = OrganisationKind.IUC_COMPANY
    return [there.get(name) or organisation(name, kind, False, "25") for name in names]


def votes(dialogue: Dialogue, *lines: str) -> None:
    """Votes of organisations: a line for each, a sign for each point, a space for none."""
    said = list(dialogue.statements.order_by("pk"))
    Vote.objects.bulk_create(
        Vote(statement=statement, organisation=home, vote=SIGNS[sign])
        for home, line in zip(actors(len(lines)), lines, strict=True)
        for statement, sign in zip(said, line, strict=False)
        if sign in SIGNS
    )


def phone_votes(dialogue: Dialogue, *lines: str) -> None:
    """Votes of people by phone, written as those of organisations."""
    said = list(dialogue.statements.order_by("pk"))
    voices = Voice.objects.bulk_create(
        Voice(dialogue=dialogue, key_digest=f"{dialogue.pk:032}{number:032}")
        for number in range(len(lines))
    )
    VoiceVote.objects.bulk_create(
        VoiceVote(voice=voice, statement=statement, vote=SIGNS[sign], turn=1)
        for voice, line in zip(voices, lines, strict=True)
        for statement, sign in zip(said, line, strict=False)
        if sign in SIGNS
    )
