"""After the notice: who saw the children, the search for the family, what came of it by day 7, and who is told when
nothing did."""

import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from registry_app.accounts.queries import holding
from registry_app.accounts.states import Role
from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.core.states import WrongState
from registry_app.placements import queries as placements
from registry_app.placements import services as stays
from registry_app.placements.arrivals import queries, rules
from registry_app.placements.arrivals.models import Arrival, ArrivalNotice, ArrivalTrace
from registry_app.placements.arrivals.states import LEAVES, LIFE, Outcome, SeenBy, State, Trace
from registry_app.placements.exits.rules import ABROAD, Facts
from registry_app.placements.states import Basis, Exit
from registry_app.providers.telling import offices_for, tell

EXITS = {
    Outcome.HOME: Exit.REUNIFIED,
    Outcome.RELATIVES: Exit.KINSHIP,
}
WRONG = {
    "receipt": _("Write the number of the receipt that was signed."),
    "receiver": _("Write who took the child, and where to."),
    "traced": _("Write down first what was done to find the family: at least one step."),
    "district": _("Choose where the child goes."),
    "place": _("Write at which place the child sleeps now, without the name of a person."),
    "panel_on": _("Write the day before the panel; it must be today or later."),
    "approved": _("The head of the Child Protection Unit approves an emergency stay."),
}


@transactional
def see(
    notice: ArrivalNotice, arrivals: Collection[uuid.UUID], by: SeenBy, *, at: datetime | None = None, actor: Any
) -> ArrivalNotice:
    """Somebody was with these children. When the last one was seen, the notice is."""
    notice, at = locked(notice), at or clock.now()
    if at > clock.now() or at < notice.arrived_at:
        raise DomainError(_("Nobody can see a child before it came, nor later than now."), "at")
    fresh = [one for one in notice.arrivals if one.id in arrivals and one.seen_at is None]
    if not fresh:
        raise DomainError(_("Tick the children who were seen."), "arrivals")
    for one in fresh:
        with audit.deed("arrival:see", one, actor):
            one.seen_at, one.seen_by, one.seen_told_by_id = at, by, actor.id
    if all(one.seen_at is not None for one in notice.arrivals):
        _move(notice, "see", actor, seen_at=max(one.seen_at for one in notice.arrivals if one.seen_at))
    return notice


def _move(notice: ArrivalNotice, action: str, actor: Any, **facts: Any) -> None:
    try:
        target = LIFE.target(notice.state, action)
    except WrongState as error:
        raise DomainError(_("This is not possible now. Look again at where it stands.")) from error
    with audit.deed(f"arrival:{action}-all", notice, actor):
        for name, value in facts.items():
            setattr(notice, name, value)
        notice.state = target


@transactional
def trace(arrival: Arrival, kind: Trace, *, on: date, number: str = "", words: str = "", actor: Any) -> ArrivalTrace:
    """A step of looking for the family. A number of a list or an FIR is written down with its own kind."""
    if on > clock.today():
        raise DomainError(_("The date must be today or earlier."), "on")
    if rules.trace_needs_number(kind) and not number.strip():
        raise DomainError(_("Write the number."), "number")
    if not number.strip() and not words.strip():
        raise DomainError(_("Write what was asked, and what the answer was."), "words")
    step = ArrivalTrace(arrival_id=arrival.id, kind=kind, on=on, number=number.strip() or None, by_id=actor.id)
    step.words = words.strip() or None
    with audit.deed("arrival:trace", step, actor):
        pass
    return step


