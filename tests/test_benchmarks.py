"""Measuring pages runs at a small size, and every page it asks for is there. Nothing is timed."""

import subprocess
import sys

from samsyn.cli.synth import COMMAND
from tests.house import ROOT
from tests.test_commands import call, home

__all__ = ["home"]


def test_every_page_that_is_measured_answers(home: dict[str, str]) -> None:
    filled = call(home, COMMAND.name, "--companies", "150", "--participations", "900")
    assert filled.returncode == 0, filled.stderr
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "benchmarks", "pages"),
            *("--home", home["SAMSYN_HOME"], "--tries", "1"),
        ],
        env=home,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr
    assert "status" not in ran.stdout
    assert ran.stdout.count("\n| ") > 60
    assert "Memory of all server processes" in ran.stdout
