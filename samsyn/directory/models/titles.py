"""Texts that are published in two languages."""

from django.utils.translation import get_language


def in_two(sv: str, en: str) -> str:
    """The text in the reader's language: English where she reads English and there is any."""
    return en if en and (get_language() or "sv").startswith("en") else sv
