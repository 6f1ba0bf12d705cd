"""What the calendar does to measures: closings whose day has come, and measures whose last day is over."""

from datetime import date

from registry_app.core import clock
from registry_app.core.db import db
from registry_app.measures import closing, deciding, queries
from registry_app.measures.models import Measure
from registry_app.measures.states import MeasureKind

# A notice whose day is over stays what it was: the next step of the route begins from it (R21).
LASTING = frozenset({MeasureKind.NOTICE_TO_APPLY, MeasureKind.SHOW_CAUSE, MeasureKind.IMPROVEMENT_NOTICE})


def run(on: date | None = None) -> int:
    """Do what is due on the day `on`, each by itself. Gives how many measures it moved."""
    on = on or clock.today()
    moved = sum(closing.take_effect(db.session.get_one(Measure, key), on) for key in queries.waiting_until(on))
    for key in queries.over_on(on):
        measure = db.session.get_one(Measure, key)
        if measure.kind not in LASTING:
            deciding.end(measure)
            moved += 1
    return moved
