"""The report of a dialogue: what it says, what it does not say of few, how long it is."""

import io
from datetime import date, timedelta

import numpy as np
import pikepdf
import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from samsyn.dialogue.models import Commitment, Dialogue, Statement
from samsyn.dialogue.rules.kinds import StatementState
from samsyn.dialogue.tests.halls import crowd, hall
from samsyn.dialogue.tests.rooms import two_camps
from samsyn.dialogue.tests.test_focus import proposals_in, weigh_as
from samsyn.directory.rules.access import operator, visitor
from samsyn.results.reports import Form
from samsyn.results.reports.dialogue import dialogue_paper, told_of
from samsyn.results.tests.test_report import AT, as_text, client_of, written
from samsyn.strategy.actions.statements import goal_from_statement
from tests.pages import LONG_NAME, LONG_TITLE

ALL = ["About", "One organisation, one voice", "Joint decisions", "Commitments"]
BY_THEN = date(2027, 1, 31)


def words_of(viewer, dialogue_id, language="en") -> str:
    """Every word of the paper, as the pieces have it."""
    with translation.override(language):
        paper = dialogue_paper(viewer, told_of(viewer, dialogue_id), at=AT, files={})
    return str(paper)


def pages_in(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


@pytest.fixture
def agreed(cast) -> Statement:
    """Twelve organisations; eleven agree on the second statement, half on the third."""
    votes = np.ones((12, 3))
    votes[11, 1] = -1
    votes[6:, 2] = -1
    hall(cast, votes, ("", "Helheten först", "Checkar före coachning"))
    return cast.dialogue.statements.get(text="Helheten först")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_says_what_came_out_and_what_comes_of_it(cast, agreed, language):
    viewer = cast.standing("frida")
    goal = goal_from_statement(by=viewer, statement_id=agreed.pk, title_sv="Ett mål av alla")
    Commitment.objects.create(
        dialogue=cast.dialogue,
        joint_decision=cast.joint_decision,
        text="Vi skriver bladet",
        organisation=cast.organisations["institute"],
        first_due_on=BY_THEN,
        due_on=BY_THEN,
        noted_on=cast.dialogue.opens_on,
    )
    said = words_of(viewer, cast.dialogue.pk, language)
    for text in (
        cast.dialogue.question,
        agreed.text,
        "11 of 12" if language == "en" else "11 av 12",
        cast.joint_decision.text,
        cast.goal.title_en if language == "en" else cast.goal.title_sv,
        goal.title_sv,
        "Vi skriver bladet",
        cast.organisations["institute"].name,
    ):
        assert text in said, text


def test_it_says_what_comes_first_with_what_the_places_rest_on(cast, agreed):
    first, second = proposals_in(cast, "Gemensam kalender", "Fler mässor")
    homes = [cast.organisations[key] for key in ("agency", "navet", "institute", "region")]
    weigh_as(homes, [first, second], [(90, 10), (80, 20), (100, 0), (85, 15)])
    said = words_of(cast.standing("frida"), cast.dialogue.pk)
    assert "“Gemensam kalender” comes first" in said
    assert "the sheets of 4 organisations" in said
    content = written(cast.standing("frida"), "dialogue", cast.dialogue.pk, form=Form.XLSX)
    book = load_workbook(io.BytesIO(content), read_only=True)
    rows = list(book["One organisation, one sheet"].iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == ["Gemensam kalender", "Fler mässor"]


def test_a_dialogue_that_nobody_voted_in_says_so_on_one_page(cast):
    empty = Dialogue.objects.create(
        title="Tom dialog",
        sort_key="t",
        question="Vad nu?",
        kind="workshop",
        organiser=cast.organisations["agency"],
        opens_on=cast.dialogue.opens_on,
        closes_on=cast.dialogue.closes_on,
    )
    assert "Nobody has voted yet" in words_of(operator(AT.date()), empty.pk)
    assert pages_in(written(operator(AT.date()), "dialogue", empty.pk)) == 1
    text = as_text(written(operator(AT.date()), "dialogue", empty.pk, form=Form.XLSX))
    assert "Vad nu?" in text


def test_one_vote_is_told_with_what_it_rests_on(cast):
    said = words_of(cast.standing("frida"), cast.dialogue.pk)
    assert "Rests on 1 vote of 1 organisation" in said
    assert pages_in(written(cast.standing("frida"), "dialogue", cast.dialogue.pk)) <= 2


def test_the_longest_dialogue_is_a_few_pages_and_the_excel_file_has_all(cast):
    texts = [f"{number} {LONG_TITLE}"[:300] for number in range(60)]
    voters = hall(cast, np.tile(two_camps(10), (1, 7))[:, :60], texts)
    for number, each in enumerate(voters):
        type(each).objects.filter(pk=each.pk).update(name=f"{number:02} {LONG_NAME}"[:120])
    cast.dialogue.title = LONG_TITLE[:200]
    cast.dialogue.save()
    viewer = cast.standing("frida")
    for language in ("sv", "en"):
        assert pages_in(written(viewer, "dialogue", cast.dialogue.pk, language=language)) <= 6
    book = load_workbook(
        io.BytesIO(written(viewer, "dialogue", cast.dialogue.pk, form=Form.XLSX)), read_only=True
    )
    assert book.sheetnames == ALL
    assert len(list(book["One organisation, one voice"].iter_rows())) == 61


@pytest.mark.parametrize(("people", "told"), [(4, False), (8, True)])
def test_people_are_told_of_when_they_are_shown_and_five_or_more(cast, people, told):
    crowd(cast, np.ones((people, 1)))
    hidden = words_of(cast.standing("ivar"), cast.dialogue.pk)
    assert "people have voted by phone" not in hidden
    assert "has not opened the people's results" in hidden
    Dialogue.objects.filter(pk=cast.dialogue.pk).update(results_shown_on=AT.date())
    shown = words_of(cast.standing("ivar"), cast.dialogue.pk)
    assert ("people have voted by phone" in shown) is told
    assert ("8 of 8" in shown) is told
    book = as_text(written(cast.standing("ivar"), "dialogue", cast.dialogue.pk, form=Form.XLSX))
    assert ("One person, one voice" in book) is told


def test_the_page_gives_the_files_and_links_to_them(cast, agreed):
    browser = client_of(cast.people["frida"])
    page = browser.get(reverse("dialogue:dialogue_agreement", args=[cast.dialogue.pk]))
    for form, begins in (("pdf", b"%PDF-1.7"), ("xlsx", b"PK")):
        address = reverse(f"dialogue:dialogue_report_{form}", args=[cast.dialogue.pk])
        assert address in page.content.decode()
        answer = browser.get(f"{address}?language=sv")
        assert "rapport-workshop" in answer["Content-Disposition"]
        assert b"".join(answer).startswith(begins)
    api = browser.get(f"/api/results/dialogues/{cast.dialogue.pk}/report?form=xlsx&language=en")
    assert b"".join(api).startswith(b"PK")


@pytest.mark.parametrize("name", ["cilla", "eva", "visitor"])
def test_who_may_not_see_the_dialogue_gets_no_report(cast, name):
    address = reverse("dialogue:dialogue_report_pdf", args=[cast.dialogue.pk])
    browser = Client() if name == "visitor" else client_of(cast.people[name])
    assert browser.get(address).status_code == (302 if name == "visitor" else 404)
    with pytest.raises(ObjectDoesNotExist):
        written(cast.standing(name), "dialogue", cast.dialogue.pk)
    with pytest.raises(ObjectDoesNotExist):
        written(visitor(AT.date()), "dialogue", cast.dialogue.pk)


def test_what_was_left_out_stands_in_no_report(cast, agreed):
    agreed.state = StatementState.OUT
    agreed.save()
    on = timezone.localdate() + timedelta(days=1)
    assert agreed.text not in words_of(operator(on), cast.dialogue.pk)
    assert agreed.text not in as_text(
        written(operator(on), "dialogue", cast.dialogue.pk, form=Form.XLSX)
    )


def test_the_same_dialogue_gives_the_same_paper(cast, agreed):
    viewer = cast.standing("frida")
    one, other = (written(viewer, "dialogue", cast.dialogue.pk) for _time in range(2))
    assert one == other
