"""What the picture of the thread is drawn by on a first screen, so that it never takes long."""

from samsyn.directory.rules.access import Standing
from samsyn.programme.models import Participation

MANY = 100_000
"""Participations from which on companies are not drawn on a first screen: it takes too long."""


def measure_of_picture(viewer: Standing) -> str:
    """`companies` in a house of ordinary size, else `activities`; the thread's page has them all.

    It follows from the number of rows ever made, whoever looks.
    """
    last = Participation.objects.order_by("-pk").values_list("pk", flat=True).first()
    return "companies" if last is None or last <= MANY else "activities"
