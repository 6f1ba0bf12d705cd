"""/field/phone: the screens that work without signal. What is served here holds nothing of any visit or person: the
phone keeps it for whoever works with it, and fetches the visits from /api/v1/field."""

import hashlib
from typing import Any

from flask import Blueprint, abort, make_response, render_template, request, url_for

from inspections import phone_words
from inspections.states import Permission
from registry_app.core.access import Public, guard
from registry_app.core.i18n import LANGUAGES, force_locale
from registry_app.core.settings import ROOT
from registry_app.core.web import fingerprint, static_url

bp = Blueprint("phone", __name__, url_prefix="/field")
SHARED = (
    "css/app.css", "img/icon.svg", "img/ajrak.svg", "fonts/naskh-400.woff2", "fonts/naskh-700.woff2",
    "js/arrival-box.js", "js/idb.js",
)  # fmt: skip
NOT_KEPT = ("guard.js",)


def files() -> list[str]:
    """The static files of the shell: what the screens share with other pages, and their own modules."""
    own = sorted(path.name for path in phone_words.FOLDER.glob("*.js") if path.name not in NOT_KEPT)
    return [*SHARED, *(f"js/field/{name}" for name in own)]


def version() -> str:
    """Changes with any file, sentence or line of the shell, so that an old one is thrown away."""
    parts = [fingerprint(name) for name in files()]
    for language in LANGUAGES:
        with force_locale(language):
            parts.append(repr(phone_words.in_this_language()))
    parts += [(ROOT / "templates" / "field" / name).read_text("utf-8") for name in ("phone.html", "worker.js")]
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:16]


@bp.get("/phone")
@guard(Permission.DAY)
def shell() -> Any:
    return render_template("field/phone.html")


@bp.get("/words.json")
@guard(Permission.DAY)
def words() -> Any:
    """The sentences of the screens in the language `l`."""
    code = request.args.get("l", "en")
    if code not in LANGUAGES:
        abort(404)
    with force_locale(code):
        return phone_words.in_this_language()


@bp.get("/worker.js")
@guard(Public.MACHINE)
def worker() -> Any:
    """What the phone keeps of the screens; it answers for nothing outside /field/ and keeps nothing of any person."""
    script = render_template(
        "field/worker.js",
        store=f"field-{version()}",
        shell=url_for(".shell"),
        main=url_for(".shell").removesuffix("phone"),
        words=[f"{url_for('.words')}?l={code}" for code in LANGUAGES],
        files=[static_url(name) for name in files()],
    )
    response = make_response(script)
    response.mimetype = "text/javascript"
    response.headers["Cache-Control"] = "no-cache"
    return response
