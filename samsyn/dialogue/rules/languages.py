"""In which of two languages something in a dialogue is said, and in which it is read."""

from samsyn.dialogue.rules.kinds import Languages

SWEDISH, ENGLISH = "sv", "en"


def language_of_question(languages: str) -> str:
    """The language that the question is written in; with both, its translation is English.

    >>> [language_of_question(each) for each in Languages]
    ['sv', 'en', 'sv']
    """
    return ENGLISH if languages == Languages.ENGLISH else SWEDISH


def language_said(languages: str, reads: str | None) -> str:
    """The language of a statement by somebody who reads the house in `reads`.

    A dialogue in one language has its statements in that one; with both they are taken to be
    written in the language that their speaker reads.

    >>> language_said("both", "en"), language_said("both", "sv-se"), language_said("sv", "en")
    ('en', 'sv', 'sv')
    """
    if languages != Languages.BOTH:
        return language_of_question(languages)
    return ENGLISH if (reads or "").startswith(ENGLISH) else SWEDISH


def other_than(language: str) -> str:
    """The other one of the two.

    >>> other_than("sv")
    'en'
    """
    return SWEDISH if language == ENGLISH else ENGLISH


def shown_in(language: str, reads: str | None, *, translated: bool) -> str:
    """In which language something is shown: the reader's if it is there, else the one there is.

    >>> shown_in("sv", "en", translated=True), shown_in("sv", "en", translated=False)
    ('en', 'sv')
    """
    wanted = language_said(Languages.BOTH, reads)
    return wanted if translated else language
