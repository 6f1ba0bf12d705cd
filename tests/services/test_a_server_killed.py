"""The process that serves is killed with SIGKILL in the middle of a sending, and the phone sends again to a new one."""

import http.client
import json
import multiprocessing
import os
import signal
import uuid

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from werkzeug.serving import make_server

from inspections.models import Answer, Visit
from inspections.states import VisitState
from inspections.sync.models import RecordFile, VisitRecord
from registry_app.core import audit
from registry_app.core.db import db
from registry_app.core.sessions import STAFF
from tests.builders import phones, visits
from tests.builders.phones import Phone

ANSWER = 0
"""Stored already, but the answer is never given."""
SOAK = bool(os.environ.get("SOAK"))
IN_A_VISIT = (*range(5, 24), ANSWER) if SOAK else (9, 17, 21, ANSWER)
IN_A_PHOTO = (*range(5, 30), ANSWER) if SOAK else (9, 18, 27, ANSWER)
"""Before which statement of the request the process dies."""


def serve(app, server, dies_before):
    """Serve until somebody ends it, or until the given statement of the first request."""
    asked = 0

    def count(*_facts):
        nonlocal asked
        asked += 1
        if asked == dies_before:
            os.kill(os.getpid(), signal.SIGKILL)

    with app.app_context():
        db.engine.dispose(close=False)
        if dies_before:
            event.listen(db.engine, "before_cursor_execute", count)
    server.serve_forever()


class Server:
    """A process of its own that serves the application."""

    def __init__(self, app, dies_before=None):
        def wsgi(environ, start):
            answer = app(environ, start)
            if dies_before == ANSWER:
                os.kill(os.getpid(), signal.SIGKILL)
            return answer

        server = make_server("127.0.0.1", 0, wsgi)
        self.port = server.port
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        context = multiprocessing.get_context("fork")
        self.process = context.Process(target=serve, args=(app, server, dies_before), daemon=True)
        self.process.start()
        # Only the other process listens, so that nothing answers once it is dead.
        server.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.process.kill()
        self.process.join(30)

    def put(self, phone, address, body, **headers):
        """(status, answer), or None where the line broke."""
        name = phone.app.session_interface.cookie(STAFF)
        cookie = f"{name}={phone.client.get_cookie(name).value}"
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request("PUT", address, body, phone.headers(Cookie=cookie, **headers))
            answered = line.getresponse()
            return answered.status, json.loads(answered.read())
        except (ConnectionError, http.client.BadStatusLine):
            return None
        finally:
            line.close()


class Round:
    """A planned visit, the lead's phone, what it says of the visit, and one photograph."""

    def __init__(self, app, colour):
        self.app, self.record, self.photo, self.raw = app, uuid.uuid4(), uuid.uuid4(), phones.photo(colour)
        with app.app_context():
            visit = visits.planned()
            self.visit = visit.id
            files = [phones.named(self.photo, self.raw)]
            self.said = json.dumps(phones.content(visit, final=True, files=files))
            lead = visit.lead.id
            db.session.remove()
        self.phone = Phone(app, lead)

    def send(self, server):
        return server.put(
            self.phone, f"{phones.VISITS}/{self.record}", self.said, **{"Content-Type": "application/json"}
        )

    def send_photo(self, server):
        sha = phones.named(self.photo, self.raw)["sha256"]
        headers = {"Content-Type": "image/jpeg", "X-Sha256": sha}
        return server.put(self.phone, f"{phones.VISITS}/{self.record}/files/{self.photo}", self.raw, **headers)

    def stored(self):
        """(state of the visit, answers, records, photographs) as the database has them."""
        with self.app.app_context():
            state = db.session.get_one(Visit, self.visit).state
            counted = [
                db.session.scalar(sa.select(sa.func.count()).select_from(model).where(column == key))
                for model, column, key in (
                    (Answer, Answer.visit_id, self.visit),
                    (VisitRecord, VisitRecord.visit_id, self.visit),
                    (RecordFile, RecordFile.record_id, self.record),
                )
            ]
            sound = audit.verify()[0]
            db.session.remove()
        assert sound == audit.SOUND
        return (state, *counted)


def killed(app, point, sent):
    """Send to a server that dies at this point."""
    with Server(app, dies_before=point) as server:
        assert sent(server) is None
        server.process.join(30)
        assert server.process.exitcode == -signal.SIGKILL


@pytest.mark.parametrize("point", IN_A_VISIT)
def test_killed_while_a_visit_arrives(app, point):
    one = Round(app, point)
    killed(app, point, one.send)
    half_way = one.stored()
    assert half_way == ((VisitState.UNDER_WAY, 69, 1, 0) if point == ANSWER else (VisitState.PLANNED, 0, 0, 0))
    with Server(app) as server:
        first, again, photo, last = one.send(server), one.send(server), one.send_photo(server), one.send(server)
    assert [said[0] for said in (first, again, photo, last)] == [200 if point == ANSWER else 201, 200, 201, 200]
    assert first[1] == again[1]
    assert last[1]["state"] == photo[1]["state"] == "AT_THE_OFFICE"
    assert one.stored() == (VisitState.SUBMITTED, 69, 1, 1)


@pytest.mark.parametrize("point", IN_A_PHOTO)
def test_killed_while_the_last_photo_arrives(app, point):
    """With the last photograph the report goes too: both are stored, or neither."""
    one = Round(app, point)
    with Server(app) as server:
        assert one.send(server)[1]["state"] == "FILES"
    killed(app, point, one.send_photo)
    half_way = one.stored()
    assert half_way == ((VisitState.SUBMITTED, 69, 1, 1) if point == ANSWER else (VisitState.UNDER_WAY, 69, 1, 0))
    with Server(app) as server:
        photo, last = one.send_photo(server), one.send(server)
    assert photo[0] == (200 if point == ANSWER else 201)
    assert last[1]["state"] == "AT_THE_OFFICE"
    assert one.stored() == (VisitState.SUBMITTED, 69, 1, 1)
