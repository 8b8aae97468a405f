"""What comes first: proposals, how organisations and phones order them, and fact cards."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.dialogue.models.dialogues import Dialogue, Statement
from samsyn.dialogue.models.phones import Voice
from samsyn.dialogue.rules import kinds
from samsyn.directory.models import Organisation

WHEN_NAMES = {
    kinds.When.FIRST: _("First"),
    kinds.When.LATER: _("Later"),
    kinds.When.STOP: _("Stop"),
}
STEP_NAMES = {
    kinds.FactStep.STATISTICS: _("How things are"),
    kinds.FactStep.ACTIVITY: _("What was done"),
    kinds.FactStep.OUTPUT: _("Who took part"),
    kinds.FactStep.FOLLOW_UP: _("What was better afterwards"),
    kinds.FactStep.COMPARISON: _("Better than among others alike"),
    kinds.FactStep.EFFECT: _("It would not have happened otherwise"),
}
STEP_WORDS = {
    kinds.FactStep.STATISTICS: _("It says how things are, not why."),
    kinds.FactStep.ACTIVITY: _("It says what was done, not what came of it."),
    kinds.FactStep.OUTPUT: _("It says who took part, not what came of it."),
    kinds.FactStep.FOLLOW_UP: _("It says that it was better afterwards, not why."),
    kinds.FactStep.COMPARISON: _("It says that it went better than among others alike."),
    kinds.FactStep.EFFECT: _("It says that it would not have happened otherwise."),
}


class Proposal(models.Model):
    """Something that could be done, for all to say what comes first. It may rest on a statement."""

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="proposals")
    text = models.CharField(_("proposal"), max_length=300)
    statement = models.ForeignKey(
        Statement, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    proposed_on = models.DateField()
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "text"], name="proposal_once_in_dialogue")
        ]

    def __str__(self) -> str:
        return self.text


class Priority(models.Model):
    """How an organisation would order one proposal: its part of a hundred points, and when.

    None points is nothing said; 0 is a choice.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="priorities")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    when = models.CharField(max_length=10, choices=WHEN_NAMES, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "organisation"], name="one_priority_an_organisation"
            ),
            models.CheckConstraint(
                condition=models.Q(points__isnull=True) | models.Q(points__lte=100),
                name="priority_points_at_most_a_hundred",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.proposal}"


class VoicePriority(models.Model):
    """How one phone would order one proposal: its part of a hundred points, and when."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="voice_priorities")
    voice = models.ForeignKey(Voice, models.CASCADE, related_name="priorities")
    points = models.PositiveSmallIntegerField(null=True, blank=True)
    when = models.CharField(max_length=10, choices=WHEN_NAMES, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "voice"], name="one_priority_a_voice"),
            models.CheckConstraint(
                condition=models.Q(points__isnull=True) | models.Q(points__lte=100),
                name="voice_points_at_most_a_hundred",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voice}: {self.proposal}"


class FactCard(models.Model):
    """A figure beside a statement, with its source and how strong a word it can bear."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="fact_cards")
    figure = models.CharField(_("figure"), max_length=200)
    source = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), blank=True)
    step = models.CharField(_("what it can bear"), max_length=10, choices=STEP_NAMES)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    added_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.figure

    @property
    def step_words(self) -> str:
        """What the figure may be taken for, in a plain sentence."""
        return str(STEP_WORDS[kinds.FactStep(self.step)])
