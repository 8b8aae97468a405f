"""A second round: the same statements without votes, and whether more is shared than before."""

from datetime import timedelta

import numpy as np
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings as given_settings, strategies as some

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import hold_again
from samsyn.dialogue.models import Dialogue, InvitedOrganisation, Voice, VoiceVote, Vote
from samsyn.dialogue.queries import analysis_for, rounds_for
from samsyn.dialogue.rules.ballots import ballots_of
from samsyn.dialogue.rules.kinds import StatementState
from samsyn.dialogue.rules.rounds import Turned, named_alike, rounds_compared
from samsyn.dialogue.tests.halls import crowd, hall
from samsyn.dialogue.tests.rooms import two_camps, unanimous
from samsyn.directory.models import JournalLine

BACKEND = "sesame.backends.ModelBackend"


def rows(votes):
    """Each voter's votes, one a statement, as rows."""
    return [
        (f"v{voter}", f"s{said}", vote, 0)
        for voter, line in enumerate(votes)
        for said, vote in enumerate(line)
    ]


SPLIT = [[1, 1, 1]] * 6 + [[-1, -1, -1]] * 6
TOGETHER = [[1, 1, 1]] * 12


def test_the_worked_example_of_the_method_page():
    # Six against six: of 66 pairs 30 stand together and 36 against, (30 - 36) / 66 = -0.09,
    # which is shown as 0. Then all twelve stand together: 1. No change is larger than 1.
    found = rounds_compared(ballots_of(rows(SPLIT)), ballots_of(rows(TOGETHER)))
    assert (found.before.value, found.after.value) == (0.0, 1.0)
    assert found.change == 1.0
    assert found.turned is Turned.MORE
    assert (found.statements, found.both) == (3, 12)


def test_the_other_way_and_not_at_all():
    assert rounds_compared(ballots_of(rows(TOGETHER)), ballots_of(rows(SPLIT))).turned is (
        Turned.LESS
    )
    same = rounds_compared(ballots_of(rows(SPLIT)), ballots_of(rows(SPLIT)))
    assert (same.change, same.turned) == (0.0, Turned.UNSURE)


def test_only_the_statements_of_both_rounds_count():
    later = [[1, 1], [1, 1], [1, -1]]
    before = ballots_of([("a", "old", 1, 0), ("b", "old", 1, 0), *rows(later)])
    found = rounds_compared(before, ballots_of(rows(later)))
    assert found.statements == 2
    assert rounds_compared(ballots_of([("a", "x", 1, 0), ("b", "x", 1, 0)]), before) is None
    assert rounds_compared(ballots_of([]), ballots_of([])) is None


def test_in_a_room_where_all_have_voted_twice_the_change_is_certain():
    before, after = ballots_of(rows(SPLIT)), ballots_of(rows(TOGETHER))
    found = rounds_compared(before, after, (12, 12))
    assert (found.interval.low, found.interval.high) == (found.change, found.change)
    some_missing = rounds_compared(before, after, (12, 24))
    whole = rounds_compared(before, after)
    assert whole.interval.low < some_missing.interval.low < found.change


VOTES = some.lists(
    some.tuples(some.sampled_from("abcdefgh"), some.sampled_from("stu"), some.integers(-1, 1)),
    max_size=30,
)


@given(VOTES, VOTES)
@given_settings(max_examples=60)
def test_backwards_is_the_same_with_the_other_sign(before, after):
    forth, back = (
        rounds_compared(*(ballots_of([(*each, 0) for each in pair]) for pair in order))
        for order in ((before, after), (after, before))
    )
    assert (forth is None) == (back is None)
    if forth is not None:
        assert forth.change == pytest.approx(-back.change)
        assert forth.interval.low == pytest.approx(-back.interval.high)
        assert forth.interval.low <= forth.change <= forth.interval.high


def test_statements_go_by_what_they_say():
    named = named_alike([("1", "7", 1, 0), ("1", "8", 1, 0)], {"7": "lika"}, voters="x-")
    assert (named.voters, named.statements) == (("x-1",), ("lika",))


# The deed -------------------------------------------------------------------------------------


def days(cast):
    return {
        "opens_on": cast.dialogue.closes_on + timedelta(days=30),
        "closes_on": cast.dialogue.closes_on + timedelta(days=60),
    }


def again(cast, who="astrid", **changed):
    return hold_again(
        by=cast.standing(who),
        dialogue_id=cast.dialogue.pk,
        **{"title": "Igen", **days(cast), **changed},
    )


def test_a_second_round_takes_along_what_was_said_and_who_was_invited(cast):
    left_out = cast.dialogue.statements.create(
        text="Utanför", said_on=cast.dialogue.opens_on, state=StatementState.OUT
    )
    navet = cast.organisations["navet"]
    InvitedOrganisation.objects.create(
        dialogue=cast.dialogue, organisation=navet, invited_on=cast.dialogue.opens_on
    )
    cast.statement.translation = "In English"
    cast.statement.save()
    made = again(cast)
    assert made.follows == cast.dialogue
    said = made.statements.get(text=cast.statement.text)
    assert (said.translation, said.organisation) == ("In English", cast.statement.organisation)
    assert not made.statements.filter(text=left_out.text).exists()
    assert [each.organisation for each in made.invited.all()] == [navet]
    assert not Vote.objects.filter(statement__dialogue=made).exists()
    assert JournalLine.objects.filter(deed="hold dialogue again").count() == 1


