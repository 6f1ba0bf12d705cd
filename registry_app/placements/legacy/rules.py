"""What a row of the list must say, and in which order the stays are reviewed. Plain Python over facts and a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from registry_app.core import names, rulebook
from registry_app.placements.legacy.states import LegalPaper, Parents, Turn, Wrong
from registry_app.placements.rules import PACKAGE, came_before_birth
from registry_app.placements.states import AgeMethod, Sex

NUMBERED = frozenset({LegalPaper.COURT_ORDER, LegalPaper.GUARDIAN_CERTIFICATE})
ADULT = 18
ARRIVAL_DAYS = 7
"""Who came within these days is told by a notice of arrival, so that somebody sees the child by morning."""


@dataclass(frozen=True)
class Order:
    """One version of the order of review: the last day of each turn from the day of the list, and the other numbers."""

    turns: tuple[tuple[Turn, int], ...]
    long_in_care_months: int
    notice_days: int
    consent: Mapping[str, Any]
    next_review_days: Mapping[str, int]
    case_days: int

    @property
    def days(self) -> int:
        """Within so many days everybody is reviewed: 18 months."""
        return self.turns[-1][1]


def order(on: date | None = None) -> Order:
    """The order in force on a day; without a day the newest one shipped."""
    found = rulebook.versions(PACKAGE, "legacy")[-1] if on is None else rulebook.in_force(PACKAGE, "legacy", on)
    body: Any = rulebook.body(found)
    return Order(
        turns=tuple((Turn(row["code"]), row["to_day"]) for row in body["turns"]),
        long_in_care_months=body["long_in_care_months"], notice_days=body["notice_days"], consent=body["consent"],
        next_review_days=body["next_review_days"], case_days=body["case_days"],
    )  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One row of the list as somebody typed it."""

    number: str
    sex: Sex
    age_method: AgeMethod
    since: date
    origin: str
    parents: Parents
    paper: LegalPaper
    birth_year: int | None = None
    age_from: int | None = None
    age_to: int | None = None
    paper_number: str = ""
    siblings: str = ""
    siblings_elsewhere: bool = False
    disability: bool = False
    name: str = ""


def later(day: date, *, years: int = 0, months: int = 0) -> date:
    """The same day so much later; the first of the next month where that month has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + years * 12 + months, 12)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)


def born(entry: Entry, on: date) -> tuple[date, date] | None:
    """(earliest, latest) day of birth by the year, or by the two ages on the day; None when neither tells it."""
    if entry.birth_year is not None:
        return date(entry.birth_year, 1, 1), min(date(entry.birth_year, 12, 31), on)
    if entry.age_from is None or entry.age_to is None:
        return None
    return _years_before(on, entry.age_to + 1) + timedelta(days=1), _years_before(on, entry.age_from)


def _years_before(on: date, years: int) -> date:
    """The youngest who are `years` old on the day were born then: of a 29 February, the 28th where there is none."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def wrong(entry: Entry, on: date, cut_over: date) -> list[tuple[str, Wrong]]:
    """(box, what cannot be true) for everything that is wrong with a row; empty when it can go on the list."""
    found: list[tuple[str, Wrong]] = []
    by_year, by_age = entry.birth_year is not None, (entry.age_from, entry.age_to)
    if by_year == (by_age != (None, None)) or (not by_year and None in by_age):
        found.append(("birth_year", Wrong.BIRTH))
    elif not by_year and by_age[0] > by_age[1]:  # type: ignore[operator]
        found.append(("age_to", Wrong.AGES))
    elif by_year and (entry.birth_year or 0) > on.year:
        found.append(("birth_year", Wrong.BORN_LATER))
    else:
        found += _against_birth(entry, on)
    if entry.since > on:
        found.append(("since", Wrong.SINCE_LATER))
    elif entry.since > cut_over:
        found.append(("since", Wrong.SINCE_AFTER_CUT_OVER))
    elif (on - entry.since).days < ARRIVAL_DAYS:
        found.append(("since", Wrong.JUST_CAME))
    if entry.paper in NUMBERED and not entry.paper_number.strip():
        found.append(("paper_number", Wrong.PAPER_NUMBER))
    return found


