"""The pictures of the README and the tour are taken from the demo, and show something.

SAMSYN_PICTURES=docs/pictures keeps them there; otherwise they go to a folder that is thrown away.
"""

import os
import re
from pathlib import Path

from playwright.sync_api import Browser

from scripts.pictures import HEAVY_BYTES, PAGES, PICTURES, SCHEMES, SIZES, demo, take
from tests.house import ROOT

TEXTS = ("README.md", "docs/tour.md")
FEWEST_COLOURS = 100
"""A page with letters, edges and a thread has several hundred; an empty one has a few."""


def names() -> set[str]:
    return {
        f"{page}-{width}-{scheme}.webp" for page in PAGES for width in SIZES for scheme in SCHEMES
    }


def test_every_page_of_the_list_is_pictured_in_all_sizes_and_schemes(
    chromium: Browser, tmp_path: Path
) -> None:
    kept = os.environ.get("SAMSYN_PICTURES")
    folder = ROOT / kept if kept else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    with demo() as site:
        taken = list(take(chromium, site, folder))
    assert {each.file.name for each in taken} == names()
    blank = [each.file.name for each in taken if each.colours < FEWEST_COLOURS]
    assert not blank, f"these show next to nothing: {blank}"
    heavy = [each.file.name for each in taken if each.size_bytes > HEAVY_BYTES]
    assert not heavy, f"these are heavier than {HEAVY_BYTES} bytes: {heavy}"


def test_the_texts_show_pictures_that_the_run_takes() -> None:
    for text in TEXTS:
        used = re.findall(
            r"!\[[^\]]+\]\((?:docs/)?pictures/([^)]+)\)", (ROOT / text).read_text("utf-8")
        )
        assert used, f"{text} shows no picture"
        assert set(used) <= names(), f"{text}: {sorted(set(used) - names())} is not taken any more"


def test_the_pictures_that_are_kept_are_those_that_are_taken() -> None:
    assert {file.name for file in PICTURES.iterdir()} == names(), (
        "take them anew: .venv/bin/python scripts/pictures.py"
    )
