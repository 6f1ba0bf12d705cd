"""What the workers of the server start with."""

from click.testing import CliRunner
from gunicorn.app.base import BaseApplication
from sqlalchemy import text

from registry_app.commands import serving
from registry_app.core.db import db


def test_workers_inherit_no_connection(app, settings, monkeypatch):
    """Two processes on one connection would read each other's answers: what the start opened is closed before."""
    open_at_fork = []

    def run(server):
        with app.app_context():
            open_at_fork.append(db.engine.pool.checkedin() + db.engine.pool.checkedout())
        assert server.load() is app

    monkeypatch.setattr(BaseApplication, "run", run)
    monkeypatch.setattr(serving, "settings", lambda: settings)
    monkeypatch.setattr(serving, "application", lambda: app)
    with app.app_context():
        db.session.execute(text("SELECT 1"))
        db.session.remove()
        assert db.engine.pool.checkedin() == 1
    answered = CliRunner().invoke(serving.serve, catch_exceptions=False)
    assert answered.exit_code == 0
    assert open_at_fork == [0]
