"""`samsyn serve`: the program for people who work in it, behind a server that speaks HTTPS."""

import argparse
import os

from samsyn.cli.frame import Answer, Command, store
from samsyn.cli.programs import check_port_is_free, run_until_told, server, worker


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where it listens; the demo takes the same two."""
    parser.add_argument(
        "--host",
        default=os.environ.get("HOST") or "127.0.0.1",
        help="address to listen on (default: the setting HOST, else 127.0.0.1)",
    )
    parser.add_argument(
        "--port",
        type=int,
        default=os.environ.get("PORT") or "8000",
        help="port to listen on (default: the setting PORT, else 8000)",
    )


def serve(args: argparse.Namespace) -> Answer:
    """Bring the store up to date, then serve until told to end. Never shows the demo's doors."""
    os.environ["SAMSYN_PRODUCTION"] = "1"
    check_port_is_free(args.host, args.port)
    with store():
        look_at_sizes()
    run_until_told(
        [server(args.host, args.port), *worker()],
        host=args.host,
        port=args.port,
        message=f"Samsyn serves on {args.host}:{args.port}.",
    )
    return Answer()


def look_at_sizes() -> None:
    """Let SQLite see how large its tables have become, so that it chooses the right index.

    PostgreSQL does this by itself. With a million participations it takes a second or two.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


COMMAND = Command("serve", "run the program in production", serve, arguments)
