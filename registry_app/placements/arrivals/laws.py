"""What the database itself refuses about arrivals: what a notice said is never changed, no step of tracing is undone,
an outcome is given once, and no notice goes away."""

from sqlalchemy import DDL, event

from registry_app.core.db import Base
from registry_app.core.triggers import postgres_trigger, sqlite_trigger
from registry_app.placements.arrivals.models import Arrival, ArrivalNotice, ArrivalTrace

SAID = (
    "id", "number", "home_id", "via", "post", "post_phone", "together", "children", "brought_by", "police_station",
    "diary_number", "hospital", "note_left", "arrived_at", "written_at", "clock_off", "received_at", "seen_by",
    "sent_by_id", "content_hash",
)  # fmt: skip
OF_CHILD = ("id", "notice_id", "position", "child_id", "stay_id", "condition", "found", "photo_id")
KEPT = "what a notice of arrival said is never changed"


def _changed(columns: tuple[str, ...], differs: str) -> str:
    return " OR ".join(f'NEW."{c}" {differs} OLD."{c}"' for c in columns)


def _twice(differs: str) -> str:
    """Seen once, settled once: neither is taken back or written over."""
    seen = _changed(("seen_at", "seen_by"), differs)
    outcome = _changed(("outcome", "outcome_on", "receipt", "panel_on"), differs)
    return f"(OLD.seen_at IS NOT NULL AND ({seen})) OR (OLD.outcome IS NOT NULL AND ({outcome}))"


def _laws(dialect: str) -> list[tuple[str, type[Base], str, str | None]]:
    differs = "IS NOT" if dialect == "sqlite" else "IS DISTINCT FROM"
    return [
        ("arrival_notice_is_not_edited", ArrivalNotice, "UPDATE", _changed(SAID, differs)),
        ("arrival_is_not_edited", Arrival, "UPDATE", _changed(OF_CHILD, differs)),
        ("arrival_is_settled_once", Arrival, "UPDATE", _twice(differs)),
        ("arrival_trace_no_update", ArrivalTrace, "UPDATE", None),
        *((f"{model.__tablename__}_no_delete", model, "DELETE", None) for model in (ArrivalNotice, Arrival)),
        ("arrival_trace_no_delete", ArrivalTrace, "DELETE", None),
    ]


def statements(dialect: str, model: type[Base]) -> list[DDL]:
    """The triggers of one table, ready to run on this kind of database."""
    made: list[DDL] = []
    for name, of, when, condition in _laws(dialect):
        if of is not model:
            continue
        if dialect == "sqlite":
            made.append(sqlite_trigger(name, model.__tablename__, when, condition, KEPT))
        else:
            made += postgres_trigger(name, model.__tablename__, when, condition, KEPT)
    return made


for _dialect in ("sqlite", "postgresql"):
    for _model in (ArrivalNotice, Arrival, ArrivalTrace):
        for _ddl in statements(_dialect, _model):
            event.listen(_model.__table__, "after_create", _ddl.execute_if(dialect=_dialect))
