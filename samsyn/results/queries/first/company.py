"""The company manager's first screen: our next step, the person we know, and who sees what."""

from django.db.models import Q
from django.utils.translation import gettext as _

from samsyn.company.queries.companies import CompanySheet, company_sheet
from samsyn.directory.models import Organisation
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.programme.models import Participation
from samsyn.programme.queries.participations import onlookers_of, participations_for
from samsyn.results.queries.first.parts import SHORT, Deed, First, Panel, Row, address

FEW = 2
"""Names before the others become a number."""


def at_company(viewer: Standing) -> bool:
    """Whether the viewer acts for a company that stands in the directory as itself."""
    return Organisation.objects.filter(
        pk=viewer.organisation_id or 0, kind=OrganisationKind.COMPANY, merged_into__isnull=True
    ).exists()


def company_screen(viewer: Standing) -> First:
    """What the viewer's own company has before and behind it; nothing about others."""
    sheet = company_sheet(viewer, viewer.organisation_id or 0)
    key = sheet.company.pk
    own = participations_for(viewer).filter(company=key)
    ahead = own.filter(
        Q(activity__starts_on__gte=viewer.on) | Q(activity__ends_on__gte=viewer.on)
    ).order_by("activity__starts_on", "pk")
    coaches = ", ".join(coach.name for coach in sheet.coaches)
    return First(
        title=sheet.company.name,
        sentence=_("The person you know: %(coaches)s.") % {"coaches": coaches} if coaches else "",
        deeds=_deeds(sheet),
        main=[
            _next_step(viewer, list(ahead[:SHORT]), coaches),
            _took_part(key, list(own[:SHORT])),
            _improvements(sheet),
        ],
        side=[_people(sheet), _who_sees(viewer, sheet), _key_figures(sheet)],
    )


def _deeds(sheet: CompanySheet) -> list[Deed]:
    key = sheet.company.pk
    deeds = []
    if sheet.may_note_improvement:
        deeds.append(Deed(address("company:improvement_add", key), _("Note improvement"), "add"))
    if sheet.may_note_key_figure:
        deeds.append(Deed(address("company:key_figure_add", key), _("Note key figure")))
    deeds.append(Deed(address("company:company_detail", key), _("Our page"), "company"))
    return deeds


def _row(row: Participation) -> Row:
    return Row(
        row.activity.title,
        address("programme:activity_detail", row.activity_id),
        on=row.on,
        meta=str(row.activity.programme or ""),
    )


def _step(viewer: Standing, row: Participation) -> Row:
    """Something that comes, by its first day; or that goes on, by its last."""
    activity = row.activity
    comes = activity.starts_on >= viewer.on
    return Row(
        activity.title,
        address("programme:activity_detail", row.activity_id),
        on=activity.starts_on if comes else activity.ends_on,
        meta=_("Begins") if comes else _("Goes on until"),
    )


def _next_step(viewer: Standing, rows: list[Participation], coaches: str) -> Panel:
    return Panel(
        title=_("What comes next"),
        rows=[_step(viewer, row) for row in rows],
        empty=_("Nothing is booked. Ask %(coaches)s what would suit you next.")
        % {"coaches": coaches}
        if coaches
        else _("Nothing is booked. The organisations near you are in the directory."),
        deed=None if coaches else Deed(address("directory:organisation_list"), _("Find somebody")),
    )


def _took_part(key: int, rows: list[Participation]) -> Panel:
    return Panel(
        title=_("What we took part in"),
        rows=[_row(row) for row in rows],
        empty=_("Nothing is noted yet. What you take part in shows here by itself."),
        more=Deed(address("programme:participation_list", company=key), _("Show all"))
        if rows
        else None,
    )


def _improvements(sheet: CompanySheet) -> Panel:
    key = sheet.company.pk
    return Panel(
        title=_("What became better"),
        rows=[
            Row(
                improvement.title,
                address("company:improvement_detail", improvement.pk),
                on=improvement.happened_on,
            )
            for improvement in sheet.improvements
        ],
        empty=_("No improvement is noted. Even a small one counts: what, when, and how you know."),
        count=sheet.improvement_count,
        more=Deed(address("company:improvement_list"), _("Show all"))
        if sheet.improvement_count
        else None,
        deed=Deed(address("company:improvement_add", key), _("Note improvement"), "add")
        if sheet.may_note_improvement
        else None,
    )


def _people(sheet: CompanySheet) -> Panel:
    return Panel(
        title=_("The person we know"),
        rows=[
            Row(coach.name, on=coach.from_on, meta=_("Our coach since")) for coach in sheet.coaches
        ],
        empty=_("Nobody is named as your coach. A regional leader can name one."),
    )


def _who_sees(viewer: Standing, sheet: CompanySheet) -> Panel:
    """Who sees what the company took part in, and who has its permission to see more."""
    key = sheet.company.pk
    rows = [
        Row(one.name, on=one.from_on, meta=_("Sees improvements and key figures, since"))
        for one in sheet.permitted
    ]
    rows += [
        Row(
            _few(one.names),
            meta=_("Sees that you took part in %(programme)s.") % {"programme": one.programme.title}
            if one.programme
            else _("Sees that you took part, outside any programme."),
        )
        for one in onlookers_of(viewer, key)
    ]
    return Panel(
        title=_("Who sees what about us"),
        rows=rows[:SHORT],
        empty=_("Only you and your coach. You decide who else, and for how long."),
        more=Deed(address("company:company_detail", key), _("All of it on our page")),
        deed=Deed(address("company:permission_add", key), _("Let somebody see more"), "eye")
        if sheet.may_permit
        else None,
    )


def _few(names: list[str]) -> str:
    """The first names, and how many more there are; our page has them all."""
    if not names:
        return _("Nobody else")
    more = len(names) - FEW
    if more < 2:
        return ", ".join(names)
    return _("%(names)s and %(more)s more") % {"names": ", ".join(names[:FEW]), "more": more}


def _key_figures(sheet: CompanySheet) -> Panel:
    key = sheet.company.pk
    latest = sheet.figure_years[:1]
    return Panel(
        title=_("Key figures"),
        rows=[
            Row(
                str(figure.get_kind_display()),
                address("company:key_figure_change", figure.pk)
                if sheet.may_note_key_figure
                else "",
                meta=str(line.year),
                number=figure.figure,
            )
            for line in latest
            for figure in line.figures
            if figure is not None
        ],
        empty=_("No key figure is noted."),
        more=Deed(address("company:key_figure_list"), _("Show all")) if latest else None,
        deed=Deed(address("company:key_figure_add", key), _("Note key figure"), "add")
        if sheet.may_note_key_figure
        else None,
    )
