"""What the stories in a browser have in common."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
Opens = Callable[..., Page]
"""`open_as(person, **context)`: a window as somebody, or as nobody with None."""

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
_TELL = """.then(found => found.violations.map(rule => rule.id + ': ' + rule.nodes.map(
  node => node.html.slice(0, 160) + ' ' + node.any.concat(node.all, node.none).map(
    check => check.message)[0]).join(' | ')))"""
WHOLE = f"part => axe.run(part, {{runOnly: {RULES}, resultTypes: ['violations']}}){_TELL}"
COLOURS = (
    "part => axe.run(part, {runOnly: {type: 'rule', values: ['color-contrast']}, "
    f"resultTypes: ['violations']}}){_TELL}"
)
"""The rules that can come out otherwise in other colours."""
TOO_WIDE = """() => {
  const most = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= most) return [];
  const wide = [...document.querySelectorAll('body *')].filter(
    each => each.getBoundingClientRect().right > most + 1);
  return ['scrolls sideways: ' + document.documentElement.scrollWidth + ' '
    + wide.slice(0, 3).map(each => each.outerHTML.slice(0, 160)).join(' | ')];
}"""


def listen(page: Page) -> list[str]:
    """A list that fills with what the page complains of: its console, and errors in scripts.

    That a page was refused is said by its status. What keeps the phone's page is blocked where it
    is no part of the story (`open_as`), and says so.
    """
    said: list[str] = []
    expected = ("Failed to load resource", "Service Worker registration blocked")

    def on_console(message: ConsoleMessage) -> None:
        complains = message.type in {"error", "warning"}
        if complains and not any(each in message.text for each in expected):
            said.append(message.text)

    page.on("console", on_console)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"{request.url} {request.failure}"))
    return said


def faults_of(page: Page, part: str = "html", *, wide_first: bool = False) -> list[str]:
    """What is wrong with the page or a part of it, in both widths and both colour schemes.

    The whole set of rules runs once, in light; in dark only those that colours can break.
    """
    first, second = (DESK, PHONE) if wide_first else (PHONE, DESK)
    found = []
    for size, scheme, rules in ((first, "light", WHOLE), (second, "dark", COLOURS)):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        here = page.evaluate(rules, part) + page.evaluate(TOO_WIDE)
        found += [f"{size['width']} {scheme}: {fault}" for fault in here]
    return found


# By hand and by keyboard ----------------------------------------------------------------------

FOCUS_SHOWS = """each => {
  const style = getComputedStyle(each);
  return each.matches(':focus-visible')
    && (style.outlineStyle !== 'none' || style.boxShadow !== 'none' || each.type === 'radio');
}"""
MOST_TABS = 120


def field(page: Page, name: str) -> Locator:
    """The box of a form on the page, by the name of what is sent."""
    return page.locator(f'main [name="{name}"]')


def deed(page: Page, inside: str = "main form") -> Locator:
    """The button that sends the form."""
    return page.locator(f"{inside} .deeds button.button")


def fill_in(page: Page, **said: str) -> None:
    """Type into the boxes; a choice is made by the text of the option or its value."""
    for name, text in said.items():
        box = field(page, name)
        if box.evaluate("each => each.tagName") == "SELECT":
            box.select_option(text)
        else:
            box.fill(text)


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the wanted thing has the focus, and see that the focus shows."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            assert wanted.evaluate(FOCUS_SHOWS), f"nobody sees where the focus is: {wanted}"
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")


def type_in(page: Page, **said: str) -> None:
    """Fill boxes in with the keyboard alone; a choice is made by its value or its text."""
    for name, text in said.items():
        box = field(page, name)
        tab_to(page, box)
        if box.evaluate("each => each.tagName") == "SELECT":
            choose(page, box, text)
        elif box.get_attribute("type") == "date":
            year, month, day = text.split("-")
            page.keyboard.type(month + day + year)  # the order of the browser's own language
            assert box.input_value() == text, f"{name} says {box.input_value()}, not {text}"
        else:
            page.keyboard.press("Control+a")
            page.keyboard.type(text)


CHOSEN = "each => [each.value, each.selectedOptions[0].text.trim()]"


def choose(page: Page, box: Locator, wanted: str) -> None:
    """Walk down the choices of the box that has the focus, until the wanted one stands there."""
    page.keyboard.press("Home")
    for _press in range(MOST_TABS):
        if wanted in box.evaluate(CHOSEN):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{wanted} is not among the choices of {box}")


def tick(page: Page, box: Locator) -> None:
    """Go to a box with Tab and tick it with the space bar."""
    tab_to(page, box)
    page.keyboard.press("Space")
    assert box.is_checked()


def press(page: Page, wanted: Locator) -> None:
    """Go to a link or button with Tab and press Enter."""
    tab_to(page, wanted)
    page.keyboard.press("Enter")
