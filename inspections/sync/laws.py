"""What the database itself refuses about records: nothing sent is removed, nothing closed changes."""

from sqlalchemy import DDL, event

from inspections.sync.models import Clash, FieldPhone, PutAside, RecordFile, VisitRecord
from registry_app.core.triggers import postgres_trigger, sqlite_trigger

KEPT = "what a phone sent is kept for ever"
CLOSED = "a record that is complete at the office never changes"
REVOKED = "a blocked phone stays blocked"

_CONTENT = ("visit_id", "user_id", "seq", "final", "content_sealed", "digest", "state", "files")
_ASIDE = ("record_id", "visit_id", "user_id", "phone_id", "because", "content_sealed", "digest")


def _changed(columns: tuple[str, ...], differs: str) -> str:
    return "(" + " OR ".join(f"NEW.{c} {differs} OLD.{c}" for c in columns) + ")"


def _laws(differs: str) -> list[tuple[str, type, str, str | None, str]]:
    found: list[tuple[str, type, str, str | None, str]] = [
        (f"{model.__tablename__}_stays", model, "DELETE", None, KEPT)
        for model in (VisitRecord, PutAside, RecordFile, Clash, FieldPhone)
    ]
    closed = f"OLD.state = 'AT_THE_OFFICE' AND {_changed(_CONTENT, differs)}"
    found.append(("visit_record_closed", VisitRecord, "UPDATE", closed, CLOSED))
    aside = f"OLD.settled IS NOT NULL OR {_changed(_ASIDE, differs)}"
    found.append(("visit_put_aside_same", PutAside, "UPDATE", aside, KEPT))
    found.append(("visit_clash_settled", Clash, "UPDATE", "OLD.settled_at IS NOT NULL", KEPT))
    found.append(("field_phone_revoked", FieldPhone, "UPDATE", "OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NULL",
                  REVOKED))  # fmt: skip
    return found


def _written(dialect: str) -> list[tuple[type, DDL]]:
    made: list[tuple[type, DDL]] = []
    for name, model, when, condition, message in _laws("IS NOT" if dialect == "sqlite" else "IS DISTINCT FROM"):
        table = model.__tablename__  # type: ignore[attr-defined]
        if dialect == "sqlite":
            made.append((model, sqlite_trigger(name, table, when, condition, message)))
        else:
            made += [(model, ddl) for ddl in postgres_trigger(name, table, when, condition, message)]
    return made


for _dialect in ("sqlite", "postgresql"):
    for _model, _ddl in _written(_dialect):
        event.listen(_model.__table__, "after_create", _ddl.execute_if(dialect=_dialect))  # type: ignore[attr-defined]
