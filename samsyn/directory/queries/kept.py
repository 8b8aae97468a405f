"""Exact results kept until the data change: a cache that may be thrown away at any time.

A result is served only if the data that the reader sees have the version it was computed from
(`models/kept.py`), it was computed by this very code, for somebody who may see just the same, in
the same language, on the same day. It is kept only if the version stood still while it was
computed. On any doubt it is computed anew. Decision: `docs/decisions/0007-kept-results.md`.
"""

import ctypes
import hashlib
import hmac
import io
import json
import pickle
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import OperationalError, connection, transaction
from django.db.models import Model, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from samsyn.directory.models.kept import RANGE, DataStamp, KeptResult, begin_stamps, unwatched
from samsyn.directory.rules.access import Standing

T = TypeVar("T")

MOST = 4_000
"""So many results are kept at most."""
MOST_BYTES = 1_000_000
"""A larger result is computed each time."""
MOST_STAMPS = 200
"""More stamps than these are put together into one, which has the same sum."""
LARGE_SECONDS = 0.5
"""What takes longer has held many rows in memory, which is then given back to the machine."""
SIGNED = 32
WORTH_SECONDS = 0.005
"""A count that takes less is asked anew each time: keeping it would cost more."""
WAIT_MS = 50
"""How long SQLite waits for a writer before a result is given up for keeping."""


def kept(
    viewer: Standing,
    name: str,
    parts: tuple[Any, ...],
    compute: Callable[[], T],
    *,
    worth_seconds: float = 0,
) -> T:
    """What `compute` gives, from the store if it was computed before for the same data and sight.

    `name` and `parts` (plain values, as in JSON) say what is computed; all that `compute` depends
    on, besides the data, the viewer, the language and the day, stands in them. The result is
    plain data: no rows of a table. What took less than `worth_seconds` is not worth a place.
    """
    whole = (name, parts, _sight(viewer), viewer.on.isoformat())
    key = _key(whole)
    version, personal, found = _look_up(key, viewer.person_id)
    if personal:
        # tied as a person, as a coach is: sees more than colleagues of the same roles
        key = _key((*whole, viewer.person_id))
        version, _personal, found = _look_up(key, viewer.person_id)
    return _from_or_compute(key, name, version, found, compute, worth_seconds)


def kept_for_all(
    name: str,
    parts: tuple[Any, ...],
    compute: Callable[[], T],
    *,
    worth_seconds: float = 0,
    mark: int = 0,
) -> T:
    """As `kept`, for what is the same whoever looks: never handed out before sight is asked.

    What took less than `worth_seconds` is not worth a place. What rests on a table that no stamp
    watches gives a `mark` of what stands there, read before `compute` reads it.
    """
    key = _key((name, parts, "all"))
    version, _personal, found = _look_up(key, None)
    return _from_or_compute(key, name, version, found, compute, worth_seconds, mark)


def counter(viewer: Standing) -> Callable[[QuerySet[Any]], int]:
    """How many rows there are, as a function that remembers its answers for a request.

    The rows have been cut down to what the viewer may see, and the question itself, with whose
    keys stand in it, is the key that the answer is kept under.
    """
    answered: dict[str, int] = {}

    def counted(rows: QuerySet[Any]) -> int:
        try:
            sql, given = rows.order_by().query.sql_with_params()
        except EmptyResultSet:
            return 0
        asked = f"{sql} {given!r}"
        if asked not in answered:
            answered[asked] = kept_for_all(
                "count", (asked,), rows.order_by().count, worth_seconds=WORTH_SECONDS
            )
        return answered[asked]

    return counted


def data_version(viewer: Standing) -> int | None:
    """The version of the data as seen just now; None where nothing can be kept."""
    return _look_up("", None)[0]


Found = tuple[int, bytes] | None


def _from_or_compute(
    key: str,
    name: str,
    version: int | None,
    found: Found,
    compute: Callable[[], T],
    worth_seconds: float = 0,
    mark: int = 0,
) -> T:
    if version is None or not _all_watched():
        _quietly(begin_stamps)
        return compute()
    marked = (version + mark) % RANGE
    if found is not None and found[0] == marked:
        good, value = _unpacked(key, bytes(found[1]))
        if good:
            return value  # type: ignore[no-any-return]  # the key says which `compute` gave it
    began = time.perf_counter()
    value = compute()
    took = time.perf_counter() - began
    if took > LARGE_SECONDS:
        _give_back_memory()
    if worth_seconds and (took < worth_seconds or not settings.KEEPS_BY_TIME):
        return value
    payload = _packed(key, value)
    if len(payload) <= MOST_BYTES and _look_up(key, None)[0] == version:
        _keep(KeptResult(key=key, name=name, version=marked, payload=payload))
    return value


