"""A room: it is prepared, and six phones vote in two languages; one loses its connection."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from samsyn.cast import Cast
from samsyn.dialogue.models import Dialogue, VoiceVote
from tests.browser.window import (
    AXE,
    DESK,
    Opens,
    deed,
    faults_of,
    field,
    press,
    tab_to,
    tick,
    type_in,
)

SAID = (
    "Vi ringer samma företag utan att veta det.",
    "Digitalisering är ett medel, inte ett mål.",
    "Vi behöver en gemensam kalender.",
)

ASKED = ("Vad gör vi först?", "What do we do first?")
SEEDS = (
    ("Vi ringer företagen en gång, inte fem.", "We call the companies once, not five times."),
    ("Coacherna delar en kalender.", "The coaches share one calendar."),
    ("Små företag kommer först.", "Small companies come first."),
    ("Vi slutar med egna nyhetsbrev.", "We stop sending newsletters of our own."),
)
"""What the room begins with, in both its languages."""
POSTED = 'main form[method="post"]'

AGREED = SEEDS[1]
"""What the one who is against all else agrees with too."""
HEADLINE = "Alla 6 personer är eniga om 1 av 5 påståenden"
"""What five against one on three statements, all six on one, and nobody on a fifth, come to."""


@pytest.fixture
def dialogue(cast: Cast) -> Dialogue:
    today = timezone.localdate()
    held = cast.dialogue
    held.opens_on, held.closes_on = today - timedelta(days=1), today + timedelta(days=1)
    held.save()
    held.statements.exclude(pk=cast.statement.pk).delete()
    for text in SAID:
        held.statements.create(text=text, said_on=today)
    return held


def test_a_room_prepares_and_votes_on_its_phones(open_as: Opens, cast: Cast) -> None:
    facilitator = open_as(cast.people["astrid"], viewport=DESK)
    facilitator.context.add_init_script(path=AXE)
    dialogue = prepare(facilitator)
    facilitator.goto(f"/dialogues/{dialogue.pk}/room/")
    press(facilitator, deed(facilitator))
    code = facilitator.locator(".phone-code").inner_text().strip()
    phones = [open_as(None, "en" if number % 2 else None) for number in range(6)]
    for number, phone in enumerate(phones):
        join(phone, code)
        question, said = (ASKED[1], SEEDS[0][1]) if number % 2 else (ASKED[0], SEEDS[0][0])
        expect(phone.locator("h1")).to_have_text(question)
        expect(phone.locator("[data-statement]:visible")).to_contain_text(said)
    for number, phone in enumerate(phones):
        vote_on_all(phone, offline=number == 3, against=number == 5)
    live = facilitator.locator("#live")
    expect(live).to_contain_text("24")  # six phones, four statements
    expect(facilitator.locator("main")).not_to_contain_text("håller inte med")
    expect(facilitator.locator("#outcome")).to_have_count(0)
    assert VoiceVote.objects.count() == 24
    say(phones[0])
    see_what_came_out(facilitator, phones[1], code)
    make_it_a_goal(facilitator)


def prepare(facilitator: Page) -> Dialogue:
    """Hold a dialogue in two languages, invite, and write what it begins with in one go."""
    today = timezone.localdate()
    facilitator.goto("/dialogues/add/")
    type_in(facilitator, title="Rummet röstar", question=ASKED[0], languages="both")
    type_in(facilitator, question_translation=ASKED[1], kind="workshop")
    type_in(facilitator, opens_on=today.isoformat(), closes_on=today.isoformat())
    press(facilitator, deed(facilitator))
    expect(facilitator.locator("h1")).to_have_text("Rummet röstar")
    dialogue = Dialogue.objects.get(title="Rummet röstar")
    facilitator.goto(f"/dialogues/{dialogue.pk}/invited/add/")
    assert faults_of(facilitator) == []
    facilitator.set_viewport_size(DESK)
    tick(facilitator, facilitator.get_by_label("Region Norrvik"))
    tab_to(facilitator, field(facilitator, "names"))
    facilitator.keyboard.type("Navet Norr")
    press(facilitator, deed(facilitator, POSTED))
    expect(facilitator.locator("main")).to_contain_text("0 av 2 har svarat.")
    facilitator.goto(f"/dialogues/{dialogue.pk}/statements/several/")
    tab_to(facilitator, field(facilitator, "text"))
    for said, _translated in SEEDS:
        facilitator.keyboard.type(said)
        facilitator.keyboard.press("Enter")
    press(facilitator, deed(facilitator, POSTED))
    expect(facilitator.locator("main")).to_contain_text("Saknas: Navet Norr, Region Norrvik")
    expect(facilitator.locator("main article")).to_have_count(len(SEEDS))
    translate(facilitator, dialogue)
    return dialogue


def translate(facilitator: Page, dialogue: Dialogue) -> None:
    """Every statement has a box beside it."""
    facilitator.goto(f"/dialogues/{dialogue.pk}/translations/")
    assert faults_of(facilitator) == []
    facilitator.set_viewport_size(DESK)
    boxes = facilitator.locator("main textarea")
    for number, (_said, translated) in enumerate(SEEDS):
        tab_to(facilitator, boxes.nth(number))
        facilitator.keyboard.type(translated)
    press(facilitator, deed(facilitator, POSTED))
    expect(facilitator.locator("main article")).to_have_count(len(SEEDS))
    assert not dialogue.statements.filter(translation="").exists()


def join(phone: Page, code: str) -> None:
    """The code is typed by keyboard, in small letters."""
    phone.context.add_init_script(path=AXE)
    phone.goto("/d/")
    tab_to(phone, phone.locator("main [name=code]"))
    phone.keyboard.type(code.lower())
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"**/d/{code}/")
    expect(phone.locator("[data-statement]:visible")).to_have_count(1)


def vote_on_all(phone: Page, *, offline: bool, against: bool) -> None:
    """By keyboard; the one who loses the connection notices, and everything arrives later."""
    assert faults_of(phone) == []
    phone.set_viewport_size({"width": 390, "height": 844})
    for number in range(len(SEEDS)):
        if offline and number == 1:
            phone.context.set_offline(True)
        card = phone.locator("[data-statement]:visible")
        said = card.get_attribute("data-statement")
        agrees = not against or any(text in card.inner_text() for text in AGREED)
        press(phone, card.locator(f'button[value="{1 if agrees else -1}"]'))
        expect(phone.locator(f'[data-statement="{said}"]')).to_be_hidden()
    expect(phone.locator("#done")).to_be_visible()
    sending = phone.locator("[data-sending]")
    if offline:
        expect(sending).to_contain_text("3")
        phone.context.set_offline(False)
        expect(sending).not_to_contain_text("3")
    phone.reload()
    expect(phone.locator("#done")).to_be_visible()
    assert faults_of(phone) == []


def say(phone: Page) -> None:
    """Something is missing, and then everybody has it before them."""
    tab_to(phone, phone.locator("main [name=text]"))
    phone.keyboard.type("Någon måste ta initiativet.")
    press(phone, phone.locator("form[action$='/say/'] button"))
    expect(phone.locator("[data-statement]:visible")).to_have_count(1)
    expect(phone.locator("[data-statement]:visible")).to_contain_text("initiativet")


def see_what_came_out(facilitator: Page, phone: Page, code: str) -> None:
    phone.goto(f"/d/{code}/results/")
    expect(phone.locator("main")).not_to_contain_text("5 of 6")
    press(facilitator, facilitator.locator("form[action$='/results/'] button"))
    # The address is the same before and after; what came out stands there only after.
    expect(facilitator.locator("#outcome-title")).to_have_text(HEADLINE)
    phone.reload()
    expect(phone.locator("main")).to_contain_text("5 of 6 people agree")
    expect(phone.locator("main")).to_contain_text(SEEDS[1][1])
    assert faults_of(phone) == []
    expect(facilitator.locator("#outcome")).to_contain_text("En person, en röst")
    assert faults_of(facilitator) == []
    facilitator.goto(facilitator.url.replace("/room/", "/agreement/"))
    expect(facilitator.locator("#people-title")).to_have_text(HEADLINE)
    expect(facilitator.locator("main")).to_contain_text("5 av 6 personer håller med")
    assert faults_of(facilitator) == []


def make_it_a_goal(facilitator: Page) -> None:
    """What all six agree on becomes a goal, and its thread begins in the dialogue."""
    found = facilitator.locator(".finding").filter(has_text=AGREED[0])
    press(facilitator, found.get_by_role("link", name="Gör det till ett mål"))
    expect(field(facilitator, "title_sv")).to_have_value(AGREED[0])
    expect(field(facilitator, "title_en")).to_have_value(AGREED[1])
    assert faults_of(facilitator) == []
    press(facilitator, deed(facilitator))
    expect(facilitator.locator("main")).to_contain_text("6 av 6 personer håller med")
    expect(facilitator.locator("h1")).to_have_text(AGREED[0])
    dialogue = facilitator.locator("nav.bar li").filter(has_text="Dialog")
    expect(dialogue).to_contain_text("1")
    press(facilitator, dialogue.get_by_role("link"))
    expect(facilitator.locator("article").filter(has_text=AGREED[0])).to_contain_text("Mål:")


def test_a_vote_is_changed_and_the_last_one_counts(
    open_as: Opens, cast: Cast, dialogue: Dialogue
) -> None:
    dialogue.phone_code = "ABC234"
    dialogue.save()
    phone = open_as()
    phone.goto("/d/ABC234/")
    for vote in ("1", "-1"):
        phone.locator(f'[data-statement]:visible button[value="{vote}"]').click()
        phone.locator('[data-step="-1"]').click()
    pressed = phone.locator('[data-statement]:visible button[aria-pressed="true"]')
    expect(pressed).to_have_attribute("value", "-1")
    phone.reload()
    phone.locator('[data-step="-1"]').click()
    expect(pressed).to_have_attribute("value", "-1")


def test_the_page_opens_again_without_a_connection(
    open_as: Opens, cast: Cast, dialogue: Dialogue
) -> None:
    dialogue.phone_code = "ABC234"
    dialogue.save()
    phone = open_as(None, service_workers="allow")
    phone.goto("/d/ABC234/")
    wait_until_kept(phone, "location.href")
    wait_until_kept(phone, "document.querySelector('script[src*=take_part]').src")
    phone.context.set_offline(True)
    phone.reload()
    card = phone.locator("[data-statement]:visible")
    expect(card).to_have_count(1)
    press(phone, card.locator('button[value="1"]'))
    expect(phone.locator("[data-sending]")).to_contain_text("1")
    assert VoiceVote.objects.count() == 0
    phone.context.set_offline(False)
    expect(phone.locator("[data-sending]")).not_to_contain_text("1")
    assert VoiceVote.objects.count() == 1


def wait_until_kept(phone: Page, address: str) -> None:
    """Until the phone has kept what is at the address: a promise is asked again and again."""
    for _time in range(200):
        if phone.evaluate(f"caches.match({address}, {{ignoreVary: true}}).then(Boolean)"):
            return
        phone.wait_for_timeout(100)
    raise AssertionError(f"not kept: {address}")


def test_without_javascript_a_phone_takes_part_too(
    open_as: Opens, cast: Cast, dialogue: Dialogue
) -> None:
    dialogue.phone_code = "ABC234"
    dialogue.save()
    phone = open_as(None, java_script_enabled=False)
    phone.goto("/d/ABC234/")
    expect(phone.locator("[data-statement]:visible")).to_have_count(1 + len(SAID))
    phone.locator(f'[data-statement="{cast.statement.pk}"] button[value="1"]').click()
    mine = phone.locator(f'[data-statement="{cast.statement.pk}"] button[value="1"]')
    expect(mine).to_have_attribute("aria-pressed", "true")
