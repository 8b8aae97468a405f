"""Run them all and print the table: `make bench`. Pages only when asked: see `pages.py`."""

import argparse
import platform
from datetime import UTC, datetime
from importlib.metadata import version

from benchmarks import disclosure, duplicates, pages, reading_lists

parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the house.")
which = parser.add_subparsers(dest="which")
pages.add_arguments(which.add_parser("pages", help="what a page costs with very many companies"))
args = parser.parse_args()

if args.which == "pages":
    for line in pages.run(args):
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
