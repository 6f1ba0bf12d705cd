"""Helpline 1121: four big choices, the same questions as a talk, a number to give, the answer to read aloud."""

import hashlib
import hmac
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_login import current_user

from complaints import coming_back, filing, fresh, numbers, queries, taking
from complaints.forms import CallForm, NumberForm
from complaints.models import DeskCall
from complaints.states import ANSWERED, CallKind, Permission
from registry_app.core import audit, keys
from registry_app.core.access import guard
from registry_app.core.db import transactional
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import language
from registry_app.core.letters import western

bp = Blueprint("desk", __name__, url_prefix="/desk")


@transactional
def record_call(kind: CallKind, phone: str, *, actor: Any) -> DeskCall:
    """A call and what became of it; of the caller's number only a keyed hash is kept."""
    digits = "".join(sign for sign in western(phone)[:30] if sign.isdigit())
    hashed = hmac.new(keys.ring().derive("desk-call"), digits.encode(), hashlib.sha256).hexdigest() if digits else None
    call = DeskCall(kind=kind, number_hash=hashed, operator_id=actor.id)
    with audit.deed("desk:call", call, actor):
        pass
    return call


def _me() -> Any:
    return current_user._get_current_object()


@bp.get("")
@guard(Permission.DESK)
def start() -> Any:
    return render_template("desk/start.html", kinds=list(CallKind))


@bp.post("/call")
@guard(Permission.DESK)
def call() -> Any:
    """One press: nuisance, wrong department and information end here; a child goes on."""
    kind = request.form.get("kind", "")
    if kind not in set(CallKind):
        abort(400)
    record_call(CallKind(kind), request.form.get("phone", ""), actor=_me())
    if kind == CallKind.CHILD:
        return redirect(url_for("desk.child"), code=303)
    flash(_("Noted. Next call."), "done")
    return redirect(url_for("desk.start"), code=303)


def _file(form: CallForm) -> None:
    number = fresh.number()
    filing.file_message(taking.told(form), lookup=numbers.lookup(number), actor=_me())
    session["desk_number"] = number


@bp.route("/child", methods=["GET", "POST"])
@guard(Permission.DESK)
def child() -> Any:
    """The talk. The number is shown once the message is stored."""
    form = taking.with_districts(CallForm())
    if form.attempt(lambda: _file(form)):
        return redirect(url_for("desk.number"), code=303)
    return render_template("desk/child.html", form=form)


@bp.get("/number")
@guard(Permission.DESK)
def number() -> Any:
    """The number, to be read out slowly; it stays until the next call is begun."""
    if "desk_number" not in session:
        return redirect(url_for("desk.start"), code=303)
    return render_template("desk/number.html", digits=session["desk_number"])


@bp.post("/number")
@guard(Permission.DESK)
def given() -> Any:
    """The caller has it; from now on nobody here can show it again."""
    session.pop("desk_number", None)
    return redirect(url_for("desk.start"), code=303)


@bp.route("/answer", methods=["GET", "POST"])
@guard(Permission.DESK)
def answer() -> Any:
    """Hear my answer: the operator types the number and reads the answer aloud. The story is never shown."""
    form = NumberForm()
    found: list[Any] = []
    visit = f"desk-{_me().id.hex}"

    def look() -> None:
        digits = numbers.tidy(form.number.data or "")
        found.append(coming_back.open_with(digits, visit, None) if numbers.fits(digits) else None)

    form.attempt(look)
    complaint = found[0] if found else None
    reply = queries.answer_in(complaint, language()) if complaint and complaint.state in ANSWERED else None
    return render_template("desk/answer.html", form=form, tried=bool(found), complaint=complaint, reply=reply)
