"""A home's manager with only a phone: from nothing to "sent", in Sindhi, by keys alone and without JavaScript."""

import re
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.journeys import applying, keyboard

PARTS = 11


def path_of(page: Page) -> str:
    return re.sub(r"^https?://[^/]+|[?#].*$", "", page.url)


def good(page: Page) -> None:
    """In Sindhi, from right to left, under one heading, and no wider than the phone."""
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == ("sd", "rtl"), page.url
    assert page.locator("h1").count() == 1, page.url
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} scrolls sideways"


# A body and a home of its own: the chain looks for its home by name in the same made-up Sindh.
OWN = {
    **applying.ANSWERS,
    "legal_name": "Umeed Trust (made up)",
    "legal_name_ur": "امید ٹرسٹ (فرضی)",
    "legal_name_sd": "اميد ٽرسٽ (فرضي)",
    "home_name": "Umeed Ghar (made up)",
    "home_name_ur": "امید گھر (فرضی)",
    "home_name_sd": "اميد گهر (فرضي)",
}


def account(page: Page, name: str, phone: str) -> None:
    """Name, number, password; then the six digits that come by text message."""
    given = {"name": name, "phone": phone, "password": "char sufaid kabootar", "language": "sd"}
    keyboard.answer(page, given, language="sd")
    outbox = page.context.new_page()
    outbox.goto("/demo/outbox")
    code = re.search(r"\b(\d{6})\b", outbox.locator("main").inner_text())
    assert code, "no code was sent"
    outbox.close()
    good(page)
    keyboard.answer(page, {"code": code[1]}, language="sd")


def part(page: Page, address: str) -> None:
    """One part: its pages one after another, then its check, and back to the list."""
    keyboard.follow(page, address)
    for _ in range(20):
        good(page)
        if path_of(page).endswith("/check"):
            break
        keyboard.answer(page, OWN, language="sd")
    keyboard.answer(page, {"finished": "yes"}, language="sd")


def papers(page: Page, photo: Path) -> None:
    """One paper as a photo of the phone, the others brought to the office."""
    keyboard.follow(page, "/papers")
    good(page)
    found = [link.get_attribute("href") or "" for link in page.locator("main .tasks a").all()]
    assert len(found) > 10
    for number, address in enumerate(found):
        keyboard.follow(page, address)
        good(page)
        if number == 0:
            keyboard.answer(page, {}, language="sd", photo=photo)
            continue
        keyboard.skip(page)
        keyboard.tab_to(page, lambda stop: stop.evaluate("e => !!e.closest('form[action$=\"/bring\"]')"))
        keyboard.enter(page)


def apply(page: Page, photo: Path, *, name: str, phone: str) -> str:
    """The whole way; the address of the application."""
    page.goto("/sd/apply")
    good(page)
    keyboard.follow(page, "/check/1")
    for answer in applying.SUITABLE.values():
        good(page)
        keyboard.answer(page, {"answer": answer}, language="sd")
    good(page)
    link = page.locator("main a[href^='/account/new']").get_attribute("href") or ""
    keyboard.follow(page, link)
    good(page)
    account(page, name, phone)
    good(page)
    if path_of(page).endswith("/new"):
        keyboard.answer(page, {}, language="sd")
    tasks = path_of(page)
    for number in range(PARTS):
        good(page)
        links = [link.get_attribute("href") or "" for link in page.locator("main .tasks a").all()]
        wanted = [one for one in links if not one.endswith(("/papers", "/check"))]
        assert len(wanted) == PARTS
        part(page, wanted[number])
    papers(page, photo)
    keyboard.follow(page, tasks)
    keyboard.follow(page, "/check")
    good(page)
    keyboard.answer(page, {"declared": "y"}, language="sd")
    return tasks


def test_from_nothing_to_sent_by_keys_alone(visitor: Callable[..., Page], tmp_path: Path) -> None:
    photo = tmp_path / "paper.jpg"
    Image.effect_noise((800, 600), 60).convert("RGB").save(photo)
    page = visitor(width=320, height=640, javascript=False, language="sd")
    tasks = apply(page, photo, name="Zulekhan Khoso", phone="0300 4455668")
    assert path_of(page) == f"{tasks}/sent"
    good(page)
    assert re.search(r"A-\d{4}-\d{5}-[A-Z]", page.locator(".receipt").inner_text())
