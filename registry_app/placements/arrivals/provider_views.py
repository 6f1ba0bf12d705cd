"""/provider/arrivals: the notice of a home, typed or sealed on the phone, its receipt, and what the phone keeps."""

import hashlib
import hmac
import uuid
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import FileStorage, MultiDict

from registry_app.core import clock, keys, serving_files
from registry_app.core.access import Public, guard
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.core.i18n import LANGUAGES, language
from registry_app.core.i18n import gettext as _
from registry_app.core.web import fingerprint, static_url
from registry_app.placements.arrivals import boxes, queries, reports, services
from registry_app.placements.arrivals.forms import ArrivalForm, ChildForm
from registry_app.placements.arrivals.models import ArrivalNotice
from registry_app.placements.arrivals.states import Permission
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home

bp = Blueprint("arrivals", __name__)
MAIN = "/provider/arrivals"
SCRIPTS = (
    "js/focus-summary.js",
    "js/nastaliq.js",
    "js/arrival.js",
    "js/arrival-box.js",
    "js/arrival-send.js",
    "js/arrival-store.js",
    "js/idb.js",
)
FILES = ("css/app.css", "img/icon.svg", "fonts/naskh-400.woff2", "fonts/naskh-700.woff2", *SCRIPTS)
MOST_BOX = 12 * 1024 * 1024


def version() -> str:
    """Changes with any file the phone keeps."""
    return "-".join(fingerprint(name) for name in FILES)


def _owner() -> str:
    """Whose draft this is, without saying who: a phone may be shared."""
    key = keys.ring().derive("arrival-owner")
    return hmac.new(key, current_user.id.bytes, hashlib.sha256).hexdigest()[:24]


def _own() -> dict[str, Home]:
    """The homes the person may send a notice for: also a full one, a frozen one and one without a certificate."""
    return {str(home.id): home for home in homes.own_homes(current_user) if home.same_as_id is None}


def _form(own: dict[str, Home], formdata: Any = None, **kwargs: Any) -> ArrivalForm:
    form = ArrivalForm(formdata=formdata, **kwargs) if formdata is not None else ArrivalForm()
    form.home.choices = [(key, f"{home.name_in(language())} · {home.register_number}") for key, home in own.items()]
    if len(own) == 1 and not form.home.data:
        form.home.data = next(iter(own))
    return form


def _page(form: ArrivalForm, own: dict[str, Home], *, kept: bool = False) -> str:
    prototype = ChildForm(formdata=None, prefix="children-0n0-", meta={"csrf": False})
    kid, public = boxes.public_key()
    return render_template(
        "arrivals/new.html", form=form, homes=own, prototype=prototype, kept=kept, owner=_owner(), kid=kid,
        public=public, store=f"arrivals-{version()}", book=queries.book(),
    )  # fmt: skip


@bp.get(MAIN)
@guard(Permission.LIST_OWN)
def listed() -> Any:
    return render_template("arrivals/own.html", notices=queries.own_notices(current_user), homes=_own())


@bp.route(f"{MAIN}/new", methods=["GET", "POST"])
@guard(Permission.BEGIN)
def new() -> Any:
    """The plain form; with scripts the same page keeps and seals what is typed and sends it to `take`."""
    own, made = _own(), []
    form = _form(own)
    if not form.notice.data:
        form.notice.data = str(uuid.uuid4())
    if "more" in request.form and len(form.children) < queries.book()["most_rows"]:
        form.children.append_entry()
    elif "more" not in request.form and form.attempt(lambda: made.append(_send(form, own)[0])):
        return redirect(url_for(".receipt", notice_id=made[0].id), code=303)
    return _page(form, own)


def _send(form: ArrivalForm, own: dict[str, Home], clock_off: timedelta = timedelta(0)) -> tuple[ArrivalNotice, bool]:
    home = own.get(form.home.data)
    there = db.session.get(ArrivalNotice, form.key())
    if home is None or (there is not None and str(there.home_id) not in own):
        raise DomainError(_("Choose one."), "home")
    return services.send(form.key(), form.told(home), actor=current_user, clock_off=clock_off)


