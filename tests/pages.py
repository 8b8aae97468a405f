"""Every page of the map, and a store in which each of them has something to show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from samsyn.basics.swedish import sort_key
from samsyn.cast import Cast, organisation
from samsyn.cli.imports import run_here
from samsyn.company.models import KeyFigure
from samsyn.directory.actions.imports import upload_import
from samsyn.directory.actions.journal import note
from samsyn.directory.models import (
    DuplicatePair,
    Grouping,
    Import,
    Invitation,
    Membership,
    Organisation,
    Person,
    Tie,
)
from samsyn.directory.queries.sight import standing_of
from samsyn.directory.rules.access import Standing, visitor
from samsyn.directory.rules.kinds import OrganisationKind, TieKind, TieRole
from samsyn.directory.rules.memberships import token_digest
from samsyn.directory.rules.roles import Role
from samsyn.funding.models import Application, GrantHours
from samsyn.funding.rules.steps import Step
from samsyn.programme.models import Party
from samsyn.programme.rules.participant_list import PARTICIPANT_LIST
from samsyn.results.rules.strands import Kind
from samsyn.strategy.models import Indicator, Measurement
from tests.focus import focus_in
from tests.log_keys import log_keys
from tests.lonely import leave_loose
from tests.notebooks import notebooks_in
from tests.phones import dialogue_by_phone
from tests.promises import check_in_in, commitment_in, criterion_in, question_in, reports_in
from tests.tours import tour_in

LONG_NAME = (
    "Stiftelsen för Västerbottens och Jämtlands Kompetensutvecklingssamordning inom "
    "verkstadsmekanik, svetsning och additiv till AB"
)
"""120 characters, with a word of 30."""
LONG_TITLE = " ".join(
    ["Kunskapsuppbyggnad och omställning i små och medelstora industriföretag"] * 4
)
PARTICIPANTS = """Org.nr;Företag;Datum;Aktivitet;Timmar;Kvinnor;Män;Kommun
;Namnlösa AB;2026-03-12;Leandag;7,5;1;1;Falun
16556000-0001;Fel nummer AB;2026-03-12;Leandag;7,5;1;1;Falun
"""
TOKEN = "an-invitation-that-nobody-took-up"


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the map: its name, how it is written, and the keys it needs."""

    name: str
    route: str
    keys: tuple[str, ...] = ()

    def filled(self, keys: Mapping[str, object]) -> str:
        """The address with the keys of a store in it."""
        parts = ("/" + self.route).split("<")
        return parts[0] + "".join(
            str(keys[part.split(">")[0].split(":")[-1]]) + part.split(">")[1] for part in parts[1:]
        )


def addresses() -> list[Address]:
    """The map without the API and the sign-in library; the thread once for every kind."""
    found = []
    for name, route, keys in _walk(get_resolver(), "", ""):
        if route.startswith(("api/", "account/")):
            continue
        if name == "results:thread_of":
            found += [
                Address(
                    f"{name} {kind}", f"results/thread/{kind}/<int:{kind}_id>/", (f"{kind}_id",)
                )
                for kind in Kind
            ]
        else:
            found.append(Address(name, route, keys))
    return found


def _walk(
    resolver: URLResolver, start: str, space: str
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for each in resolver.url_patterns:
        route = start + str(each.pattern)
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}", route, tuple(each.pattern.converters)
        else:
            yield from _walk(each, route, f"{space}{each.namespace}:" if each.namespace else space)


@dataclass(frozen=True, slots=True)
class Record:
    """A record that not everybody may see, known by a text that stands nowhere else.

    `own` and `work` are the organisations that own it and that take part in the work it is of;
    `company` is the company it tells of.
    """

    kind: str
    text: str
    own: frozenset[int] = frozenset()
    work: frozenset[int] = frozenset()
    company: int | None = None


@dataclass(frozen=True, slots=True)
class Store:
    """The cast and more: who looks, the keys of the addresses, what is confidential."""

    cast: Cast
    people: dict[str, Person]
    keys: dict[str, object]
    records: list[Record] = field(default_factory=list)


def fill(cast: Cast) -> Store:
    """Give every page something to show: long names, a record of each kind, people from outside."""
    today = timezone.localdate()
    people = dict(cast.people)
    people |= {
        "olof": _outsider(cast, "olof", "Parken", OrganisationKind.SCIENCE_PARK),
        "rut": _outsider(cast, "rut", cast.organisations["consultancy"]),
        "maj": _outsider(cast, "maj", cast.organisations["alvsbro"]),
    }
    long = organisation(LONG_NAME, OrganisationKind.IUC_COMPANY, True, "24")
    Membership.objects.create(
        person=cast.people["frida"], organisation=long, role=Role.ANALYST, from_on=date(2024, 1, 1)
    )
    _stretch(cast, today, long)
    keys = _keys(cast, today)
    leave_loose(cast, today)
    return Store(cast, people, keys, _records(cast, keys))


