"""Step 3 of the chain: a visit planned, answered standard by standard, read back, reviewed by an outsider, graded."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import filling
from tests.journeys.looking import must_be_good

METHODS = ("document", "observation", "talk_with_child", "talk_with_staff_or_carer")


def plan(page: Page, home: str) -> str:
    """A full visit without notice, today, with the best team there is; the address of the visit."""
    page.goto("/field/plan")
    must_be_good(page)
    others = page.locator("main select[name=home]")
    others.select_option(label=next(o for o in others.locator("option").all_inner_texts() if home in o))
    page.locator("main form[method=get] button").click()
    must_be_good(page)
    form = page.locator("main form[method=post]")
    form.locator("[name=type]").select_option("FULL")
    lead = form.locator("[name=lead]")
    own = page.locator(".bar bdi").first.inner_text()
    lead.select_option(label=next(o for o in lead.locator("option").all_inner_texts() if own in o))
    for box in form.locator("[name=members]").all():
        box.check()
    filling.press(page)
    expect(page).to_have_url(re.compile("/field/visits/[0-9a-f-]{36}$"))
    must_be_good(page)
    return page.url


def arrive(page: Page, visit: str) -> None:
    """At the gate, then danger first."""
    page.goto(f"{visit}/arrive")
    must_be_good(page)
    filling.fill(page, {"opened_by": "چوکیدار"}, language="ur")
    filling.press(page)
    expect(page).to_have_url(re.compile("/danger$"))
    must_be_good(page)
    for no in page.locator("main form input[type=radio][value=no]").all():
        no.check()
    filling.press(page)


def answer(page: Page, visit: str) -> None:
    """Ten pages, sixty-nine answers, each with how it is known."""
    page.goto(f"{visit}/s")
    must_be_good(page)
    for number in range(1, 11):
        page.goto(f"{visit}/s/{number}")
        if number in (1, 3):
            must_be_good(page)
        for mark in page.locator("main form input[type=radio][value='3']").all():
            mark.check(force=True)
        for method in METHODS:
            for box in page.locator(f"main form input[type=checkbox][value={method}]").all():
                box.check()
        if number == 9:
            page.locator("main form input[type=radio][value='2']").first.check(force=True)
        filling.press(page)


def close(page: Page, visit: str) -> None:
    """The talks with children, the live grade, reading back, sending."""
    page.goto(f"{visit}/children")
    must_be_good(page)
    filling.fill(page, {"present": "0", "heard": "0", "coached": "0", "reason": "", "talks_refused": "n"})
    filling.press(page)
    page.goto(f"{visit}/grade")
    must_be_good(page)
    expect(page.locator("main")).to_contain_text("A")
    page.goto(f"{visit}/close")
    must_be_good(page)
    filling.fill(page, {"signed_by": "Ameena Soomro"}, language="ur")
    filling.press(page)
    expect(page).to_have_url(re.compile("/sent$"))
    must_be_good(page)


def comment(page: Page) -> None:
    """The home says that the facts are right."""
    page.goto("/provider")
    must_be_good(page)
    page.locator("main a[href*='/provider/homes/']").first.click()
    must_be_good(page)
    home = re.search(r"/provider/homes/[0-9a-f-]{36}", page.url)
    assert home, page.url
    page.goto(f"{home[0]}/grade")
    must_be_good(page)
    page.locator("main a[href*='/reports/']").first.click()
    must_be_good(page)
    filling.fill(page, {"words": "", "agree": "y"}, language="sd")
    filling.press(page)


def review_and_publish(page: Page, visit: str) -> None:
    """Somebody who was not on the team."""
    page.goto("/office/inspections")
    must_be_good(page)
    report = visit.replace("/field/visits/", "/office/inspections/")
    page.goto(report)
    must_be_good(page)
    filling.press(page)
    page.goto(report)
    filling.sent(page, page.locator("form[action$='/publish'] button"))
    expect(page.locator("main")).to_contain_text("A")


def whole(staff: Callable[..., Page], owner: Page, home: str) -> str:
    """All of step 3; the address of the visit in the field."""
    inspector = staff("inspector1", language="ur", width=360, height=740)
    visit = plan(inspector, home)
    arrive(inspector, visit)
    answer(inspector, visit)
    close(inspector, visit)
    comment(owner)
    review_and_publish(staff("reviewer"), visit)
    return visit
