"""The thread bar of an entry: its knots, and what they are tied to."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from samsyn.directory.rules.access import Standing
from samsyn.results.queries.bar import LABELS
from samsyn.results.queries.log.entries import EntrySheet, TiedKnot
from samsyn.results.queries.reach import Rows, reach, things
from samsyn.results.rules.strands import BAR, Kind

ABOUT_COMPANIES = frozenset({Kind.COMPANY, Kind.IMPROVEMENT})
"""Counted only where the entry names them: who took part in what is not told by way of a text."""


@dataclass(frozen=True, slots=True)
class EntryKnot:
    """One knot of the bar, in the words of parts/thread_bar.html."""

    kind: Kind
    label: str
    count: int | None
    url: str
    ties: list[tuple[str, str]]
    here: bool = False
    loose: bool = False
    deed_text: str = ""
    deed_url: str = ""


def entry_bar(viewer: Standing, sheet: EntrySheet) -> list[EntryKnot]:
    """The bar of an entry; empty as long as nothing on the thread is confirmed.

    A kind that the entry names shows what it names; another kind, how many things those named
    are tied to.
    """
    named: dict[Kind, list[TiedKnot]] = defaultdict(list)
    for each in sheet.knots:
        if each.kind.value in set(Kind) and each.thing is not None:
            named[Kind(each.kind.value)].append(each)
    if not named:
        return []
    tied = _tied_to(named)
    return [_knot(viewer, kind, named, tied.get(kind)) for kind in BAR if _is_shown(kind, named)]


def _is_shown(kind: Kind, named: dict[Kind, list[TiedKnot]]) -> bool:
    return kind not in ABOUT_COMPANIES or kind in named


def _knot(
    viewer: Standing, kind: Kind, named: dict[Kind, list[TiedKnot]], rows: Rows | None
) -> EntryKnot:
    label = str(LABELS[kind])
    if kind in named:
        ties = [(each.thing.label, each.thing.url) for each in named[kind] if each.thing]
        return EntryKnot(kind, label, len(ties), "", ties)
    count = 0 if rows is None else rows.order_by().count()
    starts = [(start, each) for start in named for each in named[start]]
    url = ""
    if count and len(starts) == 1:
        start, each = starts[0]
        url = reverse("results:thread_of", args=[start, each.knot.key]) + f"#{kind}"
    return EntryKnot(kind, label, count, url, [])


def _tied_to(named: dict[Kind, list[TiedKnot]]) -> dict[Kind, Rows]:
    """What the named things are tied to, upwards and downwards; never by way of a company."""
    found: dict[Kind, Q] = {}
    for start, knots in named.items():
        if start in ABOUT_COMPANIES:
            continue
        keys = [each.knot.key for each in knots if each.knot.key is not None]
        for down in (True, False):
            for kind, rows in reach(start, keys, down=down).items():
                if kind not in ABOUT_COMPANIES and kind not in named:
                    found[kind] = found.get(kind, Q(pk__in=[])) | Q(
                        pk__in=rows.order_by().values("pk")
                    )
    return {kind: things(kind).filter(tied) for kind, tied in found.items()}
