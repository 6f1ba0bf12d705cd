"""Prove once more that it is you: a page left open is not enough to open a child's name or to give an account."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import flash, redirect, request, session, url_for

from registry_app.core import clock
from registry_app.core.i18n import gettext as _

View = TypeVar("View", bound=Callable[..., Any])
PROVED = "proved_at"
LASTS = timedelta(minutes=15)


def mark() -> None:
    """The person has just given password and code."""
    session[PROVED] = clock.now().isoformat()


def proved_lately() -> bool:
    """Whether that was within the last fifteen minutes."""
    since = session.get(PROVED)
    return since is not None and clock.now() - datetime.fromisoformat(since) <= LASTS


def proved(view: View) -> View:
    """The view, for whoever proved lately; everybody else proves first and comes back to the page they were on.

    Stands under `guard`, so that nobody is asked about a page that is not theirs.
    """

    @wraps(view)
    def inside(*parts: Any, **named: Any) -> Any:
        if proved_lately():
            return view(*parts, **named)
        if request.method == "POST":
            flash(_("Prove that it is you, then do it once more."), "warning")
        return redirect(url_for("second.again", next=_back()), code=303)

    return inside  # type: ignore[return-value]


def _back() -> str:
    """The page to come back to: this one, or the one whose button was pressed."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    return urlsplit(request.referrer or "").path or request.path
