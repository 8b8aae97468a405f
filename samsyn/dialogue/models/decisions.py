"""What came of a dialogue: what is wanted together, and what each organisation has promised."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.dialogue.models.dialogues import Dialogue, Statement
from samsyn.dialogue.models.focus import Proposal
from samsyn.dialogue.rules.commitments import CommitmentEnd
from samsyn.directory.models import Organisation

END_NAMES = {
    CommitmentEnd.KEPT: _("Kept"),
    CommitmentEnd.GIVEN_UP: _("Given up"),
}


class JointDecision(models.Model):
    """What the actors of a dialogue decided together, "we want this". Written once."""

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="joint_decisions")
    text = models.CharField(_("we want this"), max_length=300)
    statements = models.ManyToManyField(Statement, related_name="joint_decisions")
    decided_on = models.DateField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return self.text


class Commitment(models.Model):
    """What one organisation has promised the others of a dialogue to do, by a day: "we take it".

    It may answer a joint decision or a proposal. A due day is moved in sight of all: the first one
    stays, with the latest reason, and the journal has every move.
    """

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="commitments")
    joint_decision = models.ForeignKey(
        JointDecision, models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    text = models.CharField(_("what we do"), max_length=300)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    responsible = models.CharField(
        _("responsible"), max_length=120, blank=True, help_text="A role; the page is open to all."
    )
    first_due_on = models.DateField(help_text="The day that was promised first.")
    due_on = models.DateField(_("due"))
    moved_why = models.CharField(
        _("why the day was moved"), max_length=300, blank=True, help_text="The last time."
    )
    noted_on = models.DateField()
    end = models.CharField(max_length=10, choices=END_NAMES, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_how = models.CharField(_("how, or why"), max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-due_on", "-id"], name="commitment_newest_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end="", ended_on__isnull=True, ended_how="")
                | (~models.Q(end="") & models.Q(ended_on__isnull=False) & ~models.Q(ended_how="")),
                name="commitment_end_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.text