@bp.get(f"{MAIN}/kept")
@guard(Permission.BEGIN)
def kept() -> Any:
    """The same page for the phone's own store: without a person's name and without a token of the session."""
    own = _own()
    return _page(_form(own), own, kept=True)


@bp.get(f"{MAIN}/door")
@guard(Permission.CLOCK)
def door() -> Any:
    """What a kept page needs before it can send: a token of this session. Signed out it leads to the sign-in."""
    return {"token": generate_csrf()}


def _offset(written: str) -> timedelta:
    """How far the phone's clock was ahead when it sent; nothing for a phone that does not say."""
    try:
        said = datetime.fromisoformat(written.replace("Z", "+00:00"))
        return said - clock.now()
    except (ValueError, TypeError):
        return timedelta(0)


@bp.put(f"{MAIN}/<uuid:notice_id>")
@guard(Permission.BEGIN)
def take(notice_id: uuid.UUID) -> Any:
    """A sealed notice from a phone: 201 first, 200 the same again, 409 something else, 422 with what to put right."""
    if (request.content_length or 0) > MOST_BOX:
        abort(413)
    sealed = request.get_json(silent=True)
    try:
        opened = boxes.open_box(sealed if isinstance(sealed, dict) else {}, notice_id)
    except boxes.Unreadable:
        return {"error": "unreadable"}, 400
    own = _own()
    form = _form(own, _typed(opened, notice_id), meta={"csrf": False})
    if str(form.home.data) not in own:
        abort(404)
    sent: list[tuple[ArrivalNotice, bool]] = []
    try:
        off = _offset(request.headers.get("X-Phone-Clock", ""))
        if done := form.validate():
            sent.append(_send(form, own, off))
    except services.OtherContent as error:
        return {"error": str(error.sentence)}, 409
    except DomainError as error:
        form.refuse(error)
        done = False
    if not done:
        said = [sentence for _id, _name, sentence in form.wrong()] + [str(one) for one in form.form_errors]
        # The phone cannot open what it sealed; whoever signs in for the home gets the words back to put them right.
        return {"errors": said, "fields": opened.fields}, 422
    notice, fresh = sent[0]
    return {"number": notice.number, "receipt": url_for(".receipt", notice_id=notice.id)}, 201 if fresh else 200


def _typed(opened: boxes.Opened, notice_id: uuid.UUID) -> MultiDict[str, Any]:
    typed: MultiDict[str, Any] = MultiDict(opened.fields)
    typed["notice"] = str(notice_id)
    for name, picture in opened.photos.items():
        typed.add(name, FileStorage(BytesIO(picture), filename="photo.jpg", name=name))
    return typed


@bp.get(f"{MAIN}/<uuid:notice_id>")
@guard(Permission.VIEW_OWN, load=queries.one_of_own)
def receipt(notice: ArrivalNotice) -> Any:
    return render_template(
        "arrivals/receipt.html", notice=notice, facts=reports.facts(notice), children=reports.children(notice),
        meaning=reports.what_it_means(notice), wrong_clock=reports.phone_is_wrong(notice),
    )  # fmt: skip


@bp.get(f"{MAIN}/<uuid:notice_id>/receipt-<code>.pdf")
@guard(Permission.VIEW_OWN, load=queries.one_of_own)
def receipt_pdf(notice: ArrivalNotice, code: str) -> Any:
    if code not in LANGUAGES:
        abort(404)
    return serving_files.paper(reports.receipt(notice, code), "application/pdf", f"{notice.number}-{code}.pdf")


@bp.get(f"{MAIN}/worker.js")
@guard(Public.MACHINE)
def worker() -> Any:
    """What a phone keeps of the page; it holds nothing about anybody and answers for nothing but this page."""
    files = [static_url(name) for name in FILES]
    script = render_template(
        "arrivals/worker.js", page=url_for(".kept"), new=url_for(".new"), files=files, store=f"arrivals-{version()}",
        main=MAIN, door=url_for(".door"),
    )  # fmt: skip
    response = current_app.response_class(script, mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response
