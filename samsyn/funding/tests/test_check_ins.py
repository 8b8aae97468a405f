"""Check-ins about a grant: the rule on how many, the agenda, the action, pages and the API."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY, Cast
from samsyn.dialogue.actions import answer_question, commit, decide_question
from samsyn.dialogue.models import Commitment, Dialogue, Question
from samsyn.dialogue.queries import dialogues_for
from samsyn.directory.models import JournalLine
from samsyn.funding.actions.check_ins import hold_check_in
from samsyn.funding.actions.questions import ask_about_grant
from samsyn.funding.models import Grant, GrantCheckIn
from samsyn.funding.queries.check_ins import (
    agenda_sheet,
    check_in_sheet,
    check_ins_for,
    check_ins_of_grant,
)
from samsyn.funding.rules.check_ins import MOST_MEETINGS, check_room, most_meetings_on
from samsyn.funding.tests.conftest import SignIn

NOTES = "Vi talade om de första tolv företagen."


def hold(cast: Cast, name: str = "astrid", held_on: date = TODAY, **said: Any) -> GrantCheckIn:
    asked = {"notes": NOTES, "next_on": held_on + timedelta(days=60)} | said
    by = cast.standing(name)
    return hold_check_in(by=by, grant_id=cast.grant.pk, held_on=held_on, **asked)


def ask(cast: Cast, text: str, days: int, name: str = "astrid") -> Question:
    by = cast.standing(name, TODAY - timedelta(days=days))
    return ask_about_grant(by=by, grant_id=cast.grant.pk, text=text).question


def four(cast: Cast) -> None:
    Grant.objects.update(is_operating=True)
    for month in (2, 4, 6, 9):
        hold(cast, held_on=date(2026, month, 1))


def test_the_rule_is_a_dated_row_with_its_source() -> None:
    (row,) = MOST_MEETINGS
    assert (row.meetings, row.from_on, row.until_on) == (4, None, None)
    assert "handbook for operating grants" in row.source
    assert most_meetings_on(TODAY, is_operating=True) is row


@pytest.mark.parametrize(
    ("held", "held_on", "is_operating", "fits"),
    [
        (3, date(2026, 12, 31), True, True),
        (4, date(2026, 12, 31), True, False),
        (4, date(2027, 1, 1), True, True),
        (9, date(2026, 12, 31), False, True),
    ],
)
def test_four_in_a_calendar_year(held: int, held_on: date, is_operating: bool, fits: bool) -> None:
    days = [date(2026, 1, 1 + number) for number in range(held)]
    if fits:
        check_room(days, held_on, is_operating=is_operating)
        return
    with pytest.raises(Problem) as refusal:
        check_room(days, held_on, is_operating=is_operating)
    assert refusal.value.code == "meetings-enough"


@pytest.mark.parametrize("name", ["astrid", "ivar"])
def test_either_of_the_two_writes_it_down(cast: Cast, name: str) -> None:
    made = hold(cast, name)
    assert (made.held_on, made.notes, made.next_on) == (TODAY, NOTES, TODAY + timedelta(days=60))
    dialogue = made.dialogue
    assert (dialogue.kind, dialogue.opens_on, dialogue.closes_on) == ("check_in", TODAY, TODAY)
    assert dialogue.organiser_id == cast.standing(name).organisation_id
    assert JournalLine.objects.get(deed="hold check-in").subject_key == dialogue.pk


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bo", "not-yours"),
        ("frida", "not-yours"),
        ("cilla", "not-allowed"),
        ("diyar", "not-allowed"),
        ("hanna", "not-allowed"),
        ("visitor", "not-allowed"),
        ("operator", "no-organisation"),
    ],
)
def test_nobody_else_does(cast: Cast, name: str, code: str) -> None:
    with pytest.raises(Problem) as refusal:
        hold(cast, name)
    assert refusal.value.code == code
    assert not GrantCheckIn.objects.exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "check-in-not-held"),
        ({"next_on": TODAY}, "next-check-in-too-early"),
        ({"notes": " \n"}, "check-in-without-notes"),
    ],
)
def test_a_refused_check_in_leaves_nothing_behind(
    cast: Cast, said: dict[str, Any], code: str
) -> None:
    before = Dialogue.objects.count()
    with pytest.raises(Problem) as refusal:
        hold(cast, **said)
    assert refusal.value.code == code
    assert not GrantCheckIn.objects.exists()
    assert Dialogue.objects.count() == before
    assert not JournalLine.objects.filter(deed="hold check-in").exists()


def test_once_a_day_and_where_the_grantor_is_known(cast: Cast) -> None:
    hold(cast)
    with pytest.raises(Problem) as refusal:
        hold(cast, "ivar")
    assert refusal.value.code == "check-in-twice"
    Grant.objects.update(grantor=None)
    with pytest.raises(Problem) as refusal:
        hold(cast, "ivar")
    assert refusal.value.code == "grantor-not-known"


def test_the_fifth_of_an_operating_grant_is_refused(cast: Cast) -> None:
    four(cast)
    with pytest.raises(Problem) as refusal:
        hold(cast)
    assert refusal.value.code == "meetings-enough"
    assert GrantCheckIn.objects.count() == 4
    found = check_ins_of_grant(cast.standing("ivar"), Grant.objects.get())
    assert found is not None
    assert (found.held, found.year, found.full) == (4, 2026, True)
    Grant.objects.update(is_operating=False)
    hold(cast)


@pytest.mark.parametrize("name", ["bo", "cilla", "frida", "visitor"])
def test_others_see_that_they_met_at_most(cast: Cast, name: str) -> None:
    made = hold(cast)
    viewer = cast.standing(name)
    assert not check_ins_for(viewer).exists()
    assert check_ins_of_grant(viewer, cast.grant) is None
    with pytest.raises(Grant.DoesNotExist):
        agenda_sheet(viewer, cast.grant.pk)
    assert dialogues_for(viewer).filter(pk=made.dialogue_id).exists() is viewer.support


def test_the_agenda_is_made_from_the_list(cast: Cast) -> None:
    newer, older = ask(cast, "Nyare", 3), ask(cast, "Äldre", 9, "ivar")
    fresh, stale, done = ask(cast, "Färskt", 30), ask(cast, "Gammalt", 31), ask(cast, "Klart", 32)
    for question, days in ((fresh, 2), (stale, 20), (done, 2)):
        by = cast.standing("ivar", TODAY - timedelta(days=days))
        answer_question(by=by, question_id=question.pk, text="Ja.")
    decide_question(by=cast.standing("astrid"), question_id=done.pk, text="Bra.")
    sheet = agenda_sheet(cast.standing("astrid"), cast.grant.pk)
    assert [line.sheet.question for line in sheet.open] == [older, newer]
    assert [line.sheet.question for line in sheet.answered] == [stale, fresh]
    hold(cast, held_on=TODAY - timedelta(days=10))
    sheet = agenda_sheet(cast.standing("ivar"), cast.grant.pk)
    assert [line.sheet.question for line in sheet.answered] == [fresh]


def test_what_the_two_promised_and_did_not_do_is_on_it(cast: Cast) -> None:
    before = TODAY - timedelta(days=20)
    held = hold(cast, held_on=before, next_on=None)

    def promise(name: str, text: str, dialogue: Dialogue, days: int) -> Commitment:
        on = cast.standing(name, before)
        due_on = before + timedelta(days=days)
        return commit(by=on, dialogue_id=dialogue.pk, text=text, due_on=due_on)

    late = promise("ivar", "Vi skickar listan", held.dialogue, 9)
    promise("ivar", "Vi bjuder in", held.dialogue, 90)
    later = promise("hanna", "Vi svarar alla", cast.dialogue, 10)
    promise("bo", "Vi ringer", cast.dialogue, 9)
    sheet = agenda_sheet(cast.standing("ivar"), cast.grant.pk)
    assert [line.commitment for line in sheet.past] == [late, later]
    assert len(check_in_sheet(cast.standing("ivar"), held.pk).commitments) == 2


def test_a_check_in_shows_what_was_decided_that_day(cast: Cast) -> None:
    question = ask(cast, "Räcker det?", 9)
    decide_question(by=cast.standing("astrid"), question_id=question.pk, text="Ja.")
    sheet = check_in_sheet(cast.standing("ivar"), hold(cast).pk)
    assert [line.text for line in sheet.decisions] == ["Ja."]


def test_from_the_page_of_the_grant_to_notes_and_the_next_day(cast: Cast, sign_in: SignIn) -> None:
    today = timezone.localdate()
    Grant.objects.update(is_operating=True)
    browser = sign_in("astrid")
    grant = reverse("funding:grant_detail", args=[cast.grant.pk])
    agenda = reverse("funding:agenda", args=[cast.grant.pk])
    add = reverse("funding:check_in_add", args=[cast.grant.pk])
    text = browser.get(grant).content.decode()
    assert f"<b>0 of 4</b> dialogue meetings held in {today.year}" in text
    assert "Tillväxtverket, handbook" in text
    assert add in browser.get(agenda).content.decode()
    sent = {"held_on": today, "notes": NOTES, "next_on": today + timedelta(days=30)}
    done = browser.post(add, sent, follow=True).content.decode()
    assert "The check-in is written down." in done and NOTES in done
    again = browser.post(add, sent)
    assert again.status_code == 422
    assert again.context["form"].has_error("__all__", "check-in-twice")
    for reader in ("astrid", "ivar"):
        text = sign_in(reader).get(grant).content.decode()
        assert f"<b>1 of 4</b> dialogue meetings held in {today.year}" in text
        assert "The next one is on" in text
    assert "dialogue meetings held" not in sign_in("bo").get(grant).content.decode()
    assert sign_in("bo").get(agenda).status_code == 404


def test_the_grantor_says_that_it_is_an_operating_grant(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in("astrid")
    address = reverse("funding:grant_change", args=[cast.grant.pk])
    browser.post(address, {"title": "Nytt namn", "is_operating": "on"})
    assert Grant.objects.get().is_operating is True
    api = f"/api/funding/grants/{cast.grant.pk}"
    kept = browser.put(api, {"title": "Nytt"}, content_type="application/json").json()
    assert kept["is_operating"] is True
    off = {"title": "Nytt", "is_operating": False}
    assert browser.put(api, off, content_type="application/json").json()["is_operating"] is False


def test_the_agenda_asks_as_often_for_many(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: object
) -> None:
    for number in range(40):
        ask(cast, f"Fråga {number}", number)
    browser = sign_in("ivar")
    with django_assert_max_num_queries(16):  # type: ignore[operator]  # a fixture
        page = browser.get(reverse("funding:agenda", args=[cast.grant.pk]))
    assert len(page.context["sheet"].open) == 40


def test_the_api_writes_down_and_reads(cast: Cast, sign_in: SignIn) -> None:
    today = timezone.localdate()
    ask(cast, "Hur går det?", 3)
    browser = sign_in("ivar")
    address = f"/api/funding/grants/{cast.grant.pk}"
    sent = {"held_on": str(today), "notes": NOTES}
    made = browser.post(f"{address}/check-ins", sent, content_type="application/json")
    assert (made.status_code, made.json()["notes"]) == (201, NOTES)
    again = browser.post(f"{address}/check-ins", sent, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (422, "check-in-twice")
    read = browser.get(f"{address}/agenda").json()
    assert (read["held"], read["most"], read["last_on"]) == (1, None, str(today))
    assert [row["name"] for row in read["open"]] == ["Hur går det?"]
    one = f"/api/funding/check-ins/{made.json()['id']}"
    assert browser.get(one).json()["held_on"] == str(today)
    assert sign_in("bo").get(one).status_code == 404
