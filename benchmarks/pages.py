"""What a page costs with very many companies: `python -m benchmarks pages`.

Fills a home with `samsyn synth` (or takes one that it filled: --home), starts the server, signs
in, and asks for every list of every room and for the large pages. On the database that
SAMSYN_DATABASE_URL names, else on SQLite. The number is CPU seconds of server and database
together, the median of the tries; "after a change" is the first request after a row changed, when
nothing that was kept can be used.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.serving import Memory, Server, served

TRIES = 7
PAGE_1000 = 999 * 50


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to ask for: what it is, its address, who asks, and the limit in CPU seconds."""

    what: str
    path: str
    limit: float
    who: str = "frida"


@dataclass(frozen=True, slots=True)
class Measured:
    """The median of the tries, the first one after a change, and how large the answer was."""

    line: Line
    seconds: float
    after_a_change: float
    status: int
    size: int

    @property
    def inside(self) -> bool:
        return self.seconds <= self.line.limit and self.status == 200


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--companies", type=int, default=100_000)
    parser.add_argument("--participations", type=int, default=1_000_000)
    parser.add_argument("--home", type=Path, help="a home that `samsyn synth` has filled")
    parser.add_argument("--only", default="", help="only lines with this word")
    parser.add_argument("--tries", type=int, default=TRIES)


def measure(args: argparse.Namespace) -> Iterator[Measured | Memory]:
    """Every line measured, and the memory of the server at the end."""
    with _filled(args) as home:
        os.environ["SAMSYN_HOME"] = str(home)
        lines = [line for line in _lines(home) if args.only in f"{line.what} {line.path}"]
        with served(home) as server:
            cookies = {name: server.sign_in(name) for name in ("frida", "astrid")}
            for warm in ("/", "/companies/", "/results/counts/"):
                for _worker in range(8):
                    server.ask(warm, cookies["frida"])
            for line in lines:
                yield _measured(server, line, cookies.get(line.who, ""), home, args.tries)
            memory = server.memory()
            yield Memory(max(server.most_anonymous, memory.anonymous), memory.total, memory.most)


def _measured(server: Server, line: Line, cookie: str, home: Path, tries: int) -> Measured:
    _change_a_row(home)
    first = server.ask(line.path, cookie)
    answers = [server.ask(line.path, cookie) for _try in range(tries)]
    seconds = statistics.median(answer.cpu_seconds for answer in answers)
    last = answers[-1]
    return Measured(line, seconds, first.cpu_seconds, last.status, len(last.body))


@contextmanager
def _filled(args: argparse.Namespace) -> Iterator[Path]:
    if args.home is not None:
        yield args.home.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="samsyn-pages-") as place:
        home = Path(place)
        _run(
            home,
            *("-m", "samsyn.cli", "synth", "--reset"),
            *("--companies", str(args.companies), "--participations", str(args.participations)),
        )
        yield home


