"""/office/homes/<number>/orphanages-act: the board's certificate of one home, on record or not yet."""

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy import select

from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.db import db
from registry_app.core.i18n import gettext as _
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.orphanages import forms, queries, services
from registry_app.providers.orphanages.models import OrphanagesCertificate
from registry_app.providers.orphanages.states import Permission

bp = Blueprint("orphanages", __name__, url_prefix="/office/homes/<number>/orphanages-act")


def _home(actor: Any, number: str) -> Home | None:
    return db.session.scalars(select(Home).where(homes.reach(actor), Home.register_number == number)).one_or_none()


@bp.route("", methods=["GET", "POST"])
@guard(Permission.RECORD, load=_home)
def record(home: Home) -> Any:
    form = forms.RecordForm()
    if form.attempt(
        lambda: services.record(
            home,
            number=form.number.data or "",
            given_on=form.given_on.data or clock.today(),
            until=form.until.data,
            actor=current_user,
        )
    ):
        flash(_("The certificate is on record."), "done")
        return redirect(url_for(".record", number=home.register_number), code=303)
    known = queries.of_home(home)
    return render_template("office/orphanages_act.html", home=home, form=form, known=known, today=clock.today())


@bp.route("/<uuid:key>/withdrawn", methods=["GET", "POST"])
@guard(Permission.RECORD, load=_home)
def withdraw(home: Home, key: uuid.UUID) -> Any:
    found = db.first_or_404(
        select(OrphanagesCertificate).where(OrphanagesCertificate.home_id == home.id, OrphanagesCertificate.id == key)
    )
    form = forms.WithdrawForm()
    if form.attempt(
        lambda: services.withdraw(
            found, on=form.on.data or clock.today(), actor=current_user, reason=form.reason.data or ""
        )
    ):
        flash(_("It is on record that the board took it back."), "done")
        return redirect(url_for(".record", number=home.register_number), code=303)
    return render_template("office/orphanages_act_withdraw.html", home=home, form=form, one=found)
