"""The manners of a page, whoever made it: what a strict reader of HTML finds wrong with it."""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

DIRECTIONS = {"en": "ltr", "ur": "rtl", "sd": "rtl"}
LEAKS = re.compile(
    r"\bNone\b(?! of| available| yet)|Undefined|<[A-Za-z]+\.[A-Z_]+|&lt;|\{\{|%\(|\b[A-Z][a-z]+\.[A-Z_]{3,}\b"
)
ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ,]+[A-Za-z]{2,}){3,}")
# html5lib is older than some of what browsers read today; these complaints of its are about that.
FORGIVEN = {"expected-doctype-but-got-start-tag"}


def parsed(html: str) -> tuple[Element, list[str]]:
    """The page as a tree, and what the parser complained about."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html)
    wrong = [f"line {at[0]}: {code} {values}" for at, code, values in parser.errors if code not in FORGIVEN]
    return tree, wrong


def words(element: Element, *, skip: frozenset[str] = frozenset()) -> Iterator[tuple[Element, str]]:
    """Text of the page with the element it stands in, leaving out scripts, styles and elements people wrote in."""
    if element.tag in ("script", "style") or element.tag in skip:
        return
    if element.text and element.text.strip():
        yield element, element.text.strip()
    for child in element:
        if isinstance(child.tag, str):
            yield from words(child, skip=skip)
        if child.tail and child.tail.strip():
            yield element, child.tail.strip()


def faults(html: str, *, language: str | None = None) -> list[str]:
    """Everything that is wrong with a page; empty when its manners are good."""
    tree, found = parsed(html)
    root_language = tree.get("lang", "")
    if tree.get("dir") != DIRECTIONS.get(root_language):
        found.append(f"lang {root_language!r} with dir {tree.get('dir')!r}")
    if language and root_language != language:
        found.append(f"speaks {root_language}, was asked for {language}")
    if len(tree.findall(".//h1")) != 1:
        found.append(f"{len(tree.findall('.//h1'))} h1")
    title = tree.find(".//title")
    if title is None or not (title.text or "").strip():
        found.append("no title")
    found += _ids(tree)
    found += _labels(tree)
    found += _forms(tree)
    found += _inline(tree)
    for element, text in words(tree.find("body")):  # type: ignore[arg-type]
        if LEAKS.search(text) and element.tag not in ("code", "pre", "textarea"):
            found.append(f"leaks: {text[:80]}")
    return found


def _ids(tree: Element) -> list[str]:
    ids = Counter(e.get("id") for e in tree.iter() if isinstance(e.tag, str) and e.get("id"))
    return [f"id {name} stands {count} times" for name, count in ids.items() if count > 1]


def _labels(tree: Element) -> list[str]:
    named = {label.get("for") for label in tree.iter("label")}
    inside = {id(e) for label in tree.iter("label") for e in label.iter()}
    found = []
    for kind in ("input", "select", "textarea"):
        for field in tree.iter(kind):
            if field.get("type") in ("hidden", "submit", "button"):
                continue
            told = (
                field.get("id") in named
                or id(field) in inside
                or field.get("aria-label")
                or field.get("aria-labelledby")
            )
            if not told:
                found.append(f"{kind} {field.get('name')} has no label")
    return found


def _forms(tree: Element) -> list[str]:
    found = []
    for form in tree.iter("form"):
        names = {field.get("name") for field in form.iter("input")}
        if (form.get("method") or "get").lower() == "post" and "csrf_token" not in names:
            found.append(f"form {form.get('action')} has no csrf_token")
    return found


def _inline(tree: Element) -> list[str]:
    found = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.get("style") is not None or element.tag == "style":
            found.append(f"inline style on {element.tag}")
        if any(name.startswith("on") for name in element.keys()):  # noqa: SIM118 - an Element is no dict
            found.append(f"inline script on {element.tag}")
        if element.tag == "script" and not element.get("src"):
            found.append("inline script")
        if element.tag == "img" and element.get("alt") is None:
            found.append(f"img {element.get('src')} has no alt")
        if element.tag == "a" and not element.get("href"):
            found.append("a link that leads nowhere")
    return found


def english_left(html: str) -> list[str]:
    """English sentences on a page in another language: four words or more, outside what people typed themselves.

    A page that says of itself that it is in English (reached by the link to the other language) has none left over.
    """
    tree, _ = parsed(html)
    found: list[str] = []
    if tree.get("lang") == "en":
        return found

    def look(element: Element) -> None:
        if element.tag in ("script", "style", "bdi", "code") or element.get("lang") == "en":
            return
        if element.get("dir") in ("auto", "ltr") and element.tag != "html":
            return
        for text in (element.text, *(child.tail for child in element)):
            if text and ENGLISH.search(text):
                found.append(" ".join(text.split())[:90])
        for child in element:
            if isinstance(child.tag, str):
                look(child)

    look(tree.find("body"))  # type: ignore[arg-type]
    return found
