"""The unit head's first screen: goals × regions, who does what, and where nothing happens."""

from collections import Counter, defaultdict
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _, ngettext

from samsyn.directory.rules.access import Standing
from samsyn.programme.models import ActivityGoal, ProgrammeGoal
from samsyn.programme.queries.activities import activities_for
from samsyn.programme.queries.programmes import programmes_for, programmes_narrowed
from samsyn.results.queries.first.parts import (
    SHORT,
    Cell,
    Deed,
    Figure,
    First,
    Line,
    Panel,
    Row,
    Table,
    address,
    shade_of,
)
from samsyn.results.queries.first.regions import Division, division_for
from samsyn.results.queries.first.short_lists import calls_closing, few_loose_ends
from samsyn.results.queries.thread import Top, thread_top
from samsyn.strategy.models import Goal
from samsyn.strategy.queries.goals import goals_for, pairs_for
from samsyn.strategy.rules.tree import descendants

MOST_GOALS = 12
"""Goals of the table; the strategy has the others."""


def unit_screen(viewer: Standing) -> First:
    """One portfolio across names: what is done for which goal in which region, and the money."""
    division = division_for(viewer)
    top = thread_top(viewer)
    table, blank = _goals_by_region(viewer, division)
    ends, loose_total = few_loose_ends(viewer)
    return First(
        title=_("Goals and regions"),
        sentence=ngettext(
            "%(n)s blank spot: a goal that nothing is held for in a region this year.",
            "%(n)s blank spots: goals that nothing is held for in a region this year.",
            blank,
        )
        % {"n": blank}
        if table.lines
        else "",
        figures=_figures(top),
        figures_title=_("The whole, just now"),
        tables=[table],
        main=[_goal_money(top)],
        side=[_who_does_what(viewer), calls_closing(viewer)],
        loose_ends=ends,
        loose_total=loose_total,
    )


def _figures(top: Top) -> list[Figure]:
    return [
        Figure(
            top.companies,
            ngettext("company", "companies", top.companies or 0),
            address("results:count_table"),
            _("Companies that took part in at least one activity, each once."),
            hidden=top.companies is None,
        ),
        Figure(
            top.grants,
            ngettext("grant", "grants", top.grants),
            address("funding:grant_list"),
            _("Every grant counts once, also one that serves several goals or counties."),
        ),
        Figure(
            top.sek,
            _("granted in all"),
            address("funding:grant_list"),
            _("The sum of the grants, each once, in kronor as decided."),
            unit="sek",
        ),
    ]


def _goals_by_region(viewer: Standing, division: Division) -> tuple[Table, int]:
    """Activities this year for each goal in each region, and how many squares are empty."""
    year = viewer.on.year
    span = {"from_on": date(year, 1, 1), "until_on": date(year, 12, 31)}
    goals = _goals_shown(viewer)
    sums = _activities_by(viewer, goals, division, span)
    most = max(sums.values(), default=0)
    lines = [
        Line(
            title,
            [
                Cell(
                    number := sums[key, region.title],
                    address("programme:activity_list", **region.narrowed, goal=key, **span)
                    if number
                    else "",
                    shade=shade_of(number, most),
                )
                for region in division.regions
            ],
            address("strategy:goal_detail", key),
        )
        for key, (title, _below) in goals.items()
    ]
    table = Table(
        title=_("Activities this year, goal by region"),
        head=_("Goal"),
        columns=[region.title for region in division.regions],
        lines=lines,
        empty=_("There are no goals yet."),
        rule=_(
            "An activity counts under each goal it serves, with the goals below it, where it is "
            "held. A striped square is a blank spot."
        ),
        matrix=True,
        striped=True,
        deed=Deed(address("results:count_table"), _("More ways to count")),
    )
    return table, sum(not number for number in sums.values())


