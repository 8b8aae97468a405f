"""One person, one voice: what the page says of people, to whom, and never about fewer than 5."""

import csv
import json
from datetime import timedelta
from io import BytesIO, StringIO

import numpy as np
import pytest
from django.utils import timezone
from openpyxl import load_workbook

from samsyn.cli import COMMANDS, frame
from samsyn.dialogue.models import Voice, VoiceVote, Vote
from samsyn.dialogue.queries import analysis_for
from samsyn.dialogue.queries.people import mark_of_votes
from samsyn.dialogue.rules import protection
from samsyn.dialogue.rules.kinds import StatementState
from samsyn.dialogue.tests.halls import crowd, hall
from samsyn.dialogue.tests.rooms import two_camps, unanimous
from samsyn.dialogue.tests.test_dialogue_agreement import SPLIT, browser, page_of, text_of

ENGLISH = {"Accept-Language": "en"}
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
    with django_assert_max_num_queries(5):
        assert analysis_for(viewer, shown.dialogue.pk).voices == first.voices


# On phones and on the big screen --------------------------------------------------------------


def test_phones_get_what_came_out_in_plain_words(shown, client):
    votes = SPLIT.copy()
    votes[4:, 4] = np.nan
    crowd(shown, votes)
    text = " ".join(client.get("/d/ABC234/results/", headers=ENGLISH).content.decode().split())
    assert "11 of 12 people agree on 4 of 9 statements" in text
    assert "There are 2 groups" in text
    order = ["What unites us", "What divides us", "On what we know too little"]
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)
    assert "Fewer than five have voted on it." in text
    assert "Group A" not in text
    close(shown)
    assert "11 of 12" not in client.get("/d/ABC234/results/").content.decode()


def room_of(cast, **sent):
    return browser(cast, "astrid").get(f"/dialogues/{cast.dialogue.pk}/room/", **sent)


def test_the_big_screen_has_the_outcome_when_it_is_shown_and_not_before(shown):
    crowd(shown, SPLIT)
    text = room_of(shown).content.decode()
    assert "11 of 12 people agree on 5 of 9 statements" in text
    assert text.count('class="finding"') == 6
    assert "opinion-map" in text
    live = room_of(shown, headers={"HX-Request": "true"}).content.decode()
    assert 'id="live"' in live and "11 of 12" not in live
    again = room_of(shown, query_params={"part": "outcome"}, headers={"HX-Request": "true"})
    assert 'id="outcome"' in again.content.decode() and "<html" not in again.content.decode()
    close(shown)
    for sent in ({}, {"query_params": {"part": "outcome"}, "headers": {"HX-Request": "true"}}):
        text = room_of(shown, **sent).content.decode()
        assert not any(word in text for word in ("11 of 12", "opinion-map", 'class="finding"'))


def test_the_big_screen_says_nothing_of_four(shown):
    crowd(shown, SPLIT[:4])
    text = room_of(shown).content.decode()
    assert "Too few have voted" in text and "finding" not in text


# As a file ------------------------------------------------------------------------------------


@pytest.fixture
def small_files(monkeypatch):
    """As if twelve people were many enough."""
    monkeypatch.setattr(protection, "LEAST_IN_FILE", 12)


def file_of(cast, name="bo"):
    return browser(cast, name).get(f"/dialogues/{cast.dialogue.pk}/people-votes.csv")


def test_the_command_says_the_same_of_peoples_file_as_the_page(
    shown, small_files, tmp_path, capsys
):
    votes = SPLIT.copy()
    votes[3, 6] = votes[9, 1] = 0
    votes[4:, 4] = np.nan
    crowd(shown, votes)
    votes_file, comments = tmp_path / "votes.csv", tmp_path / "comments.csv"
    votes_file.write_bytes(file_of(shown).content)
    answer = browser(shown, "bo").get(f"/dialogues/{shown.dialogue.pk}/comments.csv")
    comments.write_bytes(answer.content)
    told = ["agreement", str(votes_file), "--comments", str(comments), "--json"]
    assert frame.run(COMMANDS, told) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == voice_of(shown).data
    assert said["participants"] == 12


def test_peoples_file_tells_neither_who_nor_when(shown, small_files):
    votes = SPLIT.copy()
    votes[4:, 4] = np.nan
    crowd(shown, votes)
    rows = list(csv.DictReader(StringIO(file_of(shown).content.decode())))
    assert {row["timestamp"] for row in rows} == {"0"}
    assert {row["datetime"] for row in rows} == {""}
    assert {int(row["voter-id"]) for row in rows} == set(range(1, 13))
    assert len({row["comment-id"] for row in rows}) == 8
    before = file_of(shown).content
    VoiceVote.objects.all().delete()
    Voice.objects.all().delete()
    crowd(shown, votes[::-1])
    assert file_of(shown).content == before, "whoever came first has the same number"


def test_a_small_room_has_no_file(shown):
    crowd(shown, SPLIT)
    assert file_of(shown).status_code == 422
    where = f"/dialogues/{shown.dialogue.pk}/agreement/"
    text = browser(shown, "bo").get(where).content.decode()
    assert "people-votes.csv" not in text and f"{shown.dialogue.pk}/comments.csv" in text


def test_peoples_file_is_had_when_the_page_shows_them(shown, small_files):
    crowd(shown, SPLIT[:4])
    assert file_of(shown).status_code == 422
    VoiceVote.objects.all().delete()
    Voice.objects.all().delete()
    crowd(shown, SPLIT)
    close(shown)
    assert file_of(shown, "bo").status_code == 422
    assert file_of(shown, "astrid").status_code == 200
    assert file_of(shown, "cilla").status_code == 404


def test_the_api_has_both_voices_and_no_names_of_people(shown):
    hall(shown, SPLIT)
    crowd(shown, two_camps(9)[5:])
    where = f"/api/dialogues/{shown.dialogue.pk}/agreement/"
    told = browser(shown, "bo").get(where).json()
    assert [voice["kind"] for voice in told["voices"]] == ["organisation", "people"]
    assert told["people"] == "shown"
    of_people = told["voices"][1]
    assert of_people["groups"] == [{"size": None, "members": [], "representative": []}] * 2
    close(shown)
    told = browser(shown, "bo").get(where).json()
    assert (told["people"], len(told["voices"])) == ("closed", 1)
