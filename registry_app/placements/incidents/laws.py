"""What the database itself refuses about reports: a gap in the serial numbers, a changed word, a removed line."""

from sqlalchemy import DDL, event

from registry_app.core.triggers import postgres_trigger, sqlite_trigger
from registry_app.placements.incidents.models import Incident, IncidentChild, IncidentStep

GAP = "the serial number of a report follows the one before"
KEPT = "what a report says is never changed"

# Constants of this file; nothing that a person typed comes near them.
_NEXT = "NEW.serial <> (SELECT coalesce(max(i.serial), 0) + 1 FROM incident i WHERE i.year = NEW.year)"
_FIXED = (
    "number", "year", "serial", "home_id", "kind", "level", "who", "via", "sent_by_id", "happened_at", "sent_at",
    "late", "contact_by", "safe_by", "words_sealed", "done_sealed", "codes_sealed", "reach_sealed", "digest",
    "rules_version",
)  # fmt: skip
# Filled once: the first contact, the moment the children were safe, what the home was told.
_ONCE = ("contact_at", "safe_at", "released_at", "summary_sealed")


def _edited(differs: str) -> str:
    fixed = " OR ".join(f"NEW.{c} {differs} OLD.{c}" for c in _FIXED)
    once = " OR ".join(f"(OLD.{c} IS NOT NULL AND NEW.{c} {differs} OLD.{c})" for c in _ONCE)
    return f"({fixed} OR {once})"


# (name, model, when, condition on SQLite, condition on PostgreSQL, message)
LAWS: list[tuple[str, type, str, str | None, str | None, str]] = [
    ("incident_serial", Incident, "INSERT", _NEXT, _NEXT, GAP),
    ("incident_is_not_edited", Incident, "UPDATE", _edited("IS NOT"), _edited("IS DISTINCT FROM"), KEPT),
    ("incident_is_not_deleted", Incident, "DELETE", None, None, KEPT),
]
for _model in (IncidentChild, IncidentStep):
    for _when in ("UPDATE", "DELETE"):
        LAWS.append((f"{_model.__tablename__}_no_{_when.lower()}", _model, _when, None, None, KEPT))


def _written(dialect: str, law: tuple[str, type, str, str | None, str | None, str]) -> list[DDL]:
    name, model, when, on_sqlite, on_postgres, message = law
    table = model.__tablename__  # type: ignore[attr-defined]
    if dialect == "sqlite":
        return [sqlite_trigger(name, table, when, on_sqlite, message)]
    return postgres_trigger(name, table, when, on_postgres, message)


for _dialect in ("sqlite", "postgresql"):
    for _law in LAWS:
        for _ddl in _written(_dialect, _law):
            event.listen(_law[1].__table__, "after_create", _ddl.execute_if(dialect=_dialect))  # type: ignore[attr-defined]
