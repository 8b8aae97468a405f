"""What the answers of this room share: a line of text, a refusal, and where to read on."""

from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, StringConstraints

MOST = 500
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Refusal(Schema):
    code: str
    text: str


REFUSALS: dict[int, Any] = {401: Any, 403: Refusal, 404: Refusal, 422: Any}


class Place(Schema):
    """Where to read on: the last key read, and how many rows to send."""

    after: int = 0
    limit: Annotated[int, Field(ge=1, le=MOST)] = 100


def page_of(rows: Any, place: Place) -> dict[str, Any]:
    """The rows after the place, by key, and where to read on."""
    found = list(rows.filter(pk__gt=place.after).order_by("pk")[: place.limit + 1])
    more, found = len(found) > place.limit, found[: place.limit]
    return {"items": found, "next": found[-1].pk if more else None}
