"""One person, one voice: what the page says of people, to whom, and never about fewer than 5."""

from datetime import timedelta
from io import BytesIO

import numpy as np
import pytest
from django.utils import timezone
from openpyxl import load_workbook

from samsyn.dialogue.models import VoiceVote, Vote
from samsyn.dialogue.queries import analysis_for
from samsyn.dialogue.queries.people import mark_of_votes
from samsyn.dialogue.rules.kinds import StatementState
from samsyn.dialogue.tests.halls import crowd, hall
from samsyn.dialogue.tests.rooms import two_camps, unanimous
from samsyn.dialogue.tests.test_dialogue_agreement import SPLIT, browser, page_of, text_of

NOT_OPENED = "The organiser has not opened the people&#x27;s results yet."


@pytest.fixture
def shown(cast):
    """The dialogue of the cast, open, and nobody has voted but those with phones."""
    Vote.objects.all().delete()
    today = timezone.localdate()
    held = cast.dialogue
    held.opens_on, held.closes_on = today - timedelta(days=2), today + timedelta(days=2)
    held.phone_code, held.results_shown_on = "ABC234", today
    held.save()
    return cast


def close(cast):
    cast.dialogue.results_shown_on = None
    cast.dialogue.save()


def voice_of(cast):
    (voice,) = analysis_for(cast.standing("bo", timezone.localdate()), cast.dialogue.pk).voices
    return voice


def test_people_are_said_in_their_own_words(shown):
    crowd(shown, SPLIT)
    text = text_of(shown)
    assert "One person, one voice" in text and "One organisation, one voice" not in text
    assert "11 of 12 people agree on 5 of 9 statements" in text
    assert "There are 2 groups with a gap between them." in text
    assert "6 of 6 agree; of the others 0 of 6 agree" in text
    assert "Of all such people, probably 72 to 99 of 100 agree." in text
    assert "organisations agree" not in text
    assert "How many stand where" in text and "Who stands where" not in text


@pytest.mark.parametrize("people", [1, 4])
def test_nothing_is_shown_about_fewer_than_five(shown, people):
    crowd(shown, unanimous(people))
    assert "Too few have voted by phone" in text_of(shown)
    sheet = analysis_for(shown.standing("bo"), shown.dialogue.pk)
    assert (sheet.voices, sheet.people) == ([], "few")


def test_a_statement_with_fewer_than_five_votes_has_no_figure(shown):
    votes = unanimous(6)
    votes[4:, 8] = np.nan
    crowd(shown, votes)
    voice = voice_of(shown)
    (few,) = voice.found["unsure"]
    assert few.tally is None
    assert voice.votes == 48
    text = text_of(shown)
    assert "Fewer than five have voted on it." in text
    assert "All 6 people agree on 8 of 9 statements" in text


def test_a_small_group_is_told_without_figures(shown):
    crowd(shown, two_camps(9)[5:])
    voice = voice_of(shown)
    assert [group.size for group in voice.groups] == [None, None]
    assert {place.group for place in voice.places} == {0}
    text = text_of(shown)
    assert "There are 2 groups" in text and "A small group" in text
    assert "Group A" not in text
    drawn = page_of(shown, format="svg").content.decode()
    assert "13 people" in drawn and "Group" not in drawn


