"""The trail of a child's B-Form."""

from collections.abc import Sequence

from sqlalchemy import select

from registry_app.core.db import db
from registry_app.placements.models import Child
from registry_app.placements.papers.models import BFormStep


def of_child(child: Child) -> Sequence[BFormStep]:
    """Everything recorded, the newest word first."""
    query = select(BFormStep).where(BFormStep.child_id == child.id).order_by(BFormStep.number.desc())
    return db.session.scalars(query).all()
