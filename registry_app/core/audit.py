"""What happened, to what, by whom, in the same transaction as the change itself, in a chain only the program can write.

Each line carries the keyed hash of itself and of the line before. The lines are appended last thing before the commit,
one writer at a time, so that the chain never forks and the lock on its head is short. Sealed and sensitive columns are
named, never stored.
"""

import hashlib
import hmac
import json
import secrets
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import DDL, BigInteger, CheckConstraint, String, Table, event, insert, inspect, select
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from registry_app.core import clock, keys
from registry_app.core.db import Base, before_commit, db, in_transaction, on_written, transaction, written_here
from registry_app.core.types import Json, UTCDateTime

GENESIS = "0" * 64
WATCHED: set[str] = set()
"""Tables of which the head notes, in `shown`, that they changed; `core.kept_pages` names them."""


class AuditEntry(Base):
    """One deed. Nothing in it is ever changed or removed; the database refuses."""

    __tablename__ = "audit_entry"
    seq: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, comment="1, 2, 3 … without a gap"
    )
    prev: Mapped[str] = mapped_column(String(64), unique=True, comment="mac of the line before")
    mac: Mapped[str] = mapped_column(String(64), unique=True, comment="keyed hash of this line and of prev")
    key_id: Mapped[str] = mapped_column(String(16), comment="which key made the mac")
    at: Mapped[datetime] = mapped_column(UTCDateTime, index=True, comment="when, by the server's clock")
    action: Mapped[str] = mapped_column(String(80), index=True, comment="what was done, as noun:verb")
    actor_id: Mapped[uuid.UUID | None] = mapped_column(index=True, comment="who did it; empty for the system")
    actor_role: Mapped[str] = mapped_column(String(40), comment="in which role")
    subject_type: Mapped[str] = mapped_column(String(60), comment="table of the thing")
    subject_id: Mapped[uuid.UUID | None] = mapped_column(index=True, comment="key of the thing")
    outcome: Mapped[str] = mapped_column(String(20), comment="done or refused")
    reason: Mapped[str | None] = mapped_column(String(500), comment="why, where a reason must be given")
    changes: Mapped[dict[str, Any]] = mapped_column(
        Json, comment="column -> [before, after]; sensitive ones named only"
    )


class AuditHead(Base):
    """The last line of the chain: one row, locked by whoever appends."""

    __tablename__ = "audit_head"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(BigInteger)
    mac: Mapped[str] = mapped_column(String(64))
    shown: Mapped[str] = mapped_column(
        String(32), default="", comment="another text after each change of what the public list shows"
    )
    __table_args__ = (CheckConstraint("id = 1", name="single"),)


def _forbid(action: str) -> DDL:
    return DDL(
        f"CREATE TRIGGER audit_entry_no_{action} BEFORE {action} ON audit_entry "
        "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
    )


PG_FUNCTION = DDL(
    "CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger AS $$ "
    "BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$ LANGUAGE plpgsql"
)
PG_TRIGGER = DDL(
    "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()"
)
for _ddl in (_forbid("UPDATE"), _forbid("DELETE")):
    event.listen(AuditEntry.__table__, "after_create", _ddl.execute_if(dialect="sqlite"))
for _ddl in (PG_FUNCTION, PG_TRIGGER):
    event.listen(AuditEntry.__table__, "after_create", _ddl.execute_if(dialect="postgresql"))


def _facts(thing: Any) -> dict[str, Any]:
    """The column values of a stored thing; nothing for a thing not yet stored."""
    state = inspect(thing)
    if not state.persistent:
        return {}
    loaded = state.dict
    return {key: loaded[key] if key in loaded else getattr(thing, key) for key in _columns(state.mapper)}


@cache
def _columns(mapper: Mapper[Any]) -> tuple[str, ...]:
    return tuple(c.key for c in mapper.column_attrs)


@cache
def _sensitive(mapper: Mapper[Any]) -> frozenset[str]:
    return frozenset(c.key for c in mapper.column_attrs if c.columns[0].info.get("sensitive"))


def _shown(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int) else str(value)


@contextmanager
def deed(action: str, subject: Any, actor: Any, *, reason: str | None = None) -> Iterator[None]:
    """Store `subject` and say what changed on it: compared before and after the block, so an early flush loses nothing.

    Must stand inside a transactional service. `actor` is the signed-in person, or None for the system itself.
    """
    before = _facts(subject)
    yield
    db.session.add(subject)
    if not (db.session().info.get("together") and inspect(subject).persistent):
        db.session.flush()
    after, hidden = _facts(subject), _sensitive(inspect(subject).mapper)
    changes: dict[str, Any] = {}
    for key, value in after.items():
        if before.get(key) != value:
            changes[key] = "changed" if key in hidden else [_shown(before.get(key)), _shown(value)]
    note(action, subject, actor, changes=changes, reason=reason)


