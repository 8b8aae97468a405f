"""Which of the things on a page, or in a picture, hang loose, and how in a few words."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import CharField, F, Value
from django.utils.translation import gettext as _

from samsyn.directory.queries.kept import kept
from samsyn.directory.rules.access import Standing
from samsyn.results.queries.loose_ends.gather import RULES
from samsyn.results.queries.loose_ends.rule import Rule
from samsyn.results.queries.reach import Rows


def loose_marks(viewer: Standing, kind: str, keys: Collection[int]) -> dict[int, str]:
    """For those of the things that hang loose: how, as short words. One question for them all.

    Nothing for visitors, who see the lists but not what is left to do.
    """
    if not viewer.signed_in or not keys:
        return {}
    rules = {rule.name: rule for rule in RULES if rule.kind == kind}
    asked = [_keys(rule, viewer).filter(knot__in=list(keys)) for rule in rules.values()]
    said: dict[int, list[str]] = defaultdict(list)
    for key, name in asked[0].union(*asked[1:]):
        said[key].append(str(rules[name].mark))
    join = _(", ")
    return {key: join.join(sorted(words)) for key, words in said.items()}


def loose_keys(viewer: Standing) -> dict[str, set[int]]:
    """By kind (a `Kind`, "commitment" or "indicator"): the keys of all that hangs loose.

    Kept until something changes; empty for a kind of which nothing does.
    """
    return kept(viewer, "loose keys", (), lambda: _loose_keys(viewer))


def _loose_keys(viewer: Standing) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {str(rule.kind): set() for rule in RULES}
    for rule in RULES:
        found[str(rule.kind)].update(key for key, _name in _keys(rule, viewer).iterator())
    return found


def _keys(rule: Rule, viewer: Standing) -> Rows:
    """The keys of what a rule finds, beside its name."""
    named = Value(rule.name, output_field=CharField())
    rows = rule.rows(viewer).order_by().annotate(knot=F(rule.at), rule=named)
    keys: Rows = rows.values_list("knot", "rule")
    return keys
