"""Papers: tagged PDF (PDF/UA-1 and PDF/A-2a) from a Typst template and pieces written out.

Typst refuses a picture without words for it, a heading that skips a level, and a document
without a title, so that a paper that comes out has them. The same paper gives the same bytes.
"""

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Literal

import typst

from samsyn.basics.problem import Problem, words
from samsyn.web.drawing import FONTS
from samsyn.web.pieces import Paper

PDF = "application/pdf"
HOUSE = Path(__file__).resolve().parent / "typst"
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
LONG_TITLE, LONGER_TITLE = 60, 110
"""Letters of a title from which it is set smaller."""
RUNNING = 90
"""Letters of the title that stand at the head of each page."""


def pdf(
    template: Path,
    paper: Paper,
    files: Mapping[str, bytes],
    *,
    language: str,
    at: datetime,
) -> bytes:
    """The paper as PDF, dated `at`. `files` are its pictures by the names that the pieces use.

    Typst sees nothing but a folder made for this paper, and no fonts but the house's own.
    """
    given = asdict(paper) | {
        "language": language,
        "title-size": title_size(paper.title),
        "running": shortened(paper.title),
    }
    with tempfile.TemporaryDirectory(prefix="samsyn-paper-") as folder:
        root = Path(folder)
        shutil.copyfile(HOUSE / "paper.typ", root / "paper.typ")
        shutil.copyfile(template, root / template.name)
        for name, content in files.items():
            (root / Path(name).name).write_bytes(content)
        try:
            made: bytes = typst.compile(
                root / template.name,
                root=root,
                font_paths=[FONTS],
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(given, ensure_ascii=False)},
                pdf_standards=[*STANDARDS],
                timestamp=stamp(at),
            )
        except typst.TypstError as error:
            raise Problem(
                "paper-not-made",
                words(
                    "The paper could not be made: %(why)s. Take the Excel file meanwhile, and tell "
                    "those who run this store."
                ),
                why=str(error),
            ) from error
    return made


def stamp(at: datetime) -> datetime:
    """The moment as Typst takes it: whole seconds, at a fixed distance from UTC."""
    away = at.utcoffset() or timedelta(0)
    return at.astimezone(timezone(away)).replace(microsecond=0)


def title_size(title: str) -> int:
    """The size of a title in points: long ones are set smaller, so that they keep to the cover.

    >>> title_size("Ökad produktivitet"), title_size("a" * 120)
    (28, 18)
    """
    if len(title) > LONGER_TITLE:
        return 18
    return 22 if len(title) > LONG_TITLE else 28


def shortened(title: str) -> str:
    """As much of the title as goes on one line, cut between words.

    >>> shortened("Ökad produktivitet")
    'Ökad produktivitet'
    """
    if len(title) <= RUNNING:
        return title
    return title[:RUNNING].rsplit(" ", 1)[0] + " …"
