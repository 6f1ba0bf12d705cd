"""The child's path as a table: which step follows which, what each takes from its form, kept in the sealed session.

Everything stands on one address. A step takes the posted answers and says where to go on; it returns None to stay and
show its hint. Only the picture is required (intake.minimum_to_accept).
"""

import uuid
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

from complaints import filing
from complaints.filing import Telling
from complaints.states import About, AgeBand, Category, Danger, Help, Office, ReplyBy, Sex, Want
from registry_app.core.db import db
from registry_app.core.i18n import lazy as _
from registry_app.core.letters import western
from registry_app.places import gazetteer
from registry_app.providers.homes.models import Home

Session = MutableMapping[str, Any]
LETTERS = 1000
CHOOSE = _("Choose one picture.")

# The dots at the top of the page: one a question.
DOTS = ("danger", "what", "tell", "who", "you", "want", "answer", "look")
DOT_OF = {"calm": "danger", "speak": "tell", "write": "tell", "phone": "answer", "limits": "look"}
BACK = {
    "start": "language",
    "district": "start",
    "home": "district",
    "danger": "start",
    "calm": "danger",
    "what": "danger",
    "tell": "what",
    "speak": "tell",
    "write": "tell",
    "who": "tell",
    "you": "who",
    "want": "you",
    "answer": "want",
    "phone": "answer",
    "limits": "answer",
    "look": "limits",
    "number": "start",
    "better": "mine",
    "more": "mine",
    "more_speak": "more",
    "more_write": "more",
}

# The child's words for whom it is about, and what that is to the rules.
WHO = {
    "carer": About.STAFF,
    "boss": About.MANAGER,
    "visitor": About.CPO,
    "police": About.POLICE,
    "family": About.FAMILY,
    "child": About.CHILD,
}
AGES = {"age-1": AgeBand.A3, "age-2": AgeBand.A7, "age-3": AgeBand.A12, "age-4": AgeBand.A15}


def dot(step: str) -> int:
    """Which dot is filled last; 0 for pages outside the path."""
    name = DOT_OF.get(step, step)
    return DOTS.index(name) + 1 if name in DOTS else 0


NOTHING_YET: dict[str, Any] = dict.fromkeys(
    (
        "danger",
        "what",
        "story",
        "who",
        "age",
        "sex",
        "helps",
        "wants",
        "answer",
        "phone",
        "district",
        "home",
        "voice_type",
    )
)


def answers(session: Session) -> dict[str, Any]:
    """What was answered so far; None for what was not."""
    return {**NOTHING_YET, **session.get("t", {})}


def keep(session: Session, **given: Any) -> None:
    """Add answers; the sealed session takes them in when the page is answered."""
    session["t"] = {**session.get("t", {}), **given}


def _danger(session: Session, form: Mapping[str, str]) -> str | None:
    value = form.get("danger", "")
    if value not in set(Danger):
        session["hint"] = str(CHOOSE)
        return None
    keep(session, danger=value)
    return "what" if value == Danger.NO else "calm"


def _what(session: Session, form: Mapping[str, str]) -> str | None:
    value = form.get("what", "")
    if value not in set(Category) or value == Category.IDEA:
        session["hint"] = str(CHOOSE)
        return None
    keep(session, what=value)
    return "tell"


def _tell(session: Session, form: Mapping[str, str]) -> str | None:
    way = form.get("way", "")
    if way == "skip":
        return "who"
    if way not in ("speak", "write"):
        session["hint"] = str(CHOOSE)
        return None
    return way


def cut(text: str) -> str:
    """The words as typed, up to the limit, with the line ends of this house."""
    return text.replace("\r\n", "\n").strip()[:LETTERS]


def _write(session: Session, form: Mapping[str, str]) -> str | None:
    keep(session, story=cut(form.get("words", "")))
    return "who"


def _who(session: Session, form: Mapping[str, str]) -> str | None:
    value = form.get("who", "")
    keep(session, who=value if value in WHO else "")
    return "you"


