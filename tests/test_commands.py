"""The command line as other programs meet it: its answers, its status, what it leaves behind."""

import argparse
import http.client
import json
import os
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem, words
from samsyn.cast import Cast
from samsyn.cli import COMMANDS, frame
from samsyn.cli.demo import SIGN_IN
from samsyn.cli.frame import Answer, Command
from samsyn.cli.thread import sheet_data
from samsyn.results.queries.thread import thread_of
from tests.house import ROOT

SAMSYN = (sys.executable, "-m", "samsyn.cli")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a home that nobody has been in, on the database that is under test."""
    ours = ("SAMSYN_", "DJANGO_SETTINGS_MODULE")
    environment = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    environment |= {"SAMSYN_HOME": str(tmp_path / "home"), "LANG": "en_GB.UTF-8", "LC_ALL": ""}
    shared = os.environ.get("SAMSYN_DATABASE_URL")
    if not shared:
        yield environment
        return
    import psycopg  # noqa: PLC0415  # there only when PostgreSQL is

    name = f"home_{uuid.uuid4().hex}"
    with psycopg.connect(shared, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            own = urlunsplit(urlsplit(shared)._replace(path=f"/{name}"))
            yield environment | {"SAMSYN_DATABASE_URL": own}
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def call(home: dict[str, str], *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*SAMSYN, *more], env=home, cwd=ROOT, capture_output=True, text=True, timeout=120
    )


def status_of(port: int, path: str = "/") -> int:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", path)
    return line.getresponse().status


def group_of(leader: int) -> list[int]:
    """The processes that are still there of those that the leader started."""
    members = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                after_name = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(after_name[2]) == leader and after_name[0] != "Z":
                members.append(int(entry.name))
    return members


def test_help_starts_without_django() -> None:
    program = (
        "import sys; sys.modules['django'] = None; sys.argv = ['samsyn', '--help']\n"
        "from samsyn.cli import main; main()"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert "demo" in ran.stdout


@pytest.mark.parametrize("given", [[], ["dance"], ["demo", "--port", "many"], ["thread"]])
def test_a_wrong_call_has_status_2(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        frame.run(COMMANDS, given)
    assert ended.value.code == 2
    assert capsys.readouterr().out == ""


def chatty(args: argparse.Namespace) -> Answer:
    print("reading …")
    return Answer({"rows": 3}, "3 rows.")


def unwilling(args: argparse.Namespace) -> Answer:
    raise Problem("too-late", words("It closed on %(day)s. Ask for another day."), day="1 May")


TRIALS = [
    Command("count", "count rows", chatty, speaks_json=True),
    Command("late", "come too late", unwilling, speaks_json=True),
]


def test_json_is_alone_on_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert frame.run(TRIALS, ["count", "--json"]) == 0
    written = capsys.readouterr()
    assert json.loads(written.out) == {"rows": 3}
    assert written.err == "reading …\n"


def test_a_refusal_has_status_1_and_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert frame.run(TRIALS, ["late", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["refused"] == "too-late"
    assert frame.run(TRIALS, ["late"]) == 1
    written = capsys.readouterr()
    assert written.out == ""
    assert "1 May" in written.err


@pytest.mark.django_db
def test_without_by_the_operator_acts() -> None:
    assert frame.standing(argparse.Namespace(by=None)).operator


def test_with_by_that_person_acts(cast: object) -> None:
    standing = frame.standing(argparse.Namespace(by="Astrid@demo.example"))
    assert (standing.person_name, standing.operator) == ("Astrid Ek", False)
    with pytest.raises(Problem) as refusal:
        frame.standing(argparse.Namespace(by="nobody@demo.example"))
    assert refusal.value.code == "person-unknown"


def test_the_thread_of_the_empty_store_is_there_on_the_first_call(home: dict[str, str]) -> None:
    ran = call(home, "thread", "--top", "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    top = json.loads(ran.stdout)
    assert top["grants"] == {"count": 0, "sek": 0}
    assert (top["goals"], len(top["counties"]), top["companies"]) == ([], 21, 0)


def test_the_thread_goes_up_and_down_from_one_thing(cast: Cast) -> None:
    sheet = sheet_data(thread_of(cast.standing("operator"), "goal", cast.goal.pk))
    counts = {knot["kind"]: knot["count"] for knot in sheet["knots"]}
    assert (counts["dialogue"], counts["grant"], counts["company"]) == (1, 1, 1)


def test_the_sign_in_links_lead_to_the_page() -> None:
    assert SIGN_IN.format(name="bo") == reverse("directory:demo_sign_in", args=["bo"])


def test_two_commands_on_an_empty_home_take_turns(home: dict[str, str]) -> None:
    both = [
        subprocess.Popen(
            [*SAMSYN, "demo", "--no-server"], env=home, cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for each in both:
        _out, errors = each.communicate(timeout=120)
        assert each.returncode == 0, errors


def test_the_demo_answers_and_ends_with_all_that_it_started(home: dict[str, str]) -> None:
    port = free_port()
    demo = subprocess.Popen(
        [*SAMSYN, "demo", "--port", str(port)],
        env=home,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert demo.stdout is not None
        assert f"http://127.0.0.1:{port}/" in demo.stdout.readline()
        assert demo.stdout.readline() == "Sign in with one click as\n"
        assert SIGN_IN.format(name="astrid") in demo.stdout.readline()
        assert status_of(port) == 200
        assert len(group_of(demo.pid)) >= 3

        second = call(home, "demo", "--port", str(port))
        assert (second.returncode, "PORT=" in second.stderr) == (1, True)
        thrown = call(home, "demo", "--reset", "--no-server")
        assert (thrown.returncode, "running" in thrown.stderr) == (1, True)
    finally:
        demo.terminate()
        demo.communicate(timeout=60)
    assert demo.returncode == 0
    assert group_of(demo.pid) == []
    with pytest.raises(ConnectionRefusedError):
        status_of(port)


IN_THE_STORE = """
from samsyn.cli.frame import store
with store():
    from samsyn.directory.models import Person, Store
    {what}
    print(Person.objects.count(), Store.objects.filter(made_by_demo=True).count())
"""


def in_the_store(home: dict[str, str], what: str = "pass") -> list[int]:
    """Do something in the store; the number of people in it, and whether the demo made it."""
    ran = subprocess.run(
        [sys.executable, "-c", IN_THE_STORE.format(what=what)],
        env=home,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [int(number) for number in ran.stdout.split()]


ADD = "Person.objects.create_user('new@demo.example')"


def test_a_store_that_stands_before_the_demo_is_left_alone(home: dict[str, str]) -> None:
    assert in_the_store(home, ADD) == [1, 0]
    assert call(home, "demo", "--no-server").returncode == 0
    refused = call(home, "demo", "--reset", "--no-server")
    assert (refused.returncode, home["SAMSYN_HOME"] in refused.stderr) == (1, True)
    assert in_the_store(home) == [1, 0]


def test_the_demo_keeps_what_was_done_until_it_is_thrown_away(home: dict[str, str]) -> None:
    assert call(home, "demo", "--no-server").returncode == 0
    people, made = in_the_store(home)
    assert made == 1
    assert in_the_store(home, ADD) == [people + 1, 1]
    assert call(home, "demo", "--no-server").returncode == 0
    assert in_the_store(home) == [people + 1, 1]
    assert call(home, "demo", "--reset", "--no-server").returncode == 0
    assert in_the_store(home) == [people, 1]
