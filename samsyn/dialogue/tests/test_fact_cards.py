"""Add a fact card and take it away: action, page, API, roles, refusals, and where it stands."""

import pytest
from django.urls import reverse
from django.utils import timezone

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import add_fact_card, take_fact_card_away
from samsyn.dialogue.models import FactCard, Statement
from samsyn.dialogue.queries import dialogue_sheet
from samsyn.dialogue.rules.kinds import FactStep
from samsyn.dialogue.rules.point_sheets import MOST_FACT_CARDS
from samsyn.dialogue.tests.test_phones import room
from samsyn.directory.models import JournalLine

__all__ = ["room"]
BACKEND = "sesame.backends.ModelBackend"
SENT = {
    "figure": "3,5 % gick vidare till startprogram 2024",
    "source": "Uppföljningen av programmet, 2025",
    "source_url": "https://www.example.se/uppfoljning",
    "step": "output",
}


def add(cast, name="diyar", **changes):
    held = {"figure": SENT["figure"], "source": SENT["source"], "step": FactStep.OUTPUT}
    by = cast.standing(name)
    return add_fact_card(by=by, statement_id=cast.statement.pk, **(held | changes))


def code_of(deed):
    try:
        deed()
    except Problem as problem:
        return problem.code
    return None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("diyar", None),  # an analyst
        ("astrid", None),  # owns calls
        ("frida", None),
        ("hanna", None),
    ],
)
def test_analysts_and_leaders_write_fact_cards(cast, name, code):
    assert code_of(lambda: add(cast, name)) == code
    card = FactCard.objects.get()
    assert card.organisation_id == cast.standing(name).organisation_id
    assert JournalLine.objects.get(deed="add fact card").subject_key == card.pk


@pytest.mark.parametrize("name", ["cilla", "eva", "visitor"])
def test_those_outside_the_house_do_not_find_the_statement(cast, name):
    with pytest.raises(Statement.DoesNotExist):
        add(cast, name)


def test_a_company_that_holds_its_own_dialogue_writes_none(cast):
    cast.dialogue.organiser = cast.organisations["norrfors"]
    cast.dialogue.save()
    assert code_of(lambda: add(cast, "cilla")) == "not-allowed"
    assert not FactCard.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"figure": f"  {SENT['figure'].upper()} "}, "fact-card-twice"),
        ({"figure": "Annat", "source_url": "javascript:alert(1)"}, "fact-card-address"),
        ({"figure": "Annat"}, None),
    ],
)
def test_a_figure_stands_once_and_its_address_is_one(cast, changes, code):
    add(cast)
    assert code_of(lambda: add(cast, **changes)) == code


def test_few_figures_beside_a_statement(cast):
    for number in range(MOST_FACT_CARDS):
        add(cast, figure=f"{number} %")
    assert code_of(lambda: add(cast, figure="Ännu en")) == "fact-cards-enough"


@pytest.mark.parametrize(("name", "code"), [("hanna", None), ("frida", "not-yours")])
def test_only_ones_own_is_taken_away(cast, name, code):
    card = add(cast)  # the agency's
    taken = code_of(lambda: take_fact_card_away(by=cast.standing(name), fact_card_id=card.pk))
    assert taken == code
    assert FactCard.objects.exists() is (code is not None)
    assert JournalLine.objects.filter(deed="take fact card away").exists() is (code is None)


def test_it_stands_beside_the_statement_everywhere(room, client):
    add(room)
    (line,) = dialogue_sheet(room.standing("bo"), room.dialogue.pk).lines
    assert [card.figure for card in line.facts] == [SENT["figure"]]
    words = "Den säger vilka som var med, inte vad det ledde till."
    phone = client.get(f"/d/{room.dialogue.phone_code}/").content.decode()
    assert SENT["figure"] in phone
    assert words in phone
    client.force_login(room.people["bo"], backend=BACKEND)
    for name in ("dialogue_detail", "dialogue_agreement"):
        text = client.get(reverse(f"dialogue:{name}", args=[room.dialogue.pk])).content.decode()
        assert words in text, name


def test_the_page_adds_it_takes_it_away_and_undoes(cast, client):
    client.force_login(cast.people["diyar"], backend=BACKEND)
    where = reverse("dialogue:fact_card_add", args=[cast.statement.pk])
    assert client.get(where).status_code == 200
    assert client.post(where, {**SENT, "step": "proof"}).status_code == 422
    assert client.post(where, {**SENT, "source_url": "javascript:x"}).status_code == 422
    assert client.post(where, SENT).url.endswith(f"#statement-{cast.statement.pk}")
    again = client.post(where, SENT)
    assert again.context["form"].has_error("__all__", "fact-card-twice")
    away = reverse("dialogue:fact_card_take_away", args=[FactCard.objects.get().pk])
    undo = client.post(away, follow=True).content.decode()
    assert not FactCard.objects.exists()
    assert f'name="figure" value="{SENT["figure"]}"' in undo
    assert client.post(where, SENT).status_code == 302


def test_the_api_adds_reads_and_takes_away(cast, client):
    client.force_login(cast.people["diyar"], backend=BACKEND)
    where = f"/api/dialogues/statements/{cast.statement.pk}/fact-cards/"
    made = client.post(where, SENT, content_type="application/json")
    assert made.status_code == 201
    assert made.json()["added_on"] == str(timezone.localdate())
    assert client.get(where).json() == [made.json()]
    assert client.delete(f"/api/dialogues/fact-cards/{made.json()['id']}/").status_code == 204
    assert client.get(where).json() == []
