"""`/office/help`: an officer sits down beside an applicant and fills the task list in."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask_login import current_user

from registry_app.accounts import joining
from registry_app.accounts.forms import CodeForm
from registry_app.accounts.joining_views import masked
from registry_app.core.access import guard
from registry_app.core.forms import tidy
from registry_app.core.i18n import language
from registry_app.providers.applications import help_services, queries, services
from registry_app.providers.applications.help_forms import OfferForm
from registry_app.providers.applications.states import Permission, Track
from registry_app.providers.homes.models import Home

bp = Blueprint("office_help", __name__, url_prefix="/office/help")


@bp.get("")
@guard(Permission.HELP)
def listed() -> Any:
    return render_template("office/help.html", applications=queries.helped_by(current_user))


@bp.route("/new", methods=["GET", "POST"])
@guard(Permission.HELP)
def new() -> Any:
    form = OfferForm(language=language())
    form.offer_tracks()

    def ask() -> None:
        session["helping"] = help_services.ask(
            name=tidy(form.name.data), phone=form.phone.data or "", language=form.language.data,
            track=Track(form.track.data), from_paper=bool(form.from_paper.data), actor=current_user,
        )  # fmt: skip

    if form.attempt(ask):
        return redirect(url_for("office_help.code"), code=303)
    return render_template("office/help_new.html", form=form)


@bp.route("/code", methods=["GET", "POST"])
@guard(Permission.HELP)
def code() -> Any:
    pending = session.get("helping")
    if pending is None:
        return redirect(url_for("office_help.new"), code=303)
    form, made = CodeForm(), []
    if request.method == "POST":
        session["helping"] = pending = joining.tried(pending, form.digits())

    def begin() -> None:
        made.append(help_services.begin(pending, _draft, actor=current_user))

    if form.attempt(begin):
        session.pop("helping", None)
        return redirect(url_for("applications.tasks", application_id=made[0].id), code=303)
    return render_template("office/help_code.html", form=form, phone=masked(pending["phone"]))


def _draft(track: Track, applicant: Any, home: Home | None) -> Any:
    return services.start(track=track, suitability={"helped": "yes"}, home=home, actor=applicant)
