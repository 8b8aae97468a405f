"""The organisations that support companies, their people, and the programme's eight regions."""

from datetime import date

from samsyn.demo.stage import Stage
from samsyn.directory.actions.groupings import make_grouping
from samsyn.directory.actions.organisations import add_organisation, rename_organisation
from samsyn.directory.models import Membership, Organisation, Person
from samsyn.directory.rules.identifiers import made_up_number
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.directory.rules.organisations import NewOrganisation
from samsyn.directory.rules.roles import Role

REGIONS: dict[str, tuple[str, ...]] = {
    "Övre Norrland": ("25", "24"),
    "Mellersta Norrland": ("22", "23"),
    "Norra Mellansverige": ("21", "20", "17"),
    "Östra Mellansverige": ("18", "19", "04", "05", "03"),
    "Stockholm": ("01",),
    "Västsverige": ("14", "13"),
    "Småland och öarna": ("06", "07", "08", "09"),
    "Sydsverige": ("12", "10"),
}
"""The eight programme regions, each above the county."""

_KIND = OrganisationKind
HOUSES: tuple[tuple[str, str, OrganisationKind, bool, str], ...] = (
    ("university", "Tekniska högskolan i Älvsbro", _KIND.UNIVERSITY, True, "25"),
    ("park", "Norrfors Science Park", _KIND.SCIENCE_PARK, False, "25"),
    ("union", "Industrifolket", _KIND.UNION_EMPLOYERS, False, "01"),
    ("employers", "Verkstadsföreningen", _KIND.UNION_EMPLOYERS, False, "01"),
    ("municipality", "Kvarnsunds kommun", _KIND.MUNICIPALITY, True, "25"),
    ("network", "Navet Sverige", _KIND.IUC_COMPANY, False, "01"),
)
REGION_NAMES = {
    "Övre Norrland": "Region Norrvik",
    "Mellersta Norrland": "Region Mittvik",
    "Norra Mellansverige": "Region Bergvik",
    "Östra Mellansverige": "Region Slättvik",
    "Stockholm": "Region Holmvik",
    "Västsverige": "Region Västvik",
    "Småland och öarna": "Region Skogsvik",
    "Sydsverige": "Region Sundvik",
}
"""Made-up regions with development responsibility, by programme region."""


def add_houses(stage: Stage) -> None:
    """Write the support organisations, a leader at each node and region, and the grouping."""
    by = stage.operator(1100)
    serial = 900_000
    for key, name, kind, public, county in HOUSES:
        serial += 1
        stage.homes[key] = _add(stage, name, kind, public, county, serial)
    for place, counties in REGIONS.items():
        serial += 2
        if place == "Övre Norrland":
            stage.homes[f"node {place}"] = stage.homes["navet"]
            stage.homes[f"region {place}"] = stage.homes["region"]
            stage.people[f"leader {place}"] = stage.people["ivar"]
        else:
            node = _add(stage, f"Navet {place}", _KIND.IUC_COMPANY, False, counties[0], serial)
            region = _add(stage, REGION_NAMES[place], _KIND.REGION, True, counties[0], serial + 1)
            stage.homes[f"node {place}"], stage.homes[f"region {place}"] = node, region
            stage.people[f"leader {place}"] = _leader(place, stage, serial)
        stage.nodes.append(stage.homes[f"node {place}"])
    rename_organisation(
        by=stage.operator(700),
        organisation_id=stage.homes["institute"].pk,
        name="Institutet för produktion",
        from_on=stage.ago(700),
    )
    stage.homes["institute"].refresh_from_db()
    make_grouping(by=by, title="Lyftets åtta regioner", areas=REGIONS)


def _add(
    stage: Stage, name: str, kind: OrganisationKind, public: bool, county: str, serial: int
) -> Organisation:
    return add_organisation(
        by=stage.operator(1100),
        new=NewOrganisation(
            name=name,
            kind=kind,
            number=made_up_number(serial),
            publicly_controlled=public,
            commercial=False,
            county_code=county,
        ),
    )


_LEADERS = ("Jonna Ås", "Kalle Mo", "Lina Vik", "Malik Öberg", "Nora Dahl", "Olle Rask", "Petra Ny")


def _leader(place: str, stage: Stage, serial: int) -> Person:
    """A regional leader at the region, who writes its applications."""
    name = _LEADERS[serial // 2 % len(_LEADERS)]
    person = Person.objects.create(name=name, email=f"ledare{serial}@demo.example")
    person.set_unusable_password()
    person.save(update_fields=["password"])
    Membership.objects.create(
        person=person,
        organisation=stage.homes[f"region {place}"],
        role=Role.REGIONAL_LEADER,
        from_on=date(2020, 1, 1),
    )
    return person
