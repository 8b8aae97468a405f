"""The results room as JSON, by the same queries and actions as its pages."""

from ninja import Router

router = Router(tags=["results"])
