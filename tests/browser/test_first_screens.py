"""Every first screen, of everybody: no fault of accessibility, no sideways scrolling, no complaint.

On a phone and a desk, light and dark, with long names; and where there is nothing yet.
"""

import pytest

from samsyn.cast import Cast, gather_people
from samsyn.directory.models import Membership, Person
from samsyn.directory.rules.roles import Role
from tests.browser.window import AXE, Opens, faults_of, listen
from tests.pages import fill

SCREENS = (
    ("frida", "week"),
    ("gustav", "regions"),
    ("bo", "region"),
    ("bo", "coaching"),
    ("astrid", "cases"),
    ("astrid", "calls"),
    ("hanna", "unit"),
    ("diyar", "figures"),
    ("cilla", "company"),
    ("frida", "store"),
    ("ivar", "ours"),
    ("eva", "new"),
)
OF_NOBODY = ["week", "regions", "region", "coaching", "cases", "calls", "unit", "figures", "store"]


def faults(opens: Opens, person: Person, screens: list[str], language: str) -> list[str]:
    page = opens(person, language)
    page.context.add_init_script(path=AXE)
    said = listen(page)
    wrong = []
    for screen in screens:
        answer = page.goto(f"/?as={screen}")
        assert answer is not None
        assert answer.status == 200
        wrong += [f"{screen} of {person} in {language}, {fault}" for fault in faults_of(page)]
    return wrong + said


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_first_screen_has_a_fault(open_as: Opens, cast: Cast, language: str) -> None:
    store = fill(cast)
    wrong = []
    for name, screen in SCREENS:
        wrong += faults(open_as, store.people[name], [screen], language)
    assert not wrong, "\n".join(wrong)


def test_no_first_screen_has_a_fault_when_there_is_nothing_yet(
    open_as: Opens, places: None
) -> None:
    _people, homes = gather_people()
    person = Person.objects.create(name="Alla", email="alla@demo.example")
    for role in Role:
        Membership.objects.create(
            person=person, organisation=homes["institute"], role=role, from_on="2024-01-01"
        )
    wrong = faults(open_as, person, [*OF_NOBODY, "ours"], "sv")
    assert not wrong, "\n".join(wrong)
