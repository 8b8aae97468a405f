"""The cast and the watched tables, for the tests of the whole house."""

from samsyn.conftest import cast, django_db_setup

__all__ = ["cast", "django_db_setup"]
