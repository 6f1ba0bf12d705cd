"""The page of the record of deeds."""

import uuid
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for

from registry_app.accounts.states import Role
from registry_app.core.access import guard
from registry_app.core.audit import AuditEntry
from registry_app.core.i18n import gettext, label
from registry_app.pages.deeds import queries
from registry_app.pages.deeds.queries import Search
from registry_app.pages.deeds.states import Permission

bp = Blueprint("deeds", __name__)
OF_CHILDREN = frozenset({"case", "child", "complaint", "decision", "desk", "ladder", "stay", "visit", "warrant"})


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _key(typed: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None


def _search() -> Search:
    """What the address asks for; what cannot be read is left out."""
    asked = request.args
    before = asked.get("before", "")
    return Search(
        who=asked.get("who", "").strip()[:120],
        what=asked.get("what", "")[:40],
        looks=asked.get("looks") == "1",
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
        about=_key(asked.get("about", "")),
        before=int(before) if before.isdigit() and len(before) < 18 else None,
    )


def role_words(code: str) -> str:
    """The role a line names, in words; the system's own deeds and those of nobody are said so."""
    if code in set(Role):
        return label(Role(code))
    return gettext("The system") if code == "system" else ""


def about_child(entry: AuditEntry) -> bool:
    """Whether the line is about a child's matter: then it names what changed, but shows no value of it."""
    return entry.action.partition(":")[0] in OF_CHILDREN


@bp.get("/office/audit")
@guard(Permission.READ)
def index() -> Any:
    search = _search()
    entries, following = queries.deeds(search)
    kept: dict[str, Any] = {key: value for key, value in request.args.items() if key != "before" and value}
    onward = url_for("deeds.index", **kept, before=following) if following else ""
    return render_template(
        "deeds/index.html",
        search=search,
        entries=entries,
        names=queries.names(entries),
        nouns=[(noun, noun) for noun in queries.nouns()],
        onward=onward,
        role_words=role_words,
        about_child=about_child,
    )
