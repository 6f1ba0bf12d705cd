"""B9: how many questions a page asks the database where it lists ten rows, and where it lists a thousand."""

from collections.abc import Iterator

from flask import Flask
from sqlalchemy import event

from bench.houses import house
from bench.measure import Figure
from registry_app.core import clock

PAGES = (
    "/en/register", "/en/register?district=SD-HYD", "/en/register/map", "/en/", "/api/v1/register", "/office/homes",
    "/office/applications", "/panel/places?district=SD-HYD", "/dash", "/office/complaints",
)  # fmt: skip


def measure() -> Iterator[Figure]:
    """The pages that ask more where there is more; none may. (The nearest places ask less: the first box is enough.)"""
    few, many = _asked(house(10).app()), _asked(house(1000).app())
    differ = [f"{path} {few[path]} and {many[path]}" for path in PAGES if many[path] > few[path]]
    note = "; ".join(differ) or f"{sum(many.values())} questions on {len(PAGES)} pages"
    yield Figure("B9", "pages that ask more at 1,000 homes than at 10", len(differ), 0, "pages", note=note)


def _asked(app: Flask) -> dict[str, int]:
    from registry_app.core.db import db

    counts = dict.fromkeys(PAGES, 0)
    here = {"path": ""}

    def note(*_given: object) -> None:
        counts[here["path"]] += 1

    with app.app_context():
        engine = db.engine
    cookie = signed_in(app)
    client = app.test_client()
    client.set_cookie("s", cookie)
    for path in PAGES:
        client.get(path)
    event.listen(engine, "before_cursor_execute", note)
    for path in PAGES:
        here["path"] = path
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}.")
    return counts


def signed_in(app: Flask) -> str:
    """The number of a session in which the made-up officer has signed in."""
    from sqlalchemy import select

    from registry_app.accounts.models import User
    from registry_app.core.db import db
    from registry_app.core.sessions import STAFF, ServerSession, ServerSessions

    sessions = app.session_interface
    assert isinstance(sessions, ServerSessions)
    with app.app_context():
        user = db.session.scalars(select(User).where(User.email == "cpuhead@example.org")).one()
        session = ServerSession(STAFF, {"_user_id": str(user.id), "_fresh": True}, "bench-" + "0" * 30)
        sessions._end(session.number or "")
        sessions._store(session, None, clock.now())
        return session.number or ""
