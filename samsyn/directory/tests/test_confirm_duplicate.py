"""Answering whether two organisations are the same, and taking the answer back."""

import pytest
from django.test import Client
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.cast import Cast
from samsyn.directory.actions.duplicates import (
    confirm_duplicate,
    point_out_duplicate,
    propose_duplicates,
    undo_duplicate_answer,
)
from samsyn.directory.actions.organisations import add_organisation
from samsyn.directory.models import DuplicatePair, JournalLine, Organisation
from samsyn.directory.queries.duplicates import duplicates_for
from samsyn.directory.queries.numbers import organisation_of_number
from samsyn.directory.queries.organisation_sheets import merged_target, organisation_sheet
from samsyn.directory.queries.organisations import organisations_for
from samsyn.directory.rules.identifiers import made_up_number
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.directory.rules.organisations import NewOrganisation
from samsyn.programme.models import Participation

SIGN_IN = "sesame.backends.ModelBackend"


def another(cast: Cast, name: str = "Norrfors Mek", **facts: object) -> Organisation:
    new = NewOrganisation(**{"name": name, "kind": OrganisationKind.COMPANY, **facts})
    return add_organisation(by=cast.standing("bo"), new=new)


def pair_of(cast: Cast, first: Organisation, second: Organisation) -> DuplicatePair:
    return point_out_duplicate(by=cast.standing("bo"), first_id=first.pk, second_id=second.pk)


def merge(cast: Cast, other: Organisation, kept: Organisation, by: str = "bo") -> DuplicatePair:
    pair = pair_of(cast, other, kept)
    return confirm_duplicate(by=cast.standing(by), pair_id=pair.pk, keep_id=kept.pk, reason="Samma")


def into(organisation: Organisation) -> Organisation | None:
    return Organisation.objects.get(pk=organisation.pk).merged_into


def test_a_name_much_alike_is_proposed_once_and_nothing_is_merged(cast: Cast) -> None:
    made = another(cast)
    bo = cast.standing("bo")
    assert propose_duplicates(by=bo, organisations=[made]) == 1
    assert propose_duplicates(by=bo, organisations=[made]) == 0
    assert into(made) is None
    pair = duplicates_for(bo).get()
    assert {pair.first, pair.second} == {made, cast.organisations["norrfors"]}


def test_the_same_points_at_the_one_kept_and_moves_nothing_else(cast: Cast) -> None:
    old, made = cast.organisations["norrfors"], another(cast)
    pair = merge(cast, old, made)
    assert (into(old), pair.answer, pair.answered_by) == (made, "same", cast.people["bo"])
    assert Participation.objects.get(pk=cast.participation.pk).company == old
    line = JournalLine.objects.filter(deed="confirm duplicate").first()
    assert line is not None
    assert line.reason == "Samma"


def test_the_merged_one_leads_to_the_kept_and_leaves_the_list(cast: Cast, client: Client) -> None:
    old, made = cast.organisations["norrfors"], another(cast, number=made_up_number(5))
    merge(cast, old, made)
    bo = cast.standing("bo")
    assert old not in organisations_for(bo)
    assert merged_target(bo, old.pk) == made.pk
    assert merged_target(cast.standing("visitor"), old.pk) is None
    assert [line.name for line in organisation_sheet(bo, made.pk).merged] == [old.name]
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    url = reverse("directory:organisation_detail", args=[old.pk])
    sent = client.get(url)
    assert (sent.status_code, sent["Location"]) == (
        302,
        reverse("directory:organisation_detail", args=[made.pk]),
    )


def test_a_number_of_a_merged_one_finds_what_it_became(cast: Cast) -> None:
    made = another(cast, number=made_up_number(5))
    merge(cast, made, cast.organisations["norrfors"])
    assert organisation_of_number(made_up_number(5)) == cast.organisations["norrfors"]


def test_different_is_remembered_and_merges_nothing(cast: Cast) -> None:
    old, made = cast.organisations["norrfors"], another(cast)
    pair = pair_of(cast, old, made)
    confirm_duplicate(by=cast.standing("bo"), pair_id=pair.pk, keep_id=None)
    assert (into(old), into(made)) == (None, None)
    assert propose_duplicates(by=cast.standing("bo"), organisations=[made]) == 0
    assert DuplicatePair.objects.get(pk=pair.pk).answer == "different"


def test_an_answer_is_given_once_and_can_be_taken_back(cast: Cast) -> None:
    old, made = cast.organisations["norrfors"], another(cast)
    pair, bo = merge(cast, old, made), cast.standing("bo")
    with pytest.raises(Problem) as refusal:
        confirm_duplicate(by=bo, pair_id=pair.pk, keep_id=None)
    assert refusal.value.code == "pair-answered"
    undo_duplicate_answer(by=bo, pair_id=pair.pk)
    assert (into(old), DuplicatePair.objects.get(pk=pair.pk).answer) == (None, "open")
    assert JournalLine.objects.filter(deed="undo duplicate").exists()


