"""Taking part by phone: codes, keys, votes that arrive late or twice, statements that wait."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, strategies as st

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import add_statement, decide_jointly
from samsyn.dialogue.actions.phones import (
    describe_voice,
    let_statement_in,
    open_to_phones,
    say_by_phone,
    show_results,
    vote_by_phone,
)
from samsyn.dialogue.models import Dialogue, Statement, Voice, VoiceVote
from samsyn.dialogue.queries import dialogue_sheet
from samsyn.dialogue.queries.phones import people_sheet, phone_sheet, room_sheet
from samsyn.dialogue.rules.kinds import Vote
from samsyn.dialogue.rules.phones import (
    ALPHABET,
    MOST_SAID,
    PhoneVote,
    code_of,
    is_key,
    key_digest,
    last_of_each,
    tidied,
)
from samsyn.dialogue.rules.tally import Tally
from samsyn.directory.models import JournalLine

KEY, OTHER = "k" * 22, "o" * 22
AGREE, DISAGREE, PASS = Vote.AGREE, Vote.DISAGREE, Vote.PASS


@pytest.fixture
def room(cast):
    """The agency's dialogue, open today and to phones."""
    today = timezone.localdate()
    cast.dialogue.opens_on = today - timedelta(days=2)
    cast.dialogue.closes_on = today + timedelta(days=2)
    cast.dialogue.save()
    open_to_phones(
        by=cast.standing("astrid", today), dialogue_id=cast.dialogue.pk, is_moderated=False
    )
    cast.dialogue.refresh_from_db()
    return cast


def visitor(cast, on=None):
    return cast.standing("visitor", on or timezone.localdate())


def send(cast, *votes, key=KEY, by=None):
    return vote_by_phone(
        by=by or visitor(cast),
        code=cast.dialogue.phone_code,
        key=key,
        votes=[PhoneVote(cast.statement.pk, vote, turn) for vote, turn in votes],
    )


def own_vote(cast, key=KEY):
    return phone_sheet(visitor(cast), cast.dialogue.phone_code, key).lines[0].own_vote


# Rules -----------------------------------------------------------------------------------------


def test_no_sign_of_a_code_is_read_as_another():
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert not set(ALPHABET) & set("01OIL")
    assert re.fullmatch(f"[{ALPHABET}]+", code_of(range(len(ALPHABET))))


@pytest.mark.parametrize("typed", ["abc234", " ABC 234 ", "abc-234", "AbC\u00a0234"])
def test_a_code_is_found_however_it_is_typed(typed):
    assert tidied(typed) == "ABC234"


@pytest.mark.parametrize("key", ["", "short", "a" * 65, "å" * 22, "with space in it, twenty"])
def test_what_is_no_key_is_refused(key):
    assert not is_key(key)
    with pytest.raises(Problem) as refusal:
        key_digest(key)
    assert refusal.value.code == "phone-key"


VOTES = st.lists(
    st.builds(PhoneVote, st.integers(1, 3), st.sampled_from(Vote), st.integers(0, 5)),
    unique_by=lambda vote: (vote.statement_id, vote.turn),
)


@given(VOTES, st.randoms())
def test_the_latest_vote_counts_in_any_order(votes, chance):
    latest = last_of_each(votes)
    chance.shuffle(votes)
    assert last_of_each(votes + votes) == latest


# Opening ---------------------------------------------------------------------------------------


def test_a_dialogue_keeps_its_code(room):
    code = room.dialogue.phone_code
    assert re.fullmatch(f"[{ALPHABET}]{{6}}", code)
    again = open_to_phones(
        by=room.standing("astrid"), dialogue_id=room.dialogue.pk, is_moderated=True
    )
    assert (again.phone_code, again.is_moderated) == (code, True)
    assert JournalLine.objects.filter(deed="open to phones").count() == 2


@pytest.mark.parametrize(
    ("deed", "name"),
    [
        (deed, name)
        for deed in ("open", "show", "let in")
        for name in ("bo", "frida", "ivar", "cilla", "visitor")
    ],
)
def test_only_those_who_lead_the_organiser_run_the_room(room, deed, name):
    by = room.standing(name)
    with pytest.raises((Problem, Dialogue.DoesNotExist)) as refusal:
        if deed == "open":
            open_to_phones(by=by, dialogue_id=room.dialogue.pk, is_moderated=False)
        elif deed == "show":
            show_results(by=by, dialogue_id=room.dialogue.pk, shown=True)
        else:
            let_statement_in(by=by, statement_id=room.statement.pk, let_in=True)
    if isinstance(refusal.value, Problem):
        assert refusal.value.code in {"not-allowed", "not-yours"}


