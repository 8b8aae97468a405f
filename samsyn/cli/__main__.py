"""`python -m samsyn.cli` is the same as `samsyn`; the demo starts its worker so."""

from samsyn.cli import main

main()
