"""The child comes back: the number, the answer, "is it better now?", and more words."""

import secrets
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask import request, session

from complaints import coming_back, numbers, queries, telling
from complaints.child_keys import press
from complaints.child_telling import own_story, spoken, take_voice
from complaints.models import Complaint
from complaints.states import Better, State
from registry_app.core import clock
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import language


def _number() -> str:
    """A key of the number pad, or the whole number typed into the box."""
    whole = numbers.tidy(request.form.get("whole", ""))
    typed = whole if whole else press(request.form.get("key", ""), numbers.LENGTH)
    session["typed"] = typed
    return _try(typed) if len(typed) >= numbers.LENGTH else "number"


def _wait() -> str:
    return _try(str(session.get("typed", "")))


def _try(typed: str) -> str:
    """One try; after too many, each waits half a minute from when it was asked for, in the child's own session."""
    if not numbers.fits(typed):
        session["typed"] = ""
        session["hint"] = _("That number does not open anything. Try again, slowly.")
        return "number"
    visit = session.setdefault("visit", secrets.token_hex(16))
    home = uuid.UUID(session["home"]) if session.get("home") else None
    if coming_back.must_wait(visit, home) and not _waited():
        return "wait"
    session.pop("asked", None)
    session["typed"] = ""
    try:
        found = coming_back.open_with(typed, visit, home)
    except DomainError as waits:
        session["hint"] = str(waits.sentence)
        return "number"
    if found is None:
        session["hint"] = _("That number does not open anything. Try again, slowly.")
        return "number"
    session["mine"] = str(found.id)
    return "mine"


def _waited() -> bool:
    asked = session.setdefault("asked", clock.now().timestamp())
    return clock.now() - datetime.fromtimestamp(asked, UTC) >= coming_back.WAIT


def _mine() -> str:
    go = request.form.get("go", "")
    return {"better": "better", "more": "more", "hide": "hidden"}.get(go, "mine")


def _better() -> str:
    complaint, said = _complaint(), request.form.get("better", "")
    if complaint is None:
        return "start"
    if said not in set(Better):
        session["hint"] = str(telling.CHOOSE)
        return "better"
    coming_back.say_how_it_is(complaint, Better(said))
    session["said"] = said
    return "thanks"


def _more() -> str:
    way = request.form.get("way", "")
    return f"more_{way}" if way in ("speak", "write") else "mine"


def _more_write() -> str:
    complaint, words = _complaint(), telling.cut(request.form.get("words", ""))
    if complaint is None:
        return "start"
    if not words:
        return "mine"
    coming_back.say_more(complaint, words)
    session["said"] = "more"
    return "thanks"


def _more_speak() -> str:
    complaint = _complaint()
    if complaint is None:
        return "start"
    if not take_voice():
        return "more_speak"
    voice = spoken()
    if voice:
        coming_back.say_more(complaint, "", voice, telling.answers(session)["voice_type"])
    session.pop("voice", None)
    session["said"] = "more"
    return "thanks"


def _complaint() -> Complaint | None:
    key = session.get("mine")
    return db.session.get(Complaint, uuid.UUID(key)) if key else None


def _show_mine() -> dict[str, Any] | None:
    complaint = _complaint()
    if complaint is None:
        return None
    told = complaint.state not in (
        State.RECEIVED,
        State.TRIAGED,
        State.SAFETY_ACTION,
        State.INVESTIGATING,
        State.DECIDED,
    )
    return {
        "stands": coming_back.where_it_stands(complaint),
        "reply": queries.answer_in(complaint, language()) if told else None,
        "may_say": coming_back.may_answer(complaint),
        "answer_by": complaint.decision_by,
    }


def _show_number() -> dict[str, Any]:
    visit = session.get("visit", "")
    tired = bool(visit) and queries.wrong_tries(visit, None, clock.now())[0] >= coming_back.SESSION_TRIES
    return {"typed": session.get("typed", ""), "tired": tired}


SHOW: dict[str, Callable[[], dict[str, Any] | None]] = {
    "more_speak": own_story,
    "number": _show_number,
    "mine": _show_mine,
    "thanks": lambda: {"said": session.get("said", "")},
}
DO: dict[str, Callable[[], str]] = {
    "number": _number,
    "wait": _wait,
    "mine": _mine,
    "hidden": lambda: "mine",
    "better": _better,
    "more": _more,
    "more_write": _more_write,
    "more_speak": _more_speak,
    "thanks": lambda: "mine",
}
