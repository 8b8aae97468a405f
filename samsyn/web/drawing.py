"""Pictures as SVG: a small writer, how wide text is, and PNG.

On a page, shapes have classes and the style sheet gives them their colours. A picture that stands
alone, in a file or a report, has the colours of the light scheme written into it.
"""

import re
from functools import cache
from html import escape
from pathlib import Path

import typst

FONTS = Path(__file__).parent / "fonts"
FACE = "Inter, 'Segoe UI', Arial, sans-serif"
_WIDTHS = {
    25: "ijlI',.:;|!’·",
    32: "ftr()/ -[]1\N{NO-BREAK SPACE}",
    55: 'askxzvycJéèàáâä?*"',
    59: "bdeghnopquöõåFLëEüñ",
    63: "0234567895PSR$&ßKBT–−",
    70: "AVXYÄÅÁZ+<=>DCÇ",
    76: "GHNUOQÖØÜ",
    90: "mwM%@WÆæ—…",
}
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}

_RIM = {
    "paint-order": "stroke",
    "stroke": "#ffffff",
    "stroke-width": "3.5",
    "stroke-opacity": "0.82",
    "stroke-linejoin": "round",
}
"""What lets a label be read where it lies over ribbons."""
PAINT: dict[str, dict[str, str]] = {
    "paper": {"fill": "#ffffff"},
    "bar-full": {"fill": "#801818"},
    "bar-more": {"fill": "#c59a98"},
    "bar-loose": {
        "fill": "#ffffff",
        "stroke": "#801818",
        "stroke-width": "1.6",
        "stroke-dasharray": "3 2.4",
    },
    "bar-hidden": {"fill": "#f2f0ea", "stroke": "#857f75", "stroke-width": "1"},
    "ribbon": {"fill": "none", "stroke": "#801818", "stroke-opacity": "0.24"},
    "ribbon-hidden": {
        "fill": "none",
        "stroke": "#857f75",
        "stroke-opacity": "0.45",
        "stroke-dasharray": "2 3",
    },
    "ribbon-empty": {
        "fill": "none",
        "stroke": "#801818",
        "stroke-opacity": "0.6",
        "stroke-dasharray": "3 4",
    },
    "label": {**_RIM, "fill": "#1b1f23", "font-size": "12"},
    "figure": {**_RIM, "fill": "#1b1f23", "font-size": "12", "font-weight": "600"},
    "minor": {**_RIM, "fill": "#555c64", "font-size": "11"},
    "head": {"fill": "#555c64", "font-size": "11", "font-weight": "600"},
    "title": {"fill": "#1b1f23", "font-size": "16", "font-weight": "600"},
    "line": {"stroke": "#e1ddd4", "stroke-width": "1", "fill": "none"},
    "loose-words": {**_RIM, "fill": "#801818", "font-size": "11", "font-weight": "600"},
    "area": {"stroke": "#ffffff", "stroke-width": "1"},
    "shade-0": {"fill": "#eeece6"},
    "shade-1": {"fill": "#d9e6f2"},
    "shade-2": {"fill": "#b5cee6"},
    "shade-3": {"fill": "#86aed5"},
    "shade-4": {"fill": "#3d76ad"},
    "shade-5": {"fill": "#174a7c"},
    "not-known": {"fill": "url(#not-known)", "stroke": "#857f75"},
    "county-edge": {"fill": "none", "stroke": "#ffffff", "stroke-width": "6"},
    "hatch": {"stroke": "#857f75", "stroke-width": "1"},
    "stage-planned": {"fill": "url(#stage-planned)"},
    "stage-held": {"fill": "url(#stage-held)"},
    "stage-ink": {"fill": "#174a7c"},
    "stage-line": {"fill": "none", "stroke": "#174a7c", "stroke-width": "1.4"},
    "map-knot": {"fill": "#ffffff", "stroke": "#801818", "stroke-width": "2"},
    "map-knot-full": {"fill": "#801818"},
    "grid-line": {"stroke": "#e1ddd4", "stroke-width": "1"},
    "whisker": {"stroke": "#17528f", "stroke-width": "2.5", "stroke-linecap": "round"},
    "map-ground": {"fill": "#f8f7f3", "stroke": "#e1ddd4", "stroke-width": "1", "rx": "6"},
    "spot": {"stroke": "#ffffff", "stroke-width": "1.5"},
    "spot-1": {"fill": "#17528f"},
    "spot-2": {"fill": "#8a5700"},
    "spot-3": {"fill": "#0f6e66"},
    "spot-4": {"fill": "#75377a"},
    "spot-5": {"fill": "#4a6a1c"},
    "spot-6": {"fill": "#ffffff", "stroke": "#555c64", "stroke-width": "2.5"},
    "dot": {"fill": "#ffffff", "stroke": "#1b1f23", "stroke-width": "1.2"},
    "edge": {"fill": "none", "stroke": "#857f75", "stroke-width": "1"},
}
"""What the classes look like in a picture that stands alone: the light scheme of samsyn.css."""

