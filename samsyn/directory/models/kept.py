"""Results kept until the data change, and the stamps that tell when they have.

A trigger on every watched table writes a stamp in the same transaction as the change, whoever
makes it: an action, a batch of an import, a hand at the database. What stamps a reader sees is
therefore what changes it sees. On SQLite, where writers queue, there is one stamp that counts;
on PostgreSQL every transaction has a stamp of its own with a random number, so that nobody waits
for anybody. Either way the sum of the numbers is the version of the data that one sees.
"""

import secrets

from django.apps import apps
from django.db import connection, models, transaction

ROOMS = ("directory", "dialogue", "strategy", "company", "programme", "funding", "results")
RANGE = 2**60
"""The version is the sum of the stamps modulo this."""


class DataStamp(models.Model):
    """That a transaction changed the data: its number at PostgreSQL, and a random number."""

    transaction = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.transaction}: {self.number}"


class KeptResult(models.Model):
    """A result as it was at one version of the data. Deleting it loses nothing."""

    key = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=60)
    version = models.BigIntegerField()
    payload = models.BinaryField()

    def __str__(self) -> str:
        return self.name


UNWATCHED = {
    "directory_datastamp",
    "directory_keptresult",
    "directory_job",
    "dialogue_voice",
    "dialogue_voicevote",
    "dialogue_voicepriority",
}
"""No kept result may depend on these: a job beats like a heart while it runs, and a room that votes
by phone changes hundreds of rows a second, on which nothing but its own analysis rests; that one
is kept with a mark of its votes (`kept_for_all`)."""
UNWATCHED_COLUMNS = {"directory_person": {"last_login", "password"}}
"""Nor on these, which change when somebody signs in."""


def watched() -> dict[str, list[str]]:
    """Every table of the rooms that a kept result may depend on, with its watched columns."""
    tables = {}
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models(include_auto_created=True):
            table = model._meta.db_table
            if model._meta.proxy or not model._meta.managed or table in UNWATCHED:
                continue
            columns = [str(field.column) for field in model._meta.local_concrete_fields]
            away = UNWATCHED_COLUMNS.get(table, set())
            tables[table] = [name for name in columns if name not in away]
    return tables


def unwatched() -> set[str]:
    """The tables that should be watched and are not: then no result can be kept."""
    asked = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    if connection.vendor == "postgresql":
        asked = "SELECT tgname FROM pg_trigger WHERE tgname LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(asked, ["samsyn_stamp_%"])
        there = {name for (name,) in cursor.fetchall()}
    return {
        table
        for table in watched()
        if not {_trigger(table, deed) for deed in DEEDS_OF_A_DATABASE} <= there
    }


DEEDS_OF_A_DATABASE = ("INSERT", "UPDATE", "DELETE")


def watch() -> None:
    """Put the triggers on every table that lacks them, after every change of the tables."""
    begin_stamps()
    missing = unwatched()
    if not missing:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_STAMP)
        for table, columns in watched().items():
            if table not in missing:
                continue
            for deed in DEEDS_OF_A_DATABASE:
                cursor.execute(f'DROP TRIGGER IF EXISTS "{_trigger(table, deed)}"{_of(table)}')
                cursor.execute(_trigger_sql(table, deed, columns))


def begin_stamps() -> None:
    """Give an empty store its first stamp; a random one, so that no older version comes back."""
    if not DataStamp.objects.exists():
        DataStamp.objects.bulk_create(
            [DataStamp(transaction=0, number=secrets.randbelow(RANGE // 2))], ignore_conflicts=True
        )


def _trigger(table: str, deed: str) -> str:
    return f"samsyn_stamp_{deed.lower()}_{table}"[:63]


def _of(table: str) -> str:
    return f' ON "{table}"' if connection.vendor == "postgresql" else ""


def _trigger_sql(table: str, deed: str, columns: list[str]) -> str:
    when = deed
    if deed == "UPDATE" and table in UNWATCHED_COLUMNS:
        when = "UPDATE OF " + ", ".join(f'"{column}"' for column in columns)
    head = f'CREATE TRIGGER "{_trigger(table, deed)}" AFTER {when} ON "{table}"'
    if connection.vendor == "postgresql":
        return f"{head} FOR EACH STATEMENT EXECUTE FUNCTION samsyn_stamp()"
    return f"{head} BEGIN {_SQLITE_STAMP}; END"


_SQLITE_STAMP = "UPDATE directory_datastamp SET number = number + 1"
_POSTGRESQL_STAMP = """
CREATE OR REPLACE FUNCTION samsyn_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO directory_datastamp (transaction, number)
  VALUES (txid_current(), ('x' || left(md5(gen_random_uuid()::text), 15))::bit(60)::bigint)
  ON CONFLICT (transaction) DO UPDATE SET number = excluded.number;
  RETURN NULL;
END $$
"""
