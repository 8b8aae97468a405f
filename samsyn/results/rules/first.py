"""Which first screens somebody has, and which of them she sees."""

from collections.abc import Iterable
from enum import StrEnum

from samsyn.directory.rules.roles import Role


class Screen(StrEnum):
    """The first screens, by the word that stands in the address: `?as=week`."""

    WEEK = "week"
    REGIONS = "regions"
    REGION = "region"
    COACHING = "coaching"
    CASES = "cases"
    CALLS = "calls"
    UNIT = "unit"
    FIGURES = "figures"
    COMPANY = "company"
    STORE = "store"
    OURS = "ours"
    NEW = "new"


ORDER: dict[Role, Screen] = {
    Role.PROGRAMME_DIRECTOR: Screen.WEEK,
    Role.NATIONAL_COORDINATOR: Screen.REGIONS,
    Role.REGIONAL_LEADER: Screen.REGION,
    Role.COACH: Screen.COACHING,
    Role.CASE_HANDLER: Screen.CASES,
    Role.CALL_OWNER: Screen.CALLS,
    Role.UNIT_HEAD: Screen.UNIT,
    Role.ANALYST: Screen.FIGURES,
    Role.COMPANY_MANAGER: Screen.COMPANY,
    Role.ADMINISTRATOR: Screen.STORE,
}
"""The screen of each role. Of several, the first that stands here is the one she meets first."""


def screens_of(roles: Iterable[Role], *, at_company: bool, at_home: bool = True) -> list[Screen]:
    """The screens that somebody with the roles may choose between, the first one first.

    Everybody at an organisation has the screen of what it takes part in, last; at a company that
    is the company's own. `at_home` is false for somebody who acts for no organisation.

    >>> screens_of({Role.ADMINISTRATOR, Role.PROGRAMME_DIRECTOR}, at_company=False)
    [<Screen.WEEK: 'week'>, <Screen.STORE: 'store'>, <Screen.OURS: 'ours'>]
    >>> screens_of(set(), at_company=False, at_home=False)
    [<Screen.NEW: 'new'>]
    """
    if not at_home:
        return [Screen.NEW]
    held = set(roles)
    found = [screen for role, screen in ORDER.items() if role in held]
    if not at_company:
        return [*(screen for screen in found if screen is not Screen.COMPANY), Screen.OURS]
    return found if Screen.COMPANY in found else [*found, Screen.COMPANY]


def screen_shown(screens: list[Screen], *wishes: object) -> Screen:
    """The first wish that is among the screens, else the first screen.

    >>> screen_shown([Screen.WEEK, Screen.STORE], "coaching", "store")
    <Screen.STORE: 'store'>
    >>> screen_shown([Screen.WEEK, Screen.STORE], "", None)
    <Screen.WEEK: 'week'>
    """
    for wish in wishes:
        for screen in screens:
            if screen == wish:
                return screen
    return screens[0]
