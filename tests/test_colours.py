"""Every pair of colours that meets on a page can be told apart, in light and in dark.

Contrast is computed as in WCAG 2.2, "relative luminance" and "contrast ratio":
4.5 for text (1.4.3), 3 for the edges of boxes, knots and marks of charts (1.4.11).
The colours are read from the style sheet itself.
"""

import re
from pathlib import Path

import pytest

STYLE = Path(__file__).parent.parent / "samsyn" / "web" / "static" / "samsyn.css"

TEXT = [
    *[(ink, ground) for ink in ("ink", "muted") for ground in ("paper", "card", "sunken")],
    *[("ink", f"{soft}-soft") for soft in ("action", "good", "warn", "stop", "thread")],
    *[("thread", ground) for ground in ("paper", "card", "thread-soft")],
    *[("action", ground) for ground in ("paper", "card", "sunken", "action-soft")],
    *[("action-strong", ground) for ground in ("paper", "card", "sunken", "action-soft")],
    *[("on-action", ground) for ground in ("action", "action-strong")],
    *[(f"{state}", f"{state}-soft") for state in ("good", "warn", "stop")],
    *[(state, ground) for state in ("good", "warn", "stop") for ground in ("paper", "card")],
    ("card", "stop"),
    ("warn", "sunken"),
    ("on-thread", "thread"),
    *[("on-shade-low", f"shade-{shade}") for shade in range(4)],
    *[("on-shade-high", f"shade-{shade}") for shade in (4, 5)],
]
MARKS = [
    *[(mark, ground) for mark in ("edge", "thread", "action") for ground in ("paper", "card")],
    ("edge", "sunken"),
    ("good", "card"),
    *[(f"series-{number}", "card") for number in range(1, 7)],
]


def colours(scheme: int) -> dict[str, str]:
    """The custom properties written as light-dark(…, …): 0 for light, 1 for dark."""
    found = re.findall(
        r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", STYLE.read_text("utf-8")
    )
    return {name: pair[scheme] for name, *pair in found}


def luminance(colour: str) -> float:
    """From 0 (black) to 1 (white)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(ink: str, ground: str, scheme: int) -> None:
    held = colours(scheme)
    ratio = contrast(held[ink], held[ground])
    assert ratio >= 4.5, f"--{ink} on --{ground} is {ratio:.2f}:1; make one darker or lighter."


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_and_edges_can_be_seen(mark: str, ground: str, scheme: int) -> None:
    held = colours(scheme)
    ratio = contrast(held[mark], held[ground])
    assert ratio >= 3, f"--{mark} on --{ground} is {ratio:.2f}:1; make one darker or lighter."


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_shades_grow_in_one_direction(scheme: int) -> None:
    held = colours(scheme)
    steps = [luminance(held[f"shade-{shade}"]) for shade in range(1, 6)]
    assert steps == sorted(steps, reverse=scheme == 0)


def test_every_named_colour_exists() -> None:
    text = STYLE.read_text("utf-8")
    defined = set(re.findall(r"(--[\w-]+):", text))
    assert set(re.findall(r"var\((--[\w-]+)\)", text)) <= defined
