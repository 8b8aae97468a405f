"""Who is invited to a dialogue, who of them has answered, and of what nobody is there."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from samsyn.dialogue.models import Dialogue, InvitedOrganisation, Vote
from samsyn.dialogue.queries.dialogues import ONE_ORGANISATION, dialogues_for
from samsyn.dialogue.rules.invited import without_anybody
from samsyn.dialogue.rules.kinds import StatementState
from samsyn.directory.models import Organisation
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.organisations import filtered, organisations_for
from samsyn.directory.queries.sight import may_see
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.directory.rules.places import COUNTIES, MUNICIPALITIES

MOST_PROPOSED = 40
"""So many organisations to tick are shown at once; a search narrows them."""
ONLY_WHEN_ASKED_FOR = (
    OrganisationKind.COMPANY,
    OrganisationKind.CONSULTANCY,
    OrganisationKind.OTHER,
)


@dataclass(frozen=True, slots=True)
class InvitedLine:
    """An invited organisation, since when, and whether it has voted on anything."""

    organisation: Organisation
    invited_on: date
    has_answered: bool


@dataclass(frozen=True, slots=True)
class InvitedSheet:
    """Who is invited to a dialogue, and the whole: of what nobody is.

    `kinds` are kinds of actor, `places` names of counties (of municipalities in a county's
    dialogue) of which nobody is invited.
    """

    dialogue: Dialogue
    lines: list[InvitedLine]
    kinds: list[OrganisationKind]
    places: list[str]
    may_invite: bool

    @property
    def answered(self) -> int:
        return sum(line.has_answered for line in self.lines)

    @property
    def missing(self) -> list[Organisation]:
        """Those invited that have not voted on anything."""
        return [line.organisation for line in self.lines if not line.has_answered]


def invited_sheet(viewer: Standing, dialogue_id: int) -> InvitedSheet:
    """Who is invited to one dialogue; DoesNotExist when the viewer may not see it."""
    return invited_to(viewer, dialogues_for(viewer).get(pk=dialogue_id))


def invited_to(viewer: Standing, dialogue: Dialogue) -> InvitedSheet:
    """Who is invited to a dialogue that the viewer sees; those who are missing come first."""
    since = invited_since(viewer, dialogue)
    voted = voted_in(dialogue)
    there = Organisation.objects.filter(pk__in=since).select_related("county")
    lines = [
        InvitedLine(each, since[each.pk], each.pk in voted)
        for each in there.order_by("sort_key", "pk")
    ]
    lines.sort(key=lambda line: line.has_answered)
    kinds = [kind for kind in OrganisationKind if kind is not OrganisationKind.OTHER]
    return InvitedSheet(
        dialogue=dialogue,
        lines=lines,
        kinds=without_anybody(kinds, [OrganisationKind(line.organisation.kind) for line in lines]),
        places=_places_without_anybody(dialogue, [line.organisation for line in lines]),
        may_invite=may_do(viewer, "invite organisations", dialogue.organiser_id),
    )


def invited_since(viewer: Standing, dialogue: Dialogue) -> dict[int, date]:
    """The keys of those invited, merged organisations as one, and since when."""
    rows = InvitedOrganisation.objects.filter(
        may_see(viewer, "invited organisation", owner="dialogue__organiser"), dialogue=dialogue
    )
    by_one = rows.order_by().values_list(ONE_ORGANISATION).annotate(since=Min("invited_on"))
    return dict(by_one)


def voted_in(dialogue: Dialogue) -> set[int]:
    """The keys of the organisations that have voted on a statement of a dialogue."""
    votes = Vote.objects.filter(
        statement__dialogue=dialogue, statement__state=StatementState.IN
    ).order_by()
    return set(votes.annotate(one=ONE_ORGANISATION).values_list("one", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class InvitedCount:
    """How many organisations are invited, and how many of them have voted."""

    invited: int
    answered: int


def organisations_to_invite(
    viewer: Standing, dialogue: Dialogue, *, search_for: str = "", kind: str = "", county: str = ""
) -> tuple[list[Organisation], int]:
    """Organisations that may be ticked, at most so many as fit, and how many more there are.

    Companies, consultancies and what has no kind of its own are among them only when they are asked
    for: there are too many.
    """
    rows = filtered(organisations_for(viewer), search_for=search_for, kind=kind, county=county)
    if not kind and not search_for:
        rows = rows.exclude(kind__in=ONLY_WHEN_ASKED_FOR)
    rows = rows.exclude(pk__in=invited_since(viewer, dialogue))
    shown = list(rows[: MOST_PROPOSED + 1])
    if len(shown) <= MOST_PROPOSED:
        return shown, 0
    return shown[:MOST_PROPOSED], rows.count() - MOST_PROPOSED


def invited_seen_by(viewer: Standing, dialogue: Dialogue) -> list[Organisation]:
    """The invited organisations that the viewer may see in the directory, for who has the code.

    Companies are not open to all: a visitor is not told which of them are invited.
    """
    keys = invited_keys(dialogue)
    return list(organisations_for(viewer).filter(pk__in=keys)) if keys else []


def invited_keys(dialogue: Dialogue) -> set[int]:
    """The keys of those invited to a dialogue, merged organisations as one."""
    rows = InvitedOrganisation.objects.filter(dialogue=dialogue)
    return set(rows.values_list(ONE_ORGANISATION, flat=True))


def _places_without_anybody(
    dialogue: Dialogue, organisations: Collection[Organisation]
) -> list[str]:
    if dialogue.county_id is None:
        names = {county.code: county.name for county in COUNTIES}
        there: Iterator[str | None] = (each.county_id for each in organisations)
    else:
        names = {
            place.code: place.name
            for place in MUNICIPALITIES
            if place.county_code == dialogue.county_id
        }
        there = (each.municipality_id for each in organisations)
    return [names[code] for code in without_anybody(names, there)]
