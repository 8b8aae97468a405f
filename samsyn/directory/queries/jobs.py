"""Jobs as those who carry them out read them."""

from datetime import date

from samsyn.directory.models import Job, Person
from samsyn.directory.queries.sight import standing_of
from samsyn.directory.rules.access import Standing, operator, visitor


def standing_of_job(job: Job, on: date) -> Standing:
    """On whose behalf the job is done, with the roles that person has on the day.

    Somebody who has left since then, or acts for the organisation no more, has none.
    """
    if job.standing.get("operator"):
        return operator(on)
    person = Person.objects.filter(pk=job.standing.get("person"), is_active=True).first()
    if person is None:
        return visitor(on)
    standing = standing_of(person, job.standing.get("organisation"), visitor(on))
    if standing.organisation_id != job.standing.get("organisation"):
        return Standing(on=on, person_id=person.pk, person_name=str(person))
    return standing
