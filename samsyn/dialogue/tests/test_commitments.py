"""Commit one's own organisation, change the commitment and end it: the actions."""

from datetime import date, timedelta

import pytest

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY, Cast
from samsyn.dialogue.actions import change_commitment, commit, end_commitment
from samsyn.dialogue.models import Commitment, Dialogue, JointDecision
from samsyn.dialogue.queries import commitments_for, commitments_past_their_day
from samsyn.dialogue.rules.commitments import CommitmentEnd
from samsyn.directory.models import JournalLine

TEXT = "Vi bjuder in alla åtta till en gemensam kalender"
DUE = TODAY + timedelta(days=30)
OTHERS = [
    ("astrid", "not-yours"),
    ("frida", "not-yours"),
    ("ivar", "not-yours"),
    ("cilla", "not-allowed"),
    ("diyar", "not-allowed"),
    ("eva", "not-allowed"),
    ("visitor", "not-allowed"),
]


def take(cast: Cast, name: str = "bo", **changes: object) -> Commitment:
    asked = {
        "dialogue_id": cast.dialogue.pk,
        "joint_decision_id": cast.joint_decision.pk,
        "text": TEXT,
        "due_on": DUE,
        "responsible": "Nodledaren",
    }
    on = changes.pop("on", TODAY)
    assert isinstance(on, date)
    return commit(by=cast.standing(name, on), **(asked | changes))  # type: ignore[arg-type]


def move(cast: Cast, made: Commitment, name: str = "bo", **changes: object) -> Commitment:
    asked = {"text": made.text, "due_on": made.due_on, "responsible": made.responsible}
    return change_commitment(
        by=cast.standing(name),
        commitment_id=made.pk,
        **(asked | changes),  # type: ignore[arg-type]
    )


def end(cast: Cast, made: Commitment, name: str = "bo", **changes: object) -> Commitment:
    asked = {"end": CommitmentEnd.KEPT, "ended_on": TODAY, "how": "Kalendern är igång."}
    return end_commitment(
        by=cast.standing(name),
        commitment_id=made.pk,
        **(asked | changes),  # type: ignore[arg-type]
    )


def test_a_leader_commits_her_own_organisation_by_a_day(cast: Cast) -> None:
    made = take(cast)
    assert made.organisation == cast.organisations["navet"]
    assert (made.due_on, made.first_due_on, made.noted_on) == (DUE, DUE, TODAY)
    assert (made.joint_decision, made.end, made.ended_on) == (cast.joint_decision, "", None)
    assert JournalLine.objects.get(deed="commit").subject_key == made.pk


@pytest.mark.parametrize("name", ["diyar"])
def test_nobody_but_a_leader_commits(cast: Cast, name: str) -> None:
    with pytest.raises(Problem) as refusal:
        take(cast, name)
    assert refusal.value.code == "not-allowed"
    assert not Commitment.objects.exists()


@pytest.mark.parametrize("name", ["cilla", "eva", "visitor"])
def test_those_outside_the_house_do_not_find_the_dialogue(cast: Cast, name: str) -> None:
    with pytest.raises(Dialogue.DoesNotExist):
        take(cast, name)


def test_the_operator_stands_for_no_organisation_and_commits_none(cast: Cast) -> None:
    with pytest.raises(Problem) as refusal:
        take(cast, "operator")
    assert refusal.value.code == "no-organisation"


def test_what_cannot_be_promised_is_refused_and_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(Problem) as refusal:
        take(cast, due_on=TODAY - timedelta(days=1))
    assert refusal.value.code == "commitment-due-passed"
    other = Dialogue.objects.create(
        title="En annan",
        sort_key="00",
        question="?",
        kind="workshop",
        organiser=cast.organisations["agency"],
        opens_on=cast.dialogue.opens_on,
        closes_on=cast.dialogue.closes_on,
    )
    elsewhere = JointDecision.objects.create(
        dialogue=other, text="Där", decided_on=TODAY, organisation=cast.organisations["agency"]
    )
    with pytest.raises(Problem) as refusal:
        take(cast, joint_decision_id=elsewhere.pk)
    assert refusal.value.code == "joint-decision-elsewhere"
    assert not Commitment.objects.exists()
    assert not JournalLine.objects.filter(deed="commit").exists()