def _against_birth(entry: Entry, on: date) -> list[tuple[str, Wrong]]:
    span = born(entry, on)
    assert span is not None
    found = []
    if later(span[1], years=ADULT) <= on:
        found.append(("birth_year" if entry.birth_year else "age_from", Wrong.GROWN))
    if came_before_birth(entry.since, span[0]):
        found.append(("since", Wrong.SINCE_BEFORE_BIRTH))
    return found


def same_number(number: str) -> str:
    """The number of the book of admissions in one writing, so that 12/A and 12 / a are one child."""
    return "".join(number.split()).upper()


@dataclass(frozen=True)
class Known:
    """What tells one child from another: girl or boy, the span of birth days, and the name where it is known."""

    sex: Sex
    born_earliest: date
    born_latest: date
    name: str = ""


def may_be_one(first: Known, second: Known) -> bool:
    """Whether two records can be of one child, so that a person has to be asked; a name that is missing parts nobody.

    Names are compared by the sound of their first word, as one child is Sana here and ثنا there.
    """
    spans = first.born_earliest <= second.born_latest and second.born_earliest <= first.born_latest
    if first.sex is not second.sex or not spans:
        return False
    said, other = names.words(first.name), names.words(second.name)
    return not said or not other or names.sound(said[0]) == names.sound(other[0])


@dataclass(frozen=True)
class Facts:
    """What decides when the stay of one child is reviewed. `born_latest` is the younger bound."""

    born_latest: date
    parents: Parents
    disability: bool
    since: date
    siblings_apart: bool


def reasons(facts: Facts, on: date, by: Order) -> tuple[Turn, ...]:
    """Every reason for an early review that holds on a day, the strongest first; OTHERS when there is none."""
    holds = {
        Turn.UNDER_3: on < later(facts.born_latest, years=3),
        Turn.AGE_3_TO_5: later(facts.born_latest, years=3) <= on < later(facts.born_latest, years=6),
        Turn.LIVING_PARENT: facts.parents is not Parents.BOTH_DEAD,
        Turn.DISABILITY: facts.disability,
        Turn.LONG_IN_CARE: on > later(facts.since, months=by.long_in_care_months),
        Turn.SIBLINGS_APART: facts.siblings_apart,
    }
    return tuple(turn for turn, _to in by.turns if holds.get(turn)) or (Turn.OTHERS,)


def due_days(children: Sequence[Facts], signed_on: date, cut_over: date, by: Order) -> list[date]:
    """The day by which each child's stay is first reviewed, in the order given.

    Counted from the day the list was signed, or from the cut-over day when it was signed later, so that everybody is
    looked at within 18 months of it. Each turn has its own stretch of days; within it a list's children, the youngest
    first, are spread evenly.
    """
    base = min(signed_on, cut_over)
    last = base + timedelta(days=by.days)
    turns = [reasons(one, signed_on, by)[0] for one in children]
    made: dict[int, date] = {}
    start = 0
    for turn, end in by.turns:
        places = [n for n, its in enumerate(turns) if its is turn]
        places.sort(key=lambda n: (-children[n].born_latest.toordinal(), children[n].since, n))
        for number, place in enumerate(places):
            day = base + timedelta(days=start + (2 * number + 1) * (end - start) // (2 * len(places)))
            made[place] = min(max(day, signed_on + timedelta(days=by.notice_days)), last)
        start = end
    return [made[n] for n in range(len(children))]


def next_review(born_latest: date, on: date, by: Order) -> date:
    """The last day for the next review of a stay that continues: one month for under-threes, else three (T10)."""
    young = on < later(born_latest, years=3)
    return on + timedelta(days=by.next_review_days["UNDER_3" if young else "OTHERS"])
