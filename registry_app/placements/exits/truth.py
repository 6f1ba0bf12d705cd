"""How children really left, for lists and reports: an approved correction stands before the first line."""

from datetime import datetime
from typing import Any

from sqlalchemy import Case, ColumnElement, and_, case, func

from registry_app.placements.exits.correction_models import ExitCorrection
from registry_app.placements.models import Stay

CORRECTED: ColumnElement[bool] = and_(ExitCorrection.stay_id == Stay.id, ExitCorrection.approved.is_(True))
"""Of the outer join of a SELECT that asks for `told`; there is at most one such line for a stay."""


def told(name: str) -> Case[Any]:
    """A fact of leaving as it is true, such as `exit` or `ended_at`; the SELECT joins ExitCorrection by CORRECTED."""
    return case((ExitCorrection.id.is_not(None), getattr(ExitCorrection, name)), else_=getattr(Stay, name))


def corrected_by(moment: datetime) -> ColumnElement[bool]:
    """Of the outer join of a SELECT that asks for `told_by`: only what the head of the unit had approved by then."""
    return and_(CORRECTED, ExitCorrection.decided_at < moment)


def told_by(name: str, moment: datetime) -> Case[Any]:
    """A fact of leaving as it was known at a moment: what was written down or corrected later is not in it."""
    written = func.coalesce(Stay.left_recorded_at, Stay.ended_at) < moment
    return case((ExitCorrection.id.is_not(None), getattr(ExitCorrection, name)), (written, getattr(Stay, name)))
