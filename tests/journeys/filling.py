"""A person who fills in whatever a page asks, with sensible answers, and presses the button."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

PHONES, CNICS = ("0300 1234567", "+92 301 7654321"), ("41303-1234567-1", "4130376543212")
WORDS = {"en": "As it is done every day, by everyone.", "ur": "جیسا روز سب کرتے ہیں۔", "sd": "جيئن روز سڀ ڪندا آهن."}


def fields(page: Page, form: str = "main form") -> list[dict[str, Any]]:
    """Every control of the page's forms, once for each group of radios, with all its values; `form` narrows them.

    Read in one go: asking the browser box by box takes most of the time of a journey.
    """
    return page.evaluate(
        """(form) => {
            const seen = new Set(), out = [];
            for (const e of document.querySelectorAll(`${form} input, ${form} select, ${form} textarea`)) {
                const type = e.tagName === 'INPUT' ? (e.type || 'text') : e.tagName.toLowerCase();
                if (['hidden', 'submit', 'button', 'search'].includes(type) || !e.name) continue;
                if (e.disabled || !e.checkVisibility()) continue;
                if (e.closest('form').getAttribute('method') !== 'post') continue;
                const key = type === 'radio' ? 'radio ' + e.name : e.name + ' ' + e.value;
                if (seen.has(key)) continue;
                seen.add(key);
                const group = [...document.querySelectorAll(`${form} [name="${CSS.escape(e.name)}"]`)];
                const values = (e.tagName === 'SELECT' ? [...e.options] : group).map((one) => one.value);
                out.push({name: e.name, type, mode: e.inputMode, dir: e.dir, value: e.value, values});
            }
            return out;
        }""",
        form,
    )


def fill(page: Page, answers: dict[str, str] | None = None, *, language: str = "en", form: str = "main form") -> None:
    """Answer everything on the page: by `answers` where the last part of a field's name stands in it, else sensibly."""
    answers = answers or {}
    for field in fields(page, form):
        name, kind = field["name"], field["type"]
        wanted = answers.get(name, answers.get(name.rpartition("-")[2] if "-" in name else name))
        place = page.locator(f'{form} [name="{name}"]')
        if kind == "radio":
            choose(place, field["values"], wanted)
        elif kind == "checkbox":
            # One tick answers a group; a lone box such as "I do not know yet" is ticked only when that is wanted.
            if wanted == "y" or (wanted is None and len(field["values"]) > 1):
                place.first.check()
        elif kind == "select":
            pick(place, field["values"], wanted)
        elif kind == "file":
            continue
        else:
            place.first.fill(wanted if wanted is not None else sensible(field, language))


def sensible(field: dict[str, Any], language: str) -> str:
    """A value that fits the kind of a text box."""
    name = field["name"].lower()
    for end, value in (("-day", "14"), ("-month", "7"), ("-year", "2024")):
        if name.endswith(end):
            return value
    if "cnic" in name:
        return CNICS[0]
    if "phone" in name or field["type"] == "tel":
        return PHONES[0]
    if field["mode"] in ("numeric", "decimal"):
        return "2"
    return WORDS[language]


def choose(group: Locator, values: list[str], wanted: str | None) -> None:
    """A radio by value; yes where nothing is wanted and yes can be said, else the first."""
    value = wanted if wanted in values else "yes" if "yes" in values else values[0]
    group.nth(values.index(value)).check()


def pick(select: Locator, values: list[str], wanted: str | None) -> None:
    """An option by value, else the first that says something."""
    select.select_option(wanted if wanted in values else next(value for value in values if value))


def sent(page: Page, button: Locator) -> None:
    """Press a button and wait for the page that answers: to leave before it has come would take the deed back."""
    with page.expect_navigation() as answered:
        button.click()
    assert answered.value is None or answered.value.status < 500, page.locator("body").inner_text()


def keyed(page: Page, digits: str) -> None:
    """A number on the pad of pictures, digit by digit: each is seen before the next one, the last brings a page."""
    for at, digit in enumerate(digits):
        key = page.locator(f".pad button[value='{digit}']")
        if at == len(digits) - 1:
            sent(page, key)
        else:
            key.click()
            expect(page.locator(".code--typed bdi").nth(at)).to_have_text(digit)


def press(page: Page, words: str | None = None) -> None:
    """The first button of the main form, or the one with these words; the answer must not be an error summary."""
    form = page.locator("main form[method=post]")
    button = form.get_by_role("button", name=words, exact=True) if words else form.locator("button:not([formaction])")
    sent(page, button.first)
    refused = page.locator("[data-error-summary]")
    if refused.count():
        raise AssertionError(f"{page.url} refused: {refused.inner_text()}")
