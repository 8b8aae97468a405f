"""Swedish organisation numbers, and the personal numbers that sole traders use as theirs.

Source: lag (1974:174) om identitetsbeteckning för juridiska personer m.fl., 2 and 4 §§ (ten
digits, the last a check digit, never reused); the third digit is at least 2 so that no
organisation number looks like a date of birth. Personal and coordination numbers (day + 60):
folkbokföringslag (1991:481) 18 § and lag (2022:1697). VAT: "SE", the ten digits, "01".
The rule in prose is in docs/methods/identifiers.md.

The libraries check; this file decides what they are asked. Left to itself,
`organisationsnummer` reads the clock to guess a century and takes "16880320-0016" for a person
born in 1688.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from organisationsnummer import organisationsnummer
from personnummer import personnummer

from samsyn.basics.problem import Problem, words

CENTURY_YEAR = 2026
"""Two digits up to this year's are read as 20YY, above as 19YY, whichever day it is.

A fixed year, so that the same cell gives the same person today and in ten years. It holds until
2042: nobody born after it can be a sole trader (16 years) before then.
"""

MASK = "******-****"
"""What is shown for a sole trader. Nothing of the number: the date of birth is personal data too,
and the last four digits with a name and a town would find the person."""

MADE_UP_PREFIX = "409"
MADE_UP_NUMBERS = 1_000_000
"""How many made-up numbers there are."""


class NumberKind(StrEnum):
    """Whose number it is; a sole trader's is personal data."""

    LEGAL_PERSON = "legal-person"
    SOLE_TRADER = "sole-trader"


@dataclass(frozen=True, slots=True, repr=False)
class Number:
    """A checked number. `digits`: ten for a legal person, twelve with century for a sole trader.

    The century counts: 121212-1212 and 121212+1212 are two people. `form` is the legal form that
    the first digit tells, in Swedish, or None where it tells none.
    """

    digits: str
    kind: NumberKind
    form: str | None

    def __repr__(self) -> str:
        # A sole trader's number must not reach a log by way of a traceback.
        return f"Number({shown(self)!r}, {self.kind.value!r})"


# The libraries have no types of their own.
_is_organisation_number: Callable[[str], bool] = organisationsnummer.valid
_is_personal_number: Callable[[str], bool] = personnummer.valid

_FORM_BY_FIRST_DIGIT = {
    "1": "dödsbo",
    "2": "stat, region, kommun, församling",
    "3": "utländskt företag",
    "5": "aktiebolag",
    "6": "enkelt bolag",
    "7": "ekonomisk förening/bostadsrättsförening",
    "8": "ideell förening/stiftelse",
    "9": "handelsbolag/kommanditbolag/enkelt bolag",
}
_SOLE_TRADER_FORM = "enskild firma"

_DASHES = re.compile(r"[-\u00ad\u2010-\u2015\u2212\u2043]")
_SPACE_AND_QUOTES = re.compile(r"[\s\u200b-\u200d\ufeff'\u2018\u2019`\u00b4]")
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_ENDS_AS_DECIMAL = re.compile(r"[.,]0+$")
_VAT = re.compile(r"SE(\d{10})(\d{2})", re.IGNORECASE)


def read_organisation_number(value: str | int | float | None) -> Number:
    """The number in a cell or a field, checked; refuses what cannot be one.

    Takes what spreadsheets and people make of it: numbers for text, spaces, any dash, the
    12-digit form, the VAT number.

    >>> read_organisation_number(5560360793.0)
    Number('556036-0793', 'legal-person')
    >>> read_organisation_number("880320-0016").digits
    '198803200016'
    """
    text = _text(value)
    vat = _VAT.fullmatch(text)
    if vat is not None:
        if vat[2] != "01":
            raise Problem(
                "number-vat-ending",
                words(
                    "A Swedish VAT number ends with 01, and this one ends with %(ending)s. "
                    "Compare it with the invoice, or write the organisation number instead."
                ),
                ending=vat[2],
            )
        text = vat[1]
    digits = text.replace("+", "")
    _refuse_unless_digits(digits)
    if len(digits) not in (10, 12):
        raise _wrong_length(len(digits))
    if _is_of_a_person(digits):
        return _sole_trader(digits, is_older="+" in text)
    return _legal_person(digits)


def shown(number: Number) -> str:
    """The number as people read it, "556036-0793"; a sole trader's is masked whole.

    >>> shown(read_organisation_number("880320-0016"))
    '******-****'
    """
    if number.kind is NumberKind.SOLE_TRADER:
        return MASK
    return f"{number.digits[:6]}-{number.digits[6:]}"


def vat_number(number: Number) -> str:
    """The VAT number; a sole trader's holds the personal number, so treat it as one.

    Says nothing about whether the company is registered for VAT.

    >>> vat_number(read_organisation_number("556036-0793"))
    'SE556036079301'
    """
    return f"SE{number.digits[-10:]}01"


