"""The pictures of the README, taken from a running demonstration: `python -m tests.screens URL FOLDER`."""

import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.conftest import CHROMIUM, PASSWORD, QUIET


def door(browser: Browser, url: str, name: str, language: str, width: int) -> Page:
    """A person of the demonstration, signed in."""
    page = browser.new_page(base_url=url, viewport={"width": width, "height": 760})
    page.goto(f"/language/{language}?next=/sign-in")
    page.locator("input[name=name]").fill(f"{name}@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url(lambda there: "/sign-in" not in there)
    page.goto(f"/language/{language}?next=/home")
    return page


def main(url: str, folder: Path) -> None:
    """Five faces: the public register, a home's manager, an inspector, the panel, a child; and the director's page."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        public = browser.new_page(base_url=url, viewport={"width": 1100, "height": 760})
        public.goto("/en/register?grade=C")
        public.locator("main table a").first.click()
        public.screenshot(path=folder / "register.png")
        manager = door(browser, url, "manager", "sd", 390)
        manager.goto("/provider")
        manager.screenshot(path=folder / "provider.png")
        field = door(browser, url, "inspector1", "ur", 390)
        field.goto("/field")
        field.screenshot(path=folder / "field.png")
        panel = door(browser, url, "chair.hyd", "en", 1366)
        panel.goto("/panel")
        case = panel.locator("main a[href*='/panel/cases/']").first.get_attribute("href")
        panel.goto(re.sub(r"/(views|decide|record)$", "", case or "/panel"))
        panel.screenshot(path=folder / "panel.png")
        child = browser.new_page(base_url=url, viewport={"width": 390, "height": 760})
        child.goto("/b")
        child.locator("main button[name=language][value=sd]").click()
        child.locator("button[name=go][value=tell]").click()
        child.locator("form[action='/b'][novalidate] button.go").last.click()
        child.locator("input[name=danger][value=no]").check(force=True)
        child.locator("form[action='/b'][novalidate] button.go").last.click()
        child.screenshot(path=folder / "child.png")
        dash = door(browser, url, "director", "en", 1100)
        dash.goto("/dash")
        dash.screenshot(path=folder / "dash.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
