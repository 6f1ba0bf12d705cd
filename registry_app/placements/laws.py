"""What the database itself refuses about stays: triggers, said once for SQLite and for PostgreSQL.

A stay on basis DECISION needs every rung below its kind of care answered, for this child, by answers that held on the
day of the decision. Answers, warrants and the facts of a stay are never changed; a stay is only ended, once.
"""

from sqlalchemy import DDL, event

from registry_app.core.db import Base
from registry_app.core.triggers import postgres_trigger, sqlite_trigger
from registry_app.placements.children.models import AgeLine, SiblingLine
from registry_app.placements.exits.correction_models import ExitCorrection
from registry_app.placements.exits.missing_models import MissingChild
from registry_app.placements.exits.models import FACTS, DeathReview, MarriagePlan
from registry_app.placements.exits.rules import WAYS, listed
from registry_app.placements.models import LadderAnswer, LadderReason, Stay, Warrant, WarrantRung
from registry_app.placements.states import RANKS

# EMERGENCY is judged at the rank of RESIDENTIAL; RESPITE has no rungs below it (contract of the gatekeep command).
_NEEDED = {**{str(rung): rank for rung, rank in RANKS.items()}, "EMERGENCY": 8, "RESPITE": 0}
NEEDED = "CASE NEW.care_type " + " ".join(f"WHEN '{care}' THEN {rank}" for care, rank in _NEEDED.items()) + " END"
# The day on which the stay begins, in Karachi, said for each database.
BEGINS = {
    "sqlite": "date(NEW.started_at, '+5 hours')",
    "postgresql": "(NEW.started_at AT TIME ZONE 'Asia/Karachi')::date",
}


def _ladder(dialect: str) -> str:
    """Fewer rungs answered than lie below this kind of care. An answer holds from the decision to the first night.

    The parts of this text are constants of this file; nothing that a person typed comes near them. Child, home and
    care are compared here again, so that the law does not lean on the foreign keys.
    """
    begins = BEGINS[dialect]
    answered = f"""(
    SELECT count(DISTINCT a.rung)
    FROM warrant w
    JOIN warrant_rung r ON r.warrant_id = w.id AND r.child_id = w.child_id
    JOIN ladder_answer a ON a.id = r.answer_id AND a.child_id = r.child_id AND a.rung = r.rung
    WHERE w.id = NEW.warrant_id AND w.child_id = NEW.child_id AND w.home_id = NEW.home_id
    AND w.care_type = NEW.care_type AND w.decided_on <= {begins} AND a.answered_on <= w.decided_on
    AND (a.valid_until IS NULL OR a.valid_until >= {begins}) AND a.rank < {NEEDED}
)"""  # noqa: S608
    return f"NEW.basis = 'DECISION' AND NEW.continues_id IS NULL AND {answered} < {NEEDED}"


def _reason(last_day: str) -> str:
    """A reason that no version of the rules knows for this rung, or that would hold for longer than they let it."""
    return (
        "NOT EXISTS (SELECT 1 FROM ladder_reason k WHERE k.code = NEW.code AND k.rung = NEW.rung "  # noqa: S608
        f"AND (k.valid_days IS NULL OR NEW.valid_until <= {last_day}))"
    )


FIXED = ("child_id", "home_id", "place_district", "care_type", "basis", "warrant_id", "started_at", "approved_by",
         "order_reference", "order_court", "limit_on", "continues_id", "recorded_by", "recorded_at")  # fmt: skip
EDITED = " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in FIXED)
EDITED_SQLITE = " OR ".join(f"NEW.{c} IS NOT OLD.{c}" for c in FIXED)

# The day the leaver turns 18, by the younger bound, and the day of leaving in Karachi.
GROWN = {
    "sqlite": "date(c.born_latest, '+18 years') <= date(NEW.ended_at, '+5 hours')",
    "postgresql": "(c.born_latest + interval '18 years')::date <= (NEW.ended_at AT TIME ZONE 'Asia/Karachi')::date",
}
ADULTS = listed({one for one, way in WAYS.items() if way.adult})


def _not_grown(dialect: str) -> str:
    """An adult's way out, taken by somebody who is not 18 by the younger bound."""
    return (
        f"coalesce(NEW.exit, '') IN ({ADULTS}) AND NOT EXISTS "  # noqa: S608
        f"(SELECT 1 FROM child c WHERE c.id = NEW.child_id AND {GROWN[dialect]})"
    )


