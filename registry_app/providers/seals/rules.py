"""How the facts of a certificate are written before they are signed, and read again. Plain bytes in and out.

Version 1 is one line of UTF-8: fourteen fields between upright bars, in this order, an empty field where the fact is
not public (a shelter for survivors, a family), the name last because it alone may hold a bar itself:

    version | key id | certificate | home | district | kind | care | sexes | ages | places | conditions | from | until
    | name
"""

from dataclasses import dataclass
from datetime import date

REAL, MADE_UP = "1", "1M"
FIELDS = 14
LONGEST = 1200
"""No true line is longer in bytes (a name has at most 200 letters); what is longer is not read at all."""


@dataclass(frozen=True)
class Sealed:
    """What the office signed. Empty text, () and None: not public, so not in the code either."""

    made_up: bool
    key: str
    certificate: str
    home: str
    district: str
    kind: str
    care: str
    sexes: str
    ages: tuple[int, int] | None
    places: int | None
    conditions: tuple[str, ...]
    start: date
    until: date
    name: str


def line(facts: Sealed) -> bytes:
    """The one way these facts are written; ValueError where a code holds a bar or there is a control sign."""
    fields = [
        MADE_UP if facts.made_up else REAL, facts.key, facts.certificate, facts.home, facts.district, facts.kind,
        facts.care, facts.sexes, "-".join(map(str, facts.ages)) if facts.ages else "",
        "" if facts.places is None else str(facts.places), ",".join(facts.conditions), facts.start.isoformat(),
        facts.until.isoformat(), facts.name,
    ]  # fmt: skip
    if any("|" in field for field in fields[:-1]) or not all(sign.isprintable() for field in fields for sign in field):
        raise ValueError("A fact holds a sign that the line keeps for itself.")
    return "|".join(fields).encode()


def read(written: bytes) -> Sealed:
    """The facts of a line; ValueError for bytes that `line` would not have written."""
    if len(written) > LONGEST:
        raise ValueError("This is too long to be a certificate's line.")
    fields = written.decode("utf-8").split("|", FIELDS - 1)
    if len(fields) != FIELDS or fields[0] not in (REAL, MADE_UP):
        raise ValueError("This is not a certificate's line.")
    version, key, certificate, home, district, kind, care, sexes, ages, places, conditions, start, until, name = fields
    youngest, _, oldest = ages.partition("-")
    facts = Sealed(
        version == MADE_UP, key, certificate, home, district, kind, care, sexes,
        (int(youngest), int(oldest)) if ages else None, int(places) if places else None,
        tuple(conditions.split(",")) if conditions else (), date.fromisoformat(start), date.fromisoformat(until), name,
    )  # fmt: skip
    if line(facts) != written:
        raise ValueError("There is only one way to write these facts, and this is another.")
    return facts


def one_line(name: str) -> str:
    """A name as the line can hold it: single spaces, no control or invisible signs."""
    return "".join(sign for sign in " ".join(name.split()) if sign.isprintable())