def _give_back_memory() -> None:
    """Tell the C library to let go of what is free; where it cannot be told, it keeps it."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _sight(viewer: Standing) -> tuple[Any, ...]:
    """What decides which rows somebody sees, apart from ties of her own."""
    return (
        viewer.operator,
        viewer.signed_in,
        viewer.organisation_id,
        viewer.support,
        sorted(viewer.roles),
    )


def _key(whole: tuple[Any, ...]) -> str:
    text = json.dumps([*whole, get_language(), code_version()], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def code_version() -> str:
    """Other code, another version: the release, and every file of it as it lies on the disk."""
    house = Path(__file__).resolve().parent.parent.parent
    files = sorted(house.rglob("*.py"))
    stamps = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return hashlib.sha256(f"{settings.VERSION} {stamps}".encode()).hexdigest()[:16]


_watched: set[str] = set()


def _all_watched() -> bool:
    """Whether every table has its triggers: asked until it is so, then never again."""
    name = str(connection.settings_dict["NAME"])
    if name not in _watched:
        if unwatched():
            return False
        _watched.add(name)
    return True


_LOOK_UP = """
SELECT (SELECT SUM(number) %% %s FROM directory_datastamp),
       (SELECT COUNT(*) FROM directory_tie WHERE person_id = %s),
       k.version, k.payload
FROM (SELECT 1 AS one) AS here LEFT JOIN directory_keptresult AS k ON k.key = %s
"""


def _look_up(key: str, person_id: int | None) -> tuple[int | None, bool, Found]:
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP, [RANGE, person_id or 0, key])
        version, ties, held_version, payload = cursor.fetchone()
    found = None if held_version is None else (held_version, payload)
    return None if version is None else int(version), ties > 0, found


def _keep(result: KeptResult) -> None:
    def store() -> None:
        KeptResult.objects.bulk_create(
            [result],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["name", "version", "payload"],
        )
        if KeptResult.objects.count() > MOST:
            KeptResult.objects.exclude(version=result.version).delete()
            if KeptResult.objects.count() > MOST:
                KeptResult.objects.all().delete()
        if connection.vendor == "postgresql" and DataStamp.objects.count() > MOST_STAMPS:
            _put_stamps_together()

    _quietly(store)


def _put_stamps_together() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH old AS (DELETE FROM directory_datastamp WHERE transaction IN"
            " (SELECT transaction FROM directory_datastamp FOR UPDATE SKIP LOCKED)"
            " RETURNING number)"
            " INSERT INTO directory_datastamp (transaction, number)"
            " SELECT -txid_current(), SUM(number) %% %s FROM old HAVING COUNT(*) > 0",
            [RANGE],
        )


def _quietly(store: Callable[[], object]) -> None:
    """Store it, or leave it when somebody else is writing: a reader waits for nobody."""
    waits = connection.vendor == "sqlite" and not connection.in_atomic_block
    if waits:
        usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
        _wait_at_most(WAIT_MS)
    try:
        with transaction.atomic():
            store()
    except OperationalError:
        pass
    finally:
        if waits:
            _wait_at_most(usual)


def _wait_at_most(milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")


class _PlainPickler(pickle.Pickler):
    """Refuses rows and questions: they would carry more than the viewer was shown."""

    def reducer_override(self, thing: Any) -> Any:
        if isinstance(thing, Model | QuerySet):
            raise TypeError(f"A kept result is plain data; {type(thing).__name__} is not.")
        return NotImplemented  # pickle's word for: as usual


def _packed(key: str, value: object) -> bytes:
    packed = io.BytesIO()
    _PlainPickler(packed, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return _signature(key, packed.getvalue()) + packed.getvalue()


def _unpacked(key: str, payload: bytes) -> tuple[bool, Any]:
    """Whether it can be read, and what it is: nothing is read that was not signed here."""
    signature, packed = payload[:SIGNED], payload[SIGNED:]
    if not hmac.compare_digest(signature, _signature(key, packed)):
        return False, None
    return True, pickle.loads(packed)  # noqa: S301  # signed with the key of the store


def _signature(key: str, packed: bytes) -> bytes:
    return salted_hmac(f"samsyn.kept.{key}", packed, algorithm="sha256").digest()
