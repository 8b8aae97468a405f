"""Where the store lives: the database behind one address, and the keys beside it."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_START = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA mmap_size=67108864;"
    "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-4000;PRAGMA temp_store=MEMORY;"
    "PRAGMA foreign_keys=ON;"
)
KEPT_OPEN_SECONDS = 60
"""Opening a connection and reading what tables there are costs as much as a small page."""
POSTGRESQL_START = (
    # Pages ask small questions: starting helpers or compiling one costs more than its answer.
    "-c jit=off -c max_parallel_workers_per_gather=0"
    # Disks have no moving parts any more: a row by its key is nearly as near as the next one.
    " -c random_page_cost=1.1"
    # Counting a hundred thousand companies takes some megabytes; with less it is done on the disk.
    " -c work_mem=16MB"
)


def database(address: str, home: Path) -> dict[str, Any]:
    """Django's settings for a database address: empty, sqlite:///path or postgresql://…

    Writers on SQLite queue instead of failing: the write lock is taken at the start of a
    transaction (IMMEDIATE). FULL, because a commit may be a decision.
    """
    parts = urlsplit(address)
    if parts.scheme in {"", "sqlite"}:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path) if address else str(home / "samsyn.sqlite3"),
            "CONN_MAX_AGE": KEPT_OPEN_SECONDS,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": SQLITE_START,
            },
        }
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": KEPT_OPEN_SECONDS,
            "OPTIONS": {"options": POSTGRESQL_START, **dict(parse_qsl(parts.query))},
        }
    raise SystemExit(
        f"SAMSYN_DATABASE_URL begins with {parts.scheme}:. "
        "Use sqlite:///path/to/file or postgresql://user:password@host:port/name."
    )


def secret(name: str, home: Path) -> str:
    """A key made once per store and kept in a file that only the owner can read."""
    given = os.environ.get(f"SAMSYN_{name.upper()}")
    if given:
        return given
    file = home / f"{name.lower()}.txt"
    if not file.exists():
        home.mkdir(parents=True, exist_ok=True)
        draft = home / f"{name.lower()}.{os.getpid()}.tmp"
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as written:
            written.write(secrets.token_urlsafe(48))
        # linked whole or not at all: whoever starts at the same time reads one and the same key
        with suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_text().strip()
