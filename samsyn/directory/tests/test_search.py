"""Search in text: every word, inside words, whatever the case, also of å, ä and ö."""

import pytest

from samsyn.cast import TODAY, Cast
from samsyn.directory.actions.journal import note
from samsyn.directory.models import Grouping
from samsyn.directory.queries.groupings import groupings_for, groupings_like
from samsyn.directory.queries.journal import journal_for, journal_like
from samsyn.directory.queries.people import people_for, people_like
from samsyn.directory.rules.access import operator


@pytest.mark.parametrize("text", ["öst", "ÖST", "Öst", "ivar öst", "ÖST IVAR"])
def test_a_person_is_found_whatever_the_case(cast: Cast, text: str) -> None:
    ivar = cast.standing("ivar")
    assert [str(row) for row in people_like(people_for(ivar), search=text)] == ["Ivar Öst"]


@pytest.mark.parametrize("text", ["ärliga ÅR", "ÄRLIGA", "liga år"])
def test_a_line_of_the_journal_is_found_whatever_the_case(cast: Cast, text: str) -> None:
    note(by=operator(TODAY), deed="plan activity", subject=None, text="Ärliga år")
    assert journal_like(journal_for(operator(TODAY)), search=text).count() == 1


@pytest.mark.parametrize("text", ["ÅTTA", "åtta", "tta OMRÅDEN"])
def test_a_grouping_is_found_whatever_the_case(db: None, text: str) -> None:
    Grouping.objects.create(title="Åtta områden", sort_key="")
    found = groupings_like(groupings_for(operator(TODAY)), search=text)
    assert [row.title for row in found] == ["Åtta områden"]
