"""How far we agree: the query, the page, its picture and its files, and who may see them."""

import csv
import json
import subprocess
import sys
from io import BytesIO, StringIO

import numpy as np
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from samsyn.cli import COMMANDS, frame
from samsyn.dialogue.models import Dialogue, Vote
from samsyn.dialogue.queries import analysis_for
from samsyn.dialogue.rules.kinds import StatementState
from samsyn.dialogue.tests.halls import hall
from samsyn.dialogue.tests.rooms import two_camps, unanimous

BACKEND = "sesame.backends.ModelBackend"
SPLIT = two_camps(6)
SPLIT[:, :5] = 1
SPLIT[11, :5] = -1
"""Twelve in two camps on four statements; on five others eleven agree and one does not."""
COMMENT_COLUMNS = [
    *("timestamp", "datetime", "comment-id", "author-id"),
    *("agrees", "disagrees", "moderated", "comment-body"),
]


def browser(cast, name):
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    if name != "visitor":
        client.force_login(cast.people[name], backend=BACKEND)
    return client


def page_of(cast, name="bo", **asked):
    return browser(cast, name).get(
        reverse("dialogue:dialogue_agreement", args=[cast.dialogue.pk]), asked
    )


def text_of(cast, **asked):
    return " ".join(page_of(cast, **asked).content.decode().split())


def test_counts_come_first_and_groups_are_named(cast):
    voters = hall(cast, SPLIT)
    text = text_of(cast)
    assert "11 of 12 organisations agree on 5 of 9 statements" in text
    assert "There are 2 groups with a gap between them." in text
    assert text.index("What unites us") < text.index("What divides us")
    assert "6 of 6 agree; of the others 0 of 6 agree" in text
    assert text.count(f">{voters[3].name}</a>") == 2  # among the group's, and in the table


def test_the_sheet_holds_the_same_in_figures(cast):
    hall(cast, SPLIT)
    (voice,) = analysis_for(cast.standing("bo"), cast.dialogue.pk).voices
    assert [len(voice.found[name]) for name in ("agreed", "divides", "unsure", "mixed")] == [
        5,
        4,
        0,
        0,
    ]
    assert {(share.count, share.of) for share in voice.found["divides"][0].groups} == {
        (6, 6),
        (0, 6),
    }
    assert [len(group.members) for group in voice.groups] == [6, 6]
    assert voice.same_number > 0.9
    assert len(voice.places) == 12


def test_one_common_view_is_an_answer(cast):
    hall(cast, unanimous(12))
    text = text_of(cast)
    assert "All 12 organisations agree on 9 of 9 statements" in text
    assert "The organisations have one common view" in text
    assert "There is no map yet" in text  # all alike


def test_in_between_is_said_in_hundreds(cast):
    hall(cast, SPLIT)
    assert "Of all such organisations, probably 72 to 99 of 100 agree." in text_of(cast)


@pytest.mark.parametrize("voters", [1, 2, 3])
def test_a_few_get_no_map_and_no_groups(cast, voters):
    hall(cast, SPLIT[:voters])
    answer = page_of(cast)
    assert answer.status_code == 200
    assert answer.context["voices"][0]["picture"] is None
    assert page_of(cast, format="svg")["Content-Type"].startswith("text/html")


def test_where_nobody_has_voted_the_page_says_so(cast):
    Vote.objects.all().delete()
    assert "Nobody has voted yet" in text_of(cast)


def test_the_dialogue_leads_to_it(cast):
    detail = browser(cast, "bo").get(reverse("dialogue:dialogue_detail", args=[cast.dialogue.pk]))
    assert f"/dialogues/{cast.dialogue.pk}/agreement/" in detail.content.decode()


def test_a_new_vote_is_counted_at_once(cast):
    voters = hall(cast, unanimous(12))
    assert "All 12" in text_of(cast)
    Vote.objects.filter(organisation=voters[0]).update(vote=-1)
    assert "11 of 12 organisations agree on 9 of 9 statements" in text_of(cast)


def test_organisations_found_to_be_the_same_have_one_voice(cast):
    voters = hall(cast, SPLIT)
    Vote.objects.filter(organisation=voters[0]).update(vote=0)
    voters[0].merged_into = voters[1]
    voters[0].save()
    (voice,) = analysis_for(cast.standing("bo"), cast.dialogue.pk).voices
    assert len(voice.places) == 11
    assert voice.votes == 99
    assert voice.found["agreed"][0].tally.passed == 0  # the one that stayed decides


@pytest.mark.parametrize("name", ["cilla", "eva"])
def test_those_outside_the_house_find_none_of_it(cast, name):
    with pytest.raises(Dialogue.DoesNotExist):
        analysis_for(cast.standing(name), cast.dialogue.pk)
    for address in ("dialogue_agreement", "votes_csv", "comments_csv"):
        where = reverse(f"dialogue:{address}", args=[cast.dialogue.pk])
        assert browser(cast, name).get(where).status_code == 404


