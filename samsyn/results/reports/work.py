"""The parts of a report about what was agreed and done: goals, money, programmes, activities."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _, ngettext

from samsyn.basics.problem import Problem
from samsyn.directory.rules.access import Standing
from samsyn.results.queries.counts import count_sheet
from samsyn.results.queries.facts import NOT_KNOWN
from samsyn.results.queries.report import (
    ProgrammeLine,
    Scope,
    activity_groups,
    first_of,
    goals_right_below,
    grant_totals,
    largest_grants,
    money_of_goals,
    programme_lines,
)
from samsyn.results.reports.written import HIDDEN, counted, days, figure, in_column, kronor
from samsyn.results.rules.counting import Dimension
from samsyn.results.rules.strands import Kind
from samsyn.web.pieces import Column, Heading, Note, Notes, Part, Piece, Rule, Table, Text

MOST_GRANTS = 25
MOST_PROGRAMMES = 20
MOST_LISTED = 20
"""Rows of a kind in the paper; the Excel file has all of them."""


def goals(viewer: Standing, scope: Scope) -> Part:
    """The goals right under this one, or at the top, with what they come to; or those served."""
    if scope.kind is Kind.PROGRAMME:
        served = [Note(str(goal)) for goal in first_of(viewer, scope, Kind.GOAL, MOST_LISTED)]
        none = Text(_("The programme serves no goal yet."))
        return Part(_("Goals that it serves"), [Notes(served)] if served else [none])
    title = _("By goal")
    money = money_of_goals(viewer, scope)
    try:
        lines = count_sheet(viewer, "companies", Dimension.GOAL, None, scope.filters).lines
        companies = {line.key or NOT_KNOWN: (line.label, figure(line.total)) for line in lines}
    except Problem:
        companies = {}
    below = {goal.pk: goal.title for goal in goals_right_below(viewer, scope)}
    rows = []
    for key, goal_title in below.items():
        grants, sek = money.get(str(key), (0, Decimal(0)))
        reached = companies[str(key)][1] if str(key) in companies else _no_companies(companies)
        rows.append((grants, sek, [goal_title, counted(grants), in_column(sek), reached]))
    rows.sort(key=lambda row: (-row[0], -row[1]))
    if not rows:
        return Part(title, [Text(_("There are no goals under this one."))])
    rule = _("What serves several goals counts under each, and once in the whole.")
    if any(HIDDEN in row for _grants, _sek, row in rows):
        rule = f"{rule} {hidden_rule()}"
    columns = [
        Column(_("Goal"), wide=1),
        Column(_("Grants"), number=True),
        Column(_("Granted, kronor"), number=True),
        Column(_("Companies"), number=True),
    ]
    return Part(title, [Table(columns, [row for _grants, _sek, row in rows], rule=rule)])


def _no_companies(known: dict[str, tuple[str, str]]) -> str:
    """Nobody took part under the goal; or nothing may be told of any goal here."""
    return "0" if known else HIDDEN


def hidden_rule() -> str:
    """What the mark of a hidden figure means."""
    return _(
        "A figure with the mark •• is about fewer than five companies, or would give such a "
        "figure away."
    )


def grounds(viewer: Standing, scope: Scope) -> Part:
    """What the goals rest on: the dialogues; and the calls that aim at them."""
    pieces: list[Piece] = []
    dialogues = first_of(viewer, scope, Kind.DIALOGUE, MOST_LISTED)
    if dialogues:
        rows = [[each.title, days(each.opens_on, each.closes_on)] for each in dialogues]
        columns = [Column(_("Dialogue"), wide=1), Column(_("Days"))]
        pieces += [Table(columns, rows, rule=_more(viewer, scope, Kind.DIALOGUE, len(rows)))]
    calls = first_of(viewer, scope, Kind.CALL, MOST_LISTED)
    if calls:
        rows = [
            [call.title, days(call.opens_on, call.closes_on), in_column(call.budget_sek)]
            for call in calls
        ]
        columns = [
            Column(_("Call"), wide=1),
            Column(_("Days")),
            Column(_("Budget, kronor"), number=True),
        ]
        pieces += [Table(columns, rows, rule=_more(viewer, scope, Kind.CALL, len(rows)))]
    if not pieces:
        pieces = [Text(_("No dialogue and no call that you may see is tied to it."))]
    return Part(_("Dialogues and calls"), pieces)


def grants(viewer: Standing, scope: Scope) -> Part:
    """The largest grants, and how many more there are."""
    title = _("Grants")
    total = grant_totals(viewer, scope)
    if not total.grants:
        return Part(title, [Text(_("No grant is tied to it yet."))])
    largest = largest_grants(viewer, scope, MOST_GRANTS)
    rows = [
        [
            grant.title,
            str(grant.recipient),
            str(grant.starts_on.year) if grant.starts_on else "–",
            in_column(grant.granted_sek),
        ]
        for grant in largest
    ]
    left = total.grants - len(largest)
    if left:
        rest = total.sek - sum((grant.granted_sek for grant in largest), Decimal(0))
        text = ngettext("%(n)s more grant", "%(n)s more grants", left) % {"n": counted(left)}
        rows.append([text, "", "", in_column(rest)])
    columns = [
        Column(_("Grant"), wide=5),
        Column(_("Recipient"), wide=4),
        Column(_("Year")),
        Column(_("Granted, kronor"), number=True),
    ]
    rule = _("Every grant counts once, also one that serves several goals or counties.")
    if left:
        largest_first = _("The %(n)s largest, the largest first; the Excel file has all of them.")
        rule = f"{largest_first % {'n': len(largest)}} {rule}"
    sum_row = [_("In all, each once"), "", "", in_column(total.sek)]
    return Part(title, [Table(columns, rows, total=sum_row, rule=rule)])


def programmes(viewer: Standing, scope: Scope) -> Part:
    """The programmes with host, days, partners, stakeholders and financiers."""
    lines = programme_lines(viewer, scope, MOST_PROGRAMMES)
    if not lines:
        return Part(_("Programmes"), [Text(_("No programme is tied to it yet."))])
    pieces: list[Piece] = []
    for line in lines:
        pieces += list(_programme(line, alone=scope.kind is Kind.PROGRAMME))
    more = _more(viewer, scope, Kind.PROGRAMME, len(lines))
    if more:
        pieces.append(Rule(more))
    title = _("The programme") if scope.kind is Kind.PROGRAMME else _("Programmes")
    return Part(title, pieces)


def _programme(line: ProgrammeLine, *, alone: bool) -> Iterator[Piece]:
    programme = line.programme
    if not alone:
        yield Heading(programme.title)
    if programme.summary:
        yield Text(programme.summary, leads=True)
    rows = [
        [_("Host"), programme.host.name],
        [_("Days"), days(programme.starts_on, programme.ends_on)],
    ]
    by_role = sorted(line.parties, key=lambda party: party.role)
    for _role, parties in groupby(by_role, key=lambda party: party.role):
        several = list(parties)
        names = "; ".join(party.organisation.name for party in several)
        rows.append([str(several[0].get_role_display()), names])
    yield Table([Column(_("Part")), Column(_("Who or when"), wide=1)], rows)


def activities(viewer: Standing, scope: Scope) -> Part:
    """The activities that the viewer may see: each when they are few, else by year and kind."""
    title = _("Activities")
    groups = activity_groups(viewer, scope)
    seen = sum(n for _year, _kind, n in groups)
    if not seen:
        return Part(title, [Text(_("No activity that you may see is tied to it."))])
    if seen <= MOST_LISTED:
        rows = [
            [activity.title, str(activity.get_kind_display()), days(activity.starts_on, None)]
            for activity in first_of(viewer, scope, Kind.ACTIVITY, MOST_LISTED)
        ]
        columns = [Column(_("Activity"), wide=3), Column(_("Kind"), wide=2), Column(_("First day"))]
        return Part(title, [Table(columns, rows)])
    years = sorted({year for year, _kind, _n in groups})
    shown = years[-MOST_YEARS:]
    held = {(year, kind): n for year, kind, n in groups}
    columns = [Column(_("Kind"), wide=1)]
    columns += [Column(str(year), number=True) for year in shown]
    columns += [Column(_("All years"), number=True)]
    rows = []
    for kind in sorted({kind for _year, kind, _n in groups}):
        of_kind = [held.get((year, kind), 0) for year in years]
        rows.append([kind, *(counted(held.get((year, kind), 0)) for year in shown)])
        rows[-1].append(counted(sum(of_kind)))
    total = [_("All kinds")]
    total += [counted(sum(n for y, _kind, n in groups if y == year)) for year in shown]
    total += [counted(seen)]
    rule = _("Each activity counts once, in the year of its first day.")
    return Part(title, [Table(columns, rows, total=total, rule=rule)])


MOST_YEARS = 6
"""Years beside each other; all years have a column of their own."""


def _more(viewer: Standing, scope: Scope, kind: Kind, shown: int) -> str:
    """That there are more than the paper has room for."""
    left = scope.rows[kind].count() - shown
    if left <= 0:
        return ""
    text = ngettext(
        "and %(n)s more, in the Excel file.", "and %(n)s more, in the Excel file.", left
    )
    return text % {"n": counted(left)}


def money_sentence(viewer: Standing, scope: Scope) -> str:
    """Grants, kronor and recipients in one sentence, for the cover."""
    total = grant_totals(viewer, scope)
    if not total.grants:
        return ""
    text = ngettext(
        "%(grants)s grant of %(sek)s to %(recipients)s recipient.",
        "%(grants)s grants of %(sek)s together, to %(recipients)s recipients.",
        total.grants,
    )
    values = {"grants": counted(total.grants), "recipients": counted(total.recipients)}
    return text % (values | {"sek": kronor(total.sek, "short")})
