"""One measurement: CPU seconds of a call in this process, the best of a few tries."""

import time
from collections.abc import Callable

TRIES = 3


def cpu_seconds(work: Callable[[], object], tries: int = TRIES) -> float:
    """The least CPU time of the tries: what the work costs when nothing disturbs it."""
    best = float("inf")
    for _try in range(tries):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def row(what: str, size: str, seconds: float, peer: str = "", peer_seconds: float = 0.0) -> str:
    """One line of the table in docs/reference/benchmarks.md."""
    ratio = f"{peer}: {peer_seconds / seconds:.1f} times as long" if peer else "–"
    return f"| {what} | {size} | {seconds:.2f} | {ratio} |"
