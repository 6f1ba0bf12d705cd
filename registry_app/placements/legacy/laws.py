"""What the database itself refuses about lists of children present: triggers, once for each kind of database.

A stay on basis LEGACY begins only for a child on a list that both signed. Rows are written and changed while the list
is being written and never after; a signed list is not taken back; a review is written once.
"""

from sqlalchemy import event

from registry_app.core.db import Base
from registry_app.core.triggers import postgres_trigger, sqlite_trigger
from registry_app.placements.legacy.models import LegacyList, LegacyReview, LegacyRow
from registry_app.placements.models import Stay

MESSAGES = {
    "stay": "this child is on no signed list of children present",
    "rows": "a list that was signed is not changed",
    "list": "a signed list is not taken back",
    "review": "a review is never changed; a later one is a new line",
}
NOT_LISTED = (
    "NEW.basis = 'LEGACY' AND NOT EXISTS (SELECT 1 FROM legacy_row r JOIN legacy_list l ON l.id = r.list_id "
    "WHERE r.child_id = NEW.child_id AND l.state IN ('UNIT_SIGNED', 'CLOSED'))"
)


def _not_draft(row: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM legacy_list l WHERE l.id = {row}.list_id AND l.state = 'DRAFT')"  # noqa: S608


FIXED = ("list_id", "home_id", "place", "number", "same", "sex", "born_earliest", "born_latest", "birth_year",
         "age_from", "age_to", "age_method", "since", "origin", "parents", "paper", "paper_number", "siblings",
         "siblings_elsewhere", "disability", "name_sealed", "same_child_id", "told_apart")  # fmt: skip
ORDER = "CASE {0}.state WHEN 'DRAFT' THEN 0 WHEN 'HOME_SIGNED' THEN 1 WHEN 'UNIT_SIGNED' THEN 2 ELSE 3 END"
BACK = f"{ORDER.format('OLD')} > 1 AND {ORDER.format('NEW')} < {ORDER.format('OLD')}"


def _edited(differs: str) -> str:
    """A fact changed after the home signed, or the child of a row exchanged for another."""
    facts = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in FIXED)
    return f"(({facts}) AND {_not_draft('OLD')}) OR (OLD.child_id IS NOT NULL AND NEW.child_id {differs} OLD.child_id)"


# (name, table, when, condition on SQLite, condition on PostgreSQL, message)
LAWS: list[tuple[str, type[Base], str, str | None, str | None, str]] = [
    ("stay_legacy_is_listed", Stay, "INSERT", NOT_LISTED, NOT_LISTED, MESSAGES["stay"]),
    ("legacy_row_while_written", LegacyRow, "INSERT", _not_draft("NEW"), _not_draft("NEW"), MESSAGES["rows"]),
    ("legacy_row_kept", LegacyRow, "UPDATE", _edited("IS NOT"), _edited("IS DISTINCT FROM"), MESSAGES["rows"]),
    ("legacy_row_not_deleted", LegacyRow, "DELETE", _not_draft("OLD"), _not_draft("OLD"), MESSAGES["rows"]),
    ("legacy_list_not_back", LegacyList, "UPDATE", BACK, BACK, MESSAGES["list"]),
    ("legacy_list_not_deleted", LegacyList, "DELETE", None, None, MESSAGES["list"]),
    ("legacy_review_no_update", LegacyReview, "UPDATE", None, None, MESSAGES["review"]),
    ("legacy_review_no_delete", LegacyReview, "DELETE", None, None, MESSAGES["review"]),
]
for _name, _model, _when, _on_sqlite, _on_postgres, _message in LAWS:
    # All of them after the last of the four tables, so that each finds the others.
    _ddl = sqlite_trigger(_name, _model.__tablename__, _when, _on_sqlite, _message)
    event.listen(LegacyReview.__table__, "after_create", _ddl.execute_if(dialect="sqlite"))
    for _ddl in postgres_trigger(_name, _model.__tablename__, _when, _on_postgres, _message):
        event.listen(LegacyReview.__table__, "after_create", _ddl.execute_if(dialect="postgresql"))