def test_organisations_come_first_and_the_two_are_compared(shown):
    hall(shown, SPLIT)
    people = SPLIT.copy()
    people[:, 0] = [1, -1] * 6
    people[:, 5] = 1
    people[:, 1] = -1
    crowd(shown, people)
    text = text_of(shown)
    assert text.index("One organisation, one voice") < text.index("One person, one voice")
    assert "Organisations agree, and people are divided." in text
    assert "People agree, and organisations are divided." in text
    assert "People agree among themselves, and organisations the other way." in text
    ids = [part.split('"')[0] for part in text.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_where_the_two_are_alike_the_page_says_so(shown):
    hall(shown, SPLIT)
    crowd(shown, SPLIT)
    assert "On no statement does one of them agree" in text_of(shown)


def test_results_that_are_not_opened_are_seen_by_the_organiser_only(shown):
    crowd(shown, SPLIT)
    close(shown)
    for name, sees in (("bo", False), ("ivar", False), ("astrid", True)):
        text = " ".join(page_of(shown, name).content.decode().split())
        assert ("11 of 12 people" in text) is sees, name
        assert (NOT_OPENED in text) is not sees, name
    assert page_of(shown, format="svg")["Content-Type"].startswith("text/html")


def test_a_dialogue_that_has_closed_is_open_to_the_house(shown):
    crowd(shown, SPLIT)
    close(shown)
    shown.dialogue.closes_on = timezone.localdate() - timedelta(days=1)
    shown.dialogue.save()
    assert "11 of 12 people" in text_of(shown)


def test_a_changed_vote_changes_the_page_at_once(shown):
    voices = crowd(shown, unanimous(12))
    assert "All 12 people agree on 9 of 9 statements" in text_of(shown)
    for vote in VoiceVote.objects.filter(voice=voices[0]):
        vote.vote, vote.turn = -1, vote.turn + 1
        vote.save()
    assert "11 of 12 people agree on 9 of 9 statements" in text_of(shown)
    VoiceVote.objects.filter(voice=voices[0]).delete()
    assert "All 11 people agree on 9 of 9 statements" in text_of(shown)
    shown.statement.state = StatementState.OUT
    shown.statement.save()
    assert "All 11 people agree on 8 of 8 statements" in text_of(shown)


def test_the_mark_of_the_votes_changes_with_every_vote(shown):
    assert mark_of_votes(shown.dialogue) is None
    crowd(shown, SPLIT)
    marks = {mark_of_votes(shown.dialogue)}
    for vote in VoiceVote.objects.all()[:9]:
        VoiceVote.objects.filter(pk=vote.pk).update(vote=-vote.vote)
        marks.add(mark_of_votes(shown.dialogue))
    VoiceVote.objects.update(turn=2**53 - 1)
    marks.add(mark_of_votes(shown.dialogue))
    assert len(marks) == 11


def test_what_has_not_changed_is_worked_out_once(shown, monkeypatch):
    crowd(shown, SPLIT)
    first = voice_of(shown)
    monkeypatch.setattr("samsyn.dialogue.queries.people.voice_of", None)
    assert voice_of(shown) == first


def test_the_map_of_people_has_no_names_and_no_links(shown):
    hall(shown, SPLIT)
    crowd(shown, SPLIT[:, ::-1])
    drawn = page_of(shown, voice="people", format="svg").content.decode()
    assert drawn.count("<title>") == 1  # of the whole
    assert "Aktör" not in drawn and "Group A: 6" in drawn
    assert page_of(shown, voice="people", format="png").content.startswith(b"\x89PNG")
    assert page_of(shown, format="svg").content.decode().count("<title>Aktör") == 12
    assert page_of(shown, voice="nobody", format="svg")["Content-Type"].startswith("text/html")
    answer = page_of(shown, voice="people", format="xlsx")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert list(sheet.values) == [("Group", "People"), ("Group A", 6), ("Group B", 6)]


def test_the_dialogue_leads_to_what_its_people_think(shown):
    detail = browser(shown, "bo").get(f"/dialogues/{shown.dialogue.pk}/").content.decode()
    assert f"/dialogues/{shown.dialogue.pk}/agreement/" in detail


def test_both_voices_together_ask_little(shown, django_assert_max_num_queries):
    hall(shown, SPLIT)
    crowd(shown, SPLIT)
    viewer = shown.standing("bo")
    first = analysis_for(viewer, shown.dialogue.pk)
    with django_assert_max_num_queries(4):
        assert analysis_for(viewer, shown.dialogue.pk).voices == first.voices
