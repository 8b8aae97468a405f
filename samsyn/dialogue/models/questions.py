"""Questions between two organisations, and what is said about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from samsyn.dialogue.rules.questions import LineKind
from samsyn.directory.models import Organisation

LINE_KIND_NAMES = {
    LineKind.ANSWER: pgettext_lazy("question", "Answer"),
    LineKind.DECISION: _("Decision"),
    LineKind.NOTE: _("Note"),
}


class Question(models.Model):
    """What one organisation asks another; it stands until it is answered or decided.

    Only those two see it. What a question is about (a grant) is tied to it in a room above.
    """

    text = models.CharField(_("question"), max_length=300)
    background = models.TextField(_("why we ask"), blank=True)
    asker = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    answerer = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    asked_on = models.DateField()

    class Meta:
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(asker=models.F("answerer")), name="question_between_two"
            )
        ]

    def __str__(self) -> str:
        return self.text


class QuestionLine(models.Model):
    """An answer to a question, a decision about it or a note. Written once; more may follow."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=10, choices=LINE_KIND_NAMES)
    text = models.TextField(_("what is said"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    said_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
