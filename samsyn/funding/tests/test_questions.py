"""Ask about a grant, answer, decide, note: the actions, and who sees what."""

from datetime import date, timedelta

import pytest

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY, Cast
from samsyn.dialogue.actions import answer_question, decide_question, note_on_question
from samsyn.dialogue.models import Question, QuestionLine
from samsyn.dialogue.queries import question_sheet, questions_for
from samsyn.dialogue.rules.questions import QuestionState
from samsyn.directory.models import JournalLine
from samsyn.funding.actions.questions import ask_about_grant
from samsyn.funding.models import Grant, GrantQuestion
from samsyn.funding.queries.questions import questions_of_grant

TEXT = "Hur många företag har börjat?"
GONE = Question.DoesNotExist
OUTSIDE = ["bo", "cilla", "frida", "gustav", "visitor", "eva"]


def ask(cast: Cast, name: str = "astrid", text: str = TEXT, on: date = TODAY) -> Question:
    by = cast.standing(name, on)
    made = ask_about_grant(by=by, grant_id=cast.grant.pk, text=text, background="Inför mötet.")
    return made.question


def say(cast: Cast, question: Question, name: str = "ivar", text: str = "Tolv.") -> QuestionLine:
    return answer_question(by=cast.standing(name), question_id=question.pk, text=text)


def decide(cast: Cast, question: Question, name: str = "astrid") -> QuestionLine:
    return decide_question(by=cast.standing(name), question_id=question.pk, text="Det räcker.")


def test_the_handler_asks_the_recipient_and_the_recipient_the_grantor(cast: Cast) -> None:
    asked = ask(cast)
    assert (asked.asker, asked.answerer) == (
        cast.organisations["agency"],
        cast.organisations["region"],
    )
    assert (asked.text, asked.background, asked.asked_on) == (TEXT, "Inför mötet.", TODAY)
    assert GrantQuestion.objects.get(question=asked).grant == cast.grant
    assert JournalLine.objects.get(deed="ask question").subject_key == asked.pk
    other = ask(cast, "ivar", "Får vi flytta medel?")
    assert (other.asker, other.answerer) == (asked.answerer, asked.asker)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bo", "not-yours"),
        ("frida", "not-yours"),
        ("cilla", "not-allowed"),
        ("diyar", "not-allowed"),
        ("hanna", "not-allowed"),
        ("eva", "not-allowed"),
        ("visitor", "not-allowed"),
        ("operator", "no-organisation"),
    ],
)
def test_nobody_but_the_two_asks(cast: Cast, name: str, code: str) -> None:
    with pytest.raises(Problem) as refusal:
        ask(cast, name)
    assert refusal.value.code == code
    assert not Question.objects.exists()
    assert not JournalLine.objects.filter(deed="ask question").exists()


def test_where_nobody_knows_who_granted_nobody_is_asked(cast: Cast) -> None:
    Grant.objects.update(grantor=None)
    with pytest.raises(Problem) as refusal:
        ask(cast, "ivar")
    assert refusal.value.code == "grantor-not-known"
    Grant.objects.update(grantor=cast.organisations["region"])
    with pytest.raises(Problem) as refusal:
        ask(cast, "ivar")
    assert refusal.value.code == "question-to-oneself"


def test_an_empty_question_leaves_nothing_behind(cast: Cast) -> None:
    with pytest.raises(Problem) as refusal:
        ask(cast, text=" \n")
    assert refusal.value.code == "question-without-words"
    assert not Question.objects.exists()
    assert not GrantQuestion.objects.exists()


def test_open_then_answered_then_decided_and_nothing_is_written_over(cast: Cast) -> None:
    asked = ask(cast)
    viewer = cast.standing("ivar")
    note_on_question(by=cast.standing("astrid"), question_id=asked.pk, text="Tas upp i maj.")
    assert question_sheet(viewer, asked.pk).state is QuestionState.OPEN
    say(cast, asked)
    say(cast, asked, text="Nej, tretton.")
    sheet = question_sheet(viewer, asked.pk)
    assert (sheet.state, sheet.answered_on) == (QuestionState.ANSWERED, TODAY)
    assert [line.text for line in sheet.answers] == ["Tolv.", "Nej, tretton."]
    decide(cast, asked)
    decide(cast, asked, "ivar")
    sheet = question_sheet(viewer, asked.pk)
    assert (sheet.state, len(sheet.decisions)) == (QuestionState.DECIDED, 2)
    assert [line.organisation for line in sheet.decisions] == [
        cast.organisations["agency"],
        cast.organisations["region"],
    ]
    assert sheet.may_answer is False
    lines = JournalLine.objects.filter(subject_kind="question").order_by("pk")
    assert [line.deed for line in lines] == [
        "ask question",
        "note on question",
        "answer question",
        "answer question",
        "decide question",
        "decide question",
    ]


