"""Appeals against a measure (registration.yaml `appeal`): 30 days, decided in 45 by others than took the measure."""

from datetime import date
from typing import Any

from registry_app.core import audit, clock
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.core.i18n import lazy as _
from registry_app.measures import effects, letters, rules
from registry_app.measures.book import book as numbers
from registry_app.measures.models import Measure, MeasureAppeal
from registry_app.measures.services import move
from registry_app.measures.states import AppealOutcome, MeasureState
from registry_app.providers.homes.checks import speaks_for

RUNNING = (MeasureState.WAITING, MeasureState.IN_FORCE)


def may_appeal(measure: Measure, on: date) -> bool:
    """Whether the home may still appeal: once, within its term, while the measure runs."""
    running = measure.state in RUNNING and measure.appeal is None
    return running and measure.appeal_until is not None and on <= measure.appeal_until


@transactional
def appeal(measure: Measure, words: str, *, actor: Any, came_on: date | None = None) -> MeasureAppeal:
    """The home appeals. What was frozen or suspended stays so; a cancellation waits unless children are at risk.

    `came_on`: the day on which it came on paper, written down by an office for a home that does not sign in.
    """
    measure, today = locked(measure), clock.today()
    if came_on is None:
        speaks_for(actor, measure.home)
    filed_on = came_on or today
    if measure.decided_on is not None and not measure.decided_on <= filed_on <= today:
        raise DomainError(_("The day lies between the letter and today."), "came_on")
    if not may_appeal(measure, filed_on):
        raise DomainError(_("The time for an appeal is over, or an appeal was made already."))
    if not words.strip():
        raise DomainError(_("Write why the measure should not stand."), "words")
    made = MeasureAppeal(
        measure_id=measure.id, filed_on=filed_on, filed_by_id=actor.id, words=words.strip(),
        decide_by=rules.appeal_decided_by(numbers(), filed_on),
    )  # fmt: skip
    with audit.deed("measure:appeal", made, actor):
        pass
    db.session.expire(measure, ["appeal"])
    letters.appealed(measure)
    return made


@transactional
def decide_appeal(
    measure: Measure, outcome: AppealOutcome, *, body: str, reasons: str, decided_on: date, actor: Any
) -> MeasureAppeal:
    """The word of the appeal body is written down by the legal focal person, who took no part in the measure."""
    measure = locked(measure)
    made = measure.appeal
    if made is None or made.outcome is not None:
        raise DomainError(_("There is no appeal to decide."))
    if actor.id in (measure.decided_by_id, measure.prepared_by_id):
        raise NotAllowed(_("You took part in this measure. Another person must write down the appeal."))
    for field, words in (("body", body), ("reasons", reasons)):
        if not words.strip():
            raise DomainError(_("Fill in this box."), field)
    if not made.filed_on <= decided_on <= clock.today():
        raise DomainError(_("The day lies between the appeal and today."), "decided_on")
    with audit.deed("measure:decide-appeal", made, actor):
        made.outcome, made.body, made.reasons = outcome, body.strip(), reasons.strip()
        made.decided_on, made.decided_by_id = decided_on, actor.id
    if outcome is AppealOutcome.SET_ASIDE and measure.state in RUNNING:
        took_effect = measure.state is MeasureState.IN_FORCE
        measure = move(measure, "set_aside", actor=actor, ended_on=clock.today(), end_reason=reasons.strip()[:500])
        if took_effect:
            effects.finish(measure, actor)
        else:
            effects.unfreeze(measure, actor)
    letters.appeal_decided(measure)
    return made
