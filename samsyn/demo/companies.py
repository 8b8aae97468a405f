"""The companies of the demo: names, places, sectors and sizes drawn with a fixed seed."""

from typing import Any

from samsyn.demo.stage import Stage
from samsyn.directory.actions.organisations import change_organisation, enter_organisations
from samsyn.directory.rules.identifiers import made_up_number
from samsyn.directory.rules.kinds import OrganisationKind, SizeClass
from samsyn.directory.rules.organisations import NewOrganisation, OrganisationFacts
from samsyn.directory.rules.places import MUNICIPALITIES

COMPANIES = 420

PLACES = (
    *("Granfors", "Kvarnsund", "Norrhede", "Tallmo", "Björkedal", "Stensele Bruk", "Östanfors"),
    *("Lövhult", "Hammarsund", "Silverån", "Västanvik", "Ekbro", "Mossbo", "Järnhyttan"),
    *("Sandåker", "Forsbacka Ny", "Ängsholm", "Dalsbruk", "Ramfors", "Klockarbo", "Furusund Ö"),
)
TRADES: tuple[tuple[str, str, int], ...] = (
    ("Mek", "25.620", 9),
    ("Plåt & Svets", "25.110", 7),
    ("Verktyg", "25.730", 4),
    ("Snickeri", "16.230", 5),
    ("Plast", "22.290", 5),
    ("Maskin", "28.990", 5),
    ("Gjuteri", "24.530", 3),
    ("Tryck", "18.120", 2),
    ("Möbler", "31.090", 3),
    ("Elektronik", "26.110", 3),
    ("Livs", "10.710", 3),
    ("Hydraulik", "28.120", 3),
    ("Industriservice", "33.120", 4),
)
"""Name, sector in SNI 2007, and how common."""
SIZES: tuple[tuple[SizeClass | None, int], ...] = (
    (SizeClass.MICRO, 38),
    (SizeClass.SMALL, 40),
    (SizeClass.MEDIUM, 12),
    (SizeClass.LARGE, 2),
    (None, 8),
)
CROWDED = {"25": 5, "24": 5, "14": 9, "06": 8, "12": 8, "05": 5, "20": 5, "21": 4, "09": 1}
"""Counties with more companies than others; 3 elsewhere."""


def add_companies(stage: Stage) -> None:
    """Write the companies, and what is known of the two in the cast."""
    names: set[str] = set()
    counties = list(MUNICIPALITIES)
    weights = [CROWDED.get(place.county_code, 3) for place in counties]
    new = []
    for serial in range(1, COMPANIES + 1):
        trade, sector, _weight = _one_of(stage, TRADES)
        municipality = stage.chance.choices(counties, weights)[0]
        name = _name(stage, trade, names)
        size = _one_of(stage, SIZES)[0]
        new.append(
            NewOrganisation(
                name=name,
                kind=OrganisationKind.COMPANY,
                number=made_up_number(serial),
                publicly_controlled=False,
                commercial=True,
                sector_code=sector,
                sector_version="SNI2007",
                municipality_code=municipality.code,
                size_class=size,
                email=f"kontakt{serial}@foretag.example",
            )
        )
    stage.companies = enter_organisations(by=stage.operator(1095), new=new)
    for key, serial in (("norrfors", 800_001), ("alvsbro", 800_002)):
        change_organisation(
            by=stage.operator(1095),
            organisation_id=stage.homes[key].pk,
            facts=OrganisationFacts(
                kind=OrganisationKind.COMPANY,
                number=made_up_number(serial),
                publicly_controlled=False,
                commercial=True,
                sector_code="25.620",
                sector_version="SNI2007",
                municipality_code="2580" if key == "norrfors" else "2480",
                size_class=SizeClass.SMALL,
            ),
        )
        stage.homes[key].refresh_from_db()
        stage.companies.append(stage.homes[key])


def _one_of(stage: Stage, choices: tuple[tuple[Any, ...], ...]) -> tuple[Any, ...]:
    """One of the choices, the last figure of each saying how common it is."""
    return stage.chance.choices(choices, [choice[-1] for choice in choices])[0]


def _name(stage: Stage, trade: str, taken: set[str]) -> str:
    """A name that nobody has yet."""
    place = stage.chance.choice(PLACES)
    for form in (f"{place}s {trade} AB", f"{trade} i {place} AB", f"Nya {place}s {trade} AB"):
        if form not in taken:
            taken.add(form)
            return form
    number = len(taken)
    taken.add(f"{place}s {trade} {number} AB")
    return f"{place}s {trade} {number} AB"
