"""Taking part by phone, without an account: opening a dialogue to it, voting, adding a statement.

What phones do is not in the journal: nobody is named, and a line a vote would tell when.
"""

import secrets
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded
from samsyn.dialogue.models import Dialogue, Statement, Voice, VoicePriority, VoiceVote
from samsyn.dialogue.queries import dialogues_for
from samsyn.dialogue.queries.invited import invited_seen_by
from samsyn.dialogue.queries.phones import dialogue_by_code
from samsyn.dialogue.rules.kinds import StatementState
from samsyn.dialogue.rules.languages import language_said
from samsyn.dialogue.rules.phones import (
    ALPHABET,
    CODE_LENGTH,
    MOST_AT_ONCE,
    PhoneVote,
    check_may_say_more,
    code_of,
    key_digest,
    last_of_each,
)
from samsyn.dialogue.rules.point_sheets import Sheet, check_sheet
from samsyn.dialogue.rules.stages import check_may_say, check_may_vote
from samsyn.directory.actions.journal import note, require
from samsyn.directory.models import County
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind


@transaction.atomic
def open_to_phones(*, by: Standing, dialogue_id: int, is_moderated: bool) -> Dialogue:
    """Let people take part by phone with a short code; the same code as before if there is one.

    With `is_moderated` what people say waits until the organiser lets it in.
    """
    dialogue = _owned(by, dialogue_id, "open to phones")
    if dialogue.phone_code is None:
        dialogue.phone_code = _fresh_code()
    dialogue.is_moderated = is_moderated
    dialogue.save(update_fields=["phone_code", "is_moderated"])
    note(by=by, deed="open to phones", subject=dialogue)
    return dialogue


@transaction.atomic
def show_results(*, by: Standing, dialogue_id: int, shown: bool) -> Dialogue:
    """Open what came out to those who take part by phone, or close it again."""
    dialogue = _owned(by, dialogue_id, "show results")
    dialogue.results_shown_on = by.on if shown else None
    dialogue.save(update_fields=["results_shown_on"])
    note(by=by, deed="show results", subject=dialogue)
    return dialogue


@transaction.atomic
def let_statement_in(*, by: Standing, statement_id: int, let_in: bool) -> Statement:
    """Put a statement that waits before everybody, or leave it out; either can be undone."""
    statement = Statement.objects.select_related("dialogue").get(pk=statement_id)
    dialogue = _owned(by, statement.dialogue_id, "let statement in")
    if not let_in and (statement.joint_decisions.exists() or statement.organisation_id):
        raise Problem(
            "statement-rests-firm",
            words(
                "“%(text)s” was said by an organisation or carries a joint decision, so it "
                "cannot be left out. Only what people said by phone can."
            ),
            text=statement.text,
        )
    statement.state = StatementState.IN if let_in else StatementState.OUT
    statement.save(update_fields=["state"])
    note(by=by, deed="let statement in", subject=dialogue, reason=statement.text)
    return statement


def vote_by_phone(*, by: Standing, code: str, key: str, votes: Iterable[PhoneVote]) -> int:
    """Take the votes of one phone, and say on how many statements they are.

    Sent twice they count once; of two votes on a statement the one with the higher turn stays,
    in whatever order they arrive. Nothing is taken when one of them cannot be.
    """
    # All that can be read is read before: a whole room waits for the one who writes.
    dialogue = dialogue_by_code(by, code)
    check_may_vote(by.on, dialogue.opens_on, dialogue.closes_on)
    latest = last_of_each(votes)
    _check_votes(dialogue, latest)
    with transaction.atomic():
        voice = _voice(dialogue, key)
        there = {vote.statement_id: vote for vote in voice.votes.filter(statement__in=latest)}
        fresh = [
            VoiceVote(voice=voice, statement_id=each.statement_id, vote=each.vote, turn=each.turn)
            for each in latest.values()
            if each.statement_id not in there
        ]
        if fresh:
            VoiceVote.objects.bulk_create(fresh)
        for each in latest.values():
            before = there.get(each.statement_id)
            if before is not None and each.turn > before.turn:
                before.vote, before.turn = each.vote, each.turn
                before.save(update_fields=["vote", "turn"])
    return len(latest)


def spread_points_by_phone(*, by: Standing, code: str, key: str, sheet: Sheet, turn: int) -> bool:
    """Take the sheet of one phone; False when it is an earlier one than that which is there.

    Sent twice it counts once: `turn` is the phone's own count, higher the later.
    """
    # As with votes, all that can be read is read before.
    dialogue = dialogue_by_code(by, code)
    check_may_vote(by.on, dialogue.opens_on, dialogue.closes_on)
    there = list(dialogue.proposals.filter(is_withdrawn=False).values_list("pk", flat=True))
    check_sheet(sheet, there)
    with transaction.atomic():
        voice = _voice(dialogue, key)
        if turn <= voice.focus_turn:
            return turn == voice.focus_turn
        voice.priorities.all().delete()
        VoicePriority.objects.bulk_create(
            VoicePriority(
                voice=voice,
                proposal_id=each,
                points=sheet.points.get(each),
                when=sheet.when.get(each, ""),
            )
            for each in there
            if each in sheet.points or each in sheet.when
        )
        voice.focus_turn = turn
        voice.save(update_fields=["focus_turn"])
    return True


