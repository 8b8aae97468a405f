"""An entry of the log and a draft, for the store in which every page has something to show."""

from datetime import date
from typing import Any

from django.utils import timezone

from samsyn.cast import Cast
from samsyn.results.models import LogEntry, LogKnot


def log_keys(cast: Cast, today: date, long_title: str) -> dict[str, object]:
    """A public entry with a knot and a long title, and a draft with something proposed."""
    now = timezone.now()
    told: dict[str, Any] = {
        "organisation": cast.organisations["institute"],
        "author": cast.people["frida"],
        "text": f"Rubrik\n\nI dag möttes Industrimyndigheten och regionledarna. {long_title}",
        "on": today,
        "changed_at": now,
    }
    public = LogEntry.objects.create(
        title=f"Logg {long_title}"[:200], state="published", published_at=now, **told
    )
    knot = LogKnot.objects.create(
        entry=public,
        kind="goal",
        key=cast.goal.pk,
        words="regionledarna",
        start=45,
        end=58,
        answer="confirmed",
        answered_at=now,
    )
    public.versions.create(number=1, title="Förr", text="Så stod det.", changed_at=now)
    draft = LogEntry.objects.create(title="Loggutkast-3021", **told)
    return {
        "entry_id": public.pk,
        "log_draft_id": draft.pk,
        "knot_id": knot.pk,
        "proposal": f"day-{today}-0",
    }
