"""What applications are judged by: set, changed, taken away; from a statement; pages and API."""

from typing import Any

import numpy as np
import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.cast import PEOPLE, Cast
from samsyn.dialogue.models import Statement
from samsyn.dialogue.tests.halls import hall
from samsyn.directory.models import JournalLine
from samsyn.funding.actions.criteria import change_criterion, set_criterion, take_criterion_away
from samsyn.funding.models import Application, Call, Criterion
from samsyn.funding.queries.calls import call_sheet
from samsyn.funding.queries.criteria import criterion_lines
from samsyn.funding.rules.criteria import check_open_for_criteria
from samsyn.funding.tests.conftest import SignIn
from samsyn.results.queries import bar_of

SV, EN = "Regionen kan visa vilka företag den når", "The region can show which companies it reaches"


@pytest.fixture
def said(cast: Cast) -> list[Statement]:
    """Twelve organisations: eleven agree on the first, half on the second."""
    votes = np.ones((12, 3))
    votes[11, 1] = -1
    votes[6:, 2] = -1
    hall(cast, votes, ("", "Helheten först", "Checkar före coachning"))
    return list(cast.dialogue.statements.order_by("pk")[1:])


def put(cast: Cast, call: Call, name: str = "astrid", **stated: Any) -> Criterion:
    by = cast.standing(name)
    return set_criterion(by=by, call_id=call.pk, **({"text_sv": SV} | stated))


@pytest.mark.parametrize(("submitted", "stand"), [(0, False), (1, True), (12, True)])
def test_the_criteria_stand_once_somebody_has_applied(submitted: int, stand: bool) -> None:
    if not stand:
        check_open_for_criteria(submitted)
        return
    with pytest.raises(Problem) as refusal:
        check_open_for_criteria(submitted)
    assert refusal.value.code == "criteria-stand"


def test_a_criterion_is_set_changed_and_taken_away(
    cast: Cast, open_now: Call, draft: Application
) -> None:
    by = cast.standing("astrid")
    made = put(cast, open_now, text_en=EN)
    assert (made.call, made.statement, made.text_en) == (open_now, None, EN)
    change_criterion(by=by, criterion_id=made.pk, text_sv="Kortare", text_en="")
    made.refresh_from_db()
    assert (made.text_sv, made.text_en) == ("Kortare", "")
    key = made.pk
    take_criterion_away(by=by, criterion_id=key)
    assert not Criterion.objects.exists()
    deeds = JournalLine.objects.filter(subject_kind="criterion", subject_key=key)
    assert list(deeds.order_by("pk").values_list("deed", flat=True)) == [
        "set criterion",
        "change criterion",
        "take criterion away",
    ]


@pytest.mark.parametrize("name", sorted({*PEOPLE, "visitor"} - {"astrid"}))
def test_only_those_with_money_at_its_owner_write_criteria(
    cast: Cast, open_now: Call, name: str
) -> None:
    made, by = put(cast, open_now), cast.standing(name)
    for deed in (
        lambda: put(cast, open_now, name, text_sv="Annat"),
        lambda: change_criterion(by=by, criterion_id=made.pk, text_sv="Annat"),
        lambda: take_criterion_away(by=by, criterion_id=made.pk),
    ):
        with pytest.raises(Problem) as refusal:
            deed()
        assert refusal.value.code == "not-allowed"
    assert [one.text_sv for one in Criterion.objects.all()] == [SV]


def test_somebody_elses_call_gets_no_criterion(cast: Cast, open_now: Call) -> None:
    Call.objects.filter(pk=open_now.pk).update(owner=cast.organisations["region"])
    with pytest.raises(Problem) as refusal:
        put(cast, open_now)
    assert refusal.value.code == "not-yours"


def test_nothing_is_written_once_somebody_has_applied(cast: Cast) -> None:
    by = cast.standing("astrid")
    held = Criterion.objects.create(call=cast.call, text_sv=SV)
    for deed in (
        lambda: put(cast, cast.call, text_sv="Nytt"),
        lambda: change_criterion(by=by, criterion_id=held.pk, text_sv="Nytt"),
        lambda: take_criterion_away(by=by, criterion_id=held.pk),
    ):
        with pytest.raises(Problem) as refusal:
            deed()
        assert refusal.value.code == "criteria-stand"
    assert [one.text_sv for one in Criterion.objects.all()] == [SV]
    assert not call_sheet(by, cast.call.pk).may_set_criterion


