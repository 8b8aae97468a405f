"""Confirm, refuse and take back a proposed knot: action, page and API."""

import pytest
from django.urls import reverse

from samsyn.basics.problem import Problem
from samsyn.cast import TODAY
from samsyn.directory.actions.organisations import rename_organisation
from samsyn.directory.models import JournalLine
from samsyn.results.actions.knots import confirm_knot, refuse_knot, take_back_knot
from samsyn.results.actions.log import EntryText, publish_log, write_log
from samsyn.results.models import LogKnot
from samsyn.results.queries.log.bar import entry_bar
from samsyn.results.queries.log.entries import entry_sheet

BACKEND = "sesame.backends.ModelBackend"
TEXT = (
    "I dag satt vi med Industrimyndigheten och Norrfors Mek om Lyftet. Regionledarna var med på "
    "Startprogram i Norrvik, och Workshop om helheten ligger kvar."
)


@pytest.fixture
def entry(cast):
    return write(cast)


def write(cast, name="frida", text=TEXT):
    return write_log(by=cast.standing(name), new=EntryText("En dag", text, TODAY))


def proposed(cast, entry, name="frida"):
    return [each.name for each in entry_sheet(cast.standing(name), entry.pk).proposals]


def test_what_the_text_names_is_proposed_in_its_order_and_only_to_the_writers(cast, entry):
    homes = cast.organisations
    assert proposed(cast, entry) == [
        "day-2026-11-23-0",
        f"organisation-{homes['agency'].pk}",
        f"company-{homes['norrfors'].pk}",
        f"programme-{cast.programme.pk}",
        "role-regional_leader",
        f"activity-{cast.activity.pk}",
        f"dialogue-{cast.dialogue.pk}",
    ]
    publish_log(by=cast.standing("frida"), entry_id=entry.pk)
    assert proposed(cast, entry, "astrid") == proposed(cast, entry, "visitor") == []


def test_a_confirmed_knot_is_a_link_in_the_text_and_stands_on_the_thread(cast, entry):
    frida, name = cast.standing("frida"), f"programme-{cast.programme.pk}"
    knot = confirm_knot(by=frida, entry_id=entry.pk, name=name)
    assert (knot.words, entry.text[knot.start : knot.end]) == ("Lyftet", "Lyftet")
    sheet = entry_sheet(frida, entry.pk)
    assert name not in proposed(cast, entry)
    bar = {each.kind: each for each in entry_bar(frida, sheet)}
    assert bar["programme"].ties == [("Lyftet", f"/programmes/{cast.programme.pk}/")]
    assert (bar["goal"].count, bar["grant"].count, "company" in bar) == (1, 1, False)
    assert JournalLine.objects.get(deed="confirm knot").reason == "Lyftet"


def test_a_refused_proposal_is_not_made_again_until_it_is_taken_back(cast, entry):
    frida, name = cast.standing("frida"), f"programme-{cast.programme.pk}"
    knot = refuse_knot(by=frida, entry_id=entry.pk, name=name)
    assert name not in proposed(cast, entry)
    assert [each.knot.words for each in entry_sheet(frida, entry.pk).refused] == ["Lyftet"]
    take_back_knot(by=frida, entry_id=entry.pk, knot_id=knot.pk)
    assert name in proposed(cast, entry)
    assert not LogKnot.objects.exists()


@pytest.mark.parametrize("name", ["goal-1", "company-999999", "day-2020-01-01-0", "x", ""])
def test_what_is_not_proposed_cannot_be_tied(cast, entry, name):
    for deed in (confirm_knot, refuse_knot):
        with pytest.raises(Problem) as refusal:
            deed(by=cast.standing("frida"), entry_id=entry.pk, name=name)
        assert refusal.value.code == "knot-not-proposed"
    assert not LogKnot.objects.exists()
    assert not JournalLine.objects.filter(deed="confirm knot").exists()


def test_others_may_not_answer(cast, entry):
    frida = cast.standing("frida")
    publish_log(by=frida, entry_id=entry.pk)
    name = f"programme-{cast.programme.pk}"
    for who, code in (("astrid", "not-yours"), ("cilla", "not-allowed"), ("eva", "not-allowed")):
        with pytest.raises(Problem) as refusal:
            confirm_knot(by=cast.standing(who), entry_id=entry.pk, name=name)
        assert refusal.value.code == code
    assert not LogKnot.objects.exists()


def test_a_proposal_tells_the_writer_of_nothing_that_she_may_not_see(cast):
    from_outside = LogWriter(cast).of_a_consultancy()
    found = {name.split("-")[0] for name in from_outside}
    assert found == {"day", "organisation", "programme", "role"}


