"""Run them all and print the table: `make bench`. Pages only when asked: see `pages.py`."""

import argparse
import platform
from datetime import UTC, datetime
from importlib.metadata import version

from benchmarks import agreement, disclosure, duplicates, honesty, pages, phones, reading_lists

parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the house.")
which = parser.add_subparsers(dest="which")
pages.add_arguments(which.add_parser("pages", help="what a page costs with very many companies"))
agreement.add_arguments(
    which.add_parser("agreement", help="what the analysis of a conversation costs")
)
phones.add_arguments(which.add_parser("phones", help="a large room that votes by phone"))
honesty.add_arguments(which.add_parser("honesty", help="whether 90 % is 90 %"))
args = parser.parse_args()

if args.which == "pages":
    for line in pages.run(args):
        print(line, flush=True)
elif args.which == "agreement":
    for line in agreement.run(args):
        print(line, flush=True)
elif args.which == "phones":
    for line in phones.run(args):
        print(line, flush=True)
elif args.which == "honesty":
    for line in honesty.run(args):
        print(line, flush=True)
else:
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()},"
    )
    print(f"openpyxl {version('openpyxl')}, rapidfuzz {version('rapidfuzz')}; CPU seconds.\n")
    print("| what | size | CPU s | peer in the same run |")
    print("|---|---|---|---|")
    for script in (reading_lists, disclosure, duplicates):
        for line in script.run():
            print(line, flush=True)
