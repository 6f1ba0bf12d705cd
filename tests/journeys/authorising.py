"""Step 2 of the chain: the offices check, look, recommend and decide, each by another person; the certificate."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import filling
from tests.journeys.looking import must_be_good

CLEAR = "CLEAR"


def open_case(page: Page, number: str) -> str:
    """The application in the office's queue; its address."""
    page.goto("/office/applications")
    must_be_good(page)
    page.goto(f"/office/applications?q={number}")
    page.locator("main tr", has_text=number).locator("a").first.click()
    expect(page).to_have_url(re.compile("/office/applications/[0-9a-f-]{36}$"))
    return page.url


def check_and_vet(page: Page, number: str) -> str:
    """The registrar: everything is there, everybody is clear."""
    case = open_case(page, number)
    must_be_good(page)
    see_papers(page, case)
    complete = page.locator("form[action$='/complete'] button")
    if complete.count():
        filling.sent(page, complete)
    record_checks(page, case)
    page.goto(f"{case}/vetting")
    must_be_good(page)
    for radio in page.locator(f"main form input[type=radio][value={CLEAR}]").all():
        radio.check()
    filling.press(page)
    return case


def see_papers(page: Page, case: str) -> None:
    """Every paper that was only promised is brought, looked at, and written down as seen."""
    page.goto(f"{case}/papers")
    must_be_good(page)
    while (seen := page.locator("form[action$='/seen'] button")).count():
        filling.sent(page, seen.first)
        page.goto(f"{case}/papers")
    page.goto(case)


def opinion_on_need(page: Page, case: str) -> None:
    """The Authority writes whether the district needs another residential home, before anybody decides (R14)."""
    page.goto(case)
    page.locator("main a[href$='/need']").click()
    must_be_good(page)
    filling.fill(page, {"need": "NEEDED"})
    filling.press(page)
    expect(page).to_have_url(case)


def complaint_gate(page: Page, case: str) -> None:
    """The head of the Child Protection Unit looks whether children can complain."""
    page.goto(f"{case}/complaint-gate")
    must_be_good(page)
    filling.fill(page, today(), language="ur")
    filling.press(page)


def today() -> dict[str, str]:
    """The three boxes of today's date, for every date field."""
    from registry_app.core import clock

    day = clock.today()
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def visit_and_recommend(page: Page, case: str) -> None:
    """The Social Welfare Department: the visit before registration, and what it recommends."""
    page.goto(f"{case}/visit")
    must_be_good(page)
    filling.fill(page, {**today(), "critical_zero": "no"})
    filling.press(page)
    page.goto(f"{case}/recommendation")
    must_be_good(page)
    filling.fill(page, {"recommendation": "FULL"})
    filling.press(page)


def decide(page: Page, case: str) -> str:
    """The authorising officer, who prepared nothing of it; gives the certificate's number."""
    page.goto(f"{case}/decision")
    must_be_good(page)
    filling.fill(page, {"outcome": "FULL", "day": "", "month": "", "year": ""})
    filling.press(page)
    found = re.search(r"SCPA-\d{4}-\d{5}-[A-Z]", page.locator("main").inner_text())
    assert found, page.locator("main").inner_text()[:500]
    return found[0]


def before_the_gate(page: Page, case: str) -> None:
    """While children cannot complain, the decision is closed (SCPP 5.3.2(j))."""
    page.goto(case)
    assert page.locator("main").inner_text().count("SCPA-") == 0


def name_people(page: Page, language: str) -> None:
    """The home names its owner, its manager and a carer, each with a card, on its own page."""
    page.goto("/provider")
    address = page.locator("main a[href^='/provider/homes/']").first.get_attribute("href") or ""
    home = re.match("/provider/homes/[0-9a-f-]{36}", address)
    assert home, address
    for serial, post in enumerate(("OWNER", "MANAGER", "CARER")):
        page.goto(f"{home[0]}/people/new")
        must_be_good(page)
        filling.fill(
            page, {"kind": "CNIC", "number": f"66666-000000{serial}-1", "post": post, "woman": "yes", **today()},
            language=language,
        )  # fmt: skip
        filling.press(page)


def record_checks(page: Page, case: str) -> None:
    """The registrar saw the card and the police certificate of each of them; the list is searched by the program."""
    page.goto(f"{case}/vetting")
    page.locator("main a[href^='/office/people/homes/']").first.click()
    must_be_good(page)
    links = page.locator("main a[href^='/office/people/']").all()
    files = [a.get_attribute("href") or "" for a in links]
    people = dict.fromkeys(f for f in files if re.search("/office/people/[0-9a-f-]{36}$", f))
    assert len(people) == 3
    for person in people:
        for code in ("V01", "V02"):
            page.goto(f"{person}/checks/{code}")
            filling.fill(page, {"result": "PASSED", **today()})
            filling.press(page)


def whole(staff: Callable[..., Page], number: str) -> tuple[str, str]:
    """All of step 2; (address of the case, number of the certificate)."""
    registrar = staff("registrar")
    case = check_and_vet(registrar, number)
    opinion_on_need(registrar, case)
    complaint_gate(staff("cpuhead.hyd", language="ur"), case)
    visit_and_recommend(staff("director"), case)
    return case, decide(staff("authoriser"), case)


def verify(page: Page, certificate: str, language: str) -> None:
    """Anyone, with the number from the paper."""
    page.goto(f"/verify/{certificate.lower()}")
    must_be_good(page)
    assert certificate in page.locator("main").inner_text()
    page.goto(f"/{language}/register?q=Sahara")
    must_be_good(page)
    page.locator("main table a").first.click()
    must_be_good(page)
