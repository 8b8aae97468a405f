"""The lists of this room as sheets of Excel: the head of each column, and the cells below it."""

from django.utils.translation import gettext


def company_headers() -> list[str]:
    return [
        gettext("Organisation number"),
        gettext("Name"),
        gettext("Municipality"),
        gettext("County"),
        gettext("Sector code"),
        gettext("Version of the sector code"),
        gettext("Size as declared"),
    ]


def improvement_headers() -> list[str]:
    return [
        gettext("Organisation number"),
        gettext("Company"),
        gettext("What became better"),
        gettext("When"),
        gettext("Hours saved per year"),
        gettext("Kronor saved per year"),
        gettext("How measured"),
        gettext("Work environment"),
        gettext("Skills"),
    ]
