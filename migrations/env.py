"""Runs the migrations on the connection it is given; SQLite rebuilds tables in batches."""

from alembic import context

from registry_app.models import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata(),
    render_as_batch=True,
    compare_type=True,
    transaction_per_migration=False,
)
context.run_migrations()
