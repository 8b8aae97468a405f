"""Dialogues, statements, votes kept apart from people, what came of them, and questions.

Organisations vote openly. People vote by phone with a key that only the phone knows: no row here
says who they are, when they voted, or which statements they wrote.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from samsyn.dialogue.rules import kinds
from samsyn.dialogue.rules.commitments import CommitmentEnd
from samsyn.dialogue.rules.questions import LineKind
from samsyn.directory.models import County, Organisation
from samsyn.directory.models.organisations import KIND_NAMES as ACTOR_KIND_NAMES

KIND_NAMES = {
    kinds.DialogueKind.WORKSHOP: _("Workshop"),
    kinds.DialogueKind.REGION_DIALOGUE: _("Region dialogue"),
    kinds.DialogueKind.CHECK_IN: _("Check-in with the case handler"),
    kinds.DialogueKind.CONSULTATION: _("Open consultation"),
}
STATE_NAMES = {
    kinds.StatementState.IN: _("Everybody votes on it"),
    kinds.StatementState.WAITING: _("Waits for the organiser"),
    kinds.StatementState.OUT: _("Left out"),
}
VOTE_NAMES = {
    kinds.Vote.DISAGREE: _("Disagree"),
    kinds.Vote.PASS: _("Pass"),
    kinds.Vote.AGREE: _("Agree"),
}
END_NAMES = {
    CommitmentEnd.KEPT: _("Kept"),
    CommitmentEnd.GIVEN_UP: _("Given up"),
}
LINE_KIND_NAMES = {
    LineKind.ANSWER: pgettext_lazy("question", "Answer"),
    LineKind.DECISION: _("Decision"),
    LineKind.NOTE: _("Note"),
}


class Dialogue(models.Model):
    """A conversation around one question: a workshop, a region dialogue, a check-in."""

    title = models.CharField(_("title"), max_length=200)
    sort_key = models.CharField(max_length=120)
    question = models.CharField(_("question"), max_length=300)
    purpose = models.TextField(
        _("purpose"), blank=True, help_text="What it will be used to decide."
    )
    kind = models.CharField(_("kind"), max_length=20, choices=KIND_NAMES)
    organiser = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    county = models.ForeignKey(County, models.PROTECT, null=True, blank=True, related_name="+")
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("closes"), help_text="Last day to vote, until midnight.")
    phone_code = models.CharField(
        max_length=8,
        unique=True,
        null=True,
        blank=True,
        help_text="What people type to take part by phone; none where only organisations vote.",
    )
    is_moderated = models.BooleanField(
        default=False, help_text="What people say by phone waits for the organiser."
    )
    results_shown_on = models.DateField(
        null=True,
        blank=True,
        help_text="The organiser has opened the results to those who take part by phone.",
    )

    class Meta:
        indexes = [models.Index(fields=["-opens_on", "-id"], name="dialogue_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                name="dialogue_closes_after_it_opens",
                violation_error_message=_("The dialogue must close on or after the day it opens."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Statement(models.Model):
    """One thing that somebody in a dialogue says is so, for all to agree or disagree with."""

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="statements")
    text = models.CharField(_("statement"), max_length=300)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    said_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=STATE_NAMES, default=kinds.StatementState.IN.value
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "text"], name="statement_once_in_dialogue")
        ]

    def __str__(self) -> str:
        return self.text


class Vote(models.Model):
    """What one organisation thinks of one statement. No person is named here or anywhere."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="votes")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    vote = models.SmallIntegerField(choices=VOTE_NAMES)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "organisation"], name="one_vote_each"),
            models.CheckConstraint(
                condition=models.Q(vote__in=[-1, 0, 1]), name="vote_is_one_of_three"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_vote_display()}"


class Voice(models.Model):
    """One phone that takes part in one dialogue, known by a key that only the phone has.

    What it says about itself is its own choice, and never a name. `said` is how many statements it
    has added, not which.
    """

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="voices")
    key_digest = models.CharField(max_length=64, help_text="SHA-256 of the key on the phone.")
    actor_kind = models.CharField(max_length=20, blank=True, choices=ACTOR_KIND_NAMES)
    county = models.ForeignKey(County, models.PROTECT, null=True, blank=True, related_name="+")
    said = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "key_digest"], name="one_voice_a_phone")
        ]

    def __str__(self) -> str:
        return f"a voice in {self.dialogue}"


class VoiceVote(models.Model):
    """What one phone thinks of one statement, and its own count of its changes.

    Of two votes the one with the higher count is the later, in whatever order they arrive; the
    same one twice is one.
    """

    voice = models.ForeignKey(Voice, models.CASCADE, related_name="votes")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="voice_votes")
    vote = models.SmallIntegerField(choices=VOTE_NAMES)
    turn = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voice", "statement"], name="one_vote_a_voice"),
            models.CheckConstraint(
                condition=models.Q(vote__in=[-1, 0, 1]), name="voice_vote_is_one_of_three"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voice}: {self.get_vote_display()}"


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

    It may answer a joint decision. A due day is moved in sight of all: the first one stays, with
    the latest reason, and the journal has every move.
    """

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="commitments")
    joint_decision = models.ForeignKey(
        JointDecision, models.PROTECT, null=True, blank=True, related_name="commitments"
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
