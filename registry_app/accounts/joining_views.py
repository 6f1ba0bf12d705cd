"""`/account/new`: a home or a family makes its own account on the way to an application."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for

from registry_app.accounts import joining
from registry_app.accounts.forms import CodeForm, JoinForm
from registry_app.accounts.views import enter, onward
from registry_app.core.access import Public, guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import language

bp = Blueprint("joining", __name__)
KEPT = ("suitability",)


@bp.route("/account/new", methods=["GET", "POST"])
@guard(Public.SIGN_IN)
def new() -> Any:
    form = JoinForm(language=language())
    role = "family" if request.args.get("as") == "family" else "provider"
    if form.attempt(lambda: session.update(joining=joining.begin(**form.facts(), role=role))):
        return redirect(url_for("joining.code", next=request.args.get("next")), code=303)
    return render_template("accounts/new.html", form=form)


@bp.route("/account/new/code", methods=["GET", "POST"])
@guard(Public.SIGN_IN)
def code() -> Any:
    pending = session.get("joining")
    if pending is None:
        return redirect(url_for("joining.new", next=request.args.get("next")), code=303)
    form, made = CodeForm(), []
    if request.method == "POST":
        session["joining"] = pending = joining.tried(pending, form.digits())
        if form.attempt(lambda: made.append(joining.finish(pending))):
            kept = {key: session[key] for key in KEPT if key in session}
            enter(made[0])
            session.update(kept)
            return redirect(onward("/home"), code=303)
    return render_template("accounts/code.html", form=form, phone=masked(pending["phone"]))


@bp.post("/account/new/code/again")
@guard(Public.SIGN_IN)
def again() -> Any:
    pending = session.get("joining")
    if pending is None:
        return redirect(url_for("joining.new"), code=303)
    try:
        session["joining"] = joining.again(pending)
        flash(_("We sent a new code."), "done")
    except DomainError as error:
        flash(str(error.sentence), "error")
    return redirect(url_for("joining.code", next=request.args.get("next")), code=303)


def masked(phone: str) -> str:
    """03xx…1234: enough to know one's own number, too little for a stranger who looks on."""
    return f"03xx…{phone[-4:]}"
