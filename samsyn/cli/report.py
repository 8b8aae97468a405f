"""`samsyn report`: the whole, a goal, a programme or a dialogue as a PDF or an Excel file."""

import argparse
import shutil
from pathlib import Path
from typing import IO

from samsyn.basics.problem import Problem, words
from samsyn.cli.frame import Answer, Command, language, standing, store

ABOUT = ("whole", "goal", "programme", "dialogue")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", choices=ABOUT, help=", ".join(ABOUT))
    parser.add_argument("key", metavar="KEY", nargs="?", type=int, help="the key of the thing")
    parser.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help="where to write it: .pdf or .xlsx"
    )
    parser.add_argument(
        "--language", choices=("sv", "en"), help="sv or en (default: that of the terminal)"
    )


def report(args: argparse.Namespace) -> Answer:
    """Write the report as `by` may see it, by the same queries as the pages."""
    if (args.kind == "whole") != (args.key is None):
        args.wrong("give the KEY of a goal, a programme or a dialogue, and none for the whole")
    if args.out.suffix not in {".pdf", ".xlsx"}:
        args.wrong("--out ends in .pdf or .xlsx")
    with store():
        from django.core.exceptions import ObjectDoesNotExist
        from django.utils import timezone

        from samsyn.results.reports import Form, write_report

        kind = None if args.kind == "whole" else args.kind
        try:
            _name, file = write_report(
                standing(args),
                kind,
                args.key,
                form=Form(args.out.suffix[1:]),
                language=args.language or language(),
                at=timezone.localtime(),
            )
        except ObjectDoesNotExist as error:
            raise Problem(
                "thing-unknown",
                words(
                    "There is no %(kind)s %(key)s that you may see. "
                    "Its key stands in the address of its page."
                ),
                kind=args.kind,
                key=str(args.key),
            ) from error
        with file:
            size = written(file, args.out)
    return Answer({"file": str(args.out), "bytes": size}, f"{args.out} ({size} bytes)")


def written(file: IO[bytes], out: Path) -> int:
    """Write the file where it was asked for, and return its size."""
    try:
        with out.open("wb") as target:
            shutil.copyfileobj(file, target)
    except OSError as error:
        raise Problem(
            "file-not-written",
            words("%(file)s could not be written: %(why)s. Name another place with --out."),
            file=str(out),
            why=error.strerror or "",
        ) from error
    return out.stat().st_size


COMMAND = Command(
    "report",
    "write the whole, a goal, a programme or a dialogue as a PDF or an Excel file",
    report,
    arguments,
    speaks_json=True,
    acts=True,
)
