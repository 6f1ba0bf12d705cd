"""Step 4 of the chain: a boy is referred, assessed, heard; every family option is answered; the panel decides."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from registry_app.core import clock
from tests.builders.cases import CODES
from tests.journeys import filling
from tests.journeys.looking import must_be_good

REFERRAL = {
    "sex": "boy", "age": "12", "age_method": "SAID", "home_district": "SD-HYD", "name": "Marker Zulfiqar",
    "district": "SD-HYD", "source": "NEIGHBOUR", "danger": "no", "screening": "SAFE_AT_HOME", "legal_care": "PARENTS",
    "code": "", "child_code": "", "sibling": "", "siblings": "", "sibling_code": "", "special_needs": "",
}  # fmt: skip
ASSESSMENT = {
    "necessary": "yes", "grounds": "HARM", "parent_objects": "no", "tracing_exhausted": "yes",
    "in_conflict_with_law": "no",
}  # fmt: skip
VIEW = {"how": "TALK", "alone": "yes", "explained": "yes"}
MATCH = {
    "school_changes": "no", "culture_mismatch": "no", "religion_mismatch": "no", "siblings_together": "",
    "shares_unit": "no", "escort_is_woman": "yes",
}  # fmt: skip


def day(name: str, when: date) -> dict[str, str]:
    """The three boxes of one date field."""
    return {f"{name}-day": str(when.day), f"{name}-month": str(when.month), f"{name}-year": str(when.year)}


def refer(page: Page) -> str:
    """The Child Protection Officer takes the referral; the address of the case, without a name in it."""
    page.goto("/panel/referrals/new")
    must_be_good(page)
    filling.fill(page, REFERRAL)
    filling.press(page)
    expect(page).to_have_url(re.compile("/panel/cases/[0-9a-f-]{36}$"))
    must_be_good(page)
    assert "Zulfiqar" not in page.content()
    return page.url


def assess(page: Page, case: str) -> None:
    page.goto(f"{case}/necessity")
    must_be_good(page)
    page.locator("main form [name=grounds][value=HARM]").check()
    filling.fill(page, {**ASSESSMENT, **day("on_day", clock.today())})
    filling.press(page)


def ladder(page: Page, case: str) -> None:
    """Each rung below the home, with a code, what shows it, and its day."""
    page.goto(f"{case}/family")
    must_be_good(page)
    expect(page.locator("main")).to_contain_text(re.compile("Closed|بند"))
    for number, (rung, code) in enumerate(CODES.items()):
        page.goto(f"{case}/family/{rung.value}")
        if number == 0:
            must_be_good(page)
        form = page.locator("main form[method=post]").first
        form.locator("[name=finding][value=ruled_out]").check(force=True)
        choice = form.locator("[name=code]")
        if choice.first.evaluate("e => e.tagName") == "SELECT":
            choice.select_option(code)
        else:
            form.locator(f"[name=code][value={code}]").check(force=True)
        form.locator("[name=evidence]").fill("A visit and a talk on this day")
        for name, value in day("on_day", clock.today()).items():
            form.locator(f"[name={name}]").fill(value)
        filling.press(page)


def child_view(page: Page, case: str) -> None:
    page.goto(f"{case}/child-view")
    must_be_good(page)
    filling.fill(page, {**VIEW, **day("on_day", clock.today())})
    filling.press(page)


def match(page: Page, case: str, home: str) -> None:
    """The homes that pass every block, the nearest and best first; this one, with the reason."""
    page.goto(f"{case}/match?care=RESIDENTIAL")
    must_be_good(page)
    page.locator("main label", has_text=home).locator("input[type=radio]").first.check(force=True)
    filling.fill(page, {**MATCH, "home": page.locator("[name=home]:checked").get_attribute("value") or ""})
    filling.press(page)
    page.goto(case)
    filling.sent(page, page.locator("form[action$='/move/send'] button"))


def decide(page: Page, case: str) -> None:
    """The chair: roll call, own view first, the votes, the decision, read aloud and locked."""
    page.goto("/panel")
    must_be_good(page)
    page.locator("main a[href*='/panel/meetings/']").first.click()
    must_be_good(page)
    for present in page.locator("main form[action$='/roll'] input[type=radio][value=PRESENT]").all():
        present.check(force=True)
    if page.locator("main form[action$='/roll'] button").count():
        filling.sent(page, page.locator("main form[action$='/roll'] button").first)
    page.goto(f"{case}/views")
    must_be_good(page)
    filling.fill(page, {"view": "FOR"})
    filling.press(page)
    page.goto(f"{case}/decide")
    must_be_good(page)
    for vote in page.locator("main form input[type=radio][value=FOR]").all():
        vote.check(force=True)
    today = clock.today()
    later = {**day("review_on", today + timedelta(days=14)), **day("task_due", today + timedelta(days=7))}
    votes = {field["name"]: "FOR" for field in filling.fields(page) if field["name"].startswith("vote-")}
    filling.fill(page, {"outcome": "APPROVE", **later, **votes})
    filling.press(page)
    page.goto(f"{case}/record")
    must_be_good(page)
    filling.sent(page, page.locator("form[action$='/lock'] button"))


def stays(page: Page, case: str) -> None:
    """The child's sheet, and the child in the list of stays under a decision."""
    page.goto(f"{case}/child-sheet")
    must_be_good(page)
    page.goto("/panel/stays?basis=DECISION")
    must_be_good(page)
    assert "Zulfiqar" not in page.content()


def whole(staff: Callable[..., Page], home: str) -> str:
    """All of step 4; the address of the case."""
    officer = staff("cpo.hyd", language="ur")
    case = refer(officer)
    assess(officer, case)
    ladder(officer, case)
    child_view(officer, case)
    match(officer, case, home)
    decide(staff("chair.hyd"), case)
    stays(officer, case)
    return case
