"""Every pair of colours that meets on a page can be told apart, in light and in dark.

The pairs and the formula are those of samsyn/web/colours.py, which the page /design/ shows.
"""

import re

import pytest

from samsyn.web.colours import STYLE, Pair, colours, contrast, luminance, measured_pairs


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    "pair", list(measured_pairs()), ids=lambda pair: f"{pair.colour}-{pair.ground}"
)
def test_each_pair_can_be_told_apart_in_light_and_dark(pair: Pair) -> None:
    for each in pair.measured:
        assert each.passes, (
            f"--{pair.colour} on --{pair.ground} is {each.contrast:.2f}:1 in {each.scheme} and "
            f"{pair.at_least} is needed; make one darker or lighter."
        )


def test_a_pair_that_fails_is_seen() -> None:
    assert contrast("#857f75", "#ffffff") < 4.5
    assert contrast("#e1ddd4", "#ffffff") < 3


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_shades_grow_in_one_direction(scheme: int) -> None:
    held = colours(scheme)
    steps = [luminance(held[f"shade-{shade}"]) for shade in range(1, 6)]
    assert steps == sorted(steps, reverse=scheme == 0)


def test_every_named_colour_exists() -> None:
    text = STYLE.read_text("utf-8")
    defined = set(re.findall(r"(--[\w-]+):", text))
    assert set(re.findall(r"var\((--[\w-]+)\)", text)) <= defined
