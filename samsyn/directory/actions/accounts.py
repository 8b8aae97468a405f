"""One's own account: name, language, sign-in by a link in a mail, signing out everywhere."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from sesame.utils import get_token

from samsyn.basics.problem import Problem, words
from samsyn.directory.actions.journal import note
from samsyn.directory.actions.tell import tell
from samsyn.directory.models import Person
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.memberships import token_digest
from samsyn.directory.rules.organisations import checked_name

LINK_SCOPE = "sign in by link"
LINKS_AN_HOUR = 5
"""Mails with a link that one address gets in an hour; more are not sent, and nobody is told."""
AN_HOUR = 60 * 60


@transaction.atomic
def change_account(*, by: Standing, name: str, language: str) -> Person:
    """Change one's own name and language."""
    person = _self(by)
    person.name, person.language = checked_name(name), language
    person.save(update_fields=["name", "language"])
    note(by=by, deed="change account", subject=person, text=f"#{person.pk}")
    return person


@transaction.atomic
def send_sign_in_link(*, by: Standing, email: str, site: str) -> None:
    """Mail a link to sign in with, if somebody here has the address. Never tells whether."""
    person = Person.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if person is None or _has_had_enough(email):
        return
    token = get_token(person, scope=LINK_SCOPE)  # type: ignore[no-untyped-call]  # has no types
    path = reverse("directory:sign_in_by_link", args=[token])
    tell(
        by=by,
        to=person.email,
        template="directory/mail/sign_in_link.txt",
        language=person.language,
        person=person,
        link=f"{site}{path}",
    )


@transaction.atomic
def sign_out_everywhere(*, by: Standing) -> int:
    """End all sessions of the person, on every device; answers how many there were."""
    person = _self(by)
    ended = 0
    for session in Session.objects.filter(expire_date__gte=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()
            ended += 1
    note(by=by, deed="sign out everywhere", subject=person, text=f"#{person.pk}")
    return ended


def _self(by: Standing) -> Person:
    if by.person_id is None:
        raise Problem(
            "sign-in-first", words("This is about your own account. Sign in first to see it.")
        )
    return Person.objects.select_for_update().get(pk=by.person_id)


def _has_had_enough(email: str) -> bool:
    """Whether the address has had its mails for this hour; the address is kept as a digest."""
    key = "sign-in-link:" + token_digest(email.strip().lower())
    cache.add(key, 0, AN_HOUR)
    return cache.incr(key) > LINKS_AN_HOUR
