"""A person without a mouse and without JavaScript: Tab to move, Space to choose, Enter to go on, keys to write."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.journeys import filling

MOST_STOPS = 150
"""More stops than any page has: whoever presses Tab that often is lost."""


def here(page: Page) -> Locator:
    """What has the focus."""
    return page.locator(":focus")


def skip(page: Page) -> None:
    """Past the head of the page by its first link; an address that says where to begin has done it already."""
    if "#" in page.url:
        return
    page.keyboard.press("Tab")
    assert (here(page).get_attribute("href") or "").startswith("#"), f"{page.url}: the first stop is no skip link"
    page.keyboard.press("Enter")


def tab_to(page: Page, wanted: Callable[[Locator], bool]) -> Locator:
    """Tab until the focus stands on what is wanted; every stop on the way must be seen to have the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = here(page)
        if not stop.count():
            continue
        must_show_focus(page, stop)
        if wanted(stop):
            return stop
    raise AssertionError(f"{page.url}: Tab does not lead there")


def must_show_focus(page: Page, stop: Locator) -> None:
    """The focus can be seen: an outline or a shadow around what has it."""
    style = stop.evaluate("e => { const s = getComputedStyle(e); return [s.outlineStyle, s.boxShadow] }")
    assert style != ["none", "none"], f"{page.url}: no focus to be seen on {stop.evaluate('e => e.outerHTML')[:120]}"


def enter(page: Page) -> None:
    """Enter on what has the focus, and wait for the page it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def follow(page: Page, ending: str) -> None:
    """Go through the link of the page's main part whose address ends so."""
    skip(page)
    tab_to(page, lambda stop: (stop.get_attribute("href") or "").endswith(ending))
    enter(page)


def answer(page: Page, answers: dict[str, str], *, language: str, photo: Path | None = None) -> None:
    """Fill in the page's form, stop by stop, and press its first button."""
    skip(page)
    done: set[str] = set()
    while True:
        stop = tab_to(page, lambda one: one.evaluate("e => !!e.closest('main form[method=post]')"))
        if stop.evaluate("e => e.tagName") == "BUTTON":
            break
        name = stop.get_attribute("name") or ""
        if name not in done:
            _fill(page, stop, name, answers, language, photo)
            done.add(name)
    enter(page)
    refused = page.locator("[data-error-summary]")
    assert not refused.count(), f"{page.url} refused: {refused.inner_text()}"


def _fill(page: Page, stop: Locator, name: str, answers: dict[str, str], language: str, photo: Path | None) -> None:
    kind = stop.evaluate("e => e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase()")
    short = name.rpartition("-")[2] if "-" in name else name
    wanted = answers.get(name, answers.get(short))
    if kind == "radio":
        _choose(page, name, wanted)
    elif kind == "checkbox":
        if wanted == "y" or (wanted is None and page.locator(f'main [name="{name}"]').count() > 1):
            page.keyboard.press("Space")
    elif kind == "select":
        _pick(page, stop, wanted)
    elif kind == "file":
        assert photo
        _give_file(page, photo)
    else:
        facts = {"name": name, "type": kind, "mode": stop.evaluate("e => e.inputMode")}
        page.keyboard.press("Control+A")
        written = wanted if wanted is not None else filling.sensible(facts, language)
        page.keyboard.type(written) if written else page.keyboard.press("Delete")


def _give_file(page: Page, photo: Path) -> None:
    """Space on the button opens the phone's own chooser.

    Chromium is only told that we answer for the chooser while somebody waits for it, and does not say when it knows: a
    Space that came before it was told opens a window nobody sees. So the wait begins once for all, then comes the key.
    """
    with page.expect_file_chooser(timeout=90_000) as chooser:
        for _ in range(6):
            page.wait_for_timeout(500)
            page.keyboard.press("Space")
            page.wait_for_timeout(1000)
            if chooser.is_done():
                break
    chooser.value.set_files(photo)


def _choose(page: Page, name: str, wanted: str | None) -> None:
    """A radio: Space on the first, arrows to the others."""
    values = [one.get_attribute("value") for one in page.locator(f'main [name="{name}"]').all()]
    value = wanted if wanted in values else "yes" if "yes" in values else values[0]
    page.keyboard.press("Space")
    for _ in values:
        if here(page).get_attribute("value") == value:
            break
        page.keyboard.press("ArrowDown")
    assert here(page).get_attribute("value") == value, name
    assert here(page).is_checked(), name


def _pick(page: Page, select: Locator, wanted: str | None) -> None:
    """A list: arrows until the wanted line stands there."""
    values = [option.get_attribute("value") for option in select.locator("option").all()]
    value = wanted if wanted in values else next(one for one in values if one)
    for _ in values:
        if select.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    assert select.input_value() == value