def _outsider(
    cast: Cast, name: str, home: Organisation | str, kind: OrganisationKind | None = None
) -> Person:
    """Somebody with every role at an organisation that takes part in nothing."""
    if isinstance(home, str):
        assert kind is not None
        home = organisation(home, kind, True, "01")
    person = Person.objects.create(name=name.title(), email=f"{name}@demo.example")
    for role in Role:
        Membership.objects.create(
            person=person, organisation=home, role=role, from_on=date(2024, 1, 1)
        )
    return person


def _stretch(cast: Cast, today: date, long: Organisation) -> None:
    """Long titles, and days around today, so that what is open is open whenever this runs."""
    around = {"opens_on": today - timedelta(days=30), "closes_on": today + timedelta(days=30)}
    cast.dialogue.title = f"Dialog {LONG_TITLE}"[:200]
    for name, day in around.items():
        setattr(cast.dialogue, name, day)
        setattr(cast.call, name, day)
    cast.dialogue.languages = "both"
    cast.dialogue.save()
    for invited in (long, cast.organisations["norrfors"]):
        cast.dialogue.invited.create(organisation=invited, invited_on=today)
    cast.call.summary = LONG_TITLE
    cast.call.save()
    cast.programme.title_sv = f"Program {LONG_TITLE}"[:200]
    cast.programme.save()
    cast.grant.area = "Övre Norrland"
    cast.grant.save()
    for role in ("partner", "financier"):
        Party.objects.create(programme=cast.programme, organisation=long, role=role, from_on=today)


def _keys(cast: Cast, today: date) -> dict[str, object]:
    """The keys of the addresses, by the names that the map gives them."""
    norrfors = cast.organisations["norrfors"]
    grouping = Grouping.objects.create(
        title="Sju områden", sort_key=sort_key("Sju områden"), owner=cast.organisations["institute"]
    )
    grouping.areas.create(title="Norr").counties.add("25", "24")
    coach = Tie.objects.create(
        kind=TieKind.COMPANY,
        key=norrfors.pk,
        person=cast.people["bo"],
        role=TieRole.COACH,
        from_on=date(2026, 1, 1),
    )
    GrantHours.objects.create(participation=cast.participation, grant=cast.grant)
    by_kind = {f"{kind}_id": getattr(cast, kind).pk for kind in Kind if kind != Kind.COMPANY}
    return by_kind | {
        "company_id": norrfors.pk,
        "organisation_id": norrfors.pk,
        "participation_id": cast.participation.pk,
        "grouping_id": grouping.pk,
        "tie_id": coach.pk,
        "pair_id": _pair(cast.organisations["alvsbro"], norrfors).pk,
        "party_id": Party.objects.filter(programme=cast.programme).order_by("pk")[0].pk,
        "person_id": cast.people["gustav"].pk,
        "membership_id": Membership.objects.get(person=cast.people["gustav"]).pk,
        "invitation_id": _invitation(cast, today).pk,
        "token": TOKEN,
        "name": "astrid",
        "key_figure_id": KeyFigure.objects.create(
            company=norrfors, year=2025, kind="turnover_ksek", figure=12_000, source="Källa-9153"
        ).pk,
        "draft_id": _application(cast, "Utkast-4471", Step.DRAFT).pk,
        "submitted_id": _application(cast, "Inskickad-4472", Step.SUBMITTED).pk,
        "import_id": _import(cast).pk,
        "commitment_id": commitment_in(cast, today, LONG_TITLE).pk,
        "criterion_id": criterion_in(cast, LONG_TITLE).pk,
        "check_in_id": check_in_in(cast, today, LONG_TITLE).pk,
        "question_id": question_in(cast, today, LONG_TITLE).pk,
        "report_id": reports_in(cast, today, LONG_TITLE).pk,
        **focus_in(cast, today, LONG_TITLE),
        **dialogue_by_phone(cast, today, LONG_TITLE),
        "tour_id": tour_in(cast, today, LONG_TITLE).pk,
        **notebooks_in(cast, today, LONG_TITLE),
        **_indicator(cast, today),
        **log_keys(cast, today, LONG_TITLE),
    }


def _indicator(cast: Cast, today: date) -> dict[str, object]:
    """One that is measured, and one that nobody measures."""
    made = [
        Indicator.objects.create(
            goal=cast.goal,
            title_sv=f"Indikator {LONG_TITLE}"[:200],
            sort_key=sort_key("Indikator"),
            unit="företag",
            measured=LONG_TITLE[:300],
            baseline_value=0,
            baseline_on=begun_on,
            target_value=100,
            target_on=today + timedelta(days=300),
            interval_months=1,
            begun_on=begun_on,
        )
        for begun_on in (today, today - timedelta(days=200))
    ]
    measured = Measurement.objects.create(indicator=made[0], on=today, value=5, source="Källa")
    return {"indicator_id": made[0].pk, "measurement_id": measured.pk}


