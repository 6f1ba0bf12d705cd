"""Sessions kept on the server: the cookie is only a random number, the table holds its hash and the sealed contents.

Two of them, apart: the staff's ("s") and the child's ("p", a neutral name, gone when the browser closes). What a child
types never travels in a cookie, and ending the child's session leaves everything else in the browser alone.
"""

import hashlib
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import LargeBinary, String, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import CallbackDict

from registry_app.core import clock, sealing
from registry_app.core.db import Base, db
from registry_app.core.types import UTCDateTime

STAFF, CHILD = "s", "p"
CHILD_PATHS = ("/b", "/h/", "/x")
TOUCH = timedelta(seconds=60)


class WebSession(Base):
    """One browser's session; `digest` is the hash of its cookie, so that a stolen table opens nothing."""

    __tablename__ = "web_session"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(1), comment="s staff, p child")
    user_id: Mapped[str | None] = mapped_column(String(36), index=True, comment="whose, for ending all of a person's")
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info={"sensitive": True})
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """The contents, with the number they came under."""

    def __init__(self, kind: str, contents: dict[str, Any] | None = None, number: str | None = None) -> None:
        def changed(_self: object) -> None:
            self.modified = True

        super().__init__(contents or {}, changed)
        self.kind, self.number, self.new = kind, number, number is None
        self.modified, self.renew, self.seen_at = False, False, None


class ServerSessions(SessionInterface):
    """Opens and stores sessions in the table; the server alone decides when one is over."""

    def __init__(self, app: Flask) -> None:
        settings = app.config["SETTINGS"]
        self.idle = {
            STAFF: timedelta(minutes=settings.staff_idle_minutes),
            CHILD: timedelta(minutes=settings.child_idle_minutes),
        }
        self.whole = {STAFF: timedelta(hours=settings.staff_hours), CHILD: timedelta(minutes=30)}
        self.secure = settings.cookies_secure

    def cookie(self, kind: str) -> str:
        return f"__Host-{kind}" if self.secure else kind

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        kind = CHILD if request.path == "/b" or request.path.startswith(CHILD_PATHS) else STAFF
        number = request.cookies.get(self.cookie(kind), "")
        row = self._row(number) if 20 <= len(number) <= 100 else None
        if row is None or row.kind != kind:
            return ServerSession(kind)
        now = clock.now()
        if now - row.seen_at > self.idle[kind] or now - row.created_at > self.whole[kind]:
            return ServerSession(kind)
        try:
            contents = json.loads(sealing.unseal_bytes(row.sealed, f"web_session|sealed|{row.digest}"))
        except InvalidTag:
            return ServerSession(kind)
        opened = ServerSession(kind, contents, number)
        opened.seen_at = row.seen_at
        return opened

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        assert isinstance(session, ServerSession)
        if not session:
            if session.number and session.modified:
                self._end(session.number)
                response.delete_cookie(self.cookie(session.kind), path="/", secure=self.secure, httponly=True)
            return
        now = clock.now()
        old = session.number
        stale = session.seen_at is None or now - session.seen_at > TOUCH
        if not session.modified and not stale:
            return
        if old is None or session.renew:
            session.number = secrets.token_urlsafe(32)
        self._store(session, old, now)
        if session.number != old:
            response.set_cookie(
                self.cookie(session.kind),
                session.number or "",
                httponly=True,
                secure=self.secure,
                samesite="Strict",
                path="/",
            )

    def _row(self, number: str) -> Any:
        with db.engine.connect() as connection:
            return connection.execute(select(WebSession.__table__).where(WebSession.digest == _digest(number))).first()

    def _store(self, session: ServerSession, old: str | None, now: datetime) -> None:
        digest = _digest(session.number or "")
        sealed = sealing.seal_bytes(json.dumps(dict(session)).encode(), f"web_session|sealed|{digest}")
        facts = {"digest": digest, "user_id": session.get("_user_id"), "sealed": sealed, "seen_at": now}
        with db.engine.connect().execution_options(writing=True) as connection, connection.begin():
            if old is None:
                connection.execute(insert(WebSession).values(kind=session.kind, created_at=now, **facts))
            else:
                # An UPDATE alone never brings back a session that was ended while this request was under way.
                connection.execute(update(WebSession).where(WebSession.digest == _digest(old)).values(**facts))

    def _end(self, number: str) -> None:
        with db.engine.connect().execution_options(writing=True) as connection, connection.begin():
            connection.execute(delete(WebSession).where(WebSession.digest == _digest(number)))


def _digest(number: str) -> str:
    return hashlib.sha256(number.encode()).hexdigest()


def end_all_of(user_id: object) -> None:
    """End every session of a person; part of the transaction that disables them or changes their password."""
    db.session.execute(delete(WebSession).where(WebSession.user_id == str(user_id)))


def sweep(now: datetime) -> int:
    """Remove sessions that ended by themselves; the worker calls it."""
    gone: Any = db.session.execute(delete(WebSession).where(WebSession.seen_at < now - timedelta(hours=24)))
    return int(gone.rowcount)
