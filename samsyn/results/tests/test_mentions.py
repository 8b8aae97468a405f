"""What a text tells of: names, days, roles and meetings."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from samsyn.dialogue.rules.kinds import DialogueKind
from samsyn.programme.rules.kinds import ActivityKind
from samsyn.results.rules.log_kinds import KnotKind
from samsyn.results.rules.mentions import (
    Doubt,
    Event,
    Mention,
    Name,
    mentions_in,
    place_words,
)
from samsyn.results.rules.mentions.days import days_in

ON = date(2026, 11, 24)
"""A Tuesday in week 48."""
GOLDEN = (Path(__file__).parent / "golden" / "log_entry.txt").read_text("utf-8")
K = KnotKind
NAMES = [
    Name("Region Norrvik", K.ORGANISATION, 1),
    Name("Navet Norr", K.ORGANISATION, 2),
    Name("Norrfors Mek AB", K.COMPANY, 3),
    Name("Industrimyndigheten", K.ORGANISATION, 4),
    Name("Lyftet", K.PROGRAMME, 5),
    Name("Smart industri i länen", K.CALL, 6),
    Name("Smart industri Norrvik", K.GRANT, 7),
    Name("Fler små industriföretag klarar omställningen", K.GOAL, 8),
    Name("Startprogram i Norrvik", K.ACTIVITY, 9, on=date(2026, 10, 5)),
    Name("Produktionsinstitutet", K.ORGANISATION, 10),
    Name("Älvsbro Plåt & Svets AB", K.COMPANY, 11),
    Name("Workshop om helheten", K.DIALOGUE, 12, on=date(2026, 8, 21)),
]
NORTH = Event(
    K.DIALOGUE,
    13,
    DialogueKind.REGION_DIALOGUE,
    date(2026, 11, 20),
    date(2026, 11, 30),
    place_words("Regiondialog Övre Norrland", "Norrbotten"),
)


def told(text: str, names: list[Name] = NAMES, *events: Event) -> list[tuple[str, object]]:
    """The words of each mention, and what its first meaning is: a key, a role, or a day."""
    found = []
    for mention in mentions_in(text, names, events, ON):
        first = mention.meanings[0]
        found.append((text[mention.start : mention.end], first.key or first.role or str(first.on)))
    return found


def test_a_log_entry_of_250_words_is_read_as_a_person_reads_it():
    assert told(GOLDEN, NAMES, NORTH) == [
        ("Tisdag 24 november", "2026-11-24"),
        ("I går", "2026-11-23"),
        ("Region Norrvik", 1),
        ("Navet Norr", 2),
        ("regiondialog", 13),
        ("regionledare", "regional_leader"),
        ("Norrfors Mek", 3),
        ("förra veckan", "2026-11-16"),
        ("I dag", "2026-11-24"),
        ("handläggaren", "case_handler"),
        ("Industri-\nmyndigheten", 4),
        ("Lyftets", 5),
        ("Smart industri i länen", 6),
        ("den 15 december", "2026-12-15"),
        ("Fler små industriföretag klarar omställningen", 8),
        ("startprogrammet i Norrvik", 9),
        ("v. 50", "2026-12-07"),
        ("coacherna", "coach"),
        ("Produktionsinstitutets", 10),
        ("3/12", "2026-12-03"),
        ("På torsdag", "2026-11-26"),
        ("Alvsbro Plat & Svets", 11),
        ("workshopen om helheten", 12),
        ("3/4", "2027-04-03"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("NAVET NORRS plan", "NAVET NORRS"),
        ("navet norr", "navet norr"),
        ("Navet-Norr", "Navet-Norr"),
        ("Navet\nNorr", "Navet\nNorr"),
        ("hos Navet Norr.", "Navet Norr"),
        ("(Navet Norr)", "Navet Norr"),
        ("Na\u00advet Norr", "Na\u00advet Norr"),
        ("A\u030alvsbro", ""),
        ("A\u0308lvsbro Pla\u030at och Svets", "A\u0308lvsbro Pla\u030at och Svets"),
        ("Älvsbro Plåt & Svets AB", "Älvsbro Plåt & Svets AB"),
        ("Region. Norrvik vann", ""),
        ("Region\n\nNorrvik", ""),
        ("Navet Norrland", ""),
        ("Smart industri", ""),
        ("lyftet i hallen", ""),
        ("https://lyftet.example/Lyftet och anna@Lyftet.example", ""),
    ],
)
def test_a_name_is_found_as_people_write_it_and_not_inside_another_word(text, words):
    named = [found for found, what in told(text) if isinstance(what, int)]
    assert named == ([words] if words else [])


def test_the_longest_name_wins():
    names = [*NAMES, Name("Navet", K.ORGANISATION, 20), Name("Navet Norr Lyftet", K.PROGRAMME, 21)]
    assert told("Navet Norr Lyftet", names) == [("Navet Norr Lyftet", 21)]
    assert told("Navet Norrs Lyftet", names) == [("Navet Norrs Lyftet", 21)]
    assert told("Navet Syd", names) == [("Navet", 20)]


def test_several_of_a_name_are_all_proposed_the_nearest_first():
    held = [
        Name("Leankurs Norr", K.ACTIVITY, key, on=ON - timedelta(days=days))
        for key, days in ((1, 300), (2, 3), (3, 40), (4, 900))
    ]
    (mention,) = mentions_in("Leankurs Norr började.", held, [], ON)
    assert [meaning.key for meaning in mention.meanings] == [2, 3, 1]
    assert {meaning.doubt for meaning in mention.meanings} == {Doubt.SEVERAL}


def test_so_many_of_a_name_that_nobody_can_say_are_left():
    many = [Name("Verkstan", K.COMPANY, key) for key in range(9)]
    assert told("Verkstan i byn", many) == []


def test_a_name_spelt_just_so_goes_before_one_that_is_only_alike():
    names = [Name("Åby Mek", K.COMPANY, 1), Name("Aby Mek", K.COMPANY, 2)]
    assert told("Aby Mek ringde", names) == [("Aby Mek", 2)]
    assert told("Åby Mek ringde", names) == [("Åby Mek", 1)]


@pytest.mark.parametrize(
    ("names", "text", "doubt"),
    [
        ([Name("Swerea IVF", K.ORGANISATION, 1, doubt=Doubt.EARLIER_NAME)], "Swerea IVF:s dag",
         Doubt.EARLIER_NAME),
        ([Name("tha", K.ORGANISATION, 1, doubt=Doubt.INITIALS)], "på THÄ i dag", Doubt.INITIALS),
        ([Name("Institutet för produktion", K.ORGANISATION, 1)], "Vi satt på Institutet länge",
         Doubt.SHORT_NAME),
    ],
)  # fmt: skip
def test_an_earlier_or_shorter_name_is_put_as_a_question(names, text, doubt):
    first = mentions_in(text, names, [], ON)[0].meanings[0]
    assert (first.key, first.doubt) == (1, doubt)


@pytest.mark.parametrize("text", ["tha var bra", "Region Syd", "Industrifolket Norr AB"])
def test_what_may_be_anything_is_not_a_short_name(text):
    names = [
        Name("tha", K.ORGANISATION, 1, doubt=Doubt.INITIALS),
        Name("Region Norrvik", K.ORGANISATION, 2),
        Name("Industrifolket Mitt", K.ORGANISATION, 3),
    ]
    assert told(text, names) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("regionledaren", "regional_leader"),
        ("Regionledarnas dag", "regional_leader"),
        ("handläggarens fråga", "case_handler"),
        ("coachernas", "coach"),
        ("VD:n", "company_manager"),
        ("the case handler said", "case_handler"),
        ("Programdirektören", "programme_director"),
        ("coachning", ""),
    ],
)
def test_a_role_is_found_in_every_form(text, role):
    assert [what for _words, what in told(text)] == ([role] if role else [])


def test_a_person_is_nobody_here():
    assert told("Anna Andersson och Bo Lind satt med Eva.") == []


@pytest.mark.parametrize(
    ("text", "first", "last", "doubt"),
    [
        ("tisdag 24 november", "2026-11-24", "2026-11-24", None),
        ("tisdagen den 24 november 2026", "2026-11-24", "2026-11-24", None),
        ("24/11", "2026-11-24", "2026-11-24", None),
        ("24/11-26", "2026-11-24", "2026-11-24", None),
        ("2026-11-24", "2026-11-24", "2026-11-24", None),
        ("i torsdags", "2026-11-19", "2026-11-19", None),
        ("i\ntisdags", "2026-11-17", "2026-11-17", None),
        ("på torsdag", "2026-11-26", "2026-11-26", None),
        ("v. 48", "2026-11-23", "2026-11-29", None),
        ("vecka 1", "2027-01-04", "2027-01-10", None),
        ("week 48 2025", "2025-11-24", "2025-11-30", None),
        ("förra veckan", "2026-11-16", "2026-11-22", None),
        ("den 3 december", "2026-12-03", "2026-12-03", None),
        ("3:e dec. 2025", "2025-12-03", "2025-12-03", None),
        ("24–25 november", "2026-11-24", "2026-11-25", None),
        ("December 3, 2026", "2026-12-03", "2026-12-03", None),
        ("last Thursday", "2026-11-19", "2026-11-19", None),
        ("yesterday", "2026-11-23", "2026-11-23", None),
        ("onsdag", "2026-11-25", "2026-11-25", Doubt.WEEK),
        ("nästa fredag", "2026-11-27", "2026-11-27", Doubt.WEEK),
        ("tisdag 25 november", "2026-11-25", "2026-11-25", Doubt.WEEKDAY),
        ("25 maj", "2027-05-25", "2027-05-25", Doubt.YEAR),
        ("3/4 av företagen", "2027-04-03", "2027-04-03", Doubt.FRACTION),
    ],
)
def test_a_day_is_read_from_the_day_of_the_entry(text, first, last, doubt):
    (mention,) = days_in(text, ON)
    meaning = mention.meanings[0]
    assert (str(meaning.on), str(meaning.until_on), meaning.doubt) == (first, last, doubt)


@pytest.mark.parametrize(
    "text",
    ["31 februari", "2026-13-40", "v. 54", "24.5", "5/13", "kl. 13", "är en", "maj", "mars 2027",
     "torsdagar", "1:a", "version 1/2/3", "12-34-56"],
)  # fmt: skip
def test_what_is_no_day_is_none(text):
    assert days_in(text, ON) == []


COURSE_NORTH = Event(K.ACTIVITY, 1, ActivityKind.COURSE, ON, ON, frozenset({"norrvik"}))
COURSE_SOUTH = Event(K.ACTIVITY, 2, ActivityKind.COURSE, ON, ON, frozenset({"sundvik"}))


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Kursstart i dag i Norrvik.", [1]),
        ("Kursen i Sundvik var full.", [2]),
        ("I dag var det kursstart.", [1, 2]),
        ("I dag. Kursstart.", []),
        ("Kursstart i Falun.", []),
        ("Workshop i dag i Norrvik.", []),
    ],
)
def test_a_meeting_is_known_by_its_kind_and_the_day_or_place_of_the_sentence(text, keys):
    events = [COURSE_NORTH, COURSE_SOUTH]
    found = [each for each in mentions_in(text, [], events, ON) if each.meanings[0].key]
    assert [meaning.key for each in found for meaning in each.meanings] == keys


# Properties ------------------------------------------------------------------------------------

PIECES = st.sampled_from([
    *("Navet", "Norr", "Lyftets", "i torsdags", "24/11", "v. 48", "den", "3 december", "&", "-"),
    *("\n", "\n\n", ". ", " ", "regionledarna", "workshopen", "å", "\u0308", "\u00ad", "<b>", "@"),
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


def check(text: str, mentions: list[Mention]) -> None:
    after = 0
    for mention in mentions:
        assert after <= mention.start < mention.end <= len(text)
        assert mention.meanings
        after = mention.end


@given(TEXTS, st.lists(st.text(min_size=1, max_size=30), max_size=6))
@settings(max_examples=300, deadline=None)
def test_mentions_stand_in_the_text_and_never_overlap(text, words):
    names = [*NAMES, *(Name(word, K.GOAL, key) for key, word in enumerate(words))]
    check(text, mentions_in(text, names, [NORTH, COURSE_NORTH], ON))


@given(st.sampled_from(NAMES), st.sampled_from(["", "s"]), st.booleans())
def test_a_name_is_found_wherever_it_stands(name, ending, large):
    written = (name.words.upper() if large else name.words) + ending
    found = told(f"Vi såg {written}, sa de.")
    assert (written, name.key) in found or ending


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_day_in_full_means_itself_whenever_it_is_read(day, on):
    (mention,) = days_in(f"{day}", on)
    assert [meaning.on for meaning in mention.meanings] == [day]


# Hostile input -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece",
    ["Navet Norr i torsdags på workshop. ", "., !?-", "<script>&lt;", " ", "a", "3 ", "1/", "v. ",
     "tisdag den ", "\n-", "a-\n", "å\u0301", "x@", "@a.a", "workshop i dag. ", "förra\n", "\u202e",
     "Navet " * 40],
)  # fmt: skip
def test_a_hundred_thousand_letters_of_anything_are_read(piece):
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    events = [COURSE_NORTH, NORTH]
    check(text, mentions_in(text, NAMES, events, ON))
