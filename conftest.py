"""How all tests run: hypothesis without a clock, and always with the same examples in CI."""

import os
from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "house")


@pytest.fixture(autouse=True)
def language_of_the_house() -> Iterator[None]:
    """What a page was read in stays with the thread: the next test begins in Swedish again."""
    yield
    translation.deactivate()
