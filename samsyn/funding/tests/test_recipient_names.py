"""What a recipient's name suggests: a kind; and that the real recipients are no duplicates."""

from pathlib import Path

import pytest

from samsyn.directory.rules.likely_same import likely_same
from samsyn.directory.rules.tables import open_table
from samsyn.funding.rules.recipient_names import guess_kind

REAL = Path(__file__).parents[4] / "shared" / "data" / "grants" / "projektbank_2014-2020.csv"


@pytest.mark.parametrize(
    ("name", "kind", "public"),
    [
        ("Arjeplogs kommun", "municipality", True),
        ("Malmö stad", "municipality", True),
        ("Umeå Kommunföretag AB", "other", None),
        ("Stockholms Läns Landsting", "region", True),
        ("Region Värmland-Kommunalförbund", "region", True),
        ("Region Dalarna", "region", True),
        ("Region Jämtland Härjedalen", "region", True),
        ("Peak Region AB", "other", None),
        ("Region Plus", "other", None),
        ("Länsstyrelsen i Dalarnas län", "agency", True),
        ("Statens Energimyndighet", "agency", True),
        ("Tillväxtverket", "agency", True),
        ("Affärsverken Karlskrona AB", "other", None),
        ("Luleå Tekniska Universitet", "university", None),
        ("Chalmers Tekniska Högskola AB", "university", None),
        ("Linnéuniversitetet", "university", None),
        ("Johanneberg Science Park AB", "science_park", None),
        ("Iuc Väst AB", "iuc_company", None),
        ("Industriellt Utvecklingscenter Dalarna AB", "iuc_company", None),
        ("Sp Sveriges Tekniska Forskningsinst AB", "institute", None),
        ("Exempelbolaget AB", "other", None),
    ],
)
def test_the_kind_is_proposed_from_a_word_and_public_control_only_where_certain(
    name: str, kind: str, public: bool | None
) -> None:
    guess = guess_kind(name)
    assert (guess.kind.value, guess.publicly_controlled) == (kind, public)
    assert (guess.word is None) == (kind == "other")


@pytest.mark.skipif(not REAL.exists(), reason="the real project list is not beside the repository")
def test_the_221_real_recipients_are_221() -> None:
    table = open_table(REAL, name=REAL.name)
    place = table.headers.index("stödmottagare")
    names = sorted({str(row.cells[place]) for row in table.rows()})
    assert len(names) == 221
    assert likely_same(list(enumerate(names))) == []
    kinds = [guess_kind(name).kind.value for name in names]
    assert (kinds.count("municipality"), kinds.count("region")) == (33, 21)
