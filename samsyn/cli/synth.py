"""`samsyn synth`: fill a store with made-up companies and participations, as many as asked."""

import argparse
import sys
import time

from samsyn.basics.problem import Problem, words
from samsyn.cli.demo import is_untouched, reset
from samsyn.cli.frame import Answer, Command, store
from samsyn.directory.rules.identifiers import MADE_UP_NUMBERS


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--companies", type=int, default=100_000, metavar="N", help="how many")
    parser.add_argument(
        "--participations", type=int, default=1_000_000, metavar="N", help="how many"
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed, another store")
    parser.add_argument(
        "--reset", action="store_true", help="throw away what `synth` or `demo` made before"
    )


def synth(args: argparse.Namespace) -> Answer:
    """Fill an empty store; the steps are told on standard error."""
    if not 1 <= args.companies <= MADE_UP_NUMBERS or args.participations < 1:
        args.wrong(f"give 1 to {MADE_UP_NUMBERS:,} companies, and at least one participation")
    if args.reset:
        reset()
    began = time.monotonic()
    with store():
        from django.utils import timezone

        from samsyn.synth import make_synth

        check_is_untouched()
        made = make_synth(
            companies=args.companies,
            participations=args.participations,
            seed=args.seed,
            on=timezone.localdate(),
            say=lambda text: print(text, file=sys.stderr, flush=True),
        )
    seconds = round(time.monotonic() - began, 1)
    data = {"written": made.rows, "seed": args.seed, "seconds": seconds}
    return Answer(data, f"{sum(made.rows.values()):,} rows in {seconds} s.")


def check_is_untouched() -> None:
    """Raise Problem("store-not-empty") when anybody, or the demo, has written in the store."""
    if not is_untouched():
        from django.conf import settings

        raise Problem(
            "store-not-empty",
            words(
                "The store in %(home)s is not empty, so nothing made up is written into it. "
                "Choose another place, for example SAMSYN_HOME=/tmp/synth, or throw away what "
                "was made up before with --reset."
            ),
            home=str(settings.HOME),
        )


COMMAND = Command(
    "synth",
    "fill an empty store with made-up companies, to try and measure with",
    synth,
    arguments,
    speaks_json=True,
)
