"""Programmes, their parties and goals, activities, and who took part."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.company.models import Improvement
from samsyn.directory.models import County, Municipality, Organisation
from samsyn.directory.models.titles import in_two
from samsyn.programme.rules.kinds import ActivityKind, PartyRole
from samsyn.strategy.models import Goal

PARTY_NAMES = {
    PartyRole.PARTNER: _("Partner"),
    PartyRole.STAKEHOLDER: _("Stakeholder"),
    PartyRole.FINANCIER: _("Financier"),
}
ACTIVITY_NAMES = {
    ActivityKind.SEMINAR: _("Seminar"),
    ActivityKind.WORKSHOP: _("Workshop"),
    ActivityKind.COURSE: _("Course"),
    ActivityKind.START_PROGRAMME: _("Start programme"),
    ActivityKind.DEVELOPMENT_PROGRAMME: _("Development programme"),
    ActivityKind.COACHING: _("Coaching"),
    ActivityKind.NETWORK: _("Network meeting"),
    ActivityKind.STUDY: _("Prerequisite study"),
    ActivityKind.OTHER: _("Other"),
}


class Programme(models.Model):
    """What a host and its partners do together, for companies, over some time."""

    title_sv = models.CharField(_("title in Swedish"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    sort_key = models.CharField(max_length=120)
    summary_sv = models.TextField(_("summary in Swedish"), blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    host = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    goals = models.ManyToManyField(Goal, through="ProgrammeGoal", related_name="+")

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["sort_key", "id"], name="programme_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="programme_ends_after_it_starts",
                violation_error_message=_("The programme must end on or after the day it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language, or the one there is."""
        return in_two(self.title_sv, self.title_en)

    @property
    def summary(self) -> str:
        """The summary in the reader's language, or the one there is."""
        return in_two(self.summary_sv, self.summary_en)


class ProgrammeGoal(models.Model):
    """That a programme serves a goal, and why."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "goal"], name="programme_goal_once")
        ]

    def __str__(self) -> str:
        return f"{self.programme} / {self.goal}"


class Party(models.Model):
    """An organisation's part in a programme: partner, stakeholder or financier."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    role = models.CharField(_("part"), max_length=12, choices=PARTY_NAMES)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "organisation", "role"],
                condition=models.Q(until_on__isnull=True),
                name="party_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.get_role_display()}"


class Activity(models.Model):
    """Something held for companies on one or more days. Without a programme it is a loose end."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, null=True, blank=True, related_name="activities"
    )
    title = models.CharField(_("title"), max_length=200)
    sort_key = models.CharField(max_length=120)
    kind = models.CharField(_("kind"), max_length=24, choices=ACTIVITY_NAMES)
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    county = models.ForeignKey(County, models.PROTECT, null=True, blank=True, related_name="+")
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+"
    )
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    goals = models.ManyToManyField(Goal, through="ActivityGoal", related_name="+")
    from_list = models.BooleanField(
        default=False, help_text="Made by an imported list, so its days follow the lists."
    )

    class Meta:
        indexes = [
            models.Index(fields=["-starts_on", "-id"], name="activity_newest_first"),
            models.Index(fields=["programme", "-starts_on", "-id"], name="activity_of_programme"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="activity_ends_after_it_starts",
                violation_error_message=_("The activity must end on or after the day it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class ActivityGoal(models.Model):
    """That an activity serves a goal, and why."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "goal"], name="activity_goal_once")
        ]
        indexes = [models.Index(fields=["goal", "activity"], name="activity_by_goal")]

    def __str__(self) -> str:
        return f"{self.activity} / {self.goal}"


class Participation(models.Model):
    """That a company took part in an activity on a day, with how many people and own hours.

    People not counted are None, which is not zero. `year` is the year of the day, kept
    because databases count by a plain column and not by a computed one.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="participations")
    company = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField(_("day"))
    year = models.PositiveSmallIntegerField()
    women = models.PositiveSmallIntegerField(_("women"), null=True, blank=True)
    men = models.PositiveSmallIntegerField(_("men"), null=True, blank=True)
    not_stated = models.PositiveSmallIntegerField(_("not stated"), null=True, blank=True)
    hours = models.DecimalField(
        _("own hours"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    contact_email = models.EmailField(_("e-mail of the contact"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "company", "on"], name="participation_once_a_day"
            )
        ]
        indexes = [
            models.Index(fields=["company", "activity"], name="participation_of_company"),
            models.Index(fields=["year", "activity"], name="participation_by_year"),
            models.Index(fields=["-on", "-id"], name="participation_newest_first"),
            models.Index(fields=["company", "-on", "-id"], name="participation_company_latest"),
            # All that the counts add up, company by company: they never touch the table itself.
            models.Index(
                fields=["company", "year", "activity", "hours", "women", "men", "not_stated"],
                name="participation_to_count",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}, {self.on}"


class ImprovementActivity(models.Model):
    """That an improvement came after, and is tied by the company to, an activity."""

    improvement = models.ForeignKey(Improvement, models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="improvement_links")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["improvement", "activity"], name="improvement_activity_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.improvement} / {self.activity}"
