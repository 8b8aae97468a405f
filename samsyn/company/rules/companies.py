"""What can be done for companies only."""

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.kinds import OrganisationKind


def check_is_company(kind: str, name: str) -> None:
    """Raise Problem("not-a-company") when an organisation of another kind stands for a company.

    >>> check_is_company("company", "Norrfors Mek AB")
    """
    if kind != OrganisationKind.COMPANY:
        raise Problem(
            "not-a-company",
            words("%(name)s is not a company. Choose a company, or change its kind first."),
            name=name,
        )
