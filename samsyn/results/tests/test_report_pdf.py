"""The PDF of a report is accessible: what a machine can tell of PDF/UA-1, read from the file.

Typst refuses to write what it knows to break the standard; here the file itself is read: by rules
of our own with pikepdf, by pdfua (16 of the 106 failure conditions of the Matterhorn protocol),
and by outloud where it is installed. What none of them can prove: docs/reference/pdf.md.
"""

import io
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from pdfua import validate

from samsyn.cast import TODAY
from samsyn.dialogue.tests.halls import crowd, hall
from samsyn.dialogue.tests.rooms import two_camps
from samsyn.directory.queries.sight import standing_of
from samsyn.directory.rules.access import operator, visitor
from samsyn.results.tests.test_report import written
from tests.pages import LONG_NAME, LONG_TITLE, fill

ABOUT = ("whole", "goal", "programme")


@pytest.fixture(params=["sv", "en"])
def language(request) -> str:
    return request.param


@pytest.fixture(params=[*ABOUT, "dialogue", "empty goal", "long names"])
def report(request, cast, language) -> bytes:
    """A report of each kind: full, of a goal with nothing under it, and with long names."""
    if request.param == "long names":
        fill(cast)
        cast.programme.title_sv = LONG_NAME
        cast.programme.save()
        cast.goal.title_sv = LONG_TITLE[:300]
        cast.goal.save()
        return written(operator(TODAY), "goal", cast.goal.pk, language=language)
    if request.param == "dialogue":
        hall(cast, two_camps(6))
        crowd(cast, two_camps(8))
        type(cast.dialogue).objects.update(results_shown_on=TODAY, title=LONG_TITLE[:200])
        return written(operator(TODAY), "dialogue", cast.dialogue.pk, language=language)
    if request.param == "empty goal":
        type(cast.goal).objects.create(title_sv="Tomt mål", sort_key="z")
        empty = type(cast.goal).objects.get(title_sv="Tomt mål")
        return written(visitor(TODAY), "goal", empty.pk, language=language)
    viewer = standing_of(cast.people["frida"], None, visitor(TODAY))
    keys = {"whole": (None, None), "goal": ("goal", cast.goal.pk)}
    keys["programme"] = ("programme", cast.programme.pk)
    return written(viewer, *keys[request.param], language=language)


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """The elements of the structure tree, in the order in which they are read aloud."""

    def below(element: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
        if isinstance(element, pikepdf.Array):
            for each in element:
                yield from below(each)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            if "/K" in element:
                yield from below(element.K)

    yield from below(pdf.Root.StructTreeRoot.K)


def scope_in(element: pikepdf.Dictionary) -> str:
    """The scope that a table header says it has."""
    held = element.get("/A", pikepdf.Array())
    for each in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(each, pikepdf.Dictionary) and "/Scope" in each:
            return str(each.Scope)
    return ""


def test_the_file_says_what_it_is_and_in_which_language(report, language):
    with pikepdf.open(io.BytesIO(report)) as pdf:
        assert str(pdf.Root.Lang).startswith(language)
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as about:
            assert str(about["pdfuaid:part"]) == "1"
            assert (str(about["pdfaid:part"]), about["pdfaid:conformance"]) == ("2", "A")
            assert about["dc:title"] and about["dc:language"]


def test_every_page_is_tagged_and_read_in_the_order_of_its_tags(report):
    with pikepdf.open(io.BytesIO(report)) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            assert "/StructParents" in page, f"page {number} has no tags"
            assert str(page.get("/Tabs", "")) == "/S", f"page {number}"


def test_headings_come_in_order_and_skip_no_level(report):
    with pikepdf.open(io.BytesIO(report)) as pdf:
        names = [str(each.S) for each in elements(pdf)]
    levels = [int(name[2:]) for name in names if name[:2] == "/H" and name[2:].isdigit()]
    assert levels[0] == 1 and levels.count(1) == 1
    steps = pairwise(levels)
    assert all(after <= before + 1 for before, after in steps), levels


def test_every_picture_has_words_and_every_table_heads_with_a_scope(report):
    with pikepdf.open(io.BytesIO(report)) as pdf:
        found = list(elements(pdf))
        for figure in [each for each in found if str(each.S) == "/Figure"]:
            assert len(str(figure.get("/Alt", ""))) > 20
        tables = [each for each in found if str(each.S) == "/Table"]
        heads = [each for each in found if str(each.S) == "/TH"]
        assert tables and len(heads) >= 2 * len(tables)
        assert {scope_in(head) for head in heads} == {"/Column"}


def test_pdfua_finds_nothing(report, tmp_path: Path):
    file = tmp_path / "report.pdf"
    file.write_bytes(report)
    assert [str(finding) for finding in validate(str(file)).findings] == []


@pytest.mark.skipif(
    shutil.which("outloud") is None,
    reason="outloud is not installed: it needs a library whose licence we do not take in; "
    "docs/reference/pdf.md says how to run it",
)
def test_outloud_finds_nothing(report, tmp_path: Path):
    file = tmp_path / "report.pdf"
    file.write_bytes(report)
    ran = subprocess.run(
        ["outloud", str(file), "--fail-on", "warning"], capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout
