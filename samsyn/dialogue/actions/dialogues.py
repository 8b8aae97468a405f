"""What can be done in this room: hold a dialogue, say something, vote, decide together."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.db import transaction

from samsyn.basics.problem import Problem, words
from samsyn.basics.swedish import folded, sort_key
from samsyn.dialogue.models import Dialogue, JointDecision, Statement, Vote
from samsyn.dialogue.queries import dialogues_for, statements_for
from samsyn.dialogue.rules import kinds
from samsyn.dialogue.rules.kinds import Languages
from samsyn.dialogue.rules.languages import language_said
from samsyn.dialogue.rules.stages import (
    Stage,
    check_days,
    check_may_say,
    check_may_vote,
    stage_on,
)
from samsyn.directory.actions.journal import note, require
from samsyn.directory.models import County
from samsyn.directory.rules.access import Standing


@transaction.atomic
def hold_dialogue(
    *,
    by: Standing,
    title: str,
    question: str,
    kind: kinds.DialogueKind,
    opens_on: date,
    closes_on: date,
    purpose: str = "",
    county_id: str | None = None,
    languages: Languages = Languages.SWEDISH,
    question_translation: str = "",
    is_everybody_invited: bool = False,
) -> Dialogue:
    """Invite to a dialogue around one question, open between two days, both included.

    It belongs to the organisation that `by` acts for. Without a county it is for the whole
    country.
    """
    require(by=by, deed="hold dialogue")
    organiser_id = organisation_of(by=by)
    check_days(opens_on, closes_on)
    _check_county(county_id)
    dialogue = Dialogue.objects.create(
        title=title,
        sort_key=sort_key(title),
        question=question,
        purpose=purpose,
        kind=kind,
        organiser_id=organiser_id,
        county_id=county_id,
        languages=languages,
        question_translation=_translation(languages, question_translation),
        opens_on=opens_on,
        closes_on=closes_on,
        is_everybody_invited=is_everybody_invited,
    )
    note(by=by, deed="hold dialogue", subject=dialogue)
    return dialogue


@transaction.atomic
def change_dialogue(
    *,
    by: Standing,
    dialogue_id: int,
    title: str,
    question: str,
    kind: kinds.DialogueKind,
    opens_on: date,
    closes_on: date,
    purpose: str = "",
    county_id: str | None = None,
    languages: Languages = Languages.SWEDISH,
    question_translation: str = "",
    is_everybody_invited: bool = False,
) -> Dialogue:
    """Change what a dialogue is called, asks and is for, and its days.

    Once somebody has voted the question stands: a vote is an answer to the question as it was.
    """
    dialogue = _locked(by, dialogue_id)
    require(by=by, deed="change dialogue", owner_id=dialogue.organiser_id)
    check_days(opens_on, closes_on)
    _check_county(county_id)
    if dialogue.tour_id is not None:
        _check_as_its_tour(dialogue, question, kind, county_id)
    if question != dialogue.question:
        _check_nobody_voted(dialogue)
    changed = {
        "title": title,
        "sort_key": sort_key(title),
        "question": question,
        "purpose": purpose,
        "kind": kind,
        "county_id": county_id,
        "languages": languages,
        "question_translation": _translation(languages, question_translation),
        "opens_on": opens_on,
        "closes_on": closes_on,
        "is_everybody_invited": is_everybody_invited,
    }
    for name, value in changed.items():
        setattr(dialogue, name, value)
    dialogue.save(update_fields=list(changed))
    note(by=by, deed="change dialogue", subject=dialogue)
    return dialogue


@transaction.atomic
def add_statement(
    *, by: Standing, dialogue_id: int, text: str, reads: str | None = None
) -> Statement:
    """Say something in a dialogue, for the organisation that `by` acts for, for all to vote on.

    Where the dialogue uses both languages it is said in the one that the speaker `reads`.
    """
    dialogue = _locked(by, dialogue_id)
    require(by=by, deed="add statement")
    organisation_id = organisation_of(by=by)
    check_may_say(
        by.on,
        dialogue.opens_on,
        dialogue.closes_on,
        is_organiser=organisation_id == dialogue.organiser_id,
    )
    text = " ".join(text.split())
    said = {folded(other) for other in dialogue.statements.values_list("text", flat=True)}
    if folded(text) in said:
        raise Problem(
            "statement-twice",
            words(
                "This is already said in the dialogue: %(text)s. "
                "Vote on that statement, or say what yours adds to it."
            ),
            text=text,
        )
    statement = Statement.objects.create(
        dialogue=dialogue,
        text=text,
        language=language_said(dialogue.languages, reads),
        organisation_id=organisation_id,
        said_on=by.on,
    )
    note(by=by, deed="add statement", subject=statement)
    return statement


@transaction.atomic
def vote_on(*, by: Standing, statement_id: int, vote: kinds.Vote) -> Vote:
    """Agree, disagree or pass, for the organisation that `by` acts for; the last vote counts.

    The journal says that the organisation voted, neither how nor which person pressed the
    button: where one colleague votes, those two together would tell what she thinks.
    """
    statement = statements_for(by).select_related(None).select_for_update().get(pk=statement_id)
    dialogue = _locked(by, statement.dialogue_id)
    require(by=by, deed="vote")
    organisation_id = organisation_of(by=by)
    check_may_vote(by.on, dialogue.opens_on, dialogue.closes_on)
    standing_vote = Vote.objects.filter(statement=statement, organisation=organisation_id).first()
    if standing_vote is not None and standing_vote.vote == vote:
        return standing_vote
    cast, _made = Vote.objects.update_or_create(
        statement=statement, organisation_id=organisation_id, defaults={"vote": vote}
    )
    note(by=replace(by, person_id=None), deed="vote", subject=statement)
    return cast


@transaction.atomic
def decide_jointly(
    *, by: Standing, dialogue_id: int, text: str, statement_ids: Collection[int]
) -> JointDecision:
    """Write down what the actors of a dialogue want together, and the statements it rests on.

    Written once: nobody changes it afterwards, and what was decided wrongly is decided anew.
    """
    dialogue = _locked(by, dialogue_id)
    require(by=by, deed="decide jointly", owner_id=dialogue.organiser_id)
    if stage_on(by.on, dialogue.opens_on, dialogue.closes_on) is Stage.COMING:
        raise Problem(
            "joint-decision-too-early",
            words(
                "The dialogue opens on %(opens_on)s and nobody has been asked yet. "
                "Decide when it has opened."
            ),
            opens_on=dialogue.opens_on,
        )
    text = " ".join(text.split())
    statements = _statements_in(dialogue, statement_ids)
    if any(folded(other.text) == folded(text) for other in dialogue.joint_decisions.all()):
        raise Problem(
            "joint-decision-twice",
            words(
                "This joint decision already stands in the dialogue: %(text)s. "
                "Open it to set a goal from it, or write what the new one adds."
            ),
            text=text,
        )
    decision = JointDecision.objects.create(
        dialogue=dialogue, text=text, decided_on=by.on, organisation_id=dialogue.organiser_id
    )
    decision.statements.set(statements)
    note(by=by, deed="decide jointly", subject=decision)
    return decision


def _locked(by: Standing, dialogue_id: int) -> Dialogue:
    """The dialogue, kept for us until the deed is done; DoesNotExist when `by` may not see it."""
    return dialogues_for(by).select_related(None).select_for_update().get(pk=dialogue_id)


def organisation_of(*, by: Standing) -> int:
    """The key of the organisation that `by` acts for; Problem when there is none."""
    if by.organisation_id is None:
        raise Problem(
            "no-organisation",
            words(
                "This is done for an organisation, and you act for none just now. "
                "Choose at the top right for whom you act, or ask to be invited to one."
            ),
        )
    return by.organisation_id


def _translation(languages: Languages, text: str) -> str:
    """The question's translation, where the dialogue uses both languages."""
    return text if languages == Languages.BOTH else ""