@transaction.atomic
def say_by_phone(
    *, by: Standing, code: str, key: str, text: str, reads: str | None = None
) -> Statement:
    """Add a statement from a phone. Which phone said it is not written down.

    What is there already is not added again, so that a message sent twice is one statement.
    Where the dialogue uses both languages it is said in the one that the phone `reads`.
    """
    dialogue = dialogue_by_code(by, code)
    check_may_say(by.on, dialogue.opens_on, dialogue.closes_on, is_organiser=False)
    text = " ".join(text.split())
    Dialogue.objects.select_for_update().get(pk=dialogue.pk)
    for statement in dialogue.statements.all():
        if folded(statement.text) == folded(text):
            return statement
    voice = _voice(dialogue, key)
    check_may_say_more(voice.said)
    voice.said += 1
    voice.save(update_fields=["said"])
    return Statement.objects.create(
        dialogue=dialogue,
        text=text,
        language=language_said(dialogue.languages, reads),
        said_on=by.on,
        state=StatementState.WAITING if dialogue.is_moderated else StatementState.IN,
    )


@transaction.atomic
def describe_voice(
    *,
    by: Standing,
    code: str,
    key: str,
    actor_kind: str = "",
    county_id: str | None = None,
    organisation_id: int | None = None,
) -> Voice:
    """What a phone says about who holds it, each by free choice: where he or she comes from.

    That is a kind of actor, a county, and an organisation among those invited to the dialogue.
    """
    dialogue = dialogue_by_code(by, code)
    check_may_vote(by.on, dialogue.opens_on, dialogue.closes_on)
    if actor_kind and actor_kind not in list(OrganisationKind):
        raise Problem(
            "actor-kind-unknown",
            words("There is no kind of actor called %(kind)s. Choose one from the list."),
            kind=actor_kind,
        )
    if county_id is not None and not County.objects.filter(pk=county_id).exists():
        raise Problem(
            "county-unknown",
            words("No county has the code %(code)s. Use one of the 21 two-digit codes."),
            code=county_id,
        )
    invited = [each.pk for each in invited_seen_by(by, dialogue)]
    if organisation_id is not None and organisation_id not in invited:
        raise Problem(
            "organisation-not-invited",
            words(
                "That organisation is not among those invited. Choose one from the list, or say "
                "only your kind of actor."
            ),
        )
    voice = _voice(dialogue, key)
    voice.actor_kind, voice.county_id = actor_kind, county_id
    voice.organisation_id = organisation_id
    voice.save(update_fields=["actor_kind", "county", "organisation"])
    return voice


def _owned(by: Standing, dialogue_id: int, deed: str) -> Dialogue:
    dialogue = dialogues_for(by).select_related(None).select_for_update().get(pk=dialogue_id)
    require(by=by, deed=deed, owner_id=dialogue.organiser_id)
    return dialogue


def _fresh_code() -> str:
    while True:
        code = code_of(secrets.randbelow(len(ALPHABET)) for _sign in range(CODE_LENGTH))
        if not Dialogue.objects.filter(phone_code=code).exists():
            return code


def _voice(dialogue: Dialogue, key: str) -> Voice:
    """The phone's own row, kept for us until the deed is done; made the first time."""
    digest = key_digest(key)
    mine = Voice.objects.select_for_update().filter(dialogue=dialogue, key_digest=digest)
    voice = mine.first()
    if voice is not None:
        return voice
    try:
        with transaction.atomic():
            return Voice.objects.create(dialogue=dialogue, key_digest=digest)
    except IntegrityError:  # two messages of a new phone at once
        return mine.get()


def _check_votes(dialogue: Dialogue, votes: dict[int, PhoneVote]) -> None:
    if len(votes) > MOST_AT_ONCE:
        raise Problem(
            "votes-too-many",
            words("A message holds %(most)s votes at most. Send them in several messages."),
            most=MOST_AT_ONCE,
        )
    here = dialogue.statements.filter(pk__in=votes, state=StatementState.IN).count()
    if here < len(votes):
        raise Problem(
            "statement-not-here",
            words(
                "%(number)s of the statements are not in this dialogue, or were taken out of it. "
                "Load the page anew to see those that are."
            ),
            number=len(votes) - here,
        )