def test_a_call_has_a_criterion_once(cast: Cast, open_now: Call) -> None:
    made = put(cast, open_now)
    other = put(cast, open_now, text_sv="Annat")
    by = cast.standing("astrid")
    for deed in (
        lambda: put(cast, open_now, text_sv=f"  {SV.upper()} "),
        lambda: change_criterion(by=by, criterion_id=other.pk, text_sv=SV),
    ):
        with pytest.raises(Problem) as refusal:
            deed()
        assert refusal.value.code == "criterion-twice"
    change_criterion(by=by, criterion_id=made.pk, text_sv=SV, text_en=EN)
    assert Criterion.objects.count() == 2


def test_it_rests_on_an_agreed_statement_and_the_journal_says_how_many_agree(
    cast: Cast, open_now: Call, said: list[Statement]
) -> None:
    made = put(cast, open_now, statement_id=said[0].pk)
    assert made.statement == said[0]
    assert JournalLine.objects.get(deed="set criterion").reason.startswith("11 ")
    with pytest.raises(Problem) as refusal:
        put(cast, open_now, text_sv="Annat", statement_id=said[1].pk)
    assert refusal.value.code == "statement-not-agreed"
    assert Criterion.objects.count() == 1


def test_a_visitor_reads_the_criterion_and_not_what_it_rests_on(
    cast: Cast, open_now: Call, said: list[Statement], client: Any
) -> None:
    put(cast, open_now, statement_id=said[0].pk)
    (line,) = criterion_lines(cast.standing("visitor"), open_now.pk)
    assert (line.statement, line.hidden) == (None, True)
    (line,) = criterion_lines(cast.standing("bo"), open_now.pk)
    assert (line.statement, line.hidden) == (said[0], False)
    text = client.get(reverse("funding:call_detail", args=[open_now.pk])).content.decode()
    assert SV in text
    assert cast.dialogue.title not in text


def test_the_call_is_tied_to_the_dialogue_through_its_criterion(
    cast: Cast, open_now: Call, said: list[Statement]
) -> None:
    open_now.goal_links.all().delete()
    viewer = cast.standing("astrid")
    before = {knot.kind: knot.count for knot in bar_of(viewer, "call", open_now.pk)}
    assert before["dialogue"] == 0
    calls = {k.kind: k.count for k in bar_of(viewer, "dialogue", cast.dialogue.pk)}["call"]
    put(cast, open_now, statement_id=said[0].pk)
    after = {knot.kind: knot.count for knot in bar_of(viewer, "call", open_now.pk)}
    assert after["dialogue"] == 1
    again = {k.kind: k.count for k in bar_of(viewer, "dialogue", cast.dialogue.pk)}["call"]
    assert (calls, again) == (1, 2)  # the cast's own call, by its goal, and this one


