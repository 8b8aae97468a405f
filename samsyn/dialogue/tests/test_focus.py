"""Propose, withdraw, spread points: action, page, API, roles, refusals and roll-back."""

from datetime import timedelta

import numpy as np
import pytest
from django.urls import reverse
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import commit, propose, spread_points, withdraw_proposal
from samsyn.dialogue.models import Commitment, Dialogue, Priority, Proposal
from samsyn.dialogue.queries import focus_sheet
from samsyn.dialogue.rules.kinds import When
from samsyn.dialogue.rules.point_sheets import MOST_PROPOSALS, Sheet
from samsyn.dialogue.tests.halls import hall
from samsyn.dialogue.tests.test_vote import open_now
from samsyn.directory.models import JournalLine

__all__ = ["open_now"]
BACKEND = "sesame.backends.ModelBackend"


def proposals_in(cast, *texts):
    return [
        Proposal.objects.create(
            dialogue=cast.dialogue,
            text=text,
            organisation=cast.organisations["navet"],
            proposed_on=cast.dialogue.opens_on,
        )
        for text in texts
    ]


@pytest.fixture
def three(open_now):
    return proposals_in(open_now, "Fler coacher", "Gemensam kalender", "Fler mässor")


def weigh(cast, name, proposals, *points, when=None):
    keys = [each.pk for each in proposals]
    return spread_points(
        by=cast.standing(name, timezone.localdate()),
        dialogue_id=cast.dialogue.pk,
        sheet=Sheet(dict(zip(keys, points, strict=False)), when or {}),
    )


def weigh_as(organisations, proposals, rows):
    Priority.objects.bulk_create(
        Priority(proposal=proposal, organisation=home, points=points)
        for home, row in zip(organisations, rows, strict=True)
        for proposal, points in zip(proposals, row, strict=True)
    )


def code_of(deed):
    try:
        deed()
    except Problem as problem:
        return problem.code
    return None


# Propose and withdraw --------------------------------------------------------------------------


def test_a_proposal_is_the_organisations_and_may_rest_on_a_statement(cast):
    made = propose(
        by=cast.standing("bo"),
        dialogue_id=cast.dialogue.pk,
        text="  Fler   coacher ",
        statement_id=cast.statement.pk,
    )
    assert (made.text, made.organisation) == ("Fler coacher", cast.organisations["navet"])
    assert made.statement == cast.statement
    assert JournalLine.objects.get(deed="propose").subject_key == made.pk


@pytest.mark.parametrize(
    ("name", "days", "code"),
    [
        ("astrid", -1, None),  # the organiser prepares
        ("bo", -1, "proposal-too-early"),
        ("bo", 0, None),
        ("astrid", 999, "proposal-too-late"),
    ],
)
def test_proposals_are_made_while_the_dialogue_is_open(cast, name, days, code):
    by = cast.standing(name, cast.dialogue.opens_on + timedelta(days=days))
    assert code == code_of(lambda: propose(by=by, dialogue_id=cast.dialogue.pk, text="Mer"))
    assert Proposal.objects.exists() is (code is None)


@pytest.mark.parametrize("name", ["cilla", "eva", "visitor"])
def test_those_outside_the_house_do_not_find_the_dialogue(cast, name):
    with pytest.raises(Dialogue.DoesNotExist):
        propose(by=cast.standing(name), dialogue_id=cast.dialogue.pk, text="Mer")
    with pytest.raises(Dialogue.DoesNotExist):
        focus_sheet(cast.standing(name), cast.dialogue.pk)


def test_the_same_thing_is_not_proposed_twice_and_not_without_end(open_now):
    proposals_in(open_now, *(f"Förslag {number}" for number in range(MOST_PROPOSALS)))
    by = open_now.standing("bo", timezone.localdate())
    for text, code in (("förslag  1", "proposal-twice"), ("Ännu ett", "proposals-enough")):
        refused = code_of(lambda: propose(by=by, dialogue_id=open_now.dialogue.pk, text=text))  # noqa: B023
        assert refused == code
    assert Proposal.objects.count() == MOST_PROPOSALS


