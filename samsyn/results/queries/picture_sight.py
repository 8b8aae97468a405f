"""What a viewer may not know of a picture of companies: which nodes and ribbons have no figures.

Every two neighbouring layers are a table, and each table is protected as the tables of counts are,
with all its classes apart, before anything is put together. What is drawn of several things
is shown only if every one of them is, so opening and folding layers tells nothing more.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from samsyn.company.models import Improvement
from samsyn.directory.rules.access import Standing
from samsyn.programme.models import ImprovementActivity
from samsyn.results.queries.choices import choices_of
from samsyn.results.queries.counts import check_filters
from samsyn.results.queries.facts import NOT_KNOWN, participations, sees_all
from samsyn.results.queries.paths import RESULTS, CompanyPaths, Scope
from samsyn.results.queries.visible import participation_sight, visible
from samsyn.results.rules.counting import PARTITIONS, Dimension
from samsyn.results.rules.disclosure import Cell, CountTable, Place, Rule, protect, rule_on
from samsyn.results.rules.strands import Kind
from samsyn.results.rules.ties import Crowds, Pair, Sums, added_up, whole

GOAL, MONEY, PROGRAMME, KIND, GROUP, RESULT = range(6)
MOST_CELLS = 2500
"""Larger tables are not searched for what may be shown: all their cells stay hidden."""


@dataclass(slots=True)
class Unseen:
    """The nodes and ribbons without figures, by layer and key; `total` is of the whole picture."""

    nodes: set[tuple[int, str]] = field(default_factory=set)
    ties: set[tuple[int, str, str]] = field(default_factory=set)
    total: bool = False
    exact: bool = True


def unseen_by(
    viewer: Standing,
    scope: Scope,
    paths: CompanyPaths,
    money: Mapping[str, Sequence[str]],
    by: Dimension,
) -> Unseen:
    """What the viewer may not know. A picture that would tell of a few companies is refused."""
    unseen = Unseen()
    rule = rule_on(viewer.on)
    # Classes that nobody is in stand in the tables too: which are empty would tell of the others.
    groups = {key for key, _name in choices_of(viewer, by)} | {NOT_KNOWN}
    if not sees_all(viewer, participations(scope.filters), participation_sight(viewer)):
        check_filters(viewer, scope.filters)
        unseen.exact = False
        served = _hidden_in(paths.goal_programme, rule)
        done = _hidden_in(paths.programme_kind, rule)
        reached = _hidden_in(
            paths.kind_group, rule, columns=groups, columns_partition=by in PARTITIONS
        )
        unseen.nodes |= {(GOAL, key) for key in served.rows}
        unseen.nodes |= {(PROGRAMME, key) for key in served.columns | done.rows}
        unseen.nodes |= {(KIND, key) for key in done.columns | reached.rows}
        unseen.nodes |= {(GROUP, key) for key in reached.columns}
        unseen.ties |= {(PROGRAMME, *pair) for pair in done.cells}
        unseen.ties |= {(KIND, *pair) for pair in reached.cells}
        unseen.total = served.total or done.total or reached.total
        _hide_money(unseen, served.cells, money)
    if not _sees_improvements(viewer):
        knows_groups, unseen.exact = unseen.exact, False
        noted = _hidden_in(
            paths.group_result,
            rule,
            rows=groups,
            columns={*RESULTS, NOT_KNOWN},
            rows_partition=by in PARTITIONS,
        )
        unseen.nodes |= {(RESULT, key) for key in noted.columns}
        cells = noted.cells
        if knows_groups and noted.rows:
            # Who knows the small groups themselves could work out their cells: then none is shown.
            cells = {(one, other) for _at, one, other in added_up([paths.group_result]).ties}
        unseen.ties |= {(GROUP, *pair) for pair in cells}
    return unseen


def _sees_improvements(viewer: Standing) -> bool:
    if viewer.operator:
        return True
    seen = visible(viewer, Kind.IMPROVEMENT, Improvement.objects.order_by()).values("pk")
    links = ImprovementActivity.objects.order_by()
    return viewer.signed_in and not links.exclude(improvement__in=seen).exists()


@dataclass(frozen=True, slots=True)
class _Hidden:
    rows: set[str]
    columns: set[str]
    cells: set[Pair]
    total: bool


def _hidden_in(
    gap: Crowds,
    rule: Rule,
    *,
    rows: Collection[str] = (),
    columns: Collection[str] = (),
    rows_partition: bool = False,
    columns_partition: bool = False,
) -> _Hidden:
    sums = added_up([gap])
    rows = sorted({key for layer, key in sums.nodes if layer == 0}.union(rows))
    columns = sorted({key for layer, key in sums.nodes if layer == 1}.union(columns))
    total = Cell(int(whole(gap)))
    if len(rows) * len(columns) > MOST_CELLS:
        alone = [
            _one_way(sums, 0, rows, total, rows_partition),
            _one_way(sums, 1, columns, total, columns_partition),
        ]
        hidden = [protect(table, rule) for table in alone]
        return _Hidden(
            rows={key for key in rows if hidden[0].hides(Place(key))},
            columns={key for key in columns if hidden[1].hides(Place(key))},
            cells={(one, other) for _gap, one, other in sums.ties},
            total=any(each.hides(Place()) for each in hidden),
        )
    table = CountTable(
        row_keys=tuple(rows),
        column_keys=tuple(columns),
        cells=tuple(
            tuple(Cell(int(sums.ties.get((0, row, column), 0))) for column in columns)
            for row in rows
        ),
        row_totals=tuple(Cell(int(sums.nodes[0, row])) for row in rows),
        column_totals=tuple(Cell(int(sums.nodes[1, column])) for column in columns),
        total=total,
        rows_partition=rows_partition,
        columns_partition=columns_partition,
    )
    shown = protect(table, rule)
    return _Hidden(
        rows={key for key in rows if shown.hides(Place(key))},
        columns={key for key in columns if shown.hides(Place(None, key))},
        cells={(one, other) for one in rows for other in columns if shown.hides(Place(one, other))},
        total=shown.hides(Place()) is not None,
    )


def _one_way(
    sums: Sums, layer: int, keys: Sequence[str], total: Cell, partition: bool
) -> CountTable:
    return CountTable(
        row_keys=tuple(keys),
        column_keys=(),
        cells=tuple(() for _key in keys),
        row_totals=tuple(Cell(int(sums.nodes[layer, key])) for key in keys),
        column_totals=(),
        total=total,
        rows_partition=partition,
    )


def _hide_money(unseen: Unseen, cells: set[Pair], money: Mapping[str, Sequence[str]]) -> None:
    """Money is known by the programmes it pays: what hides one of them hides the money too."""
    hidden = {programme for layer, programme in unseen.nodes if layer == PROGRAMME}
    unseen.nodes |= {(MONEY, source) for key in hidden for source in money.get(key, ("",))}
    unseen.ties |= {
        (GOAL, goal, source) for goal, programme in cells for source in money.get(programme, ("",))
    }
