"""What the analysis of a conversation costs: `python -m benchmarks agreement`.

The same work as the peer, red-dwarf 0.4.0: projection, two to five groups and the best of them,
representative statements, agreement across groups. The peer lives in an environment of its own
(--peer PYTHON), as it brings much that the house does not need; both run on one thread, the peer
right after, from the votes in memory. The whole analysis, with its tests of chance and its
redraws, has no peer. Real votes (--votes FOLDER) lie beside the repository and are not committed.
"""

import argparse
import json
import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy reads it when it is imported

import numpy as np

from benchmarks.measure import cpu_seconds
from samsyn.dialogue.rules.agreement import counts_of, everybody_of, representative_of, results_of
from samsyn.dialogue.rules.analysis import analyse
from samsyn.dialogue.rules.ballots import Ballots, ballots_of
from samsyn.dialogue.rules.groupings import MOST_GROUPS, largest_first, scan, who_is_placed
from samsyn.dialogue.rules.opinion_map import opinion_map
from samsyn.dialogue.rules.vote_file import read_votes

Row = tuple[str, str, int, int]
BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data" / "votes"
PEER = """
import json, sys, time, warnings
warnings.filterwarnings("ignore")
from reddwarf.implementations.polis import run_pipeline
votes = [dict(zip(("participant_id", "statement_id", "vote", "modified"), row))
         for row in json.load(open(sys.argv[1]))]
best = float("inf")
for _try in range(3):
    began = time.process_time()
    run_pipeline(votes=votes, random_state=0)
    best = min(best, time.process_time() - began)
print(best)
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--peer", metavar="PYTHON", help="a Python that has red-dwarf")
    parser.add_argument("--votes", type=Path, default=BESIDE, help="folders with votes.csv")


def run(args: argparse.Namespace) -> Iterator[str]:
    """The lines of the table in docs/reference/benchmarks.md."""
    yield "| conversation | votes | loaded | from votes | red-dwarf | whole analysis |"
    yield "|---|---|---|---|---|---|"
    for folder in sorted(args.votes.glob("*/votes.csv")):
        yield line(folder.parent.name, read_votes(folder), args.peer)
    before = peak_mib()
    rows = synthetic(10_000, 1_000, 500_000)
    held = peak_mib()
    yield line("synthetic, 10,000 × 1,000", rows, args.peer, whole=False)
    yield f"\nMemory: {before:.0f} MiB before, {held:.0f} with the synthetic votes as rows, "
    yield f"{peak_mib():.0f} at the highest of the analysis."


def line(name: str, rows: list[Row], peer: str | None, *, whole: bool = True) -> str:
    ballots = ballots_of(rows)
    loaded = cpu_seconds(lambda: same_work(ballots), tries=7)
    read = cpu_seconds(lambda: same_work(ballots_of(rows)))
    theirs = "–" if peer is None else ratio(peer_seconds(peer, ballots), read, loaded)
    all_of_it = f"{cpu_seconds(lambda: analyse(ballots), tries=2):.2f}" if whole else "–"
    return (
        f"| {name} | {len(ballots.vote):,} | {loaded:.4f} | {read:.3f} | {theirs} | {all_of_it} |"
    )


def ratio(theirs: float, read: float, loaded: float) -> str:
    return f"{theirs:.3f}: {theirs / read:.1f} and {theirs / loaded:.1f} times as long"


def same_work(ballots: Ballots) -> object:
    """What the peer does, and no test of chance."""
    placed, acquiescent = who_is_placed(ballots)
    sided = placed & ~acquiescent
    points = opinion_map(ballots, sided.astype(np.float64)).projection[sided]
    found = scan(points, np.ones(len(points)), MOST_GROUPS)
    best = max(found[1:] or found, key=lambda camp: camp.silhouette)
    group = np.full(len(ballots.voters), -1, dtype=np.intp)
    group[sided] = largest_first(best.label, points)
    groups = counts_of(ballots, group, len(best.centres))
    everybody = everybody_of(ballots)
    return results_of(ballots, everybody, groups), representative_of(ballots.statements, groups)


def peer_seconds(python: str, ballots: Ballots) -> float:
    """CPU seconds of the peer in a process of its own, on one thread."""
    path = Path(f"{os.environ.get('TMPDIR', '/tmp')}/samsyn-votes-{os.getpid()}.json")  # noqa: S108
    votes = zip(
        ballots.voter.tolist(), ballots.statement.tolist(), ballots.vote.tolist(), strict=True
    )
    path.write_text(json.dumps([(voter, statement, vote, 0) for voter, statement, vote in votes]))
    one = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "NUMBA")}
    try:
        ran = subprocess.run(  # noqa: S603 - the Python that the caller named
            [python, "-W", "ignore", "-c", PEER, str(path)],
            env=os.environ | one,
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        path.unlink()
    return float(ran.stdout)


def synthetic(voters: int, statements: int, votes: int, seed: int = 1) -> list[Row]:
    """Three camps that lean three ways, each with doubt; votes fall anywhere."""
    chance = np.random.default_rng(seed)
    cells = np.unique(chance.integers(0, voters * statements, int(votes * 1.03)))[:votes]
    voter, statement = np.divmod(cells, statements)
    lean = chance.normal(0, 1.2, (3, statements))[voter % 3, statement]
    vote = np.where(chance.random(len(cells)) < 1 / (1 + np.exp(-lean)), 1, -1)
    return [
        (str(who), str(what), how, 0)
        for who, what, how in zip(voter.tolist(), statement.tolist(), vote.tolist(), strict=True)
    ]


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
