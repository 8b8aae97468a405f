"""A region visit: the call owner types three notes, one without a connection, and shares them.

Somebody in the region, without an account and on a phone, confirms one and corrects another.
"""

import pytest
from playwright.sync_api import Page, expect

from samsyn.cast import Cast
from samsyn.dialogue.models import Dialogue, NoteAnswer, RegionNote
from samsyn.dialogue.tests.notebooks import visit
from tests.browser.window import AXE, DESK, Opens, choose, faults_of, listen, press, tab_to

FIRST, SECOND, THIRD = "Tolv svetsare saknas.", "Två bolag räcker.", "Kaffet var gott."
CORRECTED = "Åtta svetsare saknas."
ROLE = "Näringslivschef, Norrvik"


@pytest.fixture
def dialogue(cast: Cast) -> Dialogue:
    return visit(cast)


def test_a_region_answers_what_was_noted(open_as: Opens, cast: Cast, dialogue: Dialogue) -> None:
    owner = open_as(cast.people["astrid"], viewport=DESK)
    owner.context.add_init_script(path=AXE)
    said = listen(owner)
    owner.goto(f"/dialogues/{dialogue.pk}/notebook/")
    note_by_keyboard(owner, dialogue)
    link = share(owner)
    assert faults_of(owner) == []
    answer_on_a_phone(open_as(None), link)
    owner.set_viewport_size(DESK)
    owner.reload()
    main = owner.locator("main")
    expect(main).to_contain_text("2 av 3 anteckningar besvarade")
    for words in (FIRST, CORRECTED, ROLE, "1 bekräftade, 1 rättade"):
        expect(main).to_contain_text(words)
    assert faults_of(owner) == []
    assert [each for each in said if "/notebook/notes/" not in each] == []


def note_by_keyboard(page: Page, dialogue: Dialogue) -> None:
    """Where they stand, what they said, Enter; the focus stays for the next note."""
    need, criterion, _other = dialogue.statements.all()
    box = page.locator(f"#entry-{need.pk} textarea")
    tab_to(page, page.locator(f"#entry-{need.pk} select"))
    choose(page, page.locator(f"#entry-{need.pk} select"), "holds")
    tab_to(page, box)
    page.keyboard.type(FIRST)
    page.keyboard.press("Enter")
    expect(page.locator(f"#notes-{need.pk} li")).to_contain_text(FIRST)
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    tab_to(page, page.locator(f"#entry-{criterion.pk} textarea"))
    page.keyboard.type("Ett första utkast")
    without_a_connection(page)
    page.reload()  # what was typed and not added is still there
    draft = page.locator(f"#entry-{criterion.pk} textarea")
    expect(draft).to_have_value("Ett första utkast")
    draft.fill(SECOND)
    draft.press("Enter")
    expect(page.locator(f"#notes-{criterion.pk} li")).to_contain_text(SECOND)
    page.reload()
    expect(page.locator("#notes-free li")).to_have_count(1)
    assert sorted(RegionNote.objects.values_list("text", "stance")) == sorted(
        [(FIRST, "holds"), (SECOND, ""), (THIRD, "")]
    )


def without_a_connection(page: Page) -> None:
    """A note that cannot be sent waits on the computer, and goes when the connection is back."""
    page.context.set_offline(True)
    free = page.locator("#entry-free textarea")
    free.fill(THIRD)
    free.press("Enter")
    expect(page.locator("[data-sending]")).to_contain_text("Inte skickat än: 1")
    assert not RegionNote.objects.filter(text=THIRD).exists()
    page.context.set_offline(False)
    expect(page.locator("#notes-free li")).to_contain_text(THIRD)
    expect(page.locator("[data-sending]")).to_contain_text("Allt har kommit fram.")


def share(page: Page) -> str:
    press(page, page.locator("#link form button"))
    box = page.locator("#the-link")
    expect(box).to_be_visible()
    return box.input_value()


def answer_on_a_phone(page: Page, link: str) -> None:
    page.context.add_init_script(path=AXE)
    said = listen(page)
    page.goto(link)
    expect(page.locator("h1")).to_have_text("Antecknade vi rätt?")
    assert faults_of(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("#id_by_whom").fill(ROLE)
    note = page.locator("article").filter(has_text=FIRST)
    note.locator("summary").click()
    note.locator("textarea").fill(CORRECTED)
    note.locator("select").select_option("partly")
    note.locator(".deeds button").click()
    expect(page.locator("article .corrected")).to_contain_text(CORRECTED)
    expect(page.locator("#left")).to_contain_text("1 av 3")
    other = page.locator("article").filter(has_text=SECOND)
    other.get_by_role("button", name="Ja, så är det").click()
    expect(other).to_contain_text("Bekräftad")
    expect(page.locator("#left")).to_contain_text("2 av 3")
    assert faults_of(page) == []
    assert said == []
    assert sorted(NoteAnswer.objects.values_list("kind", "by_whom")) == [
        ("confirmed", ROLE),
        ("corrected", ROLE),
    ]