def _check_county(county_id: str | None) -> None:
    if county_id is not None and not County.objects.filter(pk=county_id).exists():
        raise Problem(
            "county-unknown",
            words("No county has the code %(code)s. Use one of the 21 two-digit codes."),
            code=county_id,
        )


def _check_as_its_tour(
    dialogue: Dialogue, question: str, kind: kinds.DialogueKind, county_id: str | None
) -> None:
    asked = (question, kind, county_id)
    if asked != (dialogue.question, dialogue.kind, dialogue.county_id):
        raise Problem(
            "region-as-its-tour",
            words(
                "The dialogue is a region of the tour “%(tour)s”, so its question, kind and "
                "county stay. Change its title, purpose and days, or hold another dialogue."
            ),
            tour=str(dialogue.tour),
        )


def _check_nobody_voted(dialogue: Dialogue) -> None:
    votes = Vote.objects.filter(statement__dialogue=dialogue).count()
    if votes > 0:
        raise Problem(
            "question-answered",
            words(
                "%(votes)s votes answer the question as it stands, so it cannot be changed. "
                "Hold a new dialogue for the new question."
            ),
            votes=votes,
        )


def _statements_in(dialogue: Dialogue, statement_ids: Collection[int]) -> list[Statement]:
    """The chosen statements, at least one, all of this dialogue."""
    wanted = set(statement_ids)
    found = list(dialogue.statements.filter(pk__in=wanted, state=kinds.StatementState.IN))
    if not wanted:
        raise Problem(
            "joint-decision-without-ground",
            words(
                "No statement is chosen. A joint decision rests on at least one statement "
                "of the dialogue, so that all can see why it was made; choose one."
            ),
        )
    if len(found) < len(wanted):
        raise Problem(
            "statement-elsewhere",
            words(
                "%(number)s of the chosen statements belong to another dialogue. "
                "Choose among the statements of this one."
            ),
            number=len(wanted) - len(found),
        )
    return found
