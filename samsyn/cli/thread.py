"""`samsyn thread`: the red thread as figures, from the top or from any one thing."""

import argparse
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from samsyn.basics.problem import Problem, words
from samsyn.cli.frame import Answer, Command, standing, store
from samsyn.results.rules.strands import Kind

if TYPE_CHECKING:
    from samsyn.results.queries.thread import ThreadSheet, Top


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--top", action="store_true", help="the whole, from the top goals")
    parser.add_argument("kind", metavar="KIND", nargs="?", choices=[*Kind], help=", ".join(Kind))
    parser.add_argument("key", metavar="KEY", nargs="?", type=int, help="the key of the thing")


def thread(args: argparse.Namespace) -> Answer:
    """The thread as `by` may see it. Each grant, recipient and company counts once."""
    if args.top == (args.kind is not None) or (args.kind is None) != (args.key is None):
        args.wrong("give --top, or the KIND and KEY of a thing")
    with store():
        from django.core.exceptions import ObjectDoesNotExist

        from samsyn.results.queries.thread import thread_of, thread_top

        by = standing(args)
        if args.top:
            top = thread_top(by)
            return Answer(top_data(top), top_text(top))
        try:
            sheet = thread_of(by, args.kind, args.key)
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
        return Answer(sheet_data(sheet), sheet_text(sheet))


def top_data(top: "Top") -> dict[str, Any]:
    return {
        "grants": {"count": top.grants, "sek": number(top.sek)},
        "goals": [
            {"title": line.title, "grants": line.grants, "sek": number(line.sek)}
            for line in top.goals
        ],
        "counties": [
            {"code": line.code, "name": line.name, "grants": line.grants} for line in top.counties
        ],
        "recipients": top.recipients,
        "companies": top.companies,
    }


def number(amount_sek: Decimal) -> int | float:
    """Kronor as a number of JSON: whole when they are whole, else with öre.

    >>> number(Decimal("4354438151.00")), number(Decimal("0.50"))
    (4354438151, 0.5)
    """
    return int(amount_sek) if amount_sek == int(amount_sek) else float(round(amount_sek, 2))


def top_text(top: "Top") -> str:
    """The same for people: one line of totals, then the goals and the counties."""
    return "\n".join(
        [
            f"{top.grants} grants, {top.sek:,.0f} SEK, {top.recipients} recipients, "
            f"{top.companies} companies",
            "",
            *(f"{line.grants:>7} {line.sek:>18,.0f} SEK  {line.title}" for line in top.goals),
            "",
            *(f"{line.grants:>7}  {line.code} {line.name}" for line in top.counties),
        ]
    )


def sheet_data(sheet: "ThreadSheet") -> dict[str, Any]:
    """`count` is null where you may not know it."""
    return {
        "kind": sheet.kind.value,
        "title": sheet.title,
        "knots": [
            {"kind": knot.kind.value, "count": knot.count, "loose": knot.loose, "here": knot.here}
            for knot in sheet.bar
        ],
    }


def sheet_text(sheet: "ThreadSheet") -> str:
    rows = [
        f"{'–' if knot.count is None else knot.count:>7}  {knot.label}"
        f"{'  (loose end)' if knot.loose else ''}"
        for knot in sheet.bar
        if not knot.here
    ]
    return "\n".join([f"{sheet.kind_label}: {sheet.title}", *rows])


COMMAND = Command(
    "thread", "show the red thread as figures", thread, arguments, speaks_json=True, acts=True
)