@pytest.mark.parametrize("name", ["bo", "ivar", "frida"])
def test_others_than_the_organiser_are_refused(cast, name):
    with pytest.raises(Problem):
        again(cast, name)
    assert Dialogue.objects.count() == 1


def refusal(cast, **changed):
    with pytest.raises(Problem) as refused:
        again(cast, **changed)
    return refused.value.code


def test_what_is_refused(cast):
    assert refusal(cast, closes_on=cast.dialogue.opens_on) == "dialogue-days"
    assert refusal(cast, opens_on=cast.dialogue.opens_on) == "round-before-the-first"
    cast.dialogue.statements.update(state=StatementState.OUT)
    assert refusal(cast) == "round-without-statements"
    cast.dialogue.opens_on = cast.standing("astrid").on + timedelta(days=1)
    cast.dialogue.closes_on = cast.dialogue.opens_on
    cast.dialogue.save()
    assert refusal(cast) == "round-too-early"
    assert Dialogue.objects.count() == 1


# The pages and the API ------------------------------------------------------------------------


def browser(cast, name):
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(cast.people[name], backend=BACKEND)
    return client


def vote_again(made, before, votes):
    """The same organisations vote in the second round, otherwise."""
    said = list(made.statements.order_by("pk"))
    Vote.objects.bulk_create(
        Vote(statement=said[column], organisation=before[row], vote=int(votes[row, column]))
        for row, column in np.ndindex(votes.shape)
    )


def test_the_page_about_agreement_says_what_changed(cast):
    voters = hall(cast, two_camps(6))
    made = again(cast)
    vote_again(made, voters, unanimous(12))
    page = browser(cast, "bo").get(reverse("dialogue:dialogue_agreement", args=[made.pk]))
    text = " ".join(page.content.decode().split())
    assert "More is shared than before" in text
    assert "It rests on 12 organisations before and 12 organisations now." in text
    assert "12 took part both times." in text
    assert "Agreed now, and not before" in text
    first = browser(cast, "bo").get(reverse("dialogue:dialogue_agreement", args=[cast.dialogue.pk]))
    assert "than before" not in first.content.decode()


def test_people_are_compared_without_knowing_who_came_twice(cast):
    crowd(cast, two_camps(6))
    cast.dialogue.results_shown_on = cast.dialogue.closes_on
    cast.dialogue.save()
    made = again(cast)
    Dialogue.objects.filter(pk=made.pk).update(results_shown_on=made.opens_on)
    said = list(made.statements.order_by("pk"))
    for number in range(12):
        voice = Voice.objects.create(dialogue=made, key_digest=f"{number:064}")
        VoiceVote.objects.bulk_create(
            VoiceVote(voice=voice, statement=each, vote=1, turn=1) for each in said
        )
    viewer = cast.standing("bo")
    (change,) = rounds_for(viewer, analysis_for(viewer, made.pk)).changes
    assert (change.kind, change.turned, change.both) == ("people", "more", None)
    assert change.statements == 9


def test_a_closed_round_of_people_is_not_compared(cast):
    crowd(cast, two_camps(6))
    made = again(cast)
    viewer = cast.standing("bo")
    assert rounds_for(viewer, analysis_for(viewer, made.pk)).changes == []


def test_the_dialogue_leads_to_its_rounds(cast):
    made = again(cast, title="Andra gången")
    client = browser(cast, "astrid")
    first = client.get(reverse("dialogue:dialogue_detail", args=[cast.dialogue.pk]))
    assert "Andra gången" in first.content.decode()
    second = client.get(reverse("dialogue:dialogue_detail", args=[made.pk]))
    assert "Asked before in" in second.content.decode()


def test_the_form_makes_a_round_and_says_what_is_wrong(cast):
    client = browser(cast, "astrid")
    where = reverse("dialogue:dialogue_again", args=[cast.dialogue.pk])
    assert "once more" in client.get(where).content.decode()
    wrong = client.post(
        where, {"title": "Igen", "opens_on": "2020-01-01", "closes_on": "2020-02-01"}
    )
    assert "Choose a later day." in wrong.content.decode()
    made = client.post(where, {"title": "Igen", **{k: str(v) for k, v in days(cast).items()}})
    assert made["Location"] == reverse(
        "dialogue:dialogue_detail", args=[Dialogue.objects.get(title="Igen").pk]
    )


def test_the_api_makes_a_round_and_reads_the_change(cast):
    client = browser(cast, "astrid")
    voters = hall(cast, two_camps(6))
    sent = {"title": "Igen", **{name: str(on) for name, on in days(cast).items()}}
    made = client.post(
        f"/api/dialogues/{cast.dialogue.pk}/again/", sent, content_type="application/json"
    )
    assert made.status_code == 201
    assert made.json()["follows_id"] == cast.dialogue.pk
    held = Dialogue.objects.get(pk=made.json()["id"])
    vote_again(held, voters, two_camps(6))
    read = client.get(f"/api/dialogues/{held.pk}/change/").json()
    assert read["earlier_id"] == cast.dialogue.pk
    assert [each["turned"] for each in read["changes"]] == ["unsure"]


def test_what_all_are_against_is_said_so(cast):
    voters = hall(cast, two_camps(6))
    made = again(cast)
    vote_again(made, voters, -unanimous(12))
    viewer = cast.standing("bo")
    (change,) = rounds_for(viewer, analysis_for(viewer, made.pk)).changes
    assert {each.side for each in change.gained} == {"disagree"}
    page = browser(cast, "bo").get(reverse("dialogue:dialogue_agreement", args=[made.pk]))
    text = page.content.decode()
    assert text.index("United against") < text.index("What unites us")
