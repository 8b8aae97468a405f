"""`samsyn report`: a file, what it answers to other programs, and its refusals."""

import json
from pathlib import Path

from tests.test_commands import call, home

__all__ = ["home"]


def test_the_report_of_the_whole_is_written_where_it_was_asked_for(
    home: dict[str, str], tmp_path: Path
) -> None:
    for ending, start in ((".pdf", b"%PDF-1.7"), (".xlsx", b"PK")):
        out = tmp_path / f"whole{ending}"
        ran = call(home, "report", "whole", "--out", str(out), "--language", "sv", "--json")
        assert ran.returncode == 0, ran.stderr
        assert json.loads(ran.stdout) == {"file": str(out), "bytes": out.stat().st_size}
        assert out.read_bytes().startswith(start)


def test_what_cannot_be_reported_or_written_is_refused(
    home: dict[str, str], tmp_path: Path
) -> None:
    unknown = call(home, "report", "goal", "4711", "--out", str(tmp_path / "a.pdf"), "--json")
    assert (unknown.returncode, json.loads(unknown.stdout)["refused"]) == (1, "thing-unknown")
    nowhere = call(home, "report", "whole", "--out", str(tmp_path / "no" / "a.xlsx"), "--json")
    assert (nowhere.returncode, json.loads(nowhere.stdout)["refused"]) == (1, "file-not-written")


def test_a_call_that_makes_no_sense_ends_with_2(home: dict[str, str], tmp_path: Path) -> None:
    for words in (["goal"], ["whole", "4"]):
        assert call(home, "report", *words, "--out", str(tmp_path / "a.pdf")).returncode == 2
    assert call(home, "report", "whole", "--out", "a.doc").returncode == 2