def _you(session: Session, form: Mapping[str, str]) -> str | None:
    multi = form.getlist("helps") if hasattr(form, "getlist") else []
    age, sex = form.get("age", ""), form.get("sex", "")
    keep(
        session,
        age=age if age in AGES else "",
        sex=sex if sex in ("girl", "boy") else "",
        helps=[one for one in multi if one in set(Help)],
    )
    return "want"


def _want(session: Session, form: Mapping[str, str]) -> str | None:
    multi = form.getlist("wants") if hasattr(form, "getlist") else []
    keep(session, wants=[one for one in multi if one in set(Want)])
    return "answer"


def _answer(session: Session, form: Mapping[str, str]) -> str | None:
    value = form.get("answer", "")
    keep(session, answer=value if value in set(ReplyBy) else ReplyBy.NUMBER.value)
    return "phone" if value == ReplyBy.PHONE else "limits"


def _phone(session: Session, form: Mapping[str, str]) -> str | None:
    digits = "".join(sign for sign in western(form.get("phone", ""))[:30] if sign.isdigit())
    # A phone that others hold too would give the child away, so its number is not even kept.
    own = form.get("own") == "yes"
    if own and digits and not 10 <= len(digits) <= 14:
        session["phone_again"] = form.get("phone", "")[:30]
        session["hint"] = str(_("Look at the phone number again."))
        return None
    keep(session, phone=digits if own else "")
    if not (own and digits):
        keep(session, answer=ReplyBy.NUMBER.value)
    return "limits"


def _district(session: Session, form: Mapping[str, str]) -> str | None:
    code = form.get("district", "")
    known = code in {one.code for one in gazetteer.districts()}
    if code != answers(session)["district"]:
        keep(session, home="")
    keep(session, district=code if known else "")
    return "home" if known else "danger"


def _home(session: Session, form: Mapping[str, str]) -> str | None:
    try:
        home = db.session.get(Home, uuid.UUID(form.get("home", "")))
    except ValueError:
        home = None
    right = home is not None and home.district == answers(session)["district"]
    keep(session, home=str(home.id) if home and right else "")
    return "danger"


def _start(session: Session, form: Mapping[str, str]) -> str | None:
    if form.get("go") == "number":
        session["typed"] = ""
        return "number"
    return "danger" if session.get("home") else "district"


TAKE: dict[str, Callable[[Session, Mapping[str, str]], str | None]] = {
    "start": _start,
    "district": _district,
    "home": _home,
    "danger": _danger,
    "calm": lambda _session, _form: "what",
    "what": _what,
    "tell": _tell,
    "write": _write,
    "who": _who,
    "you": _you,
    "want": _want,
    "answer": _answer,
    "phone": _phone,
    "limits": lambda _session, _form: "look",
}


def home_of(session: Session) -> Home | None:
    """The home of the poster, or the one the child chose."""
    key = session.get("home") or answers(session)["home"]
    return db.session.get(Home, uuid.UUID(key)) if key else None


def telling(session: Session, language: str, voice: bytes | None) -> Telling:
    """The answers as a message."""
    given = answers(session)
    who = given["who"] or ""
    also_never: tuple[Office, ...] = filing.widen_for_officers() if who == "visitor" else ()
    return Telling(
        category=Category(given["what"]),
        language=language,
        home=home_of(session),
        district=given.get("district") or None,
        about=WHO.get(who, About.UNKNOWN),
        also_never=also_never,
        danger=Danger(given["danger"]) if given.get("danger") else None,
        story=given["story"] or "",
        voice=voice,
        voice_type=given["voice_type"] or "",
        age=AGES.get(given["age"] or "", AgeBand.NOT_SAID),
        sex=Sex(given["sex"]) if given.get("sex") else Sex.NOT_SAID,
        helps=tuple(Help(one) for one in given["helps"] or []),
        wants=tuple(Want(one) for one in given["wants"] or []),
        reply_by=ReplyBy(given.get("answer") or ReplyBy.NUMBER),
        phone=given["phone"] or "",
    )