def test_a_page_that_has_not_changed_asks_little(cast, django_assert_max_num_queries):
    hall(cast, SPLIT)
    viewer = cast.standing("bo")
    first = analysis_for(viewer, cast.dialogue.pk)
    with django_assert_max_num_queries(3):
        assert analysis_for(viewer, cast.dialogue.pk).voices == first.voices


@pytest.mark.parametrize("many", [2, 9])
def test_the_page_asks_as_often_for_nine_statements(cast, many, django_assert_max_num_queries):
    hall(cast, SPLIT[:, -many:])
    client = browser(cast, "bo")
    where = reverse("dialogue:dialogue_agreement", args=[cast.dialogue.pk])
    with django_assert_max_num_queries(36):
        client.get(where)


def test_the_picture_is_a_file_as_well(cast):
    hall(cast, SPLIT)
    drawn = page_of(cast, format="svg").content.decode()
    assert drawn.count("<title>Aktör") == 12
    assert "Group A: 6" in drawn and "class=" not in drawn
    assert page_of(cast, format="png").content.startswith(b"\x89PNG")
    answer = page_of(cast, format="xlsx")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.values)
    assert rows[0][:2] == ("Organisation", "Group")
    assert [row[1] for row in rows[1:]] == ["Group A"] * 6 + ["Group B"] * 6


def test_the_command_says_the_same_of_the_files_as_the_page(cast, tmp_path, capsys):
    odd = SPLIT.copy()
    odd[2, 3] = odd[7, 1] = np.nan
    odd[4, 8] = 0
    hall(cast, odd)
    for name in ("votes", "comments"):
        answer = browser(cast, "bo").get(f"/dialogues/{cast.dialogue.pk}/{name}.csv")
        (tmp_path / f"{name}.csv").write_bytes(answer.content)
    votes, comments = tmp_path / "votes.csv", tmp_path / "comments.csv"
    told = ["agreement", str(votes), "--comments", str(comments), "--json"]
    assert frame.run(COMMANDS, told) == 0
    said = json.loads(capsys.readouterr().out)
    (voice,) = analysis_for(cast.standing("bo"), cast.dialogue.pk).voices
    assert said == voice.data


def test_the_files_have_the_columns_of_polis_and_no_formula(cast):
    voters = hall(cast, SPLIT, ["", "=1+1", "-2 är ett tal", '"citat", och komma'])
    files = {}
    for name in ("votes", "comments"):
        answer = browser(cast, "bo").get(f"/dialogues/{cast.dialogue.pk}/{name}.csv")
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        files[name] = list(csv.DictReader(StringIO(answer.content.decode())))
    assert list(files["votes"][0]) == ["timestamp", "datetime", "comment-id", "voter-id", "vote"]
    assert list(files["comments"][0]) == (
        [
            "timestamp",
            "datetime",
            "comment-id",
            "author-id",
            "agrees",
            "disagrees",
            "moderated",
            "comment-body",
        ]
    )
    assert len(files["votes"]) == 108
    assert {row["vote"] for row in files["votes"]} == {"1", "-1"}
    assert {int(row["voter-id"]) for row in files["votes"]} == {one.pk for one in voters}
    bodies = [row["comment-body"] for row in files["comments"]]
    assert bodies[1:4] == ["'=1+1", "'-2 är ett tal", '"citat", och komma']
    assert (files["comments"][0]["agrees"], files["comments"][0]["disagrees"]) == ("11", "1")


def test_a_server_that_analyses_nothing_does_not_carry_what_an_analysis_needs():
    program = (
        "import django, sys; django.setup(); import samsyn.config.urls\n"
        "sys.exit('scipy' in sys.modules or 'samsyn.dialogue.rules.analysis' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_api_says_what_the_command_says(cast):
    hall(cast, SPLIT)
    where = f"/api/dialogues/{cast.dialogue.pk}/agreement/"
    told = browser(cast, "bo").get(where).json()
    (voice,) = analysis_for(cast.standing("bo"), cast.dialogue.pk).voices
    assert told == {
        "dialogue_id": cast.dialogue.pk,
        "people": "none",
        "origins": None,
        "voices": [{"kind": "organisation", **voice.data}],
    }
    assert browser(cast, "cilla").get(where).status_code == 404
    assert browser(cast, "visitor").get(where).status_code == 401


def test_what_waits_or_was_left_out_is_in_no_figure(cast):
    hall(cast, SPLIT)
    cast.statement.state = StatementState.OUT
    cast.statement.save()
    (voice,) = analysis_for(cast.standing("bo"), cast.dialogue.pk).voices
    assert (voice.headline.of, voice.votes) == (8, 96)
    for name in ("votes", "comments"):
        answer = browser(cast, "bo").get(f"/dialogues/{cast.dialogue.pk}/{name}.csv")
        ids = {row["comment-id"] for row in csv.DictReader(StringIO(answer.content.decode()))}
        assert len(ids) == 8 and str(cast.statement.pk) not in ids
