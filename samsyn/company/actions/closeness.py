"""Naming a company's coach, and what the company permits others to see.

Permission (medgivande) is given per organisation and has a last day; ending it stops
future access only. It is not consent in the meaning of the GDPR.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from samsyn.basics.problem import Problem, words
from samsyn.company.queries.closeness import CLOSE, coaches_at, stands_close
from samsyn.company.rules.companies import check_is_company
from samsyn.directory.actions.journal import note, require
from samsyn.directory.models import Organisation, Person, Tie
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import TieKind, TieRole
from samsyn.directory.rules.roles import Role


def require_close(*, by: Standing, company: Organisation) -> None:
    """Raise Problem("not-your-company") unless `by` is the company or stands close to it.

    A company manager notes for her own company only, whatever other companies permit.
    """
    if company.pk == by.organisation_id or by.operator:
        return
    manager_only = by.roles <= {Role.COMPANY_MANAGER}
    if manager_only or not stands_close(by, company.pk):
        raise Problem(
            "not-your-company",
            words(
                "You are neither %(company)s, its coach, nor permitted by it. "
                "Ask the company for permission, or ask to be named its coach."
            ),
            company=company.name,
        )


@transaction.atomic
def name_coach(*, by: Standing, company: Organisation, person: Person) -> Tie:
    """Make one of your own coaches the coach of a company, from today on.

    The coach sees what the company keeps to itself, and the company sees who coaches.
    """
    require(by=by, deed="name coach")
    check_is_company(company.kind, company.name)
    if not coaches_at(by).filter(pk=person.pk).exists():
        raise Problem(
            "not-a-coach",
            words(
                "%(name)s does not have the role coach at your organisation. "
                "Give the role first, or choose somebody who has it."
            ),
            name=str(person),
        )
    Organisation.objects.select_for_update().get(pk=company.pk)
    found = _standing(by, company, TieRole.COACH, person=person.pk)
    if found is None:
        found = Tie.objects.create(
            kind=TieKind.COMPANY,
            key=company.pk,
            role=TieRole.COACH,
            person=person,
            from_on=by.on,
        )
    note(by=by, deed="name coach", subject=company, reason=str(person))
    return found


@transaction.atomic
def give_permission(
    *, by: Standing, company: Organisation, organisation: Organisation, until_on: date
) -> Tie:
    """Let an organisation see your improvements and key figures until a last day.

    A permission that stands already gets the new last day.
    """
    require(by=by, deed="give permission", owner_id=company.pk)
    check_is_company(company.kind, company.name)
    _check_permission(by, company, organisation, until_on)
    Organisation.objects.select_for_update().get(pk=company.pk)
    found = _standing(by, company, TieRole.PERMITTED, organisation=organisation.pk)
    if found is None:
        found = Tie.objects.create(
            kind=TieKind.COMPANY,
            key=company.pk,
            role=TieRole.PERMITTED,
            organisation=organisation,
            from_on=by.on,
            until_on=until_on,
        )
    else:
        found.until_on = until_on
        found.save(update_fields=["until_on"])
    note(
        by=by,
        deed="give permission",
        subject=company,
        reason=f"{organisation}, {until_on:%Y-%m-%d}",
    )
    return found


@transaction.atomic
def end_closeness(*, by: Standing, tie: Tie) -> None:
    """End a permission or a coach's tie: from now on it opens nothing.

    The company may end both; who names coaches may end those of her own organisation.
    The row stays with yesterday as its last day.
    """
    tie = Tie.objects.select_for_update().get(pk=tie.pk, kind=TieKind.COMPANY, role__in=CLOSE)
    company = Organisation.objects.get(pk=tie.key)
    deed = "give permission" if tie.role == TieRole.PERMITTED else "name coach"
    if company.pk == by.organisation_id or tie.role == TieRole.PERMITTED:
        require(by=by, deed="give permission", owner_id=company.pk)
    else:
        require(by=by, deed="name coach")
        if tie.person is None or not coaches_at(by).filter(pk=tie.person.pk).exists():
            raise Problem(
                "not-yours",
                words(
                    "This coach belongs to another organisation than the one you act for. "
                    "Act for that organisation, or ask its people to %(deed)s."
                ),
                deed="name coach",
            )
    tie.until_on = by.on - timedelta(days=1)
    tie.save(update_fields=["until_on"])
    note(by=by, deed=deed, subject=company, reason=f"ended: {tie.organisation or tie.person}")


def _standing(by: Standing, company: Organisation, role: TieRole, **holder: int) -> Tie | None:
    """The tie that stands today between the company and the holder, if there is one."""
    return (
        Tie.objects.filter(
            Q(until_on__isnull=True) | Q(until_on__gte=by.on),
            kind=TieKind.COMPANY,
            key=company.pk,
            role=role,
            **holder,
        )
        .order_by("pk")
        .first()
    )


def _check_permission(
    by: Standing, company: Organisation, organisation: Organisation, until_on: date
) -> None:
    if organisation.pk == company.pk:
        raise Problem(
            "permission-to-itself",
            words("%(name)s always sees its own page. Choose another organisation."),
            name=company.name,
        )
    if until_on < by.on:
        raise Problem(
            "permission-ends-in-the-past",
            words("%(until_on)s has passed. Choose today or a later day as the last day."),
            until_on=until_on,
        )
