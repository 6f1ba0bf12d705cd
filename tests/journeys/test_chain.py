"""The chain, end to end, in a real Chromium: one home of Hyderabad walks through its whole life, by many hands.

Nothing here touches the database: accounts are the demonstration's or made on the way, every fact is typed on a page.
"""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from registry_app.core import clock
from tests.journeys import applying, authorising, deciding, filling, inspecting, telling
from tests.journeys.conftest import Place
from tests.journeys.looking import must_be_good

HOME = {"en": "Sahara Ghar (made up)", "ur": "سہارا گھر (فرضی)", "sd": "سهارا گهر (فرضي)"}


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photograph of a paper."""
    path = tmp_path_factory.mktemp("papers") / "paper.jpg"
    Image.effect_noise((800, 600), 60).convert("RGB").save(path)
    return path


def apply(visitor: Callable[..., Page], photo: Path) -> tuple[Page, str]:
    """Step 1, in Sindhi on a phone; the owner's browser and the number of the application."""
    owner = visitor(width=320, height=700, language="sd")
    applying.suitability(owner, "sd")
    owner.goto(owner.locator("main a[href^='/account/new']").get_attribute("href") or "")
    applying.make_account(owner, "Ameena Soomro", "0300 4455667", "sd")
    if owner.url.endswith("/new"):
        filling.sent(owner, owner.locator("main form[method=post] button").first)
    tasks = re.sub(r"^https?://[^/]+", "", owner.url)
    applying.parts(owner, tasks)
    applying.papers(owner, tasks, photo)
    number = re.search(r"A-\d{4}-\d{5}-[A-Z]", applying.send(owner, tasks))
    assert number
    return owner, number[0]


def report(page: Page, place: Place, tmp_path: Path) -> None:
    """Step 6: the director reads the month, on the page and as files, and the command says the same."""
    month = clock.today().strftime("%Y-%m")
    page.goto("/dash")
    must_be_good(page)
    page.goto(f"/reports/monthly/{month}")
    must_be_good(page)
    figures = {}
    for ending in ("json", "csv", "xlsx", "pdf"):
        answer = page.request.get(f"/reports/monthly/{month}/en.{ending}")
        assert answer.status == 200, ending
        figures[ending] = answer.body()
    assert figures["pdf"].startswith(b"%PDF")
    assert figures["xlsx"].startswith(b"PK")
    assert len(list(csv.reader(io.StringIO(figures["csv"].decode("utf-8-sig"))))) > 20
    file = tmp_path / "report.json"
    place.registry("report", "monthly", "--month", month, "--format", "json", "-o", str(file))
    said, shown = json.loads(file.read_text(encoding="utf-8")), json.loads(figures["json"])
    assert said.keys() == shown.keys()
    for language in ("ur", "sd"):
        assert page.request.get(f"/reports/monthly/{month}/{language}.pdf").body().startswith(b"%PDF")


def test_the_chain(
    visitor: Callable[..., Page], staff: Callable[..., Page], place: Place, photo: Path, tmp_path: Path
) -> None:
    owner, number = apply(visitor, photo)
    authorising.name_people(owner, "sd")
    case, certificate = authorising.whole(staff, number)
    stranger = visitor(language="sd", width=320)
    authorising.verify(stranger, certificate, "sd")
    owner.goto("/provider")
    expect(owner.locator("main")).to_contain_text(HOME["sd"])
    inspecting.whole(staff, owner, HOME["ur"])
    authorising.verify(stranger, certificate, "sd")
    expect(stranger.locator("main")).to_contain_text("A")
    deciding.whole(staff, HOME["ur"])
    before = owner_sees(owner)
    telling.whole(visitor, staff, HOME["sd"])
    assert owner_sees(owner) == before
    report(staff("director"), place, tmp_path)
    assert place.registry("audit", "verify").returncode == 0


def owner_sees(page: Page) -> str:
    """What the home's manager can read about the home; a child's message changes not a letter of it."""
    browser, signed_in, seen = page.context.browser, page.context.storage_state(), []
    assert browser
    # Without scripts: what the phone itself adds to a page comes when it comes, and says nothing of the office.
    with browser.new_context(java_script_enabled=False, storage_state=signed_in, base_url=page.url) as context:
        still = context.new_page()
        still.goto("/provider")
        addresses = [a.get_attribute("href") for a in still.locator("main a[href^='/provider']").all()]
        for address in dict.fromkeys(a for a in addresses if a):
            still.goto(address)
            seen.append(still.locator("main").inner_text())
    assert not any("zqchain" in text for text in seen)
    return "\n".join(seen)
