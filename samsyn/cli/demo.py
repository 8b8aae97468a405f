"""`samsyn demo`: a made-up region in a store of its own, served with one-click sign-in links."""

import argparse
import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samsyn.basics.problem import Problem, words
from samsyn.cli.frame import Answer, Command, one_at_a_time, store
from samsyn.cli.programs import check_port_is_free, own_address, run_until_told, server, worker
from samsyn.cli.serve import arguments as where

SIGN_IN = "/directory/demo/{name}/"
"""The page directory:demo_sign_in, written out: to ask for it would load every page here."""


MADE_UP = Path(__file__).resolve().parent.parent / "demo_files"
REAL = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "data"
"""Real lists, with licences of their own: never part of the program, used where they stand."""
PROGRAMME_OF_THE_LIST = "Startprogram industri"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reset", action="store_true", help="throw the demo's store away first")
    parser.add_argument(
        "--made-up-only", action="store_true", help="leave out real lists that stand beside"
    )
    parser.add_argument("--no-server", action="store_true", help="make the store, then end")
    where(parser)


def demo(args: argparse.Namespace) -> Answer:
    """Make the demo year if the store is empty, serve it, and end when told to."""
    if not args.no_server:
        check_port_is_free(args.host, args.port)
    if args.reset:
        reset()
    with store():
        made = make_if_empty(made_up_only=args.made_up_only)
        invitation = links(args.host, args.port) if made else NO_DEMO
        home_lock = in_use()
    if args.no_server:
        return Answer(text="The demo's store is ready." if made else NO_DEMO)
    with home_lock:
        run_until_told(
            [server(args.host, args.port), *worker()],
            host=args.host,
            port=args.port,
            message=f"Samsyn is ready: {address(args.host, args.port)}/\n{invitation}",
        )
    return Answer()


NO_DEMO = (
    "This store was not made by the demo, so nothing was made up in it and there are no "
    "sign-in links."
)


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds it.

    >>> address("0.0.0.0", 8000), address("::1", 8001)
    ('http://127.0.0.1:8000', 'http://[::1]:8001')
    """
    name = own_address(host)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def links(host: str, port: int) -> str:
    """One line for each of the cast: name, and a link that signs in with one click."""
    from samsyn.cast import PEOPLE

    rows = [
        f"  {name:<14} {address(host, port)}{SIGN_IN.format(name=key)}"
        for key, (name, _home, _roles) in PEOPLE.items()
    ]
    return "\n".join(["Sign in with one click as", *rows, "Ctrl-C ends it."])


def make_if_empty(*, made_up_only: bool = False) -> bool:
    """Make the demo year in an empty store. True if the demo made the store, now or before."""
    from django.utils import timezone

    from samsyn.demo import make_demo_year
    from samsyn.directory.models import Store

    with one_at_a_time():
        untouched = is_untouched()
        if untouched:
            make_demo_year(on=timezone.localdate())
    if untouched:
        bring_in_lists(made_up_only=made_up_only)
    return Store.objects.filter(made_by_demo=True).exists()


def bring_in_lists(*, made_up_only: bool) -> None:
    """The made-up lists that come with the program, and the real ones where they stand beside it.

    By the same deed as `samsyn import`; what cannot be taken is refused as it would be for people.
    """
    from samsyn.cli.imports import bring_in
    from samsyn.programme.models import Programme

    programme = Programme.objects.get(title_sv=PROGRAMME_OF_THE_LIST)
    lists: list[tuple[str, Path, int | None]] = [
        ("grants", MADE_UP / "demoprogrammets-projekt.csv", None),
        ("participants", MADE_UP / "deltagarlista.csv", programme.pk),
    ]
    if not made_up_only:
        lists += [("grants", path, None) for path in sorted(REAL.glob("grants/*.csv"))]
    for kind, path, programme_id in lists:
        bring_in(
            argparse.Namespace(
                kind=kind,
                file=path,
                programme=programme_id,
                row_is_person=False,
                mapping="",
                check=False,
                by=None,
            )
        )


def is_untouched() -> bool:
    """Whether nobody has written anything: the tables stand, with no more than the places."""
    from samsyn.directory.models import JournalLine, Organisation, Person, Store

    return not any(table.objects.exists() for table in (Store, Person, Organisation, JournalLine))


@contextmanager
def in_use() -> Iterator[None]:
    """Marks the home as served, so that nobody throws it away meanwhile."""
    with lock_file().open("w") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def lock_file() -> Path:
    from django.conf import settings

    home: Path = settings.HOME
    return home / "served.lock"


def reset() -> None:
    """Throw the store away, if the demo made it or nobody has written in it."""
    from django.conf import settings
    from django.db import connection

    with store(), lock_file().open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Problem(
                "demo-is-running",
                words("The demo is running in %(home)s. End it (Ctrl-C) and try again."),
                home=str(settings.HOME),
            ) from error
        check_demo_made_it()
        drop_tables()
        connection.close()
        shutil.rmtree(settings.SAMSYN_UPLOADS, ignore_errors=True)


def check_demo_made_it() -> None:
    from django.conf import settings

    from samsyn.directory.models import Store

    if not is_untouched() and not Store.objects.filter(made_by_demo=True).exists():
        raise Problem(
            "store-not-made-by-demo",
            words(
                "The store in %(home)s was not made by the demo, so it is not thrown away. "
                "Choose another place for the demo, for example SAMSYN_HOME=/tmp/demo make demo."
            ),
            home=str(settings.HOME),
        )


def drop_tables() -> None:
    """Remove the SQLite file, or all tables of the house from a PostgreSQL that others may use."""
    from django.db import connection

    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        connection.close()
        for end in ("", "-wal", "-shm"):
            Path(name + end).unlink(missing_ok=True)
        return
    tables = connection.introspection.django_table_names(only_existing=True)
    with connection.cursor() as cursor:
        for table in [*tables, "django_migrations"]:
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")


COMMAND = Command("demo", "serve a made-up region to look around in", demo, arguments)
