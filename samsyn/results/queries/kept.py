"""Where results of the whole thread are kept: the same keeper as in every room."""

from samsyn.directory.queries.kept import kept, kept_for_all

__all__ = ["kept", "kept_for_all"]
