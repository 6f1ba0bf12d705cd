"""What is only ever added to: no statement changes or removes such a line, on either database."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.placements.papers.models import BFormStep
from registry_app.placements.papers.states import BForm
from tests.builders.children import a_child
from tests.builders.people import person


@pytest.mark.parametrize("statement", ["UPDATE child_b_form_step SET number = 2", "DELETE FROM child_b_form_step"])
def test_the_trail_of_a_b_form_is_not_edited(here, statement):
    officer, child = person(Role.CPO, district="SD-HYD"), a_child()
    with transaction():
        step = BFormStep(
            child_id=child.id, number=1, status=next(iter(BForm)), since=clock.today(), recorded_by_id=officer.id
        )
        db.session.add(step)
    with pytest.raises(DBAPIError, match="kept as it was written"), transaction() as session:
        session.execute(text(statement))


@pytest.mark.parametrize("table", ["child_b_form_step", "place_answer", "return_settlement"])
def test_each_table_has_both_refusals(here, table):
    known = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if db.engine.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger"
    )
    names = set(db.session.scalars(text(known)))
    assert {f"{table}_no_update", f"{table}_no_delete"} <= names
