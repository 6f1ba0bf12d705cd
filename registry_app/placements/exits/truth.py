"""How children really left, for lists and reports: an approved correction stands before the first line."""

from typing import Any

from sqlalchemy import Case, ColumnElement, and_, case

from registry_app.placements.exits.correction_models import ExitCorrection
from registry_app.placements.models import Stay

CORRECTED: ColumnElement[bool] = and_(ExitCorrection.stay_id == Stay.id, ExitCorrection.approved.is_(True))
"""Of the outer join of a SELECT that asks for `told`; there is at most one such line for a stay."""


def told(name: str) -> Case[Any]:
    """A fact of leaving as it is true, such as `exit` or `ended_at`; the SELECT joins ExitCorrection by CORRECTED."""
    return case((ExitCorrection.id.is_not(None), getattr(ExitCorrection, name)), else_=getattr(Stay, name))
