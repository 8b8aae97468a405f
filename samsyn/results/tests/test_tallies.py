"""The cells of a table beside the same cells added up one row at a time."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from samsyn.cast import Cast, organisation
from samsyn.directory.models import Organisation
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.programme.models import Participation
from samsyn.results.queries.facts import Filters, Tally, class_of
from samsyn.results.queries.tallies import cells_of
from samsyn.results.rules.counting import Dimension

DIMENSIONS = (None, Dimension.COUNTY, Dimension.SIZE, Dimension.PROGRAMME, Dimension.YEAR)


def classes_of(row: Participation, who: Organisation) -> dict[Dimension | None, str | None]:
    return {
        None: None,
        Dimension.COUNTY: class_of(Dimension.COUNTY, who.county_id),
        Dimension.SIZE: class_of(Dimension.SIZE, who.size_class),
        Dimension.PROGRAMME: class_of(Dimension.PROGRAMME, row.activity.programme_id),
        Dimension.YEAR: class_of(Dimension.YEAR, row.year),
    }


def one_at_a_time(sides: tuple[Dimension | None, Dimension | None]) -> dict[object, object]:
    sums: dict[object, dict[int, dict[str, Decimal | None]]] = defaultdict(dict)
    for row in Participation.objects.select_related("activity", "company__merged_into"):
        who = row.company.merged_into or row.company
        classes = classes_of(row, who)
        keys = {(r, c) for r in (None, classes[sides[0]]) for c in (None, classes[sides[1]])}
        people = [n for n in (row.women, row.men, row.not_stated) if n is not None]
        said = {
            **{"hours": row.hours, "women": row.women, "men": row.men},
            **{"not_stated": row.not_stated, "participations": 1},
            "people": sum(people) if people else None,
        }
        for key in keys:
            held = sums[key].setdefault(who.pk, dict.fromkeys(said))
            for name, value in said.items():
                if value is not None:
                    held[name] = (held[name] or Decimal(0)) + value
    cells = {}
    for key, by_company in sums.items():
        tally = Tally()
        for values in by_company.values():
            tally.add(values)
        cells[key] = tally.cell()
    return cells


@pytest.fixture
def varied(cast: Cast) -> Cast:
    """Thirty companies of several sizes and counties, some the same, over three years."""
    Participation.objects.all().delete()
    made: list[Organisation] = []
    for serial in range(30):
        county = ("25", "12", None)[serial % 3]
        who = organisation(f"Bolag {serial}", OrganisationKind.COMPANY, False, county)
        who.size_class = ("small", "large", "")[serial % 7 % 3]
        who.merged_into = made[serial - 5] if serial % 11 == 10 else None
        who.save(update_fields=["size_class", "merged_into"])
        made.append(who)
        for year in range(2024, 2024 + serial % 4):
            Participation.objects.create(
                **{"activity": cast.activity, "company": who, "year": year},
                on=date(year, 5, 1),
                hours=None if serial % 5 == 0 else Decimal(f"{serial * 7 % 13}.35"),
                women=None if serial % 4 == 1 else serial % 9,
                men=serial if serial % 6 == 2 else None,
            )
    return cast


@pytest.mark.parametrize("sides", list(permutations(DIMENSIONS, 2)))
def test_every_cell_and_total_is_what_its_rows_come_to(
    varied: Cast, sides: tuple[Dimension | None, Dimension | None]
) -> None:
    assert cells_of(Filters(), sides) == one_at_a_time(sides)
