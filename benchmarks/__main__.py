"""Run them all and print the table: `make bench`."""

import platform
from datetime import UTC, datetime
from importlib.metadata import version

from benchmarks import disclosure, duplicates, reading_lists

print(f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {platform.machine()},")
print(f"openpyxl {version('openpyxl')}, rapidfuzz {version('rapidfuzz')}; CPU seconds.\n")
print("| what | size | CPU s | peer in the same run |")
print("|---|---|---|---|")
for script in (reading_lists, disclosure, duplicates):
    for line in script.run():
        print(line, flush=True)
