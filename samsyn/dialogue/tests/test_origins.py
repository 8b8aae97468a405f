"""Where people by phone say they come from: rule of small cells, deed, phone, page and API."""

from collections import Counter

import numpy as np
import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, strategies as st

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions.phones import describe_voice
from samsyn.dialogue.models import Dialogue, Voice
from samsyn.dialogue.queries.phones import phone_sheet
from samsyn.dialogue.rules.origins import told_of
from samsyn.dialogue.tests.halls import crowd
from samsyn.dialogue.tests.test_phones import KEY, room, visitor

__all__ = ["room"]
BACKEND = "sesame.backends.ModelBackend"
FEW = range(1, 5)


@pytest.mark.parametrize(
    ("said", "people", "inside", "parts", "rest"),
    [
        ({}, 6, {}, [], 6),
        ({"a": 4}, 6, {}, [], 6),
        ({"a": 6}, 6, {}, ["a"], 0),
        ({"a": 6, "b": 6}, 12, {}, ["a", "b"], 0),
        # 14 less 6 and 6 would tell of the two who did not say, or come from elsewhere
        ({"a": 6, "b": 6}, 14, {}, ["b"], 8),
        ({"a": 6, "b": 7, "c": 3}, 16, {}, ["b"], 9),
        ({"a": 6, "b": 7, "c": 3, "d": 4}, 20, {}, ["b", "a"], 7),
        ({"a": 6}, 8, {}, [], 8),
        # an organisation of five in a kind of seven tells of two others of that kind
        ({"a": 7}, 20, {"a": 5}, [], 20),
        ({"a": 7}, 20, {"a": 7}, ["a"], 13),
        ({"a": 12}, 20, {"a": 5}, ["a"], 8),
        # and so does one of seven in a kind of five: two of it did not say their kind
        ({"a": 5}, 20, {"a": 7}, [], 20),
        # nine left, and six of them are told elsewhere: three are given away
        ({"a": 11}, 20, {"b": 6}, [], 20),
    ],
)
def test_what_tells_of_few_is_put_with_the_rest(said, people, inside, parts, rest):
    told = told_of(said, people, inside)
    assert [part for part, _number in told.parts] == parts
    assert told.rest == rest


HOMES = {"ett": "a", "två": "a", "tre": "b", "fyra": "c"}
"""Organisations, and the kind that each is of."""
PEOPLE = st.lists(st.sampled_from([*HOMES, "a", "b", "c", "d", ""]), min_size=5, max_size=60)


@given(PEOPLE)
def test_no_figure_and_no_difference_of_figures_tells_of_few(people):
    """Everybody says an organisation and its kind, only a kind, or nothing."""
    by_home = Counter(each for each in people if each in HOMES)
    by_kind = Counter(HOMES.get(each, each) for each in people if each)
    homes = told_of(by_home, len(people))
    inside = Counter()
    for home, number in homes.parts:
        inside[HOMES[home]] += number
    kinds = told_of(by_kind, len(people), inside)
    for told, said in ((homes, by_home), (kinds, by_kind)):
        assert told.rest not in FEW
        assert told.rest + sum(number for _part, number in told.parts) == len(people)
        assert all(number == said[part] and number not in FEW for part, number in told.parts)
    for kind, number in kinds.parts:
        assert abs(number - inside[kind]) not in FEW
    shown = {kind for kind, _number in kinds.parts}
    left = kinds.rest - sum(number for kind, number in inside.items() if kind not in shown)
    assert abs(left) not in FEW


def describe(cast, **said):
    return describe_voice(by=visitor(cast), code=cast.dialogue.phone_code, key=KEY, **said)


def invite(cast, *names):
    for name in names:
        cast.dialogue.invited.create(
            organisation=cast.organisations[name], invited_on=timezone.localdate()
        )


def test_a_phone_may_say_an_invited_organisation_and_take_it_back(room):
    invite(room, "navet", "region")
    navet = room.organisations["navet"]
    assert describe(room, organisation_id=navet.pk).organisation == navet
    assert describe(room).organisation is None


def test_a_phone_may_not_say_another(room):
    invite(room, "navet")
    with pytest.raises(Problem) as refusal:
        describe(room, actor_kind="agency", organisation_id=room.organisations["region"].pk)
    assert refusal.value.code == "organisation-not-invited"
    assert not Voice.objects.exists()


