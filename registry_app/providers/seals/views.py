"""/verify/offline: a page that checks a certificate's code by itself, and that a phone can keep for places without
network. The keys and the words it needs stand in it."""

from typing import Any

from flask import Blueprint, current_app, render_template, url_for

from registry_app.core.access import Public, guard
from registry_app.core.i18n import MONTHS
from registry_app.core.signing import to_text
from registry_app.core.web import fingerprint, static_url
from registry_app.providers.seals import queries, wording

bp = Blueprint("seals", __name__)

SCRIPTS = ("js/focus-summary.js", "js/nastaliq.js", "js/seal.js", "js/verify-offline.js")
FILES = ("css/app.css", "img/icon.svg", *SCRIPTS)


@bp.get("/verify/offline")
@guard(Public.PAGE)
def offline() -> Any:
    """Without a script the form asks the office instead, which needs a network."""
    keys = {one.key.id: to_text(one.key.raw) for one in queries.published()}
    months = [(f"month-{number}", month) for number, month in enumerate(MONTHS, start=1)]
    words = [*wording.words(), *months]
    return render_template("register/verify_offline.html", keys=keys, words=words)


@bp.get("/verify/worker.js")
@guard(Public.MACHINE)
def worker() -> Any:
    """What a phone keeps when its owner asks for it; the name of the store changes with any of the files."""
    files = [url_for(".offline"), *(static_url(name) for name in FILES)]
    script = render_template("register/verify_worker.js", files=files, version="-".join(fingerprint(n) for n in FILES))
    response = current_app.response_class(script, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response
