"""A whole visit where there is no network: the browser is killed twice, the phone restarted, the line bad on the way
back. At the office it is one visit, nothing lost and nothing doubled; and a stolen phone shows nothing."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import inspecting
from tests.journeys.looking import faults, sideways, until
from tests.journeys.on_the_phone import (
    LEFT,
    NOTE,
    PIN,
    Phone,
    arrive,
    bad_line,
    children,
    finish,
    standard,
)

# Homes of the demonstration where no girls live, so that the inspector may lead; one for each journey.
WHOLE, STOLEN = "Cool Jar Boys' Home", "Corner Oven Boys' Home"
BLOCKED, OVER = "Lotus Pond Boys' Home", "Three Wells Boys' Home 2"


def planned(staff, home):
    """The inspector's page with a network, and the key of a visit that may begin at once."""
    page = staff("inspector1")
    return page, inspecting.plan(page, home).rpartition("/")[2]


@pytest.fixture
def phone(chromium, place, tmp_path):
    made = []

    def get(page):
        one = Phone(chromium, place, tmp_path / f"phone-{len(made)}", page.context.cookies())
        made.append(one)
        return one

    yield get
    for one in made:
        one.kill()


def begun(it, visit, *numbers):
    """Ready with a network, then out of reach: at the home, some standards answered."""
    it.start(offline=False)
    it.get_ready()
    it.context.set_offline(True)
    it.page.locator(f"a[href='#/v/{visit}']").click()
    arrive(it, visit)
    children(it, visit)
    for number in numbers:
        standard(it, visit, number, photos=1, note=NOTE)


def turned(it):
    """A photo that lies on its side is set upright, once and at once: one photo is kept, not two."""
    shown = it.page.locator("[data-criterion] li.card img")
    lying = "image => image.complete && image.naturalWidth > image.naturalHeight"
    standing = "image => image.complete && image.naturalHeight > image.naturalWidth"
    expect(shown).to_have_count(1)
    assert shown.evaluate(f"async image => {{ await image.decode(); return ({lying})(image); }}")
    it.press("Turn this photo")
    until(
        it.page,
        f"() => {{ const image = document.querySelector('li.card img'); return image && ({standing})(image); }}",
    )
    expect(shown).to_have_count(1)
    it.saved()


def test_a_full_visit_comes_to_the_office_once(staff, phone):
    online, visit = planned(staff, WHOLE)
    it = phone(online)
    page = it.start(offline=False)
    assert faults(page) == []
    it.get_ready()
    assert faults(page) == []
    assert sideways(page) <= 0
    it.kill()

    # Killed for the first time in the middle of the standards, right after photos were taken.
    page = it.start()
    it.enter()
    page.locator(f"a[href='#/v/{visit}']").click()
    arrive(it, visit)
    children(it, visit)
    assert faults(page) == []
    assert sideways(page) <= 0
    answered = sum(standard(it, visit, n, photos=2 if n == 4 else 0, note=NOTE if n == 3 else "") for n in range(1, 5))
    assert faults(page) == []
    assert sideways(page) <= 0
    it.kill()

    # Killed for the second time after the last answer. Where it was is said, and the person chooses.
    page = it.start()
    it.enter()
    page.locator(f"a[href='#/v/{visit}']").click()
    expect(page.locator("[data-restore]")).to_contain_text("You were on")
    it.press("Go on")
    expect(page).to_have_url(re.compile("/s/4$"))
    expect(page.locator("[data-criterion] li.card img")).to_have_count(2)
    answered += sum(standard(it, visit, n, photos=2 if n in (5, 7) else 0) for n in range(5, 11))
    assert answered == 69
    it.go(f"#/v/{visit}/grade")
    expect(page.locator("[data-overall]")).to_have_attribute("data-overall", "66.7")
    assert faults(page) == []
    it.kill()

    # The phone was restarted; the report is finished without a network and waits.
    page = it.start()
    it.enter()
    page.wait_for_selector("main .card")
    finish(it, visit)
    assert len(page.evaluate(LEFT)["unsent"]) == 7
    assert faults(page) == []
    assert sideways(page) <= 0

    # The line drops every third request, also after the office heard it.
    lost = bad_line(it.context)
    it.context.set_offline(False)
    page.wait_for_selector("[data-receipt]", timeout=120_000)
    assert lost
    assert page.evaluate(LEFT)["unsent"] == []
    assert it.faults == []

    # One visit, with all of it.
    online.goto(f"/office/inspections/{visit}")
    assert "66.7" in online.locator("main").inner_text()
    online.goto("/field/outbox")
    receipts = online.locator("main").inner_text()
    assert receipts.count(home_number(online)) == 1


