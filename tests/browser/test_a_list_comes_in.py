"""A dirty participant list comes in: columns, preview, the good rows, the refused as Excel."""

import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from samsyn.cast import Cast
from samsyn.cli.work import next_job
from samsyn.programme.models import Participation
from samsyn.programme.tests.dirt import HEADERS, make_dirty_list
from tests.browser.window import AXE, Opens, deed, faults_of, field

TAKEN = {"taken", "unchanged"}


def wait_for_the_job(page: Page) -> None:
    """Let the worker do what waits, then follow the page to what came of it."""
    expect(page.locator("#job progress")).to_be_visible()
    assert next_job("story")
    page.locator("#job .deeds a.button").click()


def test_a_dirty_list_comes_in(open_as: Opens, cast: Cast, tmp_path: Path) -> None:
    expected = make_dirty_list(tmp_path / "deltagare.xlsx")
    good = [each for each in expected if each.verdict in TAKEN]
    refused = [each for each in expected if each.verdict not in TAKEN]
    before = Participation.objects.count()
    page = open_as(cast.people["frida"])
    page.context.add_init_script(path=AXE)
    page.goto("/directory/imports/")
    page.locator('main a[href="/directory/imports/add/"]').first.click()
    page.locator('main [name="kind"][value="participants"]').check()
    field(page, "file").set_input_files(tmp_path / "deltagare.xlsx")
    field(page, "programme").select_option(str(cast.programme.pk))
    deed(page).click()
    page.wait_for_url(re.compile(r"/imports/\d+/columns/$"))
    assert faults_of(page) == []
    expect(field(page, "field_organisation_number")).to_have_value("Org.nr *")
    deed(page).click()
    page.wait_for_url(re.compile(r"/imports/\d+/$"))
    wait_for_the_job(page)
    take = page.locator('form[action$="/take/"] button')
    news = [each for each in good if each.verdict == "taken"]
    expect(take).to_contain_text(str(len(news)))
    assert Participation.objects.count() == before, "a preview takes nothing in"
    assert faults_of(page) == []
    take.click()
    wait_for_the_job(page)
    expect(page.locator(".notice.good").first).to_be_visible()
    assert Participation.objects.count() == before + sum(e.verdict == "taken" for e in good)
    refused_rows_are_told(page, [each.number for each in refused], tmp_path / "refused.xlsx")


def refused_rows_are_told(page: Page, numbers: list[int], path: Path) -> None:
    """The Excel holds the refused rows as they came, each with a reason."""
    with page.expect_download() as download:
        page.locator('main a[href="?format=xlsx"]').first.click()
    download.value.save_as(path)
    header, *rows = load_workbook(path).active.iter_rows(values_only=True)
    assert set(HEADERS) <= {str(cell) for cell in header}
    assert len(rows) == len(numbers)
    assert all(isinstance(row[-1], str) or isinstance(row[0], str) for row in rows)