def test_a_statement_of_another_dialogue_carries_nothing(open_now):
    by = open_now.standing("bo", timezone.localdate())
    open_now.statement.state = "out"
    open_now.statement.save()
    refused = code_of(
        lambda: propose(
            by=by,
            dialogue_id=open_now.dialogue.pk,
            text="Mer",
            statement_id=open_now.statement.pk,
        )
    )
    assert refused == "proposal-statement-elsewhere"


@pytest.mark.parametrize(
    ("name", "code"),
    [("bo", None), ("astrid", None), ("frida", "not-yours"), ("ivar", "not-yours")],
)
def test_a_proposal_is_withdrawn_by_who_made_it_or_the_organiser(open_now, three, name, code):
    by = open_now.standing(name, timezone.localdate())
    assert code_of(lambda: withdraw_proposal(by=by, proposal_id=three[0].pk)) == code
    three[0].refresh_from_db()
    assert three[0].is_withdrawn is (code is None)


def test_what_others_rest_on_is_not_withdrawn(open_now, three):
    first, second, third = three
    weigh(open_now, "frida", three, 100, 0, 0, when={second.pk: When.LATER})
    by = open_now.standing("bo", timezone.localdate())
    commit(by=by, dialogue_id=open_now.dialogue.pk, proposal_id=third.pk, text="Vi", due_on=by.on)
    for proposal, code in ((first, "weighed"), (second, "weighed"), (third, "taken")):
        refused = code_of(lambda: withdraw_proposal(by=by, proposal_id=proposal.pk))  # noqa: B023
        assert refused == f"proposal-{code}"
    assert not Proposal.objects.filter(is_withdrawn=True).exists()


def test_what_was_withdrawn_can_be_proposed_again(open_now, three):
    by = open_now.standing("bo", timezone.localdate())
    withdraw_proposal(by=by, proposal_id=three[0].pk)
    assert len(focus_sheet(by, open_now.dialogue.pk).proposals) == 2
    again = propose(by=by, dialogue_id=open_now.dialogue.pk, text="fler coacher")
    assert again.pk == three[0].pk
    assert len(focus_sheet(by, open_now.dialogue.pk).proposals) == 3


# Spread points ---------------------------------------------------------------------------------


def test_a_sheet_is_an_organisations_and_the_last_one_counts(open_now, three):
    weigh(open_now, "frida", three, 60, 40, 0, when={three[0].pk: When.FIRST})
    weigh(open_now, "gustav", three, 0, 50, 50)  # her colleague at the institute
    by = open_now.standing("frida", timezone.localdate())
    sheet = focus_sheet(by, open_now.dialogue.pk)
    assert list(sheet.own.points.values()) == [0, 50, 50]
    assert sheet.own.when == {}
    assert sheet.organisations.voters == 1
    weigh(open_now, "frida", three)
    assert not Priority.objects.exists()
    assert focus_sheet(by, open_now.dialogue.pk).organisations is None


def test_the_journal_ties_no_person_to_a_sheet(open_now, three):
    weigh(open_now, "frida", three, 60, 40, 0)
    weigh(open_now, "frida", three, 60, 40, 0)  # nothing new
    line = JournalLine.objects.get(deed="spread points")
    assert (line.organisation, line.person) == (open_now.organisations["institute"], None)
    assert "60" not in f"{line.subject_text} {line.reason}"


def test_a_refused_sheet_leaves_the_one_that_was(open_now, three):
    weigh(open_now, "frida", three, 60, 40, 0)
    assert code_of(lambda: weigh(open_now, "frida", three, 60, 41, 0)) == "points-too-many"
    assert code_of(lambda: weigh(open_now, "frida", three, 60, 0)) == "points-left"
    own = focus_sheet(open_now.standing("frida"), open_now.dialogue.pk).own
    assert list(own.points.values()) == [60, 40, 0]
    assert JournalLine.objects.filter(deed="spread points").count() == 1


