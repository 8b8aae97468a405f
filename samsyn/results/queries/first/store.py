"""The administrator's first screen: people, invitations, lists, journal, and the store."""

from django.conf import settings
from django.db import connection
from django.utils.text import capfirst
from django.utils.translation import gettext as _, ngettext

from samsyn.directory.models import DuplicatePair, Organisation
from samsyn.directory.models.imports import IMPORT_STEP_NAMES
from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.duplicates import duplicates_for, pairs_like
from samsyn.directory.queries.imports import imports_for
from samsyn.directory.queries.journal import journal_for
from samsyn.directory.queries.people import invitations_for, may_invite, people_for
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import ImportStep, OrganisationKind
from samsyn.programme.queries.activities import activities_for
from samsyn.results.queries.first.figures import exports
from samsyn.results.queries.first.parts import SHORT, Deed, Figure, First, Panel, Row, address

DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
STATES = {ImportStep.TAKEN: "good", ImportStep.FAILED: "stop", ImportStep.CHECKED: "warn"}


def store_screen(viewer: Standing) -> First:
    """Who is in, who is asked in, what came in, what was done, and what there is to take out."""
    return First(
        title=_("People and the store"),
        sentence=_("Samsyn %(version)s on %(database)s.")
        % {"version": settings.VERSION, "database": database_in_words()},
        deeds=[Deed(address("directory:invitation_add"), _("Invite somebody"), "mail")]
        if may_invite(viewer)
        else [],
        figures=_figures(viewer),
        figures_title=_("What there is"),
        main=[_invitations(viewer), _journal(viewer)],
        side=[_duplicates(viewer), _imports(viewer), exports()],
    )


def database_in_words() -> str:
    """The database and its version: "PostgreSQL 15.6"."""
    name = DATABASES.get(connection.vendor, connection.vendor)
    with connection.cursor() as cursor:
        postgresql = connection.vendor == "postgresql"
        cursor.execute("SHOW server_version" if postgresql else "SELECT sqlite_version()")
        version = str(cursor.fetchone()[0]).split(" ")[0]
    return f"{name} {version}"


def _figures(viewer: Standing) -> list[Figure]:
    """How many of each kind the viewer may see."""
    organisations = Organisation.objects.filter(merged_into__isnull=True)
    people = people_for(viewer).count()
    support = organisations.exclude(kind=OrganisationKind.COMPANY).count()
    activities = activities_for(viewer).order_by().count()
    lists = imports_for(viewer).order_by().count()
    return [
        Figure(
            people,
            ngettext("person with a role with us", "people with a role with us", people),
            address("directory:person_list"),
        ),
        Figure(
            support,
            ngettext(
                "organisation that supports companies",
                "organisations that support companies",
                support,
            ),
            address("directory:organisation_list"),
        ),
        Figure(
            activities,
            ngettext("activity", "activities", activities),
            address("programme:activity_list"),
        ),
        Figure(
            lists,
            ngettext("list brought in", "lists brought in", lists),
            address("directory:import_list"),
        ),
    ]


def _invitations(viewer: Standing) -> Panel:
    rows = list(invitations_for(viewer)[: SHORT + 1])
    return Panel(
        title=_("Invitations that wait"),
        rows=[
            Row(
                invitation.email,
                on=invitation.until_on,
                meta=_("The link works until"),
            )
            for invitation in rows[:SHORT]
        ],
        empty=_("No invitation waits for an answer."),
        more=Deed(address("directory:person_list"), _("People and roles")),
        deed=Deed(address("directory:invitation_add"), _("Invite somebody"), "mail")
        if may_invite(viewer)
        else None,
    )


def _journal(viewer: Standing) -> Panel:
    """The last deeds of the viewer's organisation."""
    may = may_do(viewer, "read journal")
    lines = list(journal_for(viewer)[:SHORT]) if may else []
    operator = _("the command line")
    return Panel(
        title=_("What was done last"),
        rows=[
            Row(
                capfirst(_(line.deed)),
                address("directory:journal_list", deed=line.deed),
                on=line.at.date(),
                meta=" · ".join((line.subject_text, str(line.person or operator))),
            )
            for line in lines
        ],
        empty=_("Nothing has been done for your organisation yet."),
        more=Deed(address("directory:journal_list"), _("The journal")) if may else None,
    )


def _duplicates(viewer: Standing) -> Panel:
    rows = pairs_like(duplicates_for(viewer))
    count = rows.count()
    return Panel(
        title=_("May be the same organisation"),
        rows=[
            Row(
                f"{pair.first.name} – {pair.second.name}",
                address("directory:duplicate_answer", pair.pk),
                meta=_("%(likeness)s of 100 alike") % {"likeness": round(pair.likeness * 100)},
            )
            for pair in rows[:SHORT]
        ],
        empty=_("No pair waits for an answer."),
        count=count,
        more=Deed(
            address("directory:duplicate_list", answer=DuplicatePair.Answer.OPEN.value),
            _("Show all"),
        )
        if count
        else None,
    )


def _imports(viewer: Standing) -> Panel:
    rows = list(imports_for(viewer)[: SHORT + 1])
    return Panel(
        title=_("Lists brought in"),
        rows=[
            Row(
                the_import.file_name,
                address("directory:import_detail", the_import.pk),
                on=the_import.uploaded_at.date(),
                tag=(
                    str(IMPORT_STEP_NAMES[ImportStep(the_import.step)]),
                    STATES.get(ImportStep(the_import.step), ""),
                ),
            )
            for the_import in rows[:SHORT]
        ],
        empty=_("No list has been brought in."),
        more=Deed(address("directory:import_list"), _("Show all")) if rows else None,
    )
