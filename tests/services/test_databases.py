"""The tests' own databases: one test's forgotten connection must not spoil the next test's fresh file."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from tests import databases


def test_a_forgotten_connection_does_not_spoil_the_next_fresh_file(tmp_path):
    """SQLite shares one index of the write-ahead log among all connections of a process to the same file on disk."""
    house = databases.SqliteHouse(tmp_path)
    databases.make_tables(house.template_url)
    house.close_template()
    house.fresh()
    engine = databases.engine_for(house.url)
    forgotten = engine.connect().execution_options(writing=True)
    with forgotten.begin():
        forgotten.execute(text("CREATE TABLE left_over (id INTEGER)"))
    forgotten.execute(text("SELECT * FROM left_over"))
    house.fresh()
    again = databases.engine_for(house.url)
    with again.connect() as connection, pytest.raises(OperationalError, match="no such table"):
        connection.execute(text("SELECT * FROM left_over"))
    forgotten.close()
    engine.dispose()
    again.dispose()
