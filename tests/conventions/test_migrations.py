"""Migrations: one head, the same tables and refusals as the models, up and down with rows, on both databases."""

from dataclasses import replace

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, inspect, select, text

from registry_app.accounts.states import Role
from registry_app.app import create_app
from registry_app.core import migrations
from registry_app.core.db import db
from registry_app.models import metadata
from registry_app.pages.loading import load_all
from registry_app.placements import services as placements
from registry_app.placements.states import Basis
from tests import databases
from tests.builders.children import a_child
from tests.builders.homes import a_home
from tests.builders.people import person


def triggers(engine):
    """Names of every trigger in the database."""
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
    }
    with engine.connect() as connection:
        return [row[0] for row in connection.execute(text(asked[engine.dialect.name]))]


def empty(request, tmp_path, name):
    """A database without a table, of the kind the run asks for."""
    if request.config.getoption("--database") == "postgres":
        house = databases.PostgresHouse(f"{name}_{tmp_path.name[-20:].replace('-', '_')}")
        request.addfinalizer(house.end)
        engine = databases.engine_for(house.template_url)
    else:
        engine = databases.engine_for(f"sqlite:///{tmp_path / f'{name}.sqlite3'}")
    request.addfinalizer(engine.dispose)
    return engine


def test_there_is_one_head():
    assert len(ScriptDirectory.from_config(migrations.config()).get_heads()) == 1


def test_the_migrations_make_what_the_models_say(request, tmp_path):
    engine = empty(request, tmp_path, "migrated")
    migrations.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata()) == []
    modelled = empty(request, tmp_path, "modelled")
    with modelled.connect().execution_options(writing=True) as connection, connection.begin():
        metadata().create_all(connection)
    assert triggers(engine) == triggers(modelled)
    assert checks(engine) == checks(modelled)


def checks(engine):
    """Every CHECK by table and name."""
    asked = inspect(engine)
    return {
        table: sorted(check["name"] for check in asked.get_check_constraints(table))
        for table in asked.get_table_names()
        if table != "alembic_version"
    }


def rows(engine):
    """How many rows each table holds that holds any."""
    with engine.connect() as connection:
        counted = {t.name: connection.scalar(select(func.count()).select_from(t)) for t in metadata().sorted_tables}
    return {name: number for name, number in counted.items() if number}


def fill(settings):
    """Rules, powers, people, homes, a child and a stay, with their lines in the record, by the services themselves."""
    app = create_app(settings)
    with app.app_context():
        list(load_all())
        officer = person(Role.CPO, district="SD-HYD")
        placements.record_stay(a_child(9, actor=officer), basis=Basis.LEGACY, actor=officer, home=a_home())
        db.session.remove()
        db.engine.dispose()


def test_up_down_and_up_again_with_rows(request, tmp_path, settings):
    engine = empty(request, tmp_path, "updown")
    migrations.upgrade(engine)
    fill(replace(settings, database_url=engine.url.render_as_string(hide_password=False)))
    before = rows(engine)
    assert {"audit_entry", "child_identity", "counter", "home", "power", "reference_set", "stay"} <= before.keys()
    migrations.upgrade(engine)
    assert rows(engine) == before
    migrations.downgrade(engine, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    assert triggers(engine) == []
    migrations.upgrade(engine)
    assert rows(engine) == {}