@pytest.mark.parametrize(("days", "code"), [(-6, "vote-too-early"), (6, "vote-too-late")])
def test_points_are_spread_while_the_dialogue_is_open(open_now, three, days, code):
    by = open_now.standing("frida", timezone.localdate() + timedelta(days=days))
    sheet = Sheet({three[0].pk: 100})
    refused = code_of(lambda: spread_points(by=by, dialogue_id=open_now.dialogue.pk, sheet=sheet))
    assert refused == code


def test_organisations_found_to_be_the_same_have_one_sheet(open_now, three):
    weigh(open_now, "frida", three, 100, 0, 0)
    weigh(open_now, "bo", three, 0, 100, 0)
    institute = open_now.organisations["institute"]
    institute.merged_into = open_now.organisations["navet"]
    institute.save()
    voice = focus_sheet(open_now.standing("bo"), open_now.dialogue.pk).organisations
    assert voice.voters == 1
    assert voice.place_of(three[1].pk).mean == 100
    assert [each.name for each in voice.place_of(three[1].pk).weights] == ["Navet Norr"]


def test_who_has_voted_and_spread_nothing_is_named(open_now, three):
    sheet = focus_sheet(open_now.standing("bo"), open_now.dialogue.pk)
    assert [each.name for each in sheet.silent] == ["Navet Norr"]
    weigh(open_now, "bo", three, 100, 0, 0)
    assert focus_sheet(open_now.standing("bo"), open_now.dialogue.pk).silent == []


# We take it ------------------------------------------------------------------------------------


def test_a_proposal_is_taken_by_an_organisation(open_now, three):
    by = open_now.standing("bo", timezone.localdate())
    where = {"by": by, "dialogue_id": open_now.dialogue.pk, "due_on": by.on}
    made = commit(**where, proposal_id=three[0].pk, text="Vi anställer två")
    taken = focus_sheet(by, open_now.dialogue.pk).taken
    assert [line.commitment for line in taken[three[0].pk]] == [made]
    three[1].is_withdrawn = True
    three[1].save()
    refused = code_of(lambda: commit(**where, proposal_id=three[1].pk, text="Vi också"))
    assert refused == "proposal-elsewhere"
    assert Commitment.objects.count() == 1


# Pages -----------------------------------------------------------------------------------------


def test_the_page_says_the_order_and_its_ties(open_now, three, client):
    homes = hall(open_now, np.ones((8, 1)))
    rows = [(60, 20, 20), (55, 25, 20), (65, 15, 20), (50, 20, 30)] * 2
    weigh_as(homes, three, rows)
    client.force_login(open_now.people["bo"], backend=BACKEND)
    text = client.get(reverse("dialogue:focus", args=[open_now.dialogue.pk])).content.decode()
    assert "”Fler coacher” kommer först" in text
    assert text.count("Plats 2–3, delad") == 2
    assert "Aktör 03: 50" in text  # organisations weigh openly, each a dot with its name


@pytest.mark.parametrize("form", ["svg", "png", "xlsx"])
def test_the_picture_and_its_files(open_now, three, client, form):
    weigh(open_now, "bo", three, 60, 40, 0)
    client.force_login(open_now.people["bo"], backend=BACKEND)
    where = reverse("dialogue:focus", args=[open_now.dialogue.pk])
    answer = client.get(where, {"format": form, "voice": "organisation"})
    assert answer.status_code == 200
    assert f".{form}" in answer["Content-Disposition"]
    assert client.get(where, {"format": form, "voice": "people"})["Content-Type"].startswith(
        "text/html"
    )