Value = str | int | float


class Pen:
    """Writes SVG elements; `alone` puts the colours in and leaves classes and links out."""

    def __init__(self, *, alone: bool) -> None:
        self.alone = alone

    def tag(self, name: str, *inside: str, look: str = "", **values: Value | None) -> str:
        """One element. `look` are its classes, a later one over an earlier; None is left out."""
        written: dict[str, Value | None] = {}
        for part in look.split() if self.alone else ():
            written |= PAINT.get(part, {})
        written |= values
        if look and not self.alone:
            written["class"] = look
        attributes = "".join(
            f' {_attribute(key)}="{escape(_number(value))}"'
            for key, value in written.items()
            if value is not None
        )
        return (
            f"<{name}{attributes}>{''.join(inside)}</{name}>"
            if inside
            else f"<{name}{attributes}/>"
        )

    def text(self, words: str, x: float, y: float, look: str, **values: Value | None) -> str:
        """A line of text whose foot stands at the place; its words are escaped here."""
        return self.tag("text", escape(words), x=x, y=y, look=look, **values)

    def link(self, url: str, *inside: str) -> str:
        """A link whose title is its name, read aloud; standing alone, only what is in it."""
        if self.alone or not url:
            return self.tag("g", *inside)
        return self.tag("a", *inside, href=url, look="node")

    def title(self, words: str) -> str:
        """What the pointer tells of a shape."""
        return self.tag("title", escape(words))

    def picture(
        self,
        width: float,
        height: float,
        title: str,
        description: str,
        *inside: str,
        look: str = "",
    ) -> str:
        """The whole, with its name and description for those who do not see it."""
        size = {"viewBox": f"0 0 {_number(width)} {_number(height)}"}
        if not self.alone:
            return self.tag("svg", *inside, look=look, role="group", aria_label=title, **size)
        return self.tag(
            "svg",
            self.title(title),
            self.tag("desc", escape(description)),
            self.tag("rect", x=0, y=0, width=width, height=height, look="paper"),
            *inside,
            xmlns="http://www.w3.org/2000/svg",
            role="img",
            width=width,
            height=height,
            font_family=FACE,
            **size,
        )


def _attribute(name: str) -> str:
    return name if name == "viewBox" else name.replace("_", "-")


def _number(value: Value) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def text_width(text: str, size: float) -> float:
    """About how wide a line of Inter is, in pixels; a little more rather than less."""
    return sum(_WIDTH_OF.get(letter, 62) for letter in text) * size / 100


def in_lines(text: str, width: float, size: float, most: int = 2) -> list[str]:
    """The text in at most so many lines of the width; what has no room ends with three dots.

    >>> in_lines("Fler små industriföretag klarar omställningen", 130, 12)
    ['Fler små', 'industriföretag klarar…']
    """
    lines = [""]
    words = text.split()
    for at, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) <= width:
            lines[-1] = longer
        elif len(lines) < most and lines[-1]:
            lines.append(word)
        else:
            return [*lines[:-1], _cut(f"{lines[-1]} {' '.join(words[at:])}".strip(), width, size)]
        if text_width(lines[-1], size) > width:
            rest = " ".join(words[at:])
            return [*lines[:-1], _cut(rest, width, size)]
    return lines


def _cut(text: str, width: float, size: float) -> str:
    room = width - text_width("…", size)
    while text and text_width(text, size) > room:
        text = text[:-1]
    return text.rstrip(" ,;:–-") + "…"


def width_of(svg: str) -> tuple[float, float]:
    """The width and height that a picture says it has, in pixels."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if found is None:
        raise ValueError("the picture does not say how large it is")
    return float(found[1]), float(found[2])


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(font_paths=[FONTS], include_system_fonts=False)


def png(svg: str, *, width_px: int) -> bytes:
    """A picture that stands alone as PNG, so many pixels wide."""
    width, _height = width_of(svg)
    page = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        f'#image(bytes(sys.inputs.svg), format: "svg", width: {width:.1f}pt)'
    )
    drawn = typst.compile(
        page.encode(),
        format="png",
        ppi=72 * width_px / width,
        font_paths=_fonts(),
        sys_inputs={"svg": svg},
    )
    if not isinstance(drawn, bytes):
        raise TypeError("one page was asked for")
    return drawn
