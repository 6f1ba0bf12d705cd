"""Step 5 of the chain: a child tells, an officer without a tie answers, the child says whether it is better."""

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from registry_app.core import clock
from tests.journeys import filling
from tests.journeys.looking import must_be_good

STORY = "zqchainzq اسان کي رات جي ماني دير سان ملي ٿي zqchainzq"


def onward(page: Page) -> None:
    filling.sent(page, page.locator("form[action='/b'][novalidate] button.go").last)


def tell(page: Page, language: str, home: str) -> str:
    """From the first page to the nine digits, with the pictures alone and a few words."""
    page.goto("/b")
    must_be_good(page)
    filling.sent(page, page.locator(f"main button[name=language][value={language}]"))
    filling.sent(page, page.locator("button[name=go][value=tell]"))
    page.locator("select[name=district]").select_option("SD-HYD")
    onward(page)
    page.locator("main label", has_text=home).first.locator("input").check(force=True)
    must_be_good(page)
    onward(page)
    page.locator("input[name=danger][value=no]").check(force=True)
    must_be_good(page)
    onward(page)
    page.locator("input[name=what][value=food]").check(force=True)
    must_be_good(page)
    onward(page)
    filling.sent(page, page.locator("button[value=write]"))
    page.locator("#words").fill(STORY)
    onward(page)
    for _ in ("who", "you", "want"):
        must_be_good(page)
        onward(page)
    page.locator("input[name=answer][value=number]").check(force=True)
    for _ in ("answer", "limits", "look again"):
        onward(page)
    page.locator(".code").first.wait_for()
    number = "".join(page.locator(".code").first.locator("bdi").all_inner_texts())
    assert re.fullmatch(r"\d{9}", number), page.locator("main").inner_text()
    must_be_good(page)
    return number


def do(page: Page, case: str, verb: str, answers: dict[str, str]) -> None:
    """One verb of the officer's page, in its own little form."""
    page.goto(case)
    form = f"form[action$='/{verb}']"
    holder = page.locator("main details", has=page.locator(form))
    if holder.count() and not holder.first.evaluate("e => e.open"):
        holder.first.locator("summary").first.click()
    filling.fill(page, answers, language="ur", form=form)
    filling.sent(page, page.locator(f"{form} button").first)
    refused = page.locator("[data-error-summary]")
    assert refused.count() == 0, f"{verb}: {refused.inner_text()}"


def answer(page: Page) -> str:
    """The complaint officer: sorts, inquires, decides, answers, places the answer for the number."""
    page.goto("/office/complaints")
    must_be_good(page)
    for address in [a.get_attribute("href") for a in page.locator("main a[href*='/office/complaints/']").all()]:
        page.goto(address or "")
        if "zqchainzq" in page.content():
            break
    case = page.url
    assert "zqchainzq" in page.content(), "the message is not in the officer's list"
    must_be_good(page)
    due = clock.today() + timedelta(days=3)
    soon = {"due_on-day": str(due.day), "due_on-month": str(due.month), "due_on-year": str(due.year)}
    sorted_as = {"level": "P3", "category": "food", "about": "NOBODY", "consent": "not_asked", "ground": ""}
    do(page, case, "triage", {**sorted_as, "reply_by": "NUMBER"})
    do(page, case, "investigate", {})
    do(page, case, "decide", {"finding": "SUBSTANTIATED", **soon})
    do(page, case, "write_answer", {"language": "sd", "words": "ماني هاڻي اٺين وڳي ملندي.", "not_done": ""})
    do(page, case, "tell", {"by_number": "y", "told": ""})
    return case


def come_back(page: Page, language: str, number: str) -> None:
    """The child reads the answer with the number and says that it is better."""
    page.goto("/b")
    filling.sent(page, page.locator(f"main button[name=language][value={language}]"))
    filling.sent(page, page.locator("button[value=number]"))
    must_be_good(page)
    filling.keyed(page, number)
    expect(page.locator("main")).to_contain_text("اٺين وڳي")
    assert "zqchainzq" not in page.content()
    must_be_good(page)
    filling.sent(page, page.locator("button[value=better], button[value=is_it_better], a[href='/b']").first)
    page.locator("input[name=better][value=better]").check(force=True)
    onward(page)


def whole(visitor: Callable[..., Page], staff: Callable[..., Page], home: str) -> str:
    """All of step 5; the officer's address of the case."""
    child = visitor(width=320, height=640, language="sd")
    number = tell(child, "sd", home)
    child.goto("/x")
    must_be_good(child)
    case = answer(staff("complaints.hyd", language="ur"))
    come_back(child, "sd", number)
    return case
