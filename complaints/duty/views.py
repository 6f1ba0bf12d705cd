"""/office/duty: the roster of each division two weeks ahead, its empty hours, shifts and leave."""

import uuid
from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from complaints.duty import forms, queries, rules, services
from complaints.duty.models import DutyShift
from complaints.duty.states import Permission
from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.db import db
from registry_app.core.forms import Form
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import language
from registry_app.places import gazetteer
from registry_app.places.gazetteer import Division

bp = Blueprint("duty", __name__, url_prefix="/office/duty")


def _me() -> Any:
    return current_user._get_current_object()


def division_for(actor: Any, code: str) -> Division | None:
    """A division that the person may plan."""
    return next((one for one in queries.of_planner(actor) if one.code == code), None)


@bp.get("")
@guard(Permission.VIEW)
def all_of_them() -> Any:
    """Each division: who is on duty now and which hours are empty."""
    rows = [
        (one.name_in(language()), one.code, queries.on_duty(one.code), queries.gaps(one.code))
        for one in gazetteer.divisions()
    ]
    return render_template("duty/all.html", rows=rows, own={one.code for one in queries.of_planner(_me())})


def _page(division: Division, failed: dict[str, Form] | None = None) -> str:
    people, now = queries.able(division), clock.now()
    shown = {"plan": forms.PlanForm(prefix="plan"), "leave": forms.LeaveForm(prefix="leave"), **(failed or {})}
    return render_template(
        "duty/one.html",
        division=division,
        shifts=queries.shifts(division.code, now, now + rules.AHEAD + timedelta(days=1)),
        gaps=queries.gaps(division.code),
        leaves=queries.leaves(people),
        forms={name: forms.with_people(form, people) for name, form in shown.items()},
        failed=failed or {},
    )


def _person(key: str | None) -> User:
    return db.session.get(User, uuid.UUID(key or "")) or abort(404)


@bp.get("/<code>")
@guard(Permission.PLAN, load=division_for)
def one(division: Division) -> Any:
    return _page(division)


@bp.post("/<code>/shifts")
@guard(Permission.PLAN, load=division_for)
def plan(division: Division) -> Any:
    form = forms.with_people(forms.PlanForm(prefix="plan"), queries.able(division))

    def deed() -> None:
        services.plan(
            division, _person(form.person.data), first_day=form.first_day.data, days=form.days.data or 0,
            from_hour=int(form.from_hour.data), to_hour=int(form.to_hour.data), place=int(form.place.data),
            actor=_me(),
        )  # fmt: skip

    if not form.attempt(deed):
        return _page(division, {"plan": form}), 422
    flash(_("The shifts are planned."), "done")
    return redirect(url_for("duty.one", code=division.code), code=303)


@bp.post("/<code>/leave")
@guard(Permission.PLAN, load=division_for)
def leave(division: Division) -> Any:
    form = forms.with_people(forms.LeaveForm(prefix="leave"), queries.able(division))

    def deed() -> None:
        services.leave(
            _person(form.person.data), _person(form.cover.data), first_day=form.first_day.data,
            last_day=form.last_day.data, actor=_me(),
        )  # fmt: skip

    if not form.attempt(deed):
        return _page(division, {"leave": form}), 422
    flash(_("The leave is covered."), "done")
    return redirect(url_for("duty.one", code=division.code), code=303)


@bp.post("/<code>/shifts/<uuid:shift_id>/off")
@guard(Permission.PLAN, load=division_for)
def off(division: Division, shift_id: uuid.UUID) -> Any:
    shift = db.session.get(DutyShift, shift_id)
    if shift is None or shift.division != division.code:
        abort(404)
    Form().attempt(lambda: services.take_off(shift, actor=_me()))
    return redirect(url_for("duty.one", code=division.code), code=303)
