"""A refusal in the reader's language, with all that stands in its gaps."""

from datetime import date

from django.utils.translation import override

from samsyn.basics.problem import Listed, Problem
from samsyn.web.answer import in_words, sentence


def test_phrases_in_the_gaps_are_translated_too() -> None:
    problem = Problem("not-a-table", "%(name)s: %(looks_like)s", name="a.pdf", looks_like="a PDF")
    assert str(problem) == "a.pdf: a PDF"
    with override("sv"):
        assert in_words(problem) == "a.pdf: en PDF"


def test_each_phrase_of_a_list_is_translated() -> None:
    with override("sv"):
        assert sentence("%(columns)s", {"columns": Listed(["Hours", "x"])}) == "Timmar, x"
        assert sentence("%(columns)s", {"columns": ["Hours"]}) == "Timmar"


def test_numbers_and_days_are_written_as_the_reader_writes_them() -> None:
    with override("sv"):
        assert sentence("%(n)s", {"n": 1234}) == "1\N{NO-BREAK SPACE}234"
        assert sentence("%(on)s", {"on": date(2026, 3, 1)}).startswith("1")
    assert sentence("%(text)s", {"text": ""}) == ""