def test_what_is_decided_is_not_answered_any_more(cast: Cast) -> None:
    asked = ask(cast)
    decide(cast, asked)
    with pytest.raises(Problem) as refusal:
        say(cast, asked)
    assert refusal.value.code == "question-decided"
    assert not QuestionLine.objects.filter(kind="answer").exists()
    assert not JournalLine.objects.filter(deed="answer question").exists()
    note_on_question(by=cast.standing("ivar"), question_id=asked.pk, text="Tack.")


def test_an_empty_answer_leaves_nothing_behind(cast: Cast) -> None:
    asked = ask(cast)
    with pytest.raises(Problem) as refusal:
        say(cast, asked, text=" ")
    assert refusal.value.code == "question-without-words"
    assert not QuestionLine.objects.exists()
    assert not JournalLine.objects.filter(deed="answer question").exists()


def test_only_those_who_were_asked_answer(cast: Cast) -> None:
    asked = ask(cast)
    with pytest.raises(Problem) as refusal:
        say(cast, asked, "astrid")
    assert refusal.value.code == "not-yours"
    for name in ("diyar", "hanna"):
        for deed in (answer_question, decide_question, note_on_question):
            with pytest.raises(Problem) as refusal:
                deed(by=cast.standing(name), question_id=asked.pk, text="Nej.")
            assert refusal.value.code == "not-allowed"
    assert not QuestionLine.objects.exists()


@pytest.mark.parametrize("name", OUTSIDE)
def test_for_everybody_else_there_is_no_question(cast: Cast, name: str) -> None:
    asked = ask(cast)
    viewer = cast.standing(name)
    assert not questions_for(viewer).exists()
    assert questions_of_grant(viewer, cast.grant) is None
    for deed in (answer_question, decide_question, note_on_question):
        with pytest.raises(GONE):
            deed(by=viewer, question_id=asked.pk, text="Nej.")


@pytest.mark.parametrize("name", ["astrid", "diyar", "hanna", "ivar", "operator"])
def test_the_people_of_the_two_read_it(cast: Cast, name: str) -> None:
    asked = ask(cast)
    assert list(questions_for(cast.standing(name))) == [asked]


def test_the_standing_list_is_what_is_not_decided_oldest_first(cast: Cast) -> None:
    first, second, third = (
        ask(cast, text=f"Fråga {number}", on=TODAY - timedelta(days=9 - number))
        for number in range(3)
    )
    decide(cast, second)
    say(cast, first)
    found = questions_of_grant(cast.standing("ivar"), cast.grant)
    assert found is not None
    assert [line.sheet.question for line in found.standing] == [first, third]
    assert ([line.sheet.question for line in found.open], found.decided) == ([third], 1)
    assert [line.sheet.question for line in found.answered] == [first]
    assert found.standing[1].sheet.days_open == 7
    assert found.may_ask is True


@pytest.mark.parametrize("wrong", ["goal", "activity", "both"])
def test_a_question_is_about_what_the_grant_is_for(cast: Cast, wrong: str) -> None:
    about = {"goal_id": cast.goal.pk, "activity_id": cast.activity.pk}
    if wrong == "goal":
        cast.grant.goal_links.all().delete()
        del about["activity_id"]
    elif wrong == "activity":
        Grant.objects.update(programme=None)
        del about["goal_id"]
    with pytest.raises(Problem) as refusal:
        ask_about_grant(by=cast.standing("astrid"), grant_id=cast.grant.pk, text=TEXT, **about)
    assert refusal.value.code == "question-about-elsewhere"
    assert not Question.objects.exists()
