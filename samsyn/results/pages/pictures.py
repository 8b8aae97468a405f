"""A picture of the thread on any page: asked for, drawn, read as a table and downloaded."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samsyn.basics.problem import Problem
from samsyn.results.pages import picture_words as words
from samsyn.results.pages.picture_svg import picture_svg
from samsyn.results.queries.pictures import GROUPS, LAYERS, Picture, View, thread_picture
from samsyn.results.rules.counting import Dimension
from samsyn.results.rules.diagram import MOST, Look, Node
from samsyn.results.rules.strands import Kind
from samsyn.web.answer import Request, in_words
from samsyn.web.drawing import png
from samsyn.web.sheets import excel
from samsyn.web.templatetags.samsyn import changed_query

FILES = ("svg", "png", "xlsx")
PNG_WIDTH_PX = 2400


def view_asked(query: QueryDict) -> View:
    """How the address wants the picture; what is missing or wrong falls back."""
    measure, by = query.get("measure", ""), query.get("by", "")
    skip = {}
    for layer in {layer for layers in LAYERS.values() for layer in layers}:
        number = query.get(f"{layer}_from", "")
        if number.isdecimal() and len(number) < 10:
            skip[layer] = int(number)
    return View(
        measure=measure if measure in LAYERS else "companies",
        by=Dimension(by) if by in set(GROUPS) else Dimension.SIZE,
        skip=skip,
    )


def start_of(kind: str, key: int) -> tuple[str, int] | None:
    """Where a picture begins; only goals and programmes have one of their own."""
    return (kind, key) if kind in {Kind.GOAL, Kind.PROGRAMME} else None


def picture_file(request: Request, start: tuple[str, int] | None) -> HttpResponseBase | None:
    """The picture as the file that the address asks for by `?format=`; None if it asks for none."""
    form = request.GET.get("format", "")
    if form not in FILES:
        return None
    picture = thread_picture(request.standing, start, view_asked(request.GET))
    name = slugify(words.title(picture)) or _("picture")
    if form == "xlsx":
        return excel(f"{name}.xlsx", *_as_excel(picture))
    svg = picture_svg(picture, alone=True)
    content = svg.encode() if form == "svg" else png(svg, width_px=PNG_WIDTH_PX)
    kind = "image/svg+xml" if form == "svg" else "image/png"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def picture_on_page(
    request: Request, start: tuple[str, int] | None, address: str = ""
) -> dict[str, Any]:
    """What parts/picture.html needs; `address` is the page its links lead to, or the thread's."""
    address = address or _address(start)
    view = view_asked(request.GET)
    shown: dict[str, Any] = {"switches": _switches(request.GET, view, address)}
    try:
        picture = thread_picture(request.standing, start, view)
    except Problem as problem:
        return {**shown, "refusal": in_words(problem)}
    if picture.empty:
        return {**shown, "empty": True}
    opens = dict(_opens(request.GET, picture, address))
    return {
        **shown,
        "svg": mark_safe(picture_svg(picture, alone=False, opens=opens)),  # noqa: S308  escaped by the pen
        "summary": words.summary(picture),
        "rule": words.RULES[view.measure],
        "reaches": words.REACHES.get(view.measure, ""),
        "layers": [_layer(picture, at, opens) for at in range(len(picture.layers))],
        "tables": _tables(picture, opens),
        "table_open": request.GET.get("view") == "table",
        "files": _files(request.GET, address),
    }


def _address(start: tuple[str, int] | None) -> str:
    if start is None:
        return reverse("results:thread_top")
    return reverse("results:thread_of", args=start)


def _switches(query: QueryDict, view: View, address: str) -> list[dict[str, Any]]:
    """Ways to look, each a link: what the widths are, and what companies are put together by."""
    plain = {f"{layer}_from": None for layers in LAYERS.values() for layer in layers}
    plain |= {"format": None, "view": None}

    def link(label: object, here: bool, **changes: str) -> dict[str, Any]:
        url = f"{address}{changed_query(query, {**plain, **changes})}#picture"
        return {"label": label, "url": url, "here": here}

    measures = [
        link(label, name == view.measure, measure=name) for name, label in words.MEASURES.items()
    ]
    found = [{"label": _("Width"), "links": measures}]
    if view.measure == "companies":
        names = {Dimension.SIZE: _("Size"), Dimension.COUNTY: _("County")}
        groups = [link(names[by], by is view.by, by=by.value) for by in GROUPS]
        found.append({"label": _("Companies by"), "links": groups})
    return found


