"""The inspector's own day: homes that are due, chosen, and put in order with ordinary buttons."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from inspections import planning
from inspections.due import days, services, words
from inspections.states import Permission
from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home

bp = Blueprint("day_plan", __name__, url_prefix="/field/plan/day")


def me() -> User:
    """The person signed in, as a row."""
    person: User = current_user._get_current_object()
    return person


def _day(typed: str | None) -> date:
    """The day in the address or the form; today where there is none, or one that is no day or gone."""
    try:
        return max(date.fromisoformat(typed or ""), clock.today())
    except ValueError:
        return clock.today()


def _back(day: date) -> Any:
    return redirect(url_for("day_plan.show", on=day.isoformat()), code=303)


@bp.get("")
@guard(Permission.DAY)
def show() -> Any:
    day = _day(request.args.get("on"))
    stops = days.stops(me(), day)
    here = {stop.due.home.id for stop in stops}
    others = sorted(planning.due(me(), clock.today()), key=lambda row: -row.risk.points)
    return render_template(
        "field/day_plan.html", day=day, stops=stops, others=[row for row in others if row.home.id not in here],
        today=clock.today(), sentence=words.sentence,
    )  # fmt: skip


@bp.post("")
@guard(Permission.DAY)
def choose() -> Any:
    day = _day(request.form.get("on"))
    found = [home for key in request.form.getlist("homes") if (home := homes.selected(me(), key))]
    try:
        services.choose(me(), day, found)
    except DomainError as error:
        flash(str(error.sentence), "error")
    return _back(day)


@bp.post("/arrange")
@guard(Permission.DAY)
def arrange() -> Any:
    day = _day(request.form.get("on"))
    services.arrange(me(), day)
    return _back(day)


@bp.post("/<uuid:home_id>")
@guard(Permission.PLAN_HERE, load=homes.one)
def move(home: Home) -> Any:
    """Up, down or out, whichever button was pressed."""
    day, pressed = _day(request.form.get("on")), request.form.get("do")
    if pressed == "out":
        services.take_out(me(), day, home)
    elif pressed in ("up", "down"):
        services.move(me(), day, home, up=pressed == "up")
    else:
        abort(400)
    return _back(day)
