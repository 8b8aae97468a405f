"""Dialogues in two languages: what is said in which, translations, and what readers are shown."""

from datetime import timedelta

import numpy as np
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from samsyn.basics.problem import Problem
from samsyn.dialogue.actions import add_statement
from samsyn.dialogue.actions.phones import say_by_phone
from samsyn.dialogue.actions.preparing import translate_statements
from samsyn.dialogue.models import Dialogue, Statement
from samsyn.dialogue.rules.kinds import Languages
from samsyn.dialogue.tests.halls import crowd, hall
from samsyn.directory.models import JournalLine

BACKEND = "sesame.backends.ModelBackend"
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def both(cast):
    today = timezone.localdate()
    held = cast.dialogue
    held.opens_on, held.closes_on = today - timedelta(days=5), today + timedelta(days=5)
    held.languages, held.phone_code = Languages.BOTH, "ABC234"
    held.question, held.question_translation = "Vad gör vi först?", "What do we do first?"
    held.save()
    return cast


def translate(cast, text, name="astrid", key=None):
    return translate_statements(
        by=cast.standing(name, timezone.localdate()),
        dialogue_id=cast.dialogue.pk,
        translations={key or cast.statement.pk: text},
    )


@pytest.mark.parametrize(
    ("languages", "reads", "question", "asked_in"),
    [
        ("sv", "en", "Fråga", "sv"),
        ("en", "sv", "Fråga", "en"),
        ("both", "sv", "Fråga", "sv"),
        ("both", "en", "Question", "en"),
    ],
)
def test_the_question_is_asked_in_the_readers_language_where_it_is_there(
    languages, reads, question, asked_in
):
    translation = "Question" if languages == "both" else ""
    dialogue = Dialogue(question="Fråga", question_translation=translation, languages=languages)
    with override(reads):
        assert (dialogue.asked, dialogue.asked_in) == (question, asked_in)


@pytest.mark.parametrize(
    ("language", "translation", "reads", "said", "said_in"),
    [
        ("sv", "", "en", "Text", "sv"),
        ("sv", "Translated", "en", "Translated", "en"),
        ("sv", "Translated", "sv", "Text", "sv"),
        ("en", "Översatt", "sv", "Översatt", "sv"),
        ("en", "", "sv", "Text", "en"),
    ],
)
def test_a_statement_too(language, translation, reads, said, said_in):
    statement = Statement(text="Text", translation=translation, language=language)
    with override(reads):
        assert (statement.said, statement.said_in) == (said, said_in)


@pytest.mark.parametrize(
    ("languages", "reads", "language"),
    [("both", "en", "en"), ("both", "sv", "sv"), ("sv", "en", "sv"), ("en", "sv", "en")],
)
def test_what_is_said_is_in_the_language_its_speaker_reads(both, languages, reads, language):
    Dialogue.objects.filter(pk=both.dialogue.pk).update(languages=languages)
    today = timezone.localdate()
    by_page = add_statement(
        by=both.standing("bo", today), dialogue_id=both.dialogue.pk, text="Ett", reads=reads
    )
    by_phone = say_by_phone(
        by=both.standing("visitor", today), code="ABC234", key="k" * 22, text="Två", reads=reads
    )
    assert [by_page.language, by_phone.language] == [language, language]


def test_a_translation_is_written_changed_and_taken_away(both):
    for text, stays in (("One  call ", "One call"), ("One call.", "One call."), ("", "")):
        translate(both, text)
        assert Statement.objects.get(pk=both.statement.pk).translation == stays
    assert translate(both, "") == []
    assert JournalLine.objects.filter(deed="translate statement").count() == 3


def test_a_dialogue_in_one_language_has_nothing_to_translate(both):
    Dialogue.objects.filter(pk=both.dialogue.pk).update(languages="sv")
    with pytest.raises(Problem) as refusal:
        translate(both, "One call")
    assert refusal.value.code == "dialogue-in-one-language"


def test_a_statement_from_elsewhere_leaves_all_as_it_was(both):
    other = Dialogue.objects.create(
        title="B",
        sort_key="b",
        question="?",
        kind="workshop",
        organiser=both.organisations["agency"],
        opens_on=timezone.localdate(),
        closes_on=timezone.localdate(),
    )
    elsewhere = other.statements.create(text="Annat", said_on=timezone.localdate())
    with pytest.raises(Problem) as refusal:
        translate_statements(
            by=both.standing("astrid"),
            dialogue_id=both.dialogue.pk,
            translations={both.statement.pk: "One", elsewhere.pk: "Two"},
        )
    assert refusal.value.code == "statement-elsewhere"
    assert not Statement.objects.exclude(translation="").exists()


