"""Counties and municipalities, and cells that list them."""

import unicodedata

import pytest
from hypothesis import given, strategies as st

from samsyn.basics.swedish import folded
from samsyn.directory.rules.places import (
    COUNTIES,
    COUNTY_BY_CODE,
    LEAST_LIKENESS,
    MOST_PROPOSALS,
    MUNICIPALITIES,
    MUNICIPALITY_BY_CODE,
    County,
    Municipality,
    PlaceKind,
    read_places,
)

COUNTY, MUNICIPALITY = PlaceKind.COUNTY, PlaceKind.MUNICIPALITY

ONE_COUNTY = [
    ("Västerbotten", "24"),
    ("Västerbottens län", "24"),
    ("västerbottens LÄN.", "24"),
    ("Region Västerbotten", "24"),
    ("AC", "24"),
    ("bd", "25"),
    ("24", "24"),
    ("24.0", "24"),
    ("1", "01"),
    ("Uppsala län", "03"),
    ("Dalarna", "20"),
    ("Dalarnas län", "20"),
    ("Region Örebro län", "18"),
    ("Region Jönköpings län", "06"),
    ("Region Sörmland", "04"),
    ("Region Jämtland Härjedalen", "23"),
    ("Västra Götalandsregionen", "14"),
    ("Gotland", "09"),
    ("Jämtlands\u00a0län", "23"),
    (unicodedata.normalize("NFD", "Östergötlands län"), "05"),
]
ONE_MUNICIPALITY = [
    ("Umeå", "2480"),
    ("2480", "2480"),
    ("2480.0", "2480"),
    ("2480 Umeå", "2480"),
    ("0180", "0180"),
    ("180", "0180"),
    ("Stockholms stad", "0180"),
    ("Lunds kommun", "1281"),
    ("LUND", "1281"),
    ("Borås kommun", "1490"),
    ("Malung\u2013Sälen", "2023"),
    ("Upplands - Bro", "0139"),
    ("Upplands  Väsby", "0114"),
    ("Habo", "0643"),
    ("Håbo", "0305"),
    ("Gotland", "0980"),
    ("Region Gotland", "0980"),
]
MISSPELT = [
    ("UpplandsVäsby", MUNICIPALITY, "0114"),
    ("LillaEdet", MUNICIPALITY, "1462"),
    ("Stenungssund", MUNICIPALITY, "1415"),
    ("Stenungssunds kommun", MUNICIPALITY, "1415"),
    ("ÖstraGöinge", MUNICIPALITY, "1256"),
    ("Goteborg", MUNICIPALITY, "1480"),
    ("Umea", MUNICIPALITY, "2480"),
    ("Dals Ed", MUNICIPALITY, "1438"),
    ("Jönköpngs län", COUNTY, "06"),
    ("Vastra Gotaland", COUNTY, "14"),
    ("Gottland", COUNTY, "09"),
]
NO_PLACE = [
    ("Malmöhus län", COUNTY),
    ("Kristianstads län", COUNTY),
    ("Skaraborgs län", COUNTY),
    ("Älvsborgs län", COUNTY),
    ("Kopparbergs län", COUNTY),
    ("Göteborgs och Bohus län", COUNTY),
    ("Göteborgs och Bohus län", MUNICIPALITY),
    ("Västergötland", COUNTY),
    ("Dalsland", COUNTY),
    ("Ångermanland", COUNTY),
    ("Lunds kommun", COUNTY),
    ("Kalmar län", MUNICIPALITY),
    ("2", COUNTY),
    ("80", MUNICIPALITY),
    ("9999", MUNICIPALITY),
    ("Norge", COUNTY),
]


def test_there_are_21_counties_and_290_municipalities() -> None:
    assert (len(COUNTIES), len(COUNTY_BY_CODE)) == (21, 21)
    assert (len(MUNICIPALITIES), len(MUNICIPALITY_BY_CODE)) == (290, 290)
    assert len({county.nuts3 for county in COUNTIES}) == 21
    assert len({county.letter for county in COUNTIES}) == 21


def test_every_municipality_lies_in_the_county_its_code_begins_with() -> None:
    assert all(place.code[:2] == place.county_code for place in MUNICIPALITIES)
    assert {place.county_code for place in MUNICIPALITIES} == set(COUNTY_BY_CODE)


def test_every_nuts_3_region_lies_in_its_nuts_2_region() -> None:
    assert all(county.nuts3.startswith(county.nuts2) for county in COUNTIES)


@pytest.mark.parametrize(("written", "code"), ONE_COUNTY)
def test_a_county_is_known_however_it_is_written(written: str, code: str) -> None:
    read = read_places(written, kind=COUNTY)
    assert (read.codes, read.unknown) == ((code,), ())


@pytest.mark.parametrize(("written", "code"), ONE_MUNICIPALITY)
def test_a_municipality_is_known_however_it_is_written(written: str, code: str) -> None:
    read = read_places(written, kind=MUNICIPALITY)
    assert (read.codes, read.unknown) == ((code,), ())


@pytest.mark.parametrize(("written", "kind", "code"), MISSPELT)
def test_a_misspelt_place_is_proposed_and_never_guessed(
    written: str, kind: PlaceKind, code: str
) -> None:
    read = read_places(written, kind=kind)
    assert read.codes == ()
    assert [unknown.spelling for unknown in read.unknown] == [written]
    assert read.unknown[0].proposals[0].code == code


