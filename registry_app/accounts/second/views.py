"""The second step at the door, on one's own account page, and the lost phones that two officers settle."""

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_login import current_user

from registry_app.accounts import queries as people
from registry_app.accounts.models import User
from registry_app.accounts.proving import mark, proved
from registry_app.accounts.second import queries, rules, services
from registry_app.accounts.second.forms import AgainForm, LostPhoneForm, SecondForm
from registry_app.accounts.second.models import SecondTaken
from registry_app.accounts.second.queries import Stage
from registry_app.accounts.states import Permission
from registry_app.accounts.views import HALF, HALF_SINCE, enter, onward
from registry_app.core import clock, phones
from registry_app.core.access import Public, guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.core.squares import square

bp = Blueprint("second", __name__)
HALF_LASTS = timedelta(minutes=10)
SHOWN_ONCE, NOT_SET_YET = "recovery_codes", "second_secret"


def _half() -> User | None:
    """Who gave the right password within the last ten minutes and still owes the second step."""
    key, since = session.get(HALF), session.get(HALF_SINCE)
    if not key or not since or clock.now() - datetime.fromisoformat(since) > HALF_LASTS:
        return None
    return people.by_key(key)


def _to_door() -> Any:
    return redirect(url_for("accounts.sign_in", next=request.args.get("next")), code=303)


@bp.route("/sign-in/code", methods=["GET", "POST"])
@guard(Public.SIGN_IN)
def step() -> Any:
    user = _half()
    if user is None:
        return _to_door()
    if queries.stage(user) is Stage.SET_UP:
        return redirect(url_for("second.begin", next=request.args.get("next")), code=303)
    form = SecondForm()
    if form.attempt(lambda: services.pass_second(user, form.code.data or "")):
        enter(user)
        return redirect(onward("/home"), code=303)
    return render_template("accounts/second/step.html", form=form)


@bp.route("/sign-in/set-up", methods=["GET", "POST"])
@guard(Public.SIGN_IN)
def begin() -> Any:
    """Whoever must have the second step sets it up before anything else opens."""
    user = _half()
    if user is None or queries.stage(user) is not Stage.SET_UP:
        return _to_door()
    return _set_up(user, onward("/home"), first=True)


@bp.route("/account/second-step", methods=["GET", "POST"])
@guard(Permission.OWN_ACCOUNT)
def own() -> Any:
    """Set it up of one's own will, or ask for new codes on paper."""
    user = current_user._get_current_object()
    if not queries.switched_on():
        return redirect("/account", code=303)
    if not queries.is_set(user.id):
        return _set_up(user, "/account", first=False)
    form = SecondForm()
    if form.attempt(lambda: session.update({SHOWN_ONCE: services.renew_codes(user, form.code.data or "")})):
        return redirect(url_for("second.paper"), code=303)
    return render_template("accounts/second/own.html", form=form, left=queries.codes_left(user.id))


def _set_up(user: User, then: str, *, first: bool) -> Any:
    form, made = SecondForm(), []
    # Looking at the page stores nothing: until the first code is right the secret is the visitor's own.
    secret = session.setdefault(NOT_SET_YET, rules.new_secret())
    if form.attempt(lambda: made.append(services.set_up(user, secret, form.code.data or ""))):
        enter(user)
        session[SHOWN_ONCE] = made[0]
        return redirect(url_for("second.paper", next=then), code=303)
    return render_template("accounts/second/begin.html", form=form, first=first, **_to_scan(user, secret))


def _to_scan(user: User, secret: str) -> dict[str, Any]:
    """The square for the camera, and the same by letters for whoever cannot scan."""
    parts = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    return {"picture": square(rules.link(secret, user.email or user.phone or "")), "parts": parts}


@bp.route("/account/again", methods=["GET", "POST"])
@guard(Permission.OWN_ACCOUNT)
def again() -> Any:
    """Password and code once more, in the session that is open."""
    user = current_user._get_current_object()
    form, asks_code = AgainForm(), queries.stage(user) is Stage.CODE
    code = (form.code.data or "") if asks_code else None
    if form.attempt(lambda: services.prove(user, form.password.data or "", code)):
        mark()
        return redirect(onward("/home"), code=303)
    return render_template("accounts/second/again.html", form=form, asks_code=asks_code)


@bp.route("/account/second-step/paper", methods=["GET", "POST"])
@guard(Permission.OWN_ACCOUNT)
def paper() -> Any:
    """The codes, until the person says that they are written down."""
    codes = session.get(SHOWN_ONCE)
    if request.method == "POST" or not codes:
        session.pop(SHOWN_ONCE, None)
        return redirect(onward("/account"), code=303)
    return render_template("accounts/second/paper.html", codes=codes)


@bp.route("/office/lost-phones", methods=["GET", "POST"])
@guard(Permission.LOST_PHONE)
@proved
def lost() -> Any:
    form = LostPhoneForm()
    if form.attempt(lambda: _ask(form)):
        flash(_("Noted. Another officer must agree before anything changes."), "done")
        return redirect(url_for("second.lost"), code=303)
    return render_template("accounts/second/lost.html", form=form, waiting=queries.asked())


def _ask(form: LostPhoneForm) -> None:
    user = people.by_name(phones.as_kept(form.name.data or ""))
    if user is None or not user.is_active:
        raise DomainError(_("There is no open account with this. Look again."), "name")
    services.ask_taking(user, form.reason.data or "", actor=current_user)


@bp.post("/office/lost-phones/<uuid:taken_id>/agree")
@guard(Permission.LOST_PHONE, load=queries.one_asked)
@proved
def agree(taken: SecondTaken) -> Any:
    try:
        services.agree_taking(taken, actor=current_user)
        flash(_("Done. The person sets up the second step again when they next sign in."), "done")
    except DomainError as error:
        flash(str(error.sentence), "error")
    return redirect(url_for("second.lost"), code=303)
