"""The programme director's first screen: the week in one sentence, the thread, what hangs loose."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _, ngettext

from samsyn.company.models import Improvement
from samsyn.company.queries.improvements import improvements_for
from samsyn.dialogue.queries import joint_decisions_for
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.rules.access import Standing
from samsyn.programme.models import Participation
from samsyn.programme.queries.work import activities_at_work
from samsyn.results.queries.bar import bar_of_all
from samsyn.results.queries.first.parts import Deed, Figure, First, address, address_if_any
from samsyn.results.queries.first.short_lists import (
    dialogues_now,
    few_loose_ends,
    log_lately,
    next_activities,
    our_commitments,
    to_note,
)
from samsyn.results.queries.visible import participation_sight
from samsyn.results.rules.disclosure import rule_on


@dataclass(frozen=True, slots=True)
class Week:
    """What happened between two days, both included, by what the viewer may know.

    `improvements` is None where so few companies are behind it that they could be recognised.
    """

    activities: int
    companies: int
    decisions: int
    improvements: int | None


def week_screen(viewer: Standing) -> First:
    """This week and last week, the thread of the whole with its loose ends, and what comes."""
    monday = viewer.on - timedelta(days=viewer.on.weekday())
    before = monday - timedelta(days=7)
    week, last = weeks(viewer, (monday, viewer.on), (before, monday - timedelta(days=1)))
    ends, loose_total = few_loose_ends(viewer)
    work = activities_at_work(viewer)
    return First(
        title=_("The week"),
        sentence=sentence(week, last),
        deeds=_deeds(viewer),
        figures=_figures(viewer, before),
        figures_title=_("Since Monday last week"),
        bar=bar_of_all(viewer),
        loose_ends=ends,
        loose_total=loose_total,
        main=[next_activities(viewer, work, _("Next activities of ours"), ours="on")],
        side=[
            dialogues_now(viewer, _("Questions open now")),
            our_commitments(viewer),
            to_note(viewer),
            log_lately(viewer),
        ],
    )


def weeks(viewer: Standing, *spans: tuple[date, date]) -> list[Week]:
    """What happened in each of the spans: one question to the database for each kind of thing."""
    one = Coalesce("company__merged_into_id", "company_id")
    met = Participation.objects.filter(participation_sight(viewer))
    activities = _counted(activities_at_work(viewer), "starts_on", "pk", spans)
    companies = _counted(met, "on", one, spans)
    decisions = _counted(joint_decisions_for(viewer), "decided_on", "pk", spans)
    return [
        Week(begun, met, decided, improvements_between(viewer, *span))
        for span, begun, met, decided in zip(spans, activities, companies, decisions, strict=True)
    ]


def _counted(
    rows: QuerySet[Any], day: str, what: str | Coalesce, spans: tuple[tuple[date, date], ...]
) -> list[int]:
    """How many different ones there are in each span, in one question."""
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    within = rows.filter(**{f"{day}__gte": first, f"{day}__lte": last}).order_by()
    counts = {
        f"span_{place}": Count(
            what, distinct=True, filter=Q(**{f"{day}__gte": start, f"{day}__lte": end})
        )
        for place, (start, end) in enumerate(spans)
    }
    return list(within.aggregate(**counts).values())


def improvements_between(viewer: Standing, start: date, end: date) -> int | None:
    """Improvements between two days; None when of few companies and the viewer sees not all."""
    rows = Improvement.objects.filter(happened_on__gte=start, happened_on__lte=end)
    counted = rows.aggregate(n=Count("pk"), companies=Count("company", distinct=True))
    number: int = counted["n"]
    if number == 0 or counted["companies"] >= rule_on(viewer.on).least_companies:
        return number
    seen = improvements_for(viewer).filter(happened_on__gte=start, happened_on__lte=end)
    return number if seen.count() == number else None


def sentence(week: Week, last: Week) -> str:
    """Both weeks in words: "This week: … Last week: …"."""
    return _("This week: %(this)s. Last week: %(last)s.") % {
        "this": _in_words(week),
        "last": _in_words(last),
    }


def _in_words(week: Week) -> str:
    parts = [
        (ngettext("%(n)s activity", "%(n)s activities", week.activities), week.activities),
        (ngettext("%(n)s company met", "%(n)s companies met", week.companies), week.companies),
        (ngettext("%(n)s joint decision", "%(n)s joint decisions", week.decisions), week.decisions),
    ]
    if week.improvements is not None:
        words = ngettext("%(n)s improvement", "%(n)s improvements", week.improvements)
        parts.append((words, week.improvements))
    said = [text % {"n": number} for text, number in parts if number]
    if not said:
        return _("nothing noted")
    if len(said) == 1:
        return said[0]
    return _("%(some)s and %(last)s") % {"some": ", ".join(said[:-1]), "last": said[-1]}


def _deeds(viewer: Standing) -> list[Deed]:
    """Write the log, where there is one; plan, and ask."""
    write, draft = address_if_any("results:log_add"), address_if_any("results:log_draft")
    deeds = []
    if write and may_do(viewer, "write log"):
        deeds.append(Deed(write, _("Write the log"), "edit"))
        if draft:
            deeds.append(Deed(draft, _("Draft from the week")))
    if may_do(viewer, "plan activity"):
        deeds.append(Deed(address("programme:activity_add"), _("Plan an activity"), "calendar"))
    return deeds


def _figures(viewer: Standing, since: date) -> list[Figure]:
    span = {"from_on": since, "until_on": viewer.on}
    (both,) = weeks(viewer, (since, viewer.on))
    seen = improvements_for(viewer).filter(happened_on__gte=since, happened_on__lte=viewer.on)
    opens = both.improvements is not None and seen.count() == both.improvements
    return [
        Figure(
            both.activities,
            ngettext("activity begun", "activities begun", both.activities),
            address("programme:activity_list", ours="on", **span),
            _("Activities of the programmes you take part in, by their first day."),
        ),
        Figure(
            both.companies,
            ngettext("company met", "companies met", both.companies),
            address("programme:participation_list", **span),
            _("Companies that took part, each once, in the programmes you take part in."),
        ),
        Figure(
            both.decisions,
            ngettext("joint decision", "joint decisions", both.decisions),
            address("dialogue:joint_decision_list", **span),
            _("What organisations have decided together, by the day of the decision."),
        ),
        Figure(
            both.improvements,
            ngettext("improvement", "improvements", both.improvements or 0),
            address("company:improvement_list", **span) if opens else "",
            _("By the day on which they happened. Which companies is for those close to them."),
            hidden=both.improvements is None,
        ),
    ]
