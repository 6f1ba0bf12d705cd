"""Monthly returns: a home's own months and the form of one; for the offices all homes of a month, and what differs."""

import re
from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label, language, write_month
from registry_app.placements.returns import forms, queries, rules, services
from registry_app.placements.returns.queries import Month
from registry_app.placements.returns.states import Box, MonthState, Permission, Reminded
from registry_app.places import gazetteer
from registry_app.providers.authorisations.home_views import by_number
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home

bp = Blueprint("returns", __name__)
WRITTEN = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
MONTHS_BACK = 12


@bp.context_processor
def _names() -> dict[str, Any]:
    return {"box": Box, "settle_return": Permission.SETTLE}


@bp.get("/provider/homes/<uuid:home_id>/returns")
@guard(Permission.LIST_OWN, load=homes.one_of_own)
def own(home: Home) -> Any:
    return render_template("returns/own.html", home=home, months=queries.year_of(home))


@bp.route("/provider/homes/<uuid:home_id>/returns/<written>", methods=["GET", "POST"])
@guard(Permission.SEND, load=homes.one_of_own)
def one(home: Home, written: str) -> Any:
    found = queries.one_month(home, written) or abort(404)
    form = forms.ReturnForm(data=_filled(home, found))
    if form.attempt(
        lambda: services.send(home, found.month, form.figures(), actor=current_user, note=form.note.data or "")
    ):
        return _sent(home, written)
    return render_template("returns/one.html", home=home, form=form, found=found)


def _sent(home: Home, written: str) -> Any:
    """Thanks; or, where the return differs from the stays, the page that shows both."""
    after = queries.one_month(home, written)
    if after is not None and after.state is MonthState.DIFFERS:
        flash(_("The return is sent. It differs from the register: see below."), "warning")
        return redirect(url_for(".one", home_id=home.id, written=written), code=303)
    flash(_("The return is sent. Thank you."), "done")
    return redirect(url_for(".own", home_id=home.id), code=303)


def _filled(home: Home, found: Month) -> dict[str, Any]:
    """What was sent before; the first time what the stays say, and the number of staff of the month before."""
    if found.sent:
        return {name: getattr(found.sent, name) for name in forms.FILLED}
    last = queries.of_home(home).get(rules.month_before(found.month))
    return {**found.known, **({"staff": last.staff} if last else {})}


@bp.get("/office/homes/<number>/returns")
@guard(Permission.LIST, load=by_number)
def of_office(home: Home) -> Any:
    return render_template("returns/office.html", home=home, months=queries.year_of(home))


@bp.get("/office/homes/<number>/returns/<written>")
@guard(Permission.LIST, load=by_number)
def office_one(home: Home, written: str) -> Any:
    found = queries.one_month(home, written) or abort(404)
    return render_template("returns/office_one.html", home=home, found=found, form=forms.SettleForm(formdata=None))


@bp.post("/office/homes/<number>/returns/<written>/settle")
@guard(Permission.SETTLE, load=by_number)
def settle(home: Home, written: str) -> Any:
    found = queries.one_month(home, written) or abort(404)
    form = forms.SettleForm()
    if form.attempt(lambda: services.settle(home, found.month, reason=form.reason.data or "", actor=current_user)):
        flash(_("The difference is settled."), "done")
        return redirect(url_for(".office_one", number=home.register_number, written=written), code=303)
    return render_template("returns/office_one.html", home=home, found=found, form=form), 422


def _asked_month(last: date) -> date:
    typed = request.args.get("month", "")
    return date.fromisoformat(f"{typed}-01") if WRITTEN.fullmatch(typed) else last


@bp.get("/office/returns")
@guard(Permission.LIST_ALL)
def everybody() -> Any:
    """All homes of one month: sent, late, nothing to report, missing, differing."""
    last = rules.month_before(clock.today())
    month = min(_asked_month(last), last)
    lines = queries.overview(current_user, month)
    state = request.args.get("state", "")
    months, one = [], last
    for _number in range(MONTHS_BACK):
        months.append((f"{one:%Y-%m}", write_month(one)))
        one = rules.month_before(one)
    return render_template(
        "returns/all.html", month=month, months=months, state=state if state in set(MonthState) else "",
        states=[(kind.value, label(kind)) for kind in MonthState],
        counts=[(kind, sum(line.state is kind for line in lines)) for kind in MonthState],
        lines=[line for line in lines if state not in set(MonthState) or line.state == state],
        reminded=queries.reminders(month), by_home=Reminded.HOME, by_office=Reminded.OFFICE,
        place=lambda home: gazetteer.place_name(home.district, language()),
    )  # fmt: skip
