"""The order of a list, as the address asks for it: `?sort=name` rising, `?sort=-name` falling."""

from django.http import HttpRequest


def order_asked(request: HttpRequest, usual: str, **orders: tuple[str, ...]) -> tuple[str, ...]:
    """The fields to sort by, for `page_of`; what the address asks for if it is among the orders.

    `usual` is the order without it: "name", or "-day" for the newest first. Each order names
    its fields rising; the last one is unique. The table heads are `{% sort_column %}`.
    """
    asked = request.GET.get("sort", "")
    chosen = asked if asked.removeprefix("-") in orders else usual
    fields = orders[chosen.removeprefix("-")]
    return tuple(f"-{field}" for field in fields) if chosen.startswith("-") else fields
