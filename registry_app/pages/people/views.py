"""Accounts on screen, for the administrator alone."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask_login import current_user

from registry_app.accounts.models import User
from registry_app.accounts.proving import proved
from registry_app.accounts.states import Permission, Role
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext, label
from registry_app.pages.people import queries, services
from registry_app.pages.people.forms import NewAccountForm

bp = Blueprint("people", __name__)


def _show_once(user: User, token: str) -> Any:
    """Keep the link in the sealed session until the next page has shown it."""
    address = f"{current_app.config['SETTINGS'].public_url}/account/open/{token}"
    session["made_link"] = {"name": user.name, "link": address}
    return redirect(url_for("people.made_link"), code=303)


@bp.get("/office/accounts")
@guard(Permission.MANAGE)
def index() -> Any:
    typed, wanted = request.args.get("q", "").strip()[:120], request.args.get("role", "")
    role = Role(wanted) if wanted in set(Role) else None
    closed = request.args.get("closed") == "1"
    return render_template(
        "people/index.html",
        sheet=queries.listing(typed, role, closed=closed, number=request.args.get("page", 1, type=int)),
        typed=typed,
        role=wanted,
        closed=closed,
        roles=[(one.value, label(one)) for one in Role],
    )


@bp.route("/office/accounts/new", methods=["GET", "POST"])
@guard(Permission.MANAGE)
@proved
def new() -> Any:
    form = NewAccountForm()
    made: list[tuple[User, str]] = []

    def add() -> None:
        made.append(
            services.add(
                name=form.name.data or "", email=form.email.data or "", role=form.role.data,
                district=form.district.data or None, language=form.language.data, woman=form.is_woman,
                actor=current_user,
            )
        )  # fmt: skip

    if form.attempt(add):
        return _show_once(*made[0])
    return render_template("people/new.html", form=form)


@bp.post("/office/accounts/<uuid:user_id>/link")
@guard(Permission.MANAGE, load=queries.one)
@proved
def link(user: User) -> Any:
    try:
        return _show_once(user, services.new_link(user, actor=current_user))
    except DomainError as error:
        flash(str(error.sentence), "error")
    return redirect(url_for("people.index"), code=303)


@bp.get("/office/accounts/link")
@guard(Permission.MANAGE)
def made_link() -> Any:
    """The link that was just made, once; afterwards the list."""
    kept = session.pop("made_link", None)
    if kept is None:
        return redirect(url_for("people.index"), code=303)
    return render_template("people/link.html", name=kept["name"], link=kept["link"])


@bp.route("/office/accounts/<uuid:user_id>/close", methods=["GET", "POST"])
@guard(Permission.MANAGE, load=queries.one)
def close(user: User) -> Any:
    if request.method == "GET":
        return render_template("people/close.html", person=user)
    try:
        services.close(user, actor=current_user)
        flash(gettext("The account of %(name)s is closed.", name=user.name), "done")
    except DomainError as error:
        flash(str(error.sentence), "error")
    return redirect(url_for("people.index"), code=303)
