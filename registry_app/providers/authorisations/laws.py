"""What the database itself refuses about decisions that were set aside: triggers, on SQLite and on PostgreSQL.

A decision set aside carries no authorisation, is written down with its reason by another person than the one who
took it, and neither it nor that line is ever changed.
"""

from sqlalchemy import DDL, event

from registry_app.core.db import Base
from registry_app.core.triggers import postgres_trigger, sqlite_trigger
from registry_app.providers.authorisations.models import Authorisation, Ruling, SetAside

_LIVING = "('IN_FORCE', 'SUSPENDED')"
_FALLEN = (
    f"NEW.standing IN {_LIVING} AND EXISTS "  # noqa: S608 - constants of this file
    "(SELECT 1 FROM ruling r WHERE r.id = NEW.ruling_id AND r.set_aside_on IS NOT NULL)"
)
_CARRIES = (
    "NEW.set_aside_on IS NOT NULL AND EXISTS "  # noqa: S608
    f"(SELECT 1 FROM authorisation a WHERE a.ruling_id = NEW.id AND a.standing IN {_LIVING})"
)
_NO_REASON = (
    "NEW.set_aside_on IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM set_aside s WHERE s.ruling_id = NEW.id AND s.mode = 'ACT')"
)
_NOT_THEIRS = "NOT EXISTS (SELECT 1 FROM ruling r WHERE r.id = NEW.ruling_id AND r.by_id = NEW.decided_by_id)"
_UNDONE = "OLD.set_aside_on IS NOT NULL"
KEPT = "a decision that was set aside is never changed"
# (name, table, when, condition, message); each condition reads the same on both databases.
LAWS: list[tuple[str, type[Base], str, str | None, str]] = [
    ("authorisation_on_standing_ruling", Authorisation, "INSERT", _FALLEN, "its decision was set aside"),
    ("authorisation_stays_set_aside", Authorisation, "UPDATE", _FALLEN, "its decision was set aside"),
    ("ruling_carries_nothing", Ruling, "UPDATE", _CARRIES, "an authorisation rests on this decision"),
    ("ruling_set_aside_with_reason", Ruling, "UPDATE", _NO_REASON, "nobody wrote why this decision is set aside"),
    ("ruling_set_aside_kept", Ruling, "UPDATE", _UNDONE, KEPT),
    ("ruling_set_aside_no_delete", Ruling, "DELETE", _UNDONE, KEPT),
    ("set_aside_names_its_decider", SetAside, "INSERT", _NOT_THEIRS, "this is not who took the decision"),
    ("set_aside_no_update", SetAside, "UPDATE", None, KEPT),
    ("set_aside_no_delete", SetAside, "DELETE", None, KEPT),
]


def statements(dialect: str) -> list[DDL]:
    """Every trigger, ready to run on this kind of database; the first migration runs the same."""
    made: list[DDL] = []
    for name, model, when, condition, message in LAWS:
        if dialect == "sqlite":
            made.append(sqlite_trigger(name, model.__tablename__, when, condition, message))
        else:
            made += postgres_trigger(name, model.__tablename__, when, condition, message)
    return made


SetAside.__table__.add_is_dependent_on(Authorisation.__table__)  # type: ignore[attr-defined]
for _dialect in ("sqlite", "postgresql"):
    for _ddl in statements(_dialect):
        # The table of setting aside is made last of the three, so that every trigger finds its tables.
        event.listen(SetAside.__table__, "after_create", _ddl.execute_if(dialect=_dialect))
