"""Recording how far a child's B-Form is."""

from datetime import date
from typing import Any

from registry_app.core import audit, clock
from registry_app.core.db import locked, transactional
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.placements.models import Child
from registry_app.placements.papers import queries
from registry_app.placements.papers.models import BFormStep
from registry_app.placements.papers.states import BForm


@transactional
def record(child: Child, status: BForm, *, since: date, actor: Any) -> BFormStep:
    """From this day on it is so. DomainError for a day to come, or one before what was recorded last."""
    child = locked(child)
    if since > clock.today():
        raise DomainError(_("The date must be today or earlier."), "since")
    trail = queries.of_child(child)
    if trail and since < trail[0].since:
        raise DomainError(_("Something newer is recorded already. Write its day or a later one."), "since")
    made = BFormStep(
        child_id=child.id, number=len(trail) + 1, status=status, since=since, recorded_by_id=getattr(actor, "id", None)
    )
    with audit.deed("child:record-b-form", made, actor):
        pass
    return made
