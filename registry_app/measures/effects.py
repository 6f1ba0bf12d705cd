"""What a measure does to the home while it is in force, and how that ends. Each needs an open transaction."""

from collections.abc import Callable
from typing import Any

from registry_app.core import clock
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.measures import queries
from registry_app.measures.models import Measure
from registry_app.measures.states import MeasureKind, MeasureState
from registry_app.providers.authorisations import queries as authorisations
from registry_app.providers.authorisations import standing_services
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.states import AuthorisationStanding as A
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CLOSED, FreezeSource, Standing

K = MeasureKind


def why(measure: Measure) -> str:
    """The reason that the record of deeds names: the number of the measure."""
    return measure.number


def begin(measure: Measure, actor: Any) -> None:
    """The measure is decided and counts at once."""
    if measure.kind in BEGIN:
        BEGIN[measure.kind](measure, actor)


def finish(measure: Measure, actor: Any) -> None:
    """The measure was lifted, is over, or was set aside: what it held is let go."""
    if measure.kind in FINISH:
        FINISH[measure.kind](measure, actor)


def close(measure: Measure, actor: Any) -> None:
    """A decided closing takes effect: the authorisations end and, save for a cancellation, the home is closed.

    From here on its standing keeps children away; a freeze would outlast a new authorisation.
    """
    for authorisation in _living(measure.home):
        if measure.kind is K.VOLUNTARY_CLOSURE:
            standing_services.close(authorisation, reason=why(measure), actor=actor)
        else:
            standing_services.cancel(authorisation, reason=why(measure), actor=actor)
    unfreeze(measure, actor)
    if measure.kind is not K.CANCELLATION and measure.home.standing not in CLOSED:
        own_wish = measure.kind is K.VOLUNTARY_CLOSURE
        closed = Standing.CLOSED_VOLUNTARILY if own_wish else Standing.CLOSED_BY_ORDER
        homes.set_standing(measure.home, closed, actor, why(measure))


def _living(home: Home, *standings: A) -> list[Authorisation]:
    found = authorisations.living([home.id])[home.id]
    return [one for one in found if not standings or one.standing in standings]


def _serve_notice(measure: Measure, actor: Any) -> None:
    assert measure.until is not None
    homes.serve_notice(measure.home, until=measure.until, actor=actor, reason=why(measure))


def _withdraw_notice(measure: Measure, actor: Any) -> None:
    if measure.home.standing is Standing.NOTICE_SERVED and measure.state is not MeasureState.ENDED:
        homes.set_standing(measure.home, Standing.KNOWN_UNREGISTERED, actor, why(measure), notice_until=None)


def freeze(measure: Measure, actor: Any) -> None:
    """No new child comes: by a freeze, and from the day on which a closing is decided."""
    homes.freeze_admissions(measure.home, actor=actor, reason=why(measure), source=FreezeSource.MEASURE)


def unfreeze(measure: Measure, actor: Any) -> None:
    """Its hold on admissions is let go; another measure that freezes them holds on."""
    if queries.freezes_besides(measure):
        return
    homes.unfreeze_admissions(measure.home, actor=actor, reason=why(measure), source=FreezeSource.MEASURE)


def _suspend(measure: Measure, actor: Any) -> None:
    given = _living(measure.home, A.IN_FORCE)
    if not given:
        raise DomainError(_("No authorisation of this home is in force. There is nothing to suspend."))
    for authorisation in given:
        standing_services.suspend(authorisation, reason=why(measure), actor=actor)


def _reinstate(measure: Measure, actor: Any) -> None:
    for authorisation in _living(measure.home, A.SUSPENDED):
        if authorisation.until >= clock.today():
            standing_services.reinstate(authorisation, reason=why(measure), actor=actor)


def _said(measure: Measure) -> dict[str, str]:
    assert measure.condition is not None
    return {"code": measure.condition.value, "detail": measure.condition_detail}


def _add_condition(measure: Measure, actor: Any) -> None:
    for authorisation in _living(measure.home):
        conditions = [*(authorisation.conditions or []), _said(measure)]
        standing_services.set_conditions(authorisation, conditions, reason=why(measure), actor=actor)


def _remove_condition(measure: Measure, actor: Any) -> None:
    for authorisation in _living(measure.home):
        left = list(authorisation.conditions or [])
        if _said(measure) in left:
            left.remove(_said(measure))
            standing_services.set_conditions(authorisation, left, reason=why(measure), actor=actor)


def _restore(measure: Measure, actor: Any) -> None:
    """A cancellation that took effect before its appeal was set aside: what it ended is taken up again."""
    if measure.home.standing is Standing.CANCELLED:
        for authorisation in authorisations.of_home(measure.home):
            if authorisation.standing is A.CANCELLED and authorisation.ended_on == measure.effective_on:
                standing_services.restore(authorisation, reason=why(measure), actor=actor)


Effect = Callable[[Measure, Any], None]
BEGIN: dict[MeasureKind, Effect] = {
    K.NOTICE_TO_APPLY: _serve_notice,
    K.ADMISSIONS_FROZEN: freeze,
    K.SUSPENSION: _suspend,
    K.CONDITION: _add_condition,
}
FINISH: dict[MeasureKind, Effect] = {
    K.NOTICE_TO_APPLY: _withdraw_notice,
    K.ADMISSIONS_FROZEN: unfreeze,
    K.SUSPENSION: _reinstate,
    K.CONDITION: _remove_condition,
    K.CANCELLATION: _restore,
}
