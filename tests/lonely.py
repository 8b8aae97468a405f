"""Things that nothing is tied to, so that every page offers the deeds that tie."""

from datetime import date

from samsyn.basics.swedish import sort_key
from samsyn.cast import Cast
from samsyn.dialogue.models import Dialogue
from samsyn.funding.models import Call, Grant
from samsyn.programme.models import Activity, Participation, Programme
from samsyn.strategy.models import Goal


def leave_loose(cast: Cast, today: date) -> None:
    """One thing of each kind that nothing is tied to, so that the deeds that tie are offered."""
    agency, institute = cast.organisations["agency"], cast.organisations["institute"]
    for owner in (agency, None):
        Goal.objects.create(title_sv="Ensamt mål", sort_key=sort_key("Ensamt mål"), owner=owner)
    Call.objects.create(
        title_sv="Ensam utlysning",
        sort_key=sort_key("Ensam utlysning"),
        owner=agency,
        opens_on=today,
        closes_on=today,
        budget_sek=1,
    )
    Grant.objects.create(
        number="IM-2014-9",
        title="Ensamt stöd",
        sort_key=sort_key("Ensamt stöd"),
        recipient=cast.organisations["region"],
        granted_sek=1,
    )
    Programme.objects.create(
        title_sv="Ensamt program",
        sort_key=sort_key("Ensamt program"),
        host=institute,
        starts_on=today,
    )
    _loose_activities(cast, today)
    Dialogue.objects.create(
        title="Ensam dialog",
        sort_key=sort_key("Ensam dialog"),
        question="Vad?",
        kind="workshop",
        organiser=cast.organisations["region"],
        opens_on=today,
        closes_on=today,
    )


def _loose_activities(cast: Cast, today: date) -> None:
    """One that belongs to nothing, and one of which no improvement came."""
    Activity.objects.create(
        title="Ensam aktivitet",
        sort_key=sort_key("Ensam aktivitet"),
        kind="seminar",
        starts_on=today,
        organiser=cast.organisations["region"],
    )
    other = Activity.objects.create(
        title="En annan aktivitet",
        sort_key=sort_key("En annan aktivitet"),
        kind="seminar",
        starts_on=today,
        programme=cast.programme,
        organiser=cast.organisations["navet"],
    )
    Participation.objects.create(
        activity=other, company=cast.organisations["alvsbro"], on=today, year=today.year
    )
