"""Days in a text, Swedish and English, seen from the day that the entry is about.

A library for this was tried and left (docs/methods/mentions.md): it did not know "i torsdags",
took "v. 48" for a year and "är en" for a day.
"""

import re
from collections.abc import Callable, Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta

from samsyn.results.rules.log_kinds import KnotKind
from samsyn.results.rules.mentions.meaning import Doubt, Meaning, Mention, separate

_S = r"(?:[ \t\xa0]{1,3}(?:\r?\n[ \t]{0,8})?|\r?\n[ \t]{0,8})"
"""A space, or one line break: what days are written across. Never more, so that time is bounded."""
_A = "(?:å|a\u030a?|Å|A\u030a?)"
_O = "(?:ö|o\u0308?|Ö|O\u0308?)"
_MONTHS = (
    "jan(?:uari|uary)?", "feb(?:ruari|ruary)?", "mar(?:s|ch)?", "apr(?:il)?", "ma[jy]",
    "june?i?", "july?i?", "aug(?:usti|ust)?", "sept?(?:ember)?", "o[kc]t(?:ober)?",
    "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_WEEKDAYS = (
    f"(?:m{_A}ndag|monday)", "(?:tisdag|tuesday)", "(?:onsdag|wednesday)", "(?:torsdag|thursday)",
    "(?:fredag|friday)", f"(?:l{_O}rdag|saturday)", f"(?:s{_O}ndag|sunday)",
)  # fmt: skip
_MONTH = "(?P<month>" + "|".join(_MONTHS) + ")"
_WEEKDAY = "(?P<weekday>" + "|".join(_WEEKDAYS) + ")"
_AHEAD = rf"(?:{_WEEKDAY}(?:en)?,?{_S})?(?P<den>den{_S})?"
_START, _END = r"(?<![\w/.,-])", r"(?![\w/]|-\d)"
_DAY = r"(?P<day>\d{1,2})(?::?[ae]|st|nd|rd|th)?"
_YEAR = rf"(?:\.?,?{_S}(?P<year>[12]\d{{3}})(?!\d))?"

Read = Callable[[re.Match[str], date], tuple[Meaning, ...]]
BACK, AHEAD, THIS = -1, 1, 0


def days_in(text: str, on: date) -> list[Mention]:
    """The days and weeks in the text; those that may be read in two ways carry a doubt."""
    found = [
        Mention(match.start(), match.end(), meanings)
        for pattern, read in _PATTERNS
        for match in pattern.finditer(text)
        if (meanings := read(match, on))
    ]
    return separate(found)


def _one(on: date, until_on: date | None = None, doubt: Doubt | None = None) -> Meaning:
    return Meaning(KnotKind.DAY, on=on, until_on=until_on or on, doubt=doubt)


def _day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number_of(word: str, patterns: tuple[str, ...]) -> int:
    """Which of the patterns the word is, from 0."""
    return next(
        number
        for number, pattern in enumerate(patterns)
        if re.fullmatch(pattern, word, re.IGNORECASE)
    )


def _weekday_of(match: re.Match[str]) -> int | None:
    word = match["weekday"]
    return None if word is None else _number_of(word, _WEEKDAYS)


def _in_full(match: re.Match[str], on: date) -> tuple[Meaning, ...]:
    day = _day(int(match["year"]), int(match["number"]), int(match["day"]))
    return (_one(day),) if day else ()


def _written(match: re.Match[str], on: date) -> tuple[Meaning, ...]:
    groups = match.groupdict()
    month = _number_of(match["month"], _MONTHS) + 1
    year = int(groups["year"]) if groups["year"] else None
    meanings = _dated(int(match["day"]), month, year, _weekday_of(match), on)
    last = groups.get("last")
    if last is None:
        return meanings
    ends = [_day(each.on.year, month, int(last)) for each in meanings if each.on]
    return tuple(
        _one(each.on, end, each.doubt)
        for each, end in zip(meanings, ends, strict=True)
        if each.on and end and end > each.on
    )


def _slashed(match: re.Match[str], on: date) -> tuple[Meaning, ...]:
    day, month = int(match["day"]), int(match["number"])
    if not 1 <= month <= 12:
        return ()
    year = match["year"] or match["short"]
    weekday = _weekday_of(match)
    meanings = _dated(day, month, int(year) % 2000 + 2000 if year else None, weekday, on)
    certain = year or match["den"] or weekday is not None or day >= month
    if certain:
        return meanings
    return tuple(_one(each.on, doubt=Doubt.FRACTION) for each in meanings[:1] if each.on)


