"""Begin an entry from what is written down about a week: rule, action, page and API."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY
from samsyn.dialogue.actions.commitments import commit
from samsyn.programme.models import Participation
from samsyn.results.actions.log_draft import draft_log, preview
from samsyn.results.models import LogEntry
from samsyn.results.rules.log_draft import MOST, Held, Line, Week, composed, lines_of
from samsyn.results.rules.log_kinds import KnotKind

BACKEND = "sesame.backends.ModelBackend"
WEEK_OF_THE_START = date(2026, 10, 7)
MONDAY = date(2026, 11, 23)


def english(week: Week) -> str:
    return composed(lines_of(week), str, str).text


def test_an_empty_week_says_so():
    assert english(Week(MONDAY)) == "Nothing is written down about this week."


def test_of_many_things_the_first_are_named_and_the_rest_counted():
    held = [Held(MONDAY, f"Dag {n}", KnotKind.ACTIVITY, n) for n in range(MOST + 3)]
    text = english(Week(MONDAY, activities=held))
    assert text.count("Dag ") == MOST
    assert text.endswith("Of the same kind, besides: 3.")


@pytest.mark.parametrize(
    ("companies", "sentence"),
    [
        (0, "Nothing is written down about this week."),
        (1, "Fewer than 5 companies took part."),
        (4, "Fewer than 5 companies took part."),
        (5, "Companies that took part, each counted once: 5."),
    ],
)
def test_few_companies_are_never_counted_in_what_becomes_public(companies, sentence):
    assert english(Week(MONDAY, companies=companies)).endswith(sentence)


def test_every_tie_stands_where_it_says_and_each_thing_once():
    held = Held(MONDAY, "Lyftets  dag.", KnotKind.ACTIVITY, 7, "Navet", 2)
    draft = composed(lines_of(Week(MONDAY, activities=[held, held])), str, str)
    ties = [(draft.text[tie.start : tie.end], tie.kind) for tie in draft.ties]
    assert ties == [("2026-11-23", "day"), ("Lyftets dag.", "activity"), ("Navet", "organisation")]


def test_a_sentence_of_another_language_keeps_its_ties():
    line = Line("%(title)s", lines_of(Week(MONDAY, decisions=[
        Held(MONDAY, "100 % av alla", KnotKind.JOINT_DECISION, 3)
    ]))[1].pieces)  # fmt: skip
    draft = composed([line], lambda text: "Beslut: %(title)s!", str)
    assert draft.text == "Beslut: 100 % av alla!"
    assert draft.text[draft.ties[0].start : draft.ties[0].end] == "100 % av alla"


def test_a_week_becomes_a_draft_that_is_tied_to_what_it_tells(cast):
    entry = draft_log(by=cast.standing("frida"), on=WEEK_OF_THE_START)
    assert (entry.title, entry.on, entry.until_on) == (
        "Vecka 41",
        date(2026, 10, 5),
        date(2026, 10, 11),
    )
    assert entry.text == (
        "Det vi gjorde\n\nMåndag 5 oktober: Startprogram i Norrvik, i regi av Navet Norr.\n\n"
        "Företagen\n\nFärre än 5 företag deltog."
    )
    knots = {knot.kind: knot.key or knot.on for knot in entry.knots.all()}
    assert knots == {
        "day": date(2026, 10, 5),
        "activity": cast.activity.pk,
        "organisation": cast.organisations["navet"].pk,
    }
    for knot in entry.knots.all():
        assert entry.text[knot.start : knot.end] == knot.words


def test_money_and_what_was_said_are_told_in_english_too(cast):
    text = preview(by=cast.standing("frida"), on=date(2026, 11, 4), language="en").text
    assert "Region Norrvik was granted SEK 3,500,000 for Smart industri Norrvik." in text
    commit(
        by=cast.standing("frida"),
        dialogue_id=cast.dialogue.pk,
        text="Vi ringer alla",
        due_on=TODAY + timedelta(days=9),
    )
    text = preview(by=cast.standing("frida"), on=TODAY).text
    assert "Produktionsinstitutet tar det: Vi ringer alla." in text


def test_a_company_counts_once_and_the_work_of_others_is_theirs(cast):
    homes = cast.organisations
    for number in range(6):
        twin = number == 5
        company = type(homes["alvsbro"]).objects.create(
            name=f"Bolag {number}", sort_key="00", search_text="", kind="company",
            merged_into=homes["norrfors"] if twin else None,
        )  # fmt: skip
        Participation.objects.create(
            activity=cast.activity, company=company, on=date(2026, 10, 6), year=2026
        )
    told = preview(by=cast.standing("frida"), on=WEEK_OF_THE_START).text
    assert told.endswith("vart och ett räknat en gång: 6.")
    assert "Startprogram" not in preview(by=cast.standing("ivar"), on=WEEK_OF_THE_START).text


@pytest.mark.parametrize("name", ["cilla", "diyar", "eva", "visitor"])
def test_others_may_not_draft(cast, name):
    with pytest.raises(Problem) as refusal:
        draft_log(by=cast.standing(name), on=TODAY)
    assert refusal.value.code == "not-allowed"
    assert not LogEntry.objects.exists()


def test_a_refused_programme_leaves_nothing_behind(cast):
    with pytest.raises(Problem) as refusal:
        draft_log(by=cast.standing("frida"), on=TODAY, programme_id=999)
    assert refusal.value.code == "log-programme-unknown"
    assert not LogEntry.objects.exists()


def test_the_page_shows_the_week_before_it_makes_the_draft(cast, client):
    client.force_login(cast.people["frida"], backend=BACKEND)
    address = reverse("results:log_draft")
    shown = client.get(address, {"week": "2026-10-05", "language": "en"})
    assert "Monday 5 October" in shown.content.decode()
    assert not LogEntry.objects.exists()
    made = client.post(address, {"week": "2026-10-05", "language": "en", "programme_id": ""})
    entry = LogEntry.objects.get()
    assert made.url == reverse("results:log_detail", args=[entry.pk])
    assert (entry.title, entry.language) == ("Week 41", "en")
    assert client.get(address, {"week": "nonsense"}).status_code == 200


def test_the_api_makes_a_draft(cast, client):
    client.force_login(cast.people["frida"], backend=BACKEND)
    sent = {"on": "2026-10-07", "programme_id": cast.programme.pk}
    made = client.post("/api/results/log/drafts/", sent, content_type="application/json")
    assert (made.status_code, made.json()["title"]) == (201, "Vecka 41")
    assert len(client.get(f"/api/results/log/{made.json()['id']}/").json()["knots"]) == 3
