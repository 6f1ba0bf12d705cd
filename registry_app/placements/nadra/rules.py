"""When a sheet may be made, how long an office may be silent, and that an affidavit is no guardianship. Plain Python.

Whoever says to NADRA by affidavit "I am this child's guardian" says it so that the child is registered, and for nothing
else. No rule of this program reads it as a guardianship: a child is handed over, and leaves the country, by order of a
court (`placements/exits/rules.py` asks `is_affidavit` before it takes the number of an order).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from registry_app.core import rulebook
from registry_app.core.letters import fold
from registry_app.placements.nadra.states import Given, Matter, Refusal, SheetState

PACKAGE = "registry_app.placements"
AFFIDAVIT = ("affidavit", "nadra", "نادرا", "حلف")
"""Letters of a paper for NADRA in three languages: affidavit, حلف نامہ, حلف نامو."""
_FOLDED = tuple(fold(word) for word in AFFIDAVIT)


@dataclass(frozen=True)
class Terms:
    """One version of the numbers of the pack."""

    apply_days: int
    waiting_days: int
    most_children: int
    order_given: str
    against_the_order: frozenset[Refusal]
    no_say_over: tuple[Matter, ...]


def terms(on: date | None = None) -> Terms:
    """The terms in force on a day; without a day the newest ones shipped."""
    found = rulebook.versions(PACKAGE, "nadra")[-1] if on is None else rulebook.in_force(PACKAGE, "nadra", on)
    body: Any = rulebook.body(found)
    return Terms(
        apply_days=body["apply_days"], waiting_days=body["waiting_days"], most_children=body["most_children"],
        order_given=str(body["order"]["given"]),
        against_the_order=frozenset(Refusal(code) for code in body["against_the_order"]),
        no_say_over=tuple(Matter(code) for code in body["no_say_over"]),
    )  # fmt: skip


def gives_say(_matter: Matter) -> bool:
    """Whether being guardian for NADRA by affidavit gives a say over this: never, whatever a file of rules lists."""
    return False


def is_affidavit(words: str | None) -> bool:
    """Whether this names an affidavit or a paper for NADRA, and so is no order of a court.

    >>> is_affidavit("Affidavit no. 12"), is_affidavit("G&W 12 of 2026")
    (True, False)
    """
    folded = fold(words or "")
    return any(word in folded for word in _FOLDED)


def may_prepare(b_form: str | None, last: str | None, given: str | None) -> bool:
    """Whether a child needs a new sheet: no B-Form, and no sheet that is on its way or waits to be seen.

    `last` and `given` are of the child's latest sheet. A birth registration is not a B-Form: NADRA comes next.
    """
    if b_form == "HAS":
        return False
    if last in (None, SheetState.REFUSED, SheetState.MORE_ASKED, SheetState.TAKEN_BACK):
        return True
    return last == SheetState.CONFIRMED and given == Given.BIRTH_REGISTRATION


def silent(state: str, since: date, on: date, days: int) -> bool:
    """Whether a sheet that was sent has waited for longer than so many days."""
    return state == SheetState.SENT and since + timedelta(days=days) < on


def apply_by(came_on: date, days: int) -> date:
    """The last day by which the papers of a child who came then are applied for (T16)."""
    return came_on + timedelta(days=days)
