"""Lists by pages that cost the same however far in one is: keyset paging."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext

Row = TypeVar("Row", bound=Model)

ROWS = 50
"""Rows on a page."""
SEPARATOR = "~"


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list, and the addresses of its neighbours (empty where there is none)."""

    rows: list[Row]
    first_url: str
    previous_url: str
    next_url: str
    total: int

    @property
    def sentence(self) -> str:
        """How many of them stand on this page."""
        return gettext("%(rows)s of %(total)s on this page") % {
            "rows": number_format(len(self.rows), force_grouping=True),
            "total": number_format(self.total, force_grouping=True),
        }


def page_of(
    request: HttpRequest,
    rows: QuerySet[Row],
    order: tuple[str, ...],
    size: int = ROWS,
    *,
    keys_first: bool = False,
) -> Page[Row]:
    """The page of the list that the address asks for.

    `order` names the fields to sort by, "-" first for falling; the last one is unique and
    all go the same way, so that the database walks one index. The address carries the last
    row seen (`after`) or the first (`before`), never a number of pages to skip. With
    `keys_first` the database sorts keys and not whole rows: for lists that are put together
    from many places, so that no index has their order.
    """
    falling = order[0].startswith("-")
    fields = [field.lstrip("-") for field in order]
    total = count_of(request, rows)
    before, after = request.GET.get("before"), request.GET.get("after")
    backwards = before is not None
    ordered = rows.order_by(*order)
    if backwards:
        ordered = ordered.reverse()
    mark = before if backwards else after
    if mark is not None:
        beyond = _beyond(rows, fields, mark, "lt" if falling != backwards else "gt")
        ordered = ordered.filter(beyond)
    if keys_first:
        keys = list(ordered.values_list("pk", flat=True)[: size + 1])
        plain = rows.model._default_manager.all()  # sight and filters are in the keys already
        plain.query.select_related = rows.query.select_related
        by_key = plain.in_bulk(keys)
        found = [by_key[key] for key in keys if key in by_key]
    else:
        found = list(ordered[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_previous = more if backwards else mark is not None
    has_next = True if backwards else more
    return Page(
        rows=found,
        first_url=_address(request) if has_previous else "",
        previous_url=_address(request, before=_mark(found[0], fields))
        if has_previous and found
        else "",
        next_url=_address(request, after=_mark(found[-1], fields)) if has_next and found else "",
        total=total,
    )


def count_of(request: HttpRequest, rows: QuerySet[Any]) -> int:
    """How many rows there are: kept until the data change, where the request knows how."""
    counted = getattr(request, "counted", None)
    return rows.count() if counted is None else int(counted(rows))


def _beyond(rows: QuerySet[Any], fields: list[str], mark: str, way: str) -> Q:
    """The rows after the mark, field by field; everything when the mark is not ours."""
    values = mark.split(SEPARATOR)
    if len(values) != len(fields):
        return Q()
    beyond, level = Q(), Q()
    try:
        for field, value in zip(fields, values, strict=True):
            clean = rows.model._meta.get_field("id" if field == "pk" else field).to_python(value)
            beyond |= level & Q(**{f"{field}__{way}": clean})
            level &= Q(**{field: clean})
    except Exception:  # whatever a hand-made address holds, the list answers from its start
        return Q()
    # the first field alone lets the database start in its index
    return Q(**{f"{fields[0]}__{way}e": _first(rows, fields, values)}) & beyond


def _first(rows: QuerySet[Any], fields: list[str], values: list[str]) -> Any:
    name = "id" if fields[0] == "pk" else fields[0]
    return rows.model._meta.get_field(name).to_python(values[0])


def _mark(row: Model, fields: list[str]) -> str:
    return SEPARATOR.join(str(getattr(row, field)) for field in fields)


def _address(request: HttpRequest, **place: str) -> str:
    """The current address with another place in the list."""
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    for name, value in place.items():
        query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path