def test_the_pages_add_change_and_take_away(cast: Cast, open_now: Call, sign_in: SignIn) -> None:
    client = sign_in("astrid")
    place = reverse("funding:call_detail", args=[open_now.pk])
    address = reverse("funding:criterion_add", args=[open_now.pk])
    assert address in client.get(place).content.decode()
    assert client.post(address, {"text_sv": ""}).status_code == 422
    assert client.post(address, {"text_sv": SV}).url == f"{place}#criteria"
    refused = client.post(address, {"text_sv": SV})
    assert refused.status_code == 422
    assert refused.context["form"].has_error("__all__", "criterion-twice")
    made = Criterion.objects.get()
    address = reverse("funding:criterion_change", args=[made.pk])
    assert client.get(address).context["form"]["text_sv"].value() == SV
    client.post(address, {"text_sv": SV, "text_en": EN})
    made.refresh_from_db()
    assert made.text_en == EN
    text = client.get(place, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    away = reverse("funding:criterion_take_away", args=[made.pk])
    assert EN in text and away in text
    assert client.post(away).url == f"{place}#criteria"
    assert not Criterion.objects.exists()


def test_an_applicant_sees_what_it_is_judged_by(
    cast: Cast, draft: Application, sign_in: SignIn
) -> None:
    Criterion.objects.create(call=draft.call, text_sv=SV)
    client = sign_in("ivar")
    for address in (
        reverse("funding:application_add") + f"?call={draft.call_id}",
        reverse("funding:application_change", args=[draft.pk]),
        reverse("funding:application_detail", args=[draft.pk]),
        reverse("funding:call_detail", args=[draft.call_id]),
    ):
        text = client.get(address).content.decode()
        assert SV in text, address
        assert "take-away" not in text, address


def test_a_statement_becomes_a_criterion_of_one_of_ones_own_calls(
    cast: Cast, open_now: Call, said: list[Statement], sign_in: SignIn
) -> None:
    client = sign_in("astrid")
    address = reverse("funding:statement_criterion", args=[said[0].pk])
    dialogue = reverse("dialogue:dialogue_detail", args=[cast.dialogue.pk])
    assert address in client.get(dialogue).content.decode()
    page = client.get(address)
    form = page.context["form"]
    # the cast's own call has an application already, so it takes no more
    assert [key for key, _title in form.fields["call_id"].choices] == ["", open_now.pk]
    assert form["text_sv"].value() == said[0].text
    answer = client.post(address, {"call_id": open_now.pk, "text_sv": SV})
    assert answer.url == reverse("funding:call_detail", args=[open_now.pk]) + "#criteria"
    assert Criterion.objects.get().statement == said[0]
    text = client.get(dialogue).content.decode()
    assert reverse("funding:call_detail", args=[open_now.pk]) in text
    refused = client.post(address, {"call_id": open_now.pk, "text_sv": SV})
    assert refused.context["form"].has_error("__all__", "criterion-twice")
    other = reverse("funding:statement_criterion", args=[said[1].pk])
    assert other not in text
    assert client.get(other).context["refusal"]
    assert client.post(other, {"call_id": open_now.pk, "text_sv": "Annat"}).status_code == 422


def test_without_a_call_of_ones_own_the_page_says_what_to_do(
    cast: Cast, said: list[Statement], sign_in: SignIn
) -> None:
    answer = sign_in("astrid").get(reverse("funding:statement_criterion", args=[said[0].pk]))
    assert answer.context["calls"] == []
    assert reverse("funding:call_add") in answer.content.decode()


def test_the_api_sets_changes_and_takes_away(
    cast: Cast, open_now: Call, said: list[Statement], sign_in: SignIn
) -> None:
    client, json = sign_in("astrid"), "application/json"
    address = f"/api/funding/calls/{open_now.pk}/criteria"
    sent = {"text_sv": SV, "statement_id": said[0].pk}
    made = client.post(address, sent, content_type=json)
    assert made.status_code == 201
    (held,) = made.json()["criteria"]
    assert (held["text_sv"], held["statement_id"]) == (SV, said[0].pk)
    again = client.post(address, sent, content_type=json)
    assert (again.status_code, again.json()["code"]) == (422, "criterion-twice")
    one = f"/api/funding/calls/criteria/{held['id']}"
    changed = client.put(one, {"text_sv": "Kortare"}, content_type=json)
    assert changed.json()["criteria"][0]["text_sv"] == "Kortare"
    (came,) = [
        each
        for each in client.get(f"/api/dialogues/{cast.dialogue.pk}/").json()["came_of"]
        if each["statement_id"] == said[0].pk
    ]
    assert (came["goal_ids"], came["criterion_ids"]) == ([], [held["id"]])
    client.logout()
    read = client.get(f"/api/funding/calls/{open_now.pk}").json()
    assert read["criteria"][0]["statement_id"] is None
    assert client.delete(one).status_code == 401
    assert sign_in("astrid").delete(one).json()["criteria"] == []


def test_a_call_page_asks_as_often_for_many_criteria_as_for_one(
    cast: Cast,
    open_now: Call,
    said: list[Statement],
    sign_in: SignIn,
    django_assert_max_num_queries: Any,
) -> None:
    client, place = sign_in("astrid"), reverse("funding:call_detail", args=[open_now.pk])
    client.get(place)
    for number in range(30):
        put(cast, open_now, text_sv=f"Grund {number}", statement_id=said[0].pk)
    with django_assert_max_num_queries(30):
        client.get(place)
