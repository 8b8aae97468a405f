"""Vote: action, page, part and API; and what the journal must not tell."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import vote_on
from samsyn.dialogue.models import Statement, Vote
from samsyn.dialogue.queries import dialogue_sheet
from samsyn.dialogue.rules import kinds
from samsyn.dialogue.rules.tally import Tally
from samsyn.directory.models import JournalLine

BACKEND = "sesame.backends.ModelBackend"
AGREE, DISAGREE, PASS = kinds.Vote.AGREE, kinds.Vote.DISAGREE, kinds.Vote.PASS


def vote(cast, name, value, on=None):
    by = cast.standing(name) if on is None else cast.standing(name, on)
    return vote_on(by=by, statement_id=cast.statement.pk, vote=value)


def counted(cast, name="bo"):
    return dialogue_sheet(cast.standing(name), cast.dialogue.pk).lines[0].tally


@pytest.fixture
def open_now(cast):
    today = timezone.localdate()
    cast.dialogue.opens_on = today - timedelta(days=5)
    cast.dialogue.closes_on = today + timedelta(days=5)
    cast.dialogue.save()
    return cast


def test_an_organisation_has_one_vote_and_may_change_it(cast):
    vote(cast, "frida", DISAGREE)
    assert counted(cast) == Tally(agree=1, disagree=1, passed=0)
    vote(cast, "gustav", PASS)  # her colleague at the institute
    assert counted(cast) == Tally(agree=1, disagree=0, passed=1)


def test_organisations_found_to_be_the_same_count_once(cast):
    vote(cast, "frida", DISAGREE)
    institute = cast.organisations["institute"]
    institute.merged_into = cast.organisations["navet"]
    institute.save()
    sheet = dialogue_sheet(cast.standing("bo"), cast.dialogue.pk)
    assert sheet.lines[0].tally == Tally(agree=1, disagree=0, passed=0)
    assert [one.name for one in sheet.voters] == ["Navet Norr"]


def test_the_journal_ties_no_person_to_a_vote(cast):
    vote(cast, "frida", DISAGREE)
    line = JournalLine.objects.get(deed="vote")
    assert (line.organisation, line.person) == (cast.organisations["institute"], None)
    told = f"{line.subject_text} {line.reason}".lower()
    assert not [word for word in ("agree", "pass", "-1") if word in told]


def test_pressing_the_same_button_twice_is_one_deed(cast):
    vote(cast, "bo", AGREE)
    assert not JournalLine.objects.filter(deed="vote").exists()
    assert Vote.objects.count() == 1


@pytest.mark.parametrize("name", ["cilla", "eva", "visitor"])
def test_those_outside_the_house_do_not_find_the_statement(cast, name):
    with pytest.raises(Statement.DoesNotExist):
        vote(cast, name, AGREE)


def test_the_operator_has_no_vote(cast):
    with pytest.raises(Problem) as refusal:
        vote(cast, "operator", AGREE)
    assert refusal.value.code == "no-organisation"


@pytest.mark.parametrize(
    ("from_last_day", "code"), [(1, "vote-too-late"), (-400, "vote-too-early")]
)
def test_a_vote_outside_the_days_changes_nothing(cast, from_last_day, code):
    on = cast.dialogue.closes_on + timedelta(days=from_last_day)
    with pytest.raises(Problem) as refusal:
        vote(cast, "bo", DISAGREE, on=on)
    assert refusal.value.code == code
    assert counted(cast) == Tally(agree=1, disagree=0, passed=0)


def test_the_page_counts_in_words_and_marks_ones_own_vote(open_now, client):
    client.force_login(open_now.people["frida"], backend=BACKEND)
    address = reverse("dialogue:vote", args=[open_now.statement.pk])
    client.cookies["django_language"] = "en"
    answer = client.post(address, {"vote": "1"}, follow=True)
    assert answer.redirect_chain[0][0].endswith(f"#statement-{open_now.statement.pk}")
    text = answer.content.decode()
    assert "2 of 2 organisations agree" in text
    assert text.count('aria-pressed="true"') >= 1


def test_htmx_gets_the_statement_and_who_has_voted(open_now, client):
    client.force_login(open_now.people["frida"], backend=BACKEND)
    address = reverse("dialogue:vote", args=[open_now.statement.pk])
    answer = client.post(address, {"vote": "-1"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.strip().startswith("<article")
    assert 'id="voters"' in text and 'hx-swap-oob="true"' in text
    assert "<html" not in text


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_late_vote_is_refused_in_place(open_now, client, headers):
    open_now.dialogue.closes_on = timezone.localdate() - timedelta(days=1)
    open_now.dialogue.save()
    client.force_login(open_now.people["frida"], backend=BACKEND)
    address = reverse("dialogue:vote", args=[open_now.statement.pk])
    answer = client.post(address, {"vote": "1"}, headers=headers)
    assert answer.status_code == 422
    assert answer.context["form"].has_error("__all__", "vote-too-late")
    assert open_now.dialogue.statements.get().text in answer.content.decode()


def test_a_vote_that_is_none_of_the_three_is_refused(open_now, client):
    client.force_login(open_now.people["frida"], backend=BACKEND)
    address = reverse("dialogue:vote", args=[open_now.statement.pk])
    assert client.post(address, {"vote": "7"}).status_code == 422
    assert client.post(address).status_code == 422
    assert Vote.objects.count() == 1


def test_a_company_does_not_find_the_page(open_now, client):
    client.force_login(open_now.people["cilla"], backend=BACKEND)
    address = reverse("dialogue:vote", args=[open_now.statement.pk])
    assert client.post(address, {"vote": "1"}).status_code == 404


def test_the_api_votes_and_tells_the_count(open_now, client):
    client.force_login(open_now.people["frida"], backend=BACKEND)
    answer = client.put(
        f"/api/dialogues/statements/{open_now.statement.pk}/vote/",
        {"vote": 0},
        content_type="application/json",
    )
    assert answer.status_code == 200
    assert answer.json()["own_vote"] == 0
    assert answer.json()["tally"] == {
        "agree": 1,
        "disagree": 0,
        "passed": 1,
        "voters": 2,
    }
