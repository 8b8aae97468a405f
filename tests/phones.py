"""A dialogue that people take part in by phone, with enough of them that something is shown."""

from datetime import date, timedelta

from samsyn.cast import Cast
from samsyn.dialogue.models import Dialogue, Voice, VoicePriority, VoiceVote
from samsyn.dialogue.rules.phones import key_digest

CODE = "ABC234"
KEYS = [f"a-key-that-only-phone-{number}-has" for number in range(20)]


def dialogue_by_phone(cast: Cast, today: date, long: str) -> dict[str, object]:
    """Code and key of a dialogue of the agency: open now, with six phones, its results shown."""
    dialogue = Dialogue.objects.create(
        title="Dialog med telefon",
        sort_key="dialog med telefon",
        question="Vad ska vi göra först?",
        kind="workshop",
        organiser=cast.organisations["agency"],
        opens_on=today - timedelta(days=3),
        closes_on=today + timedelta(days=3),
        phone_code=CODE,
        is_moderated=True,
        results_shown_on=today,
    )
    navet = cast.organisations["navet"]
    for invited in (navet, cast.organisations["norrfors"]):
        dialogue.invited.create(organisation=invited, invited_on=today)
    statements = [
        dialogue.statements.create(text=text, said_on=today)
        for text in (long[:300], "Vi ringer företagen en gång, inte fem.")
    ]
    proposals = [
        dialogue.proposals.create(
            text=text, organisation=cast.organisations["agency"], proposed_on=today
        )
        for text in (f"Förslag: {long}"[:300], "En gemensam kalender")
    ]
    dialogue.statements.create(text="Det här väntar.", said_on=today, state="waiting")
    dialogue.statements.create(text="Det här är utelämnat.", said_on=today, state="out")
    for number, key in enumerate(KEYS):
        voice = Voice.objects.create(
            dialogue=dialogue,
            key_digest=key_digest(key),
            organisation=navet if number % 2 else None,
            actor_kind=navet.kind if number % 2 else "",
        )
        for statement in statements[: 1 + (number > 1)]:
            VoiceVote.objects.create(
                voice=voice, statement=statement, vote=1 if number else -1, turn=number
            )
        for proposal, points in zip(proposals, (60, 40), strict=True):
            VoicePriority.objects.create(
                voice=voice, proposal=proposal, points=points, when="later" if number % 3 else ""
            )
    return {"code": CODE, "phone_dialogue_id": dialogue.pk}
