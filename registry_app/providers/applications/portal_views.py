"""`/provider`: one's own homes and applications, what to do next, and a new application."""

from typing import Any

from flask import Blueprint, redirect, render_template, session, url_for
from flask_login import current_user

from registry_app.core.access import guard
from registry_app.core.forms import options
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import language
from registry_app.providers.applications import queries, reading, services
from registry_app.providers.applications.forms import StartForm
from registry_app.providers.applications.states import LIVE, Permission
from registry_app.providers.applications.suitability import QUESTIONS, track_of
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.states import Permission as HomePermission

bp = Blueprint("portal", __name__)


@bp.get("/provider")
@guard(HomePermission.PORTAL)
def start() -> Any:
    mine = queries.all_of_own(current_user)
    live = [application for application in mine if application.state in LIVE]
    days = {application.id: reading.days(application) for application in live}
    return render_template(
        "provider/start.html", homes=homes.own_homes(current_user), live=live, days=days, ended=len(mine) > len(live)
    )


@bp.get("/provider/applications")
@guard(Permission.START)
def applications() -> Any:
    mine = queries.all_of_own(current_user)
    return render_template("provider/applications.html", applications=mine)


@bp.route("/provider/applications/new", methods=["GET", "POST"])
@guard(Permission.START)
def new() -> Any:
    answers = session.get("suitability", {})
    if any(name not in answers for name in QUESTIONS):
        return redirect(url_for("apply.start", lang=current_user.language), code=303)
    busy = {one.home_id for one in queries.all_of_own(current_user) if one.state in LIVE}
    free = {str(home.id): home for home in homes.own_homes(current_user) if home.id not in busy}
    form, made = StartForm(home=None if free else "new"), []
    named = [(key, home.name_in(language())) for key, home in free.items()]
    form.home.choices = options([*named, ("new", _("Another home"))])

    def begin() -> None:
        chosen = free.get(form.home.data or "")
        made.append(services.start(track=track_of(answers), suitability=answers, home=chosen, actor=current_user))

    if form.attempt(begin):
        session.pop("suitability", None)
        return redirect(url_for("applications.tasks", application_id=made[0].id), code=303)
    return render_template("provider/new.html", form=form, track=track_of(answers), free=free)