# Voting ----------------------------------------------------------------------------------------


def test_a_phone_votes_and_changes_its_vote(room):
    assert send(room, (AGREE, 1)) == 1
    send(room, (DISAGREE, 2))
    assert own_vote(room) is DISAGREE
    assert VoiceVote.objects.count() == 1


def test_a_vote_sent_twice_is_one_and_a_late_one_does_not_win(room):
    send(room, (PASS, 7))
    send(room, (PASS, 7))
    send(room, (AGREE, 3))  # was kept on the phone and arrives late
    assert own_vote(room) is PASS
    assert VoiceVote.objects.count() == 1


def test_two_phones_are_two_voices(room):
    send(room, (AGREE, 1))
    send(room, (DISAGREE, 1), key=OTHER)
    assert (own_vote(room), own_vote(room, OTHER)) == (AGREE, DISAGREE)
    sheet = room_sheet(room.standing("astrid"), room.dialogue.pk)
    assert (sheet.people, sheet.votes) == (2, 2)


def test_nothing_is_taken_when_one_vote_cannot_be(room):
    votes = [PhoneVote(room.statement.pk, AGREE, 1), PhoneVote(10**9, AGREE, 2)]
    with pytest.raises(Problem) as refusal:
        vote_by_phone(by=visitor(room), code=room.dialogue.phone_code, key=KEY, votes=votes)
    assert refusal.value.code == "statement-not-here"
    assert not Voice.objects.exists()


def test_a_statement_of_another_dialogue_is_not_here(room):
    elsewhere = Dialogue.objects.create(
        title="En annan",
        sort_key="en annan",
        question="?",
        kind="workshop",
        organiser=room.organisations["agency"],
        opens_on=date(2026, 1, 1),
        closes_on=date(2030, 1, 1),
    ).statements.create(text="Där", said_on=date(2026, 1, 1))
    with pytest.raises(Problem) as refusal:
        vote_by_phone(
            by=visitor(room),
            code=room.dialogue.phone_code,
            key=KEY,
            votes=[PhoneVote(elsewhere.pk, AGREE, 1)],
        )
    assert refusal.value.code == "statement-not-here"


@pytest.mark.parametrize(("days", "code"), [(-3, "vote-too-early"), (3, "vote-too-late")])
def test_one_votes_while_it_is_open(room, days, code):
    with pytest.raises(Problem) as refusal:
        send(room, (AGREE, 1), by=visitor(room, timezone.localdate() + timedelta(days=days)))
    assert refusal.value.code == code


def test_without_the_code_nobody_takes_part(room):
    with pytest.raises(Dialogue.DoesNotExist):
        vote_by_phone(by=visitor(room), code="ZZZZZZ", key=KEY, votes=[])


def test_very_many_votes_come_in_several_messages(room):
    votes = [PhoneVote(number, AGREE, 1) for number in range(501)]
    with pytest.raises(Problem) as refusal:
        vote_by_phone(by=visitor(room), code=room.dialogue.phone_code, key=KEY, votes=votes)
    assert refusal.value.code == "votes-too-many"


# What is not written down ----------------------------------------------------------------------


def test_nothing_ties_a_vote_to_a_person_or_a_time(room):
    before = JournalLine.objects.count()
    send(room, (AGREE, 1))
    say_by_phone(by=visitor(room), code=room.dialogue.phone_code, key=KEY, text="Nytt")
    assert JournalLine.objects.count() == before
    assert KEY not in Voice.objects.get().key_digest
    kinds = {field.get_internal_type() for field in Voice._meta.fields + VoiceVote._meta.fields}
    assert not kinds & {"DateField", "DateTimeField"}
    assert not {field.name for field in Voice._meta.fields} & {"person", "name", "address"}
    assert Statement.objects.get(text="Nytt").organisation is None


# Saying ----------------------------------------------------------------------------------------


