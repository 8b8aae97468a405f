"""A made-up region and nation over three years, built by calling the same actions as people do.

Nothing in it is true. The figures are calibrated on what is published about such programmes:
few of the companies met come back, groups are small, the own hours are the largest resource.
"""

from datetime import date

from django.db import transaction

from samsyn.cast import gather_people
from samsyn.demo.again import ask_again
from samsyn.demo.companies import add_companies
from samsyn.demo.focus import weigh
from samsyn.demo.houses import add_houses
from samsyn.demo.log import tell
from samsyn.demo.money import pay
from samsyn.demo.promises import promise
from samsyn.demo.stage import Stage
from samsyn.demo.talks import talk
from samsyn.demo.tour import tour_the_regions
from samsyn.demo.views import differ
from samsyn.demo.visit import note_visit
from samsyn.demo.wants import agree
from samsyn.demo.weeks import weeks
from samsyn.demo.work import work
from samsyn.directory.models import Store


@transaction.atomic
def make_demo_year(*, on: date) -> None:
    """Write the demo years, ending on the given day, to an empty store: all of it or nothing."""
    Store.objects.create(made_by_demo=True)
    people, homes = gather_people()
    stage = Stage(on=on, people=people, homes=homes)
    add_houses(stage)
    add_companies(stage)
    agree(stage)
    differ(stage)
    tour_the_regions(stage)
    note_visit(stage)
    weigh(stage)
    pay(stage)
    work(stage)
    promise(stage)
    talk(stage)
    ask_again(stage)
    weeks(stage)
    tell(stage)


__all__ = ["make_demo_year"]
