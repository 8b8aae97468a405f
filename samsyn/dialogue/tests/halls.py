"""Halls of organisations and of people that have voted, to work out from what they come to."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samsyn.cast import Cast, organisation
from samsyn.dialogue.models import Statement, Voice, VoiceVote, Vote
from samsyn.directory.models import Organisation
from samsyn.directory.rules.kinds import OrganisationKind


def hall(cast: Cast, votes: NDArray[Any], texts: Sequence[str] = ()) -> list[Organisation]:
    """The dialogue of the cast with these votes only: organisations by statements, NaN is none."""
    Vote.objects.all().delete()
    people, many = votes.shape
    said = [cast.statement]
    said += [
        Statement.objects.create(
            dialogue=cast.dialogue,
            text=texts[number] if number < len(texts) else f"Påstående {number}",
            organisation=cast.organisations["navet"],
            said_on=cast.dialogue.opens_on,
        )
        for number in range(1, many)
    ]
    voters = [
        organisation(f"Aktör {number:02}", OrganisationKind.IUC_COMPANY, False, "25")
        for number in range(people)
    ]
    Vote.objects.bulk_create(
        Vote(statement=said[column], organisation=voters[row], vote=int(votes[row, column]))
        for row, column in zip(*np.nonzero(~np.isnan(votes)), strict=True)
    )
    return voters


def crowd(cast: Cast, votes: NDArray[Any]) -> list[Voice]:
    """People with phones in the dialogue of the cast: voices by its statements, NaN is none.

    The statements are those that a hall has, and more if there are too few.
    """
    people, many = votes.shape
    said = list(cast.dialogue.statements.order_by("pk"))
    said += [
        cast.dialogue.statements.create(text=f"Påstående {number}", said_on=cast.dialogue.opens_on)
        for number in range(len(said), many)
    ]
    voices = Voice.objects.bulk_create(
        Voice(dialogue=cast.dialogue, key_digest=f"{number:064}") for number in range(people)
    )
    VoiceVote.objects.bulk_create(
        VoiceVote(voice=voices[row], statement=said[column], vote=int(votes[row, column]), turn=1)
        for row, column in zip(*np.nonzero(~np.isnan(votes)), strict=True)
    )
    return voices
