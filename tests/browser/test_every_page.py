"""Every page of the map: no fault of accessibility, no sideways scrolling, no word on the console.

In both languages, both colour schemes, on a phone and a desk; with long names and titles, and
with empty lists.
"""

import pytest
from playwright.sync_api import Page, expect

from samsyn.cast import Cast, gather_people
from tests.access import PAGES
from tests.browser.window import AXE, PHONE, Opens, faults_of, listen
from tests.lookers import Looker, keys_for
from tests.pages import Store, addresses, fill

MOST_TO_DO = ("frida", "astrid", "cilla", "ivar", "bo", "hanna", "olof")
LEAST_TO_DO = ("visitor", "eva")
ONLY_SENDS_ON = {"directory:sign_in", "directory:sign_in_by_link", "directory:demo_sign_in"}
NOT_A_PAGE = {
    "directory:organisation_choices",
    "directory:import_progress",
    "results:log_feed",
    "phone_worker",
}
"""Parts that a script puts into a page, a feed, and a script."""
IS_A_FILE = {name for name in PAGES if name.endswith(("_pdf", "_xlsx", "_svg", "_png", "_csv"))}
"""What is downloaded, with a test of its own."""
ACCOUNT = ("login", "inactive", "signup", "password/reset", "password/reset/done")
OWN_ACCOUNT = ("logout", "password/set")


def pages_for(store: Store, order: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Name, address and reader of every page: the first in the order who may open it."""
    lookers = [Looker(store, name) for name in order]
    found = []
    for address in addresses():
        rule = PAGES[address.name]
        readers = [looker.name for looker in lookers if looker.gets(rule) == 200]
        if (
            readers
            and not rule.posts
            and address.name not in ONLY_SENDS_ON | NOT_A_PAGE | IS_A_FILE
        ):
            found.append((address.name, address.filled(keys_for(store, rule)), readers[0]))
    return found


def walk(opens: Opens, store: Store, pages: list[tuple[str, str, str]], language: str) -> list[str]:
    """What is wrong on any of the pages."""
    windows: dict[str, tuple[Page, list[str]]] = {}
    wrong = []
    for name, where, reader in pages:
        if reader not in windows:
            windows[reader] = window(opens, store, reader, language)
        page, said = windows[reader]
        answer = page.goto(where)
        assert answer is not None
        faults = [] if answer.status == 200 else [f"status {answer.status}"]
        faults += faults_of(page, wide_first=language == "en") + said
        said.clear()
        wrong += [f"{name} as {reader} in {language}, {fault}" for fault in faults]
    return wrong


def window(opens: Opens, store: Store, reader: str, language: str) -> tuple[Page, list[str]]:
    page = opens(store.people.get(reader), language)
    page.context.add_init_script(path=AXE)
    return page, listen(page)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_page_has_a_fault_for_those_who_may_do_most(
    open_as: Opens, cast: Cast, language: str
) -> None:
    store = fill(cast)
    wrong = walk(open_as, store, pages_for(store, MOST_TO_DO), language)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_page_has_a_fault_for_those_who_may_do_least(
    open_as: Opens, cast: Cast, language: str
) -> None:
    store = fill(cast)
    pages = pages_for(store, LEAST_TO_DO)
    pages += [("account", f"/account/{place}/", "visitor") for place in ACCOUNT]
    pages += [("account", f"/account/{place}/", "eva") for place in OWN_ACCOUNT]
    wrong = walk(open_as, store, pages, language)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_page_has_a_fault_when_there_is_nothing_yet(
    open_as: Opens, places: None, language: str
) -> None:
    people, _homes = gather_people()
    store = Store(None, people, {})
    bare = [address for address in addresses() if not address.keys]
    pages = [
        (address.name, address.filled({}), "frida")
        for address in bare
        if PAGES[address.name].open or not PAGES[address.name].deed
    ]
    skipped = ONLY_SENDS_ON | NOT_A_PAGE | IS_A_FILE | {"directory:demo_people"}
    pages = [each for each in pages if each[0] not in skipped and not PAGES[each[0]].posts]
    wrong = walk(open_as, store, pages, language)
    assert not wrong, "\n".join(wrong)


def test_open_menus_have_no_fault(open_as: Opens, cast: Cast) -> None:
    store = fill(cast)
    page, said = window(open_as, store, "frida", "sv")
    page.goto(f"/programmes/{cast.programme.pk}/")
    for menu in page.locator("header details.menu").all():
        menu.locator("summary").click()
        expect(menu.locator(".panel")).to_be_visible()
        assert faults_of(page, "header") == []
        page.keyboard.press("Escape")
        page.set_viewport_size(PHONE)
        expect(menu.locator(".panel")).to_be_hidden()
    assert said == []


def test_a_planted_fault_is_found(open_as: Opens) -> None:
    page = open_as()
    page.context.add_init_script(path=AXE)
    page.goto("/accessibility/")
    said = listen(page)
    page.evaluate(
        """() => document.querySelector('main').insertAdjacentHTML('beforeend',
        '<img src="/static/favicon.svg"><p id="wide">bred</p>')"""
    )
    page.evaluate(
        """() => Object.assign(document.getElementById('wide').style,
        {width: '500px', color: '#777', background: '#888'})"""
    )
    page.evaluate("() => console.error('plantat')")
    found = " ".join(faults_of(page))
    assert "390 light: image-alt" in found
    assert "390 light: color-contrast" in found
    assert "390 light: scrolls sideways" in found
    assert "1440 dark: color-contrast" in found
    assert said == ["plantat"]
