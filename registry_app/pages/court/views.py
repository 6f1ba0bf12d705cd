"""/reports/court: the position on a day, as known on a day, on a page, as files, and as copies that were filed."""

import uuid
from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from wtforms import ValidationError

from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.core.forms import DayField, Form, not_in_future
from registry_app.core.i18n import gettext, language
from registry_app.core.i18n import lazy as _
from registry_app.core.serving_files import attachment
from registry_app.pages.court import filing, formats, queries
from registry_app.pages.court.pack import pack
from registry_app.pages.court.states import FORMATS, Permission
from registry_app.pages.reports.states import MEDIA, Format
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home

bp = Blueprint("court", __name__)


class DayForm(Form):
    """The two days of the report, in the address so that it can be sent on."""

    class Meta(Form.Meta):
        csrf = False

    on = DayField(_("Position on which day?"), [not_in_future])
    known = DayField(_("As known on which day?"), [not_in_future])

    def validate_known(self, field: Any) -> None:
        """Nobody knew a day before it was."""
        if field.data and self.on.data and field.data < self.on.data:
            raise ValidationError(
                gettext("What was known before the day itself says nothing of it: choose that day or a later one.")
            )


def _day(written: str) -> date:
    """The day of the address; 404 for one that is none or has not come."""
    try:
        on = date.fromisoformat(written)
    except ValueError:
        abort(404)
    if on > clock.today():
        abort(404)
    return on


def _asked(name: str) -> date:
    """A day that the address may leave out: then today."""
    written = request.args.get(name, "")
    return _day(written) if written else clock.today()


@bp.get("/reports/court")
@guard(Permission.READ_COURT)
def report() -> Any:
    """With `on=2026-11-23` and `known=2026-11-30`, or the boxes of the form, those days; otherwise today."""
    form = DayForm(request.args, data={"on": _asked("on"), "known": _asked("known")})
    good = form.validate()
    on, known = (form.on.data, form.known.data) if good else (None, None)
    made = pack(queries.facts(on, known_on=known), language())
    seen = set(db.session.scalars(select(Home.register_number).where(homes.reach(current_user))))
    return render_template("reports/court.html", pack=made, form=form, formats=FORMATS, seen=seen, filed=filing.filed())


@bp.get("/reports/court/<written>/<code>.<ending>")
@guard(Permission.READ_COURT)
def download(written: str, code: str, ending: str) -> Any:
    if code not in ("en", "ur", "sd") or ending not in FORMATS:
        abort(404)
    kind = Format(ending)
    try:
        name, content = formats.court(_day(written), kind, code, _asked("known"))
    except DomainError:
        abort(404)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=MEDIA[kind].partition(";")[0], headers=disposition)


@bp.post("/reports/court/<written>/<known>/<code>/file")
@guard(Permission.READ_COURT)
def file(written: str, known: str, code: str) -> Any:
    """Keep this very report as it goes to the court."""
    if code not in ("en", "ur", "sd"):
        abort(404)
    form, on, known_on = Form(), _day(written), _day(known)
    if form.attempt(lambda: filing.file(on, known_on, code, actor=current_user)):
        flash(gettext("The copy is kept as it is. Its digest stands under Filed copies."))
    return redirect(url_for("court.report", on=on, known=known_on), code=303)


@bp.get("/reports/court/filed/<uuid:key>")
@guard(Permission.READ_COURT)
def filed(key: uuid.UUID) -> Any:
    """A filed copy, byte for byte."""
    return attachment(filing.copy(key) or abort(404))
