"""Giving notice of a measure, deciding it by another person than prepared it, on its power, and how it ends."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from registry_app.core import audit, clock
from registry_app.core.db import locked, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.i18n import label
from registry_app.core.i18n import lazy as _
from registry_app.measures import effects, letters, queries, rules
from registry_app.measures.access import act_of
from registry_app.measures.book import book as numbers
from registry_app.measures.models import Measure
from registry_app.measures.papers import power_lines, write_papers
from registry_app.measures.services import move, prepare, refuse
from registry_app.measures.states import WAITING_KINDS, Ground, Lacking, MeasureKind, MeasureState, PaperKind
from registry_app.providers.homes.models import Home
from registry_app.providers.powers import queries as powers
from registry_app.providers.powers.states import Act, Mode


@dataclass(frozen=True)
class Wish:
    """What the decider writes down. `until`: the last day, where it is shorter than the term of the measure."""

    until: date | None = None
    effective_on: date | None = None
    plan: str = ""
    outside_member: str = ""
    court_reference: str = ""


def case_of(measure: Measure, wish: Wish) -> rules.Case:
    """The measure and the wish as the rules read them."""
    return rules.Case(
        kind=measure.kind.value, standing=measure.home.standing.value, run_by=measure.home.run_by.value,
        grounds=measure.grounds, reasons=measure.reasons, condition=measure.condition, notice_on=measure.notice_on,
        answered=measure.answered_on is not None, hearing_notice_on=measure.hearing_notice_on,
        heard_on=measure.heard_on, children=measure.home.present, plan=wish.plan, until=wish.until,
        effective_on=wish.effective_on, in_danger=measure.in_danger, outside_member=wish.outside_member,
        notice_over=rules.term_over(measure.home.notice_until, clock.today()),
        cause_over=queries.cause_over(measure.home, clock.today()),
    )  # fmt: skip


@transactional
def notify(measure: Measure, *, hearing_on: date | None, actor: Any) -> Measure:
    """Notice with the reasons goes to the home: until when it may answer, and when it will be heard."""
    book, today = numbers(), clock.today()
    rule = book["kinds"][measure.kind.value]
    if not rule["answer_days"] and not rule["hearing_days"]:
        raise DomainError(_("This measure needs no notice before it. Its decision is its notice."))
    if rule["hearing_days"] and (hearing_on is None or (hearing_on - today).days < rule["hearing_days"]):
        words = _("Choose a day for the hearing at least %(days)s days from today.", days=rule["hearing_days"])
        raise DomainError(words, "hearing_on")
    until = rules.answer_until(book, measure.kind.value, today)
    facts: dict[str, Any] = {"notice_on": today, "answer_until": until, "hearing_notice_on": today}
    measure = move(measure, "notify", actor=actor, **facts)
    write_papers(measure, PaperKind.NOTICE, actor, hearing_on=hearing_on)
    letters.letter_waits(measure)
    return measure


@transactional
def decide(measure: Measure, wish: Wish, *, actor: Any) -> Measure:
    """Take the measure; while its power is not in force, only recommend it to the office that holds it (README 1.4).

    NotAllowed for who prepared it; DomainError with the first thing that is missing.
    """
    measure = locked(measure)
    if measure.prepared_by_id == actor.id:
        raise NotAllowed(_("You prepared this. Another person must decide."))
    book, today = numbers(), clock.today()
    act = act_of(measure.kind, book)
    assert act is not None
    if measure.state is MeasureState.RECOMMENDED:
        refuse(queries.in_the_way_of_recommended(measure, act))
    refuse(rules.lacks(book, case_of(measure, wish), today))
    if powers.may_act(act) is Mode.RECOMMEND:
        return _recommend(measure, wish, act, actor)
    later = measure.kind in WAITING_KINDS
    facts = {**_facts(measure, wish, act, actor), "until": wish.until or _last_day(book, measure.kind, today)}
    facts["appeal_until"] = rules.appeal_until(book, measure.kind.value, today)
    measure = move(measure, "decide_later" if later else "decide", actor=actor, mode=Mode.ACT, **facts)
    if later:
        effects.freeze(measure, actor)
    else:
        effects.begin(measure, actor)
    write_papers(measure, PaperKind.DECISION, actor)
    letters.letter_waits(measure)
    return measure


def _recommend(measure: Measure, wish: Wish, act: Act, actor: Any, **more: Any) -> Measure:
    """A letter to the office that holds the power; the home and its standing stay as they are."""
    facts = _facts(measure, wish, act, actor)
    measure = move(measure, "recommend", actor=actor, mode=Mode.RECOMMEND, **facts, **more)
    write_papers(measure, PaperKind.RECOMMENDATION, actor)
    letters.recommended(measure, act)
    return measure


def _facts(measure: Measure, wish: Wish, act: Act, actor: Any) -> dict[str, Any]:
    return {
        "decided_by_id": actor.id,
        "decided_on": clock.today(),
        "power_lines": power_lines(act, measure.home.run_by),
        "power_basis": powers.power(act).basis,
        "plan": wish.plan.strip(),
        "outside_member": wish.outside_member.strip(),
        "effective_on": wish.effective_on if measure.kind in WAITING_KINDS else None,
        "court_reference": wish.court_reference.strip(),
    }


def _last_day(book: rules.Book, kind: MeasureKind, start: date) -> date | None:
    """The term of the measure; an improvement notice runs until the day it names."""
    last = rules.last_day(book, kind.value, start)
    return None if last == date.max else last


@transactional
def suspend_at_once(home: Home, *, reasons: str, plan: str, actor: Any) -> Measure:
    """Children are in danger: the head of the Authority acts alone, for 14 days, and the home is heard in 7 (R18).

    While the power is not in force it is only recommended to the office that holds it, and the home stays as it is.
    """
    if home.present and not plan.strip():
        refuse(["CHILD_PLAN"])
    home = locked(home)
    if not rules.may_suspend_alone(numbers(), queries.ended_unheard(home.id), clock.today()):
        refuse(["ALONE_AGAIN"])
    measure = prepare(
        home, MeasureKind.SUSPENSION, grounds=[Ground.CRITICAL_DANGER], reasons=reasons, actor=actor, in_danger=True
    )
    book, today, wish = numbers(), clock.today(), Wish(plan=plan)
    if powers.may_act(Act.SUSPEND) is Mode.RECOMMEND:
        return _recommend(measure, wish, Act.SUSPEND, actor, immediate=True)
    facts = _facts(measure, wish, Act.SUSPEND, actor)
    measure = move(
        measure, "decide", actor=actor, immediate=True, mode=Mode.ACT, until=rules.immediate_until(book, today),
        hearing_notice_on=today, appeal_until=rules.appeal_until(book, "SUSPENSION", today), **facts,
    )  # fmt: skip
    effects.begin(measure, actor)
    hearing = today + timedelta(days=book["immediate_suspension"]["hearing_days"])
    write_papers(measure, PaperKind.DECISION, actor, hearing_on=hearing)
    letters.letter_waits(measure)
    return measure


@transactional
def confirm(measure: Measure, *, until: date, actor: Any) -> Measure:
    """Another person carries an immediate suspension on, after the hearing, to at most 90 days from its start."""
    measure = locked(measure)
    if not measure.immediate or measure.state is not MeasureState.IN_FORCE or measure.confirmed_on:
        raise DomainError(_("This is not possible now. Look again at where the measure stands."))
    if actor.id == measure.decided_by_id:
        raise NotAllowed(_("You ordered this suspension. Another person must confirm it."))
    assert measure.decided_on is not None
    lack = rules.confirmable(
        numbers(), measure.decided_on, measure.hearing_notice_on, measure.heard_on, until, clock.today()
    )
    if lack:
        raise DomainError(label(Lacking(lack)), "until")
    with audit.deed("measure:confirm", measure, actor):
        measure.until, measure.confirmed_by_id, measure.confirmed_on = until, actor.id, clock.today()
    write_papers(measure, PaperKind.CONFIRMATION, actor)
    letters.letter_waits(measure)
    return measure


@transactional
def lift(measure: Measure, *, reason: str, actor: Any) -> Measure:
    """What was asked is done, or the measure proved wrong: it ends today and what it held is let go."""
    if not reason.strip():
        raise DomainError(_("Write the reason."), "reason")
    was_waiting = measure.state is MeasureState.WAITING
    return _over(measure, "lift", reason.strip()[:500], actor, undo=not was_waiting)


@transactional
def end(measure: Measure, *, actor: Any = None) -> Measure:
    """Its last day is over."""
    return _over(measure, "end", str(_("Its last day is over.")), actor, undo=True)


def _over(measure: Measure, action: str, reason: str, actor: Any, *, undo: bool) -> Measure:
    measure = move(measure, action, actor=actor, reason=reason, ended_on=clock.today(), end_reason=reason)
    if undo:
        effects.finish(measure, actor)
    else:
        effects.unfreeze(measure, actor)
    letters.ended(measure)
    return measure
