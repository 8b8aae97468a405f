"""A worker that is ended by force in the middle of a large import; two others go on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from samsyn.directory.rules.identifiers import made_up_number
from tests.house import ROOT

ROWS = 20_000
IN_THE_STORE = """
import sys, time
from datetime import timedelta
from pathlib import Path
from samsyn.cli.frame import store
from samsyn.cli.work import takers
with store():
    from django.db.models import Count, Sum
    from django.utils import timezone
    from samsyn.directory.actions.imports import start_take, upload_import
    from samsyn.directory.models import ImportRow, Job
    from samsyn.directory.rules.access import operator
    from samsyn.programme.models import Participation
    {what}
"""
ASK = """
    by = operator(timezone.localdate())
    kind, _taker = takers()["participants"]
    file = Path(sys.argv[1])
    made = upload_import(by=by, list_kind=kind, file_name=file.name, chunks=[file.read_bytes()])
    start_take(by=by, import_id=made.pk, list_kind=kind, previewed=False)
"""
WAIT_UNTIL_IT_IS_GOING = """
    until = time.monotonic() + 60
    while Job.objects.get().cursor == 0 and time.monotonic() < until:
        time.sleep(0.02)
    print(Job.objects.get().cursor)
"""
GROW_OLD = """
    Job.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=1))
    print(Job.objects.get().state, Job.objects.get().cursor)
"""
COUNT = """
    print(Job.objects.get().state)
    print(ImportRow.objects.filter(verdict="taken").count())
    rows = Participation.objects.all()
    print(rows.count(), int(rows.aggregate(n=Sum("hours"))["n"]))
    print(rows.values("company", "on").annotate(n=Count("pk")).filter(n__gt=1).count())
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of an empty home, on SQLite: the database that one file is."""
    ours = ("SAMSYN_", "DJANGO_SETTINGS_MODULE")
    environment = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    return environment | {"SAMSYN_HOME": str(tmp_path / "home"), "LANG": "en_GB.UTF-8"}


def in_the_store(home: dict[str, str], what: str, *words: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", IN_THE_STORE.format(what=what.strip()), *words],
        env=home,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def worker(home: dict[str, str], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "samsyn.cli", "work", *words],
        env=home,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def a_list(path: Path) -> Path:
    lines = ["Orgnr;Aktivitet;Datum;E-post;Timmar"]
    lines += [
        f"{made_up_number(n % 2000)};Kurs;2026-03-{1 + n // 2000:02d};i@b{n % 2000}.se;1,5"
        for n in range(ROWS)
    ]
    path.write_text("\n".join(lines))
    return path


def test_after_kill_9_two_workers_bring_every_row_in_once(
    home: dict[str, str], tmp_path: Path
) -> None:
    in_the_store(home, ASK, str(a_list(tmp_path / "large.csv")))
    first = worker(home)
    try:
        assert 0 < int(in_the_store(home, WAIT_UNTIL_IT_IS_GOING)) < ROWS
    finally:
        first.kill()
        first.communicate(timeout=60)
    state, cursor = in_the_store(home, GROW_OLD).split()
    assert state == "running"
    assert 0 < int(cursor) < ROWS

    others = [worker(home, "--once"), worker(home, "--once")]
    said = [each.communicate(timeout=300) for each in others]
    assert [each.returncode for each in others] == [0, 0], said
    assert sorted(out.split()[0] for out, _errors in said) == ["0", "1"]
    assert in_the_store(home, COUNT).split() == [
        *("done", str(ROWS), str(ROWS)),
        *(str(ROWS * 3 // 2), "0"),
    ]
