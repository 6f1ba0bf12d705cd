"""Laws of the database: one refusal, said once for SQLite and for PostgreSQL."""

from sqlalchemy import DDL


def sqlite_trigger(name: str, table: str, when: str, condition: str | None, message: str) -> DDL:
    """Before `when` (INSERT, UPDATE, DELETE) of a row for which `condition` holds, SQLite refuses with `message`."""
    clause = f"WHEN {condition} " if condition else ""
    return DDL(
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW {clause}"
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def postgres_trigger(name: str, table: str, when: str, condition: str | None, message: str) -> list[DDL]:
    """The same for PostgreSQL: its function and the trigger that calls it."""
    refusal = f"RAISE EXCEPTION '{message}'; "
    # The brackets keep the THEN of a CASE from being read as the THEN of the IF.
    body = f"IF ({condition}) THEN {refusal}END IF; " if condition else refusal
    result = "OLD" if when == "DELETE" else "NEW"
    function = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ "
    return [
        DDL(f"{function}BEGIN {body}RETURN {result}; END $$ LANGUAGE plpgsql"),
        DDL(f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"),
    ]
