"""The command line: `samsyn COMMAND`. One module per command; each says what it takes and does.

A new command is a module with a `COMMAND`, named in `COMMANDS` below. It returns an `Answer`
and prints nothing; `frame` prints. Everything that needs Django is imported inside the
functions, so that `--help` answers at once.
"""

import sys

from samsyn.cli import agreement, demo, imports, loose_ends, report, serve, synth, thread, work
from samsyn.cli.frame import Command, run

COMMANDS: tuple[Command, ...] = (
    agreement.COMMAND,
    demo.COMMAND,
    imports.COMMAND,
    loose_ends.COMMAND,
    report.COMMAND,
    serve.COMMAND,
    synth.COMMAND,
    thread.COMMAND,
    work.COMMAND,
)
"""Every command, in the order of `samsyn --help`."""


def main() -> None:
    """What the `samsyn` program does."""
    sys.exit(run(COMMANDS, sys.argv[1:]))
