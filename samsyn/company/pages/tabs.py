"""The lists of this room beside each other, and the way back to them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from samsyn.company.queries.companies import companies_for
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.roles import Role


@dataclass(frozen=True, slots=True)
class Tab:
    """One list of the room."""

    label: str
    url: str
    here: bool
    count: None = None


def tabs(here: str) -> list[Tab]:
    """The lists of the room; `here` is the name of the one that is shown."""
    names = {
        "company_list": gettext("Companies"),
        "improvement_list": gettext("Improvements"),
        "key_figure_list": gettext("Key figures"),
    }
    return [Tab(words, reverse(f"company:{name}"), name == here) for name, words in names.items()]


def own_deed(viewer: Standing, address: str, text: str) -> list[tuple[str, str, str]]:
    """The deed above a list for somebody who acts for her own company; none for others."""
    if viewer.organisation_id is None or Role.COMPANY_MANAGER not in viewer.roles:
        return []
    if not companies_for(viewer).filter(pk=viewer.organisation_id).exists():
        return []
    return [(reverse(f"company:{address}", args=[viewer.organisation_id]), text, "add")]


def way_to(company_id: int | None = None, name: str = "") -> list[tuple[str, str]]:
    """The crumbs to a company, or to the list when no company is given."""
    crumbs = [(gettext("Companies"), reverse("company:company_list"))]
    if company_id is not None:
        crumbs.append((name, reverse("company:company_detail", args=[company_id])))
    return crumbs
