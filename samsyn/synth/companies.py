"""Companies with names that sort and search as Swedish ones do, and houses that support them."""

from collections.abc import Iterator
from datetime import timedelta

from samsyn.basics.swedish import folded, sort_key
from samsyn.demo.companies import CROWDED, PLACES, SIZES, TRADES
from samsyn.directory.models import Organisation, OrganisationName, Tie
from samsyn.directory.rules.identifiers import made_up_number
from samsyn.directory.rules.kinds import OrganisationKind, TieKind, TieRole
from samsyn.directory.rules.organisations import search_text
from samsyn.directory.rules.places import COUNTY_BY_CODE, MUNICIPALITIES
from samsyn.synth.frame import Frame

SURNAMES = (
    *("Åberg", "Ågren", "Åkesson", "Åslund", "Ängman", "Ärlig", "Öberg", "Öhman", "Östlund"),
    *("Andersson", "Berggren", "Carlfors", "Dahlin", "Ekvall", "Fällman", "Göthberg", "Hägg"),
    *("Isaksson", "Järnström", "Källgren", "Lövdahl", "Måne", "Nygård", "Olofsson", "Påhlman"),
    *("Qvist", "Rönnberg", "Sjöö", "Törnqvist", "Ulvaeus", "Växby", "Wård", "Ytterdal", "Zätter"),
)
FIRST_PARTS = ("Al", "Ber", "Gran", "Häst", "Järn", "Kvarn", "Lå", "Norr", "Rå", "Stål", "Väst")
LAST_PARTS = ("fors", "vik", "hult", "mek", "tek", "teknik", "form", "stans", "svets", "lego")
SUPPORT = (
    ("Stödhus", OrganisationKind.IUC_COMPANY),
    ("Teknikpark", OrganisationKind.SCIENCE_PARK),
    ("Region", OrganisationKind.REGION),
    ("Högskolan i", OrganisationKind.UNIVERSITY),
)
PERMITTED = 20
"""One company in so many has given the institute permission to see what it keeps to itself."""


def add_companies(frame: Frame) -> None:
    """Write the houses and the companies with their first names, and the permissions given."""
    houses = frame.write("houses", _houses())
    frame.houses = [house.pk for house in houses]
    companies = frame.write("companies", _companies(frame))
    frame.companies = [company.pk for company in companies]
    everybody = [*houses, *companies]
    frame.pour(
        "names", (OrganisationName(organisation_id=one.pk, name=one.name) for one in everybody)
    )
    institute = frame.homes["institute"].pk
    frame.pour(
        "permissions",
        (
            Tie(
                kind=TieKind.COMPANY,
                key=key,
                role=TieRole.PERMITTED,
                organisation_id=institute,
                from_on=frame.on - timedelta(days=400),
                until_on=frame.on + timedelta(days=400),
            )
            for key in frame.companies[::PERMITTED]
        ),
    )


def _houses() -> Iterator[Organisation]:
    for place in PLACES:
        for word, kind in SUPPORT:
            yield _organisation(f"{word} {place}", kind)


def _companies(frame: Frame) -> Iterator[Organisation]:
    chance = frame.chance
    places = chance.choices(
        MUNICIPALITIES,
        [CROWDED.get(place.county_code, 3) for place in MUNICIPALITIES],
        k=frame.size.companies,
    )
    trades = chance.choices(TRADES, [trade[2] for trade in TRADES], k=frame.size.companies)
    sizes = chance.choices(SIZES, [size[1] for size in SIZES], k=frame.size.companies)
    for serial in range(frame.size.companies):
        place = places[serial]
        company = _organisation(_name(frame, trades[serial][0]), OrganisationKind.COMPANY)
        company.number = made_up_number(serial)
        company.sector_code, company.sector_version = trades[serial][1], "SNI2007"
        company.size_class = sizes[serial][0] or ""
        company.email = f"kontakt{serial}@foretag.example"
        company.county_id, company.municipality_id = place.county_code, place.code
        where = dict.fromkeys([COUNTY_BY_CODE[place.county_code].name, place.name])
        company.search_text = search_text([company.name], company.number, where)
        yield company


def _organisation(name: str, kind: OrganisationKind) -> Organisation:
    return Organisation(
        name=name,
        sort_key=sort_key(name),
        search_text=folded(name),
        kind=kind,
        commercial=kind is OrganisationKind.COMPANY,
        publicly_controlled=kind is OrganisationKind.REGION,
    )


def _name(frame: Frame, trade: str) -> str:
    chance = frame.chance
    way = chance.randrange(4)
    if way == 0:
        return f"{chance.choice(SURNAMES)}s {trade} i {chance.choice(PLACES)} AB"
    if way == 1:
        return f"{chance.choice(SURNAMES)} & {chance.choice(SURNAMES)} {trade} AB"
    if way == 2:
        return f"{chance.choice(FIRST_PARTS)}{chance.choice(LAST_PARTS)} {trade} AB"
    return f"{chance.choice(PLACES)} {trade} & {chance.choice(TRADES)[0]} AB"
