"""What the database itself refuses about NADRA packs: a line is never changed, a sheet stays the same child's."""

from sqlalchemy import DDL, event

from registry_app.core.db import Base
from registry_app.core.triggers import postgres_trigger, sqlite_trigger
from registry_app.placements.nadra.models import NadraPack, NadraSheet, NadraStep

KEPT = "what is written in a NADRA pack stays; a later line corrects it"
FIXED = ("id", "pack_id", "home_id", "child_id", "stay_id", "number")
# A sheet's own facts; `again_of_id` may be empty on both sides.
_ELSE = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in FIXED)
_ELSE += " OR coalesce(CAST(NEW.again_of_id AS TEXT), '') <> coalesce(CAST(OLD.again_of_id AS TEXT), '')"
_IN_THE_WAY = {
    NadraPack: "id = NEW.id OR (home_id = NEW.home_id AND number = NEW.number)",
    NadraSheet: "id = NEW.id OR (pack_id = NEW.pack_id AND (number = NEW.number OR child_id = NEW.child_id))",
    NadraStep: "id = NEW.id OR (sheet_id = NEW.sheet_id AND number = NEW.number)",
}
"""INSERT OR REPLACE of SQLite removes the row in its way without a word to the triggers of DELETE."""


def _made(dialect: str, model: type[Base]) -> list[DDL]:
    table, made = model.__tablename__, []
    for when in ("UPDATE", "DELETE"):
        condition = _ELSE if model is NadraSheet and when == "UPDATE" else None
        if dialect == "sqlite":
            made.append(sqlite_trigger(f"{table}_no_{when.lower()}", table, when, condition, KEPT))
        else:
            made += postgres_trigger(f"{table}_no_{when.lower()}", table, when, condition, KEPT)
    if dialect == "sqlite":
        there = f"EXISTS (SELECT 1 FROM {table} WHERE {_IN_THE_WAY[model]})"  # noqa: S608
        made.append(sqlite_trigger(f"{table}_no_replace", table, "INSERT", there, KEPT))
    return made


for _dialect in ("sqlite", "postgresql"):
    for _model in (NadraPack, NadraSheet, NadraStep):
        for _ddl in _made(_dialect, _model):
            event.listen(_model.__table__, "after_create", _ddl.execute_if(dialect=_dialect))
