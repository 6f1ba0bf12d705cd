"""/reports/court: the position on a day on a page, and as files."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, abort, render_template, request
from flask_login import current_user
from sqlalchemy import select

from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.db import db
from registry_app.core.forms import DayField, Form, not_in_future
from registry_app.core.i18n import language
from registry_app.core.i18n import lazy as _
from registry_app.pages.court import formats, queries
from registry_app.pages.court.pack import pack
from registry_app.pages.court.states import FORMATS, Permission
from registry_app.pages.reports.states import MEDIA, Format
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home

bp = Blueprint("court", __name__)


class DayForm(Form):
    """The day of the report, in the address so that it can be sent on."""

    class Meta(Form.Meta):
        csrf = False

    on = DayField(_("Position on which day?"), [not_in_future])


def _day(written: str) -> date:
    """The day of the address; 404 for one that is none or has not come."""
    try:
        on = date.fromisoformat(written)
    except ValueError:
        abort(404)
    if on > clock.today():
        abort(404)
    return on


@bp.get("/reports/court")
@guard(Permission.READ_COURT)
def report() -> Any:
    """With `on=2026-11-23`, or the three boxes of the form, that day; otherwise today."""
    written = request.args.get("on", "")
    form = DayForm(request.args, data={"on": _day(written) if written else clock.today()})
    good = form.validate()
    on = form.on.data if good and form.on.data else clock.today()
    made = pack(queries.facts(on), language())
    seen = set(db.session.scalars(select(Home.register_number).where(homes.reach(current_user))))
    return render_template("reports/court.html", pack=made, form=form, formats=FORMATS, seen=seen)


@bp.get("/reports/court/<written>/<code>.<ending>")
@guard(Permission.READ_COURT)
def download(written: str, code: str, ending: str) -> Any:
    if code not in ("en", "ur", "sd") or ending not in FORMATS:
        abort(404)
    kind = Format(ending)
    name, content = formats.court(_day(written), kind, code)
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=MEDIA[kind].partition(";")[0], headers=disposition)
