"""Asks every rule in the order of the thread: as a list of sentences, or in groups to look through.

A rule asks the database twice: how many and how much, and the first of them; and a third time
where the deed depends on whose work it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Max, Min, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.directory.queries.kept import kept
from samsyn.directory.rules.access import Standing
from samsyn.results.queries.loose_ends import activities, companies, goals, money, promises
from samsyn.results.queries.loose_ends.rule import (
    LooseEnd,
    Rule,
    Weight,
    age_in_words,
    open_text,
    sentence_of,
    sentence_of_many,
)
from samsyn.results.queries.mending import may_mend_which
from samsyn.results.queries.reach import Rows
from samsyn.results.rules.strands import Kind

RULES: tuple[Rule, ...] = (
    promises.PAST,
    promises.UNANSWERED,
    goals.RESTS_ON_NOTHING,
    goals.NOTHING_SERVES,
    promises.NOBODY_MEASURES,
    money.WAITING,
    money.WITHOUT_PROGRAMME,
    money.WITHOUT_REPORT,
    money.REPORT_LATE,
    activities.WITHOUT_PROGRAMME,
    activities.WITHOUT_GOAL,
    activities.NOBODY_NOTED,
    companies.MET_ONCE,
)
"""Every rule, in the order of the thread."""
BETWEEN_TWO = frozenset(
    rule.name
    for rule in (promises.UNANSWERED, money.WAITING, money.WITHOUT_REPORT, money.REPORT_LATE)
)
"""Rules whose sentences tell what only two organisations may read: questions, applications that
are not decided on, and reports."""
ONE = Weight(1)
Within = Mapping[str, Rows]
"""By kind: the things that loose ends may hang on, where not all are asked for."""
BY_WAY_OF = {"commitment": ("dialogue", Kind.DIALOGUE), "indicator": ("goal", Kind.GOAL)}
"""What hangs on something that is no knot of the thread: its field that leads to one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one wants to see: one rule by its name, whose, a county by its code, and the order.

    `owner` is "mine", "others" (all but mine) or "nobody"; `order` is "age", "money" or "" for
    that of the thread.
    """

    rule: str = ""
    owner: str = ""
    county: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class LooseGroup:
    """All that hangs loose by one rule; `ends` are the first of them, `more` how many others."""

    rule: str
    title: str
    why: str
    count: int
    since: date | None
    age: str
    stake_sek: Decimal | None
    ends: list[LooseEnd]
    more: int
    list_url: str


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule finds, before it is put in words: its rows and what they are together."""

    rule: Rule
    rows: Rows
    weights: Mapping[int, Weight]
    things: int
    count: int
    since: date | None
    stake_sek: Decimal | None
    owner_id: int | None
    owner: str


def loose_ends_for(viewer: Standing, owner: str = "") -> list[LooseEnd]:
    """All loose ends among what the viewer may see, one or one sentence a rule, as the thread goes.

    `owner` as in `Asked`. Kept until something changes.
    """
    asked = Asked(owner=owner)
    return kept(viewer, "loose ends", (owner,), lambda: list(_ends(viewer, asked)))


def _ends(viewer: Standing, asked: Asked) -> Iterator[LooseEnd]:
    for rule in RULES:
        found = _found(viewer, rule, asked)
        if found.things == 1:
            yield from _named(viewer, found, list(found.rows))
        elif found.things:
            yield _several(viewer, found, asked)


def _several(viewer: Standing, found: Found, asked: Asked) -> LooseEnd:
    """Many of a kind in one sentence, with the list of exactly these."""
    rule, url = found.rule, found.rule.list_address()
    if asked.owner:
        query = urlencode({"rule": rule.name, "owner": asked.owner})
        url = f"{reverse('results:loose_end_list')}?{query}"
    return LooseEnd(
        rule=rule.name,
        sentence=sentence_of_many(rule, found.count, found.stake_sek),
        url=url,
        deed_text=open_text(found.count),
        age=age_in_words(viewer, found.since),
        kind=rule.kind,
        owner_id=found.owner_id,
        owner=found.owner,
        since=found.since,
        stake_sek=found.stake_sek,
        count=found.count,
        tied_by=_(rule.mend.text),
    )


def loose_groups(
    viewer: Standing, asked: Asked, most: int, within: Within | None = None
) -> list[LooseGroup]:
    """What hangs loose by rule, the first `most` of each; rules that find nothing are left out.

    By age and by money the rules stand in the order of their oldest and their largest sum.
    """
    if within is not None:
        return _groups(viewer, asked, most, within)
    parts = (asked.rule, asked.owner, asked.county, asked.order, most)
    return kept(viewer, "loose groups", parts, lambda: _groups(viewer, asked, most))


def _groups(
    viewer: Standing, asked: Asked, most: int, within: Within | None = None
) -> list[LooseGroup]:
    groups = []
    for rule in RULES:
        if asked.rule in {"", rule.name}:
            found = _found(viewer, rule, asked, within)
            if found.things:
                groups.append(_group(viewer, found, asked, most))
    if asked.order == "age":
        groups.sort(key=lambda group: group.since or date.max)
    elif asked.order == "money":
        groups.sort(key=lambda group: -(group.stake_sek or Decimal(0)))
    return groups


