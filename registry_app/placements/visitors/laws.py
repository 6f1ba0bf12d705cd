"""What the database itself refuses about visitors' books: an entry and a step are never changed and never removed."""

from sqlalchemy import DDL, event

from registry_app.core.db import Base
from registry_app.core.triggers import postgres_trigger, sqlite_trigger
from registry_app.placements.visitors.models import BookEntry, BookStep

KEPT = "a visitors' book is never edited; a later entry corrects it"
FINISHED = "what is done stays done"
_SAID = KEPT.replace("'", "''")
_DONE = "EXISTS (SELECT 1 FROM visitors_book_step s WHERE s.entry_id = NEW.entry_id AND s.kind = 'DONE')"
# INSERT OR REPLACE of SQLite removes the row in its way without a word to the triggers of DELETE.
_IN_THE_WAY = {
    BookEntry: "id = NEW.id OR (home_id = NEW.home_id AND number = NEW.number)",
    BookStep: "id = NEW.id OR (entry_id = NEW.entry_id AND number = NEW.number)",
}


def _made(dialect: str, model: type[Base]) -> list[DDL]:
    table, made = model.__tablename__, []
    for when in ("UPDATE", "DELETE"):
        if dialect == "sqlite":
            made.append(sqlite_trigger(f"{table}_no_{when.lower()}", table, when, None, _SAID))
        else:
            made += postgres_trigger(f"{table}_no_{when.lower()}", table, when, None, _SAID)
    if dialect == "sqlite":
        there = f"EXISTS (SELECT 1 FROM {table} WHERE {_IN_THE_WAY[model]})"  # noqa: S608
        made.append(sqlite_trigger(f"{table}_no_replace", table, "INSERT", there, _SAID))
    if model is BookStep:
        if dialect == "sqlite":
            made.append(sqlite_trigger(f"{table}_after_done", table, "INSERT", _DONE, FINISHED))
        else:
            made += postgres_trigger(f"{table}_after_done", table, "INSERT", _DONE, FINISHED)
    return made


for _dialect in ("sqlite", "postgresql"):
    for _model in (BookEntry, BookStep):
        for _ddl in _made(_dialect, _model):
            event.listen(_model.__table__, "after_create", _ddl.execute_if(dialect=_dialect))
