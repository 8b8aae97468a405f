"""The cast, for the tests of the whole house."""

from samsyn.conftest import cast

__all__ = ["cast"]
