"""A large room votes: `python -m benchmarks phones`.

A demo store of its own, the server as the demo runs it, and so many phones on one machine: each
opens the page, and votes every few seconds. One message in
twenty is sent twice, as after a lost answer. At the end every vote must be there once, the last
one of each phone on each statement. Bounded in number and time, on the loopback address only.
"""

import argparse
import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.serving import Server, free_port

STATEMENTS = 12
TWICE = 0.05
SAMSYN = (sys.executable, "-m", "samsyn.cli")
PREPARE = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from samsyn.directory.models import Person
from samsyn.directory.queries.sight import standing_of
from samsyn.directory.rules.access import visitor
from samsyn.dialogue.actions import add_statement, hold_dialogue
from samsyn.dialogue.actions.phones import open_to_phones
from samsyn.dialogue.rules.kinds import DialogueKind
today = timezone.localdate()
by = standing_of(Person.objects.get(email__startswith="frida"), None, visitor(today))
held = hold_dialogue(by=by, title="En stor sal", question="Vad ska vi göra först?",
    kind=DialogueKind.WORKSHOP, opens_on=today, closes_on=today + timedelta(days=1))
keys = [add_statement(by=by, dialogue_id=held.pk, text=f"Påstående {n}").pk for n in range(%d)]
print(open_to_phones(by=by, dialogue_id=held.pk, is_moderated=False).phone_code, *keys)
"""
COUNT = """
import django, json; django.setup()
from samsyn.dialogue.models import VoiceVote
rows = VoiceVote.objects.values_list("voice__key_digest", "statement", "vote", "turn")
print(json.dumps(list(rows)))
"""


@dataclass
class Phone:
    """What one phone has sent, as it would keep it: its last vote and turn on each statement."""

    token: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    last: dict[int, tuple[int, int]] = field(default_factory=dict)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--phones", type=int, default=1000)
    parser.add_argument("--votes-a-second", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=60)


def run(args: argparse.Namespace) -> Iterator[str]:
    """The figures, in words; ends with status 1 when a vote is lost or doubled."""
    if os.environ.get("SAMSYN_DATABASE_URL"):
        yield "PostgreSQL, as SAMSYN_DATABASE_URL says; its store is used as it is."
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "SAMSYN_HOME": home,
            "DJANGO_SETTINGS_MODULE": "samsyn.config.settings",
        }
        _run((*SAMSYN, "demo", "--no-server"), environment)
        code, *keys = _run((sys.executable, "-c", PREPARE % STATEMENTS), environment).split()
        port = free_port()
        server = Server((*SAMSYN, "demo", "--port", str(port)), port, environment)
        try:
            server.wait()
            before = server.meter.read()
            phones, seconds = asyncio.run(_room(args, port, code, [int(key) for key in keys]))
            cpu = server.meter.since(before)
        finally:
            server.end()
        held = json.loads(_run((sys.executable, "-c", COUNT), environment))
    yield from report(phones, seconds, held, cpu, args)


def report(
    phones: list[Phone],
    seconds: list[float],
    held: list[list[object]],
    cpu: float,
    args: argparse.Namespace,
) -> Iterator[str]:
    sent = sorted((statement, *vote) for phone in phones for statement, vote in phone.last.items())
    there = sorted(tuple(row[1:]) for row in held)
    cuts = statistics.quantiles(seconds, n=100)
    yield (
        f"{len(phones)} phones, {len(seconds)} messages in {args.seconds} s: median "
        f"{cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms, "
        f"slowest {max(seconds) * 1000:.0f} ms; {cpu:.1f} CPU seconds of the server."
    )
    voices = len({row[0] for row in held})
    yield f"Votes that must be there: {len(sent)}; there: {len(there)}, of {voices} phones."
    if sent != there:
        raise SystemExit("Votes were lost, doubled or are not the last ones.")
    yield "None lost, none doubled, each the last one."


async def _room(
    args: argparse.Namespace, port: int, code: str, keys: list[int]
) -> tuple[list[Phone], list[float]]:
    room = Room(port, code, keys)
    phones = [Phone() for _phone in range(args.phones)]
    every = args.phones / args.votes_a_second
    gate = asyncio.Semaphore(20)  # a room does not open its phones in the same millisecond
    await asyncio.gather(*(room.join(phone, gate) for phone in phones))
    begun = time.monotonic()
    await asyncio.gather(
        *(
            room.votes_of(
                phone, begun + every * place / args.phones, every, begun + args.seconds, place
            )
            for place, phone in enumerate(phones)
        )
    )
    return phones, room.seconds


@dataclass
class Room:
    """The room's address and statements, and how long each message took until it was answered."""

    port: int
    code: str
    keys: list[int]
    seconds: list[float] = field(default_factory=list)

    async def join(self, phone: Phone, gate: asyncio.Semaphore) -> None:
        async with gate:
            _status, page = await self._ask(phone, "GET", f"/d/{self.code}/", b"")
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        phone.token = found[1] if found else ""

    async def votes_of(
        self, phone: Phone, at: float, every: float, until: float, seed: int
    ) -> None:
        chance = Random(seed)
        turn = 0
        while at < until:
            await asyncio.sleep(max(at - time.monotonic(), 0))
            turn += 1
            statement, vote = chance.choice(self.keys), chance.choice([-1, 0, 1])
            phone.last[statement] = (vote, turn)
            sent = {"statement": statement, "vote": vote, "turn": turn}
            body = json.dumps({"votes": [sent]}).encode()
            for _time in range(2 if chance.random() < TWICE else 1):
                began = time.monotonic()
                status, _body = await self._ask(phone, "POST", f"/d/{self.code}/votes/", body)
                self.seconds.append(time.monotonic() - began)
                if status != 200:
                    raise SystemExit(f"A vote was answered with {status}.")
            at += every

    async def _ask(self, phone: Phone, verb: str, path: str, body: bytes) -> tuple[int, str]:
        """One request over a connection of its own: its status and body. Cookies are kept."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        cookies = "; ".join(f"{name}={value}" for name, value in phone.cookies.items())
        head = (
            f"{verb} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            f"Cookie: {cookies}\r\nX-CSRFToken: {phone.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        await writer.drain()
        told, _, page = (await reader.read()).decode().partition("\r\n\r\n")
        writer.close()
        for name, value in re.findall(r"(?im)^set-cookie: ([^=]+)=([^;]*)", told):
            phone.cookies[name] = value
        return int(told.split(" ", 2)[1]), page


def _run(words: tuple[str, ...], environment: dict[str, str]) -> str:
    ran = subprocess.run(  # noqa: S603 - our own program
        words, env=environment, cwd=Path(__file__).parents[1], capture_output=True, text=True
    )
    if ran.returncode:
        raise SystemExit(ran.stderr)
    return ran.stdout