def _import(cast: Cast) -> Import:
    """A list that Astrid has brought in: a good row, a refused one, a question."""
    by = standing_of(cast.people["astrid"], None, visitor(timezone.localdate()))
    made = upload_import(
        by=by,
        list_kind=PARTICIPANT_LIST,
        file_name="deltagarlista-6621.csv",
        chunks=[PARTICIPANTS.encode()],
        options={"programme": cast.programme.pk},
    )
    run_here(made, by, check=True)
    return made


def _pair(one: Organisation, other: Organisation) -> DuplicatePair:
    first, second = sorted((one, other), key=lambda each: each.pk)
    return DuplicatePair.objects.create(
        first=first, second=second, likeness=0.9, reason="Likhet-3318"
    )


def _invitation(cast: Cast, today: date) -> Invitation:
    return Invitation.objects.create(
        email="inbjuden-7781@demo.example",
        organisation=cast.organisations["institute"],
        roles=[Role.ANALYST.value],
        invited_by=cast.people["frida"],
        invited_on=today,
        until_on=today + timedelta(days=14),
        token_digest=token_digest(TOKEN),
    )


def _application(cast: Cast, title: str, step: Step) -> Application:
    made = Application.objects.create(
        call=cast.call,
        applicant=cast.organisations["region"],
        title=title,
        summary=LONG_TITLE,
        asked_sek=Decimal(1_000_000),
        starts_on=date(2027, 1, 1),
        ends_on=date(2028, 12, 31),
        step=step,
    )
    made.counties.add("25")
    return made


def _records(cast: Cast, keys: dict[str, object]) -> list[Record]:
    """One confidential record of each kind, marked, with whom the table of access speaks of."""
    own = {name: frozenset({home.pk}) for name, home in cast.organisations.items()}
    norrfors, alvsbro = (cast.organisations[name].pk for name in ("norrfors", "alvsbro"))
    at_work = own["institute"] | own["navet"] | own["agency"]
    _mark(cast)
    frida = cast.people["frida"]
    by = Standing(
        on=timezone.localdate(),
        person_id=frida.pk,
        organisation_id=cast.organisations["institute"].pk,
    )
    note(by=by, deed="change programme", subject=cast.programme, reason="Skäl-5519")
    return [
        Record("company entry", "Norrfors Mek AB", company=norrfors),
        Record("company entry", "Älvsbro Plåt", company=alvsbro),
        Record("duplicate", "Likhet-3318"),
        Record("person", "gustav@demo.example", own=own["institute"]),
        Record("person", "diyar@demo.example", own=own["agency"]),
        Record("invitation", "inbjuden-7781@demo.example", own=own["institute"]),
        Record("journal line", "Skäl-5519", own=own["institute"]),
        Record("import", "deltagarlista-6621", own=own["agency"]),
        Record("dialogue", "Fråga-2204", own=own["agency"]),
        Record("statement", "Utsaga-2205", own=own["agency"]),
        Record("tour", "Turné-2206", own=own["agency"]),
        Record("region note", "Anteckning-3307", own=own["agency"]),
        Record("proposal", "Förslag-2206", own=own["agency"]),
        Record("fact card", "Fakta-2207", own=own["agency"]),
        Record("improvement", "Förbättring-8801", company=norrfors),
        Record("key figure", "Källa-9153", company=norrfors),
        Record("activity", "Aktivitet-1107", own=own["navet"], company=norrfors),
        Record("participation", "kontakt-1108@norrfors.example", work=at_work, company=norrfors),
        Record("application", "Inskickad-4472", own=own["region"], work=own["agency"]),
        Record("application", "Utkast-4471", own=own["region"]),
        Record("log draft", "Loggutkast-3021", own=own["institute"]),
        Record("check-in", "Avstämt-6612", own=own["region"], work=own["agency"]),
        Record("question", "Spörsmål-5561", own=own["region"], work=own["agency"]),
        Record("grant report", "Rapport-7714", own=own["region"], work=own["agency"]),
    ]


def _mark(cast: Cast) -> None:
    """Put a text that stands nowhere else into the cast's confidential records."""
    cast.dialogue.question = "Fråga-2204"
    cast.dialogue.save()
    cast.statement.text = f"Utsaga-2205 {LONG_TITLE}"[:300]
    cast.statement.save()
    cast.improvement.title = "Förbättring-8801"
    cast.improvement.save()
    cast.activity.title = "Aktivitet-1107"
    cast.activity.save()
    cast.participation.contact_email = "kontakt-1108@norrfors.example"
    cast.participation.save()
