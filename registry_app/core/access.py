"""Who may do what: one merged table, one question, one decorator, and refusal by default.

A permission is a StrEnum member. `POLICY` of each package maps it to clauses: a list of lists of rules; one clause
whose rules all say yes is enough. A rule is a small function (actor, subject) -> bool that speaks of both sides.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

from flask import Response, abort, current_app, redirect, request, url_for
from flask_login import current_user

Rule = Callable[[Any, Any], bool]
Policy = Mapping[StrEnum, Sequence[Sequence[Rule]]]
View = TypeVar("View", bound=Callable[..., Any])


class Public(StrEnum):
    """Pages anyone may open, each kind by its name, so that the table of routes can show it."""

    PAGE = "public:page"
    CHILD = "public:child"
    MACHINE = "public:machine"
    SIGN_IN = "public:sign-in"


def allows(actor: Any, permission: StrEnum, subject: Any = None) -> bool:
    """Whether one clause of the table says yes for this actor and this subject."""
    clauses = current_app.extensions["policy"].get(permission, ())
    return any(all(rule(actor, subject) for rule in clause) for clause in clauses)


def may(permission: StrEnum, subject: Any = None) -> bool:
    """The same question for the person signed in; templates draw their buttons with it."""
    return allows(current_user, permission, subject)


def _door() -> Response:
    if request.path.startswith("/api/"):
        abort(401)
    onward = request.full_path.rstrip("?") if request.method == "GET" else None
    answer: Any = redirect(url_for("accounts.sign_in", next=onward), code=303)
    return answer


def guard(permission: StrEnum, load: Callable[..., Any] | None = None) -> Callable[[View], View]:
    """Load the subject, ask, and only then hand the *thing* to the view.

    `load(actor, **parts of the address it names)` gives the thing as far as the actor may see it, or None: 404. Visible
    but not allowed: 403. Signed out: 303 to sign-in, 401 for the API. Parts of the address that `load` does not name go
    on to the view.
    """

    def wrap(view: View) -> View:
        named = set(inspect.signature(load).parameters) if load else set()

        @wraps(view)
        def inside(**url: Any) -> Any:
            if not isinstance(permission, Public) and not current_user.is_authenticated:
                return _door()
            if load is None:
                if not isinstance(permission, Public) and not allows(current_user, permission):
                    abort(403)
                return view(**url)
            subject = load(current_user, **{key: part for key, part in url.items() if key in named})
            if subject is None:
                abort(404)
            if not isinstance(permission, Public) and not allows(current_user, permission, subject):
                abort(403)
            return view(subject, **{key: part for key, part in url.items() if key not in named})

        inside.permission, inside.load = permission, load  # type: ignore[attr-defined]
        return inside  # type: ignore[return-value]

    return wrap


def refuse_unguarded() -> None:
    """Runs before every request: an endpoint nobody guarded is closed to everybody."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view and request.endpoint != "static" and not hasattr(view, "permission"):
        abort(403)


def everyone(_actor: Any, _subject: Any) -> bool:
    """Anyone who is signed in."""
    return True
