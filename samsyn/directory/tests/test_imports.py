"""The pages of an import: from the file to the rows, for its owner only, without JavaScript."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.cast import Cast
from samsyn.cli.work import next_job, takers
from samsyn.directory.actions.imports import (
    choose_columns,
    save_mapping,
    start_check,
    upload_import,
)
from samsyn.directory.models import ColumnMapping, Import, ImportRow, Job, PlaceSpelling
from samsyn.directory.rules.identifiers import made_up_number
from samsyn.directory.rules.tables import LIMITS
from samsyn.directory.tests.importing import checked, csv_of, taken, uploaded, verdicts
from samsyn.directory.tests.lists import one_sheet
from samsyn.directory.tests.test_tables_limits import packed
from samsyn.funding.models import Grant
from samsyn.funding.rules.grant_list import GRANT_LIST
from samsyn.programme.models import Participation
from samsyn.programme.tests.dirt import HEADERS, make_dirty_list

SIGN_IN = "sesame.backends.ModelBackend"
LINE = (made_up_number(1), "Kurs", "2026-03-12", "i@a.se", "1")
PROPOSED = {
    "field_organisation_number": "Orgnr",
    "field_activity": "Aktivitet",
    "field_on": "Datum",
    "field_email": "E-post",
    "field_hours": "Timmar",
}


@pytest.fixture(autouse=True)
def _no_uploads_left(settings: Any, tmp_path: Path) -> None:
    settings.SAMSYN_UPLOADS = tmp_path / "uploads"


def signed_in(client: Client, cast: Cast, name: str) -> Client:
    client.force_login(cast.people[name], backend=SIGN_IN)
    return client


def page(client: Client, name: str, the_import: Import, **more: Any) -> HttpResponse:
    return client.get(reverse(f"directory:{name}", args=[the_import.pk]), more)


def press(client: Client, name: str, the_import: Import, **more: Any) -> HttpResponse:
    return client.post(reverse(f"directory:{name}", args=[the_import.pk]), more)


def send(client: Client, content: bytes, kind: str = "participants", **more: Any) -> HttpResponse:
    file = SimpleUploadedFile(more.pop("name", "lista.csv"), content)
    return client.post(reverse("directory:import_add"), {"kind": kind, "file": file, **more})


def kept(settings: Any) -> list[Path]:
    return list(settings.SAMSYN_UPLOADS.glob("*"))


# From the file to the rows ----------------------------------------------------------------------


def test_a_dirty_list_goes_from_file_to_rows_by_the_pages(
    client: Client, cast: Cast, tmp_path: Path
) -> None:
    expected = {row.number: row.verdict for row in make_dirty_list(tmp_path / "d.xlsx")}
    signed_in(client, cast, "frida")
    content = (tmp_path / "d.xlsx").read_bytes()
    sent = send(client, content, name="deltagare.xlsx", programme=cast.programme.pk)
    the_import = Import.objects.get()
    columns = reverse("directory:import_columns", args=[the_import.pk])
    assert (sent.status_code, sent["Location"]) == (302, columns)
    form = client.get(columns).context["form"]
    chosen = {field.html_name: field.initial for field in form if field.initial}
    assert chosen["field_on"] == "Datum:"

    assert client.post(columns, chosen).status_code == 302
    running = page(client, "import_detail", the_import)
    assert running.context["job"].is_running
    assert b"hx-trigger" in page(client, "import_progress", the_import).content
    assert next_job("worker")
    shown = page(client, "import_detail", the_import)
    assert shown.context["sheet"].is_read
    assert verdicts(the_import) == expected
    assert not Participation.objects.filter(activity__title="Leandag").exists()
    assert {figure.value for figure in shown.context["figures"]} == {"30", "11", "1"}

    assert press(client, "import_take", the_import).status_code == 302
    assert next_job("worker")
    the_import.refresh_from_db()
    assert (the_import.step, verdicts(the_import)) == ("taken", expected)
    rows = Participation.objects.filter(activity__title="Leandag")
    assert (rows.count(), rows.first().activity.programme) == (11, cast.programme)
    refused = page(client, "import_detail", the_import, show="refused")
    assert len(refused.context["table"]) == 18
    assert all(line.said for line in refused.context["table"])


def test_the_refused_rows_come_back_with_reasons_and_can_be_sent_again(
    client: Client, cast: Cast, tmp_path: Path
) -> None:
    make_dirty_list(tmp_path / "d.xlsx")
    frida = cast.standing("frida")
    the_import = taken(frida, tmp_path / "d.xlsx", name="deltagare.xlsx")
    signed_in(client, cast, "frida")
    answer = page(client, "import_detail", the_import, format="xlsx")
    content = b"".join(answer.streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    header, *rows = sheet.iter_rows(values_only=True)
    assert header[: len(HEADERS)] == HEADERS
    assert header[-2] in ("Reason", "Skäl")
    assert len(rows) == 18
    assert all(row[-2].endswith(".") and row[-1] for row in rows)
    assert not [cell for row in rows for cell in row if cell and "880320" in str(cell)]
    again = checked(frida, content, name="refused.xlsx")
    assert len(verdicts(again)) == 18
    twice = client.get(reverse("directory:import_detail", args=[again.pk]) + "?format=xlsx")
    header = next(
        openpyxl.load_workbook(io.BytesIO(b"".join(twice.streaming_content))).active.values
    )
    assert len(header) == len(HEADERS) + 2


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not here")
def test_the_refused_rows_open_in_libreoffice(client: Client, cast: Cast, tmp_path: Path) -> None:
    make_dirty_list(tmp_path / "d.xlsx")
    the_import = taken(cast.standing("frida"), tmp_path / "d.xlsx", name="deltagare.xlsx")
    signed_in(client, cast, "frida")
    answer = page(client, "import_detail", the_import, format="xlsx")
    (tmp_path / "refused.xlsx").write_bytes(b"".join(answer.streaming_content))
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office"),
            *("--convert-to", "csv:Text - txt - csv (StarCalc):59,34,76", "--outdir"),
            *(str(tmp_path), str(tmp_path / "refused.xlsx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    lines = (tmp_path / "refused.csv").read_text("utf-8").splitlines()
    assert len(lines) == 19
    assert "number-check-digit" in "".join(lines)


def test_a_misspelt_place_is_said_on_the_page_and_seen_at_the_next_check(
    client: Client, cast: Cast
) -> None:
    headers = ("Diarienummer", "Stödmottagare", "Beviljat", "Projektnamn", "Län", "Kommun")
    content = csv_of(("1", "Ek", "5", "P", "Dalarna", "Borlenge"), headers=headers)
    astrid = cast.standing("astrid")
    the_import = checked(astrid, content, kind="grants", name="beslut.csv")
    signed_in(client, cast, "astrid")
    shown = page(client, "import_detail", the_import)
    assert "Borlänge" in shown.content.decode()
    said = {"kind": "municipality", "spelling": "Borlenge", "belongs_to": the_import.pk}
    confirm = reverse("directory:place_confirm")
    assert client.get(confirm, said).status_code == 200
    assert client.post(confirm, said | {"code": "9999"}).status_code == 422
    assert client.post(confirm, said | {"code": "2081"}).status_code == 302
    assert PlaceSpelling.objects.get().municipality_id == "2081"
    sheet = page(client, "import_detail", the_import).context["sheet"]
    assert (sheet.questions, sheet.answered_since) == ([], 1)
    press(client, "import_check", the_import)
    assert next_job("worker")
    assert page(client, "import_detail", the_import).context["sheet"].answered_since == 0
    press(client, "import_take", the_import)
    assert next_job("worker")
    grant = Grant.objects.get(register="beslut")
    assert [place.pk for place in grant.municipalities.all()] == ["2081"]


def test_a_list_is_cancelled_checked_again_and_its_file_removed(
    client: Client, cast: Cast, settings: Any
) -> None:
    signed_in(client, cast, "frida")
    the_import = uploaded(cast.standing("frida"), csv_of(LINE))
    press(client, "import_check", the_import)
    assert press(client, "import_check", the_import).status_code == 422  # busy
    press(client, "import_cancel", the_import)
    assert "alert" in page(client, "import_detail", the_import).content.decode()
    assert press(client, "import_take", the_import).status_code == 422  # not checked
    press(client, "import_check", the_import)
    assert next_job("worker")
    assert len(kept(settings)) == 1
    with_commit = Client()
    signed_in(with_commit, cast, "frida")
    assert press(with_commit, "import_forget", the_import).status_code == 302
    the_import.refresh_from_db()
    assert the_import.stored_as == ""
    assert press(client, "import_take", the_import).status_code == 422  # nothing to take
    assert page(client, "import_columns", the_import).status_code == 200


# Columns and mappings ---------------------------------------------------------------------------


def test_columns_are_saved_under_a_title_and_fit_the_next_list(client: Client, cast: Cast) -> None:
    signed_in(client, cast, "frida")
    headers = ("A", "B", "C", "E-post", "Timmar")
    the_import = uploaded(cast.standing("frida"), csv_of(LINE, headers=headers))
    columns = reverse("directory:import_columns", args=[the_import.pk])
    assert client.post(columns, {"title": "Vår lista"}).status_code == 422
    assert client.post(columns, PROPOSED | {"title": "Vår lista"}).status_code == 422
    chosen = {
        "field_organisation_number": "A",
        "field_activity": "B",
        "field_on": "C",
        "title": "Vår lista",
    }
    twice = client.post(columns, chosen | {"field_on": "B"})
    assert twice.context["form"].has_error("__all__", "column-used-twice")
    assert client.post(columns, chosen).status_code == 302
    assert ColumnMapping.objects.get().owner == cast.organisations["institute"]
    later = uploaded(cast.standing("frida"), csv_of(LINE, headers=headers))
    assert later.options["mapping"] == "Vår lista"
    assert later.columns["on"] == "C"
    others = uploaded(cast.standing("bo"), csv_of(LINE, headers=headers))
    assert others.options["mapping"] == ""


@pytest.mark.parametrize("title", ["", " ", "x" * 81, "Projektbanken 2014–2020"])
def test_a_mapping_has_a_title_of_its_own(cast: Cast, title: str) -> None:
    with pytest.raises(Problem) as refusal:
        save_mapping(by=cast.standing("astrid"), list_kind=GRANT_LIST, title=title, columns={})
    assert refusal.value.code in ("mapping-title", "mapping-title-taken")


def test_a_mapping_of_another_organisation_is_not_replaced(cast: Cast) -> None:
    asked = {"list_kind": GRANT_LIST, "title": "Beslut", "columns": {"title": "A"}}
    save_mapping(by=cast.standing("astrid"), **asked)
    save_mapping(by=cast.standing("hanna"), **asked)
    with pytest.raises(Problem) as refusal:
        save_mapping(by=cast.standing("frida"), **asked)
    assert refusal.value.code == "mapping-title-taken"


def test_new_columns_ask_for_a_new_check(cast: Cast) -> None:
    frida = cast.standing("frida")
    the_import = checked(frida, csv_of(LINE))
    list_kind, _taker = takers()["participants"]
    columns = the_import.columns | {"email": "Timmar", "hours": "E-post"}
    choose_columns(by=frida, import_id=the_import.pk, list_kind=list_kind, columns=columns)
    the_import.refresh_from_db()
    assert the_import.step == "uploaded"


# Files that are refused -------------------------------------------------------------------------

HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "file-empty"),
    "pdf": (b"%PDF-1.7", "file-not-a-table"),
    "web page": (b"<html><body>hej</body></html>", "file-not-a-table"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "file-old-excel"),
    "zip bomb": (packed(bomb=bytes(5 * 1024**2)), "file-too-large"),
    "broken package": (one_sheet(("Orgnr", "Datum"), ("1", "2"))[:300], "file-broken"),
    "10,000 columns": (";".join(f"K{n}" for n in range(10_000)).encode(), "too-many-columns"),
    "no letters": ("Orgnr;Aktivitet;Datum\n".encode("utf-16-le") * 3, "file-not-a-table"),
    "wrong encoding": (b"Orgnr;Namn\n1;\xa5\xb1\xd1\xdd\xf7\n", "encoding-unclear"),
    "one number": (b"17\n", "no-header"),
    "header twice": (b"Orgnr;Datum;Datum\n1;2;3\n", "header-twice"),
    "loose quote": (b'Orgnr;Datum\n"' + b"x" * 1_000_100, "row-too-long"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered_with_a_sentence_and_nothing_is_kept(
    client: Client, cast: Cast, settings: Any, name: str
) -> None:
    content, code = HOSTILE[name]
    signed_in(client, cast, "frida")
    answer = send(client, content, name="deltagare.xlsx")
    assert answer.status_code == 422
    errors = answer.context["form"].errors.as_data()["__all__"]
    assert [error.code for error in errors] == [code]
    assert str(errors[0].message).endswith(".")
    assert (kept(settings), Import.objects.count()) == ([], 0)


def test_a_file_is_no_longer_read_than_to_its_limit(cast: Cast, settings: Any) -> None:
    given = 0

    def endless() -> Any:
        nonlocal given
        while True:
            given += 1
            yield bytes(1024**2)

    list_kind, _taker = takers()["participants"]
    with pytest.raises(Problem) as refusal:
        upload_import(
            by=cast.standing("frida"), list_kind=list_kind, file_name="a", chunks=endless()
        )
    assert refusal.value.code == "file-too-large"
    assert given == LIMITS.file_bytes // 1024**2 + 1
    assert kept(settings) == []


def test_the_name_of_a_file_leads_nowhere(cast: Cast) -> None:
    the_import = uploaded(cast.standing("frida"), csv_of(LINE), name="../../etc/passwd")
    assert (the_import.file_name, "/" in the_import.stored_as) == ("passwd", False)


def test_a_formula_in_a_cell_stays_a_text(client: Client, cast: Cast) -> None:
    row = ("=1+1", "=cmd|'/c calc'!A1", "2026-03-12", "i@a.se", "1")
    the_import = taken(cast.standing("frida"), csv_of(row))
    answer = page(signed_in(client, cast, "frida"), "import_detail", the_import, format="xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cell = book.active.cell(2, 2)
    assert (cell.data_type, cell.value) == ("s", "=cmd|'/c calc'!A1")


# Who sees it ------------------------------------------------------------------------------------


def test_only_the_organisation_that_brought_it_in_sees_a_list(cast: Cast) -> None:
    the_import = checked(cast.standing("frida"), csv_of(LINE))
    for name in ("gustav", "astrid", "bo", "cilla", "eva", "ivar"):
        client = signed_in(Client(), cast, name)
        own = name == "gustav"
        for part in ("import_detail", "import_columns", "import_progress"):
            assert page(client, part, the_import).status_code == (200 if own else 404), name
        shown = client.get(reverse("directory:import_list")).context["page"].rows
        assert shown == ([the_import] if own else []), name
        if not own:
            for part in ("import_check", "import_take", "import_cancel", "import_forget"):
                assert press(client, part, the_import).status_code == 404, name
    assert page(Client(), "import_detail", the_import).status_code == 302  # sign in first


def test_those_who_may_bring_nothing_in_have_no_page_for_it(cast: Cast) -> None:
    for name, status in (("frida", 200), ("astrid", 200), ("diyar", 200), ("cilla", 404)):
        client = signed_in(Client(), cast, name)
        assert client.get(reverse("directory:import_add")).status_code == status, name


def test_a_programme_of_others_cannot_be_chosen(client: Client, cast: Cast) -> None:
    signed_in(client, cast, "ivar")
    answer = send(client, csv_of(LINE), programme=cast.programme.pk)
    assert (answer.status_code, "programme" in answer.context["form"].errors) == (422, True)


def test_a_long_list_costs_no_more_questions_than_a_short_one(
    client: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    rows = [(made_up_number(n), *LINE[1:]) for n in range(130)]
    the_import = checked(cast.standing("frida"), csv_of(*rows))
    signed_in(client, cast, "frida")
    with django_assert_max_num_queries(22):
        first = page(client, "import_detail", the_import)
    assert len(first.context["page"].rows) == 50
    second = client.get(first.context["page"].next_url)
    assert [row.number for row in second.context["page"].rows] == list(range(52, 102))


def test_a_job_that_breaks_says_so_and_takes_no_other_along(cast: Cast) -> None:
    frida = cast.standing("frida")
    broken, sound = uploaded(frida, csv_of(LINE)), uploaded(frida, csv_of(LINE))
    list_kind, _taker = takers()["participants"]
    for the_import in (broken, sound):
        start_check(by=frida, import_id=the_import.pk, list_kind=list_kind)
    Import.objects.filter(pk=broken.pk).update(options={"programme": "not a number"})
    assert next_job("worker")
    assert next_job("worker")
    assert not next_job("worker")
    states = dict(Job.objects.values_list("pk", "problem_code"))
    assert sorted(states.values()) == ["", "job-broke"]
    assert ImportRow.objects.filter(belongs_to=sound).count() == 1
