"""What can be read back over everything: the thread, its bar, loose ends, and counts."""

from samsyn.results.queries.bar import Knot, bar_of

__all__ = ["Knot", "bar_of"]
