"""Mail: written from a template, sent when what it tells of has been saved."""

from collections.abc import Mapping
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from samsyn.directory.rules.access import Standing


def tell(*, by: Standing, to: str, template: str, language: str, **values: Any) -> None:
    """Send a mail after the commit; nothing is sent when the deed is rolled back.

    The template's first line is the subject. Part of another deed, which asks and journals.
    """
    subject, body = _written(template, language, values)
    transaction.on_commit(lambda: send_mail(subject, body, None, [to]))


def _written(template: str, language: str, values: Mapping[str, Any]) -> tuple[str, str]:
    with override(language):
        text = render_to_string(template, dict(values)).strip()
    subject, _newline, body = text.partition("\n")
    return subject.strip(), body.strip() + "\n"