def home_number(page):
    return re.findall(r"H-\d{5}-[A-Z]", page.locator("main").inner_text())[0]


def test_a_stolen_phone_shows_nothing(staff, phone):
    """Every file of the real profile is searched: no answer, no note, no name, no number of a child or of the home."""
    online, visit = planned(staff, STOLEN)
    it = phone(online)
    begun(it, visit, 3)
    page = it.page
    it.go(f"#/v/{visit}/children")
    page.wait_for_selector("[data-child]")
    codes = [one.get_attribute("data-child") for one in page.locator("[data-child]").all()]
    assert codes
    home = re.findall(r"H-\d{5}-[A-Z]", page.locator("main").inner_text())[0]
    it.kill()
    # S3.1 stands only where an answer stands: in a record, a brief, or the state of a form that a browser restores.
    said = [NOTE, '"opened_by":"guard"', "S3.1", STOLEN, home, PIN, *codes]
    files = {path: path.read_bytes() for path in it.folder.rglob("*") if path.is_file()}
    found = [
        (str(path.relative_to(it.folder)), word)
        for path, raw in files.items()
        for word in said
        if word.encode() in raw or word.encode("utf-16-le") in raw
    ]
    assert found == []
    # What is looked for would be found: the profile holds the address of the screens in clear.
    assert any(b"field/phone" in raw for raw in files.values())


def test_ten_wrong_pins_empty_the_phone_and_what_is_unsent_still_comes(staff, phone):
    online, visit = planned(staff, BLOCKED)
    it = phone(online)
    begun(it, visit, 1)
    it.kill()
    page = it.start()
    for wrong in range(10):
        it.enter(f"77777{wrong}")
        until(
            page, "(n) => document.body.textContent.includes(n)", f"{9 - wrong} tries" if wrong < 9 else "was emptied"
        )
    left = page.evaluate(LEFT)
    assert left["kept"] == []
    assert left["phone"][0][:2] == ["wiped", False]
    assert sorted(kind for kind, _, _ in left["unsent"]) == ["file", "visit"]
    it.context.set_offline(False)
    it.go("#/outbox")
    it.press("Send now")
    until(
        page,
        f"async () => (await ({LEFT})()).unsent.every(([kind, seq, sent]) => sent >= (kind === 'visit' ? seq : 1))",
    )
    online.goto(f"/field/visits/{visit}/s/1")
    expect(online.locator("input[type=radio][value='2']:checked")).to_have_count(7)
    assert it.faults == []


def test_after_its_time_nothing_can_be_read(staff, phone):
    """The hours without the office are over: all that could be read is gone when the phone is opened."""
    online, visit = planned(staff, OVER)
    it = phone(online)
    begun(it, visit, 1)
    page = it.page
    turned(it)
    page.evaluate(
        """async () => {
          const answer = (asked) => new Promise((fine) => { asked.onsuccess = () => fine(asked.result); });
          const base = await answer(indexedDB.open("field"));
          const store = base.transaction("phones", "readwrite").objectStore("phones");
          const [phone] = await answer(store.getAll());
          await answer(store.put({ ...phone, until: Date.now() - 1000 }));
          base.close();
        }"""
    )
    it.kill()
    page = it.start()
    assert "was emptied" in page.locator("h1").inner_text()
    left = page.evaluate(LEFT)
    assert (left["kept"], left["phone"][0][:2]) == ([], ["wiped", False])
    assert sorted(kind for kind, _, _ in left["unsent"]) == ["file", "visit"]
