"""The thread as a picture: nodes and ribbons that one viewer sees, from the top or one thing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.directory.models import County
from samsyn.directory.models.organisations import SIZE_NAMES
from samsyn.directory.queries.kept import kept
from samsyn.directory.rules.access import Standing
from samsyn.funding.models import Call
from samsyn.programme.models import ACTIVITY_NAMES, Programme
from samsyn.results.queries.facts import NOT_KNOWN, Filters
from samsyn.results.queries.paths import (
    Scope,
    activity_paths,
    company_paths,
    grant_paths,
    money_of_programmes,
    tied_goals,
)
from samsyn.results.queries.picture_sight import Unseen, unseen_by
from samsyn.results.rules.counting import Dimension
from samsyn.results.rules.diagram import EARLIER, MORE, Flow, Folded, Look, Node, fold, grouped
from samsyn.results.rules.strands import Kind
from samsyn.results.rules.ties import Crowds, Gap, added_up, pairs_of, through, whole
from samsyn.strategy.models import Goal

LAYERS: dict[str, tuple[str, ...]] = {
    "companies": ("goal", "money", "programme", "kind", "group", "result"),
    "sek": ("goal", "money", "programme", "county"),
    "grants": ("goal", "money", "programme", "county"),
    "activities": ("goal", "programme", "kind", "county"),
}
"""The layers that each measure reaches, from left to right."""
GROUPS = (Dimension.SIZE, Dimension.COUNTY)
"""What companies may be put together by."""
STARTS = frozenset({Kind.GOAL, Kind.PROGRAMME})
LACKS = frozenset({"goal", "money", "programme"})
"""Layers where having none is a loose end; an unknown county or size is not."""


@dataclass(frozen=True, slots=True)
class View:
    """How a picture is looked at: what its widths are, and which layers are opened how far down."""

    measure: str = "companies"
    by: Dimension = Dimension.SIZE
    skip: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Picture:
    """All that a picture of the thread shows to one viewer. An amount that is None is hidden.

    `total` is everything once. `exact` says that nothing is hidden from the viewer.
    """

    start: Kind | None
    key: int
    title: str
    view: View
    layers: tuple[str, ...]
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    urls: Mapping[tuple[int, str], str]
    total: Decimal | None
    exact: bool

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw: no tie anywhere."""
        return not self.flows


def thread_picture(
    viewer: Standing, start: tuple[str, int] | None = None, view: View | None = None
) -> Picture:
    """The thread from the top, or of one goal or programme, as the viewer may see it.

    Widths are companies (each once in every node and ribbon), grants, their kronor, or activities.
    """
    view = view or View()
    asked = (start, view.measure, view.by, sorted(view.skip.items()))
    return kept(viewer, "thread_picture", asked, lambda: _picture(viewer, start, view))


def _picture(viewer: Standing, start: tuple[str, int] | None, view: View) -> Picture:
    goals = list(Goal.objects.order_by("sort_key", "pk"))
    kind, key, title, scope = _scope(goals, start)
    unseen = Unseen()
    gaps: Sequence[Gap | Crowds]
    if view.measure == "companies":
        paths = company_paths(scope, view.by)
        money = money_of_programmes(scope)
        unseen = unseen_by(viewer, scope, paths, money, view.by)
        first, second = through(paths.goal_programme, money)
        gaps = [first, second, paths.programme_kind, paths.kind_group, paths.group_result]
    elif view.measure == "activities":
        gaps = activity_paths(scope)
    else:
        gaps = grant_paths(scope, kronor=view.measure == "sek")
    layers = LAYERS[view.measure]
    names = _names(layers, gaps, goals, scope, view, unseen)
    nodes = _nodes(layers, gaps, scope, names, unseen)
    folded = [
        fold([node for node in nodes if node.layer == at], skip=view.skip.get(layer, 0))
        for at, layer in enumerate(layers)
    ]
    drawn, flows = _put_together(gaps, nodes, folded, unseen)
    return Picture(
        start=kind,
        key=key,
        title=title,
        view=view,
        layers=layers,
        nodes=tuple(drawn),
        flows=tuple(flows),
        urls=_urls(viewer, layers, drawn, view),
        total=None if unseen.total else whole(gaps[-1]),
        exact=unseen.exact,
    )


