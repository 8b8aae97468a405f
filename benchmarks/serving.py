"""A real server with its database, and what they cost: CPU seconds and memory, read from /proc."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

TICK = os.sysconf("SC_CLK_TCK")
MIB = 2**20


@dataclass(frozen=True, slots=True)
class Answered:
    """One request: its cost in CPU seconds of server and database, its status and its body."""

    cpu_seconds: float
    status: int
    body: bytes


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def below(leader: int) -> set[int]:
    """The process and all that it or its children started and that are still there."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            fields = _stat(int(entry.name))
            if fields:
                parents[int(entry.name)] = int(fields[1])
    found, more = {leader}, {leader}
    while more:
        more = {pid for pid, parent in parents.items() if parent in more} - found
        found |= more
    return found


def _stat(pid: int) -> list[str]:
    """The fields of /proc/pid/stat after the name; empty when it has ended."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []


def _threads(pid: int) -> dict[tuple[int, int], int]:
    """Nanoseconds that each of its threads has run, user and system: finer than a tick."""
    found = {}
    for task in (Path("/proc") / str(pid) / "task").glob("*/schedstat"):
        try:
            found[pid, int(task.parent.name)] = int(task.read_text().split()[0])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def _ended_ticks(pid: int) -> int:
    """What its ended and reaped children ran, in ticks."""
    fields = _stat(pid)
    return int(fields[13]) + int(fields[14]) if fields else 0


class Meter:
    """CPU seconds of every process below the leaders, also of those that ended meanwhile."""

    def __init__(self, leaders: list[int]) -> None:
        self.leaders = leaders

    def read(self) -> tuple[dict[tuple[int, int], int], int]:
        pids = set[int]().union(*(below(leader) for leader in self.leaders))
        threads: dict[tuple[int, int], int] = {}
        for pid in pids:
            threads |= _threads(pid)
        return threads, sum(map(_ended_ticks, pids))

    def since(self, before: tuple[dict[tuple[int, int], int], int]) -> float:
        """What the threads that are there have run since, and processes that ended meanwhile."""
        ran, ended = self.read()
        alive = sum(now - before[0].get(thread, 0) for thread, now in ran.items())
        return alive / 1e9 + max(ended - before[1], 0) / TICK


@dataclass(frozen=True, slots=True)
class Memory:
    """Of all server processes together now, and the most that one of them ever had, in MiB."""

    anonymous: float
    total: float
    most: float


class Server:
    """The program as `samsyn serve` runs it, at a port of its own, asked one thing at a time."""

    def __init__(self, words: tuple[str, ...], port: int, environment: dict[str, str]) -> None:
        self.port = port
        self.process = subprocess.Popen(words, env=environment)  # noqa: S603  # ours
        self.meter = Meter([self.process.pid, *database_leaders()])
        self.most_anonymous = 0.0

    def wait(self) -> None:
        """Until it answers."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                self.ask("/")
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise SystemExit("The server does not answer.")

    def ask(self, path: str, cookie: str = "") -> Answered:
        """Ask for a page as a browser does, and read it to its end."""
        headers = {"Accept-Language": "sv", **({"Cookie": cookie} if cookie else {})}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        before = self.meter.read()
        line.request("GET", path, headers=headers)
        response = line.getresponse()
        body = response.read()
        cost = self.meter.since(before)
        line.close()
        self.most_anonymous = max(self.most_anonymous, self.memory().anonymous)
        return Answered(cost, response.status, body)

    def sign_in(self, name: str) -> str:
        """Sign in as one of the cast by the demo's link; the cookie to send with requests."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request("GET", f"/directory/demo/{name}/")
        response = line.getresponse()
        response.read()
        found = [
            re.match(r"sessionid=[^;]+", value) for value in response.msg.get_all("Set-Cookie", [])
        ]
        cookies = [match[0] for match in found if match]
        if not cookies:
            raise SystemExit(f"{name} could not sign in: {response.status}")
        return cookies[0]

    def memory(self) -> Memory:
        anonymous = total = most = 0.0
        for pid in below(self.process.pid):
            try:
                status = (Path("/proc") / str(pid) / "status").read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue
            sizes = {key: int(kb) / 1024 for key, kb in re.findall(r"(\w+):\s+(\d+) kB", status)}
            anonymous += sizes.get("RssAnon", 0)
            total += sizes.get("VmRSS", 0)
            most = max(most, sizes.get("VmHWM", 0))
        return Memory(anonymous, total, most)

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


def database_leaders() -> list[int]:
    """The PostgreSQL server behind SAMSYN_DATABASE_URL, by the port it listens on; else none."""
    address = urlsplit(os.environ.get("SAMSYN_DATABASE_URL", ""))
    if not address.scheme.startswith("postgres"):
        return []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except (FileNotFoundError, ProcessLookupError):
                continue
            if words[0].endswith(b"postgres") and str(address.port or 5432).encode() in words:
                return [int(entry.name)]
    raise SystemExit(
        "PostgreSQL's processes are not seen from here, so its CPU cannot be measured."
    )


@contextmanager
def served(home: Path) -> Iterator[Server]:
    """The server over a home, until the end of the block."""
    port = free_port()
    environment = {**os.environ, "SAMSYN_HOME": str(home)}
    words = (
        "import sys\n"
        "from samsyn.cli.programs import server, run_until_told\n"
        f"run_until_told([server('127.0.0.1', {port})], host='127.0.0.1', port={port}, message='')"
    )
    server = Server((sys.executable, "-c", words), port, environment)
    try:
        server.wait()
        yield server
    finally:
        server.end()
