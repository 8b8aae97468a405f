"""The log: entries, their earlier texts, and the knots that tie them to things.

All else that came of it is counted when asked and has no table.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.directory.models import Organisation, Person
from samsyn.programme.models import Programme
from samsyn.results.rules.log_kinds import Answer, EntryState, KnotKind

STATE_NAMES = {
    EntryState.DRAFT: _("Draft"),
    EntryState.PUBLISHED: _("Published"),
}
KNOT_NAMES = {
    KnotKind.ORGANISATION: _("Organisation"),
    KnotKind.COMPANY: _("Company"),
    KnotKind.PROGRAMME: _("Programme"),
    KnotKind.GOAL: _("Goal"),
    KnotKind.CALL: _("Call"),
    KnotKind.GRANT: _("Grant"),
    KnotKind.DIALOGUE: _("Dialogue"),
    KnotKind.JOINT_DECISION: _("Joint decision"),
    KnotKind.COMMITMENT: _("Commitment"),
    KnotKind.ACTIVITY: _("Activity"),
    KnotKind.DAY: _("Day"),
    KnotKind.ROLE: _("Role"),
}
ANSWER_NAMES = {
    Answer.CONFIRMED: _("Confirmed"),
    Answer.REFUSED: _("Refused"),
}
LANGUAGES = {"sv": _("Swedish"), "en": _("English")}


class LogEntry(models.Model):
    """What somebody tells of a day or a week: who was met, and what was said about the whole.

    The text is plain. `until_on` is the last day of a week and empty for a day.
    """

    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="sv")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    on = models.DateField(_("day"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=STATE_NAMES, default=EntryState.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["-on", "-id"], name="log_newest_first"),
            models.Index(fields=["organisation", "-on", "-id"], name="log_of_organisation"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(until_on__gte=models.F("on")),
                name="log_ends_after_it_begins",
                violation_error_message=_("The last day must be on or after the first."),
            ),
            models.CheckConstraint(
                condition=~models.Q(state=EntryState.PUBLISHED)
                | models.Q(published_at__isnull=False),
                name="published_log_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class LogVersion(models.Model):
    """What a published entry said before it was changed. Written once."""

    entry = models.ForeignKey(LogEntry, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(help_text="When this text was replaced.")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="log_version_once")]

    def __str__(self) -> str:
        return f"{self.entry}, {self.number}"


class LogKnot(models.Model):
    """That words of an entry stand for a thing, a day or a role; or that they do not.

    `key` is the thing's in its own room. Without `start` the words are not in the text any more.
    """

    entry = models.ForeignKey(LogEntry, models.CASCADE, related_name="knots")
    kind = models.CharField(max_length=16, choices=KNOT_NAMES)
    key = models.BigIntegerField(null=True, blank=True)
    on = models.DateField(null=True, blank=True, help_text="A day, or the first of several.")
    until_on = models.DateField(null=True, blank=True, help_text="The last of them.")
    role = models.CharField(max_length=30, blank=True)
    words = models.CharField(max_length=400)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=ANSWER_NAMES)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["start", "pk"]
        indexes = [models.Index(fields=["kind", "key"], name="log_knot_to")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind=KnotKind.DAY,
                    key__isnull=True,
                    on__isnull=False,
                    until_on__gte=models.F("on"),
                    role="",
                )
                | (
                    models.Q(kind=KnotKind.ROLE, key__isnull=True, on__isnull=True)
                    & ~models.Q(role="")
                )
                | (
                    ~models.Q(kind__in=[KnotKind.DAY, KnotKind.ROLE])
                    & models.Q(key__isnull=False, on__isnull=True, role="")
                ),
                name="log_knot_stands_for_one_thing",
            ),
            models.UniqueConstraint(
                fields=["entry", "kind", "key"],
                condition=models.Q(key__isnull=False),
                name="log_knot_once",
            ),
            models.UniqueConstraint(
                fields=["entry", "on", "until_on"],
                condition=models.Q(kind=KnotKind.DAY),
                name="log_day_once",
            ),
            models.UniqueConstraint(
                fields=["entry", "role"], condition=~models.Q(role=""), name="log_role_once"
            ),
        ]

    def __str__(self) -> str:
        return self.words
