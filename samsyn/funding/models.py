"""Calls, applications, decisions, grants with their reports and questions, and whose hours are."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.dialogue.models import Dialogue, Question, Statement, Tour
from samsyn.directory.models import County, Municipality, Organisation, Person
from samsyn.directory.models.titles import in_two
from samsyn.funding.rules.reports import ReportKind
from samsyn.funding.rules.steps import Step
from samsyn.programme.models import Activity, Participation, Programme
from samsyn.strategy.models import Goal

STEP_NAMES = {
    Step.DRAFT: _("Draft"),
    Step.SUBMITTED: _("Submitted"),
    Step.GRANTED: _("Granted"),
    Step.REJECTED: _("Rejected"),
}
REPORT_KIND_NAMES = {
    ReportKind.PROGRESS: _("Progress report"),
    ReportKind.FINAL: _("Final report"),
}


class Call(models.Model):
    """An invitation to apply for money, open between two days, aiming at goals."""

    title_sv = models.CharField(_("title in Swedish"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=120)
    summary = models.TextField(_("what the money is for"), blank=True)
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("closes"), help_text="Last day to apply, until midnight.")
    budget_sek = models.DecimalField(_("budget, kronor"), max_digits=14, decimal_places=2)
    goals = models.ManyToManyField(Goal, through="CallGoal", related_name="+")
    tour = models.ForeignKey(Tour, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["-opens_on", "-id"], name="call_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                name="call_closes_after_it_opens",
                violation_error_message=_("The call must close on or after the day it opens."),
            ),
            models.CheckConstraint(
                condition=models.Q(budget_sek__gte=0),
                name="call_budget_not_negative",
                violation_error_message=_("The budget cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language, or the one there is."""
        return in_two(self.title_sv, self.title_en)


class CallGoal(models.Model):
    """That a call aims at a goal, and why."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "goal"], name="call_goal_once")]

    def __str__(self) -> str:
        return f"{self.call} / {self.goal}"


class Criterion(models.Model):
    """What the applications to a call are judged by; it may rest on a statement of a dialogue."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    text_sv = models.CharField(_("criterion in Swedish"), max_length=300)
    text_en = models.CharField(_("criterion in English"), max_length=300, blank=True)
    statement = models.ForeignKey(
        Statement, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "text_sv"], name="criterion_once_in_call")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The criterion in the reader's language, or the one there is."""
        return in_two(self.text_sv, self.text_en)


class Application(models.Model):
    """One organisation's answer to a call."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("what you will do, and why"), blank=True)
    asked_sek = models.DecimalField(_("asked for, kronor"), max_digits=14, decimal_places=2)
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))
    counties = models.ManyToManyField(County, related_name="+", verbose_name=_("counties"))
    step = models.CharField(max_length=10, choices=STEP_NAMES, default=Step.DRAFT)
    submitted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="application_ends_after_it_starts",
                violation_error_message=_("The project must end on or after the day it starts."),
            ),
            models.CheckConstraint(
                condition=models.Q(asked_sek__gt=0),
                name="application_asks_for_money",
                violation_error_message=_("State how many kronor you ask for."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """The answer to an application. Written once, never changed."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="decision")
    granted_sek = models.DecimalField(
        _("granted, kronor"), max_digits=14, decimal_places=2, help_text="0 rejects."
    )
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("reason"))

    def __str__(self) -> str:
        return f"{self.application}: {self.granted_sek} SEK"


class Grant(models.Model):
    """Money granted: by a decision made here, or known from a list (`register` names it)."""

    number = models.CharField(_("case number"), max_length=40)
    register = models.CharField(max_length=80, blank=True)
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="grant"
    )
    title = models.CharField(_("title"), max_length=300)
    sort_key = models.CharField(max_length=120)
    recipient = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    grantor = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    granted_sek = models.DecimalField(_("granted, kronor"), max_digits=14, decimal_places=2)
    starts_on = models.DateField(_("starts"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    is_operating = models.BooleanField(
        _("operating grant"), default=False, help_text="Has a rule on dialogue meetings a year."
    )
    area = models.CharField(_("programme area"), max_length=120, blank=True)
    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="+"
    )
    goals = models.ManyToManyField(Goal, through="GrantGoal", related_name="+")
    counties = models.ManyToManyField(County, related_name="+")
    municipalities = models.ManyToManyField(Municipality, related_name="+")

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="grant_in_order"),
            models.Index(fields=["-granted_sek", "-id"], name="grant_largest_first"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="grant_once_in_register"),
            models.CheckConstraint(
                condition=models.Q(granted_sek__gte=0), name="grant_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class GrantGoal(models.Model):
    """That a grant serves a goal, and why."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grant", "goal"], name="grant_goal_once")]
        indexes = [models.Index(fields=["goal", "grant"], name="grant_by_goal")]

    def __str__(self) -> str:
        return f"{self.grant} / {self.goal}"


class GrantHours(models.Model):
    """Which one grant the own hours of a participation belong to: never two."""

    participation = models.OneToOneField(Participation, models.PROTECT, related_name="+")
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="hours_links")

    def __str__(self) -> str:
        return f"{self.participation} / {self.grant}"


class GrantReport(models.Model):
    """A report that the grantor has asked the recipient of a grant for, and what became of it.

    Sent once and answered once. A report that is asked for again stays as it was sent, and a
    new one, with `earlier`, takes its place. Its day may be moved until it is sent: `first_due_on`
    is the day that was asked for first, None when it was never moved.
    """

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="reports")
    kind = models.CharField(_("kind"), max_length=10, choices=REPORT_KIND_NAMES)
    until_on = models.DateField(_("covers until"), help_text="The last day that it tells of.")
    due_on = models.DateField(_("due"))
    first_due_on = models.DateField(_("first due"), null=True, blank=True)
    moved_why = models.CharField(
        _("why the day was moved"), max_length=300, blank=True, help_text="The last time."
    )
    asked_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    text = models.TextField(_("in short"), blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    asked_again_on = models.DateField(null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    earlier = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="later"
    )

    class Meta:
        indexes = [models.Index(fields=["-due_on", "-id"], name="grant_report_newest_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "kind", "until_on"],
                condition=models.Q(asked_again_on__isnull=True),
                name="grant_report_once",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("until_on")),
                name="grant_report_due_after_its_period",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_on__isnull=False)
                | models.Q(accepted_on__isnull=True, asked_again_on__isnull=True),
                name="grant_report_sent_before_answer",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_on__isnull=True)
                | models.Q(asked_again_on__isnull=True),
                name="grant_report_one_answer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant} {self.until_on}"


class GrantQuestion(models.Model):
    """That a question between its recipient and its grantor is about a grant.

    It may be about one of the grant's goals, or an activity that it pays for, and never both.
    """

    question = models.OneToOneField(Question, models.PROTECT, related_name="+")
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="question_links")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="+")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(goal__isnull=True) | models.Q(activity__isnull=True),
                name="question_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.grant} / {self.question}"


class GrantCheckIn(models.Model):
    """A meeting about a grant between its recipient and its grantor, written down once.

    The house sees the dialogue, that they met and when; the notes are theirs.
    """

    dialogue = models.OneToOneField(Dialogue, models.PROTECT, related_name="+")
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="check_ins")
    held_on = models.DateField(_("held"))
    notes = models.TextField(_("notes"))
    next_on = models.DateField(_("next check-in"), null=True, blank=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "held_on"], name="one_check_in_a_day"),
            models.CheckConstraint(
                condition=models.Q(next_on__isnull=True)
                | models.Q(next_on__gt=models.F("held_on")),
                name="next_check_in_is_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant} {self.held_on}"
