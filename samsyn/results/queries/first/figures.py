"""The analyst's first screen: how fresh and how complete the figures are, what they mean."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils.translation import gettext as _

from samsyn.directory.rules.access import Standing
from samsyn.programme.models import Activity, ActivityGoal, Participation, Programme
from samsyn.programme.queries.activities import activities_for
from samsyn.results.queries.first.parts import Cell, Deed, First, Line, Panel, Row, Table, address
from samsyn.results.queries.visible import participation_sight

STATED = {
    "sector": ~Q(company__sector_code=""),
    "size": ~Q(company__size_class=""),
    "municipality": Q(company__municipality__isnull=False),
    "people": Q(women__isnull=False) | Q(men__isnull=False) | Q(not_stated__isnull=False),
}
"""What a participation can tell besides who and when, and when it does."""


class Complete(NamedTuple):
    """A programme's participations: how many, the last day, and how many tell each thing."""

    participations: int
    last_on: date | None
    sector: int
    size: int
    municipality: int
    people: int


class Served(NamedTuple):
    """A programme's activities, and how many of them serve a goal."""

    activities: int
    with_goal: int


def figures_screen(viewer: Standing) -> First:
    """Freshness and completeness programme by programme, what is meant, and the exports."""
    return First(
        title=_("How well do the figures hold?"),
        sentence=_("What is known of each programme, by what you may see, and how fresh it is."),
        deeds=[Deed(address("results:count_table"), _("Count"), "table")],
        tables=[_table(viewer)],
        main=[_definitions()],
        side=[exports()],
    )


def _table(viewer: Standing) -> Table:
    complete, served = completeness(viewer), goals_served(viewer)
    titles = {
        programme.pk: programme.title for programme in Programme.objects.order_by("sort_key", "pk")
    }
    lines = [
        _line(titles[key], key, complete.get(key), served.get(key, Served(0, 0)))
        for key in titles
        if key in complete or key in served
    ]
    return Table(
        title=_("Programme by programme"),
        head=_("Programme"),
        columns=[
            _("Last day noted"),
            _("Participations"),
            _("Sector"),
            _("Size"),
            _("Municipality"),
            _("Women and men"),
            _("Activities with a goal"),
        ],
        lines=lines,
        empty=_("No participation is noted that you may see."),
        rule=_(
            "Shares are of the participations: those whose company has a sector, a size and a "
            "municipality, and those where people are counted. The last is of the activities."
        ),
    )


def _line(title: str, key: int, complete: Complete | None, served: Served) -> Line:
    of = address("programme:participation_list", programme=key)
    known = complete or Complete(0, None, 0, 0, 0, 0)
    told: Sequence[int] = (known.sector, known.size, known.municipality, known.people)
    return Line(
        title,
        [
            Cell(known.last_on, unit="day"),
            Cell(known.participations, of if known.participations else ""),
            *(_share(number, known.participations) for number in told),
            _share(
                served.with_goal,
                served.activities,
                address("programme:activity_list", programme=key, without_goal="on")
                if served.with_goal < served.activities
                else "",
            ),
        ],
        address("programme:programme_detail", key),
    )


def _share(part: int, whole: int, url: str = "") -> Cell:
    """A share, or not known where there is nothing to have a share of."""
    return Cell(Decimal(part) / whole if whole else None, url, unit="share")


def completeness(viewer: Standing) -> dict[int, Complete]:
    """By programme: its participations that the viewer may see and what they tell."""
    rows = (
        Participation.objects.filter(participation_sight(viewer), activity__programme__isnull=False)
        .order_by()
        .values_list("activity__programme")
        .annotate(
            participations=Count("pk"),
            last_on=Max("on"),
            **{name: Count("pk", filter=when) for name, when in STATED.items()},
        )
    )
    return {key: Complete(*found) for key, *found in rows}


def goals_served(viewer: Standing) -> dict[int, Served]:
    """By programme: its activities that the viewer may see, and how many serve a goal."""
    serves = Exists(ActivityGoal.objects.filter(activity=OuterRef("pk")))
    rows = (
        Activity.objects.filter(pk__in=activities_for(viewer).order_by().values("pk"))
        .filter(programme__isnull=False)
        .order_by()
        .values_list("programme")
        .annotate(n=Count("pk"), with_goal=Count("pk", filter=Q(serves)))
    )
    return {key: Served(number, with_goal) for key, number, with_goal in rows}


def _definitions() -> Panel:
    counts = address("results:count_table")
    return Panel(
        title=_("What the words mean"),
        rows=[
            Row(
                _("Company, each once"),
                counts,
                meta=_("Two entries that somebody has confirmed to be the same count as one."),
            ),
            Row(
                _("Participation"),
                address("programme:participation_list"),
                meta=_("A company at an activity on a day. Two days are two participations."),
            ),
            Row(
                _("Own hours"),
                address("results:count_table", measure="hours", rows="programme"),
                meta=_("What the company says its people spent. They belong to one grant only."),
            ),
            Row(
                _("Not known"),
                address("results:count_table", measure="women", rows="programme"),
                meta=_("An empty field is not zero. Sums add what is known, and say so."),
            ),
            Row(
                _("Hidden figures"),
                counts,
                meta=_(
                    "Fewer than five companies, and every figure that would give such a one away."
                ),
            ),
        ],
        empty="",
        more=Deed(address("sources"), _("Where maps, codes and figures come from")),
    )


def exports() -> Panel:
    """The same columns that the funder asks for, as Excel; only what the viewer may see."""
    lists = [
        (_("Participations"), "programme:participation_list"),
        (_("Activities"), "programme:activity_list"),
        (_("Companies"), "company:company_list"),
        (_("Improvements"), "company:improvement_list"),
        (_("Key figures"), "company:key_figure_list"),
        (_("Grants"), "funding:grant_list"),
        (_("Goals"), "strategy:goal_list"),
        (_("Counts"), "results:count_table"),
    ]
    return Panel(
        title=_("Take out as Excel"),
        rows=[
            Row(
                title,
                address(name),
                deed=Deed(address(name, format="xlsx"), _("Excel"), "download"),
            )
            for title, name in lists
        ],
        empty="",
    )
