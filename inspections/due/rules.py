"""When a home is due for a visit, what kind answers it, and the risk with its parts: facts and a day in, values out.

Nothing here knows a message, a child or an event: messages come as the number of themes that were told often enough,
a serious event as the day on which a visit was called for. Plain Python, tested without a database.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from inspections import rules
from inspections.due.states import RiskPart
from inspections.framework import Framework
from inspections.states import Severity, VisitType, Why

RANK = {why: rank for rank, why in enumerate(Why)}


@dataclass(frozen=True)
class Action:
    """An action of the home that nobody verified yet."""

    severity: Severity
    proved: bool
    fix_by: date


@dataclass(frozen=True)
class Facts:
    """What the planner may know of a home on a day. A day that is None has not come, or is not known."""

    begun: date
    authorised: bool = True
    household: bool = False
    care_types: frozenset[str] = frozenset()
    children: int = 0
    first_child: date | None = None
    came: Sequence[date] = ()
    grade: str | None = None
    grade_on: date | None = None
    last_visit: date | None = None
    actions: Sequence[Action] = ()
    waiting: bool = False
    called: date | None = None
    themes: int = 0
    spoken: bool = False
    heard_on: date | None = None
    poster_on: date | None = None


@dataclass(frozen=True)
class Reason:
    """Why a home is due; `day` is the day it was or will be due, where there is one."""

    why: Why
    day: date | None = None
    count: int = 0


@dataclass(frozen=True)
class Part:
    """One part of the risk: its points, and the facts of its sentence."""

    part: RiskPart
    points: int
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Risk:
    """The points of a home and where they come from; parts without points are left out."""

    parts: tuple[Part, ...]

    @property
    def points(self) -> int:
        return sum(part.points for part in self.parts)


def reasons(framework: Framework, book: Mapping[str, Any], facts: Facts, on: date) -> tuple[Reason, ...]:
    """Why the home is due by so many days from `on` as the book looks ahead, the most pressing first."""
    found = [Reason(Why.BEFORE_REGISTRATION)] if facts.waiting else []
    found += _called(framework, facts)
    if facts.authorised:
        found += _by_rhythm(framework, book, facts, on)
        found += _by_what_is_heard(book, facts, on)
    found += _by_actions(framework, facts.actions, on)
    return tuple(sorted(found, key=lambda reason: RANK[reason.why]))


def _called(framework: Framework, facts: Facts) -> list[Reason]:
    """A call stands until a visit has arrived on its day or later."""
    if facts.called is None or (facts.last_visit or date.min) >= facts.called:
        return []
    start = framework.visit_types[VisitType.RESPONSIVE.value].start
    return [Reason(Why.CALLED_FOR, start.after(facts.called) if start else facts.called)]


def _by_rhythm(framework: Framework, book: Mapping[str, Any], facts: Facts, on: date) -> list[Reason]:
    by = on + timedelta(days=book["ahead_days"])
    if facts.household:
        review = rules.next_visit_due(framework, "household", facts.last_visit or facts.begun).review
        return [Reason(Why.REVIEW_DUE, review)] if review and review <= by else []
    found = _by_grade(framework, facts, by)
    monitored = rules.next_monitoring_due(framework, facts.last_visit or facts.begun)
    watched = is_facility(framework, facts.care_types) and monitored <= on
    return [*found, Reason(Why.MONITORING_DUE, monitored)] if watched else found


def is_facility(framework: Framework, care_types: Collection[str]) -> bool:
    """Whether one of these kinds of care is given in a facility; where no kind is recorded, the home counts as one."""
    return not care_types or any("facility" in framework.care_types[care].setting for care in care_types)


def _by_grade(framework: Framework, facts: Facts, by: date) -> list[Reason]:
    if facts.grade is None or facts.grade_on is None:
        # The term runs from the first placement; a home in which no child was placed yet has no day.
        first = facts.first_child or (facts.begun if facts.children else None)
        return [Reason(Why.NEVER_GRADED, rules.next_visit_due(framework, "new", first).full if first else None)]
    following, found = rules.next_visit_due(framework, facts.grade, facts.grade_on), []
    if following.full and following.full <= by:
        found.append(Reason(Why.FULL_DUE, following.full))
    seen_since = (facts.last_visit or facts.grade_on) > facts.grade_on
    if following.follow_up and not seen_since and following.follow_up <= by:
        found.append(Reason(Why.FOLLOW_UP_DUE, following.follow_up))
    return found


def _by_what_is_heard(book: Mapping[str, Any], facts: Facts, on: date) -> list[Reason]:
    found = []
    if facts.themes >= book["themes"]["at_least"]:
        found.append(Reason(Why.THEMES, count=facts.themes))
    if many_new(book, facts, on):
        found.append(Reason(Why.NEW_CHILDREN, count=len(new_children(book, facts, on))))
    return [*found, Reason(Why.SILENT)] if silent(book, facts, on) else found


def new_children(book: Mapping[str, Any], facts: Facts, on: date) -> list[date]:
    """When those children came who came lately and whom no visit has met."""
    since = max(on - timedelta(days=book["new_children"]["days"]), facts.last_visit or date.min)
    return [day for day in facts.came if since < day <= on]


def many_new(book: Mapping[str, Any], facts: Facts, on: date) -> bool:
    """So many new children, for the size of the home, that somebody should look."""
    terms, new = book["new_children"], len(new_children(book, facts, on))
    return new >= terms["at_least"] and 100 * new >= terms["share_percent"] * facts.children


def silent(book: Mapping[str, Any], facts: Facts, on: date) -> bool:
    """A home with children of whom hardly anything was heard: few messages, no private talk, no photo of the poster."""
    terms = book["silence"]
    since = on - timedelta(days=terms["days"])
    if facts.household or facts.children < terms["children"] or facts.begun > since or facts.spoken:
        return False
    return all(day is None or day < since for day in (facts.heard_on, facts.poster_on))


def _by_actions(framework: Framework, actions: Sequence[Action], on: date) -> list[Reason]:
    critical = [one.fix_by for one in actions if one.severity is Severity.CRITICAL]
    overdue = [one for one in actions if one.fix_by < on]
    proved = sum(one.proved for one in actions)
    found = [Reason(Why.CRITICAL_OPEN, min(critical), len(critical))] if critical else []
    if rules.suspension_review_due(framework, (one.severity.value for one in overdue)):
        found.append(Reason(Why.TWO_MAJOR_OVERDUE, count=len(overdue)))
    if overdue:
        found.append(Reason(Why.ACTIONS_OVERDUE, min(one.fix_by for one in overdue), len(overdue)))
    return found + ([Reason(Why.PROOF_WAITS, count=proved)] if proved else [])


_ANSWERS = {
    Why.CALLED_FOR: VisitType.RESPONSIVE,
    Why.BEFORE_REGISTRATION: VisitType.PRE_REGISTRATION,
    Why.FULL_DUE: VisitType.FULL,
    Why.NEVER_GRADED: VisitType.FULL,
    Why.REVIEW_DUE: VisitType.THEMATIC,
    Why.CRITICAL_OPEN: VisitType.FOLLOW_UP,
    Why.TWO_MAJOR_OVERDUE: VisitType.FOLLOW_UP,
    Why.FOLLOW_UP_DUE: VisitType.FOLLOW_UP,
    Why.ACTIONS_OVERDUE: VisitType.FOLLOW_UP,
    Why.PROOF_WAITS: VisitType.FOLLOW_UP,
}


def answers(why: Why) -> VisitType:
    """The kind of visit that answers a reason; all that is only a sign is looked into by a monitoring visit."""
    return _ANSWERS.get(why, VisitType.MONITORING)


def suggested(found: Sequence[Reason]) -> VisitType:
    """The kind of visit that answers the most pressing reason."""
    return answers(found[0].why) if found else VisitType.MONITORING


def risk(book: Mapping[str, Any], facts: Facts, found: Sequence[Reason], on: date) -> Risk:
    """The points of a home on a day, part by part; `found` are its `reasons`."""
    terms = book["score"]
    why = {reason.why: reason for reason in found}
    parts = [*_standing(terms, facts, on), *_of_actions(terms, facts, on), *_late(terms, found, on)]
    if Why.CALLED_FOR in why:
        parts.append(Part(RiskPart.CALLED, terms["called"]["points"]))
    if Why.THEMES in why:
        points = min(facts.themes * terms["themes"]["points"], terms["themes"]["most"])
        parts.append(Part(RiskPart.THEMES, points, {"n": facts.themes}))
    if Why.SILENT in why:
        parts.append(Part(RiskPart.SILENCE, terms["silence"]["points"], {"days": book["silence"]["days"]}))
    if Why.NEW_CHILDREN in why:
        told = {"n": why[Why.NEW_CHILDREN].count, "days": book["new_children"]["days"]}
        parts.append(Part(RiskPart.NEW_CHILDREN, terms["new_children"]["points"], told))
    order = {part: place for place, part in enumerate(RiskPart)}
    return Risk(tuple(sorted((one for one in parts if one.points), key=lambda one: order[one.part])))


def _standing(terms: Mapping[str, Any], facts: Facts, on: date) -> list[Part]:
    """The grade, its age, and the kind of care that asks most of a visit."""
    parts = []
    if not facts.household:
        parts.append(Part(RiskPart.GRADE, terms["grade"][facts.grade or "none"], {"grade": facts.grade}))
    if facts.grade_on is not None:
        months = max(0, (on.year - facts.grade_on.year) * 12 + on.month - facts.grade_on.month)
        points = min(months * terms["age"]["points_a_month"], terms["age"]["most"])
        parts.append(Part(RiskPart.AGE, points, {"months": months}))
    heaviest = max(sorted(facts.care_types), key=lambda care: terms["care"].get(care, 0), default=None)
    if heaviest is not None:
        parts.append(Part(RiskPart.CARE, terms["care"].get(heaviest, 0), {"care": heaviest}))
    return parts


def _of_actions(terms: Mapping[str, Any], facts: Facts, on: date) -> list[Part]:
    if not facts.actions:
        return []
    weights, late = terms["actions"], sum(one.fix_by < on for one in facts.actions)
    points = min(sum(weights[one.severity.value] for one in facts.actions), weights["most"])
    gravest = min((one.severity for one in facts.actions), key=list(Severity).index)
    overdue = min(late * terms["actions_overdue"]["points"], terms["actions_overdue"]["most"])
    return [
        Part(RiskPart.ACTIONS, points, {"n": len(facts.actions), "gravest": gravest}),
        Part(RiskPart.ACTIONS_OVERDUE, overdue, {"n": late}),
    ]


_VISITS = frozenset({Why.CALLED_FOR, Why.FOLLOW_UP_DUE, Why.FULL_DUE, Why.NEVER_GRADED, Why.MONITORING_DUE,
                     Why.REVIEW_DUE})  # fmt: skip


def _late(terms: Mapping[str, Any], found: Sequence[Reason], on: date) -> list[Part]:
    """By how long the visit is overdue that should have been made first; late actions are a part of their own."""
    days = [(on - reason.day).days for reason in found if reason.why in _VISITS and reason.day and reason.day < on]
    if not days:
        return []
    points = min(max(days) // 7 * terms["late"]["points_a_week"], terms["late"]["most"])
    return [Part(RiskPart.LATE, points, {"days": max(days)})]


@dataclass(frozen=True)
class Share:
    """Full visits of a year by notice."""

    without: int = 0
    told: int = 0

    @property
    def total(self) -> int:
        return self.without + self.told

    @property
    def percent(self) -> int | None:
        """How many of a hundred were without notice, rounded down so that a share below the bar never looks like it."""
        return 100 * self.without // self.total if self.total else None

    def with_one(self, *, told: bool) -> "Share":
        """The share once another visit is planned."""
        return Share(self.without + (not told), self.told + told)

    def __add__(self, other: "Share") -> "Share":
        return Share(self.without + other.without, self.told + other.told)


def below(book: Mapping[str, Any], share: Share) -> bool:
    """Fewer full visits without notice than the standards ask for (visit_types FULL `announced`)."""
    return 100 * share.without < book["unannounced"]["share_percent"] * share.total


def must_be_without(book: Mapping[str, Any], share: Share) -> bool:
    """Whether the next full visit must be without notice: with notice it would leave the share below the bar."""
    return below(book, share.with_one(told=True))


def reason_day(found: Sequence[Reason]) -> date | None:
    """The earliest day by which a home should be visited, of all its reasons."""
    return min((reason.day for reason in found if reason.day), default=None)


Key = TypeVar("Key")


def in_order(
    book: Mapping[str, Any], points: Mapping[Key, int], km: Callable[[Key | None, Key], float | None]
) -> list[Key]:
    """Homes in the order of a day: from where one stands, always the one whose risk is most worth the way there.

    `km` measures from a home (None: where the day begins) to another; a way that cannot be measured counts as the
    longest of those that can, so that a home without a position is not preferred for it.
    """
    left, made, here = sorted(points, key=str), [], None
    while left:
        ways = {key: km(here, key) for key in left}
        longest = max((way for way in ways.values() if way is not None), default=0.0)
        worth = {key: points[key] - book["day"]["points_a_km"] * _way(ways[key], longest) for key in left}
        here = max(left, key=worth.__getitem__)
        left.remove(here)
        made.append(here)
    return made


def _way(km: float | None, longest: float) -> float:
    return longest if km is None else km
