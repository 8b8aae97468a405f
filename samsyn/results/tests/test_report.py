"""Reports of the whole, a goal or a programme: page, API, CLI, and what they tell to whom."""

import io
import json
from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client
from django.utils import translation
from openpyxl import load_workbook

from samsyn.cast import TODAY
from samsyn.directory.queries.sight import standing_of
from samsyn.directory.rules.access import operator, visitor
from samsyn.results.queries.report import scope_of
from samsyn.results.reports import Form, write_report
from samsyn.results.reports.paper import paper_of
from tests.access_rule import VIEWERS
from tests.lookers import Looker
from tests.pages import fill

AT = datetime(2026, 11, 23, 14, 5, tzinfo=ZoneInfo("Europe/Stockholm"))
SHEETS = [
    *("About", "Companies counted", "Dialogues", "Goals", "Calls", "Grants", "Programmes"),
    *("Activities", "Companies", "Improvements", "Loose ends"),
]


def client_of(person) -> Client:
    browser = Client()
    browser.force_login(person, backend="sesame.backends.ModelBackend")
    return browser


def written(viewer, kind=None, key=None, form=Form.PDF, language="en") -> bytes:
    _name, file = write_report(viewer, kind, key, form=form, language=language, at=AT)
    with file:
        return file.read()


def as_text(content: bytes) -> str:
    """Every cell of a workbook."""
    book = load_workbook(io.BytesIO(content), read_only=True)
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


@pytest.mark.parametrize("address", ["", "goal/{goal}/", "programme/{programme}/"])
def test_a_page_gives_the_report_as_a_file_that_says_what_and_when(cast, address):
    where = "/results/thread/" + address.format(goal=cast.goal.pk, programme=cast.programme.pk)
    browser = client_of(cast.people["frida"])
    pdf = browser.get(f"{where}report.pdf?language=sv")
    assert pdf["Content-Type"] == "application/pdf"
    assert "2026-" in pdf["Content-Disposition"] and "rapport" in pdf["Content-Disposition"]
    assert b"".join(pdf).startswith(b"%PDF-1.7")
    book = load_workbook(io.BytesIO(b"".join(browser.get(f"{where}report.xlsx?language=en"))))
    assert book.sheetnames == SHEETS


def test_the_api_gives_the_same_files(cast):
    browser = client_of(cast.people["frida"])
    for where in (
        "/api/results/thread/report",
        f"/api/results/goals/{cast.goal.pk}/report",
        f"/api/results/programmes/{cast.programme.pk}/report",
    ):
        assert b"".join(browser.get(where)).startswith(b"%PDF")
        assert b"".join(browser.get(f"{where}?form=xlsx")).startswith(b"PK")
    assert browser.get("/api/results/goals/999999/report").status_code == 404


def test_a_visitor_is_asked_to_sign_in(client, cast):
    assert client.get("/results/thread/report.pdf").status_code == 302
    assert client.get("/api/results/thread/report").status_code == 401
    assert b"report.pdf" not in client.get("/results/").content


def test_only_the_whole_a_goal_and_a_programme_have_reports(cast):
    with pytest.raises(ObjectDoesNotExist):
        scope_of(operator(TODAY), "company", cast.organisations["norrfors"].pk)
    with pytest.raises(ObjectDoesNotExist):
        scope_of(operator(TODAY), "goal", 999_999)


def test_the_same_day_rows_and_viewer_give_the_same_bytes(cast):
    viewer = operator(TODAY)
    assert written(viewer, "goal", cast.goal.pk) == written(viewer, "goal", cast.goal.pk)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_empty_store_has_a_report_too(db, language):
    assert written(visitor(TODAY), language=language).startswith(b"%PDF")


@pytest.mark.parametrize("name", VIEWERS)
def test_a_report_tells_nobody_more_than_the_pages(cast, name):
    store = fill(cast)
    looker = Looker(store, name)
    hidden = [record for record in looker.must_not_read() if record.kind != "company entry"]
    for kind, key in ((None, None), ("goal", cast.goal.pk), ("programme", cast.programme.pk)):
        scope = scope_of(looker.standing, kind, key)
        with translation.override("en"):
            paper = asdict(paper_of(looker.standing, scope, at=AT))
        told = json.dumps(paper, ensure_ascii=False)
        book = as_text(written(looker.standing, kind, key, Form.XLSX))
        for record in hidden:
            assert record.text not in told, f"{name}: the paper tells of {record.kind}"
            assert record.text not in book, f"{name}: the workbook tells of {record.kind}"


def test_companies_are_named_only_to_those_at_work_with_them(cast):
    store = fill(cast)
    seen = as_text(written(Looker(store, "frida").standing, form=Form.XLSX))
    assert "Norrfors Mek AB" in seen
    other = Looker(store, "rut").standing
    rows = load_workbook(io.BytesIO(written(other, form=Form.XLSX)))["Companies"]
    assert [row[1] for row in rows.iter_rows(values_only=True)] == ["Name"]


def test_no_cell_becomes_a_formula(cast):
    cast.goal.title_sv = "=HYPERLINK(1)"
    cast.goal.save()
    book = load_workbook(io.BytesIO(written(operator(TODAY), form=Form.XLSX)))
    cells = [cell for row in book["Goals"].iter_rows() for cell in row]
    assert any(cell.value == "=HYPERLINK(1)" for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


def test_a_report_asks_few_questions_however_many_rows(cast, django_assert_max_num_queries):
    viewer = standing_of(cast.people["frida"], None, visitor(TODAY))
    with django_assert_max_num_queries(160):
        written(viewer, "goal", cast.goal.pk, Form.XLSX)


def test_the_thread_page_names_companies_to_the_same_people_as_the_report(cast):
    store = fill(cast)
    told = {}
    for name in VIEWERS:
        looker = Looker(store, name)
        page = looker.browser.get(f"/results/thread/goal/{cast.goal.pk}/").content.decode()
        told[name] = "Norrfors Mek AB" in page
        hidden = [each for each in looker.must_not_read() if each.kind == "participation"]
        assert not (told[name] and hidden), f"{name} may not know who took part"
    assert told["frida"] and told["cilla"] and not told["olof"] and not told["visitor"]
