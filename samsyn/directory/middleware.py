"""Who is looking: the person, the organisation she acts for, and her roles there."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import activate, get_language

from samsyn.directory.queries.deeds import may_do
from samsyn.directory.queries.kept import counter
from samsyn.directory.queries.sight import homes_of, is_demo_store, standing_of
from samsyn.directory.rules.access import visitor
from samsyn.directory.rules.memberships import ACTING_FOR


class ActingFor:
    """Gives every request a `standing`, from the person and the organisation in the session.

    And `counted`, which says how many rows there are of what she may see.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        nobody = visitor(timezone.localdate())
        standing = nobody
        if request.user.is_authenticated:
            speak_her_language(request)
            standing = standing_of(request.user, request.session.get(ACTING_FOR), nobody)
        request.standing = standing  # type: ignore[attr-defined]  # declared in web.answer.Request
        request.counted = counter(standing)  # type: ignore[attr-defined]  # likewise
        return self.get_response(request)


def speak_her_language(request: HttpRequest) -> None:
    """Use the language of the person's account, unless this browser has chosen another."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and request.user.is_authenticated:
        activate(request.user.language)
        request.LANGUAGE_CODE = get_language() or request.user.language


def around_every_page(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page shows: who is looking, and where."""
    standing = getattr(request, "standing", None) or visitor(timezone.localdate())
    match = request.resolver_match
    return {
        "standing": standing,
        "homes": homes_of(standing),
        "room": match.app_name if match else "",
        "may_read_journal": may_do(standing, "read journal"),
        "demo_store": is_demo_store(standing),
        "version": settings.VERSION,
    }
