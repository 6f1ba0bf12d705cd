"""The pages of the reports: the months, one month with its charts, and its files."""

from typing import Any

from flask import Blueprint, Response, abort, render_template
from flask_login import current_user

from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.i18n import language
from registry_app.pages.reports import formats, queries
from registry_app.pages.reports import month as months
from registry_app.pages.reports.access import sees_small_numbers
from registry_app.pages.reports.month import Month
from registry_app.pages.reports.pack import pack
from registry_app.pages.reports.states import MEDIA, Format, Permission

bp = Blueprint("reports", __name__)
SHOWN = 24


def _month(written: str) -> Month:
    """The month of the address; 404 for one that is none, has not begun or lies before the register."""
    try:
        wanted = months.read(written)
    except ValueError:
        abort(404)
    if not queries.first_month() <= wanted <= months.of(clock.today()):
        abort(404)
    return wanted


@bp.get("/reports")
@guard(Permission.READ)
def index() -> Any:
    shown, first = [months.of(clock.today())], queries.first_month()
    while shown[-1] > first and len(shown) < SHOWN:
        shown.append(shown[-1].before)
    return render_template("reports/index.html", months=shown)


@bp.get("/reports/monthly/<written>")
@guard(Permission.READ)
def monthly(written: str) -> Any:
    made = pack(queries.monthly(_month(written)), language(), sees_small_numbers(current_user))
    return render_template("reports/monthly.html", pack=made, formats=list(Format))


@bp.get("/reports/monthly/<written>/<code>.<ending>")
@guard(Permission.READ)
def download(written: str, code: str, ending: str) -> Any:
    if code not in ("en", "ur", "sd") or ending not in list(Format):
        abort(404)
    kind = Format(ending)
    name, content = formats.monthly(_month(written), kind, code, sees_small_numbers(current_user))
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=MEDIA[kind].partition(";")[0], headers=disposition)
