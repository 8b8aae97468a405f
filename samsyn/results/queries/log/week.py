"""What is written down about a week, as far as a draft of an entry may tell it."""

from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from samsyn.dialogue.queries import dialogues_for, joint_decisions_for
from samsyn.dialogue.queries.commitments import commitments_for
from samsyn.dialogue.rules.commitments import CommitmentEnd
from samsyn.directory.models import Organisation
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.funding.models import Grant
from samsyn.funding.queries.calls import calls_for
from samsyn.programme.models import Activity, ImprovementActivity, Participation
from samsyn.programme.queries.work import activities_at_work
from samsyn.results.queries.loose_ends import BETWEEN_TWO, loose_ends_for
from samsyn.results.queries.visible import visible
from samsyn.results.rules.disclosure import rule_on
from samsyn.results.rules.log_draft import Granted, Held, Week, monday_of
from samsyn.results.rules.log_kinds import KnotKind
from samsyn.results.rules.strands import Kind

LOOSE_ENDS = 3
"""Loose ends that a draft tells of."""


def week_told(viewer: Standing, monday: date, programme_id: int | None = None) -> Week:
    """What is written down about the week that begins on `monday`.

    Activities are those of one's own work; dialogues, calls and grants all that the viewer sees.
    Loose ends are those of today, so only a week that is not over yet has any.
    """
    sunday = monday + timedelta(days=6)
    week = (monday, sunday)
    work = activities_at_work(viewer)
    if programme_id is not None:
        work = work.filter(programme=programme_id)
    told = _told(viewer, week)
    companies, improved, improvements = _counted(work, week)
    is_past = monday_of(viewer.on) > monday
    return Week(
        monday=monday,
        activities=_activities(work, week),
        coming=_coming(viewer, work, sunday),
        grants=_granted(viewer, week, programme_id),
        companies=companies,
        improved=improved,
        improvements=improvements,
        least=rule_on(viewer.on).least_companies,
        loose_ends=[] if is_past else _loose_ends(viewer),
        **told,
    )


Days = tuple[date, date]


def _loose_ends(viewer: Standing) -> list[str]:
    """The first few, but for what only two may read: an entry of the log is open to all."""
    told = [each.sentence for each in loose_ends_for(viewer) if each.rule not in BETWEEN_TWO]
    return told[:LOOSE_ENDS]


def _told(viewer: Standing, week: Days) -> dict[str, list[Held]]:
    """What was said together and which calls opened or closed, by the fields of a week."""
    dialogues, calls = dialogues_for(viewer), calls_for(viewer)
    commitments = commitments_for(viewer)
    return {
        "dialogues_opened": [
            _held(each.opens_on, each.title, KnotKind.DIALOGUE, each.pk, each.organiser)
            for each in dialogues.filter(opens_on__range=week).order_by("opens_on", "pk")
        ],
        "dialogues_closed": [
            _held(each.closes_on, each.title, KnotKind.DIALOGUE, each.pk, each.organiser)
            for each in dialogues.filter(closes_on__range=week).order_by("closes_on", "pk")
        ],
        "decisions": [
            _held(each.decided_on, each.text, KnotKind.JOINT_DECISION, each.pk, each.organisation)
            for each in joint_decisions_for(viewer).filter(decided_on__range=week).order_by("pk")
        ],
        "taken": [
            _held(each.noted_on, each.text, KnotKind.COMMITMENT, each.pk, each.organisation)
            for each in commitments.filter(noted_on__range=week).order_by("pk")
        ],
        "kept": [
            _held(week[0], each.text, KnotKind.COMMITMENT, each.pk, each.organisation)
            for each in commitments.filter(ended_on__range=week, end=CommitmentEnd.KEPT)
        ],
        "calls_opened": [
            _held(each.opens_on, each.title, KnotKind.CALL, each.pk, each.owner)
            for each in calls.filter(opens_on__range=week).order_by("opens_on", "pk")
        ],
        "calls_closed": [
            _held(each.closes_on, each.title, KnotKind.CALL, each.pk, each.owner)
            for each in calls.filter(closes_on__range=week).order_by("closes_on", "pk")
        ],
    }


def _held(on: date, title: str, kind: KnotKind, key: int, by: Organisation | None) -> Held:
    """Something held, with its holder; a company is never named."""
    if by is None or by.kind == OrganisationKind.COMPANY:
        return Held(on, title, kind, key)
    return Held(on, title, kind, key, by.name, by.pk)


def _activities(work: QuerySet[Activity], week: Days) -> list[Held]:
    rows = work.filter(starts_on__range=week).select_related("organiser")
    return [
        _held(each.starts_on, each.title, KnotKind.ACTIVITY, each.pk, each.organiser)
        for each in rows.order_by("starts_on", "pk")
    ]


def _coming(viewer: Standing, work: QuerySet[Activity], sunday: date) -> list[Held]:
    """What the week after brings: activities, and calls that close."""
    week = (sunday + timedelta(days=1), sunday + timedelta(days=7))
    calls = [
        _held(each.closes_on, each.title, KnotKind.CALL, each.pk, each.owner)
        for each in calls_for(viewer).filter(closes_on__range=week)
    ]
    return sorted([*_activities(work, week), *calls], key=lambda held: (held.on, held.key))


def _granted(viewer: Standing, week: Days, programme_id: int | None) -> list[Granted]:
    """The grants that were decided in the week; awards are public, also to companies."""
    rows = visible(viewer, Kind.GRANT, Grant.objects.filter(decision__decided_on__range=week))
    if programme_id is not None:
        rows = rows.filter(programme=programme_id)
    return [
        Granted(
            grant.title,
            grant.pk,
            grant.recipient.name,
            None if grant.recipient.is_company else grant.recipient_id,
            grant.granted_sek,
        )
        for grant in rows.select_related("recipient").order_by("-granted_sek", "pk")
    ]


def _counted(work: QuerySet[Activity], week: Days) -> tuple[int, int, int]:
    """Companies that took part, companies that noted improvements, and how many those were."""
    one = Coalesce("company__merged_into_id", "company_id")
    activities = work.order_by().values("pk")
    came = Participation.objects.filter(activity__in=activities, on__range=week)
    companies = came.aggregate(n=Count(one, distinct=True))["n"]
    better = ImprovementActivity.objects.filter(
        activity__in=activities, improvement__happened_on__range=week
    )
    of_one = Coalesce("improvement__company__merged_into_id", "improvement__company_id")
    sums = better.aggregate(
        companies=Count(of_one, distinct=True), improvements=Count("improvement", distinct=True)
    )
    return companies, sums["companies"], sums["improvements"]
