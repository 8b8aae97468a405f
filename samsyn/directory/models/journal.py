"""The journal: who, for whom, did what, when and why. Lines are only ever added."""

from typing import Any, ClassVar, NoReturn

from django.db import models


class OnlyAdded(models.QuerySet["JournalLine"]):
    """Lines can be read and added; changing or deleting many at once is refused like one."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("A journal line is written once.")

    def delete(self) -> NoReturn:
        raise TypeError("A journal line is never deleted.")


class JournalLine(models.Model):
    """One line. It points at things by kind and key, so it outlives them."""

    at = models.DateTimeField(db_index=True)
    person = models.ForeignKey("directory.Person", models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, related_name="+"
    )
    operator = models.BooleanField(default=False, help_text="Done at the command line.")
    deed = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=20)
    subject_key = models.BigIntegerField(null=True)
    subject_text = models.CharField(max_length=200)
    reason = models.TextField(blank=True)

    objects: ClassVar[models.Manager["JournalLine"]] = OnlyAdded.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "-id"], name="journal_of_organisation"),
            models.Index(fields=["subject_kind", "subject_key", "-id"], name="journal_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.deed}: {self.subject_text}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the line; a line that stands is never written again."""
        if self.pk is not None:
            raise TypeError("A journal line is written once.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("A journal line is never deleted.")
