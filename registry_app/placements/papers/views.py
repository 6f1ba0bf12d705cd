"""The B-Form of a child, on a page beside its stay."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user

from registry_app.core.access import guard
from registry_app.core.i18n import gettext as _
from registry_app.placements import queries as stays
from registry_app.placements.models import Stay
from registry_app.placements.papers import forms, queries, services
from registry_app.placements.papers.states import Permission

bp = Blueprint("papers", __name__)


@bp.route("/panel/stays/<uuid:stay_id>/b-form", methods=["GET", "POST"])
@guard(Permission.RECORD, load=stays.one)
def b_form(stay: Stay) -> Any:
    form = forms.BFormForm()
    if form.attempt(lambda: services.record(stay.child, form.status.data, since=form.since.data, actor=current_user)):  # type: ignore[arg-type]
        flash(_("Recorded."), "done")
        return redirect(url_for(".b_form", stay_id=stay.id), code=303)
    return render_template("placements/b_form.html", stay=stay, form=form, trail=queries.of_child(stay.child))
