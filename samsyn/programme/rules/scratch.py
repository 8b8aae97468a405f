"""What a long pass over a file must remember, kept on the disk instead of in memory."""

import sqlite3


class Scratch:
    """Bytes under text keys, in a private file that is gone with the process.

    For what grows with the rows of a file: a hundred thousand entries take some two megabytes
    of memory. SQLite holds that much in its cache and spills the rest to its own temporary file.
    """

    def __init__(self) -> None:
        self._store = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._store.execute("PRAGMA journal_mode = OFF")
        self._store.execute("CREATE TABLE kept (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")

    def get(self, key: str) -> bytes:
        """What is kept under the key; nothing (b"") if there is none."""
        found = self._store.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
        return found[0] if found else b""

    def put(self, key: str, value: bytes) -> None:
        """Keep the value, instead of what the key had before."""
        self._store.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (key, value))

    def __len__(self) -> int:
        count: int = self._store.execute("SELECT count(*) FROM kept").fetchone()[0]
        return count
