"""What the database itself refuses: what was approved, or what a visit was read under, never changes (rule I12)."""

from sqlalchemy import DDL, event

from inspections.standards.models import StandardsVersion
from registry_app.core.triggers import postgres_trigger, sqlite_trigger

STAYS = "a version of the standards that was approved or used never changes"
_TABLE = StandardsVersion.__tablename__
_FIXED = ("number", "book", "terms", "last_ids", "shipped", "drafted_by_id", "approved_by_id", "approved_at",
          "in_force_from")  # fmt: skip
# Constants of this file; nothing that a person typed comes near them.
_USED = "EXISTS (SELECT 1 FROM visit WHERE visit.framework_version = OLD.number)"


def _fixed(differs: str) -> str:
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in _FIXED)
    return f"(OLD.state <> 'DRAFT' OR {_USED}) AND ({changed})"


_BACK = "(OLD.state = 'WITHDRAWN' AND NEW.state <> 'WITHDRAWN') OR (OLD.state = 'APPROVED' AND NEW.state = 'DRAFT')"


def statements(dialect: str) -> list[DDL]:
    """Every trigger, ready to run on this kind of database; the first migration runs the same."""
    if dialect == "sqlite":
        return [
            sqlite_trigger("standards_version_stays", _TABLE, "UPDATE", f"{_fixed('IS NOT')} OR {_BACK}", STAYS),
            sqlite_trigger("standards_version_kept", _TABLE, "DELETE", None, STAYS),
        ]
    return [
        *postgres_trigger(
            "standards_version_stays", _TABLE, "UPDATE", f"({_fixed('IS DISTINCT FROM')}) OR {_BACK}", STAYS
        ),
        *postgres_trigger("standards_version_kept", _TABLE, "DELETE", None, STAYS),
    ]


for _dialect in ("sqlite", "postgresql"):
    for _ddl in statements(_dialect):
        event.listen(StandardsVersion.__table__, "after_create", _ddl.execute_if(dialect=_dialect))
