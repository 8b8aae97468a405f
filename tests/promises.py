"""What has been promised and asked for in the store of the pages."""

from datetime import date, timedelta

from samsyn.cast import Cast
from samsyn.dialogue.models import Commitment, Dialogue, Question
from samsyn.funding.models import Criterion, GrantCheckIn, GrantQuestion, GrantReport


def commitment_in(cast: Cast, today: date, long: str) -> Commitment:
    """The agency's, past its day, in long words; and one of a dialogue alone that was kept."""
    held = {"dialogue": cast.dialogue, "organisation": cast.organisations["agency"]}
    past = {"first_due_on": today - timedelta(days=9), "due_on": today - timedelta(days=2)}
    noted_on = today - timedelta(days=20)
    Commitment.objects.create(
        **held,
        **past,
        text="Hållet åtagande",
        noted_on=noted_on,
        end="kept",
        ended_on=today,
        ended_how="Det är gjort.",
    )
    return Commitment.objects.create(
        **held,
        **past,
        joint_decision=cast.joint_decision,
        text=f"Åtagande {long}"[:300],
        responsible="Enhetschefen",
        moved_why="Två svarade sent.",
        noted_on=noted_on,
    )


def reports_in(cast: Cast, today: date, long: str) -> GrantReport:
    """One that was sent and waits for its answer, a late one, and one that is asked for again."""
    day = timedelta(days=1)
    held = {"grant": cast.grant, "kind": "progress", "asked_on": today - 90 * day}
    GrantReport.objects.create(**held, until_on=today - 60 * day, due_on=today - 30 * day)
    earlier = GrantReport.objects.create(
        **held,
        until_on=today - 200 * day,
        due_on=today - 80 * day,
        sent_on=today - 70 * day,
        text="En rad.",
        asked_again_on=today - 60 * day,
        answer="Timmarna saknas.",
    )
    return GrantReport.objects.create(
        **held,
        until_on=earlier.until_on,
        due_on=today - 9 * day,
        sent_on=today - 8 * day,
        text=f"Rapport-7714 {long}",
        earlier=earlier,
    )


def question_in(cast: Cast, today: date, long: str) -> Question:
    """What the region asks the agency about the grant, answered; another is open, one decided."""
    region, agency = cast.organisations["region"], cast.organisations["agency"]
    asked_on = today - timedelta(days=40)
    made = [
        Question.objects.create(
            text=f"{text} {long}"[:300],
            background=f"Spörsmål-5561 {long}",
            asker=asker,
            answerer=answerer,
            asked_on=asked_on,
        )
        for text, asker, answerer in (
            ("Spörsmål-5561", region, agency),
            ("Hur går det?", agency, region),
            ("Får vi flytta medel?", region, agency),
        )
    ]
    for question, kinds in zip(made, (("note", "answer"), (), ("decision",)), strict=True):
        GrantQuestion.objects.create(question=question, grant=cast.grant)
        for kind in kinds:
            question.lines.create(
                kind=kind, text=f"Spörsmål-5561 {long}", organisation=agency, said_on=today
            )
    return made[0]


def check_in_in(cast: Cast, today: date, long: str) -> GrantCheckIn:
    """One that the agency held about the grant, which is an operating one; the next has a day."""
    held_on = today - timedelta(days=50)
    cast.grant.is_operating = True
    cast.grant.save()
    dialogue = Dialogue.objects.create(
        title=f"{held_on}: {long}"[:200],
        sort_key="0",
        question=long[:300],
        kind="check_in",
        organiser=cast.organisations["agency"],
        opens_on=held_on,
        closes_on=held_on,
    )
    return GrantCheckIn.objects.create(
        dialogue=dialogue,
        grant=cast.grant,
        held_on=held_on,
        notes=f"Avstämt-6612 {long}",
        next_on=today + timedelta(days=9),
    )


def criterion_in(cast: Cast, long: str) -> Criterion:
    """One that the agency wrote, and one that rests on what was said, in long words."""
    Criterion.objects.create(call=cast.call, text_sv="Kort bedömningsgrund")
    return Criterion.objects.create(
        call=cast.call, text_sv=f"Bedömningsgrund {long}"[:300], statement=cast.statement
    )
