"""The words for roles: people are tied to an entry by what they are, never by their name."""

from samsyn.directory.rules.roles import Role
from samsyn.results.rules.log_kinds import KnotKind
from samsyn.results.rules.mentions.meaning import Name

ROLE_WORDS: dict[Role, tuple[str, ...]] = {
    Role.PROGRAMME_DIRECTOR: ("programdirektör", "programme director"),
    Role.NATIONAL_COORDINATOR: ("regionsamordnare", "coordinator of the regions"),
    Role.REGIONAL_LEADER: ("regionledare", "regional leader", "regional leaders"),
    Role.COACH: ("coach", "coacher", "coaches", "coachsamordnare"),
    Role.CASE_HANDLER: ("handläggare", "case handler", "case handlers"),
    Role.CALL_OWNER: ("utlysningsägare", "utlysningsansvarig", "utlysningsansvarige", "call owner"),
    Role.UNIT_HEAD: ("enhetschef", "enhetschefer", "unit head"),
    Role.ANALYST: ("analytiker", "analyst", "analysts"),
    Role.COMPANY_MANAGER: ("företagsledare", "vd", "company manager", "company managers"),
    Role.ADMINISTRATOR: ("administratör", "administrator"),
}


def role_names() -> list[Name]:
    """The words as names that the tree of names takes; "-are" also as its plural form has it.

    >>> [name.words for name in role_names() if name.role == "case_handler"]
    ['handläggare', 'handläggar', 'case handler', 'case handlers']
    """
    return [
        Name(form, KnotKind.ROLE, role=role.value)
        for role, written in ROLE_WORDS.items()
        for word in written
        for form in ((word, word[:-1]) if word.endswith("are") else (word,))
    ]
