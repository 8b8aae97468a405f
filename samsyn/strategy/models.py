"""Goals in levels and what they rest on; indicators of goals, and what is measured."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.dialogue.models import JointDecision, Statement
from samsyn.directory.models import Organisation
from samsyn.directory.models.titles import in_two
from samsyn.strategy.rules.indicators import Course
from samsyn.strategy.rules.levels import GoalLevel

LEVEL_NAMES = {
    GoalLevel.IMPACT: _("Impact goal"),
    GoalLevel.OUTCOME: _("Outcome goal"),
    GoalLevel.OUTPUT: _("Output goal"),
}

INTERVAL_NAMES = {
    1: _("every month"),
    3: _("every quarter"),
    6: _("every half year"),
    12: _("every year"),
    24: _("every other year"),
}
"""How often an indicator is measured, by the months between; those of `rules.INTERVALS`."""


class Goal(models.Model):
    """Something the partners want to be true. A goal may stand under another.

    `register` names the list that an imported goal came from; empty for goals set here.
    """

    title_sv = models.CharField(_("title in Swedish"), max_length=300)
    title_en = models.CharField(_("title in English"), max_length=300, blank=True)
    sort_key = models.CharField(max_length=120)
    level = models.CharField(_("level"), max_length=10, choices=LEVEL_NAMES, blank=True)
    above = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="below", verbose_name=_("under")
    )
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    joint_decision = models.ForeignKey(
        JointDecision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    statements = models.ManyToManyField(Statement, through="GoalGround", related_name="+")
    from_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(_("until year"), null=True, blank=True)
    register = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["sort_key", "id"], name="goal_in_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "above", "title_sv"],
                condition=~models.Q(register=""),
                name="imported_goal_once_under_another",
            ),
            models.UniqueConstraint(
                fields=["register", "title_sv"],
                condition=~models.Q(register="") & models.Q(above__isnull=True),
                name="imported_top_goal_once",
            ),
            models.CheckConstraint(
                condition=models.Q(above__isnull=True) | ~models.Q(above=models.F("pk")),
                name="goal_not_under_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language, or the one there is."""
        return in_two(self.title_sv, self.title_en)


class GoalGround(models.Model):
    """That a goal rests on a statement, and why."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="grounds")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "statement"], name="goal_ground_once")
        ]

    def __str__(self) -> str:
        return f"{self.goal} / {self.statement}"


class Indicator(models.Model):
    """How one sees that a goal comes true: something that is measured, with a target by a day.

    It belongs to whom the goal belongs to. Values have the unit that it names.
    """

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="indicators")
    title_sv = models.CharField(_("title in Swedish"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=120)
    unit = models.CharField(_("unit"), max_length=40)
    measured = models.CharField(_("what is measured, and how"), max_length=300)
    baseline_value = models.DecimalField(_("baseline"), max_digits=15, decimal_places=3)
    baseline_on = models.DateField(_("day of the baseline"))
    target_value = models.DecimalField(_("target"), max_digits=15, decimal_places=3)
    target_on = models.DateField(_("to be reached on"))
    interval_months = models.PositiveSmallIntegerField(
        _("measured"), choices=list(INTERVAL_NAMES.items())
    )
    begun_on = models.DateField(help_text="From which day its first measurement is waited for.")

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["sort_key", "id"], name="indicator_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(target_on__gt=models.F("baseline_on")),
                name="indicator_target_after_baseline",
            ),
            models.CheckConstraint(
                condition=~models.Q(target_value=models.F("baseline_value")),
                name="indicator_target_is_a_change",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language, or the one there is."""
        return in_two(self.title_sv, self.title_en)

    @property
    def course(self) -> Course:
        """Where it starts and what it is to reach by when."""
        return Course(self.baseline_value, self.baseline_on, self.target_value, self.target_on)


class Measurement(models.Model):
    """What an indicator was on a day, and how one knows. Written once; a correction is a new line.

    The one that is corrected stays, and no longer counts.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="measurements")
    on = models.DateField(_("day"))
    value = models.DecimalField(_("value"), max_digits=15, decimal_places=3)
    source = models.CharField(_("source, or how it was measured"), max_length=300)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.CharField(_("why it was corrected"), max_length=300, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["indicator", "-on", "-id"], name="measurement_latest_first")
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.on}: {self.value}"
