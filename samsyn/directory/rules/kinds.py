"""The kinds of organisation, company sizes and ties: the words that tables and pages share."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What an organisation is. `company` is the kind that the others support."""

    AGENCY = "agency"
    REGION = "region"
    MUNICIPALITY = "municipality"
    INSTITUTE = "institute"
    IUC_COMPANY = "iuc_company"
    SCIENCE_PARK = "science_park"
    UNIVERSITY = "university"
    UNION_EMPLOYERS = "union_employers"
    CONSULTANCY = "consultancy"
    COMPANY = "company"
    OTHER = "other"


SUPPORT_KINDS = frozenset(OrganisationKind) - {
    OrganisationKind.COMPANY,
    OrganisationKind.CONSULTANCY,
}
"""Kinds that support companies; a commercial organisation never counts as support."""


class SizeClass(StrEnum):
    """Size as the company declared it (Annex I to Regulation (EU) 651/2014)."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class TieKind(StrEnum):
    """What a tie is tied to, by its key."""

    COMPANY = "company"
    PROGRAMME = "programme"
    GRANT = "grant"


class TieRole(StrEnum):
    """As what somebody is tied."""

    HOST = "host"
    PARTNER = "partner"
    STAKEHOLDER = "stakeholder"
    FINANCIER = "financier"
    GRANTOR = "grantor"
    RECIPIENT = "recipient"
    COACH = "coach"
    PERMITTED = "permitted"


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ImportKind(StrEnum):
    GRANTS = "grants"
    PARTICIPANTS = "participants"


class ImportStep(StrEnum):
    """Life of an import: uploaded, mapped, checked (previewed), taken."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    TAKING = "taking"
    TAKEN = "taken"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Verdict(StrEnum):
    """What became of one row of an import."""

    TAKEN = "taken"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
