"""The child tells: the steps up to the number, the recording, and sending once."""

import base64
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Response, redirect, request, session

from complaints import filing, fresh, numbers, queries, telling, voices
from complaints.child_keys import press
from complaints.duty import services as duty
from complaints.states import Level
from registry_app.core import clock
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import language
from registry_app.places import gazetteer


def go_on(at: str) -> str | None:
    """Take the answers of a step of the path; None for a step that is none."""
    if at not in telling.TAKE:
        return None
    onward = telling.TAKE[at](session, request.form)
    if onward is None:
        return at
    if session.get("to_look") and onward in telling.DOTS and telling.answers(session)["what"]:
        onward = "look"
    if onward == "look":
        return _ready_to_send()
    return onward


def _ready_to_send() -> str:
    """The number and the page's token are made before Send, so that pressing it twice is once and shows one number."""
    if not telling.answers(session)["what"]:
        return "what"
    session.pop("to_look", None)
    if "token" not in session:
        session["token"], session["number"] = secrets.token_urlsafe(24), fresh.number()
    return "look"


def _send() -> str:
    if session.get("sent"):
        return "sent"
    if "token" not in session or not telling.answers(session)["what"]:
        return "start"
    told = telling.telling(session, language(), spoken())
    made = filing.file_message(told, lookup=numbers.lookup(session["number"]), token=numbers.digest(session["token"]))
    # Only now, when the message is stored for good, does the child see a number.
    for key in ("t", "voice", "token"):
        session.pop(key, None)
    if made.level is Level.P1:
        session["comes"] = duty.someone_comes(made)
    session["sent"], session["typed"] = clock.local(made.decision_by).date().isoformat(), ""
    return "sent"


def _sent() -> str:
    """The child taps the first two digits before leaving."""
    key, number = request.form.get("key", ""), session.get("number", "")
    if not number:
        return "start"
    if request.form.get("enough"):
        return _finished()
    typed = numbers.tidy(request.form.get("whole", ""))[:2] or press(key, 2)
    if len(typed) == 2:
        session["typed"] = ""
        if number.startswith(typed):
            return _finished()
        session["hint"] = _("Look at the pictures again. Then tap the first two.")
    return "sent"


def _finished() -> str:
    for key in ("number", "sent", "typed", "comes"):
        session.pop(key, None)
    return "done"


def _speak() -> str:
    if not take_voice():
        return "speak"
    return "look" if session.get("to_look") and session.pop("to_look") else "who"


def take_voice() -> bool:
    """Keep the recording in the sealed session; False when it cannot be used."""
    if request.form.get("drop"):
        session.pop("voice", None)
        return True
    given = request.files.get("voice")
    raw = given.stream.read(voices.LIMIT + 1) if given else b""
    if not raw:
        return "voice" in session
    try:
        media_type, clean = voices.accept(raw)
    except DomainError as error:
        session["hint"] = str(error.sentence)
        return False
    session["voice"] = base64.b64encode(clean).decode()
    telling.keep(session, voice_type=media_type)
    return True


def spoken() -> bytes | None:
    """The recording, before it is sent."""
    kept = session.get("voice")
    return base64.b64decode(kept) if kept else None


def own_voice() -> Any:
    """The child's own recording, before it is sent; afterwards nobody hears it here."""
    voice = spoken()
    if voice is None:
        return redirect("/b", code=303)
    return Response(voice, mimetype=telling.answers(session)["voice_type"] or voices.WEBM)


def _show_sent() -> dict[str, Any] | None:
    if "number" not in session or "sent" not in session:
        return None
    return {
        "digits": session["number"],
        "answer_by": datetime.fromisoformat(session["sent"]).replace(tzinfo=clock.KARACHI),
        "typed": session.get("typed", ""),
        # True: somebody is on duty; False: nobody is, so 1121; None: no danger was told.
        "comes": session.get("comes"),
    }


def _show_home() -> dict[str, Any]:
    code = telling.answers(session)["district"]
    return {"homes": queries.nameable_homes(code) if code else []}


def own_story() -> dict[str, Any]:
    """Which questions stand beside the story, by the child's age."""
    young = telling.answers(session)["age"] in ("", "age-1", "age-2", None)
    return {"young": young, "has_voice": "voice" in session}


def _show_phone() -> dict[str, Any]:
    """A number that was not taken stands there again, once."""
    again = session.pop("phone_again", "")
    return {"phone": again or telling.answers(session)["phone"] or ""}


def _need_what() -> dict[str, Any] | None:
    if not telling.answers(session)["what"] or "token" not in session:
        return None
    return {"has_voice": "voice" in session}


SHOW: dict[str, Callable[[], dict[str, Any] | None]] = {
    "district": lambda: {"districts": [(one.code, one.name_in(language())) for one in gazetteer.districts()]},
    "home": _show_home,
    "write": own_story,
    "speak": own_story,
    "phone": _show_phone,
    "look": _need_what,
    "sent": _show_sent,
}
DO: dict[str, Callable[[], str]] = {
    "story": lambda: "language",
    "speak": _speak,
    "look": _send,
    "sent": _sent,
    "done": lambda: "start",
}
