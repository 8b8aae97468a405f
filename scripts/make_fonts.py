"""Make the typefaces of files that the program draws: Inter at two weights, as TrueType.

    python3 -m venv /tmp/fonts && /tmp/fonts/bin/pip install "fonttools[woff]==4.68.0"
    /tmp/fonts/bin/python scripts/make_fonts.py

From the two vendored files of the web pages (Latin, and the rest of Latin): each is set to one
weight at optical size 14, then the two are put together. No glyph is changed. Typst reads no
variable fonts; run this again when a new Inter is vendored, and commit what comes out.
"""

from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEB = Path(__file__).resolve().parent.parent / "samsyn" / "web"
VERSION = "5.3.0"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
KEPT_NAMES = {0, 5, 13, 14}
"""Copyright, version and licence; the names of the family are written anew."""
WINDOWS = (3, 1, 0x409)


def main() -> None:
    """Write one file for each weight."""
    for weight, name in WEIGHTS.items():
        parts = []
        for part in ("latin", "latin-ext"):
            font = TTFont(WEB / "static" / "vendor" / f"inter-{VERSION}-{part}.woff2")
            font.flavor = None
            font = instancer.instantiateVariableFont(font, {"wght": weight, "opsz": 14})
            parts.append(WEB / "fonts" / f"{part}-{weight}.part")
            font.save(parts[-1])
        whole = Merger().merge([str(part) for part in parts])
        named(whole, weight, name)
        whole.save(WEB / "fonts" / f"inter-{VERSION}-{weight}.ttf")
        for part in parts:
            part.unlink()


def named(font: TTFont, weight: int, name: str) -> None:
    """Call the font Inter, at its weight."""
    table = font["name"]
    table.names = [each for each in table.names if each.nameID in KEPT_NAMES]
    family = "Inter" if name == "Regular" else f"Inter {name}"
    words = {1: family, 2: "Regular", 3: f"Inter {name} {VERSION}", 4: f"Inter {name}"}
    words |= {6: f"Inter-{name}", 16: "Inter", 17: name}
    for key, word in words.items():
        table.setName(word, key, *WINDOWS)
    font["OS/2"].usWeightClass = weight
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False


if __name__ == "__main__":
    main()
