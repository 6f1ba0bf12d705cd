"""Whole pages that are the same for everybody, kept in this process until something that they show changes.

Each time a page is asked for, the head of the audit is asked whether any of the watched tables changed since: what is
kept is never out of date, not by a second and not in another process. Kept is only what a browser without any cookie
got, so that nobody's name, session or token can be in it.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from functools import wraps
from threading import Lock
from typing import Any, TypeVar

from flask import Flask, Response, current_app, make_response, request, session

from registry_app.core import audit, clock
from registry_app.core.db import db
from registry_app.core.squeezing import squeeze

View = TypeVar("View", bound=Callable[..., Any])
State = tuple[str, date]

MOST_BYTES = 16 * 1024 * 1024
"""Of one worker: some two and a half thousand lists as they travel."""
LONGEST_PAGE = 256 * 1024
FRAME = 1024
"""What an entry weighs beside its text."""
HEAD = "SELECT shown FROM audit_head"


class Shelf:
    """Pages of one state of the data by what was asked; the one that was asked longest ago leaves first."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self.most, self.bytes = most, 0
        self._state: State | None = None
        self._pages: OrderedDict[Hashable, tuple[bytes, dict[str, str]]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, state: State, asked: Hashable) -> tuple[bytes, dict[str, str]] | None:
        """The page as it was sent when the data was in this very state."""
        with self._lock:
            if state != self._state:
                self._pages.clear()
                self._state, self.bytes = state, 0
            found = self._pages.get(asked)
            if found:
                self._pages.move_to_end(asked)
            return found

    def put(self, state: State, asked: Hashable, body: bytes, head: dict[str, str]) -> None:
        """Keep a page that was drawn after `state` was read; not when the data has moved on since."""
        if len(body) > LONGEST_PAGE:
            return
        with self._lock:
            if state != self._state or asked in self._pages:
                return
            self._pages[asked] = (body, head)
            self.bytes += len(body) + FRAME
            while self.bytes > self.most:
                _asked, (gone, _head) = self._pages.popitem(last=False)
                self.bytes -= len(gone) + FRAME


def shelf_of(app: Flask) -> Shelf:
    """The pages that this application keeps."""
    found: Shelf = app.extensions.setdefault("kept_pages", Shelf())
    return found


def watch(*tables: str) -> None:
    """From now on a change in one of these tables makes every kept page anew."""
    audit.WATCHED.update(tables)


def _state() -> State | None:
    """The data's state before anything else is read: a page drawn after it can only be newer than it says."""
    with db.engine.connect() as connection:
        shown = connection.exec_driver_sql(HEAD).scalar()
    return (str(shown), clock.today()) if shown else None


def _asked() -> Hashable:
    gzip = bool(request.accept_encodings["gzip"])
    return request.script_root, request.path, request.query_string[:2000], gzip


def kept(view: View) -> View:
    """Mark a view whose page depends on its address, the day and the watched tables, and on nothing else."""

    @wraps(view)
    def inside(**url: Any) -> Any:
        if request.method != "GET" or request.cookies or len(request.query_string) > 2000:
            return view(**url)
        state = _state()
        if state is None:
            return view(**url)
        asked = _asked()
        shelf = shelf_of(current_app)
        found = shelf.get(state, asked)
        if found is None:
            drawn = squeeze(make_response(view(**url)))
            if drawn.status_code != 200 or drawn.is_streamed or session or "Set-Cookie" in drawn.headers:
                return drawn
            drawn.set_etag(hashlib.sha256(drawn.get_data()).hexdigest()[:32], weak=True)
            found = drawn.get_data(), dict(drawn.headers)
            shelf.put(state, asked, *found)
        body, head = found
        return Response(body, headers=head).make_conditional(request)

    return inside  # type: ignore[return-value]
