"""Homes of a month: known, authorised, visited, graded (indicators.yaml IN16-IN25); rows in, counts out; pure."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from registry_app.pages.reports.month import Period
from registry_app.pages.reports.shares import Share, counted, keyed

GRADES = ("A", "B", "C", "D")


@dataclass(frozen=True)
class HomeRow:
    id: uuid.UUID
    district: str
    household: bool
    run_by: str
    known_since: date
    closed_on: date | None


@dataclass(frozen=True)
class AuthorisationRow:
    """One service's authorisation: from, last day, and the day from which it no longer counts."""

    home_id: uuid.UUID
    start: date
    until: date
    ended_on: date | None
    suspended_on: date | None
    decided_on: date
    capacity: int

    def counts_on(self, day: date) -> bool:
        """Whether care may be given under it on `day`."""
        lifted = any(end is not None and end <= day for end in (self.ended_on, self.suspended_on))
        return self.start <= day <= self.until and not lifted


@dataclass(frozen=True)
class ApplicationRow:
    """`days` is what the office needed from submission to decision, without the applicant's turns."""

    submitted_at: datetime
    decided_on: date | None
    refused: bool
    days: int | None
    within_limit: bool | None


@dataclass(frozen=True)
class VisitRow:
    """A visit that was made; its grade once it is published."""

    home_id: uuid.UUID
    on: date
    kind: str
    full: bool
    announced: bool
    grade: str | None
    published_on: date | None
    heard_enough: bool | None


@dataclass(frozen=True)
class HomeCut:
    """One line of the table of homes."""

    known: int = 0
    authorised: int = 0
    visited: int = 0
    grades: tuple[int, int, int, int] = (0, 0, 0, 0)
    not_graded: int = 0


@dataclass(frozen=True)
class HomeFacts:
    """The homes at the end of the count, and what happened to them in the month."""

    whole: HomeCut
    facilities: HomeCut
    families: HomeCut
    districts: dict[str, HomeCut]
    run_by: dict[str, HomeCut]
    newly_authorised: int
    applications_received: int
    applications_decided: int
    applications_refused: int
    visits: dict[str, int]
    graded: dict[str, int]
    capacity: int
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class HomeRows:
    """All rows the count of homes rests on."""

    homes: Sequence[HomeRow]
    authorisations: Sequence[AuthorisationRow]
    applications: Sequence[ApplicationRow]
    visits: Sequence[VisitRow]
    silent: frozenset[uuid.UUID]
    lively: frozenset[uuid.UUID]


def known_on(home: HomeRow, day: date) -> bool:
    """Whether the register knew the home on `day` and it was not closed."""
    return home.known_since <= day and (home.closed_on is None or home.closed_on > day)


def grades_on(visits: Sequence[VisitRow], day: date) -> dict[uuid.UUID, str]:
    """The grade each home had on `day`: that of its last visit whose grade was published by then."""
    said = [v for v in visits if v.grade and v.published_on is not None and v.published_on <= day]
    return {v.home_id: str(v.grade) for v in sorted(said, key=lambda v: (v.on, v.published_on))}


@dataclass(frozen=True)
class _Standings:
    """What is true of each home on the last counted day."""

    authorised: frozenset[uuid.UUID]
    visited: frozenset[uuid.UUID]
    grades: dict[uuid.UUID, str]

    def cut(self, homes: Sequence[HomeRow]) -> HomeCut:
        held = [self.grades.get(home.id) for home in homes]
        return HomeCut(
            known=len(homes),
            authorised=sum(home.id in self.authorised for home in homes),
            visited=sum(home.id in self.visited for home in homes),
            grades=(held.count("A"), held.count("B"), held.count("C"), held.count("D")),
            not_graded=sum(grade not in GRADES for grade in held),
        )


def authorised_on(authorisations: Sequence[AuthorisationRow], day: date) -> frozenset[uuid.UUID]:
    """Homes of which at least one service may give care on `day`."""
    return frozenset(row.home_id for row in authorisations if row.counts_on(day))


def count_homes(rows: HomeRows, period: Period, orders: Mapping[str, Sequence[str]]) -> HomeFacts:
    """Count the month; `orders` gives the keys always shown for district, run_by and visits."""
    known = [home for home in rows.homes if known_on(home, period.day)]
    made = [visit for visit in rows.visits if period.holds_day(visit.on)]
    there = _Standings(
        authorised=authorised_on(rows.authorisations, period.day),
        visited=frozenset(visit.home_id for visit in made),
        grades=grades_on(rows.visits, period.day),
    )
    decided = [one for one in rows.applications if period.holds_day(one.decided_on)]
    published = [visit for visit in rows.visits if visit.grade and period.holds_day(visit.published_on)]
    return HomeFacts(
        whole=there.cut(known),
        facilities=there.cut([home for home in known if not home.household]),
        families=there.cut([home for home in known if home.household]),
        districts={
            key: there.cut(some) for key, some in keyed(known, lambda h: h.district, orders["district"]).items()
        },
        run_by={key: there.cut(some) for key, some in keyed(known, lambda h: h.run_by, orders["run_by"]).items()},
        newly_authorised=len({row.home_id for row in rows.authorisations if period.holds_day(row.decided_on)}),
        applications_received=sum(period.holds(one.submitted_at) for one in rows.applications),
        applications_decided=len(decided),
        applications_refused=sum(one.refused for one in decided),
        visits=counted((visit.kind for visit in made), orders["visits"]),
        graded=counted((visit.grade for visit in published), GRADES),
        capacity=sum(row.capacity for row in rows.authorisations if row.counts_on(period.day)),
        shares=_shares(rows, there, known, made, decided),
    )


def _shares(
    rows: HomeRows,
    there: _Standings,
    known: Sequence[HomeRow],
    made: Sequence[VisitRow],
    decided: Sequence[ApplicationRow],
) -> tuple[Share, ...]:
    full = [visit for visit in made if visit.full and visit.heard_enough is not None]
    lively = [home for home in known if home.id in rows.lively and home.id in there.authorised and not home.household]
    return (
        Share("CM02", sum(home.id in rows.silent for home in lively), len(lively)),
        Share("IN16", sum(home.id in there.authorised for home in known), len(known)),
        Share("IN18", sum(bool(one.within_limit) for one in decided), len(decided)),
        Share("IN21", sum(not visit.announced for visit in made), len(made)),
        Share("IN26", sum(bool(visit.heard_enough) for visit in full), len(full)),
    )
