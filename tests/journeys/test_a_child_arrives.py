"""The police bring a child at midnight: no network, the notice is begun on a phone, the unit has it in the morning.

The steps a person takes are counted, not the seconds: two minutes are 24 steps of five seconds each.
"""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys import filling
from tests.journeys.conftest import QUIET
from tests.journeys.looking import faults, sideways, until

STEPS = 24
NEW = "/provider/arrivals/new"
LEFT = """async () => {
  const answer = (asked) => new Promise((fine) => { asked.onsuccess = () => fine(asked.result); });
  const base = await answer(indexedDB.open("arrivals"));
  const all = (name) => answer(base.transaction(name).objectStore(name).getAll());
  const drafts = await all("drafts");
  const size = drafts.length ? drafts[0].locked.text.byteLength : 0;
  const found = { drafts: drafts.length, size, queue: await all("queue") };
  base.close();
  return found;
}"""


class Hand:
    """A person's hand: every press and every box filled is one step."""

    def __init__(self, page):
        self.page, self.steps = page, 0

    def press(self, selector):
        self.steps += 1
        self.page.locator(selector).first.click()

    def choose(self, name, value):
        self.press(f"label:has(> input[name='{name}'][value='{value}'])")

    def write(self, name, text):
        self.steps += 1
        self.page.locator(f"[name='{name}']").fill(text)


def prepared(page):
    """The page was opened once with a network; from then on this phone has it."""
    page.goto(NEW)
    page.wait_for_selector("[data-arrival][data-ready]", state="attached")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    kept = page.locator("[data-arrival]").get_attribute("data-kept")
    until(page, "(kept) => caches.match(kept).then(Boolean)", kept)


def answer(hand, name="Marvi Marker"):
    """Three questions for the child and one for who brought it, and what the police wrote down."""
    hand.choose("children-0-sex", "girl")
    hand.write("children-0-age", "6")
    hand.choose("children-0-condition", "AFRAID")
    hand.press("[data-row] details summary")
    hand.write("children-0-name", name)
    hand.choose("brought_by", "POLICE")
    hand.write("police_station", "Market")
    hand.write("diary_number", "41")


@pytest.mark.parametrize("language", ["en", "ur"])
def test_begun_without_network_it_is_with_the_unit_in_the_morning(staff, language):
    page = staff("manager", width=320, language=language)
    prepared(page)
    page.context.set_offline(True)
    page.goto(NEW)
    page.wait_for_selector("[data-arrival][data-ready]", state="attached")
    assert faults(page) == []
    assert sideways(page) <= 0
    hand = Hand(page)
    answer(hand)
    hand.press("form[data-arrival] .button--wide")
    page.wait_for_selector("[data-queue] .sync--phone")
    assert hand.steps <= STEPS
    kept = page.evaluate(LEFT)
    assert (kept["drafts"], len(kept["queue"])) == (0, 1)
    assert "Marvi" not in str(kept["queue"])
    page.context.set_offline(False)
    page.wait_for_selector("[data-queue] .sync--office")
    number = page.locator("[data-queue] [data-fill=number]").inner_text()
    assert page.evaluate(LEFT) == {"drafts": 0, "size": 0, "queue": []}
    page.locator("[data-queue] [data-fill=receipt]").click()
    page.wait_for_selector(".receipt")
    assert number in page.locator(".receipt").inner_text()
    assert faults(page) == []
    assert sideways(page) <= 0
    unit = staff("cpuhead.hyd", language=language)
    unit.goto("/panel/arrivals")
    assert number in unit.locator("main").inner_text()
    assert "Marvi" not in unit.content()
    assert faults(unit) == []


