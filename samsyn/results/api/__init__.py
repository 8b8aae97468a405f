"""The results room as JSON, by the same queries as its pages."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import FileResponse
from ninja import Query, Router, Schema
from ninja.security import django_auth

from samsyn.results.api.log import router as log
from samsyn.results.queries.counts import CountSheet, Figure, count_sheet
from samsyn.results.queries.facts import Filters
from samsyn.results.queries.loose_ends import Asked, LooseGroup, loose_groups
from samsyn.results.queries.maps import MapSheet, map_sheet
from samsyn.results.queries.pictures import Picture, View, thread_picture
from samsyn.results.queries.thread import thread_of, thread_top
from samsyn.results.reports import Form, report_file
from samsyn.results.rules.counting import Dimension
from samsyn.web.answer import Request

router = Router(tags=["results"])
router.add_router("log/", log)

MeasureName = Literal[
    "companies", "people", "women", "men", "not_stated", "hours", "participations", "sek"
]

Language = Literal["sv", "en"]


class Refusal(Schema):
    code: str
    text: str


class GrantsOut(Schema):
    count: int
    sek: Decimal


class GoalOut(Schema):
    key: int
    title: str
    grants: int
    sek: Decimal


class CountyOut(Schema):
    code: str
    name: str
    grants: int


class TopOut(Schema):
    grants: GrantsOut
    goals: list[GoalOut]
    counties: list[CountyOut]
    recipients: int
    companies: int | None


class KnotOut(Schema):
    kind: str
    count: int | None
    here: bool
    loose: bool


class ThreadOut(Schema):
    kind: str
    key: int
    title: str
    knots: list[KnotOut]


class FigureOut(Schema):
    row: str | None
    column: str | None
    value: Decimal | None
    hidden: bool

    @staticmethod
    def resolve_hidden(figure: Figure) -> bool:
        """Only whether: why it is hidden would help somebody to work it out."""
        return figure.hidden is not None


class LooseEndOut(Schema):
    """`is_deed` tells whether `url` is that of the deed that ties it, which you may do."""

    sentence: str
    kind: str
    key: int
    owner_id: int | None
    owner: str
    since: date | None
    age: str
    stake_sek: Decimal | None
    count: int
    url: str
    deed_text: str
    is_deed: bool


class LooseGroupOut(Schema):
    """All that hangs loose by one rule; `more` are those not among `ends`."""

    rule: str
    title: str
    why: str
    count: int
    since: date | None
    stake_sek: Decimal | None
    ends: list[LooseEndOut]
    more: int


class CountsOut(Schema):
    measure: str
    exact: bool
    figures: list[FigureOut]


class NodeOut(Schema):
    layer: str
    key: str
    label: str
    amount: Decimal | None
    hidden: bool
    look: str
    holds: int


class FlowOut(Schema):
    layer: str
    source: str
    target: str
    amount: Decimal | None
    hidden: bool


class PictureOut(Schema):
    measure: str
    layers: list[str]
    total: Decimal | None
    exact: bool
    nodes: list[NodeOut]
    flows: list[FlowOut]


WidthName = Literal["companies", "sek", "grants", "activities"]
GroupName = Literal[Dimension.SIZE, Dimension.COUNTY]


@router.get("pictures/thread/", auth=None, response={200: PictureOut, 404: Refusal, 422: Refusal})
def read_picture(
    request: Request,
    goal: int | None = None,
    programme: int | None = None,
    measure: WidthName = "companies",
    by: GroupName = Dimension.SIZE,
) -> dict[str, Any]:
    """The thread as nodes and ribbons, as the page draws it: the whole, a goal or a programme."""
    start = None if goal is None else ("goal", goal)
    if programme is not None:
        start = ("programme", programme)
    return _picture(thread_picture(request.standing, start, View(measure, by)))


def _picture(picture: Picture) -> dict[str, Any]:
    def hidden(amount: Decimal | None) -> dict[str, Any]:
        return {"amount": amount, "hidden": amount is None}

    return {
        "measure": picture.view.measure,
        "layers": picture.layers,
        "total": picture.total,
        "exact": picture.exact,
        "nodes": [
            {
                "layer": picture.layers[node.layer],
                "key": node.key,
                "label": node.label,
                "look": node.look,
                "holds": node.holds,
                **hidden(node.amount),
            }
            for node in picture.nodes
        ],
        "flows": [
            {
                "layer": picture.layers[flow.layer],
                "source": flow.source,
                "target": flow.target,
                **hidden(flow.amount),
            }
            for flow in picture.flows
        ],
    }


class AreaOut(Schema):
    code: str
    name: str
    value: Decimal | None


class MapOut(Schema):
    measure: str
    county: str
    by_municipality: bool
    areas: list[AreaOut]
    total: Decimal | None
    without_place: Decimal | None
    exact: bool


@router.get("pictures/map/", auth=None, response={200: MapOut, 422: Refusal})
def read_map(
    request: Request,
    measure: Literal["companies", "participations", "sek"] = "companies",
    county: str = "",
    by_municipality: bool = False,
    programme: str = "",
    year: str = "",
) -> MapSheet:
    """Figures by county, or by municipality; a value that is null is hidden, as on the page."""
    given = {Dimension.PROGRAMME: programme, Dimension.YEAR: year}
    filters = Filters({dimension: key for dimension, key in given.items() if key})
    return map_sheet(
        request.standing, measure, filters, county=county, by_municipality=by_municipality
    )


@router.get("thread/", auth=None, response=TopOut)
def read_thread_top(request: Request) -> dict[str, Any]:
    """The whole thread from the top goals; every grant, recipient and company once."""
    top = thread_top(request.standing)
    return {
        "grants": {"count": top.grants, "sek": top.sek},
        "goals": top.goals,
        "counties": top.counties,
        "recipients": top.recipients,
        "companies": top.companies,
    }


@router.get("thread/{kind}/{key}/", auth=None, response={200: ThreadOut, 404: Refusal})
def read_thread(request: Request, kind: str, key: int) -> dict[str, Any]:
    """The knots of the thread from one thing."""
    sheet = thread_of(request.standing, kind, key)
    return {"kind": sheet.kind, "key": key, "title": sheet.title, "knots": sheet.bar}


@router.get("thread/report", response={200: None, 422: Refusal})
def read_whole_report(
    request: Request, form: Form = Form.PDF, language: Language = "sv"
) -> FileResponse:
    """The report of the whole as a file: tagged PDF or Excel."""
    return report_file(request.standing, None, None, form, language)


@router.get("goals/{goal_id}/report", response={200: None, 404: Refusal, 422: Refusal})
def read_goal_report(
    request: Request, goal_id: int, form: Form = Form.PDF, language: Language = "sv"
) -> FileResponse:
    """The report of a goal and all goals below it as a file: tagged PDF or Excel."""
    return report_file(request.standing, "goal", goal_id, form, language)


@router.get("dialogues/{dialogue_id}/report", response={200: None, 404: Refusal, 422: Refusal})
def read_dialogue_report(
    request: Request, dialogue_id: int, form: Form = Form.PDF, language: Language = "sv"
) -> FileResponse:
    """The report of a dialogue as a file: tagged PDF or Excel."""
    return report_file(request.standing, "dialogue", dialogue_id, form, language)


@router.get("programmes/{programme_id}/report", response={200: None, 404: Refusal, 422: Refusal})
def read_programme_report(
    request: Request, programme_id: int, form: Form = Form.PDF, language: Language = "sv"
) -> FileResponse:
    """The report of a programme as a file: tagged PDF or Excel."""
    return report_file(request.standing, "programme", programme_id, form, language)


@router.get("loose-ends/", auth=django_auth, response={200: list[LooseGroupOut], 401: Any})
def read_loose_ends(
    request: Request,
    rule: str = "",
    owner: Literal["", "mine", "others", "nobody"] = "",
    county: str = "",
    order: Literal["", "age", "money"] = "",
    most: Annotated[int, Query(ge=1, le=500)] = 100,
) -> list[LooseGroup]:
    """What hangs loose, by rule in the order of the thread, the first of each by name."""
    return loose_groups(request.standing, Asked(rule, owner, county, order), most)


@router.get("counts/", auth=None, response={200: CountsOut, 422: Refusal})
def read_counts(
    request: Request,
    measure: MeasureName = "companies",
    rows: Dimension = Dimension.COUNTY,
    columns: Dimension | None = None,
    goal: str = "",
    county: str = "",
    sector: str = "",
    size: str = "",
    programme: str = "",
    year: str = "",
) -> dict[str, Any]:
    """Counts by one or two dimensions; small figures are hidden as on the page."""
    given = dict(zip(Dimension, (goal, county, sector, size, programme, year), strict=True))
    filters = Filters({dimension: key for dimension, key in given.items() if key})
    sheet = count_sheet(request.standing, measure, rows, columns, filters)
    return {"measure": measure, "exact": sheet.exact, "figures": _figures(sheet)}


def _figures(sheet: CountSheet) -> list[Figure]:
    lines = [*sheet.lines, sheet.totals]
    return [figure for line in lines for figure in (*line.figures, line.total)]