def _scope(goals: list[Goal], start: tuple[str, int] | None) -> tuple[Kind | None, int, str, Scope]:
    above = {goal.pk: goal.above_id for goal in goals}
    if start is None:
        return None, 0, "", Scope(_under(above, None), Filters())
    if start[0] not in STARTS:
        raise ObjectDoesNotExist(start[0])
    kind, key = Kind(start[0]), start[1]
    if kind is Kind.PROGRAMME:
        title = Programme.objects.get(pk=key).title
        filters = Filters({Dimension.PROGRAMME: str(key)})
        return kind, key, title, Scope(_under(above, None), filters, programme=key)
    title = Goal.objects.get(pk=key).title
    under = _under(above, key)
    scope = Scope(under, Filters({Dimension.GOAL: str(key)}), goals=frozenset(under))
    return kind, key, title, scope


def _under(above: Mapping[int, int | None], start: int | None) -> dict[int, str]:
    """Under which of the nodes each goal counts: the goals right below the start, and itself."""
    found: dict[int, str] = {}
    for goal in above:
        way = [goal]
        while way[-1] != start and (over := above[way[-1]]) is not None:
            way.append(over)
        if start is None:
            found[goal] = str(way[-1])
        elif way[-1] == start:
            found[goal] = str(way[-2] if len(way) > 1 else start)
    return found


Names = list[dict[str, str]]


def _names(
    layers: tuple[str, ...],
    gaps: Sequence[Gap | Crowds],
    goals: list[Goal],
    scope: Scope,
    view: View,
    unseen: Unseen,
) -> Names:
    """What every key of every layer is called, in the reader's language."""
    keys = [set[str]() for _layer in layers]
    for at, gap in enumerate(gaps):
        for one, other in pairs_of(gap):
            keys[at].add(one)
            keys[at + 1].add(other)
    for at, key in unseen.nodes:
        keys[at].add(key)
    keys[0] |= set(scope.under.values()) if scope.programme is None else set()
    titles = {str(goal.pk): goal.title for goal in goals}
    return [
        {key: _name(layer, key, known) for key in keys[at]}
        for at, layer in enumerate(layers)
        for known in [titles if layer == "goal" else _known(layer, keys[at], view)]
    ]


def _known(layer: str, keys: Iterable[str], view: View) -> Mapping[str, str]:
    if layer == "programme":
        programmes = Programme.objects.filter(pk__in=[int(key) for key in keys if key])
        return {str(programme.pk): programme.title for programme in programmes}
    if layer == "money":
        calls = [int(key.removeprefix("call ")) for key in keys if key.startswith("call ")]
        return {f"call {call.pk}": call.title for call in Call.objects.filter(pk__in=calls)}
    if layer == "kind":
        return {str(kind): str(name) for kind, name in ACTIVITY_NAMES.items()}
    if layer == "result":
        return {
            "saved": _("Time or money saved"),
            "work_environment": _("Better work environment"),
            "skills": _("Better skills"),
            "other": _("Other improvement"),
        }
    if layer == "county" or view.by is Dimension.COUNTY:
        return dict(County.objects.values_list("pk", "name"))
    return {str(size): str(name) for size, name in SIZE_NAMES.items()}


def _name(layer: str, key: str, known: Mapping[str, str]) -> str:
    if key in known:
        return known[key]
    if key.startswith("area"):
        return key.removeprefix("area").strip() or _("Grants outside calls")
    return {
        "goal": _("No goal"),
        "money": _("No grant"),
        "programme": _("No programme"),
        "result": _("No improvement noted"),
    }.get(layer, _("not known"))