def stake_of_all(viewer: Standing, asked: Asked, within: Within | None = None) -> Decimal:
    """The money at stake in all that is asked for: each grant and application once."""
    if within is not None:
        return _stake(viewer, asked, within)
    parts = (asked.rule, asked.owner, asked.county)
    return kept(viewer, "loose stake", parts, lambda: _stake(viewer, asked))


def _stake(viewer: Standing, asked: Asked, within: Within | None = None) -> Decimal:
    total = Decimal(0)
    for kind in ("application", "grant"):
        rows = [
            _narrowed(viewer, rule, asked, within)
            .filter(loose_stake__isnull=False)
            .annotate(knot=F(rule.at))
            .values_list("knot", "loose_stake")
            for rule in RULES
            if rule.kind == kind and asked.rule in {"", rule.name}
        ]
        if rows:
            total += sum((sek for _key, sek in rows[0].union(*rows[1:])), Decimal(0))
    return total


def loose_rows(
    viewer: Standing, asked: Asked, within: Within | None = None
) -> Iterator[tuple[str, LooseEnd]]:
    """Every loose end there is, with the title of its rule, read as it is written."""
    for rule in RULES:
        if asked.rule in {"", rule.name}:
            found = _found(viewer, rule, asked, within)
            for thing in _sorted(found, asked.order).iterator(chunk_size=2000):
                yield str(rule.title), _end(viewer, found, thing, may=False)


def _found(viewer: Standing, rule: Rule, asked: Asked, within: Within | None = None) -> Found:
    rows = _narrowed(viewer, rule, asked, within)
    weights = rule.weigh(viewer) if rule.weigh else {}
    sums = rows.aggregate(
        things=Count("pk"),
        since=Min("loose_since"),
        stake=Sum("loose_stake"),
        least=Min("loose_owner"),
        most=Max("loose_owner"),
        owned=Count("loose_owner"),
        owner=Min("loose_owner_name"),
    )
    things, since = sums["things"], sums["since"]
    count = things
    if weights:
        held = [weights[key] for key in rows.values_list("pk", flat=True)]
        count = sum(weight.count for weight in held)
        since = min((weight.since for weight in held if weight.since), default=since)
    one_owner = things == sums["owned"] and sums["least"] == sums["most"]
    return Found(
        rule=rule,
        rows=rows,
        weights=weights,
        things=things,
        count=count,
        since=since,
        stake_sek=sums["stake"],
        owner_id=sums["least"] if one_owner else None,
        owner=sums["owner"] if one_owner and sums["owner"] else "",
    )


def _narrowed(viewer: Standing, rule: Rule, asked: Asked, within: Within | None = None) -> Rows:
    rows = rule.rows(viewer)
    if within is not None:
        field, kind = BY_WAY_OF.get(rule.kind, (rule.at, rule.kind))
        rows = rows.filter(**{f"{field}__in": within[kind].order_by().values("pk")})
    mine = viewer.organisation_id or 0
    if asked.owner == "mine":
        rows = rows.filter(loose_owner=mine)
    elif asked.owner == "others":
        rows = rows.filter(Q(loose_owner__isnull=True) | ~Q(loose_owner=mine))
    elif asked.owner == "nobody":
        rows = rows.filter(loose_owner__isnull=True)
    if asked.county:
        rows = rows.filter(**{rule.county: asked.county}) if rule.county else rows.none()
    return rows


def _sorted(found: Found, order: str) -> Rows:
    """The oldest first, or the largest sums."""
    oldest = F("loose_since").asc(nulls_last=True)
    if order == "money":
        return found.rows.order_by(F("loose_stake").desc(nulls_last=True), oldest, "pk")
    return found.rows.order_by(oldest, "pk")


def _group(viewer: Standing, found: Found, asked: Asked, most: int) -> LooseGroup:
    rule = found.rule
    ends = _named(viewer, found, list(_sorted(found, asked.order)[:most]))
    return LooseGroup(
        rule=rule.name,
        title=str(rule.title),
        why=str(rule.why),
        count=found.count,
        since=found.since,
        age=age_in_words(viewer, found.since),
        stake_sek=found.stake_sek,
        ends=ends,
        more=found.things - len(ends),
        list_url=rule.list_address(),
    )


def _named(viewer: Standing, found: Found, things: list[Any]) -> list[LooseEnd]:
    """The things by name, each with the deed if the viewer may do it."""
    may = may_mend_which(viewer, found.rule.mend, found.rule.kind, things)
    return [_end(viewer, found, thing, may=thing.pk in may) for thing in things]


def _end(viewer: Standing, found: Found, thing: Any, *, may: bool) -> LooseEnd:
    rule, mend = found.rule, found.rule.mend
    weight = found.weights.get(thing.pk, ONE)
    since = weight.since or thing.loose_since
    url, text = reverse(rule.detail, args=[thing.pk]), open_text(1)
    if may:
        url, text = mend.url_for(reverse, thing.pk), _(mend.text)
    listed = reverse(rule.list_url) + rule.own_list % {"key": thing.pk} if rule.own_list else ""
    return LooseEnd(
        rule=rule.name,
        sentence=sentence_of(rule, thing, weight),
        url=url,
        deed_text=text,
        age=age_in_words(viewer, since),
        is_deed=may,
        kind=rule.kind,
        key=getattr(thing, rule.at),
        owner_id=thing.loose_owner,
        owner=thing.loose_owner_name or "",
        since=since,
        stake_sek=thing.loose_stake,
        count=weight.count,
        list_url=listed,
        tied_by=_(mend.text),
    )
