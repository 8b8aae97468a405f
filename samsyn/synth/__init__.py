"""A made-up store of any size, written in bulk with a seed, to measure and try the house with.

Nothing in it is true. The cast are in it, so that one can sign in; everything else is marked as
made up: numbers that no company has, addresses at foretag.example, and `MADE_UP` where lists and
summaries say where they come from. Few companies take part often and most seldom; some counties
and sectors are so small that their figures are hidden.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from samsyn.cast import gather_people
from samsyn.directory.models import Store
from samsyn.synth.companies import add_companies
from samsyn.synth.frame import MADE_UP, Frame, Size
from samsyn.synth.money import add_grants
from samsyn.synth.wants import add_dialogues, add_goals
from samsyn.synth.what_came import add_improvements, add_journal, add_key_figures
from samsyn.synth.work import add_participations, add_programmes


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows of each kind were written."""

    rows: dict[str, int]


def make_synth(
    *, companies: int, participations: int, seed: int, on: date, say: Callable[[str], None]
) -> Written:
    """Fill an empty store, all of it or nothing, and tell the database to look at it anew.

    `say` is told of every step. The same sizes, seed and day give the same store.
    """
    with transaction.atomic():
        people, homes = gather_people()
        Store.objects.create(made_by_demo=True)
        frame = Frame(Size(companies, participations), seed, on, people, homes, say)
        for step in (
            add_companies,
            add_dialogues,
            add_goals,
            add_programmes,
            add_grants,
            add_participations,
            add_improvements,
            add_key_figures,
            add_journal,
        ):
            step(frame)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Written(frame.written)


__all__ = ["MADE_UP", "Written", "make_synth"]
