"""What is proposed and weighed in the store of the pages, and a figure beside a statement."""

from datetime import date, timedelta

from samsyn.cast import Cast
from samsyn.dialogue.models import Commitment, FactCard, Priority


def focus_in(cast: Cast, today: date, long: str) -> dict[str, object]:
    """Three proposals of Navet Norr: one weighed, one taken, and one on which nothing rests."""
    homes = cast.organisations
    weighed, taken, bare = (
        cast.dialogue.proposals.create(
            text=f"{text} {long}"[:300],
            statement=cast.statement,
            organisation=homes["navet"],
            proposed_on=today,
        )
        for text in ("Förslag-2206", "Ett annat", "Ett tredje")
    )
    for name, points in (("navet", 70), ("institute", 55), ("region", 100)):
        for proposal, given in ((weighed, points), (taken, 100 - points), (bare, 0)):
            Priority.objects.create(
                proposal=proposal, organisation=homes[name], points=given, when=""
            )
    Priority.objects.filter(proposal=weighed, organisation=homes["navet"]).update(when="first")
    Commitment.objects.create(
        dialogue=cast.dialogue,
        proposal=taken,
        organisation=homes["institute"],
        text="Vi gör det",
        first_due_on=today + timedelta(days=9),
        due_on=today + timedelta(days=9),
        noted_on=today,
    )
    card = FactCard.objects.create(
        statement=cast.statement,
        figure=f"Fakta-2207 {long}"[:200],
        source=long[:300],
        source_url="https://www.example.se/fakta",
        step="statistics",
        organisation=homes["agency"],
        added_on=today,
    )
    return {"proposal_id": bare.pk, "fact_card_id": card.pk}