def test_what_a_phone_says_is_there_for_all(room):
    said = say_by_phone(
        by=visitor(room), code=room.dialogue.phone_code, key=KEY, text="  Vi   ses oftare "
    )
    assert (said.text, said.state) == ("Vi ses oftare", "in")
    again = say_by_phone(
        by=visitor(room), code=room.dialogue.phone_code, key=OTHER, text="vi ses oftare"
    )
    assert again == said


def test_it_waits_where_the_organiser_reads_first(room):
    Dialogue.objects.update(is_moderated=True)
    said = say_by_phone(by=visitor(room), code=room.dialogue.phone_code, key=KEY, text="Vänta")
    assert said.state == "waiting"
    code, astrid = room.dialogue.phone_code, room.standing("astrid")
    assert len(phone_sheet(visitor(room), code, KEY).lines) == 1
    assert len(dialogue_sheet(astrid, room.dialogue.pk).lines) == 1
    assert room_sheet(astrid, room.dialogue.pk).waiting == [said]
    assert room_sheet(room.standing("bo"), room.dialogue.pk).waiting == []
    with pytest.raises(Problem) as refusal:
        vote_by_phone(by=visitor(room), code=code, key=KEY, votes=[PhoneVote(said.pk, AGREE, 1)])
    assert refusal.value.code == "statement-not-here"
    let_statement_in(by=astrid, statement_id=said.pk, let_in=True)
    assert len(phone_sheet(visitor(room), code, KEY).lines) == 2
    let_statement_in(by=astrid, statement_id=said.pk, let_in=False)
    assert room_sheet(astrid, room.dialogue.pk).left_out == [said]


def test_what_carries_a_decision_or_an_organisation_stays(room):
    today = timezone.localdate()
    said = say_by_phone(by=visitor(room), code=room.dialogue.phone_code, key=KEY, text="Ja")
    decide_jointly(
        by=room.standing("astrid", today),
        dialogue_id=room.dialogue.pk,
        text="Vi gör det",
        statement_ids=[said.pk],
    )
    ours = add_statement(
        by=room.standing("bo", today), dialogue_id=room.dialogue.pk, text="Navets eget"
    )
    for statement in (said, ours):
        with pytest.raises(Problem) as refusal:
            let_statement_in(by=room.standing("astrid"), statement_id=statement.pk, let_in=False)
        assert refusal.value.code == "statement-rests-firm"


def test_a_phone_does_not_say_without_end(room):
    for number in range(MOST_SAID):
        say_by_phone(by=visitor(room), code=room.dialogue.phone_code, key=KEY, text=f"Nr {number}")
    with pytest.raises(Problem) as refusal:
        say_by_phone(by=visitor(room), code=room.dialogue.phone_code, key=KEY, text="Ett till")
    assert refusal.value.code == "phone-said-enough"


@pytest.mark.parametrize(
    ("more", "code"),
    [({"actor_kind": "pirate"}, "actor-kind-unknown"), ({"county_id": "99"}, "county-unknown")],
)
def test_where_one_comes_from_is_chosen_from_what_there_is(room, more, code):
    place = {"by": visitor(room), "code": room.dialogue.phone_code, "key": KEY}
    voice = describe_voice(**place, actor_kind="agency", county_id="24")
    assert (voice.actor_kind, voice.county_id) == ("agency", "24")
    assert describe_voice(**place).actor_kind == ""
    with pytest.raises(Problem) as refusal:
        describe_voice(**place, **more)
    assert refusal.value.code == code


# Results ---------------------------------------------------------------------------------------


def test_results_are_shown_when_the_organiser_says_so_and_five_have_voted(room):
    code = room.dialogue.phone_code
    for number in range(4):
        send(room, (AGREE, 1), key=f"{number}" * 22)
    show_results(by=room.standing("astrid"), dialogue_id=room.dialogue.pk, shown=True)
    assert people_sheet(visitor(room), code).voice is None
    send(room, (DISAGREE, 1))
    found = people_sheet(visitor(room), code).voice.found
    (said,) = [each for listed in found.values() for each in listed if each.tally]
    assert said.tally == Tally(agree=4, disagree=1, passed=0)
    show_results(by=room.standing("astrid"), dialogue_id=room.dialogue.pk, shown=False)
    assert people_sheet(visitor(room), code).voice is None
