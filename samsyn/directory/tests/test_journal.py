"""The journal: only added to, read by those who may, filtered, paged, as Excel."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from samsyn.cast import Cast
from samsyn.directory.actions.journal import note, note_each
from samsyn.directory.models import JournalLine
from samsyn.directory.queries.journal import journal_for

SIGN_IN = "sesame.backends.ModelBackend"
JOURNAL = "/directory/journal/"


@pytest.fixture
def line(cast: Cast) -> JournalLine:
    return note(by=cast.standing("astrid"), deed="decide application", subject=cast.application)


def test_a_line_is_written_once(line: JournalLine) -> None:
    line.reason = "Något annat"
    for again in (line.save, lambda: line.save(update_fields=["reason"]), line.delete):
        with pytest.raises(TypeError):
            again()


def test_many_lines_are_not_changed_or_deleted_at_once_either(line: JournalLine) -> None:
    lines = JournalLine.objects.filter(pk=line.pk)
    for deed in (
        lambda: lines.update(reason="Något annat"),
        lines.delete,
        JournalLine.objects.all().delete,
        lambda: JournalLine.objects.bulk_update([line], ["reason"]),
        lambda: JournalLine.objects.update_or_create(pk=line.pk, defaults={"reason": "Annat"}),
    ):
        with pytest.raises(TypeError), transaction.atomic():
            deed()
    line.refresh_from_db()
    assert line.reason == ""


def test_a_line_outlives_what_it_tells_of(cast: Cast, line: JournalLine) -> None:
    assert (line.subject_kind, line.subject_key) == ("application", cast.application.pk)
    assert line.subject_text == str(cast.application)


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("hanna", 1),  # heads the unit at the agency
        ("astrid", 0),  # wrote the line, but has no role that reads the journal
        ("frida", 0),  # reads her own organisation's
        ("ivar", 0),
        ("eva", 0),
        ("visitor", 0),
        ("operator", 1),
    ],
)
def test_only_the_own_organisations_lines_are_seen(
    cast: Cast, line: JournalLine, name: str, seen: int
) -> None:
    assert journal_for(cast.standing(name)).count() == seen


@pytest.mark.parametrize(("name", "status"), [("hanna", 200), ("astrid", 403), ("eva", 403)])
def test_the_page_is_for_those_who_may_read_it(
    cast: Cast, client: Client, line: JournalLine, name: str, status: int
) -> None:
    client.force_login(cast.people[name], backend=SIGN_IN)
    assert client.get(JOURNAL).status_code == status
    assert client.get("/api/directory/journal").status_code == status


def test_filters_leave_the_right_lines(cast: Cast, client: Client, line: JournalLine) -> None:
    hanna = cast.standing("hanna")
    note(by=hanna, deed="change roles", subject=cast.people["diyar"], reason="Ny tjänst")
    client.force_login(cast.people["hanna"], backend=SIGN_IN)
    today = timezone.localdate()
    tomorrow = (today + timedelta(days=1)).isoformat()
    for asked, found in [
        ({}, 2),
        ({"person": cast.people["astrid"].pk}, 1),
        ({"deed": "change roles"}, 1),
        ({"kind": "application"}, 1),
        ({"search": "tjänst"}, 1),
        ({"search": "Norrvik"}, 1),
        ({"from_on": tomorrow}, 0),
        ({"until_on": today.isoformat()}, 2),
        ({"from_on": today.isoformat(), "deed": "decide application"}, 1),
    ]:
        assert client.get(JOURNAL, asked).context["page"].total == found, asked


def test_the_days_are_swedish_days(cast: Cast) -> None:
    late = timezone.make_aware(timezone.datetime(2026, 7, 1, 0, 30))  # 22.30 the day before, UTC
    JournalLine.objects.create(at=late, organisation=cast.organisations["agency"], deed="vote")
    client = Client()
    client.force_login(cast.people["hanna"], backend=SIGN_IN)
    asked = {"from_on": "2026-07-01", "until_on": "2026-07-01"}
    assert client.get(JOURNAL, asked).context["page"].total == 1


def test_newest_first_page_by_page(
    cast: Cast, client: Client, django_assert_max_num_queries
) -> None:
    note_each(by=cast.standing("hanna"), deed="vote", subjects=[cast.statement] * 60)
    client.force_login(cast.people["hanna"], backend=SIGN_IN)
    with django_assert_max_num_queries(14):
        first = client.get(JOURNAL).context["page"]
    second = client.get(first.next_url).context["page"]
    keys = [row.pk for row in [*first.rows, *second.rows]]
    assert (len(first.rows), len(second.rows)) == (50, 10)
    assert keys == sorted(keys, reverse=True)
    assert second.next_url == ""


def test_excel_holds_all_lines(cast: Cast, client: Client, line: JournalLine) -> None:
    client.force_login(cast.people["hanna"], backend=SIGN_IN)
    sent = client.get(JOURNAL, {"format": "xlsx"})
    rows = list(load_workbook(BytesIO(b"".join(sent.streaming_content))).active.values)
    assert len(rows) == 2
    assert rows[1][1] == "Astrid Ek"


def test_the_api_reads_back_page_by_page(cast: Cast, client: Client) -> None:
    note_each(by=cast.standing("hanna"), deed="vote", subjects=[cast.statement] * 5)
    client.force_login(cast.people["hanna"], backend=SIGN_IN)
    first = client.get("/api/directory/journal", {"limit": 3}).json()
    rest = client.get("/api/directory/journal", {"limit": 3, "before": first["before"]}).json()
    assert [len(first["rows"]), len(rest["rows"]), rest["before"]] == [3, 2, None]
    client.logout()
    assert client.get("/api/directory/journal").status_code == 401
    assert client.get("/api/directory/me").status_code == 401


def test_a_line_leads_to_what_it_tells_of(cast: Cast, client: Client) -> None:
    note(by=cast.standing("hanna"), deed="change organisation", subject=cast.organisations["navet"])
    client.force_login(cast.people["hanna"], backend=SIGN_IN)
    link = reverse("directory:organisation_detail", args=[cast.organisations["navet"].pk])
    assert link in client.get(JOURNAL).content.decode()
