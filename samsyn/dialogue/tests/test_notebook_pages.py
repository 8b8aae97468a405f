"""The notebook's page, and the page that the link leads to: whole, in parts, refused, as Excel."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from samsyn.dialogue.models import NoteAnswer, RegionNote
from samsyn.dialogue.rules.notebook import as_read
from samsyn.dialogue.tests.notebooks import PARTLY, confirm, correct, jot, shared, visit

HTMX = {"HX-Request": "true"}


@pytest.fixture
def dialogue(cast):
    cache.clear()
    return visit(cast)


@pytest.fixture
def astrid(cast, client):
    client.force_login(cast.people["astrid"])
    return client


def page(dialogue):
    return reverse("dialogue:notebook", args=[dialogue.pk])


def text_of(response):
    return response.content.decode()


def need(dialogue):
    return dialogue.statements.all()[0]


# The organiser's page --------------------------------------------------------------------------


def write(client, dialogue, text="Tolv saknas.", headers=None, **more):
    said = {"text": text, "stance": "holds", "statement_id": need(dialogue).pk} | more
    where = reverse("dialogue:note_write", args=[dialogue.pk])
    return client.post(where, said, headers=headers or {})


def test_the_dialogue_leads_to_its_notebook(astrid, cast, dialogue):
    detail = text_of(astrid.get(reverse("dialogue:dialogue_detail", args=[dialogue.pk])))
    assert page(dialogue) in detail
    shown = text_of(astrid.get(page(dialogue)))
    for word in ("Svetsare saknas.", "Minst tre bolag.", "Vi ringer en gång."):
        assert word in shown


def test_a_note_is_written_and_one_goes_on_where_one_was(astrid, dialogue):
    answer = write(astrid, dialogue)
    assert answer.status_code == 302
    assert answer["Location"] == f"{page(dialogue)}#entry-{need(dialogue).pk}"
    answer = write(astrid, dialogue, "Och kaffe.", statement_id="")
    assert answer["Location"] == f"{page(dialogue)}#entry-free"
    assert "Tolv saknas." in text_of(astrid.get(page(dialogue)))


def test_htmx_gets_the_notes_of_that_statement_and_how_far_it_is(astrid, dialogue):
    shown = text_of(write(astrid, dialogue, headers=HTMX))
    assert f'id="notes-{need(dialogue).pk}"' in shown and 'id="notebook-state"' in shown
    assert "Tolv saknas." in shown and "<html" not in shown
    assert 'id="notes-free"' in text_of(
        write(astrid, dialogue, "Kaffe.", headers=HTMX, statement_id="")
    )


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_refused_note_stands_where_it_was_typed(astrid, dialogue, headers):
    answer = write(astrid, dialogue, "ö" * 1001, headers=headers)
    assert answer.status_code == 422 and not RegionNote.objects.exists()
    shown = text_of(answer)
    assert ("ö" * 1001 in shown) == (not headers) and ("<html" in shown) == (not headers)
    assert "1001" in shown.replace("\xa0", "")


def test_a_note_is_changed_and_taken_away_and_back(astrid, cast, dialogue):
    note = jot(cast, dialogue)
    where = reverse("dialogue:note_change", args=[note.pk])
    assert "Tolv saknas i Luleå." in text_of(astrid.get(where))
    assert astrid.post(where, {"text": "", "stance": ""}).status_code == 422
    assert astrid.post(where, {"text": "Tio.", "stance": "partly"}).status_code == 302
    after = astrid.post(reverse("dialogue:note_take_away", args=[note.pk]), follow=True)
    assert not RegionNote.objects.exists()
    shown = text_of(after)
    assert 'name="text" value="Tio."' in shown and 'name="stance" value="partly"' in shown
    write(astrid, dialogue, "Tio.", stance="partly")
    assert RegionNote.objects.get().stance == "partly"


def test_an_answered_note_offers_no_change(astrid, cast, dialogue):
    note = jot(cast, dialogue)
    where = reverse("dialogue:note_change", args=[note.pk])
    assert where in text_of(astrid.get(page(dialogue)))
    confirm(cast, shared(cast, dialogue), note)
    assert where not in text_of(astrid.get(page(dialogue)))
    assert astrid.get(where).status_code == 422


def test_corrections_stand_beside_what_was_noted(astrid, cast, dialogue):
    key = shared(cast, dialogue)
    note = jot(cast, dialogue)
    correct(cast, key, note, "Åtta saknas.", stance=PARTLY, by_whom="Nodledaren")
    shown = text_of(astrid.get(page(dialogue)))
    for word in ("Tolv saknas i Luleå.", "Åtta saknas.", "Nodledaren", key):
        assert word in shown


def test_people_present_are_counted(astrid, dialogue):
    where = reverse("dialogue:people_present", args=[dialogue.pk])
    assert astrid.post(where, {"people": "5"}).status_code == 302
    assert 'value="5"' in text_of(astrid.get(page(dialogue)))
    refused = astrid.post(where, {"people": "fem"})
    assert refused.status_code == 422 and "error-summary" in text_of(refused)
    assert astrid.post(where, {"people": "10000"}).status_code == 422


def test_the_link_is_shown_to_those_who_share_it(astrid, cast, dialogue, client):
    where = reverse("dialogue:notebook_share", args=[dialogue.pk])
    astrid.post(where, {"link": "share"})
    dialogue.refresh_from_db()
    first = dialogue.notebook_key
    shown = text_of(astrid.get(page(dialogue)))
    assert f"/n/{first}/" in shown and "mailto:?subject=" in shown
    astrid.post(where, {"link": "anew"})
    dialogue.refresh_from_db()
    assert dialogue.notebook_key != first
    client.force_login(cast.people["frida"])
    read = client.get(page(dialogue))
    assert read.status_code == 200 and dialogue.notebook_key not in text_of(read)
    assert client.post(where, {"link": "stop"}).status_code == 403
    client.force_login(cast.people["astrid"])
    client.post(where, {"link": "stop"})
    assert client.get(f"/n/{dialogue.notebook_key}/").status_code == 404


def test_the_notes_as_excel(astrid, cast, dialogue):
    key = shared(cast, dialogue)
    correct(cast, key, jot(cast, dialogue), "Åtta.", stance=PARTLY, by_whom="Nodledaren")
    jot(cast, dialogue, "=1+1", statement_id=None, stance=None)
    answer = astrid.get(page(dialogue), {"format": "xlsx"})
    sheet = load_workbook(BytesIO(answer.getvalue())).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    today = timezone.localdate()
    assert len(rows) == 3 and len(rows[0]) == 10
    said = ["Svetsare saknas.", "Tolv saknas i Luleå."]
    assert rows[1][1:3] == said and rows[1][6] == "Åtta." and rows[1][8] == "Nodledaren"
    assert rows[1][9].date() == today
    assert rows[2][2] == "=1+1" and sheet["C3"].data_type == "s"


# The link's page -------------------------------------------------------------------------------


def post(client, key, what, note=None, headers=None, **said):
    where = f"/n/{key}/{what}/" if note is None else f"/n/{key}/{note.pk}/{what}/"
    if note is not None:
        said = {"mark": as_read(note.text, note.stance)} | said
    return client.post(where, said, headers=headers or {})


@pytest.fixture
def note(cast, dialogue):
    return jot(cast, dialogue)


@pytest.fixture
def key(cast, dialogue, note):
    return shared(cast, dialogue)


def test_without_an_account_one_reads_and_confirms(client, note, key):
    shown = text_of(client.get(f"/n/{key}/"))
    assert note.text in shown and "Minst tre bolag." not in shown
    answer = post(client, key, "confirm", note)
    assert answer["Location"] == f"/n/{key}/#note-{note.pk}"
    assert NoteAnswer.objects.get().kind == "confirmed"


def test_the_page_is_in_the_readers_language_and_kept_nowhere(client, key):
    english = client.get(f"/n/{key}/", headers={"Accept-Language": "en"})
    swedish = client.get(f"/n/{key}/", headers={"Accept-Language": "sv"})
    assert "Ja, så är det" in text_of(swedish) and "Yes, that is so" in text_of(english)
    assert "no-store" in english["Cache-Control"] and english["X-Robots-Tag"] == "noindex"


def test_htmx_gets_the_note_and_how_many_are_left(client, note, key):
    shown = text_of(post(client, key, "confirm", note, headers=HTMX))
    assert f'id="note-{note.pk}"' in shown and 'id="left"' in shown and "<html" not in shown


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_correction_is_sent_refused_and_sent_again(client, note, key, headers):
    refused = post(client, key, "correct", note, headers=headers, text=" ")
    assert refused.status_code == 422 and "<details" in text_of(refused)
    changed = post(client, key, "correct", note, headers=headers, text="Åtta.", mark="old")
    assert changed.status_code == 422 and "Åtta." in text_of(changed)
    post(client, key, "correct", note, headers=headers, text="Åtta.", stance="partly")
    made = NoteAnswer.objects.get()
    assert (made.text, made.stance) == ("Åtta.", "partly")


def test_who_says_so_is_kept_on_the_phone_and_written_beside_the_answer(client, note, key):
    answer = client.post(f"/n/{key}/who/", {"by_whom": "Näringslivschefen; Norrvik"})
    cookie = answer.cookies["who_says_so"]
    assert cookie["path"] == f"/n/{key}/" and cookie["httponly"]
    assert "Näringslivschefen; Norrvik" in text_of(client.get(f"/n/{key}/"))
    post(client, key, "confirm", note)
    assert NoteAnswer.objects.get().by_whom == "Näringslivschefen; Norrvik"
    assert client.post(f"/n/{key}/who/", {"by_whom": "ö" * 121}).status_code == 422


def test_the_rest_is_confirmed_in_one_go(client, cast, dialogue, note, key):
    other = jot(cast, dialogue, "Skolan är full.")
    left = [f"{each.pk}.{as_read(each.text, each.stance)}" for each in (note, other)]
    post(client, key, "confirm", left=[*left, "x.y", f"{10**20}.z", ""])
    assert NoteAnswer.objects.count() == 2
    post(client, key, "confirm", left=left)
    assert NoteAnswer.objects.count() == 2


@pytest.mark.parametrize("what", ["", "who/", "confirm/", "1/confirm/", "1/correct/"])
@pytest.mark.parametrize("wrong", ["k" * 22, "x", "%00" * 22, "å" * 22, "' or 1=1 --", "n" * 300])
def test_a_key_that_opens_nothing_is_not_found(client, key, what, wrong):
    where = f"/n/{wrong}/{what}"
    answer = client.post(where, {"text": "Nej.", "mark": ""}) if what else client.get(where)
    assert answer.status_code == 404
    assert not NoteAnswer.objects.exists()


def test_an_address_that_answers_without_end_is_slowed_down(client, note, key, monkeypatch):
    monkeypatch.setattr("samsyn.dialogue.pages.notebook_link.ANSWERS_AN_HOUR", 1)
    assert post(client, key, "correct", note, text="Ett.").status_code == 302
    assert post(client, key, "correct", note, text="Två.").status_code == 422
    assert post(client, key, "confirm").status_code == 422
    assert NoteAnswer.objects.count() == 1


def test_a_notebook_without_notes_says_so(client, cast, dialogue):
    empty = text_of(client.get(f"/n/{shared(cast, dialogue)}/"))
    assert 'class="empty"' in empty