def _run(home: Path, *words: str) -> str:
    """A program of ours with the home in its environment, in a process of its own."""
    environment = {**os.environ, "SAMSYN_HOME": str(home)}
    ran = subprocess.run(  # noqa: S603  # ours
        [sys.executable, *words], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return ran.stdout


def _change_a_row(home: Path) -> None:
    """Change something small, so that what was kept is of no use."""
    _changer(home).change()


class _Changer:
    """One process that changes a row each time it is told to."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(  # ours
            [sys.executable, "-m", "benchmarks.store", "change"],
            env={**os.environ, "SAMSYN_HOME": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def change(self) -> None:
        told, answered = self.process.stdin, self.process.stdout
        if told is None or answered is None:
            raise SystemExit("The process that changes rows cannot be told to.")
        told.write("\n")
        told.flush()
        answered.readline()


_changers: dict[Path, _Changer] = {}


def _changer(home: Path) -> _Changer:
    return _changers.setdefault(home, _Changer(home)) if home not in _changers else _changers[home]


def _lines(home: Path) -> list[Line]:
    """What is asked for, with the keys and marks of this store."""
    found: dict[str, Any] = json.loads(_run(home, "-m", "benchmarks.store", "keys", str(PAGE_1000)))
    return [*_of_lists(found), *_of_pages(found)]


LISTS = (
    # name, address, a filter, a search, who looks
    ("companies", "/companies/", "county=14", "plåt tallmo", "frida"),
    ("improvements", "/companies/improvements/", "skills=on", "robot", "frida"),
    ("key figures", "/companies/key-figures/", "kind=employees", "svets", "frida"),
    ("dialogues", "/dialogues/", "county=14", "kompetens", "frida"),
    ("joint decisions", "/dialogues/joint-decisions/", "", "industri", "frida"),
    ("organisations", "/directory/", "kind=region", "östanfors", "frida"),
    ("duplicates", "/directory/duplicates/", "", "mek", "frida"),
    ("groupings", "/directory/groupings/", "", "norr", "frida"),
    ("imports", "/directory/imports/", "", "", "frida"),
    ("people", "/directory/people/", "", "holm", "frida"),
    ("journal", "/directory/journal/", "kind=activity", "rad 999", "frida"),
    ("grants", "/funding/", "county=14", "lyft kvarnsund", "visitor"),
    ("calls", "/funding/calls/", "state=closed", "utlysning", "visitor"),
    ("applications", "/funding/applications/", "step=granted", "tallmo", "astrid"),
    ("programmes", "/programmes/", "", "lean", "visitor"),
    ("activities", "/programmes/activities/", "county=14", "robotdag tallmo", "frida"),
    ("participation", "/programmes/participation/", "year=2025", "plåt tallmo", "frida"),
    ("goals", "/strategy/", "level=output", "kompetens", "visitor"),
)
LIST, FILTER, SEARCH, TOP, COUNTS, COMPANY, EXPORT = 0.05, 0.1, 0.2, 0.15, 0.25, 0.05, 1.0


def _of_lists(found: dict[str, Any]) -> Iterator[Line]:
    for name, address, narrowed, text, who in LISTS:
        yield Line(f"{name}: first page", address, LIST, who)
        if mark := found["marks"].get(name):
            place, after = mark
            yield Line(f"{name}: page {place}", f"{address}?after={quote(after)}", LIST, who)
        if narrowed:
            yield Line(f"{name}: filter", f"{address}?{narrowed}", FILTER, who)
        if text:
            yield Line(f"{name}: search", f"{address}?search={quote(text)}", SEARCH, who)


def _of_pages(found: dict[str, Any]) -> Iterator[Line]:
    goal, company = found["goal"], found["company"]
    counts = "/results/counts/"
    yield Line("front page", "/", TOP, "visitor")
    yield Line("front page of the director", "/", TOP)
    yield Line("thread page of the top goal", f"/results/thread/goal/{goal}/", TOP, "visitor")
    yield Line("thread page of the top goal", f"/results/thread/goal/{goal}/", TOP)
    yield Line("page of the top goal", f"/strategy/goals/{goal}/", TOP)
    yield Line("counts by county", f"{counts}?rows=county", COUNTS, "visitor")
    yield Line("counts by county", f"{counts}?rows=county", COUNTS)
    yield Line("counts by county and year", f"{counts}?rows=county&columns=year", COUNTS)
    yield Line("counts by county under a goal", f"{counts}?rows=county&goal={goal}", COUNTS)
    yield Line("loose ends", "/results/loose-ends/", COUNTS)
    yield Line("company page", f"/companies/{company}/", COMPANY)
    yield Line("company page, busiest", f"/companies/{found['busiest']}/", COMPANY)
    yield Line(
        "export of 10,000 rows: participation",
        f"/programmes/participation/?format=xlsx&{found['narrow_participation']}",
        EXPORT,
    )
    yield Line(
        "export of 10,000 rows: companies",
        f"/companies/?format=xlsx&{found['narrow_companies']}",
        EXPORT,
    )


def run(args: argparse.Namespace) -> Iterator[str]:
    """The table in Markdown, line by line as it is measured."""
    yield "| what | who | CPU s | limit | after a change | bytes |"
    yield "|---|---|---|---|---|---|"
    outside = 0
    for found in measure(args):
        if isinstance(found, Memory):
            yield ""
            yield (
                f"Memory of all server processes: {found.anonymous:.0f} MiB of their own at most, "
                f"{found.total:.0f} MiB with files in memory; the largest one {found.most:.0f} MiB."
            )
            yield f"{outside} lines outside their limits."
            continue
        outside += not found.inside
        mark = "" if found.inside else " **!**"
        status = "" if found.status == 200 else f" (status {found.status})"
        yield (
            f"| {found.line.what}{status} | {found.line.who} | {found.seconds:.3f}{mark} | "
            f"{found.line.limit} | {found.after_a_change:.3f} | {found.size:,} |"
        )
