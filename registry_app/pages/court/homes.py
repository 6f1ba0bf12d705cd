"""Where each known home stands on a day, from dated facts alone; rows in, facts out; plain Python."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from registry_app.pages.reports.homes import AuthorisationRow
from registry_app.pages.reports.shares import keyed

ROUTE = ("PUBLIC_NOTICE", "NOTICE_TO_APPLY", "SHOW_CAUSE", "COURT_FILE")
_SAME = {
    "CLOSED_VOLUNTARILY": "CLOSED", "CLOSED_BY_ORDER": "CLOSED", "SUSPENDED": "SUSPENDED", "EXPIRED": "EXPIRED",
    "CANCELLED": "CANCELLED", "REFUSED": "REFUSED", "BEING_BUILT": "BEING_BUILT", "NOTICE_SERVED": "NOTICE_SERVED",
    "IN_PROCESS": "IN_PROCESS",
}  # fmt: skip


@dataclass(frozen=True)
class HomeRow:
    """`hidden`: its name is never public, because survivors live there or because it is a family. `same_as`: the record
    under which this one was put."""

    id: uuid.UUID
    number: str
    name: str
    household: bool
    hidden: bool
    run_by: str
    district: str
    known_since: date
    same_as: uuid.UUID | None = None
    name_ur: str | None = None
    name_sd: str | None = None

    def name_in(self, language: str) -> str:
        """The name in a language, or as it is known where nobody gave one."""
        return {"ur": self.name_ur, "sd": self.name_sd}.get(language) or self.name


@dataclass(frozen=True)
class StepRow:
    """A step of the trail: from this day on it stood so."""

    home_id: uuid.UUID
    on: date
    standing: str
    run_by: str
    district: str
    household: bool
    care: str
    visited_on: date | None
    name: str = ""
    name_ur: str | None = None
    name_sd: str | None = None


@dataclass(frozen=True)
class ApplicationRow:
    """An application that was sent, and the day on which it ended one way or another.

    One that was decided, set aside and decided anew has a row for each of these times; `again_on` says from when.
    """

    home_id: uuid.UUID
    sent_on: date
    over_on: date | None
    again_on: date | None = None

    def running_on(self, day: date) -> bool:
        """Whether it lay open at the end of `day`."""
        return self.open_from <= day and not is_over(self.over_on, day)

    @property
    def open_from(self) -> date:
        return self.again_on or self.sent_on


@dataclass(frozen=True)
class MeasureRow:
    """A measure with its days; `served` are (day, how) of the proofs that its letter reached the home."""

    id: uuid.UUID
    home_id: uuid.UUID
    number: str
    kind: str
    notice_on: date | None
    decided_on: date | None
    in_force_from: date | None
    ended_on: date | None
    served: tuple[tuple[date, str], ...] = ()

    def told_on(self, day: date) -> date | None:
        """The day from which the home knew of it, if that had come on `day`."""
        days = [one for one in (self.notice_on, self.decided_on) if one is not None and one <= day]
        return min(days, default=None)

    def in_force_on(self, day: date) -> bool:
        """Whether it was in force at the end of `day`."""
        began = self.in_force_from is not None and self.in_force_from <= day
        return began and (self.ended_on is None or self.ended_on > day)

    def served_by(self, day: date) -> tuple[tuple[date, str], ...]:
        """The proofs of service up to `day`."""
        return tuple(sorted(one for one in self.served if one[0] <= day))


@dataclass(frozen=True)
class VisitRow:
    """One visit; `announced` is None where nobody recorded it."""

    home_id: uuid.UUID
    on: date
    announced: bool | None


@dataclass(frozen=True)
class FindingRow:
    home_id: uuid.UUID
    severity: str
    found_on: date
    fix_by: date
    done_on: date | None


@dataclass(frozen=True)
class ListRow:
    """An outside list that names the home, with the day the list bears."""

    home_id: uuid.UUID
    source: str
    dated: date


@dataclass(frozen=True)
class BookRow:
    """An entry of the visitors' book, with the day to do what was asked and the day it was seen done."""

    home_id: uuid.UUID
    visitor: str
    on: date
    due_on: date
    done_on: date | None


@dataclass(frozen=True)
class Rows:
    """Everything the position of homes rests on."""

    homes: Sequence[HomeRow]
    steps: Sequence[StepRow] = ()
    authorisations: Sequence[AuthorisationRow] = ()
    applications: Sequence[ApplicationRow] = ()
    measures: Sequence[MeasureRow] = ()
    visits: Sequence[VisitRow] = ()
    findings: Sequence[FindingRow] = ()
    lists: Sequence[ListRow] = ()
    book: Sequence[BookRow] = ()


@dataclass(frozen=True)
class Home:
    """One known home on the day. `children` is filled in by who counts them."""

    row: HomeRow
    place: str
    since: date
    run_by: str
    district: str
    household: bool
    care: str
    measures: tuple[MeasureRow, ...] = ()
    visit: VisitRow | None = None
    findings: tuple[FindingRow, ...] = ()
    lists: Mapping[str, date] = field(default_factory=dict)
    book: tuple[BookRow, ...] = ()
    children: int = 0

    @property
    def last_visit(self) -> str:
        """How the last visit was, as a code of LastVisit."""
        if self.visit is None:
            return "NEVER"
        return {None: "NOT_SAID", True: "WITH_NOTICE", False: "WITHOUT_NOTICE"}[self.visit.announced]

    def put_right(self, day: date) -> int:
        """How many findings were put right by the day."""
        return sum(is_over(one.done_on, day) for one in self.findings)

    def overdue(self, day: date) -> int:
        """How many findings were open past their day."""
        return sum(not is_over(one.done_on, day) and one.fix_by < day for one in self.findings)


