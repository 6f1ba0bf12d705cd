"""A phone shrinks a photo before it sends it; what stays too large is told before it is carried over the network."""

import os
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.journeys.looking import until

LIMIT = 8 * 1024 * 1024


def paper(page: Page, number: int) -> None:
    """The page of one paper of the half-finished application."""
    page.goto("/provider/applications")
    page.locator("main a[href^='/provider/applications/']:not([href$='/new'])").first.click()
    page.goto(f"{page.url}/papers")
    page.goto(page.locator("main a[href*='/papers/']").nth(number).get_attribute("href") or "")


def chosen(page: Page) -> list[int]:
    """The sizes of the files that stand in the box."""
    return page.locator("input[type=file]").evaluate("box => [...box.files].map(file => file.size)")


def test_a_photo_of_twelve_megabytes_goes_out_as_one(staff: Callable[..., Page], tmp_path: Path) -> None:
    photo = tmp_path / "paper.jpg"
    Image.effect_noise((4200, 3200), 90).convert("RGB").save(photo, quality=93)
    assert photo.stat().st_size > LIMIT
    page = staff("owner", width=320)
    paper(page, 5)
    page.locator("input[type=file]").set_input_files(photo)
    until(page, "() => document.querySelector('input[type=file]').files[0]?.size < 2000000")
    page.locator("main form:has(input[type=file]) button").first.click()
    page.wait_for_url("**/papers")
    paper(page, 5)
    assert page.locator("bdi", has_text="paper.jpg").count() > 0


def test_a_file_that_stays_too_large_is_told_at_once(staff: Callable[..., Page], tmp_path: Path) -> None:
    large = tmp_path / "plan.pdf"
    large.write_bytes(b"%PDF-1.4\n" + os.urandom(LIMIT))
    page = staff("owner", width=320)
    paper(page, 6)
    page.locator("input[type=file]").set_input_files(large)
    line = page.locator("[data-too-large-line]")
    line.wait_for(state="visible")
    assert "over 8 MB" in line.inner_text()
    assert chosen(page) == []


def test_without_a_script_the_server_says_it(staff: Callable[..., Page], tmp_path: Path) -> None:
    large = tmp_path / "plan.pdf"
    large.write_bytes(b"%PDF-1.4\n" + os.urandom(LIMIT))
    page = staff("owner", width=320, javascript=False)
    paper(page, 6)
    page.locator("input[type=file]").set_input_files(large)
    page.locator("main form:has(input[type=file]) button").first.click()
    assert "over 8 MB" in page.locator("main").inner_text()
