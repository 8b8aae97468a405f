"""Places, organisations, people, ties, the journal, jobs and imports."""

from samsyn.directory.models.imports import ColumnMapping, Import, ImportRow
from samsyn.directory.models.jobs import Job
from samsyn.directory.models.journal import JournalLine
from samsyn.directory.models.kept import DataStamp, KeptResult
from samsyn.directory.models.organisations import (
    DuplicatePair,
    Organisation,
    OrganisationName,
)
from samsyn.directory.models.people import Invitation, Membership, Person, Store, Tie
from samsyn.directory.models.places import (
    County,
    Grouping,
    GroupingArea,
    Municipality,
    PlaceSpelling,
)

__all__ = [
    "ColumnMapping",
    "County",
    "DataStamp",
    "DuplicatePair",
    "Grouping",
    "GroupingArea",
    "Import",
    "ImportRow",
    "Invitation",
    "Job",
    "JournalLine",
    "KeptResult",
    "Membership",
    "Municipality",
    "Organisation",
    "OrganisationName",
    "Person",
    "PlaceSpelling",
    "Store",
    "Tie",
]
