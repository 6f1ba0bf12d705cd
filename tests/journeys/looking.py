"""What every page must be: clean for axe, no wider than the screen, in the right direction, quiet in the console."""

import time
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe()
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}


def faults(page: Page) -> list[str]:
    """Everything axe finds on this page, one line each."""
    page.evaluate(AXE.axe_script)
    # Only what is wrong comes over: what axe passed is thousands of lines a page.
    found = page.evaluate("rules => axe.run(rules).then(results => results.violations)", RULES)
    return [f"{fault['id']}: {node['html'][:150]}" for fault in found for node in fault["nodes"]]


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def until(page: Page, expression: str, arg: Any = None, *, seconds: float = 45) -> None:
    """Wait for what a function of the page says, promises awaited.

    `wait_for_function` looks at a promise, not at what it promises, and a page's own policy may forbid it.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(expression, arg):
        assert time.monotonic() < end, f"{page.url}: not within {seconds} seconds: {expression}"
        page.wait_for_timeout(50)


def must_be_good(page: Page) -> None:
    """Assert what every page of the chain must be."""
    where = page.url
    found = faults(page)
    assert not found, f"{where}: {found}"
    assert sideways(page) <= 0, f"{where} scrolls sideways"
    language = page.locator("html").get_attribute("lang")
    assert page.locator("html").get_attribute("dir") == ("ltr" if language == "en" else "rtl"), where
    assert page.locator("h1").count() == 1, where
