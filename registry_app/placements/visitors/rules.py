"""How far an action is, when it is late, and what words may not hold. Plain Python."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

CODE = re.compile(r"\bC-?[2-9A-HJ-NP-Y]{6}-?[2-9A-HJ-NP-Y]\b", re.IGNORECASE)
NUMBER = re.compile(r"(?<!\d)\d{5}[\s-]?\d{7}[\s-]?\d(?!\d)")
"""A child's code, and the thirteen digits of a B-Form or an identity card."""


def standing(steps: Sequence[str]) -> str:
    """OPEN, REPORTED or DONE: by the last of the steps, the oldest first."""
    return {"REPORTED": "REPORTED", "DONE": "DONE"}.get(steps[-1], "OPEN") if steps else "OPEN"


def may_follow(steps: Sequence[str], step: str) -> bool:
    """Whether the step can be taken now: what is done stays done, and only what was told done is sent back."""
    now = standing(steps)
    if step == "REPORTED":
        return now == "OPEN"
    if step == "RETURNED":
        return now == "REPORTED"
    return now != "DONE"


def late(due_on: date, done_on: date | None, on: date) -> bool:
    """Whether the action was not done by its day, as the day `on` sees it."""
    return (done_on is None or done_on > on) and due_on < on


def folded(text: str) -> str:
    """The words of a text alone, small, each between blanks."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return f" {words} "


def names_a_child(text: str, names: Iterable[str]) -> bool:
    """Whether the words hold the whole name of one of these children, a child's code or an identity number.

    A name of one word is not looked for: too many ordinary words are somebody's name.
    """
    if CODE.search(text) or NUMBER.search(text):
        return True
    within = folded(text)
    found = (folded(name) for name in names)
    return any(len(name.split()) > 1 and name in within for name in found)
