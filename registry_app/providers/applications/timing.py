"""Every clock that runs for an application: where it stands in, last days out (registration.yaml `steps`, `terms`; R3).

A clock of the office stands still while it is the applicant's turn; whoever's turn it is, both sides see the same.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from registry_app.providers.applications import rules
from registry_app.providers.applications.rules import Limits
from registry_app.providers.applications.states import TimedStep, Turn


@dataclass(frozen=True)
class Moments:
    """What happened on which day; None: it did not, or not yet. `since`: from when it stands in `state`.

    `reopened`: its decision was set aside. `hear_from`: the first day for the hearing, `heard`: when it was held.
    """

    state: str
    since: date
    submitted: date
    stood_still: int = 0
    returned: date | None = None
    return_by: date | None = None
    completed: date | None = None
    vetted: date | None = None
    gate: date | None = None
    visited: date | None = None
    recommended: date | None = None
    recommendation: str | None = None
    hear_from: date | None = None
    heard: date | None = None
    reopened: date | None = None


@dataclass(frozen=True)
class Clock:
    """One running clock: `by` is its last day, which still counts; `left` is below zero once it is over.

    `still`: it stands still, and its last day moves on with every day. A hearing is the one clock nobody can be late
    on: `by` is then the first day on which it may be held.
    """

    step: TimedStep
    turn: Turn
    since: date
    by: date
    left: int
    still: bool = False

    @property
    def late(self) -> bool:
        """Whether the last day is over."""
        return self.left < 0 and not self.still and self.step is not TimedStep.HEARING


def running(at: Moments, limit: Limits, holidays: Collection[date], today: date) -> list[Clock]:
    """The clocks that run on `today`, that of the open step first and that of the decision last."""
    found = [*_checked(at, limit, holidays), *_looked_into(at, limit), *_heard(at)]
    found.append((TimedStep.DECISION, Turn.OFFICE, at.reopened or at.submitted, decision_by(at, limit, today)))
    still = at.state == "RETURNED"
    return [
        Clock(step, turn, since, by, rules.days_left(by, today), still and step is TimedStep.DECISION)
        for step, turn, since, by in found
    ]


_Row = tuple[TimedStep, Turn, date, date]


def _checked(at: Moments, limit: Limits, holidays: Collection[date]) -> list[_Row]:
    if at.state == "SUBMITTED":
        by = rules.completeness_by(at.since, limit, holidays)
        return [(TimedStep.COMPLETENESS, Turn.OFFICE, at.since, by)]
    if at.state == "RETURNED" and at.returned and at.return_by:
        return [(TimedStep.ANSWERS, Turn.APPLICANT, at.returned, at.return_by)]
    return []


def _looked_into(at: Moments, limit: Limits) -> list[_Row]:
    """Vetting, gate and visit run side by side from COMPLETE; what is done anew starts when the decision fell."""
    if at.completed is None or at.state not in ("COMPLETE", "VETTING", "VISITED", "RECOMMENDED"):
        return []
    again = at.reopened is not None and at.state in ("COMPLETE", "VETTING")
    start = at.reopened if again and at.reopened else at.completed
    visit = rules.visit_by(start, limit)
    rows = []
    if at.visited is None:
        rows.append((TimedStep.VISIT, Turn.OFFICE, start, visit))
    elif at.state == "VISITED":
        since = max(at.visited, at.reopened or at.visited)
        rows.append((TimedStep.RECOMMENDATION, Turn.OFFICE, since, rules.recommendation_by(since, limit)))
    if at.vetted is None or at.vetted < start:
        rows.append((TimedStep.VETTING, Turn.OFFICE, start, rules.vetting_by(start, limit)))
    if at.gate is None or (at.gate < start and again):
        rows.append((TimedStep.GATE, Turn.OFFICE, start, at.visited or visit))
    return rows


def _heard(at: Moments) -> list[_Row]:
    if at.hear_from is None or at.heard is not None or at.state not in ("VISITED", "RECOMMENDED"):
        return []
    return [(TimedStep.HEARING, Turn.OFFICE, at.since, at.hear_from)]


def decision_by(at: Moments, limit: Limits, today: date) -> date:
    """The last day for the decision: from the first sending or, after a decision was set aside, from that day."""
    if at.reopened is not None:
        by = at.reopened + timedelta(days=limit.decision_days)
    else:
        returned = at.returned if at.state == "RETURNED" else None
        by = rules.decision_by(at.submitted, at.stood_still, returned, today, limit)
    if at.recommendation == "PROVISIONAL" and at.recommended is not None and at.state == "RECOMMENDED":
        since = max(at.recommended, at.reopened or at.recommended)
        by = min(by, since + timedelta(days=limit.provisional_days))
    return by


def due_on(at: Moments, limit: Limits, holidays: Collection[date]) -> date:
    """The day by which somebody must do something next; the queue is ordered by it. It moves only with a deed."""
    clocks = running(at, limit, holidays, at.since)
    return min(clock.by for clock in clocks if clock.step is not TimedStep.HEARING and not clock.still)
