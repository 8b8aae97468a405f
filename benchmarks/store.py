"""What the measuring of pages must know of a store, and how it changes a row there.

`python -m benchmarks.store keys 49950` prints keys and marks as JSON; `change` changes a row for
every line it reads.
"""

import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.config.settings")
django.setup()

from django.db.models import Count, QuerySet  # noqa: E402  # after the setup
from django.utils import timezone  # noqa: E402

from samsyn.company.queries.companies import companies_for  # noqa: E402
from samsyn.company.queries.improvements import improvements_for  # noqa: E402
from samsyn.company.queries.key_figures import key_figures_for  # noqa: E402
from samsyn.dialogue.queries import dialogues_for  # noqa: E402
from samsyn.directory.models import County, Organisation, Person  # noqa: E402
from samsyn.directory.queries.journal import journal_for  # noqa: E402
from samsyn.directory.queries.organisations import organisations_for  # noqa: E402
from samsyn.directory.queries.sight import standing_of  # noqa: E402
from samsyn.directory.rules.access import Standing, visitor  # noqa: E402
from samsyn.funding.queries.applications import applications_for  # noqa: E402
from samsyn.funding.queries.grants import grants_for  # noqa: E402
from samsyn.programme.models import Participation  # noqa: E402
from samsyn.programme.queries.activities import activities_for  # noqa: E402
from samsyn.programme.queries.participations import participations_for  # noqa: E402
from samsyn.strategy.models import Goal  # noqa: E402

ROWS = 50
EXPORTED = 10_000


def keys(skip: int) -> dict[str, Any]:
    """Marks of page 1,000 of each list, or of its middle when it is shorter; some keys."""
    today = visitor(timezone.localdate())
    frida, astrid = (
        standing_of(Person.objects.get(email=f"{name}@demo.example"), None, today)
        for name in ("frida", "astrid")
    )
    lists: dict[str, tuple[QuerySet[Any], tuple[str, ...]]] = {
        "companies": (companies_for(frida), ("sort_key", "pk")),
        "organisations": (organisations_for(frida), ("sort_key", "pk")),
        "improvements": (improvements_for(frida), ("-happened_on", "-id")),
        "key figures": (key_figures_for(frida), ("-year", "-id")),
        "dialogues": (dialogues_for(frida), ("-opens_on", "-pk")),
        "journal": (journal_for(frida), ("-pk",)),
        "grants": (grants_for(today), ("sort_key", "pk")),
        "applications": (applications_for(astrid), ("-pk",)),
        "activities": (activities_for(frida), ("-starts_on", "-id")),
        "participation": (participations_for(frida), ("-on", "-id")),
    }
    busiest = Participation.objects.values("company").annotate(n=Count("pk")).order_by("-n")
    return {
        "marks": {name: _mark(rows, order, skip) for name, (rows, order) in lists.items()},
        "goal": Goal.objects.filter(above=None).order_by("pk")[0].pk,
        "company": companies_for(frida).order_by("pk")[companies_for(frida).count() // 2].pk,
        "busiest": busiest[0]["company"],
        "narrow_participation": _about(EXPORTED, frida),
        "narrow_companies": _county_of_about(EXPORTED),
    }


def _mark(rows: QuerySet[Any], order: tuple[str, ...], skip: int) -> tuple[int, str] | None:
    there = rows.count()
    place = min(skip, there // 2 // ROWS * ROWS)
    if place == 0:
        return None
    row = rows.order_by(*order)[place - 1]
    return place // ROWS + 1, "~".join(str(getattr(row, field.lstrip("-"))) for field in order)


def _about(wanted: int, viewer: Standing) -> str:
    """Filters that leave about so many participations: a programme, and a county and year."""
    rows = participations_for(viewer).order_by()
    counted = rows.values("activity__programme", "year").annotate(n=Count("pk"))
    best = min(counted, key=lambda row: abs(row["n"] - wanted))
    return f"programme={best['activity__programme']}&year={best['year']}"


def _county_of_about(wanted: int) -> str:
    rows = Organisation.objects.filter(kind="company")
    counted = {
        code: rows.filter(county=code).count()
        for code in County.objects.values_list("pk", flat=True)
    }
    return f"county={min(counted, key=lambda code: abs(counted[code] - wanted))}"


def main() -> None:
    if sys.argv[1] == "keys":
        print(json.dumps(keys(int(sys.argv[2]))))
        return
    first = Organisation.objects.order_by("pk").values_list("pk", flat=True)[0]
    for _told in sys.stdin:
        Organisation.objects.filter(pk=first).update(kind="agency")
        print("changed", flush=True)


if __name__ == "__main__":
    main()
