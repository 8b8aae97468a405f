"""Twelve actors agree and spread points, and one takes it: on desk, phone and big screen."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from samsyn.cast import Cast, organisation
from samsyn.dialogue.actions import propose, spread_points, vote_on
from samsyn.dialogue.actions.phones import open_to_phones
from samsyn.dialogue.models import Commitment, Dialogue, Priority, Proposal, VoicePriority
from samsyn.dialogue.rules.kinds import Vote
from samsyn.dialogue.rules.point_sheets import Sheet
from samsyn.directory.rules.access import Standing
from samsyn.directory.rules.kinds import OrganisationKind
from samsyn.directory.rules.roles import Role
from tests.browser.window import AXE, DESK, PHONE, Opens, deed, faults_of, press, tab_to, type_in

PROPOSED = ("En gemensam kalender", "Två coacher till", "En mässa om året")
POINTS = ((60, 30, 10), (70, 20, 10), (55, 40, 5), (65, 20, 15))
"""What the actors give, over and over: the first surely comes first."""


@pytest.fixture
def proposals(cast: Cast) -> list[Proposal]:
    """Twelve actors have voted, all agree, and eleven of them have spread points."""
    today = timezone.localdate()
    held = cast.dialogue
    held.opens_on, held.closes_on = today - timedelta(days=1), today + timedelta(days=1)
    held.save()
    leads = cast.standing("astrid", today)
    open_to_phones(by=leads, dialogue_id=held.pk, is_moderated=False)
    made = [propose(by=leads, dialogue_id=held.pk, text=text) for text in PROPOSED]
    actors = [actor(f"Aktör {number:02}", today) for number in range(11)]
    for number, each in enumerate(actors):
        vote_on(by=each, statement_id=cast.statement.pk, vote=Vote.AGREE)
        points = POINTS[number % len(POINTS)]
        sheet = Sheet(dict(zip((one.pk for one in made), points, strict=True)))
        spread_points(by=each, dialogue_id=held.pk, sheet=sheet)
    held.refresh_from_db()
    return made


def actor(name: str, today: date) -> Standing:
    home = organisation(name, OrganisationKind.IUC_COMPANY, False, "25")
    roles = frozenset({Role.REGIONAL_LEADER})
    return Standing(on=today, organisation_id=home.pk, support=True, roles=roles)


def test_they_agree_weigh_and_one_takes_it(
    open_as: Opens, cast: Cast, proposals: list[Proposal]
) -> None:
    screen = open_as(cast.people["astrid"], viewport=DESK)
    screen.context.add_init_script(path=AXE)
    screen.goto(f"/dialogues/{cast.dialogue.pk}/room/")
    expect(screen.locator("#focus")).to_have_count(0)
    desk = open_as(cast.people["bo"], viewport=DESK)
    desk.context.add_init_script(path=AXE)
    weigh_by_keyboard(desk, cast.dialogue, proposals)
    phone = open_as()
    phone.context.add_init_script(path=AXE)
    weigh_on_a_phone(phone, cast.dialogue, proposals)
    press(screen, screen.locator("form[action$='/results/'] button"))
    # The address is the same before and after; the order stands there only after.
    order = screen.locator("#focus")
    expect(order).to_contain_text("”En gemensam kalender” kommer först")
    expect(order).not_to_contain_text("En person, hundra poäng")  # one phone is too few
    take_it(desk, cast.dialogue, proposals[0])
    expect(order).to_contain_text("Navet Norr")  # it comes by itself
    assert faults_of(screen) == []


def weigh_by_keyboard(desk: Page, dialogue: Dialogue, proposals: list[Proposal]) -> None:
    """Typed, stepped and sent without a pointer; how many are left is said on the way."""
    desk.goto(f"/dialogues/{dialogue.pk}/focus/")
    assert faults_of(desk) == []
    desk.set_viewport_size(DESK)
    desk.reload()
    left = desk.locator("[data-left]")
    expect(left).to_have_text("100 av 100 kvar")
    type_in(desk, **{f"points_{proposals[0].pk}": "80"})
    expect(left).to_have_text("20 av 100 kvar")
    tab_to(desk, desk.locator("[data-weigh] [data-step='5']").nth(1))
    for _press in range(9):
        desk.keyboard.press("Enter")  # the last five find nothing left to give
    expect(left).to_have_text("Alla 100 är fördelade")
    press(desk, deed(desk, "#sheet form"))
    expect(desk.locator("#messages")).to_contain_text("Poängen är sparade")
    mine = Priority.objects.filter(organisation__name="Navet Norr").order_by("proposal")
    assert list(mine.values_list("points", flat=True)) == [80, 20, 0]
    expect(desk.locator(f"#proposal-{proposals[0].pk}")).to_contain_text("Plats 1")
    assert faults_of(desk) == []


def weigh_on_a_phone(phone: Page, dialogue: Dialogue, proposals: list[Proposal]) -> None:
    """Too few are not sent; the connection goes, and what was sent arrives when it is back."""
    phone.goto(f"/d/{dialogue.phone_code}/focus/")
    assert faults_of(phone) == []
    phone.set_viewport_size(PHONE)
    sending = phone.locator("[data-sending]")
    more = phone.locator("[data-weigh] [data-step='5']")
    for _press in range(10):
        more.nth(1).click()
    phone.locator("form[data-sheet] .deeds button").click()
    expect(sending).to_contain_text("precis 100")
    phone.locator(f"[name=points_{proposals[2].pk}]").fill("50")
    phone.locator(f"[name=when_{proposals[0].pk}][value=stop]").check()
    phone.context.set_offline(True)
    phone.locator("form[data-sheet] .deeds button").click()
    expect(sending).to_contain_text("Ingen uppkoppling")
    phone.context.set_offline(False)
    expect(sending).to_contain_text("har kommit fram")
    given = VoicePriority.objects.order_by("proposal").values_list("points", "when")
    assert list(given) == [(0, "stop"), (50, ""), (50, "")]
    phone.reload()
    expect(phone.locator(f"[name=points_{proposals[1].pk}]")).to_have_value("50")
    assert faults_of(phone) == []


def take_it(desk: Page, dialogue: Dialogue, proposal: Proposal) -> None:
    desk.set_viewport_size(DESK)
    desk.goto(f"/dialogues/{dialogue.pk}/focus/")
    taken = desk.locator(f"#proposal-{proposal.pk}")
    press(desk, taken.locator(".deeds a.button"))
    expect(desk.locator("main [name=text]")).to_have_value(proposal.text)
    assert faults_of(desk) == []
    desk.set_viewport_size(DESK)
    desk.locator("main [name=due_on]").fill(str(timezone.localdate() + timedelta(days=30)))
    press(desk, deed(desk))
    expect(taken).to_contain_text("Navet Norr tar det")
    assert Commitment.objects.get(proposal=proposal).organisation.name == "Navet Norr"


def test_without_javascript_the_sheet_is_a_form(
    open_as: Opens, cast: Cast, proposals: list[Proposal]
) -> None:
    phone = open_as(None, java_script_enabled=False)
    phone.goto(f"/d/{cast.dialogue.phone_code}/focus/")
    expect(phone.locator("[data-step]").first).to_be_hidden()
    phone.locator(f"[name=points_{proposals[0].pk}]").fill("90")
    phone.locator("form[data-sheet] .deeds button").click()
    expect(phone.locator(".error-summary")).to_contain_text("90 av 100")
    phone.locator(f"[name=points_{proposals[1].pk}]").fill("10")
    phone.locator("form[data-sheet] .deeds button").click()
    expect(phone.locator("#messages")).to_contain_text("har kommit fram")
