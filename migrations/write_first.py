"""Writes the first migration anew from the models: `make migration`. Only while nothing is released.

Tables come from Alembic's comparison with an empty database; triggers and their functions are taken down as the models
send them when they make their tables, once for SQLite and once for PostgreSQL.
"""

import re
import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, create_mock_engine

from registry_app.models import metadata

FILE = Path(__file__).parent / "versions" / "0001_first.py"
HEAD = '''"""The first tables, and what the database itself refuses. Written by migrations/write_first.py."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

import registry_app.core.types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

'''


def laws(url: str) -> list[str]:
    """Every statement about a trigger or its function, in the order in which the models send them."""
    sent: list[str] = []
    engine = create_mock_engine(
        url, lambda ddl, *_args, **_kwargs: sent.append(str(ddl.compile(dialect=engine.dialect)))
    )
    metadata().create_all(engine, checkfirst=False)
    wanted = re.compile(r"CREATE (TRIGGER|OR REPLACE FUNCTION) ")
    return list(dict.fromkeys(one for one in sent if wanted.match(one.strip())))


def listed(name: str, texts: list[str]) -> str:
    return f"{name} = [\n" + "".join(f"    {text!r},\n" for text in texts) + "]\n"


def tables() -> tuple[str, str]:
    """What makes every table and what takes it away, as Alembic writes it."""
    with create_engine("sqlite://").connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        script = produce_migrations(context, metadata())
    up, down = (
        render_python_code(one, migration_context=context).replace(", astext_type=Text()", "")
        for one in (script.upgrade_ops, script.downgrade_ops)
    )
    return up, down


def main() -> None:
    """Write the file and let ruff set it."""
    postgres = laws("postgresql+psycopg://")
    functions = sorted(set(re.findall(r"FUNCTION (\w+)\(\) RETURNS", "\n".join(postgres))))
    up, down = tables()
    FILE.write_text(
        HEAD
        + listed("SQLITE", laws("sqlite://"))
        + listed("POSTGRES", postgres)
        + listed("FUNCTIONS", functions)
        + f"\n\ndef upgrade() -> None:\n    {up}\n"
        + '    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRES:\n'
        + "        op.get_bind().exec_driver_sql(statement)\n"
        + f"\n\ndef downgrade() -> None:\n    {down}\n"
        + '    if op.get_bind().dialect.name == "postgresql":\n'
        + "        for name in FUNCTIONS:\n"
        + '            op.execute(f"DROP FUNCTION IF EXISTS {name}()")\n',
        encoding="utf-8",
    )
    for step in (["check", "--fix", "--quiet", "--select", "I,F401"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *step, str(FILE)], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