def test_the_same_is_promised_once_by_each(cast: Cast) -> None:
    take(cast)
    with pytest.raises(Problem) as refusal:
        take(cast, text=TEXT.upper())
    assert refusal.value.code == "commitment-twice"
    assert take(cast, "ivar").organisation == cast.organisations["region"]


def test_the_day_is_moved_with_a_reason_and_the_first_stays(cast: Cast) -> None:
    made = take(cast)
    with pytest.raises(Problem) as refusal:
        move(cast, made, due_on=DUE + timedelta(days=60))
    assert refusal.value.code == "commitment-move-without-reason"
    with pytest.raises(Problem) as refusal:
        move(cast, made, due_on=TODAY - timedelta(days=1), reason="Glömde.")
    assert refusal.value.code == "commitment-due-passed"
    assert not JournalLine.objects.filter(deed="change commitment").exists()
    moved = move(cast, made, due_on=date(2027, 2, 1), reason="Två regioner svarade sent.")
    assert (moved.due_on, moved.first_due_on) == (date(2027, 2, 1), DUE)
    assert moved.moved_why == "Två regioner svarade sent."
    line = JournalLine.objects.get(deed="change commitment")
    assert (line.reason, line.subject_text[:23]) == (moved.moved_why, "2026-12-23 → 2027-02-01")


def test_words_are_changed_without_a_reason_also_past_the_day(cast: Cast) -> None:
    made = take(cast, due_on=TODAY - timedelta(days=10), on=TODAY - timedelta(days=40))
    changed = move(cast, made, text="Vi bjuder in alla", responsible="")
    assert (changed.text, changed.responsible, changed.moved_why) == ("Vi bjuder in alla", "", "")
    assert changed.due_on == TODAY - timedelta(days=10)


@pytest.mark.parametrize(("name", "code"), OTHERS)
def test_nobody_changes_or_ends_what_another_has_promised(cast: Cast, name: str, code: str) -> None:
    made = take(cast)
    for deed in (move, end):
        with pytest.raises(Problem) as refusal:
            deed(cast, made, name)
        assert refusal.value.code == code
    made.refresh_from_db()
    assert (made.text, made.end) == (TEXT, "")


def test_it_is_kept_or_given_up_once_with_a_sentence(cast: Cast) -> None:
    made = take(cast, on=TODAY - timedelta(days=3))
    kept = end(cast, made, ended_on=TODAY - timedelta(days=1))
    assert (kept.end, kept.ended_on) == (CommitmentEnd.KEPT, TODAY - timedelta(days=1))
    assert kept.ended_how == "Kalendern är igång."
    assert JournalLine.objects.get(deed="end commitment").reason == kept.ended_how
    for deed in (move, end):
        with pytest.raises(Problem) as refusal:
            deed(cast, made)
        assert refusal.value.code == "commitment-ended"
    assert take(cast).pk != made.pk


def test_an_end_has_a_possible_day_and_words(cast: Cast) -> None:
    made = take(cast)
    for ended_on in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(Problem) as refusal:
            end(cast, made, ended_on=ended_on)
        assert refusal.value.code == "commitment-end-impossible"
    with pytest.raises(Problem) as refusal:
        end(cast, made, end=CommitmentEnd.GIVEN_UP, how=" ")
    assert refusal.value.code == "commitment-end-without-words"
    made.refresh_from_db()
    assert made.end == ""


@pytest.mark.parametrize("name", ["visitor", "cilla", "bo", "operator"])
def test_commitments_are_open_to_all(cast: Cast, name: str) -> None:
    take(cast)
    assert commitments_for(cast.standing(name)).count() == 1


def test_past_their_day_are_those_that_nobody_has_ended(cast: Cast) -> None:
    before = TODAY - timedelta(days=40)
    past = take(cast, due_on=TODAY - timedelta(days=1), on=before)
    take(cast, text="Idag", due_on=TODAY, on=before)
    ended = take(cast, text="Klart", due_on=TODAY - timedelta(days=1), on=before)
    end(cast, ended)
    assert list(commitments_past_their_day(cast.standing("visitor"))) == [past]