def made_up_number(serial: int) -> str:
    """Ten digits that pass every check and are nobody's, for demos and tests.

    They begin with 4, which no legal form has, and have 9 as third digit, so they are no
    personal numbers either. Serials 0 to 999,999 give different numbers.

    >>> made_up_number(0), made_up_number(1)
    ('4090000003', '4090000011')
    """
    if not 0 <= serial < MADE_UP_NUMBERS:
        raise ValueError(f"Serial {serial} is not between 0 and {MADE_UP_NUMBERS - 1}.")
    nine = f"{MADE_UP_PREFIX}{serial:06d}"
    return f"{nine}{_check_digit(nine)}"


def is_made_up(number: Number) -> bool:
    """Whether the number is of the demo's range, and so no real company's."""
    return number.kind is NumberKind.LEGAL_PERSON and number.digits.startswith(MADE_UP_PREFIX)


def _text(value: str | int | float | None) -> str:
    """The value as text without spaces, dashes and quotes, in plain figures."""
    # Some spreadsheet readers give not-a-number for an empty cell.
    if value is None or (isinstance(value, float) and math.isnan(value)):
        raise _missing()
    if isinstance(value, bool):
        raise _not_a_number()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = unicodedata.normalize("NFKC", str(value))
    text = _DASHES.sub("", _SPACE_AND_QUOTES.sub("", text))
    if text == "":
        raise _missing()
    if isinstance(value, int) and value < 0:
        raise _not_a_number()
    if _SCIENTIFIC.fullmatch(text):
        raise Problem(
            "number-rounded",
            words(
                "The number is written in powers of ten, as 5,56036E+09 is: Excel has rounded it "
                "and its last digits are lost. Format the column as text in the original file and "
                "copy the number again."
            ),
        )
    return _ENDS_AS_DECIMAL.sub("", text)


def _refuse_unless_digits(digits: str) -> None:
    if not (digits.isascii() and digits.isdigit()):
        raise _not_a_number()


def _is_of_a_person(digits: str) -> bool:
    """Whether the number is a personal one: the third of its ten digits is below 2.

    The month's first digit stands there in a personal number, so it is 0 or 1.
    """
    return digits[-10:][2] < "2"


def _sole_trader(digits: str, *, is_older: bool) -> Number:
    _check(digits[-10:])
    twelve = digits if len(digits) == 12 else f"{_century(digits, is_older)}{digits}"
    if not twelve.startswith(("19", "20")) or not _is_personal_number(twelve):
        raise Problem(
            "number-impossible",
            words(
                "The number has %(digits)s digits and looks like a personal number, for its "
                "third digit from the left of ten is below 2, but it holds no possible date of "
                "birth. Check it digit by digit against the registration certificate."
            ),
            digits=len(digits),
        )
    return Number(twelve, NumberKind.SOLE_TRADER, _SOLE_TRADER_FORM)


def _century(digits: str, is_older: bool) -> str:
    # A plus sign means a hundred years or older; the oldest alive were born in the 1900s.
    return "20" if int(digits[:2]) <= CENTURY_YEAR - 2000 and not is_older else "19"


def _legal_person(digits: str) -> Number:
    ten = digits[-10:]
    _check(ten)
    wrong_century = len(digits) == 12 and not digits.startswith("16")
    if wrong_century or not _is_organisation_number(ten):
        raise Problem(
            "number-impossible",
            words(
                "No organisation number begins with %(beginning)s. In ten digits the first is 1 "
                "to 9, and in twelve digits the first two are 16. Check the number against the "
                "registration certificate."
            ),
            beginning=digits[:2] if len(digits) == 12 else digits[:1],
        )
    return Number(ten, NumberKind.LEGAL_PERSON, _FORM_BY_FIRST_DIGIT.get(ten[0]))


def _check(ten: str) -> None:
    if _check_digit(ten[:9]) != ten[9]:
        # The number is not repeated: it may be a person's, and refusals are kept.
        raise Problem(
            "number-check-digit",
            words(
                "The last of the ten digits is a check digit and does not fit the nine before "
                "it, so at least one digit is wrong or two have changed places. Check the number "
                "digit by digit against the registration certificate."
            ),
        )


def _check_digit(nine: str) -> str:
    """The tenth digit by the Luhn rule: every other digit doubled, beginning with the first."""
    total = sum(sum(divmod(int(digit) * (2 - place % 2), 10)) for place, digit in enumerate(nine))
    return str(-total % 10)


def _missing() -> Problem:
    return Problem(
        "number-missing",
        words("The organisation number is missing. Write its ten digits, as in 556036-0793."),
    )


def _not_a_number() -> Problem:
    return Problem(
        "number-not-a-number",
        words(
            "An organisation number holds only ten digits and a hyphen, and this holds something "
            "else. Write it as in 556036-0793."
        ),
    )


def _wrong_length(count: int) -> Problem:
    return Problem(
        "number-length",
        words(
            "The number has %(count)s digits, and an organisation number has 10 (or 12 with the "
            "century, 16 for a company). If a spreadsheet has dropped zeros at the beginning, "
            "format the column as text and write them again."
        ),
        count=count,
    )