def test_merging_into_a_merged_one_follows_the_pointer_and_undoing_finds_its_way(
    cast: Cast,
) -> None:
    a, b, c = another(cast, "Ett AB"), another(cast, "Två AB"), another(cast, "Tre AB")
    first = merge(cast, a, b)
    second = pair_of(cast, b, c)
    bo = cast.standing("bo")
    confirm_duplicate(by=bo, pair_id=second.pk, keep_id=c.pk)
    assert (into(a), into(b)) == (c, c)  # one step long, so that a count follows it at once
    undo_duplicate_answer(by=bo, pair_id=second.pk)
    assert (into(a), into(b)) == (b, None)
    undo_duplicate_answer(by=bo, pair_id=first.pk)
    assert into(a) is None


def test_a_circle_is_refused(cast: Cast) -> None:
    a, b, c = another(cast, "Ett AB"), another(cast, "Två AB"), another(cast, "Tre AB")
    pairs = [pair_of(cast, a, b), pair_of(cast, b, c), pair_of(cast, a, c)]
    bo = cast.standing("bo")
    confirm_duplicate(by=bo, pair_id=pairs[0].pk, keep_id=b.pk)
    confirm_duplicate(by=bo, pair_id=pairs[1].pk, keep_id=c.pk)
    with pytest.raises(Problem) as refusal:
        confirm_duplicate(by=bo, pair_id=pairs[2].pk, keep_id=a.pk)
    assert refusal.value.code == "merger-circle"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"number": made_up_number(2)}, "merger-two-numbers"),
        ({"kind": OrganisationKind.AGENCY}, "merger-two-kinds"),
    ],
)
def test_what_cannot_be_one_is_refused_and_nothing_changes(
    cast: Cast, facts: dict[str, object], code: str
) -> None:
    first = another(cast, "Ett AB", number=made_up_number(1))
    second = another(cast, "Två AB", **facts)
    pair = pair_of(cast, first, second)
    with pytest.raises(Problem) as refusal:
        confirm_duplicate(by=cast.standing("bo"), pair_id=pair.pk, keep_id=first.pk)
    assert refusal.value.code == code
    assert into(second) is None
    assert DuplicatePair.objects.get(pk=pair.pk).answer == "open"


def test_the_one_to_keep_is_one_of_the_two(cast: Cast) -> None:
    pair = pair_of(cast, another(cast), cast.organisations["norrfors"])
    with pytest.raises(Problem) as refusal:
        confirm_duplicate(
            by=cast.standing("bo"), pair_id=pair.pk, keep_id=cast.organisations["alvsbro"].pk
        )
    assert refusal.value.code == "pair-keeps-neither"


def test_an_organisation_is_not_pointed_out_with_itself(cast: Cast) -> None:
    with pytest.raises(Problem) as refusal:
        pair_of(cast, cast.organisations["norrfors"], cast.organisations["norrfors"])
    assert refusal.value.code == "pair-of-one"


@pytest.mark.parametrize("name", ["cilla", "diyar", "eva", "visitor"])
def test_only_staff_may_answer(cast: Cast, name: str) -> None:
    pair = pair_of(cast, another(cast), cast.organisations["norrfors"])
    for deed in (
        lambda: confirm_duplicate(by=cast.standing(name), pair_id=pair.pk, keep_id=None),
        lambda: undo_duplicate_answer(by=cast.standing(name), pair_id=pair.pk),
        lambda: point_out_duplicate(by=cast.standing(name), first_id=1, second_id=2),
    ):
        with pytest.raises(Problem) as refusal:
            deed()
        assert refusal.value.code == "not-allowed"


def test_the_pages_list_compare_answer_and_take_back(cast: Cast, client: Client) -> None:
    old, made = cast.organisations["norrfors"], another(cast)
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    url = reverse("directory:duplicate_list")
    sent = client.post(url, {"first": old.name, "second": made.name})
    pair = DuplicatePair.objects.get()
    answer = reverse("directory:duplicate_answer", args=[pair.pk])
    assert sent["Location"] == answer
    assert answer in client.get(url).content.decode()
    assert client.get(answer).status_code == 200
    assert client.post(answer, {"answer": str(made.pk)}).status_code == 302
    assert into(old) == made
    toast = client.get(answer).content.decode()
    assert 'name="answer" value="undo"' in toast
    assert answer not in client.get(url).content.decode()
    assert answer in client.get(url, {"answer": "same"}).content.decode()
    assert client.post(answer, {"answer": "undo"}).status_code == 302
    assert into(old) is None


def test_a_refused_answer_says_why_in_its_part(cast: Cast, client: Client) -> None:
    first = another(cast, "Ett AB", number=made_up_number(1))
    second = another(cast, "Två AB", number=made_up_number(2))
    pair = pair_of(cast, first, second)
    client.force_login(cast.people["bo"], backend=SIGN_IN)
    url = reverse("directory:duplicate_answer", args=[pair.pk])
    sent = client.post(url, {"answer": str(first.pk)}, headers={"HX-Request": "true"})
    assert sent.status_code == 422
    assert sent.content.decode().strip().startswith('<div id="pair">')


@pytest.mark.parametrize(("name", "rows"), [("bo", 1), ("cilla", 0), ("eva", 0), ("operator", 1)])
def test_pairs_are_for_the_house(cast: Cast, name: str, rows: int) -> None:
    pair_of(cast, another(cast), cast.organisations["norrfors"])
    assert duplicates_for(cast.standing(name)).count() == rows