# Two stays of one child that are both open are refused by the index `uq_stay_one_open`.
OVERLAPS = (
    "EXISTS (SELECT 1 FROM stay p WHERE p.child_id = NEW.child_id "
    "AND (p.ended_at > NEW.started_at OR (p.ended_at IS NULL AND NEW.ended_at IS NOT NULL)) "
    "AND (NEW.ended_at IS NULL OR p.started_at < NEW.ended_at))"
)
AFTER_DEATH = (
    "EXISTS (SELECT 1 FROM stay p LEFT JOIN exit_correction x ON x.stay_id = p.id AND x.approved "
    "WHERE p.child_id = NEW.child_id AND coalesce(x.exit, p.exit) = 'DIED' "
    "AND (NEW.ended_at IS NULL OR NEW.ended_at > p.ended_at))"
)
# PostgreSQL lets two write about one child at once, and neither would see the other: so the second waits here, in a
# trigger of its own that comes before the others by its name. On SQLite only one writes anyway.
NO_CHILD = "NOT EXISTS (SELECT 1 FROM child c WHERE c.id = NEW.child_id{})"

NO_WOMAN = (
    "NEW.consent_to_id IS NOT NULL AND NOT EXISTS "
    "(SELECT 1 FROM user_account u WHERE u.id = NEW.consent_to_id AND u.woman)"
)

MESSAGES = {
    "grown": "this way out is for adults",
    "death": "a review of a death needs a death",
    "woman": "the consent to a marriage is heard by a woman officer",
    "ladder": "a family option is unexplored",
    "edited": "a stay is changed by a new line, never by edit",
    "overlap": "one stay of a child ends before the next begins",
    "dead": "no stay follows a death",
    "child": "a stay is of a child that is known",
    "ended": "a stay that ended does not begin again",
    "goes_on": "a stay goes on only as it was, after its leaving was corrected",
    "corrects": "a correction fits its stay and is decided once",
    "kept": "what a decision rests on is never changed",
    "reason": "the rules do not let this reason answer this rung so long",
}


ENDED = "OLD.ended_at IS NOT NULL"
# (name, table, when, condition on SQLite, condition on PostgreSQL, message)
LAWS: list[tuple[str, type[Base], str, str | None, str | None, str]] = [
    ("stay_needs_ladder", Stay, "INSERT", _ladder("sqlite"), _ladder("postgresql"), MESSAGES["ladder"]),
    (
        "ladder_answer_by_the_rules",
        LadderAnswer,
        "INSERT",
        _reason("date(NEW.answered_on, '+' || k.valid_days || ' days')"),
        _reason("NEW.answered_on + k.valid_days"),
        MESSAGES["reason"],
    ),
    ("stay_is_not_edited", Stay, "UPDATE", EDITED_SQLITE, EDITED, MESSAGES["edited"]),
    ("stay_ends_once", Stay, "UPDATE", ENDED, ENDED, MESSAGES["ended"]),
    ("stay_in_turn", Stay, "INSERT", OVERLAPS, OVERLAPS, MESSAGES["overlap"]),
    ("stay_not_after_death", Stay, "INSERT", AFTER_DEATH, AFTER_DEATH, MESSAGES["dead"]),
    ("stay_is_not_deleted", Stay, "DELETE", None, None, MESSAGES["edited"]),
]
for _when in ("INSERT", "UPDATE"):
    LAWS.append(
        (
            f"stay_and_its_child_{_when.lower()}",
            Stay,
            _when,
            NO_CHILD.format(""),
            NO_CHILD.format(" FOR UPDATE"),
            MESSAGES["child"],
        )
    )
    LAWS.append(
        (
            f"stay_exit_of_adults_{_when.lower()}",
            Stay,
            _when,
            _not_grown("sqlite"),
            _not_grown("postgresql"),
            MESSAGES["grown"],
        )
    )
    LAWS.append((f"stay_consent_to_a_woman_{_when.lower()}", Stay, _when, NO_WOMAN, NO_WOMAN, MESSAGES["woman"]))
