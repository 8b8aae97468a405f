"""The notebook of a region visit: what was noted, and what the region's people say of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.dialogue.models.dialogues import Dialogue, Statement
from samsyn.dialogue.rules import kinds

STANCE_NAMES = {
    kinds.Stance.HOLDS: _("So it is here"),
    kinds.Stance.PARTLY: _("Partly"),
    kinds.Stance.NOT: _("Not here"),
}
ANSWER_NAMES = {
    kinds.NoteAnswerKind.CONFIRMED: _("Confirmed"),
    kinds.NoteAnswerKind.CORRECTED: _("Corrected"),
}


class RegionNote(models.Model):
    """What a region said in a visit, as the organiser noted it, by need or criterion.

    `stance` is where the region stands on the statement, "" where nothing was said of that.
    """

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="notes")
    statement = models.ForeignKey(
        Statement, models.PROTECT, null=True, blank=True, related_name="notes"
    )
    stance = models.CharField(
        _("where they stand"), max_length=10, choices=STANCE_NAMES, blank=True
    )
    text = models.TextField(_("what they said"), max_length=1000)
    noted_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class NoteAnswer(models.Model):
    """What the region's people say of a note, by the link: that it is so, or what is so instead.

    Written once; a later one counts before an earlier. `by_whom` is what they write themselves.
    """

    note = models.ForeignKey(RegionNote, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=10, choices=ANSWER_NAMES)
    stance = models.CharField(max_length=10, choices=STANCE_NAMES, blank=True)
    text = models.TextField(_("what is so instead"), max_length=1000, blank=True)
    by_whom = models.CharField(_("who says so"), max_length=120, blank=True)
    answered_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.note}: {self.get_kind_display()}"