def test_what_waits_goes_out_from_any_page_of_this_phone(staff):
    page = staff("manager", width=320)
    prepared(page)
    page.context.set_offline(True)
    page.goto(NEW)
    page.wait_for_selector("[data-arrival][data-ready]", state="attached")
    hand = Hand(page)
    answer(hand, "Momal Marker")
    hand.press("form[data-arrival] .button--wide")
    page.wait_for_selector("[data-queue] .sync--phone")
    # The office is down for sending only: the next page shows how many wait, and that page is none of the notice.
    page.context.route("**/provider/arrivals/door", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/provider")
    bar = page.locator("[data-arrivals-waiting]")
    expect(bar).to_be_visible()
    assert bar.locator("[data-many]").inner_text() == "1"
    assert faults(page) == []
    assert sideways(page) <= 0
    page.context.unroute("**/provider/arrivals/door")
    page.goto("/provider/incidents")
    until(page, f"async () => (await ({LEFT})()).queue.length === 0")
    expect(page.locator("[data-arrivals-waiting]")).to_be_hidden()


def test_a_browser_that_is_killed_loses_nothing(chromium, place, staff, tmp_path):
    """Once while it is written, once while it waits: a browser with the same store goes on, and sends when it can."""

    def browser():
        made = chromium.chromium.launch_persistent_context(
            str(tmp_path / "phone"), executable_path="/usr/bin/chromium", args=QUIET, base_url=place.url,
            viewport={"width": 320, "height": 640}, locale="en-PK",
        )  # fmt: skip
        made.set_default_timeout(45_000)
        return made, made.pages[0]

    first, page = browser()
    signed = staff("manager")
    first.add_cookies(signed.context.cookies())
    prepared(page)
    first.set_offline(True)
    page.goto(NEW)
    page.wait_for_selector("[data-arrival][data-ready]", state="attached")
    hand = Hand(page)
    answer(hand, "Sassui Marker")
    out = io.BytesIO()
    Image.new("RGB", (1400, 900), "green").save(out, "JPEG")
    photo = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}
    page.locator("[name='children-0-photo']").set_input_files(photo)
    # The photo is shrunk and kept before the phone goes off.
    page.wait_for_selector("[data-noted]", state="attached")
    until(page, f"async () => (await ({LEFT})()).size > 6000")
    first.close()

    second, page = browser()
    second.set_offline(True)
    page.goto(NEW)
    page.wait_for_selector("[data-arrival][data-ready]", state="attached")
    assert page.locator("[name='children-0-name']").input_value() == "Sassui Marker"
    assert page.locator("[name='children-0-sex'][value=girl]").is_checked()
    expect(page.locator("[data-noted]")).to_have_count(1)
    page.locator("form[data-arrival] .button--wide").click()
    page.wait_for_selector("[data-queue] .sync--phone")
    second.close()

    third, page = browser()
    third.add_cookies(signed.context.cookies())
    page.goto(NEW)
    page.wait_for_selector("[data-queue] .sync--office")
    number = page.locator("[data-queue] [data-fill=number]").inner_text()
    assert page.evaluate(LEFT) == {"drafts": 0, "size": 0, "queue": []}
    third.close()
    unit = staff("cpuhead.hyd")
    unit.goto("/panel/arrivals")
    unit.get_by_role("link", name=number).click()
    unit.locator("tbody a").first.click()
    unit.locator("[name=reason]").fill("The list of missing children asks for it")
    unit.locator("form[action$='/photo'] button").click()
    unit.wait_for_selector("img[src^='data:image/jpeg']")


def test_what_is_missing_is_marked_before_it_is_sealed(staff):
    page = staff("manager", width=320)
    prepared(page)
    page.locator("form[data-arrival] .button--wide").click()
    expect(page.locator("[data-wrong]")).to_have_count(4)
    assert page.evaluate(LEFT)["queue"] == []
    page.locator("button[name=more]").click()
    expect(page.locator("[data-row]")).to_have_count(2)
    hand = Hand(page)
    answer(hand)
    for name, value in (("sex", "boy"), ("condition", "WELL")):
        hand.choose(f"children-1-{name}", value)
    hand.write("children-1-age", "three")
    page.locator("form[data-arrival] .button--wide").click()
    expect(page.locator("[data-wrong]")).to_have_count(2)
    page.locator("[name='children-1-age']").fill("3")
    page.locator("[name=together]").select_option("FAMILY")
    page.locator("form[data-arrival] .button--wide").click()
    page.wait_for_selector("[data-queue] .sync--office")


def test_signed_out_it_waits_for_the_sign_in(staff):
    page = staff("manager", width=320)
    prepared(page)
    page.context.clear_cookies()
    answer(Hand(page), "Sorath Marker")
    page.locator("form[data-arrival] .button--wide").click()
    page.wait_for_selector("[data-queue] a[href^='/sign-in']")
    assert len(page.evaluate(LEFT)["queue"]) == 1


def test_without_scripts_it_is_a_plain_form(staff):
    page = staff("manager", width=320, javascript=False)
    page.goto(NEW)
    answer(Hand(page))
    filling.sent(page, page.locator("form[data-arrival] .button--wide"))
    expect(page.locator(".receipt")).to_have_count(1)
    assert sideways(page) <= 0