def _opens(
    query: QueryDict, picture: Picture, address: str
) -> Iterator[tuple[tuple[int, str], str]]:
    """Where what stands together opens: the same picture, further down or up in that layer."""
    for node in picture.nodes:
        layer = picture.layers[node.layer]
        now = picture.view.skip.get(layer, 0)
        if node.look is Look.MORE:
            step = sum(
                one.layer == node.layer and one.look in {Look.THING, Look.LOOSE}
                for one in picture.nodes
            )
            further = now + step
        elif node.look is Look.EARLIER:
            further = max(now - MOST, 0)
        else:
            continue
        changed = changed_query(query, {f"{layer}_from": str(further) if further else None})
        yield node.place, f"{address}{changed}#picture"


def _files(query: QueryDict, address: str) -> list[dict[str, str]]:
    names = {"svg": "SVG", "png": "PNG", "xlsx": "Excel"}
    found = []
    for form in FILES:
        changed = changed_query(query, {"format": form, "view": None})
        found.append({"label": names[form], "url": f"{address}{changed}"})
    return found


def _nodes_of(picture: Picture, at: int) -> list[Node]:
    """The nodes of a layer, largest first; what stands together, and what lacks a tie, last."""
    late = {Look.EARLIER: 0, Look.THING: 1, Look.LOOSE: 1, Look.MORE: 2, Look.NOTHING: 3}
    nodes = [node for node in picture.nodes if node.layer == at]
    return sorted(
        nodes,
        key=lambda node: (
            late[node.look],
            node.amount is None,
            -(node.amount or 0),
            node.label.casefold(),
        ),
    )


def _layer(picture: Picture, at: int, opens: dict[tuple[int, str], str]) -> dict[str, Any]:
    """A layer as a list for narrow screens, with bars as long as the picture's are high."""
    nodes = _nodes_of(picture, at)
    most = max((node.amount or Decimal(0) for node in picture.nodes), default=Decimal(0))
    return {
        "head": words.head(picture, picture.layers[at]),
        "nodes": [
            {
                "label": words.label(node),
                "url": opens.get(node.place) or picture.urls.get(node.place, ""),
                "figure": words.amount(picture, node.amount, "short"),
                "hidden": node.amount is None,
                "loose": words.is_loose(picture, node),
                "length": f"{(node.amount or 0) / most * 100:.1f}" if most else "0",
            }
            for node in nodes
        ],
    }


def _tables(picture: Picture, opens: dict[tuple[int, str], str]) -> list[dict[str, Any]]:
    """The picture as two tables: what there is, and what ties it together."""
    measure = str(words.MEASURES[picture.view.measure])
    nodes = {node.place: node for node in picture.nodes}
    things = [
        _row(
            (words.head(picture, layer), ""),
            (words.label(node), opens.get(node.place) or picture.urls.get(node.place, "")),
            (words.amount(picture, node.amount), ""),
        )
        for at, layer in enumerate(picture.layers)
        for node in _nodes_of(picture, at)
    ]
    ties = [
        _row(
            (words.label(nodes[flow.layer, flow.source]), ""),
            (words.label(nodes[flow.layer + 1, flow.target]), ""),
            (words.amount(picture, flow.amount), ""),
        )
        for flow in sorted(picture.flows, key=lambda flow: (flow.layer, -(flow.amount or 0)))
    ]
    return [
        {"caption": _("What there is"), "heads": [_("Layer"), _("Name"), measure], "rows": things},
        {"caption": _("What is tied"), "heads": [_("From"), _("To"), measure], "rows": ties},
    ]


def _row(*cells: tuple[str, str]) -> dict[str, Any]:
    """A line of a table: each cell a text and where it leads."""
    return {"cells": cells}


def _as_excel(picture: Picture) -> tuple[list[str], Iterator[list[Any]]]:
    """Nodes and ribbons in one sheet; a node has no other end. Hidden figures stay hidden."""
    measure = str(words.MEASURES[picture.view.measure])
    headers = [_("Layer"), _("Name"), _("Next layer"), _("Tied to"), measure]
    nodes = {node.place: node for node in picture.nodes}

    def cell(value: Decimal | None) -> Decimal | str:
        return _("hidden") if value is None else value

    def rows() -> Iterator[list[Any]]:
        for at, layer in enumerate(picture.layers):
            for node in _nodes_of(picture, at):
                name = words.head(picture, layer)
                yield [name, words.label(node), None, None, cell(node.amount)]
        for flow in picture.flows:
            at = flow.layer
            yield [
                words.head(picture, picture.layers[at]),
                words.label(nodes[at, flow.source]),
                words.head(picture, picture.layers[at + 1]),
                words.label(nodes[at + 1, flow.target]),
                cell(flow.amount),
            ]

    return headers, rows()
