"""Step 1 of the chain, as a home's manager does it on a phone: from nothing to "sent"."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys import filling
from tests.journeys.looking import must_be_good

SUITABLE = {1: "YES", 2: "MORE", 3: "BODY", 4: "NO"}
ANSWERS = {
    "legal_name": "Sahara Trust (made up)",
    "legal_name_ur": "سہارا ٹرسٹ (فرضی)",
    "legal_name_sd": "سهارا ٽرسٽ (فرضي)",
    "ownership": "NGO",
    "past_refusals": "no",
    "foreign_funding": "no",
    "yearly_cost": "4000000",
    "home_name": "Sahara Ghar (made up)",
    "home_name_ur": "سہارا گھر (فرضی)",
    "home_name_sd": "سهارا گهر (فرضي)",
    "district": "SD-HYD",
    "tenure": "OWN",
    "village": "no",
    **{f"houses-0-{part}": "" for part in ("name", "children", "own_carer", "own_kitchen", "own_door")},
    "beds": "20",
    "square_feet": "2400",
    "care_type": "RESIDENTIAL",
    "sexes": "BOYS",
    "age_from": "6",
    "age_to": "17",
    "woman_in_charge": "yes",
    "conflict_with_law": "no",
    "capacity": "12",
    "children": "0",
    "girls": "0",
    "boys": "0",
    "transgender": "0",
    "people": "6",
    "women": "3",
    "men": "3",
    "lat": "25.3924",
    "lon": "68.3737",
    "cctv_places": "",
}


def make_account(page: Page, name: str, phone: str, language: str) -> None:
    """A new account; the code comes by text message, which the demonstration shows on its outbox page."""
    filling.fill(page, {"name": name, "phone": phone, "password": "char sufaid kabootar", "language": language})
    must_be_good(page)
    filling.press(page)
    outbox = page.context.new_page()
    outbox.goto("/demo/outbox")
    code = re.search(r"\b(\d{6})\b", outbox.locator("main").inner_text())
    assert code, "no code was sent"
    outbox.close()
    page.locator("input[name=code]").fill(code[1])
    filling.press(page)


def suitability(page: Page, language: str) -> None:
    """The four questions, one a page."""
    page.goto(f"/{language}/apply")
    must_be_good(page)
    page.goto(f"/{language}/apply/check/1")
    for number, answer in SUITABLE.items():
        expect(page).to_have_url(re.compile(f"/check/{number}$"))
        must_be_good(page)
        filling.fill(page, {"answer": answer})
        filling.press(page)
    expect(page).to_have_url(re.compile("/apply/yes$"))
    must_be_good(page)


def parts(page: Page, tasks: str) -> None:
    """Every part of the task list, step by step, each marked as finished."""
    page.goto(tasks)
    must_be_good(page)
    addresses = [link.get_attribute("href") for link in page.locator(".tasks a, .tasklist a, main ul a").all()]
    wanted = [a for a in addresses if a and a.startswith(tasks) and not re.search(r"/(papers|check|withdraw)$", a)]
    assert len(set(wanted)) == 11, wanted
    for number, address in enumerate(dict.fromkeys(wanted)):
        page.goto(address)
        for _ in range(20):
            if page.url.endswith("/check"):
                break
            if number < 3:
                must_be_good(page)
            filling.fill(page, ANSWERS, language="sd")
            filling.press(page)
        filling.fill(page, {"finished": "yes"})
        filling.press(page)


def papers(page: Page, tasks: str, photo: Path) -> None:
    """One paper as a photograph, the others brought to the office."""
    page.goto(f"{tasks}/papers")
    must_be_good(page)
    addresses = [link.get_attribute("href") for link in page.locator("main a").all()]
    codes = list(dict.fromkeys(a for a in addresses if a and re.search(r"/papers/D\d\d$", a)))
    assert codes
    for number, address in enumerate(codes):
        page.goto(address)
        if number == 0:
            must_be_good(page)
            page.locator("input[type=file]").set_input_files(photo)
            filling.sent(page, page.locator("main form:has(input[type=file]) button").first)
        else:
            filling.sent(page, page.locator("form[action$='/bring'] button"))


def send(page: Page, tasks: str) -> str:
    """Check everything, declare, send; the application's number from the receipt."""
    page.goto(f"{tasks}/check")
    must_be_good(page)
    page.locator("main form[method=post] input[type=checkbox]").first.check()
    filling.press(page)
    expect(page).to_have_url(re.compile("/sent$"))
    must_be_good(page)
    return page.locator(".receipt").inner_text()
