"""Everybody's first screen, what our organisation takes part in; and that of who has no role."""

from django.db.models import Q
from django.utils.translation import gettext as _

from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.sight import is_demo_store
from samsyn.directory.rules.access import Standing
from samsyn.funding.queries.grants import grants_for
from samsyn.programme.models import PARTY_NAMES, Party
from samsyn.programme.queries.programmes import programmes_for
from samsyn.programme.queries.work import activities_at_work
from samsyn.programme.rules.kinds import PartyRole
from samsyn.results.queries.first.parts import SHORT, Deed, First, Panel, Row, address
from samsyn.results.queries.first.short_lists import (
    calls_closing,
    dialogues_now,
    log_lately,
    next_activities,
    our_commitments,
)


def ours_screen(viewer: Standing) -> First:
    """The programmes, activities, dialogues and grants of the viewer's organisation."""
    return First(
        title=viewer.organisation_name,
        sentence=_("What we take part in, what comes, and what we are asked."),
        deeds=[
            Deed(
                address("directory:organisation_detail", viewer.organisation_id),
                _("Our entry in the directory"),
                "organisation",
            )
        ],
        main=[
            _programmes(viewer),
            next_activities(
                viewer, activities_at_work(viewer), _("Next activities of ours"), ours="on"
            ),
        ],
        side=[
            dialogues_now(viewer),
            our_commitments(viewer),
            _grants(viewer),
            calls_closing(viewer),
            log_lately(viewer),
        ],
    )


def _programmes(viewer: Standing) -> Panel:
    """The programmes that the organisation hosts or is a party of today."""
    parts = Party.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=viewer.on),
        organisation=viewer.organisation_id,
        from_on__lte=viewer.on,
    )
    roles: dict[int, list[str]] = {}
    for key, role in parts.order_by("role").values_list("programme", "role"):
        roles.setdefault(key, []).append(str(PARTY_NAMES[PartyRole(role)]))
    rows = programmes_for(viewer).filter(Q(host=viewer.organisation_id) | Q(pk__in=list(roles)))
    first = list(rows[: SHORT + 1])
    return Panel(
        title=_("Our programmes"),
        rows=[
            Row(
                programme.title,
                address("programme:programme_detail", programme.pk),
                on=programme.ends_on,
                meta=_("Host")
                if programme.host_id == viewer.organisation_id
                else ", ".join(roles.get(programme.pk, [])),
            )
            for programme in first[:SHORT]
        ],
        empty=_("Your organisation is not named in any programme yet; its host does that."),
        more=Deed(address("programme:programme_list"), _("All programmes")),
        deed=Deed(address("programme:programme_add"), _("Start a programme"), "add")
        if may_do(viewer, "start programme")
        else None,
    )


def _grants(viewer: Standing) -> Panel:
    rows = grants_for(viewer).filter(recipient=viewer.organisation_id)
    first = list(rows.order_by("-starts_on", "-pk")[: SHORT + 1])
    return Panel(
        title=_("Our grants"),
        rows=[
            Row(
                grant.title,
                address("funding:grant_detail", grant.pk),
                on=grant.ends_on,
                sek=grant.granted_sek,
                meta=str(grant.programme or _("No programme named")),
            )
            for grant in first[:SHORT]
        ],
        empty=_("No grant of ours is known."),
    )


def new_screen(viewer: Standing) -> First:
    """What somebody can do who has signed in and has no role anywhere."""
    ways = [
        Row(
            _("Open the whole thread"),
            address("results:thread_top"),
            meta=_("Goals, calls, grants and programmes are open to all."),
        ),
        Row(
            _("Find your organisation"),
            address("directory:organisation_list"),
            meta=_("If it is there, somebody there may be able to invite you."),
        ),
        Row(
            _("Check your name and language"),
            address("directory:account"),
            meta=_("The address you sign in with is the one to be invited at."),
        ),
    ]
    if is_demo_store(viewer):
        ways.append(
            Row(
                _("Come in as somebody else in the demo"),
                address("directory:demo_people"),
                meta=_("Each sees something else."),
            )
        )
    return First(
        title=_("Welcome, %(name)s") % {"name": viewer.person_name},
        sentence=_(
            "You have no role at any organisation yet. Ask an administrator of yours to invite "
            "you; the link comes by e-mail, and this page then fills by itself."
        ),
        main=[Panel(title=_("Until then"), rows=ways, empty="")],
        side=[calls_closing(viewer)],
    )
