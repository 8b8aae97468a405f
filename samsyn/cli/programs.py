"""Start the programs that serve, watch them, and end every one of them when told to."""

import http.client
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from samsyn.basics.problem import Problem, words

ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
PATIENCE_SECONDS = 20
"""How long a program may take to end by itself; a request or a job's step is not cut off."""
START_SECONDS = 120
LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Program:
    """A program to run beside others: what to call it, and its words."""

    name: str
    words: tuple[str, ...]


def server(host: str, port: int) -> Program:
    """The web server: two processes with four threads each, by measurement the best here."""
    options = "--interface wsgi --workers 2 --blocking-threads 4 --no-ws --log-level warning"
    return Program(
        "server",
        (
            *(sys.executable, "-m", "granian", *options.split()),
            *("--workers-kill-timeout", "10", "--host", host, "--port", str(port)),
            "samsyn.config.wsgi:application",
        ),
    )


def worker() -> list[Program]:
    """The program that carries out long work, once the house has long work to do."""
    if not (Path(__file__).parent / "work.py").exists():
        return []
    return [Program("worker", (sys.executable, "-m", "samsyn.cli", "work"))]


def check_port_is_free(host: str, port: int) -> None:
    """Raise Problem("port-in-use") when something listens there already.

    The server itself would share the port with the other program and not complain.
    """
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        raise Problem(
            "port-in-use",
            words(
                "Samsyn cannot listen on %(host)s port %(port)s (%(reason)s). End what listens "
                "there, or choose another port, for example PORT=%(other)s make demo."
            ),
            host=host,
            port=str(port),
            reason=error.strerror or str(error),
            other=str(port + 1),
        ) from error


def run_until_told(programs: Sequence[Program], *, host: str, port: int, message: str) -> None:
    """Run the programs, print the message once they answer, end them all at TERM or Ctrl-C.

    If one of them ends by itself the others are ended too: Problem("program-ended").
    """
    running: dict[str, subprocess.Popen[bytes]] = {}
    with told_to_end() as told:
        try:
            for program in programs:
                if not told(0):
                    running[program.name] = subprocess.Popen(program.words)  # noqa: S603  # ours
            until = time.monotonic() + START_SECONDS
            while not told(LOOK_SECONDS):
                check_all_run(running)
                if message and answers(host, port):
                    print(message, flush=True)
                    message = ""
                elif message and time.monotonic() > until:
                    raise ended("server")
        finally:
            end(list(running.values()))


@contextmanager
def told_to_end() -> Iterator["Told"]:
    """A function that waits some seconds and says whether the process was told to end."""
    reading, writing = os.pipe()
    before = {each: signal.signal(each, lambda *_: os.write(writing, b"!")) for each in ENDING}
    try:
        yield Told(reading)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        os.close(reading)
        os.close(writing)


@dataclass(frozen=True, slots=True)
class Told:
    """Whether a signal has come. It stays told: nothing is taken out of the pipe."""

    pipe: int

    def __call__(self, seconds: float) -> bool:
        return bool(select.select([self.pipe], [], [], seconds)[0])


def check_all_run(running: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, process in running.items():
        if process.poll() is not None:
            raise ended(name)


def ended(name: str) -> Problem:
    return Problem(
        "program-ended",
        words(
            "The %(name)s did not start or ended by itself, so everything was ended. "
            "What it printed above says why."
        ),
        name=name,
    )


def answers(host: str, port: int) -> bool:
    """Whether the server gives any answer at all; which one is for people to see."""
    line = http.client.HTTPConnection(own_address(host), port, timeout=10)
    with suppress(OSError, http.client.HTTPException):
        line.request("GET", "/")
        line.getresponse().read()
        return True
    return False


def own_address(host: str) -> str:
    """Where to reach from this machine what listens on `host`.

    >>> own_address("0.0.0.0"), own_address("::"), own_address("192.0.2.7")
    ('127.0.0.1', '::1', '192.0.2.7')
    """
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # not bound here


def end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask all to end, wait, and end by force those that have not."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + PATIENCE_SECONDS
    for process in processes:
        try:
            process.wait(timeout=max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
