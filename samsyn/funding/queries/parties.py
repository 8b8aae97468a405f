"""For which organisation something is done, and the two parts in a grant."""

from samsyn.basics.problem import Problem, words
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import TieRole
from samsyn.funding.models import Grant

Part = tuple[TieRole, int]


def acting_for(by: Standing) -> int:
    """The key of the organisation that `by` acts for; Problem if there is none."""
    if by.organisation_id is None:
        raise Problem(
            "act-for-an-organisation",
            words("This is done for an organisation. Act for one of yours first."),
        )
    return by.organisation_id


def party_of(grant: Grant, by: Standing) -> int:
    """Whose people `by` is taken for when a deed is open to the recipient's and the grantor's."""
    if by.organisation_id is not None and by.organisation_id == grant.grantor_id:
        return by.organisation_id
    return grant.recipient_id


def parts_of(grant: Grant) -> list[Part]:
    """Who receives and who grants: role and key of the organisation."""
    parts = [(TieRole.RECIPIENT, grant.recipient_id)]
    if grant.grantor_id is not None:
        parts.append((TieRole.GRANTOR, grant.grantor_id))
    return parts


def other_party_of(grant: Grant, by: Standing) -> int | None:
    """Whom `by` would ask about the grant: the recipient, for the grantor's people; else the
    grantor, None when it is not known."""
    if by.organisation_id is not None and by.organisation_id == grant.grantor_id:
        return grant.recipient_id
    return grant.grantor_id