class LogWriter:
    """Somebody who writes from outside the house, where companies and dialogues are not seen."""

    def __init__(self, cast):
        self.cast = cast

    def of_a_consultancy(self):
        insider = self.cast.standing("frida")
        viewer = type(insider)(
            on=TODAY,
            person_id=insider.person_id,
            organisation_id=self.cast.organisations["consultancy"].pk,
            roles=insider.roles,
        )
        entry = write_log(by=viewer, new=EntryText("En dag", TEXT, TODAY))
        return [each.name for each in entry_sheet(viewer, entry.pk).proposals]


def test_a_reader_sees_the_knots_to_what_she_may_open(cast, entry, client):
    frida = cast.standing("frida")
    for name in proposed(cast, entry):
        confirm_knot(by=frida, entry_id=entry.pk, name=name)
    publish_log(by=frida, entry_id=entry.pk)
    kinds = {each.kind for each in entry_sheet(cast.standing("visitor"), entry.pk).knots}
    assert kinds == {"day", "organisation", "programme", "role"}
    page = client.get(reverse("results:log_detail", args=[entry.pk])).content.decode()
    assert f"/companies/{cast.organisations['norrfors'].pk}/" not in page
    assert f'href="/programmes/{cast.programme.pk}/"' in page


def test_the_thread_of_a_thing_shows_the_entries_that_name_it(cast, entry, client):
    frida, address = cast.standing("frida"), f"/results/thread/programme/{cast.programme.pk}/"
    for name in (f"programme-{cast.programme.pk}", f"company-{cast.organisations['norrfors'].pk}"):
        confirm_knot(by=frida, entry_id=entry.pk, name=name)
    assert client.get(address).context["entries"] == [], "a draft is the house's own"
    publish_log(by=frida, entry_id=entry.pk)
    assert client.get(address).context["entries"] == [entry]
    client.force_login(cast.people["astrid"], backend=BACKEND)
    company = f"/results/thread/company/{cast.organisations['norrfors'].pk}/"
    assert client.get(company).context["entries"] == [entry]


def test_an_earlier_name_leads_to_the_organisation_of_today(cast):
    rename_organisation(
        by=cast.standing("operator"),
        organisation_id=cast.organisations["institute"].pk,
        name="Institutet för produktion",
        from_on=TODAY,
    )
    entry = write(cast, text="Produktionsinstitutets styrelse möttes.")
    (proposal,) = entry_sheet(cast.standing("frida"), entry.pk).proposals
    assert proposal.thing.label == "Institutet för produktion"
    assert proposal.meaning.doubt == "earlier_name"


def test_a_text_without_dots_finds_names_with_them(cast):
    entry = write(cast, text="Alvsbro Plat & Svets was there.")
    assert proposed(cast, entry) == [f"company-{cast.organisations['alvsbro'].pk}"]


def test_the_questions_to_the_database_do_not_grow_with_the_text(
    cast, entry, django_assert_max_num_queries
):
    with django_assert_max_num_queries(45):
        short = proposed(cast, entry)
    long = write(cast, text=f"{TEXT} " * 8)
    with django_assert_max_num_queries(45):
        assert proposed(cast, long) == short


def test_the_page_answers_with_and_without_javascript(cast, entry, client):
    client.force_login(cast.people["frida"], backend=BACKEND)
    first, second = proposed(cast, entry)[:2]
    confirm = reverse("results:knot_confirm", args=[entry.pk, first])
    assert client.post(confirm).url == f"/results/log/{entry.pk}/#proposals"
    refuse = reverse("results:knot_refuse", args=[entry.pk, second])
    part = client.post(refuse, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert part.content.decode().lstrip().startswith('<div id="entry">')
    again = client.post(refuse, headers={"HX-Request": "true"})
    assert again.status_code == 422
    knot = LogKnot.objects.get(answer="refused")
    back = reverse("results:knot_take_back", args=[entry.pk, knot.pk])
    assert client.post(back).status_code == 302
    assert second in proposed(cast, entry)


def test_the_api_answers_and_takes_back(cast, entry, client):
    client.force_login(cast.people["frida"], backend=BACKEND)
    place = f"/api/results/log/{entry.pk}/"
    names = [each["name"] for each in client.get(place).json()["proposals"]]
    assert names == proposed(cast, entry)
    sent = {"answer": "confirmed"}
    address = f"{place}proposals/{names[1]}/"
    tied = client.put(address, sent, content_type="application/json").json()
    assert tied["words"] == "Industrimyndigheten"
    again = client.put(address, sent, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (422, "knot-not-proposed")
    assert client.delete(f"{place}knots/{tied['id']}/").status_code == 204
    assert client.get(place).json()["knots"] == []
