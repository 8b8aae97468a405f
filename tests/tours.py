"""A tour in the store of the pages: organisations and people have voted in some of its regions."""

from datetime import date, timedelta

from samsyn.cast import Cast
from samsyn.dialogue.actions import plan_tour
from samsyn.dialogue.models import Tour, Voice, VoiceVote, Vote
from samsyn.dialogue.rules.kinds import PointKind
from samsyn.dialogue.rules.tours import Point

HELD = ("25", "24", "14")


def tour_in(cast: Cast, today: date, long: str) -> Tour:
    """The agency's in long words: three regions have voted in opposite ways, two have not yet."""
    tour = plan_tour(
        by=cast.standing("astrid", today - timedelta(days=40)),
        title=f"Turné-2206 {long}"[:170],
        question=f"Turné-2206 {long}"[:300],
        purpose=long,
        points=[
            Point(PointKind.NEED, f"Turné-2206 {long}"[:300]),
            Point(PointKind.CRITERION, "Turné-2206: vem håller i det efteråt?"),
        ],
        county_ids=[*HELD, "01", "09"],
        opens_on=today - timedelta(days=9),
        closes_on=today + timedelta(days=9),
    )
    tour.dialogues.filter(county="09").update(opens_on=today + timedelta(days=5))
    homes = [cast.organisations[name] for name in ("agency", "navet", "institute", "region")]
    for number, dialogue in enumerate(tour.dialogues.filter(county__in=HELD).order_by("pk")):
        dialogue.results_shown_on = today
        dialogue.save()
        vote = 1 if number else -1
        voices = Voice.objects.bulk_create(
            Voice(dialogue=dialogue, key_digest=f"{number}{phone:063}") for phone in range(12)
        )
        for said in dialogue.statements.all():
            Vote.objects.bulk_create(
                Vote(statement=said, organisation=home, vote=vote) for home in homes
            )
            VoiceVote.objects.bulk_create(
                VoiceVote(voice=voice, statement=said, vote=vote, turn=1) for voice in voices
            )
    return tour
