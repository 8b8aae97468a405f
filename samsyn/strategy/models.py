"""Goals in levels, and the statements and joint decisions they rest on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.dialogue.models import JointDecision, Statement
from samsyn.directory.models import Organisation
from samsyn.directory.models.titles import in_two
from samsyn.strategy.rules.levels import GoalLevel

LEVEL_NAMES = {
    GoalLevel.IMPACT: _("Impact goal"),
    GoalLevel.OUTCOME: _("Outcome goal"),
    GoalLevel.OUTPUT: _("Output goal"),
}


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
