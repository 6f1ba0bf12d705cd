"""The door: sign in, sign out, one's own account, language."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user

from registry_app.accounts import services
from registry_app.accounts.forms import ChangePasswordForm, FirstPasswordForm, SignInForm
from registry_app.accounts.proving import mark
from registry_app.accounts.second.queries import Stage, second_step, stage
from registry_app.accounts.states import Permission
from registry_app.core import clock
from registry_app.core.access import Public, guard
from registry_app.core.i18n import LANGUAGES

bp = Blueprint("accounts", __name__)
HALF, HALF_SINCE = "half_in", "half_in_since"
"""Where the session holds who gave the right password and still owes the second step, and since when."""


def onward(default: str) -> str:
    """Where to go after signing in: only a path of our own."""
    wanted = request.args.get("next", "")
    try:
        host = urlsplit(wanted).netloc
    except ValueError:
        return default
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not host
    return wanted if ours else default


def enter(user: Any) -> None:
    """Start a fresh session for a person: a new number, nothing carried over but the language."""
    session.clear()
    session.renew = True  # type: ignore[attr-defined]
    login_user(user)
    mark()
    session["language"] = user.language


def go_in(user: Any) -> Any:
    """In, after the right password; or on to the second step, with a session that opens nothing else."""
    if stage(user) is Stage.NOTHING:
        enter(user)
        return redirect(onward("/home"), code=303)
    session.clear()
    session.renew = True  # type: ignore[attr-defined]
    session.update({HALF: str(user.id), HALF_SINCE: clock.now().isoformat(), "language": user.language})
    return redirect(url_for("second.step", next=request.args.get("next")), code=303)


@bp.route("/sign-in", methods=["GET", "POST"])
@guard(Public.SIGN_IN)
def sign_in() -> Any:
    if current_user.is_authenticated and request.method == "GET":
        return redirect(onward("/home"), code=303)
    form = SignInForm()
    found: list[Any] = []
    if form.attempt(lambda: found.append(services.sign_in(form.name.data or "", form.password.data or ""))):
        return go_in(found[0])
    return render_template("accounts/sign_in.html", form=form)


@bp.post("/sign-out")
@guard(Permission.OWN_ACCOUNT)
def sign_out() -> Any:
    logout_user()
    session.clear()
    return redirect("/", code=303)


@bp.route("/account/open/<token>", methods=["GET", "POST"])
@guard(Public.SIGN_IN)
def open_account(token: str) -> Any:
    holder = services.link_holder(token)
    if holder is None:
        return render_template("accounts/link_spent.html"), 404
    form = FirstPasswordForm()
    if form.attempt(lambda: services.open_with_link(token, form.password.data or "")):
        return redirect("/sign-in", code=303)
    return render_template("accounts/open.html", form=form, holder=holder)


@bp.get("/account")
@guard(Permission.OWN_ACCOUNT)
def account() -> Any:
    return render_template("accounts/account.html", names=LANGUAGES, **second_step(current_user.id))


@bp.post("/account/language")
@guard(Permission.OWN_ACCOUNT)
def account_language() -> Any:
    code = request.form.get("language", "")
    if code not in LANGUAGES:
        abort(400)
    services.set_language(current_user._get_current_object(), code)
    session["language"] = code
    return redirect("/account", code=303)


@bp.route("/account/password", methods=["GET", "POST"])
@guard(Permission.OWN_ACCOUNT)
def password() -> Any:
    form = ChangePasswordForm()
    if form.attempt(lambda: services.change_password(current_user, form.old.data or "", form.password.data or "")):
        enter(current_user._get_current_object())
        return redirect("/account", code=303)
    return render_template("accounts/password.html", form=form)


@bp.get("/language/<code>")
@guard(Public.PAGE)
def language(code: str) -> Any:
    if code not in LANGUAGES:
        abort(404)
    session["language"] = code
    return redirect(onward("/home" if current_user.is_authenticated else f"/{code}/"), code=303)
