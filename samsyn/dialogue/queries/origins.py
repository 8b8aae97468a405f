"""Where the people who vote by phone say they come from, as far as it may be told."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import Coalesce

from samsyn.dialogue.models import Dialogue, Voice, VoiceVote
from samsyn.dialogue.queries.people import voice_votes
from samsyn.dialogue.rules.origins import Told, told_of
from samsyn.dialogue.rules.phones import LEAST_SHOWN
from samsyn.directory.models import Organisation
from samsyn.directory.models.organisations import KIND_NAMES
from samsyn.directory.rules.places import COUNTIES


@dataclass(frozen=True, slots=True)
class Part:
    """People who come from one kind of actor, county or organisation, by its key and name."""

    key: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The parts that may be told; the `rest` come from other parts, or did not say."""

    parts: list[Part]
    rest: int


@dataclass(frozen=True, slots=True)
class Origins:
    """People by kind of actor, by county and by organisation."""

    kinds: Origin
    counties: Origin
    organisations: Origin


def origins_of(dialogue: Dialogue) -> Origins:
    """Where those whose votes count say they come from.

    Read anew each time: what a phone says of itself changes no vote, and no stamp watches it.
    """
    enough = voice_votes(dialogue).values("statement").annotate(number=Count("pk"))
    theirs = VoiceVote.objects.filter(
        voice=OuterRef("pk"),
        statement__in=enough.filter(number__gte=LEAST_SHOWN).values("statement"),
    )
    voices = (
        Voice.objects.filter(Exists(theirs), dialogue=dialogue)
        .order_by()
        .annotate(one=Coalesce("organisation__merged_into_id", "organisation_id"))
        .values_list("actor_kind", "county", "one")
        .annotate(number=Count("pk"))
    )
    by_kind, by_county, by_organisation = Counter[str](), Counter[str](), Counter[str]()
    people = 0
    for kind, county, one, number in voices:
        people += number
        for counted, part in ((by_kind, kind), (by_county, county), (by_organisation, one)):
            if part:
                counted[str(part)] += number
    organisations = told_of(by_organisation, people)
    keys = [part for part, _number in organisations.parts]
    there = list(Organisation.objects.filter(pk__in=keys)) if keys else []
    in_kinds, in_counties = Counter[str](), Counter[str]()
    for each in there:
        in_kinds[each.kind] += by_organisation[str(each.pk)]
        if each.county_id:
            in_counties[each.county_id] += by_organisation[str(each.pk)]
    return Origins(
        kinds=_named(told_of(by_kind, people, in_kinds), _KINDS),
        counties=_named(told_of(by_county, people, in_counties), _COUNTIES),
        organisations=_named(organisations, {str(each.pk): each.name for each in there}),
    )


_KINDS = {str(kind.value): name for kind, name in KIND_NAMES.items()}
_COUNTIES = {county.code: county.name for county in COUNTIES}


def _named(told: Told, names: Mapping[str, object]) -> Origin:
    return Origin([Part(key, str(names[key]), people) for key, people in told.parts], told.rest)
