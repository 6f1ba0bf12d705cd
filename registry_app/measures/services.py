"""A measure on its way to a decision: prepared, answered, heard, served, dropped."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from registry_app.core import audit, clock, codes, files
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import label
from registry_app.core.i18n import lazy as _
from registry_app.core.states import WrongState
from registry_app.measures import letters, queries, rules
from registry_app.measures.book import book as numbers
from registry_app.measures.models import Measure, ServiceProof
from registry_app.measures.states import LIFE, Ground, Lacking, MeasureKind, MeasureState, ServedBy
from registry_app.providers.authorisations.states import ConditionCode
from registry_app.providers.homes.checks import speaks_for
from registry_app.providers.homes.models import Home

FIELD_OF = {
    Lacking.GROUND: "grounds",
    Lacking.REASONS: "reasons",
    Lacking.CONDITION: "condition",
    Lacking.CHILD_PLAN: "plan",
    Lacking.LAST_DAY: "until",
    Lacking.EFFECT_DAY: "effective_on",
    Lacking.OUTSIDE_MEMBER: "outside_member",
}


def refuse(found: Sequence[str]) -> None:
    """DomainError with the first of these, at the box where it is mended."""
    if found:
        lack = Lacking(found[0])
        raise DomainError(label(lack), FIELD_OF.get(lack))


EARLY = frozenset({"AFTER_NOTICE_TO_APPLY", "AFTER_SHOW_CAUSE", "GROUND", "REASONS", "CONDITION"})
"""What must be there before a measure is even prepared."""


@transactional
def move(measure: Measure, action: str, *, actor: Any, reason: str | None = None, **facts: Any) -> Measure:
    """Take one arrow of the lifecycle with the facts that go with it; DomainError when it is not possible now."""
    measure = locked(measure)
    try:
        target = LIFE.target(measure.state, action)
    except WrongState as error:
        raise DomainError(_("This is not possible now. Look again at where the measure stands.")) from error
    with audit.deed(f"measure:{action.replace('_', '-')}", measure, actor, reason=reason):
        measure.state = target
        for name, value in facts.items():
            setattr(measure, name, value)
    return measure


@transactional
def prepare(
    home: Home, kind: MeasureKind, *, grounds: Sequence[Ground], reasons: str, actor: Any,
    condition: ConditionCode | None = None, condition_detail: str = "", in_danger: bool = False,
) -> Measure:  # fmt: skip
    """A measure under the next number of its year, known to the offices alone.

    DomainError: the kind does not fit the home's standing, the same one runs already, or a ground, the reasons or the
    condition are missing.
    """
    book, home = numbers(), locked(home)
    if not rules.fits(book, kind.value, home.standing.value):
        refuse(["WRONG_HOME"])
    if kind not in (MeasureKind.ADVICE, MeasureKind.CONDITION) and queries.running(home.id, kind):
        refuse(["RUNNING_ALREADY"])
    if Ground.DID_NOT_APPLY in grounds and not rules.term_over(home.notice_until, clock.today()):
        raise DomainError(_("This ground needs a notice to apply whose last day is over."), "grounds")
    today = clock.today()
    case = rules.Case(
        kind.value, home.standing.value, grounds=grounds, reasons=reasons, condition=condition, in_danger=in_danger,
        notice_over=rules.term_over(home.notice_until, today), cause_over=queries.cause_over(home, today),
    )  # fmt: skip
    refuse([lack for lack in rules.lacks(book, case, today) if lack in EARLY])
    measure = Measure(
        number=codes.measure_number(today.year, codes.next_number(f"measure-{today.year}")),
        home_id=home.id,
        kind=kind,
        state=MeasureState.PROPOSED,
        standing_before=home.standing,
        grounds=[Ground(ground).value for ground in grounds],
        reasons=reasons.strip(),
        condition=condition,
        condition_detail=condition_detail.strip(),
        in_danger=in_danger,
        prepared_by_id=actor.id,
        prepared_on=today,
        rules_version=book["version"],
    )
    with audit.deed("measure:prepare", measure, actor):
        pass
    db.session.refresh(measure)
    return measure


@transactional
def answer(measure: Measure, words: str, *, actor: Any, came_on: date | None = None) -> Measure:
    """What the home says to a notice, once: until the decision, whatever the day; to a show-cause until its last day.

    `came_on`: the day on which it came on paper, written down by an office for a home that does not sign in.
    """
    measure, today = locked(measure), clock.today()
    if came_on is None:
        speaks_for(actor, measure.home)
    on = came_on or today
    first = measure.written_to_home
    if measure.answered_on:
        raise DomainError(_("This notice was answered. What more you have to say, say at the hearing."))
    if first is None or not rules.may_answer(measure.state.value, measure.kind.value, False, measure.until, on):
        raise DomainError(_("There is no notice to answer now."))
    if not first <= on <= today:
        raise DomainError(_("The day lies between the letter and today."), "came_on")
    if not words.strip():
        raise DomainError(_("Write your answer."), "words")
    with audit.deed("measure:answer", measure, actor):
        measure.answer, measure.answered_on = words.strip(), on
    letters.answered(measure)
    return measure


@transactional
def hear(measure: Measure, *, heard_on: date, heard: str, actor: Any) -> Measure:
    """The hearing was held, or the home did not come; what was said, in short."""
    measure = locked(measure)
    if measure.state is not MeasureState.NOTICED and not measure.to_be_heard:
        raise DomainError(_("Give notice of the hearing first."))
    if not heard.strip():
        raise DomainError(_("Write what was said, or that nobody came."), "heard")
    if measure.hearing_notice_on is None or not measure.hearing_notice_on <= heard_on <= clock.today():
        raise DomainError(_("Write the day of the hearing: after its notice, and not in the future."), "heard_on")
    with audit.deed("measure:hear", measure, actor):
        measure.heard_on, measure.heard = heard_on, heard.strip()
    return measure


@transactional
def serve(measure: Measure, *, on_day: date, how: ServedBy, to_whom: str, actor: Any, upload: Any) -> ServiceProof:
    """How the letter reached the home, with the photograph or the receipt that proves it (`unregistered_route`).

    DomainError: there is no letter, the day does not fit, nobody is named, or the proof is missing.
    """
    measure = locked(measure)
    first = measure.written_to_home
    if first is None:
        raise DomainError(_("There is no letter yet that could have been served."))
    if not first <= on_day <= clock.today():
        raise DomainError(_("The day lies between the letter and today."), "on_day")
    if not to_whom.strip():
        raise DomainError(_("Write who took it, or where it was pasted or printed."), "to_whom")
    if not upload:
        words = _(
            "Add a photo or a PDF that proves it: the signed copy, the post receipt, or the door with the letter."
        )
        raise DomainError(words, "upload")
    stored = files.accept(upload, actor=actor)
    db.session.flush()
    proof = ServiceProof(
        measure_id=measure.id, on_day=on_day, how=how, to_whom=to_whom.strip(), recorded_by_id=actor.id,
        file_id=stored.id,
    )  # fmt: skip
    with audit.deed("measure:serve", proof, actor):
        pass
    db.session.expire(measure, ["served"])
    return proof


@transactional
def drop(measure: Measure, *, reason: str, actor: Any) -> Measure:
    """The measure is not pursued; where the home had notice of it, the home is told."""
    if not reason.strip():
        raise DomainError(_("Write the reason."), "reason")
    told = measure.notice_on is not None
    facts: Mapping[str, Any] = {"ended_on": clock.today(), "end_reason": reason.strip()[:500]}
    measure = move(measure, "drop", actor=actor, reason=reason.strip()[:500], **facts)
    if told:
        letters.dropped(measure)
    return measure
