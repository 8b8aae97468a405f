"""Dialogues, tours of them, who is invited, statements, and the open votes of organisations."""

from django.db import models
from django.utils.translation import get_language, gettext_lazy as _

from samsyn.dialogue.rules import kinds, languages
from samsyn.directory.models import County, Organisation

KIND_NAMES = {
    kinds.DialogueKind.WORKSHOP: _("Workshop"),
    kinds.DialogueKind.REGION_DIALOGUE: _("Region dialogue"),
    kinds.DialogueKind.CHECK_IN: _("Check-in with the case handler"),
    kinds.DialogueKind.CONSULTATION: _("Open consultation"),
}
LANGUAGE_NAMES = {
    kinds.Languages.SWEDISH: _("Swedish"),
    kinds.Languages.ENGLISH: _("English"),
    kinds.Languages.BOTH: _("Swedish and English"),
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
POINT_NAMES = {
    kinds.PointKind.NEED: _("Need"),
    kinds.PointKind.CRITERION: _("Criterion"),
    kinds.PointKind.STATEMENT: _("Statement"),
}


class Tour(models.Model):
    """One dialogue held in many regions: the same question and points, one dialogue a county."""

    title = models.CharField(_("title"), max_length=200)
    sort_key = models.CharField(max_length=120)
    question = models.CharField(_("question"), max_length=300)
    purpose = models.TextField(
        _("purpose"), blank=True, help_text="What it will be used to decide."
    )
    organiser = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    planned_on = models.DateField(help_text="The day it was planned.")

    class Meta:
        indexes = [models.Index(fields=["-planned_on", "-id"], name="tour_newest_first")]

    def __str__(self) -> str:
        return self.title


class TourPoint(models.Model):
    """What every region of a tour is asked about: a need, a criterion or another statement."""

    tour = models.ForeignKey(Tour, models.PROTECT, related_name="points")
    kind = models.CharField(_("kind"), max_length=10, choices=POINT_NAMES)
    text = models.CharField(_("statement"), max_length=300)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["tour", "text"], name="point_once_in_tour")]

    def __str__(self) -> str:
        return self.text


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
    tour = models.ForeignKey(Tour, models.PROTECT, null=True, blank=True, related_name="dialogues")
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="later_rounds",
        help_text="The earlier round: the same question and statements, asked before.",
    )
    languages = models.CharField(
        _("languages"),
        max_length=4,
        choices=LANGUAGE_NAMES,
        default=kinds.Languages.SWEDISH.value,
        help_text="What statements are written in; with both, each may have a translation.",
    )
    question_translation = models.CharField(
        _("question in English"), max_length=300, blank=True, help_text="Where both are used."
    )
    opens_on = models.DateField(_("opens"))
    closes_on = models.DateField(_("closes"), help_text="Last day to vote, until midnight.")
    is_everybody_invited = models.BooleanField(
        _("everybody concerned is invited"),
        default=False,
        help_text="The invited organisations are all there are, not a sample of more.",
    )
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

    people_present = models.PositiveSmallIntegerField(
        _("people present"), null=True, blank=True, help_text="As counted in the room."
    )
    notebook_key = models.CharField(
        max_length=32,
        unique=True,
        null=True,
        blank=True,
        help_text="The end of the link by which a region confirms what was noted.",
    )

    class Meta:
        indexes = [models.Index(fields=["-opens_on", "-id"], name="dialogue_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")),
                name="dialogue_closes_after_it_opens",
                violation_error_message=_("The dialogue must close on or after the day it opens."),
            ),
            models.UniqueConstraint(
                fields=["tour", "county"],
                condition=models.Q(tour__isnull=False),
                name="tour_stops_once_in_a_county",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def asked(self) -> str:
        """The question in the reader's language, or in the one there is."""
        is_own = self.asked_in == languages.language_of_question(self.languages)
        return self.question if is_own else self.question_translation

    @property
    def asked_in(self) -> str:
        """The language of `asked`."""
        written = languages.language_of_question(self.languages)
        translated = bool(self.question_translation)
        return languages.shown_in(written, get_language(), translated=translated)


class InvitedOrganisation(models.Model):
    """That an organisation is invited to a dialogue: who is missing is read from it."""

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="invited")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    invited_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "organisation"], name="invited_once_to_a_dialogue"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} / {self.dialogue}"


class Statement(models.Model):
    """One thing that somebody in a dialogue says is so, for all to agree or disagree with."""

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="statements")
    text = models.CharField(_("statement"), max_length=300)
    translation = models.CharField(
        _("in the other language"),
        max_length=300,
        blank=True,
        help_text="Written by the organiser.",
    )
    language = models.CharField(max_length=2, choices=kinds.LANGUAGES, default="sv")
    tour_point = models.ForeignKey(
        TourPoint, models.PROTECT, null=True, blank=True, related_name="statements"
    )
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

    @property
    def said(self) -> str:
        """The statement in the reader's language, or in the one there is."""
        return self.text if self.said_in == self.language else self.translation

    @property
    def said_in(self) -> str:
        """The language of `said`."""
        return languages.shown_in(self.language, get_language(), translated=bool(self.translation))


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