@contextmanager
def together() -> Iterator[None]:
    """Several deeds on a stored row become one UPDATE, stored at the next flush. Only for a road on which nobody reads
    that row anew in between."""
    session = db.session()
    session.info["together"] = True
    try:
        with session.no_autoflush:
            yield
    finally:
        session.info.pop("together")


def note(
    action: str,
    subject: Any,
    actor: Any,
    *,
    changes: dict[str, Any] | None = None,
    outcome: str = "done",
    reason: str | None = None,
) -> None:
    """Queue one line for the chain; `subject` is a stored thing, or None. Needs an open transaction."""
    if not in_transaction():
        raise RuntimeError("An audit line needs the transaction of its deed.")
    entry = {
        "at": clock.now(),
        "action": action,
        "actor_id": getattr(actor, "id", None),
        "actor_role": getattr(actor, "acting_role", None) or ("system" if actor is None else "none"),
        "subject_type": getattr(subject, "__tablename__", "none"),
        "subject_id": getattr(subject, "id", None),
        "outcome": outcome,
        "reason": reason,
        "changes": changes or {},
    }
    db.session().info.setdefault("audit_lines", []).append(entry)
    before_commit("audit", _append)


def read(action: str, subject: Any, actor: Any, *, reason: str | None = None) -> None:
    """Record that somebody opened a child's file or a complaint: the only thing a GET may write."""
    with transaction():
        note(action, subject, actor, reason=reason)


def _append() -> None:
    session = db.session()
    lines = session.info.pop("audit_lines", [])
    head = session.scalars(select(AuditHead).with_for_update()).one_or_none()
    if head is None:
        head = AuditHead(id=1, seq=0, mac=GENESIS)
        session.add(head)
    ring = keys.ring()
    rows, seq, prev = [], head.seq, head.mac
    for line in lines:
        entry = AuditEntry(seq=seq + 1, prev=prev, key_id=ring.current, mac="", **line)
        entry.mac = _mac(entry, ring)
        rows.append({name: getattr(entry, name) for name in _columns(inspect(AuditEntry))})
        seq, prev = entry.seq, entry.mac
    if rows:
        session.execute(insert(cast(Table, AuditEntry.__table__)), rows)
    head.seq, head.mac = seq, prev
    if written_here() & WATCHED:
        # Drawn by chance, so that no other history of this database ever comes by the same text.
        head.shown = secrets.token_hex(16)
    session.flush()


def _note_shown(table: str) -> None:
    """Also a deed without a line, such as a table filled at once, changes what is shown."""
    if table in WATCHED:
        before_commit("audit", _append)


on_written(_note_shown)


def _mac(entry: AuditEntry, ring: keys.Keyring) -> str:
    body = {
        "seq": entry.seq,
        "prev": entry.prev,
        "at": entry.at.isoformat(),
        "action": entry.action,
        "actor_id": str(entry.actor_id or ""),
        "actor_role": entry.actor_role,
        "subject": f"{entry.subject_type}:{entry.subject_id or ''}",
        "outcome": entry.outcome,
        "reason": entry.reason,
        "changes": entry.changes,
    }
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    return hmac.new(ring.derive("audit", entry.key_id), canonical, hashlib.sha256).hexdigest()


def _genuine(entry: AuditEntry, ring: keys.Keyring) -> bool:
    """Whether the mac fits; a line that names a key we never had was not written by us."""
    try:
        return hmac.compare_digest(entry.mac, _mac(entry, ring))
    except keys.KeyMissing:
        return False


SOUND, EDITED, GAP, FORK, TRUNCATED, ANCHOR = 0, 10, 11, 12, 13, 14


def verify(anchors: dict[int, str] | None = None) -> tuple[int, str]:
    """Walk the chain; (0, …) when it is sound, else the exit status of contract.md and a sentence saying where."""
    query = select(AuditEntry).order_by(AuditEntry.seq).execution_options(yield_per=1000)
    with closing(db.session.scalars(query)) as lines:
        return _walk(lines, dict(anchors or {}))


def _walk(lines: Iterable[AuditEntry], wanted: dict[int, str]) -> tuple[int, str]:
    ring, mac, seq = keys.ring(), GENESIS, 0
    for entry in lines:
        if entry.seq != seq + 1:
            return GAP, f"Lines {seq + 1} to {entry.seq - 1} are missing."
        if not _genuine(entry, ring):
            return EDITED, f"Line {entry.seq} was changed."
        if entry.prev != mac:
            return FORK, f"Line {entry.seq} does not follow the line before it."
        if wanted.pop(entry.seq, entry.mac) != entry.mac:
            return ANCHOR, f"Line {entry.seq} is not the one that was anchored."
        seq, mac = entry.seq, entry.mac
    head = db.session.scalars(select(AuditHead)).one_or_none()
    if (head.seq if head else 0) != seq or (head.mac if head else GENESIS) != mac or wanted:
        return TRUNCATED, f"The chain ends at line {seq}, but lines after it were written."
    return SOUND, f"{seq} lines, all sound."
