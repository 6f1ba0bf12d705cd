"""What people see of phones: the outbox as the office knows it, two answers side by side, the list of phones."""

import json
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from inspections import gradings, wording
from inspections.forms import ReasonForm
from inspections.models import Visit
from inspections.sync import queries, services, settling
from inspections.sync.models import Clash, FieldPhone, PutAside, VisitRecord
from inspections.sync.states import Because, Permission, Settled
from registry_app.accounts.models import User
from registry_app.core.access import guard, may
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _

bp = Blueprint("field_sync", __name__)
_WORDS: dict[str, Any] = {"flagged": services.clock_flagged, "because": Because, "permission": Permission}
"""What the templates of this page need to say why something waits and who may decide."""


def me() -> User:
    """The person signed in, as a row."""
    person: User = current_user._get_current_object()
    return person


def to(endpoint: str, **values: Any) -> Any:
    return redirect(url_for(endpoint, **values), code=303)


@bp.get("/field/outbox")
@guard(Permission.OUTBOX)
def outbox() -> Any:
    own = queries.own_records(me())
    here = queries.files_of([record.id for record in own])
    rows = [(record, settling.photos(record, here[record.id])) for record in own]
    return render_template(
        "field/outbox.html", rows=rows, others=queries.begun_by_others(me()),
        aside=queries.aside(me(), open_only=False), **_WORDS,
    )  # fmt: skip


@bp.get("/field/visits/<uuid:visit_id>/merge")
@guard(Permission.MERGE, load=queries.one_of_team)
def merge(visit: Visit) -> Any:
    book = gradings.framework_of(visit).criteria
    clashes = [(one, wording.criterion(book[one.criterion]), settling.sides(one))
               for one in queries.clashes(visit, open_only=False)]  # fmt: skip
    records = queries.records_of(visit)
    here = queries.files_of([record.id for record in records])
    rows = [(record, settling.photos(record, here[record.id])) for record in records]
    return render_template(
        "field/merge.html", visit=visit, clashes=clashes, rows=rows, leads=may(Permission.SETTLE, visit),
        reason=ReasonForm(), **_WORDS,
    )  # fmt: skip


@bp.post("/field/visits/<uuid:visit_id>/merge/<uuid:clash_id>")
@guard(Permission.SETTLE, load=queries.clash_of_team)
def choose(clash: Clash) -> Any:
    """The lead chooses; the report goes when this was the last thing it waited for."""
    try:
        if request.form.get("side", "") not in json.loads(clash.sides or "{}"):
            raise DomainError(_("Choose one of the answers."))
        settling.choose(clash, request.form["side"], actor=me())
        flash(_("Saved."), "done")
    except DomainError as error:
        flash(str(error.sentence), "error")
    return to(".merge", visit_id=clash.visit_id)


@bp.post("/field/records/<uuid:record_id>/go")
@guard(Permission.SETTLE, load=queries.record_of_team)
def go(record: VisitRecord) -> Any:
    """The lead sends the report without a colleague's part or without photos that will not come, and says why."""
    form = ReasonForm()
    if form.attempt(lambda: settling.go_without(record, reason=form.reason.data or "", actor=me())):
        flash(_("Saved."), "done")
    else:
        flash(str([*form.reason.errors, *form.form_errors][0]), "error")
    return to(".merge", visit_id=record.visit_id)


@bp.route("/field/aside/<uuid:aside_id>", methods=["GET", "POST"])
@guard(Permission.SETTLE, load=queries.one_aside)
def aside(aside: PutAside) -> Any:
    """What was put aside, read whole; a person takes it in or leaves it beside, with a reason."""
    form = ReasonForm()
    how = Settled.TAKEN if request.form.get("how") == "take" else Settled.LEFT
    if form.attempt(lambda: settling.settle(aside, how, reason=form.reason.data or "", actor=me())):
        flash(_("Saved."), "done")
        return to(".aside", aside_id=aside.id)
    return render_template("field/aside.html", aside=aside, form=form, said=settling.said(aside), **_WORDS)


@bp.get("/office/phones")
@guard(Permission.PHONES)
def phones() -> Any:
    page = queries.phones(request.args.get("after"))
    return render_template("office/phones.html", page=page, aside=queries.aside(me()), **_WORDS)


@bp.route("/office/phones/<uuid:phone_id>", methods=["GET", "POST"])
@guard(Permission.REVOKE, load=queries.phone)
def phone(phone: FieldPhone) -> Any:
    """One phone: whose, when last seen; blocked with a reason."""
    form = ReasonForm()
    if form.attempt(lambda: services.revoke(phone, reason=form.reason.data or "", actor=me())):
        flash(_("The phone is blocked and its owner is signed out."), "done")
        return to(".phone", phone_id=phone.id)
    return render_template("office/phone.html", phone=phone, form=form)
