"""Long work as rows: a job is advanced in short transactions and survives a kill."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.directory.rules.kinds import JobState

JOB_STATE_NAMES = {
    JobState.WAITING: _("Waiting"),
    JobState.RUNNING: _("Running"),
    JobState.DONE: _("Done"),
    JobState.FAILED: _("Failed"),
    JobState.CANCELLED: _("Cancelled"),
}


class Job(models.Model):
    """A piece of long work. `cursor` is how far it has come; its holder goes on from there."""

    kind = models.CharField(max_length=30)
    subject_key = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=JOB_STATE_NAMES, default=JobState.WAITING)
    standing: "models.JSONField[dict[str, Any]]" = models.JSONField(
        default=dict, help_text="On whose behalf: person and organisation keys, or operator."
    )
    cursor = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    cancel_asked = models.BooleanField(default=False)
    holder = models.CharField(max_length=36, blank=True)
    heartbeat_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    problem_code = models.CharField(max_length=40, blank=True)
    problem_text = models.TextField(blank=True)
    problem_values: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="job_by_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_key}: {self.state}"
