"""Lines that are only ever added: the database refuses to change or remove one, on both kinds of it."""

from sqlalchemy import DDL, event

from registry_app.core.db import Base
from registry_app.core.triggers import postgres_trigger, sqlite_trigger
from registry_app.placements.papers.models import BFormStep
from registry_app.placements.returns.models import MonthlyReturn, ReturnSettlement
from registry_app.providers.directory.models import PlaceAnswer

KEPT = "this line is kept as it was written; a later line corrects it"
# INSERT OR REPLACE of SQLite removes the row in its way without a word to the triggers of DELETE.
_IN_THE_WAY: dict[type[Base], str] = {
    BFormStep: "id = NEW.id OR (child_id = NEW.child_id AND number = NEW.number)",
    MonthlyReturn: "id = NEW.id OR (home_id = NEW.home_id AND month = NEW.month AND version = NEW.version)",
    PlaceAnswer: "id = NEW.id",
    ReturnSettlement: "id = NEW.id OR (return_id = NEW.return_id AND place = NEW.place)",
}


def _made(dialect: str, model: type[Base]) -> list[DDL]:
    table, made = model.__tablename__, []
    for when in ("UPDATE", "DELETE"):
        if dialect == "sqlite":
            made.append(sqlite_trigger(f"{table}_no_{when.lower()}", table, when, None, KEPT))
        else:
            made += postgres_trigger(f"{table}_no_{when.lower()}", table, when, None, KEPT)
    if dialect == "sqlite":
        there = f"EXISTS (SELECT 1 FROM {table} WHERE {_IN_THE_WAY[model]})"  # noqa: S608
        made.append(sqlite_trigger(f"{table}_no_replace", table, "INSERT", there, KEPT))
    return made


for _dialect in ("sqlite", "postgresql"):
    for _model in _IN_THE_WAY:
        for _ddl in _made(_dialect, _model):
            event.listen(_model.__table__, "after_create", _ddl.execute_if(dialect=_dialect))