@transactional
def settle(
    arrival: Arrival, outcome: Outcome, *, receipt: str = "", receiver: str = "", place: str = "", district: str = "",
    authority: str = "", panel_on: date | None = None, actor: Any,
) -> Arrival:  # fmt: skip
    """What came of the arrival. Who leaves, leaves with a receipt; who stays, stays as an emergency or has a day.

    `district` is where the child goes: abroad and other provinces have the rules of every way out. `place` is written
    only for a child who was handed over: where it sleeps, without a person's name; who took it is sealed (DP01).
    """
    notice = locked(arrival.notice)
    arrival = locked(arrival)
    if arrival.outcome is not None:
        raise DomainError(_("An outcome is written down already."))
    if arrival.seen_at is None:
        raise DomainError(_("Write first who saw the child."), "outcome")
    faults = rules.outcome_faults(
        outcome, receipt=receipt.strip(), receiver=receiver.strip(), place=place.strip(), district=district,
        panel_on=panel_on, today=clock.today(), approved=actor.has(Role.CPU_HEAD),
        traced=bool(queries.traces(arrival)),
    )  # fmt: skip
    for fault in faults:
        raise DomainError(WRONG[fault], "outcome" if fault in ("approved", "traced") else fault)
    if outcome is Outcome.HANDED_OVER and district == ABROAD:
        raise DomainError(_("A child leaves Pakistan only by a court's order. Record that as its way out."), "district")
    with audit.deed("arrival:settle", arrival, actor):
        arrival.outcome, arrival.outcome_on, arrival.outcome_by_id = outcome, clock.today(), actor.id
        arrival.panel_on = panel_on if outcome is Outcome.PANEL_DATE else None
        if outcome in LEAVES:
            arrival.receipt, arrival.receiver = receipt.strip(), receiver.strip()
    where = Facts(words=receiver.strip(), district=district or None, authority=authority.strip() or None)
    _carry_out(arrival, outcome, where, place.strip(), actor)
    if all(one.outcome is not None for one in notice.arrivals) and notice.state is State.SEEN:
        _move(notice, "settle", actor)
    return arrival


def _carry_out(arrival: Arrival, outcome: Outcome, where: Facts, place: str, actor: Any) -> None:
    """Where the child sleeps now; what was recorded of its stay in the meantime stands."""
    stay = placements.open_stay(arrival.child_id)
    if stay is None or arrival.stay_id not in (stay.id, stay.continues_id):
        return
    if outcome is Outcome.HANDED_OVER:
        # The child sleeps somewhere: a new line, with the days of the first.
        stays.record_stay(
            arrival.child, basis=Basis.ARRIVAL, actor=actor, place=place, brought_by=stay.brought_by,
            diary_number=stay.diary_number,
        )  # fmt: skip
    elif outcome in LEAVES:
        stays.end_stay(stay, EXITS[outcome], actor=actor, facts=where)
    elif outcome is Outcome.EMERGENCY:
        stays.record_stay(arrival.child, basis=Basis.EMERGENCY, actor=actor, home=arrival.home, approved_by=actor)


@transactional
def escalate() -> int:
    """Tell the head of the unit of children nobody saw in time, and later the directorate; each once. Runs often."""
    now, book, told = clock.now(), queries.book(), 0
    higher_after = timedelta(hours=book["higher_after_hours"])
    for notice in queries.late():
        if notice.late_told_at is None:
            told += _say_late(notice, "late_told_at", offices_for(notice.home, Role.CPU_HEAD), now)
        if notice.higher_told_at is None and (notice.no_unit or notice.seen_by + higher_after <= now):
            told += _say_late(notice, "higher_told_at", holding(Role.SWD_DIRECTOR), now)
    return told


def _say_late(notice: ArrivalNotice, column: str, people: Any, now: datetime) -> int:
    facts = {"number": notice.number, "home": notice.home.register_number}
    subject = _("Not seen in time: arrival at home %(home)s", **facts)
    body = _(
        "Notice %(number)s: nobody has been at home %(home)s yet, and the time is over. Somebody must go now.", **facts
    )
    tell(people, subject, body, f"arrival-{column}:{notice.id}")
    with audit.deed("arrival:tell-late", notice, None):
        setattr(notice, column, now)
    return 1


@transactional
def remind(day: date) -> int:
    """Once for each notice: day 7 is over and nothing is written down of what became of a child."""
    found = queries.overdue(day)
    for notice in found:
        facts = {"number": notice.number, "home": notice.home.register_number}
        tell(
            [*offices_for(notice.home, Role.CPU_HEAD), *holding(Role.SWD_DIRECTOR)],
            _("Day 7 is over: arrival at home %(home)s", **facts),
            _("Notice %(number)s at home %(home)s: seven days are over and no outcome is written down.", **facts),
            f"arrival-overdue:{notice.id}",
        )
        with audit.deed("arrival:tell-overdue", notice, None):
            notice.overdue_told_on = day
    db.session.flush()
    return len(found)
