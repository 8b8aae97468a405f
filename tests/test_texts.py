"""The machinery of the texts: what counts as good Swedish, and how translations come in."""

import json
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from scripts import texts


@pytest.mark.parametrize(
    ("english", "swedish", "differ"),
    [
        ("%(count)s of %(all)s", "%(all)s, varav %(count)s", False),
        ("%(count)s rows", "rader", True),
        ("%(count)s rows", "%(antal)s rader", True),
        (("%(count)s row", "%(count)s rows"), ("en rad", "%(count)s rader"), False),
        (("one row", "%(count)s rows"), ("en rad", "%(count)s rader"), False),
        (("one row", "%(count)s rows"), ("en rad", "rader"), True),
    ],
)
def test_the_gaps_of_a_text_are_the_same_in_swedish(
    english: str | tuple[str, str], swedish: str | tuple[str, str], differ: bool
) -> None:
    assert texts.gaps_differ(Message(english, swedish)) is differ


def test_delivered_translations_are_taken_in_and_strangers_named(tmp_path: Path) -> None:
    catalogue = Catalog(locale="sv")
    catalogue.add("Goal", flags={"fuzzy"})
    catalogue.add(("%(n)s goal", "%(n)s goals"))
    catalogue.add("May", context="month")
    delivered = {
        "Goal": "Mål",
        "%(n)s goal|%(n)s goals": ["%(n)s mål", "%(n)s mål"],
        "month\x04May": "maj",
        "May": "må",
        "Gaol": "Fängelse",
    }
    (tmp_path / "first.json").write_text(json.dumps(delivered), encoding="utf-8")
    assert texts.take(tmp_path, catalogue) == ["first.json: May", "first.json: Gaol"]
    assert catalogue["Goal"].string == "Mål" and not catalogue["Goal"].fuzzy
    assert catalogue["%(n)s goal"].string == ("%(n)s mål", "%(n)s mål")
    assert catalogue.get("May", "month").string == "maj"


def test_writing_the_catalogue_twice_changes_nothing() -> None:
    once = texts.as_bytes(texts.new_catalogue(texts.old_catalogue()))
    assert once == texts.as_bytes(texts.new_catalogue(texts.old_catalogue()))
    assert b"POT-Creation-Date" not in once