@pytest.mark.parametrize(("name", "code"), [("bo", "not-yours"), ("diyar", "not-allowed")])
def test_only_the_organiser_translates(both, name, code):
    with pytest.raises(Problem) as refusal:
        translate(both, "One call", name)
    assert refusal.value.code == code


def test_the_page_has_a_box_for_each_statement_that_is_not_left_out(both, client):
    today = timezone.localdate()
    waits = both.dialogue.statements.create(text="Väntar", said_on=today, state="waiting")
    out = both.dialogue.statements.create(text="Utelämnat", said_on=today, state="out")
    client.force_login(both.people["astrid"], backend=BACKEND)
    where = reverse("dialogue:translations", args=[both.dialogue.pk])
    assert where in client.get(f"/dialogues/{both.dialogue.pk}/").content.decode()
    text = client.get(where).content.decode()
    assert f"statement-{waits.pk}" in text
    assert f"statement-{out.pk}" not in text
    sent = {f"statement-{both.statement.pk}": "Translated-1", f"statement-{waits.pk}": ""}
    assert client.post(where, sent).status_code == 302
    assert Statement.objects.get(pk=both.statement.pk).translation == "Translated-1"
    too_long = client.post(where, {f"statement-{waits.pk}": "x" * 301})
    assert too_long.status_code == 422


def test_every_page_shows_what_the_reader_reads(both, client):
    hall(both, np.array([[1.0]] * 6))
    crowd(both, np.array([[1.0]] * 6))
    Statement.objects.filter(pk=both.statement.pk).update(translation="Translated-1")
    Dialogue.objects.filter(pk=both.dialogue.pk).update(results_shown_on=timezone.localdate())
    client.force_login(both.people["astrid"], backend=BACKEND)
    key = both.dialogue.pk
    pages = [f"/dialogues/{key}/{end}" for end in ("", "agreement/", "room/")]
    for where in [*pages, "/d/ABC234/", "/d/ABC234/results/"]:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        english = client.get(where).content.decode()
        assert "Translated-1" in english, where
        assert both.statement.text not in english, where
        assert "What do we do first?" in english or where.endswith("agreement/"), where
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "sv"
        swedish = client.get(where).content.decode()
        assert both.statement.text in swedish, where
        assert "Translated-1" not in swedish, where


def test_what_is_there_in_one_language_only_is_marked(both, client):
    Dialogue.objects.filter(pk=both.dialogue.pk).update(languages="sv", question_translation="")
    text = client.get("/d/ABC234/", headers=ENGLISH).content.decode()
    assert f'<span lang="sv">{both.statement.text}</span>' in text
    assert '<span lang="sv">Vad gör vi först?</span>' in text
    assert "<span lang=" not in client.get("/d/ABC234/").content.decode()


def test_the_file_of_statements_stays_as_it_was_said(both, client):
    Statement.objects.filter(pk=both.statement.pk).update(translation="Translated-1")
    client.force_login(both.people["astrid"], backend=BACKEND)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    where = reverse("dialogue:comments_csv", args=[both.dialogue.pk])
    assert "Translated-1" not in client.get(where).content.decode()


def test_the_form_holds_both_questions_and_drops_the_translation_with_one_language(both, client):
    client.force_login(both.people["astrid"], backend=BACKEND)
    held = both.dialogue
    sent = {
        "title": held.title,
        "question": held.question,
        "languages": "both",
        "question_translation": "What first?",
        "kind": held.kind,
        "opens_on": held.opens_on,
        "closes_on": held.closes_on,
        "is_everybody_invited": "on",
    }
    where = reverse("dialogue:dialogue_change", args=[held.pk])
    assert client.post(where, sent).status_code == 302
    held.refresh_from_db()
    assert (held.question_translation, held.is_everybody_invited) == ("What first?", True)
    client.post(where, sent | {"languages": "sv"})
    held.refresh_from_db()
    assert (held.languages, held.question_translation) == ("sv", "")


def test_the_api_translates(both, client):
    client.force_login(both.people["astrid"], backend=BACKEND)
    where = f"/api/dialogues/{both.dialogue.pk}/translations/"
    sent = {"translations": [{"statement_id": both.statement.pk, "text": "One call"}]}
    answer = client.put(where, sent, content_type="application/json")
    assert answer.json() == {"ids": [both.statement.pk]}
    said = client.get(f"/api/dialogues/{both.dialogue.pk}/").json()["statements"][0]
    assert (said["language"], said["translation"]) == ("sv", "One call")


def test_a_phone_sees_the_results_come_by_itself(both, client):
    waits = client.get("/d/ABC234/results/").content.decode()
    assert 'hx-trigger="every 20s"' in waits
    crowd(both, np.array([[1.0]] * 6))
    Dialogue.objects.filter(pk=both.dialogue.pk).update(results_shown_on=timezone.localdate())
    part = client.get("/d/ABC234/results/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "every 20s" not in part
    assert both.statement.text in part
