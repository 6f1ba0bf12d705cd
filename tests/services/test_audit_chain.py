"""Whoever gets round the database's own refusal and edits the record of deeds is found, and how is said by a number."""

from typing import Any

import pytest
from sqlalchemy import text

from registry_app.accounts import services
from registry_app.core import audit
from registry_app.core.db import db, transaction


@pytest.fixture
def chain(here: Any) -> list[tuple[int, str]]:
    """Six lines, and the number and mac of each; the triggers are gone, as a thief with the file would have it."""
    for number in range(6):
        services.add_user(name=f"Person {number}", email=f"person{number}@example.org")
    postgres = db.engine.dialect.name == "postgresql"
    doors = (
        ["audit_entry_append_only ON audit_entry"] if postgres else ["audit_entry_no_UPDATE", "audit_entry_no_DELETE"]
    )
    with transaction():
        for door in doors:
            db.session.execute(text(f"DROP TRIGGER {door}"))
    return [(entry.seq, entry.mac) for entry in db.session.scalars(db.select(audit.AuditEntry))]


def tampered(*statements: str) -> int:
    with transaction():
        for statement in statements:
            db.session.execute(text(statement))
    db.session.remove()
    return audit.verify()[0]


@pytest.mark.parametrize(
    ("statements", "status"),
    [
        (["UPDATE audit_entry SET action = 'other:deed' WHERE seq = 3"], audit.EDITED),
        (["UPDATE audit_entry SET changes = '{}' WHERE seq = 3"], audit.EDITED),
        (["UPDATE audit_entry SET key_id = 'k9' WHERE seq = 3"], audit.EDITED),
        (["UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE seq = 6"], audit.EDITED),
        (["DELETE FROM audit_entry WHERE seq = 3"], audit.GAP),
        (["DELETE FROM audit_entry WHERE seq = 1"], audit.GAP),
        (["DELETE FROM audit_entry WHERE seq > 4"], audit.TRUNCATED),
        (["DELETE FROM audit_head"], audit.TRUNCATED),
    ],
)
def test_what_was_done_to_the_record_is_found(chain: Any, statements: list[str], status: int) -> None:
    assert audit.verify()[0] == audit.SOUND
    assert tampered(*statements) == status


def test_a_second_line_after_the_same_one_is_a_fork(chain: Any) -> None:
    """Somebody who has the key cuts the end off, goes on, and puts an old line back on top."""
    with transaction():
        db.session.execute(text("DELETE FROM audit_entry WHERE seq > 4"))
        mac = db.session.execute(text("SELECT mac FROM audit_entry WHERE seq = 4")).scalar_one()
        db.session.execute(text("UPDATE audit_head SET seq = 5, mac = :mac"), {"mac": mac[::-1]})
    services.add_user(name="Later", email="later@example.org")
    with transaction():
        db.session.execute(text("UPDATE audit_head SET seq = 4, mac = :mac"), {"mac": mac})
    services.add_user(name="Beside", email="beside@example.org")
    assert audit.verify()[0] == audit.FORK


def test_anchors_kept_outside_notice_a_record_written_anew(chain: Any) -> None:
    anchors = dict(chain)
    assert audit.verify(anchors)[0] == audit.SOUND
    assert audit.verify({**anchors, 3: "0" * 64})[0] == audit.ANCHOR
    assert audit.verify({**anchors, 99: "0" * 64})[0] == audit.TRUNCATED
