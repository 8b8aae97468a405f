"""Text search in a few fields of a room's own table."""

from django.db.models import Q


def holds(text: str, *fields: str) -> Q:
    """Rows in which every word of the text stands in one of the fields, whatever its case.

    SQLite folds the case of a to z only, so a word with other letters is tried as typed, small,
    with a capital and in capitals.
    """
    found = Q()
    for word in text.split():
        forms = {word}
        if not word.isascii():
            forms |= {word.lower(), word.capitalize(), word.upper()}
        found &= Q(*[(f"{f}__icontains", form) for f in fields for form in forms], _connector=Q.OR)
    return found