def test_the_page_spreads_points_and_says_what_is_wrong(open_now, three, client):
    client.force_login(open_now.people["bo"], backend=BACKEND)
    where = reverse("dialogue:sheet_spread", args=[open_now.dialogue.pk])
    first, second, _third = (f"points_{each.pk}" for each in three)
    refused = client.post(where, {first: "60", second: "30"})
    assert refused.status_code == 422
    assert refused.context["form"].has_error("__all__", "points-left")
    assert 'value="60"' in refused.content.decode()
    answer = client.post(where, {first: "60", second: "40", f"when_{three[1].pk}": "stop"})
    assert answer.status_code == 302
    given = dict(Priority.objects.values_list("proposal", "points"))
    assert given == {three[0].pk: 60, three[1].pk: 40, three[2].pk: 0}
    assert client.post(where, {first: "x"}).status_code == 422
    assert client.post(where, {}).status_code == 302
    assert not Priority.objects.exists()


def test_the_page_proposes_withdraws_and_undoes(open_now, client):
    client.force_login(open_now.people["bo"], backend=BACKEND)
    where = reverse("dialogue:proposal_add", args=[open_now.dialogue.pk])
    assert client.post(where, {"text": ""}).status_code == 422
    assert client.post(where, {"text": "Fler coacher"}).status_code == 302
    assert client.post(where, {"text": "fler coacher"}).status_code == 422
    made = Proposal.objects.get()
    away = client.post(reverse("dialogue:proposal_withdraw", args=[made.pk]), follow=True)
    assert 'name="text" value="Fler coacher"' in away.content.decode()
    assert client.post(where, {"text": "Fler coacher", "statement_id": ""}).status_code == 302
    made.refresh_from_db()
    assert not made.is_withdrawn


def test_a_proposal_is_taken_on_the_page(open_now, three, client):
    client.force_login(open_now.people["bo"], backend=BACKEND)
    where = reverse("dialogue:commitment_add", args=[open_now.dialogue.pk])
    asked = client.get(where, {"proposal": three[0].pk}).content.decode()
    assert "Fler coacher</textarea>" in asked
    answer = client.post(
        where,
        {"proposal_id": three[0].pk, "text": "Fler coacher", "due_on": timezone.localdate()},
    )
    assert answer.url.endswith(f"/focus/#proposal-{three[0].pk}")
    assert "Navet Norr tar det" in client.get(answer.url.split("#")[0]).content.decode()


def test_the_page_asks_little_however_much_is_proposed(
    open_now, client, django_assert_max_num_queries
):
    many = proposals_in(open_now, *(f"Förslag {number}" for number in range(12)))
    homes = hall(open_now, np.ones((15, 1)))
    weigh_as(homes, many, [[100, *[0] * 11]] * 15)
    client.force_login(open_now.people["bo"], backend=BACKEND)
    where = reverse("dialogue:focus", args=[open_now.dialogue.pk])
    client.get(where)
    with django_assert_max_num_queries(30):
        assert client.get(where).status_code == 200


# API -------------------------------------------------------------------------------------------


def test_the_api_proposes_weighs_and_withdraws(open_now, client):
    client.force_login(open_now.people["bo"], backend=BACKEND)
    where = f"/api/dialogues/{open_now.dialogue.pk}"
    kind = "application/json"
    made = [
        client.post(f"{where}/proposals/", {"text": text}, content_type=kind).json()["id"]
        for text in ("Fler coacher", "Fler mässor")
    ]
    sheet = {"points": {str(made[0]): 70, str(made[1]): 30}, "when": {str(made[0]): "first"}}
    assert client.put(f"{where}/focus/sheet/", sheet, content_type=kind).json() == sheet
    refused = client.put(f"{where}/focus/sheet/", {"points": {str(made[0]): 70}}, content_type=kind)
    assert (refused.status_code, refused.json()["code"]) == (422, "points-left")
    read = client.get(f"{where}/focus/").json()
    assert [one["key"] for one in read["voices"][0]["proposals"]] == made
    assert read["voices"][0]["proposals"][0]["said"] == [1, 0, 0]
    assert read["own"] == sheet
    assert client.delete(f"/api/dialogues/proposals/{made[0]}/").status_code == 422
    client.put(f"{where}/focus/sheet/", {}, content_type=kind)
    assert client.delete(f"/api/dialogues/proposals/{made[0]}/").status_code == 204
    assert client.delete("/api/dialogues/proposals/999999/").status_code == 404
