"""What the database itself refuses about visits: triggers, said once for SQLite and for PostgreSQL.

Once a report is submitted neither its answers nor its facts change; a report is never removed; a published grade stays.
"""

from sqlalchemy import DDL, event

from inspections.after_models import CommentAnswer, Correction, GradeAppeal, KeptPaper
from inspections.models import Answer, ProviderComment, TeamMember, Visit
from registry_app.core.triggers import postgres_trigger, sqlite_trigger
from registry_app.providers.vetting.laws import MATCHED, NOT_CLEAR

ANSWERS = "the answers of a submitted visit never change"
FACTS = "the facts of a submitted visit never change"
KEPT = "a visit is kept for ever"

# A row of a visit that is at the office already. Constants of this file; nothing that a person typed comes near them.
_CLOSED = "(SELECT state FROM visit WHERE id = {row}.visit_id) NOT IN ('PLANNED', 'UNDER_WAY')"
# The new mark stands in a correction that a second person approved; the old one stays there (rule I11).
_CORRECTED = (
    "EXISTS (SELECT 1 FROM visit_correction AS c WHERE c.visit_id = OLD.visit_id AND c.criterion = OLD.criterion "
    "AND c.old_mark = OLD.mark AND c.new_mark = NEW.mark AND c.state = 'APPROVED')"
)
_FIXED = (
    "home_id", "application_id", "type", "care_type", "framework_version", "announced", "scope", "arrived_at", "entry",
    "records_refused", "talks_refused", "dangers", "children_present", "children_heard", "children_coached",
    "sample_size", "sample_reason", "danger_criteria", "signature", "signed_by_sealed", "manager_comment_sealed",
    "submitted_at", "submitted_by_id", "comments_until", "scan_id",
)  # fmt: skip
_GRADED = ("computed_grade", "overall", "standards", "limited_by", "protection_met", "grade", "lowered_to",
           "lowered_reason", "reviewed_by_id", "reviewed_at")  # fmt: skip


def _changed(columns: tuple[str, ...], differs: str) -> str:
    return "(" + " OR ".join(f"NEW.{c} {differs} OLD.{c}" for c in columns) + ")"


def _visit(differs: str) -> str:
    fixed = f"OLD.submitted_at IS NOT NULL AND {_changed(_FIXED, differs)}"
    # Only a correction, which makes the next issue of the report, computes the grade anew.
    graded = f"OLD.state IN ('REVIEWED', 'PUBLISHED') AND NEW.issue <> OLD.issue + 1 AND {_changed(_GRADED, differs)}"
    return f"({fixed}) OR ({graded})"


# (name, model, when, condition on SQLite, condition on PostgreSQL, message)
LAWS: list[tuple[str, type, str, str | None, str | None, str]] = []
for _model in (Answer, TeamMember):
    for _when, _row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        _rule = _CLOSED.format(row=_row)
        if _model is Answer and _when == "UPDATE":
            _rule = f"{_rule} AND NOT {_CORRECTED}"
        LAWS.append((f"{_model.__tablename__}_closed_{_when.lower()}", _model, _when, _rule, _rule, ANSWERS))
LAWS.append(("visit_team_member_clear", TeamMember, "INSERT", MATCHED, MATCHED, NOT_CLEAR))
LAWS.append(("visit_facts_stay", Visit, "UPDATE", _visit("IS NOT"), _visit("IS DISTINCT FROM"), FACTS))
LAWS.append(("visit_stays", Visit, "DELETE", None, None, KEPT))
for _when in ("UPDATE", "DELETE"):
    LAWS.append((f"visit_comment_no_{_when.lower()}", ProviderComment, _when, None, None, KEPT))
    LAWS.append((f"visit_comment_answer_no_{_when.lower()}", CommentAnswer, _when, None, None, KEPT))
    LAWS.append((f"visit_paper_no_{_when.lower()}", KeptPaper, _when, None, None, KEPT))
for _kept in (Correction, GradeAppeal):
    LAWS.append((f"{_kept.__tablename__}_stays", _kept, "DELETE", None, None, KEPT))
LAWS.append(
    ("visit_correction_decided", Correction, "UPDATE", "OLD.state <> 'PROPOSED'", "OLD.state <> 'PROPOSED'", KEPT)
)
LAWS.append(("visit_appeal_decided", GradeAppeal, "UPDATE", "OLD.state <> 'FILED'", "OLD.state <> 'FILED'", KEPT))


def _written(dialect: str, law: tuple[str, type, str, str | None, str | None, str]) -> list[DDL]:
    name, model, when, on_sqlite, on_postgres, message = law
    table = model.__tablename__  # type: ignore[attr-defined]
    if dialect == "sqlite":
        return [sqlite_trigger(name, table, when, on_sqlite, message)]
    return postgres_trigger(name, table, when, on_postgres, message)


def statements(dialect: str) -> list[DDL]:
    """Every trigger, ready to run on this kind of database; the first migration runs the same."""
    return [ddl for law in LAWS for ddl in _written(dialect, law)]


for _dialect in ("sqlite", "postgresql"):
    for _law in LAWS:
        for _ddl in _written(_dialect, _law):
            # Answers, team and comments are made after the visit they belong to, so their triggers find it.
            event.listen(_law[1].__table__, "after_create", _ddl.execute_if(dialect=_dialect))  # type: ignore[attr-defined]
