"""Parties of a programme and kinds of activity."""

from enum import StrEnum


class PartyRole(StrEnum):
    PARTNER = "partner"
    STAKEHOLDER = "stakeholder"
    FINANCIER = "financier"


class ActivityKind(StrEnum):
    """The form of an activity, from a short effort to a long one."""

    SEMINAR = "seminar"
    WORKSHOP = "workshop"
    COURSE = "course"
    START_PROGRAMME = "start_programme"
    DEVELOPMENT_PROGRAMME = "development_programme"
    COACHING = "coaching"
    NETWORK = "network"
    STUDY = "study"
    OTHER = "other"
