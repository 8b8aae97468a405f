"""People who take part by phone: a key that only the phone knows, and their votes.

No row here says who they are, when they voted, or which statements they wrote.
"""

from django.db import models

from samsyn.dialogue.models.dialogues import VOTE_NAMES, Dialogue, Statement
from samsyn.directory.models import County, Organisation
from samsyn.directory.models.organisations import KIND_NAMES as ACTOR_KIND_NAMES


class Voice(models.Model):
    """One phone that takes part in one dialogue, known by a key that only the phone has.

    What it says about itself is its own choice, and never a name. `said` is how many statements it
    has added, not which.
    """

    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="voices")
    key_digest = models.CharField(max_length=64, help_text="SHA-256 of the key on the phone.")
    actor_kind = models.CharField(max_length=20, blank=True, choices=ACTOR_KIND_NAMES)
    county = models.ForeignKey(County, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Never shown of fewer than five people.",
    )
    focus_turn = models.BigIntegerField(
        default=0, help_text="The phone's own count of its changes of what to do first."
    )
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
