"""The published entries as an Atom feed, for those who follow the log elsewhere."""

from datetime import UTC

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samsyn.directory.rules.access import visitor
from samsyn.results.queries.log.entries import published_entries_for
from samsyn.web.answer import Request

NEWEST = 30
"""Entries in the feed."""


@login_not_required
@require_GET
def log_feed(request: Request) -> HttpResponse:
    """The newest published entries; the same for everybody, whoever asks."""
    feed = Atom1Feed(
        title=_("The log of Samsyn"),
        link=request.build_absolute_uri(reverse("results:log_list")),
        feed_url=request.build_absolute_uri(),
        description=_("What those who support small industrial companies tell of their weeks."),
        language="sv",
    )
    for entry in published_entries_for(visitor(request.standing.on))[:NEWEST]:
        address = request.build_absolute_uri(reverse("results:log_detail", args=[entry.pk]))
        feed.add_item(
            title=entry.title,
            link=address,
            description=entry.text,
            author_name=entry.organisation.name,
            pubdate=entry.published_at and entry.published_at.astimezone(UTC),
            updateddate=entry.changed_at.astimezone(UTC),
            unique_id=address,
        )
    shown = HttpResponse(content_type=feed.content_type)
    feed.write(shown, "utf-8")
    return shown
