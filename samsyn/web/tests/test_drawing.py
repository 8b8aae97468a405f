"""The pen that draws SVG, and PNG from it."""

import struct

import pytest

from samsyn.web.drawing import PAINT, Pen, in_lines, png, text_width, width_of


def test_words_from_people_stay_words() -> None:
    pen = Pen(alone=True)
    drawn = pen.text('<script>"&', 1, 2, "label") + pen.title("</title><b>")
    assert "<script>" not in drawn and "<b>" not in drawn
    assert "&lt;script&gt;" in drawn


def test_an_attribute_cannot_end_early() -> None:
    drawn = Pen(alone=False).link('/x"onload="y', "")
    assert 'onload="' not in drawn.replace("&quot;", "")


def test_a_page_gets_classes_and_a_file_gets_colours() -> None:
    assert 'class="bar-full"' in Pen(alone=False).tag("rect", look="bar-full")
    alone = Pen(alone=True).tag("rect", look="bar-full")
    assert PAINT["bar-full"]["fill"] in alone and "class" not in alone


def test_a_picture_that_stands_alone_says_what_it_is() -> None:
    drawn = Pen(alone=True).picture(100, 50, "Tråden", "Två företag", "")
    assert 'role="img"' in drawn
    assert "<title>Tråden</title><desc>Två företag</desc>" in drawn
    assert width_of(drawn) == (100, 50)


@pytest.mark.parametrize(
    "text", ["kort", "Fler små industriföretag klarar omställningen", "x" * 90]
)
def test_no_line_is_wider_than_its_room(text: str) -> None:
    lines = in_lines(text, 100, 12)
    assert len(lines) <= 2
    assert all(text_width(line, 12) <= 100 for line in lines)


def test_an_empty_text_is_one_empty_line() -> None:
    assert in_lines("", 100, 12) == [""]


def test_a_png_has_the_width_that_was_asked_for_and_the_shape_of_the_picture() -> None:
    pen = Pen(alone=True)
    drawn = pen.picture(200, 80, "t", "d", pen.text("Åäö", 10, 30, "label"))
    made = png(drawn, width_px=600)
    assert made.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", made[16:24])
    assert (width, height) == (600, 240)


def test_a_picture_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="how large"):
        width_of("<svg/>")
