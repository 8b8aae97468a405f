"""`samsyn import` as other programs meet it: what it prints, its status, what it leaves behind."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from samsyn.programme.tests.dirt import make_dirty_list
from tests.house import ROOT


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of an empty home, on SQLite."""
    ours = ("SAMSYN_", "DJANGO_SETTINGS_MODULE")
    environment = {name: text for name, text in os.environ.items() if not name.startswith(ours)}
    spoken = {"LANG": "en_GB.UTF-8", "LC_ALL": ""}
    return environment | spoken | {"SAMSYN_HOME": str(tmp_path / "home")}


def call(home: dict[str, str], *words: str) -> tuple[int, Any]:
    """The status, and the one JSON object that stands on standard output."""
    ran = subprocess.run(
        [sys.executable, "-m", "samsyn.cli", "import", *words, "--json"],
        env=home,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return ran.returncode, json.loads(ran.stdout) if ran.stdout else ran.stderr


def test_a_list_is_brought_into_an_empty_home_and_told_row_by_row(
    home: dict[str, str], tmp_path: Path
) -> None:
    expected = make_dirty_list(tmp_path / "deltagare.xlsx")
    file = str(tmp_path / "deltagare.xlsx")
    refused = {row.number: row.verdict for row in expected if "-" in row.verdict}
    kept = [row.verdict for row in expected if "-" not in row.verdict]

    for words in (["--check"], []):
        status, said = call(home, "participants", file, *words)
        assert (status, set(said)) == (
            0,
            {"rows", "taken", "changed", "unchanged", "refused", "to_confirm"},
        )
        assert said["rows"] == len(expected)
        counted = said["taken"] + said["changed"] + said["unchanged"] + len(said["refused"])
        assert counted == said["rows"]
        assert {row["row"]: row["code"] for row in said["refused"]} == refused
        assert all(row["text"].endswith(".") for row in said["refused"])
        assert (said["taken"], said["unchanged"]) == (
            kept.count("taken"),
            kept.count("unchanged"),
        )
    status, said = call(home, "participants", file)
    assert (status, said["taken"], said["changed"], said["unchanged"]) == (0, 0, 0, len(kept))
    assert list((tmp_path / "home" / "uploads").iterdir()) == []


def test_a_file_that_is_refused_as_a_whole_has_status_1_and_is_not_kept(
    home: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "lista.pdf").write_bytes(b"%PDF-1.7 something")
    status, said = call(home, "grants", str(tmp_path / "lista.pdf"))
    assert (status, said["refused"], set(said)) == (1, "file-not-a-table", {"refused", "text"})
    (tmp_path / "lista.csv").write_text("Namn;Ort\nEk;Falun\n")
    status, said = call(home, "grants", str(tmp_path / "lista.csv"))
    assert (status, said["refused"]) == (1, "column-missing")
    status, said = call(home, "grants", str(tmp_path / "lista.csv"), "--mapping", "Okänd")
    assert (status, said["refused"]) == (1, "mapping-unknown")
    status, said = call(home, "participants", str(tmp_path / "lista.csv"), "--programme", "7")
    assert (status, said["refused"]) == (1, "programme-not-yours")
    assert list((tmp_path / "home" / "uploads").iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [[], ["dogs", __file__], ["grants", "no-such-file"], ["grants", __file__, "--programme", "1"]],
)
def test_a_wrong_call_has_status_2(home: dict[str, str], words: list[str]) -> None:
    assert call(home, *words)[0] == 2
