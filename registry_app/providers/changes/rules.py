"""What a change needs before it may be approved, and until when it is told and decided: data in, reasons out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Book = Mapping[str, Any]


@dataclass(frozen=True)
class Facts:
    """What is asked for, and what the offices found. `places` is the sum over the whole home, after the change."""

    kind: str
    asked_on: date
    in_force: bool = True
    visited_on: date | None = None
    vetting: Mapping[tuple[str, str], str] | None = None
    girls: bool = False
    woman_in_charge: bool | None = None
    places_before: int = 0
    places: int = 0
    present: int = 0
    places_allowed: int | None = None
    care_type: str | None = None
    village_care: str | None = None


def row(book: Book, kind: str) -> Mapping[str, Any]:
    """What the book says of a kind of change."""
    found: Mapping[str, Any] = next(one for one in book["kinds"] if one["kind"] == kind)
    return found


def needs_visit(book: Book, facts: Facts) -> bool:
    """Whether somebody must see the home first; more places need it as well."""
    return bool(row(book, facts.kind)["visit"]) or facts.places > facts.places_before


def blocks(book: Book, facts: Facts) -> list[str]:
    """Everything that stands against approving; nothing when it may be approved."""
    found = [] if facts.in_force else ["NOTHING_IN_FORCE"]
    if needs_visit(book, facts) and (facts.visited_on is None or facts.visited_on < facts.asked_on):
        found.append("NOT_VISITED")
    group = row(book, facts.kind).get("people")
    if group and any((facts.vetting or {}).get((group, check)) != "CLEAR" for check in book["checks"]):
        found.append("PEOPLE_NOT_CLEAR")
    if facts.kind in ("SEX_OR_AGE", "CARE_TYPE") and facts.girls and not facts.woman_in_charge:
        found.append("NO_WOMAN")
    if facts.kind == "CAPACITY":
        found += _places(facts)
    if facts.care_type == "SMALL_GROUP" and facts.village_care == "RESIDENTIAL":
        found.append("VILLAGE_NOT_SMALL")
    return found


def _places(facts: Facts) -> list[str]:
    if facts.places < facts.present:
        return ["BELOW_PRESENT"]
    if facts.places <= facts.places_before:
        return []
    if facts.places_allowed is None:
        return ["SPACE_NOT_KNOWN"]
    return ["ABOVE_SPACE"] if facts.places > facts.places_allowed else []


def told_late(book: Book, kind: str, happened: date, told: date) -> bool:
    """Whether a change that is told afterwards was told after its days; the last of them still counts."""
    return bool(row(book, kind).get("told")) and told > happened + timedelta(days=book["told_days"])


def may_begin_before(book: Book, kind: str) -> bool:
    """Whether it may have happened already: only what is told; everything else waits for the approval."""
    return bool(row(book, kind).get("told"))


def begins_on(kind: str, wanted: date, decided: date) -> date:
    """The day from which an approved change counts: of another owner the later of the two, else the decision's."""
    return max(wanted, decided) if kind == "OWNER" else decided


def decide_by(book: Book, asked: date) -> date:
    """The last day for the decision."""
    return asked + timedelta(days=book["decide_days"])