for _model in (LadderReason, LadderAnswer, WarrantRung):
    for _when in ("UPDATE", "DELETE"):
        _name = f"{_model.__tablename__}_no_{_when.lower()}"
        LAWS.append((_name, _model, _when, None, None, MESSAGES["kept"]))
LAWS.append(("warrant_no_delete", Warrant, "DELETE", None, None, MESSAGES["kept"]))
_WARRANT = ("child_id", "home_id", "care_type", "decided_on", "decision_id")
LAWS.append(
    (
        "warrant_no_update",
        Warrant,
        "UPDATE",
        " OR ".join(f"NEW.{c} IS NOT OLD.{c}" for c in _WARRANT),
        " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in _WARRANT),
        MESSAGES["kept"],
    )
)
LINES: dict[str, type[Base]] = {"child_age_line": AgeLine, "child_sibling_line": SiblingLine}
# What is recorded beside a leaving, in tables that come after the stay's.
# A correction stands before the first line, whichever of the two says that the child died.
NO_DEATH = (
    "NOT EXISTS (SELECT 1 FROM stay s LEFT JOIN exit_correction x ON x.stay_id = s.id AND x.approved "
    "WHERE s.id = NEW.stay_id AND coalesce(x.exit, s.exit) = 'DIED')"
)
BESIDE: list[tuple[str, type[Base], str, str | None, str | None, str]] = [
    ("death_review_of_a_death", DeathReview, "INSERT", NO_DEATH, NO_DEATH, MESSAGES["death"]),
    ("death_review_no_update", DeathReview, "UPDATE", None, None, MESSAGES["kept"]),
    ("death_review_no_delete", DeathReview, "DELETE", None, None, MESSAGES["kept"]),
    ("marriage_plan_no_delete", MarriagePlan, "DELETE", None, None, MESSAGES["kept"]),
    (
        "marriage_plan_police_once",
        MarriagePlan,
        "UPDATE",
        "OLD.police_on IS NOT NULL",
        "OLD.police_on IS NOT NULL",
        MESSAGES["kept"],
    ),
]
for _line in ("child_age_line", "child_sibling_line"):
    for _when in ("UPDATE", "DELETE"):
        BESIDE.append((f"{_line}_no_{_when.lower()}", LINES[_line], _when, None, None, MESSAGES["kept"]))
_SAME = ("child_id", "home_id", "care_type", "basis", "warrant_id", "limit_on")


def _goes_on(same: str) -> str:
    """A stay that claims to go on where none was corrected, or otherwise than it was."""
    as_it_was = " AND ".join(f"o.{c} {same} NEW.{c}" for c in _SAME)
    return (
        "NEW.continues_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stay o "  # noqa: S608
        "JOIN exit_correction x ON x.stay_id = o.id AND x.approved AND x.exit = 'NEW_BASIS' "
        f"WHERE o.id = NEW.continues_id AND o.ended_at = NEW.started_at AND {as_it_was})"
    )


def _misfits(dialect: str) -> str:
    """A correction of an open stay, before its beginning, of a child too young, or decided from the start."""
    return (
        "NEW.approved IS NOT NULL OR NOT EXISTS (SELECT 1 FROM stay s JOIN child c ON c.id = s.child_id "  # noqa: S608
        "WHERE s.id = NEW.stay_id AND s.ended_at IS NOT NULL AND s.started_at <= NEW.ended_at "
        "AND (NEW.exit <> 'NEW_BASIS' OR NEW.ended_at = s.ended_at) "
        f"AND (NEW.exit NOT IN ({ADULTS}) OR {GROWN[dialect]}))"
    )


def _corrected_otherwise(differs: str) -> str:
    columns = ("stay_id", "ended_at", "exit", *FACTS, "reason_sealed", "proposed_by", "proposed_at")
    return "OLD.approved IS NOT NULL OR " + " OR ".join(f"NEW.{c} {differs} OLD.{c}" for c in columns)


