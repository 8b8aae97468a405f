"""`samsyn agreement`: the contract, without Django and without a store."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from samsyn.cli import COMMANDS, frame
from samsyn.dialogue.tests.rooms import camps_with_doubt, rows_of

KEYS = {
    "participants",
    "statements",
    "votes",
    "groups",
    "agreed",
    "divides",
    "unsure",
    "samsyn",
    "stability",
    "method",
}


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    path = tmp_path / "votes.csv"
    rows = rows_of(camps_with_doubt(20, 9, 3, 1))
    lines = [f"{at},whenever,{row[1]},{row[0]},{row[2]}" for at, row in enumerate(rows)]
    path.write_text("\n".join(["timestamp,datetime,comment-id,voter-id,vote", *lines]), "utf-8")
    return path


@pytest.fixture
def comments(tmp_path: Path) -> Path:
    path = tmp_path / "comments.csv"
    lines = [f'{number},{-1 if number == 8 else 1},"Påstående {number}"' for number in range(10)]
    path.write_text("\n".join(["comment-id,moderated,comment-body", *lines]), "utf-8")
    return path


def answer_of(capsys, *words):
    status = frame.run(COMMANDS, ["agreement", *map(str, words)])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_the_contract(votes, comments, capsys):
    status, out, _err = answer_of(capsys, votes, "--comments", comments, "--seed", 3, "--json")
    data = json.loads(out)
    assert status == 0
    assert set(data) >= KEYS
    assert (data["participants"], data["statements"]) == (20, 9)  # 8 is out, 9 has no votes
    assert [group["size"] for group in data["groups"]] == [10, 10]
    group = data["groups"][0]
    assert len(group["members"]) == group["size"]
    first = group["representative"][0]
    assert set(first) >= {"statement", "text", "share_agree", "interval"}
    assert first["text"].startswith("Påstående")
    low, high = first["interval"]
    assert 0 <= low <= first["share_agree"] <= high <= 1
    listed = data["agreed"] + data["divides"] + data["unsure"] + data["mixed"]
    assert {each["statement"] for each in listed} == {0, 1, 2, 3, 4, 5, 6, 7, 9}
    assert set(data["samsyn"]) >= {"value", "interval"}


def test_for_people(votes, capsys):
    status, out, _err = answer_of(capsys, votes)
    assert status == 0
    assert out.startswith("20 people, 9 statements, 180 votes\n2 groups with a gap between them")


def test_the_room_is_everybody(votes, capsys):
    _status, out, _err = answer_of(capsys, votes, "--room", 20, "--json")
    samsyn = json.loads(out)["samsyn"]
    assert samsyn["interval"] == [samsyn["value"]] * 2


def test_an_earlier_round_is_compared_over_the_statements_of_both(votes, tmp_path, capsys):
    lines = votes.read_text("utf-8").splitlines()
    earlier = tmp_path / "earlier.csv"
    kept = [line for line in lines[1:] if line.split(",")[2] in {"0", "1", "2"}]
    other = [f"{at},,77,{at},1" for at in range(5)]  # asked in the earlier round only
    earlier.write_text("\n".join([lines[0], *kept, *other]), "utf-8")
    _status, out, _err = answer_of(capsys, votes, "--before", earlier, "--json")
    change = json.loads(out)["change"]
    assert (change["value"], change["statements"]) == (0.0, 3)
    assert change["interval"][0] < 0 < change["interval"][1]
    _status, out, _err = answer_of(capsys, votes, "--before", earlier)
    assert "Since the earlier round +0.00" in out
    earlier.write_text("\n".join([lines[0], "1,,77,1,1"]), "utf-8")
    _status, out, _err = answer_of(capsys, votes, "--before", earlier, "--json")
    assert json.loads(out)["change"] == {"value": None, "interval": None, "statements": 0}


def test_a_refusal_has_a_code_and_the_line(votes, capsys):
    votes.write_text(votes.read_text("utf-8") + "\n999,,1,1,yes\n", "utf-8")
    status, out, _err = answer_of(capsys, votes, "--json")
    refused = json.loads(out)
    assert status == 1
    assert refused["refused"] == "vote-unknown"
    assert "Row 182" in refused["text"]


@pytest.mark.parametrize("wrong", [("--seed", "-1"), ("--room", "0"), ("--seed", "x")])
def test_a_call_that_makes_no_sense_is_said_so(votes, wrong, capsys):
    with pytest.raises(SystemExit) as end:
        frame.run(COMMANDS, ["agreement", str(votes), *wrong])
    assert end.value.code == frame.CALLED_WRONGLY
    capsys.readouterr()


def test_a_file_that_is_not_there(capsys):
    with pytest.raises(SystemExit) as end:
        frame.run(COMMANDS, ["agreement", "nowhere.csv"])
    assert end.value.code == frame.CALLED_WRONGLY
    assert "nowhere.csv" in capsys.readouterr().err


def test_it_runs_without_django_and_leaves_nothing_behind(votes, tmp_path):
    program = (
        "import sys\n"
        "for gone in ('django', 'ninja', 'allauth'): sys.modules[gone] = None\n"
        "from samsyn.cli import COMMANDS, frame\n"
        f"sys.exit(frame.run(COMMANDS, ['agreement', {str(votes)!r}, '--json']))\n"
    )
    before = sorted(tmp_path.iterdir())
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["participants"] == 20
    assert sorted(tmp_path.iterdir()) == before