def _nodes(
    layers: tuple[str, ...],
    gaps: Sequence[Gap | Crowds],
    scope: Scope,
    names: Names,
    unseen: Unseen,
) -> list[Node]:
    """Every thing of every layer by itself, with what the viewer may know of it."""
    amounts = added_up(gaps).nodes
    tied = {scope.under[goal] for goal in tied_goals() if goal in scope.under}
    nodes = []
    for at, layer in enumerate(layers):
        for key, label in names[at].items():
            amount = amounts.get((at, key), Decimal(0))
            look = Look.NOTHING if key == NOT_KNOWN else Look.THING
            if (at, key) in unseen.nodes:
                nodes.append(Node(at, key, label, None, look))
                continue
            loose = key not in tied if layer == "goal" else layer in {"kind", "programme"}
            if loose and look is Look.THING and not amount:
                look = Look.LOOSE
            nodes.append(Node(at, key, label, amount, look))
    return nodes


def _put_together(
    gaps: Sequence[Gap | Crowds], nodes: list[Node], folded: list[Folded], unseen: Unseen
) -> tuple[list[Node], list[Flow]]:
    """What is drawn: the things that stand for themselves, and the rest of each layer as one."""
    names: Names = [{} for _layer in folded]
    members: dict[tuple[int, str], list[Node]] = {}
    for node in nodes:
        key = grouped(node, folded[node.layer])
        names[node.layer][node.key] = key
        members.setdefault((node.layer, key), []).append(node)
    sums = added_up(gaps, names)
    hidden = {
        (at, names[at].get(one, one), names[at + 1].get(other, other))
        for at, one, other in unseen.ties
    }
    drawn = {}
    for (at, key), held in members.items():
        known = all(node.amount is not None for node in held)
        amount = sums.nodes.get((at, key), Decimal(0)) if known else None
        if key in {EARLIER, MORE}:
            look = Look.EARLIER if key == EARLIER else Look.MORE
            drawn[at, key] = Node(at, key, "", amount, look, len(held))
        else:
            drawn[at, key] = replace(held[0], amount=amount)
    flows = []
    for (at, one, other), amount in {**dict.fromkeys(hidden, Decimal(0)), **sums.ties}.items():
        if (at, one) not in drawn or (at + 1, other) not in drawn:
            continue
        ends = drawn[at, one], drawn[at + 1, other]
        if any(end.amount is None for end in ends):
            continue
        if (at, one, other) in hidden:
            flows.append(Flow(at, one, other, None))
        elif amount or not {one, other} & {EARLIER, MORE}:
            flows.append(Flow(at, one, other, amount))
    return list(drawn.values()), flows


def _urls(
    viewer: Standing, layers: tuple[str, ...], nodes: Iterable[Node], view: View
) -> dict[tuple[int, str], str]:
    """Where each node leads; what stands together is opened by the page."""
    return {
        node.place: _url(viewer, layers[node.layer], node.key, view)
        for node in nodes
        if node.look not in {Look.EARLIER, Look.MORE}
    }


def _url(viewer: Standing, layer: str, key: str, view: View) -> str:
    grants = view.measure in {"sek", "grants"}
    works = reverse("programme:activity_list") if viewer.support else ""
    counts = reverse("results:count_table")
    if layer == "goal":
        without = (
            f"{works}?without_goal=on" if works and not grants else reverse("strategy:goal_list")
        )
        return reverse("results:thread_of", args=["goal", int(key)]) if key else without
    if layer == "programme":
        if key:
            return reverse("results:thread_of", args=["programme", int(key)])
        without = works if works and not grants else reverse("funding:grant_list")
        return f"{without}?without_programme=on"
    if layer == "money":
        if key.startswith("call "):
            return reverse("funding:call_detail", args=[int(key.removeprefix("call "))])
        return reverse("funding:grant_list" if key else "programme:programme_list")
    if layer == "kind":
        return f"{works}?kind={key}" if works else f"{counts}?rows=programme"
    if layer == "county":
        there = reverse("funding:grant_list") if grants else works
        return f"{there}?county={key}" if there and key else f"{counts}?rows=county"
    if layer == "result":
        return reverse("company:improvement_list") if viewer.signed_in else counts
    return f"{counts}?rows={view.by}"