def is_over(done_on: date | None, day: date) -> bool:
    return done_on is not None and done_on <= day


def known(rows: Rows, day: date) -> list[Home]:
    """Every home known on the day, once, by register number; a record that stood under another one is none."""
    of = {
        name: keyed(getattr(rows, name), lambda row: str(row.home_id), ())
        for name in ("steps", "authorisations", "applications", "measures", "visits", "findings", "lists", "book")
    }
    # What lists say of a record that was put under another one counts for the record that stays.
    for row in rows.homes:
        if row.same_as is not None and _standing(of["steps"].get(str(row.id), []), day) == "RECORDED_TWICE":
            of["lists"].setdefault(str(row.same_as), []).extend(of["lists"].get(str(row.id), []))
    found = []
    for row in rows.homes:
        mine = {name: some.get(str(row.id), []) for name, some in of.items()}
        home = _home(row, mine, day) if row.known_since <= day else None
        if home is not None:
            found.append(home)
    return sorted(found, key=lambda home: home.row.number)


def _standing(steps: Sequence[StepRow], day: date) -> str:
    """What the trail says of the day; a home of which it says nothing yet is known and no more."""
    return next((step.standing for step in reversed(steps) if step.on <= day), "KNOWN_UNREGISTERED")


def _home(row: HomeRow, mine: Mapping[str, list[Any]], day: date) -> Home | None:
    trail = [step for step in mine["steps"] if step.on <= day]
    first = mine["steps"][0] if mine["steps"] else None
    last = trail[-1] if trail else None
    standing = _standing(mine["steps"], day)
    if not trail and any(one.counts_on(day) for one in mine["authorisations"]):
        # Put into the tables past the services: its certificate says where it stands.
        standing = "AUTHORISED"
    if standing == "RECORDED_TWICE":
        return None
    facts = last or first
    place, since = _place(row, standing, _began(trail), (facts or row).run_by, mine, day)
    # A visit that has its own row is found there; the trail tells of others.
    visits = [one for one in mine["visits"] if one.on <= day]
    days = {one.on for one in visits}
    visits += [
        VisitRow(row.id, step.visited_on, None)
        for step in trail
        if step.visited_on and step.visited_on <= day and step.visited_on not in days
    ]
    return Home(
        row=_named(row, facts), place=place, since=since,
        run_by=(facts or row).run_by, district=(facts or row).district,
        household=(facts or row).household, care=facts.care if facts else "",
        measures=tuple(sorted((m for m in mine["measures"] if m.told_on(day)), key=lambda m: m.number)),
        visit=max(visits, key=lambda one: (one.on, one.announced is not None), default=None),
        findings=tuple(one for one in mine["findings"] if one.found_on <= day),
        lists=_newest(one for one in mine["lists"] if one.dated <= day),
        book=tuple(one for one in mine["book"] if one.on <= day),
    )  # fmt: skip


def _named(row: HomeRow, step: StepRow | None) -> HomeRow:
    """The home under the name that its trail holds of the day."""
    if step is None or not step.name:
        return row
    return replace(row, name=step.name, name_ur=step.name_ur, name_sd=step.name_sd)


def _began(trail: Sequence[StepRow]) -> date | None:
    """The day of the first of the last steps that say the same standing."""
    began = None
    for step in reversed(trail):
        if step.standing != trail[-1].standing:
            break
        began = step.on
    return began


def _place(
    row: HomeRow,
    standing: str,
    began: date | None,
    run_by: str,
    mine: Mapping[str, list[Any]],
    day: date,
) -> tuple[str, date]:
    """(code of Place, since when) of a home."""
    sent = sorted(one.sent_on for one in mine["applications"] if one.sent_on <= day)
    if standing == "AUTHORISED":
        given = [one for one in mine["authorisations"] if one.start <= day]
        if given and not any(one.counts_on(day) for one in given):
            # The nightly clock had not yet said so, or the day lies between its last day and the clock.
            return "EXPIRED", max(one.until for one in given)
        return "AUTHORISED", min((one.start for one in given if one.counts_on(day)), default=began or row.known_since)
    if standing == "IN_PROCESS":
        running = [one.open_from for one in mine["applications"] if one.running_on(day)]
        return "IN_PROCESS", max(running, default=began or row.known_since)
    if standing in _SAME:
        return _SAME[standing], began or row.known_since
    if run_by == "FEDERAL_PBM":
        return "FEDERAL", row.known_since
    return ("APPLIED_BEFORE", sent[-1]) if sent else ("NEVER_APPLIED", row.known_since)


def _newest(lists: Iterable[ListRow]) -> dict[str, date]:
    found: dict[str, date] = {}
    for one in lists:
        found[one.source] = max(one.dated, found.get(one.source, one.dated))
    return found