def _dated(
    day: int, month: int, year: int | None, weekday: int | None, on: date
) -> tuple[Meaning, ...]:
    """The day of the month nearest to `on`; two where a half year lies on each side."""
    years = [year] if year else [on.year - 1, on.year, on.year + 1]
    days = [each for one in years if MINYEAR < one < MAXYEAR and (each := _day(one, month, day))]
    days.sort(key=lambda each: (abs(each - on), each))
    if not days:
        return ()
    if weekday is not None:
        fits = [each for each in days if each.weekday() == weekday]
        near = [each for each in fits if abs(each - on) <= abs(days[0] - on) + _HALF_A_YEAR]
        return (_one(near[0]),) if near else (_one(days[0], doubt=Doubt.WEEKDAY),)
    between = len(days) > 1 and abs(days[1] - on) - abs(days[0] - on) < _NEARLY_AS_FAR
    if between:
        return tuple(_one(each, doubt=Doubt.YEAR) for each in days[:2])
    return (_one(days[0]),)


_HALF_A_YEAR = timedelta(days=183)
_NEARLY_AS_FAR = timedelta(days=60)


def _week(match: re.Match[str], on: date) -> tuple[Meaning, ...]:
    number, year = int(match["week"]), match["year"]
    mondays = []
    for one in [int(year)] if year else [on.year - 1, on.year, on.year + 1]:
        try:
            mondays.append(date.fromisocalendar(one, number, 1))
        except ValueError:
            continue
    if not mondays:
        return ()
    monday = min(mondays, key=lambda each: abs(each - on))
    return (_one(monday, monday + timedelta(days=6)),)


def _weekday_near(match: re.Match[str], on: date) -> tuple[Meaning, ...]:
    """ "I torsdags" is the last before, "på torsdag" the next after, "torsdag" that week's."""
    weekday = _weekday_of(match)
    if weekday is None:
        return ()
    monday = on - timedelta(days=on.weekday())
    this = monday + timedelta(days=weekday)
    way = _WAYS.get((match["way"] or "").casefold().strip(), THIS)
    if way == THIS:
        return (_one(this, doubt=Doubt.WEEK),)
    near = on + way * timedelta(days=((weekday - on.weekday()) * way - 1) % 7 + 1)
    of_the_week = this + way * timedelta(days=7)
    if (match["way"] or "").casefold().strip() in _OF_A_WEEK and near != of_the_week:
        return (_one(near, doubt=Doubt.WEEK), _one(of_the_week, doubt=Doubt.WEEK))
    return (_one(near),)


_WAYS = {
    **dict.fromkeys(("i", "förra", "last", "this past"), BACK),
    **dict.fromkeys(("på", "nu på", "nästa", "next", "this coming"), AHEAD),
}
_OF_A_WEEK = {"förra", "nästa", "next", "last"}


def _by_name(match: re.Match[str], on: date) -> tuple[Meaning, ...]:
    word = " ".join(match[0].casefold().split())
    return (_one(on + timedelta(days=_NAMED[word])),)


_NAMED = {
    **dict.fromkeys(("i förrgår", "the day before yesterday"), -2),
    **dict.fromkeys(("igår", "i går", "yesterday"), -1),
    **dict.fromkeys(("idag", "i dag", "today"), 0),
    **dict.fromkeys(("imorgon", "i morgon", "tomorrow"), 1),
    **dict.fromkeys(("i övermorgon", "the day after tomorrow"), 2),
}


def _week_by_name(match: re.Match[str], on: date) -> tuple[Meaning, ...]:
    way = BACK if match["way"].casefold() in {"förra", "last"} else AHEAD
    monday = on - timedelta(days=on.weekday()) + way * timedelta(days=7)
    return (_one(monday, monday + timedelta(days=6)),)


def _patterns() -> Iterator[tuple[str, Read]]:
    yield r"(?<![\w-])(?P<year>[12]\d{3})-(?P<number>\d{2})-(?P<day>\d{2})(?![\w-])", _in_full
    span = rf"(?:{_S}?[-–]{_S}?(?P<last>\d{{1,2}})(?::?[ae])?)?"
    yield rf"{_START}{_AHEAD}{_DAY}{span}{_S}{_MONTH}\b{_YEAR}", _written
    yield rf"{_START}{_AHEAD}{_MONTH}{_S}{_DAY}\b(?![-–.:]\d){_YEAR}", _written
    year = r"(?:-(?P<short>\d{2})(?!\d)|(?:-|[ \xa0])(?P<year>20\d{2})(?!\d))?"
    yield rf"{_START}{_AHEAD}(?P<day>\d{{1,2}})/(?P<number>\d{{1,2}}){year}{_END}", _slashed
    week = rf"(?:v\.?|vecka|week){_S}?(?P<week>\d{{1,2}})(?![\d:,/%]|\.\d)"
    yield rf"{_START}{week}{_YEAR}", _week
    ways = "|".join(sorted(_WAYS, key=len, reverse=True)).replace(" ", _S)
    yield rf"{_START}(?:(?P<way>{ways}){_S})?{_WEEKDAY}(?:ens|en|s)?(?!\w)", _weekday_near
    yield rf"{_START}(?:{'|'.join(_NAMED).replace(' ', _S)})(?!\w)", _by_name
    yield rf"{_START}(?P<way>förra|nästa|last|next){_S}(?:veckan?|week)(?!\w)", _week_by_name


_PATTERNS = [(re.compile(pattern, re.IGNORECASE), read) for pattern, read in _patterns()]