BESIDE += [
    ("stay_goes_on_as_it_was", Stay, "INSERT", _goes_on("IS"), _goes_on("IS NOT DISTINCT FROM"), MESSAGES["goes_on"]),
    ("exit_correction_fits", ExitCorrection, "INSERT", _misfits("sqlite"), _misfits("postgresql"),
     MESSAGES["corrects"]),
    ("exit_correction_to_a_woman", ExitCorrection, "INSERT", NO_WOMAN, NO_WOMAN, MESSAGES["woman"]),
    ("exit_correction_decided_once", ExitCorrection, "UPDATE", _corrected_otherwise("IS NOT"),
     _corrected_otherwise("IS DISTINCT FROM"), MESSAGES["corrects"]),
    ("missing_child_fir_once", MissingChild, "UPDATE", "OLD.fir_number IS NOT NULL", "OLD.fir_number IS NOT NULL",
     MESSAGES["kept"]),
    ("missing_child_no_delete", MissingChild, "DELETE", None, None, MESSAGES["kept"]),
    ("exit_correction_no_delete", ExitCorrection, "DELETE", None, None, MESSAGES["kept"]),
]  # fmt: skip
# INSERT OR REPLACE of SQLite removes the row in its way without a word to the triggers of DELETE.
_IN_THE_WAY = {
    LadderReason: "rules_version = NEW.rules_version AND code = NEW.code AND rung = NEW.rung",
    LadderAnswer: "id = NEW.id",
    Warrant: "id = NEW.id OR decision_id = NEW.decision_id",
    WarrantRung: "warrant_id = NEW.warrant_id AND rung = NEW.rung",
    Stay: "id = NEW.id OR (warrant_id = NEW.warrant_id AND continues_id IS NULL AND NEW.continues_id IS NULL) "
    "OR continues_id = NEW.continues_id "
    "OR (child_id = NEW.child_id AND ended_at IS NULL AND NEW.ended_at IS NULL)",
}


def _not_replaced() -> list[DDL]:
    return [
        sqlite_trigger(
            f"{model.__tablename__}_no_replace",
            model.__tablename__,
            "INSERT",
            f"EXISTS (SELECT 1 FROM {model.__tablename__} WHERE {same})",  # noqa: S608
            MESSAGES["kept"],
        )
        for model, same in _IN_THE_WAY.items()
    ]


def _not_emptied() -> list[DDL]:
    """TRUNCATE of PostgreSQL asks no row; it is refused as a whole."""
    refusal = f"RAISE EXCEPTION '{MESSAGES['kept']}'"
    function = "CREATE OR REPLACE FUNCTION placements_not_emptied() RETURNS trigger AS $$ "
    return [
        DDL(f"{function}BEGIN {refusal}; END $$ LANGUAGE plpgsql"),
        *(
            DDL(
                f"CREATE TRIGGER {model.__tablename__}_no_truncate BEFORE TRUNCATE ON {model.__tablename__} "
                "FOR EACH STATEMENT EXECUTE FUNCTION placements_not_emptied()"
            )
            for model in _IN_THE_WAY
        ),
    ]


def statements(dialect: str) -> list[DDL]:
    """Every trigger, ready to run on this kind of database; the first migration runs the same."""
    made: list[DDL] = _not_replaced() if dialect == "sqlite" else _not_emptied()
    return made + _triggers(LAWS, dialect)


def beside(dialect: str) -> list[DDL]:
    """The triggers of the tables that come after the stay's."""
    return _triggers(BESIDE, dialect)


def _triggers(laws: list[tuple[str, type[Base], str, str | None, str | None, str]], dialect: str) -> list[DDL]:
    made: list[DDL] = []
    for name, model, when, on_sqlite, on_postgres, message in laws:
        if dialect == "sqlite":
            made.append(sqlite_trigger(name, model.__tablename__, when, on_sqlite, message))
        else:
            made += postgres_trigger(name, model.__tablename__, when, on_postgres, message)
    return made


Stay.__table__.add_is_dependent_on(LadderReason.__table__)  # type: ignore[attr-defined]
for _dialect in ("sqlite", "postgresql"):
    for _ddl in statements(_dialect):
        # The stay's table is made last of the five, so that its trigger finds the others.
        event.listen(Stay.__table__, "after_create", _ddl.execute_if(dialect=_dialect))
    for _ddl in beside(_dialect):
        event.listen(DeathReview.__table__, "after_create", _ddl.execute_if(dialect=_dialect))
for _before in (ExitCorrection, MissingChild, MarriagePlan, AgeLine, SiblingLine):
    DeathReview.__table__.add_is_dependent_on(_before.__table__)  # type: ignore[attr-defined]
