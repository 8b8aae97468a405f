"""The colours of the house, read from its style sheet, and how well each pair can be told apart.

Source: WCAG 2.2, "relative luminance" and "contrast ratio", and success criteria 1.4.3 (text:
at least 4.5) and 1.4.11 (edges of boxes, knots, marks of charts: at least 3).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

STYLE = Path(__file__).parent / "static" / "samsyn.css"
TEXT_AT_LEAST = 4.5
MARK_AT_LEAST = 3.0
SCHEMES = ("light", "dark")

TEXT = (
    *((ink, ground) for ink in ("ink", "muted") for ground in ("paper", "card", "sunken")),
    *(("ink", f"{soft}-soft") for soft in ("action", "good", "warn", "stop", "thread")),
    *(("thread", ground) for ground in ("paper", "card", "thread-soft")),
    *(("action", ground) for ground in ("paper", "card", "sunken", "action-soft")),
    *(("action-strong", ground) for ground in ("paper", "card", "sunken", "action-soft")),
    *(("on-action", ground) for ground in ("action", "action-strong")),
    *((f"{state}", f"{state}-soft") for state in ("good", "warn", "stop")),
    *((state, ground) for state in ("good", "warn", "stop") for ground in ("paper", "card")),
    ("card", "stop"),
    ("warn", "sunken"),
    ("on-thread", "thread"),
    *(("on-shade-low", f"shade-{shade}") for shade in range(4)),
    *(("on-shade-high", f"shade-{shade}") for shade in (4, 5)),
)
"""Text and the ground it stands on, by the names of the custom properties."""
MARKS = (
    *((mark, ground) for mark in ("edge", "thread", "action") for ground in ("paper", "card")),
    ("edge", "sunken"),
    ("good", "card"),
    *((f"series-{number}", "card") for number in range(1, 7)),
)
"""Edges, knots and marks of charts, and the ground they stand on."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One pair in one scheme: its two colours as #rrggbb, and their contrast from 1 to 21."""

    scheme: str
    colour: str
    ground: str
    contrast: float
    passes: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A colour on a ground, by name, with what is asked of it and what was measured."""

    colour: str
    ground: str
    is_text: bool
    at_least: float
    measured: tuple[Measured, ...]


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
    """From 1 (the same) to 21 (black on white).

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def measured_pairs() -> Iterator[Pair]:
    """Every pair of colours that meets on a page, measured in both schemes."""
    held = [colours(scheme) for scheme in range(len(SCHEMES))]
    for pairs, is_text, at_least in ((TEXT, True, TEXT_AT_LEAST), (MARKS, False, MARK_AT_LEAST)):
        for colour, ground in pairs:
            yield Pair(
                colour,
                ground,
                is_text,
                at_least,
                tuple(
                    _measured(name, each[colour], each[ground], at_least)
                    for name, each in zip(SCHEMES, held, strict=True)
                ),
            )


def _measured(scheme: str, colour: str, ground: str, at_least: float) -> Measured:
    ratio = contrast(colour, ground)
    return Measured(scheme, colour, ground, ratio, ratio >= at_least)