@pytest.mark.parametrize(("written", "kind"), NO_PLACE)
def test_what_is_no_place_of_today_gets_no_proposal(written: str, kind: PlaceKind) -> None:
    read = read_places(written, kind=kind)
    assert read.codes == ()
    assert [(unknown.spelling, unknown.proposals) for unknown in read.unknown] == [(written, ())]


@pytest.mark.parametrize(
    "written",
    [
        "Botkyrka, Danderyd; Ekerö / Haninge och Heby",
        "Heby\r\nHaninge\nEkerö|Danderyd|Botkyrka",
        "heby and haninge & EKERÖ, Danderyd,, Botkyrka, Heby kommun",
    ],
)
def test_a_list_is_read_with_any_separator_in_code_order_each_once(written: str) -> None:
    read = read_places(written, kind=MUNICIPALITY)
    assert read.codes == ("0125", "0127", "0136", "0162", "0331")
    assert read.unknown == ()


def test_two_counties_may_share_one_word_for_county() -> None:
    read = read_places("Västerbottens och Norrbottens län", kind=COUNTY)
    assert (read.codes, read.unknown) == (("24", "25"), ())


def test_an_old_county_with_and_in_its_name_is_one_name_in_a_list() -> None:
    read = read_places("Skåne och Göteborgs och Bohus län, Halland", kind=COUNTY)
    assert read.codes == ("12", "13")
    assert [unknown.spelling for unknown in read.unknown] == ["Göteborgs och Bohus län"]


@pytest.mark.parametrize("written", ["hela landet", "Nationellt", "SVERIGE", "samtliga län"])
def test_the_whole_country_is_all_counties(written: str) -> None:
    assert read_places(written, kind=COUNTY).codes == tuple(sorted(COUNTY_BY_CODE))


@pytest.mark.parametrize("written", [None, "", " \u00a0", " ,;/ "])
def test_an_empty_cell_lists_nothing(written: str | None) -> None:
    read = read_places(written, kind=COUNTY)
    assert (read.codes, read.unknown) == ((), ())


def test_a_code_and_a_name_that_disagree_need_a_person() -> None:
    read = read_places("2480 Luleå", kind=MUNICIPALITY)
    assert read.codes == ()
    assert read.unknown[0].spelling == "2480 Luleå"


def test_an_unknown_name_is_asked_about_once() -> None:
    read = read_places("LillaEdet, lillaedet", kind=MUNICIPALITY)
    assert [unknown.spelling for unknown in read.unknown] == ["LillaEdet"]


def test_a_confirmed_spelling_is_known_the_next_time() -> None:
    first = read_places("Gothenburg", kind=MUNICIPALITY).unknown[0]
    aliases = {folded(first.spelling): "1480"}
    assert read_places("GOTHENBURG; Ale", aliases, kind=MUNICIPALITY).codes == ("1440", "1480")


def test_an_alias_never_overrules_a_true_name() -> None:
    assert read_places("Lund", {"lund": "1280"}, kind=MUNICIPALITY).codes == ("1281",)


def test_an_alias_for_the_other_kind_does_not_count() -> None:
    read = read_places("Gothenburg", {"gothenburg": "1480"}, kind=COUNTY)
    assert read.codes == ()
    assert len(read.unknown) == 1


@given(st.lists(st.sampled_from(COUNTIES)), st.sampled_from([", ", "; ", " / ", "\n", " och "]))
def test_every_list_of_counties_is_read_back(chosen: list[County], separator: str) -> None:
    for names in (
        [county.name for county in chosen],
        [county.full_name for county in chosen],
        [county.letter for county in chosen],
        [county.code for county in chosen],
    ):
        read = read_places(separator.join(names), kind=COUNTY)
        assert read.codes == tuple(sorted({county.code for county in chosen}))
        assert read.unknown == ()


@given(st.lists(st.sampled_from(MUNICIPALITIES)))
def test_every_list_of_municipalities_is_read_back(chosen: list[Municipality]) -> None:
    for names in (
        [place.name for place in chosen],
        [f"{place.name} kommun" for place in chosen],
        [place.code.lstrip("0") for place in chosen],
        [f"{place.code} {place.name}" for place in chosen],
    ):
        read = read_places(", ".join(names), kind=MUNICIPALITY)
        assert read.codes == tuple(sorted({place.code for place in chosen}))
        assert read.unknown == ()


@given(st.text(), st.sampled_from(PlaceKind))
def test_proposals_are_few_alike_and_in_order(text: str, kind: PlaceKind) -> None:
    for unknown in read_places(text, kind=kind).unknown:
        keys = [(-proposal.likeness, proposal.name) for proposal in unknown.proposals]
        assert len(keys) <= MOST_PROPOSALS
        assert keys == sorted(keys)
        assert all(proposal.likeness >= LEAST_LIKENESS for proposal in unknown.proposals)


@given(st.sampled_from(MUNICIPALITIES), st.data())
def test_a_name_with_one_letter_doubled_is_unknown_or_a_true_name(
    place: Municipality, data: st.DataObject
) -> None:
    letter = data.draw(st.integers(1, len(place.name) - 1))
    written = place.name[:letter] + place.name[letter - 1 :]
    read = read_places(written, kind=MUNICIPALITY)
    assert read.codes in ((), (place.code,))
    if read.codes == ():
        assert place.code in {proposal.code for proposal in read.unknown[0].proposals}
