"""A child tells and comes back in a real Chromium: no trace in its profile, clean for axe, the way out that holds."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import filling
from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.looking import faults, sideways

STORY = "zqwordzq the roof leaks zqwordzq"


def onward(page):
    filling.sent(page, page.locator("form[action='/b'][novalidate] button.go").last)


def pick(page, name, value):
    page.locator(f"input[name={name}][value='{value}']").check(force=True)


def good(page, javascript):
    """Clean and narrow; axe itself needs script."""
    if javascript:
        assert faults(page) == [], page.locator("h1").first.inner_text()
        assert sideways(page) <= 0
    assert page.url.endswith("/b")


def tell(page, language, javascript):
    """From the first page to the number; gives the nine digits."""
    page.goto("/b")
    good(page, javascript)
    filling.sent(page, page.locator(f"main button[name=language][value={language}]"))
    good(page, javascript)
    filling.sent(page, page.locator("button[name=go][value=tell]"))
    good(page, javascript)
    onward(page)
    pick(page, "danger", "no")
    good(page, javascript)
    onward(page)
    onward(page)
    expect(page.locator(".choose")).to_have_count(1)
    pick(page, "what", "food")
    good(page, javascript)
    onward(page)
    filling.sent(page, page.locator("button[value=write]"))
    page.fill("#words", STORY)
    good(page, javascript)
    onward(page)
    for _ in ("who", "you", "want"):
        good(page, javascript)
        onward(page)
    pick(page, "answer", "number")
    onward(page)
    good(page, javascript)
    onward(page)
    good(page, javascript)
    onward(page)
    good(page, javascript)
    page.locator(".code").first.wait_for()
    return "".join(page.locator(".code").first.locator("bdi").all_inner_texts())


@pytest.mark.parametrize(("language", "javascript"), [("sd", False), ("ur", True), ("en", True)])
def test_a_child_tells_and_reads_where_it_stands(visitor, language, javascript):
    page = visitor(width=320, height=640, javascript=javascript, language=language)
    number = tell(page, language, javascript)
    assert re.fullmatch(r"\d{9}", number)
    filling.keyed(page, number[:2])
    expect(page.locator(".code")).to_have_count(0)
    page.goto("/x")
    assert page.url.endswith(f"/{language}/well")
    page.goto("/b")
    filling.sent(page, page.locator(f"main button[name=language][value={language}]"))
    filling.sent(page, page.locator("button[value=number]"))
    good(page, javascript)
    filling.keyed(page, number)
    expect(page.locator(".line li")).to_have_count(4)
    assert "zqword" not in page.content()
    good(page, javascript)


def test_back_after_leaving_shows_the_first_page(visitor):
    page = visitor(width=320, language="en")
    page.goto("/b")
    filling.sent(page, page.locator("main button[name=language][value=en]"))
    filling.sent(page, page.locator("button[value=tell]"))
    onward(page)
    pick(page, "danger", "no")
    onward(page)
    expect(page.locator("input[name=what]")).to_have_count(9)
    page.locator("[data-leave]").first.click()
    page.wait_for_url("**/en/well")
    page.go_back()
    page.wait_for_load_state()
    expect(page.locator("input[name=what]")).to_have_count(0)


def test_the_profile_holds_no_word_and_no_number(chromium, place, tmp_path):
    """A browser with a profile on disk: told, sent, left by the way out, closed; then every file of it is searched."""
    profile = tmp_path / "profile"
    context = chromium.chromium.launch_persistent_context(
        str(profile), executable_path=CHROMIUM, args=QUIET, base_url=place.url, viewport={"width": 360, "height": 640}
    )
    page = context.pages[0]
    number = tell(page, "en", javascript=False)
    page.goto("/x")
    page.goto("/en/")
    context.close()
    found = [file for file in profile.rglob("*") if file.is_file() and holds(file, ("zqwordzq", number))]
    assert found == []
    assert any(holds(file, ("127.0.0.1",)) for file in profile.rglob("*") if file.is_file())
    shutil.rmtree(profile)


def holds(file: Path, words) -> bool:
    raw = file.read_bytes()
    return any(word.encode() in raw or word.encode("utf-16-le") in raw for word in words)
