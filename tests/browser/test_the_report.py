"""A director hands over the thread of her top goal: as PDF by the keyboard alone, and as print."""

import io
from pathlib import Path

import pikepdf
from playwright.sync_api import Page, expect

from samsyn.cast import Cast
from tests.browser.window import Opens

PAPER = {"width": 688, "height": 960}
"""What is left of A4 inside the margins, in pixels."""


def follow(page: Page, name: str) -> None:
    """Press Tab until the link has the focus, then Enter."""
    link = page.get_by_role("link", name=name, exact=True).first
    expect(link).to_be_visible()
    for _step in range(80):
        page.keyboard.press("Tab")
        if link.evaluate("element => element === document.activeElement"):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard does not reach {name}")


def test_a_director_gets_the_report_by_the_keyboard(open_as: Opens, cast: Cast) -> None:
    page = open_as(cast.people["frida"], "sv")
    page.goto(f"/results/thread/goal/{cast.goal.pk}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(cast.goal.title_sv)
    with page.expect_download() as waited:
        follow(page, "Rapport (PDF)")
    download = waited.value
    assert download.suggested_filename.startswith("rapport-")
    content = Path(download.path()).read_bytes()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang).startswith("sv")
        assert len(pdf.pages) >= 3


def test_the_pages_themselves_print_well(open_as: Opens, cast: Cast) -> None:
    page = open_as(cast.people["frida"], "sv", viewport=PAPER)
    for where in (
        f"/results/thread/goal/{cast.goal.pk}/",
        "/funding/",
        f"/companies/{cast.organisations['norrfors'].pk}/",
    ):
        page.goto(where)
        page.emulate_media(media="print")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for gone in ("header nav", ".filters", ".pager", ".deeds"):
            for part in page.locator(gone).all():
                expect(part).to_be_hidden()
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{where} is wider than the paper"
        with pikepdf.open(io.BytesIO(page.pdf(format="A4", tagged=True))) as pdf:
            assert 1 <= len(pdf.pages) <= 8
            assert bool(pdf.Root.MarkInfo.Marked)
        page.emulate_media(media="screen")