def test_a_visitor_is_not_told_which_companies_are_invited(room):
    invite(room, "navet", "norrfors")
    sheet = phone_sheet(visitor(room), room.dialogue.phone_code, KEY)
    assert [name for _key, name in sheet.organisations] == ["Navet Norr"]
    with pytest.raises(Problem):
        describe(room, organisation_id=room.organisations["norrfors"].pk)


def test_the_phone_offers_the_choice_only_where_some_are_invited(room, client):
    where = f"/d/{room.dialogue.phone_code}/"
    assert "organisation_id" not in client.get(where).content.decode()
    invite(room, "navet")
    assert "organisation_id" in client.get(where).content.decode()
    sent = {"organisation_id": room.organisations["navet"].pk}
    assert client.post(where + "about/", sent).status_code == 302
    assert Voice.objects.get().organisation == room.organisations["navet"]
    sent = {"organisation_id": room.organisations["region"].pk}
    assert client.post(where + "about/", sent).status_code == 422


def settle(cast, homes):
    """So many phones, each from one of the organisations of the cast or ""."""
    voices = crowd(cast, np.array([[1.0]] * len(homes)))
    for voice, home in zip(voices, homes, strict=True):
        if home:
            organisation = cast.organisations[home]
            voice.organisation, voice.actor_kind = organisation, organisation.kind
            voice.county_id = organisation.county_id
            voice.save()
    Dialogue.objects.filter(pk=cast.dialogue.pk).update(results_shown_on=timezone.localdate())


def read(cast, client):
    client.force_login(cast.people["bo"], backend=BACKEND)
    return client.get(f"/api/dialogues/{cast.dialogue.pk}/agreement/").json()["origins"]


def test_the_page_and_the_api_tell_of_five_and_more(room, client):
    settle(room, ["navet"] * 6 + ["region"] * 5 + [""] * 7)
    origins = read(room, client)
    navet, region = (str(room.organisations[name].pk) for name in ("navet", "region"))
    assert origins["organisations"] == {
        "parts": [{"key": navet, "people": 6}, {"key": region, "people": 5}],
        "rest": 7,
    }
    assert origins["counties"] == {"parts": [{"key": "25", "people": 11}], "rest": 7}
    where = reverse("dialogue:dialogue_agreement", args=[room.dialogue.pk])
    text = client.get(where).content.decode()
    assert "Navet Norr <b>6</b>" in text
    assert "Norrbotten <b>11</b>" in text


def test_a_small_one_hides_where_it_could_be_had_by_subtraction(room, client):
    """Eleven told and three left would tell of the three."""
    settle(room, ["navet"] * 6 + ["region"] * 5 + ["institute"] * 3)
    origins = read(room, client)
    navet = str(room.organisations["navet"].pk)
    assert origins["organisations"] == {"parts": [{"key": navet, "people": 6}], "rest": 8}
    told = {part["key"] for part in origins["kinds"]["parts"]}
    assert told == {"iuc_company"}
    assert origins["counties"]["parts"] == [], "eleven of fourteen would tell of three"
    where = reverse("dialogue:dialogue_agreement", args=[room.dialogue.pk])
    assert "Region Norrvik <b>" not in client.get(where).content.decode()


def test_too_few_say_anything(room, client):
    settle(room, ["navet"] * 4 + [""] * 3)
    assert read(room, client)["organisations"] == {"parts": [], "rest": 7}
    where = reverse("dialogue:dialogue_agreement", args=[room.dialogue.pk])
    text = client.get(where).content.decode()
    assert "För få har sagt detsamma" in text
    assert "Navet Norr <b>" not in text


def test_merged_organisations_are_one(room, client):
    settle(room, ["navet"] * 3 + ["institute"] * 3)
    institute = room.organisations["institute"]
    institute.merged_into = room.organisations["navet"]
    institute.save()
    assert [part["people"] for part in read(room, client)["organisations"]["parts"]] == [6]


def test_nothing_is_told_of_where_people_come_from_before_the_results_are_shown(room, client):
    settle(room, ["navet"] * 6)
    Dialogue.objects.filter(pk=room.dialogue.pk).update(results_shown_on=None)
    assert read(room, client) is None