def _activities_by(
    viewer: Standing,
    goals: dict[int, tuple[str, frozenset[int]]],
    division: Division,
    span: dict[str, date],
) -> dict[tuple[int, str], int]:
    """How many different activities each goal has in each region, by its key and the title."""
    held = activities_for(viewer).filter(
        starts_on__gte=span["from_on"], starts_on__lte=span["until_on"]
    )
    rows = (
        ActivityGoal.objects.filter(activity__in=held.order_by().values("pk"))
        .order_by()
        .values_list("goal", "activity__county", "activity")
    )
    above = {below: key for key, found in goals.items() for below in found[1]}
    of: defaultdict[tuple[int, str], set[int]] = defaultdict(set)
    for goal, county, activity in rows.iterator(chunk_size=5000):
        if goal in above:
            of[above[goal], county or ""].add(activity)
    return {
        (key, region.title): len(set[int]().union(*(of[key, code] for code in region.county_codes)))
        for key in goals
        for region in division.regions
    }


def _goals_shown(viewer: Standing) -> dict[int, tuple[str, frozenset[int]]]:
    """The goals right under the top where there are any, else the top: title and all below.

    Goals of an old list are left out where others are set here: nobody holds anything for them,
    so every square of theirs would be called a blank spot.
    """
    pairs = list(pairs_for(viewer))
    every = {goal.pk: goal for goal in goals_for(viewer)}
    known = {key: goal for key, goal in every.items() if goal.register == ""} or every
    tops = {key for key, above in pairs if above is None and key in known}
    second = {key for key, above in pairs if above in tops and key in known}
    alone = tops - {above for _key, above in pairs}
    chosen = second | alone if second and len(second | alone) <= MOST_GOALS else tops
    ordered = [key for key in known if key in chosen][:MOST_GOALS]
    titles = Counter(known[key].title for key in ordered)
    return {
        key: (
            _told_apart(known[key]) if titles[known[key].title] > 1 else known[key].title,
            frozenset(descendants(pairs, key)),
        )
        for key in ordered
    }


def _told_apart(goal: Goal) -> str:
    """The title with that of the goal above it: goals from lists share their titles."""
    return f"{goal.title} ({goal.above.title})" if goal.above else goal.title


def _goal_money(top: Top) -> Panel:
    """Kronor granted and companies met under each goal at the top, the most served first."""
    return Panel(
        title=_("Money and companies by goal"),
        rows=[
            Row(
                goal.title,
                address("strategy:goal_detail", goal.key),
                sek=goal.sek,
                meta=_("fewer than 5 companies")
                if goal.companies is None
                else ngettext("%(n)s company", "%(n)s companies", goal.companies)
                % {"n": goal.companies},
                deed=Deed(address("funding:grant_list", goal=goal.key), _("Open the grants"))
                if goal.grants
                else None,
            )
            for goal in top.goals[:SHORT]
        ],
        empty=_("There are no goals yet."),
        more=Deed(address("results:thread_top"), _("The whole thread")),
    )


def _who_does_what(viewer: Standing) -> Panel:
    """The programmes that run now, with how many goals each serves."""
    rows = programmes_narrowed(programmes_for(viewer), viewer, when="running")
    first = list(rows[: SHORT + 1])
    links = ProgrammeGoal.objects.filter(programme__in=[one.pk for one in first]).order_by()
    goals: Counter[int] = Counter(dict(links.values_list("programme").annotate(n=Count("pk"))))
    return Panel(
        title=_("Who does what"),
        rows=[
            Row(
                programme.title,
                address("programme:programme_detail", programme.pk),
                meta=programme.host.name,
                tag=(
                    ngettext("%(n)s goal", "%(n)s goals", goals[programme.pk])
                    % {"n": goals[programme.pk]},
                    "" if goals[programme.pk] else "warn",
                ),
            )
            for programme in first[:SHORT]
        ],
        empty=_("No programme runs now."),
        more=Deed(address("programme:programme_list", when="running"), _("Show all"))
        if first
        else None,
    )
