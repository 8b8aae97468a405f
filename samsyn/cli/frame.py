"""The frame around every command: its arguments, the store, on whose behalf, and the answer.

Exit status 0: done. 1: refused, with the code of a problem. 2: called wrongly.
With --json one JSON object goes to standard output and nothing else does.
"""

import argparse
import fcntl
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samsyn.basics.problem import Problem, words

if TYPE_CHECKING:
    from samsyn.directory.rules.access import Standing

DONE, REFUSED, CALLED_WRONGLY, INTERRUPTED = 0, 1, 2, 130
LOCK_NUMBER = 7_267_967
"""The number of the lock that PostgreSQL keeps while tables are made: "SAMSYN" on a telephone."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has to say: `data` for --json, `text` for people, and the exit status."""

    data: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    status: int = DONE


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, a line of help, its arguments, and what it does.

    `speaks_json` gives it --json, `acts` gives it --by. `do` finds all of them in its argument,
    and `wrong`, which ends a call that makes no sense with a sentence and status 2.
    """

    name: str
    help: str
    do: Callable[[argparse.Namespace], Answer]
    arguments: Callable[[argparse.ArgumentParser], None] = lambda parser: None
    speaks_json: bool = False
    acts: bool = False


def parser_of(commands: Sequence[Command]) -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="samsyn",
        description="Samsyn: the shared workplace of organisations that support small and "
        "medium-sized industrial companies.",
    )
    below = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in commands:
        one = below.add_parser(command.name, help=command.help, description=command.help)
        command.arguments(one)
        if command.acts:
            one.add_argument(
                "--by",
                metavar="EMAIL",
                help="act as this person; without it, as the built-in operator",
            )
        if command.speaks_json:
            one.add_argument("--json", action="store_true", help="print one JSON object")
        one.set_defaults(do=command.do, wrong=one.error, json=False, by=None)
    return parser


def run(commands: Sequence[Command], words_given: Sequence[str]) -> int:
    """Do what the words say, print the answer, and return the exit status."""
    args = parser_of(commands).parse_args(words_given)
    aside = redirect_stdout(sys.stderr) if args.json else nullcontext()
    try:
        with aside:
            answer: Answer = args.do(args)
    except Problem as problem:
        answer = refusal(problem)
    except KeyboardInterrupt:
        return INTERRUPTED
    if args.json:
        print(json.dumps(answer.data, ensure_ascii=False))
    elif answer.text:
        print(answer.text, file=sys.stdout if answer.status == DONE else sys.stderr)
    return answer.status


def refusal(problem: Problem) -> Answer:
    """A problem as the answer of a command: status 1, its code, and its sentence."""
    text = in_words(problem)
    return Answer({"refused": problem.code, "text": text}, text, REFUSED)


def in_words(problem: Problem) -> str:
    """The sentence in the reader's language once the store is open, in English before that."""
    if "django" not in sys.modules:
        return str(problem)
    from django.conf import settings

    if not settings.configured:
        return str(problem)
    from django.utils import translation

    from samsyn.web.answer import in_words as translated

    with translation.override(language()):
        return translated(problem)


def file_that_exists(text: str) -> Path:
    """A path given as an argument; a path that is no file is a wrong call."""
    path = Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {text}")
    return path


@contextmanager
def store() -> Iterator[None]:
    """The store, open and up to date: made first when there is none, without the demo.

    Two commands that come to an empty home at once take turns.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings")
    import django
    from django.db import connections
    from django.utils import translation

    django.setup()
    with translation.override(language()):
        bring_up_to_date()
        try:
            yield
        finally:
            connections.close_all()


def language() -> str:
    """Swedish where the terminal speaks Swedish, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if spoken := os.environ.get(name):
            return "sv" if spoken.startswith("sv") else "en"
    return "en"


def bring_up_to_date() -> None:
    """Make the home, and make or change its tables as the migrations say: one at a time."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from samsyn.directory.models.kept import watch

    with one_at_a_time():
        settings.STATIC_ROOT.mkdir(exist_ok=True)
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
        watch()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Nobody else, on this machine or at this PostgreSQL, is in here meanwhile."""
    from django.conf import settings
    from django.db import connection

    with (settings.HOME / "store.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_NUMBER])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_NUMBER])


def standing(args: argparse.Namespace) -> "Standing":
    """On whose behalf: the person named with --by, else the built-in operator."""
    from django.utils import timezone

    from samsyn.directory.models import Person
    from samsyn.directory.queries.sight import standing_of
    from samsyn.directory.rules.access import operator, visitor

    today = timezone.localdate()
    if args.by is None:
        return operator(today)
    person = Person.objects.filter(email__iexact=args.by, is_active=True).first()
    if person is None:
        raise Problem(
            "person-unknown",
            words("Nobody signs in as %(email)s. Check the address, or invite the person first."),
            email=args.by,
        )
    return standing_of(person, None, visitor(today))
