"""What the database itself refuses about the trail of a home: a step is never changed and never removed."""

from sqlalchemy import DDL, event

from registry_app.providers.homes.models import HomeStep

KEPT = "the trail of a home is never edited"
_ON_SQLITE = [
    DDL(
        f"CREATE TRIGGER home_step_no_{when.lower()} BEFORE {when} ON home_step "
        f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
    )
    for when in ("UPDATE", "DELETE")
]
_ON_POSTGRES = [
    DDL(
        "CREATE OR REPLACE FUNCTION home_step_is_kept() RETURNS trigger AS $$ "
        f"BEGIN RAISE EXCEPTION '{KEPT}'; END $$ LANGUAGE plpgsql"
    ),
    DDL(
        "CREATE TRIGGER home_step_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON home_step "
        "FOR EACH STATEMENT EXECUTE FUNCTION home_step_is_kept()"
    ),
]
for _dialect, _laws in (("sqlite", _ON_SQLITE), ("postgresql", _ON_POSTGRES)):
    for _ddl in _laws:
        event.listen(HomeStep.__table__, "after_create", _ddl.execute_if(dialect=_dialect))
