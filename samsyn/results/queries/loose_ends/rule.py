"""What a loose end is, what a rule that finds them is, and how both are put in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import DecimalField, Expression, F, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext as _, ngettext

from samsyn.directory.rules.access import Standing
from samsyn.results.queries.reach import Rows
from samsyn.results.rules.ages import Unit, age_of
from samsyn.results.rules.loose import Mend

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class LooseEnd:
    """One loose end, or several of a kind: a sentence, and where one goes to tie it.

    `url` and `deed_text` are the deed where the viewer may do it (`is_deed`), and else the page
    of the thing or the list; `tied_by` are the words of the deed, whoever may do it. `kind` and
    `key` are the thing it hangs on; the key is None where
    there are several. `owner` is empty where they have several owners or none. `stake_sek` is
    the money at stake, None where no money is or where it is not known.
    """

    rule: str
    sentence: str
    url: str
    deed_text: str
    age: str = ""
    is_deed: bool = False
    kind: str = ""
    key: int | None = None
    owner_id: int | None = None
    owner: str = ""
    since: date | None = None
    stake_sek: Decimal | None = None
    count: int = 1
    list_url: str = ""
    tied_by: str = ""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much one row of a rule stands for: so many things, hanging loose since a day."""

    count: int
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to hang loose.

    `rows` are the things that do, among what the viewer may see, made by `hang`. `weigh` is for
    rules whose rows stand for several things each. `at` is the field with the key of what it
    hangs on, `owners` of the mend are attributes of a row.
    """

    name: str
    kind: str
    title: "StrOrPromise"
    why: "StrOrPromise"
    mark: "StrOrPromise"
    one: "StrOrPromise"
    many: "StrOrPromise"
    rows: Callable[[Standing], Rows]
    detail: str
    list_url: str
    list_query: str
    mend: Mend
    at: str = "pk"
    county: str = ""
    weigh: Callable[[Standing], Mapping[int, Weight]] | None = None
    one_of_several: "StrOrPromise" = ""
    own_list: str = ""

    def list_address(self) -> str:
        """Where all of the kind are listed, in the room they belong to."""
        return reverse(self.list_url) + self.list_query


def hang(
    rows: Rows, *, since: Expression | F, owner: str, stake: Expression | F | None = None
) -> Rows:
    """The rows with since when, whose, and how much money is at stake, under names of our own."""
    none = Cast(Value(None), DecimalField(max_digits=14, decimal_places=2))
    hung: Rows = rows.order_by().annotate(
        loose_since=since,
        loose_owner=F(f"{owner}_id"),
        loose_owner_name=F(f"{owner}__name"),
        loose_stake=stake if stake is not None else none,
    )
    return hung


class Written(int):
    """A whole number that stands in a sentence as its readers write it: 12 345."""

    def __str__(self) -> str:
        return number_format(int(self), force_grouping=True)


def kronor(amount_sek: Decimal | None) -> str:
    """Whole kronor in the reader's language; "" for no money."""
    if amount_sek is None:
        return ""
    written = number_format(round(amount_sek), force_grouping=True)
    space = "\N{NO-BREAK SPACE}"
    return f"{written}{space}kr" if get_language() == "sv" else f"SEK{space}{written}"


def age_in_words(viewer: Standing, since: date | None) -> str:
    """How long it has hung loose: "3 weeks"; "" where nobody knows, or it is not yet."""
    if since is None or since > viewer.on:
        return ""
    number, unit = age_of(since, viewer.on)
    if unit is Unit.DAYS:
        return ngettext("%(n)s day", "%(n)s days", number) % {"n": number}
    if unit is Unit.WEEKS:
        return ngettext("%(n)s week", "%(n)s weeks", number) % {"n": number}
    if unit is Unit.MONTHS:
        return ngettext("%(n)s month", "%(n)s months", number) % {"n": number}
    return ngettext("%(n)s year", "%(n)s years", number) % {"n": number}


def sentence_of(rule: Rule, thing: Any, weight: Weight) -> str:
    """One loose end by name; another sentence where it stands for several."""
    several = weight.count > 1 and rule.one_of_several
    values = {"title": str(thing), "n": Written(weight.count), "below": Written(weight.count - 1)}
    return str(rule.one_of_several if several else rule.one) % values


def sentence_of_many(rule: Rule, count: int, stake_sek: Decimal | None) -> str:
    """Many of a kind in one sentence, with their number and the money."""
    return str(rule.many % {"n": Written(count), "sek": kronor(stake_sek)})


def open_text(count: int) -> str:
    """The words of a link to a thing, or to the list of several."""
    return _("Open it") if count == 1 else _("Open the list")
