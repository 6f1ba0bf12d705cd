"""A child leaves: the way out, then what it has to show; a planned marriage of a child; the review of a death."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.placements import queries as stays
from registry_app.placements import services as placements
from registry_app.placements.exits import missing, queries, services
from registry_app.placements.exits.forms import DeathReviewForm, FirForm, LeavingForm, MarriagePlanForm, WayForm, boxes
from registry_app.placements.exits.rules import ADULT_AGE, chosen_by_hand
from registry_app.placements.models import Stay
from registry_app.placements.moments import moment
from registry_app.placements.states import Exit, Permission

bp = Blueprint("exits", __name__)


def _back(stay: Stay) -> Any:
    return redirect(url_for("stays.show", stay_id=stay.id), code=303)


@bp.route("/panel/stays/<uuid:stay_id>/end", methods=["GET", "POST"])
@guard(Permission.END, load=stays.one)
def choose(stay: Stay) -> Any:
    form = WayForm()
    if form.validate_on_submit():
        if form.exit.data is Exit.MARRIED_ADULT and stay.child.age(clock.today()) < ADULT_AGE:
            return _refused_marriage(stay)
        return redirect(url_for("exits.tell", stay_id=stay.id, way=form.exit.data.value.lower()), code=303)
    return render_template("placements/end.html", stay=stay, form=form)


def _refused_marriage(stay: Stay) -> Any:
    """A marriage is no way out for a child; that somebody plans it is kept at once."""
    if stay.ended_at is None:
        services.report_marriage_plan(stay, actor=current_user)
    return redirect(url_for("exits.marriage", stay_id=stay.id), code=303)


@bp.route("/panel/stays/<uuid:stay_id>/end/<way>", methods=["GET", "POST"])
@guard(Permission.END, load=stays.one)
def tell(stay: Stay, way: str) -> Any:
    found = next((one for one in chosen_by_hand() if one.value.lower() == way), None)
    if found is None:
        abort(404)
    if found is Exit.MARRIED_ADULT and stay.child.age(clock.today()) < ADULT_AGE:
        return redirect(url_for("exits.choose", stay_id=stay.id), code=303)
    women = [(str(user.id), user.name) for user in queries.women(stay.district)]
    form = LeavingForm().for_way(found, women)
    if form.attempt(lambda: _end(stay, found, form)):
        flash(str(_("The stay is ended.")), "done")
        return _back(stay)
    return render_template("placements/leaving.html", stay=stay, form=form, way=found, boxes=boxes(found))


def _end(stay: Stay, way: Exit, form: LeavingForm) -> None:
    placements.end_stay(
        stay, way, actor=current_user, ended_at=moment(form.ended_on.data or clock.today()), facts=form.facts()
    )


@bp.route("/panel/stays/<uuid:stay_id>/marriage-plan", methods=["GET", "POST"])
@guard(Permission.END, load=stays.one)
def marriage(stay: Stay) -> Any:
    form, plan = MarriagePlanForm(), queries.plan_of(stay)
    if form.attempt(lambda: _told(stay, form)):
        return redirect(url_for("exits.marriage", stay_id=stay.id), code=303)
    return render_template("placements/marriage.html", stay=stay, form=form, plan=plan)


def _told(stay: Stay, form: MarriagePlanForm) -> None:
    """The plan is reported, if it was not, and the police have been told."""
    plan = services.report_marriage_plan(stay, actor=current_user)
    services.tell_police(
        plan, police_on=form.police_on.data or clock.today(), police_number=form.police_number.data or "",
        planned_on=form.planned_on.data, story=form.story.data or None, actor=current_user,
    )  # fmt: skip


@bp.route("/panel/stays/<uuid:stay_id>/fir", methods=["GET", "POST"])
@guard(Permission.END, load=stays.one)
def fir(stay: Stay) -> Any:
    line = missing.of_stay(stay)
    if stay.leaving.exit is not Exit.MISSING or (line and line.fir_number):
        abort(404)
    form = FirForm()
    if form.attempt(lambda: _write_fir(stay, form)):
        flash(str(_("The number of the FIR is kept.")), "done")
        return _back(stay)
    return render_template("placements/fir.html", stay=stay, form=form)


def _write_fir(stay: Stay, form: FirForm) -> None:
    missing.write_fir(stay, number=form.number.data or "", on=form.on.data or clock.today(), actor=current_user)


@bp.route("/panel/stays/<uuid:stay_id>/death-review", methods=["GET", "POST"])
@guard(Permission.REVIEW_DEATH, load=stays.one)
def review(stay: Stay) -> Any:
    if stay.leaving.exit is not Exit.DIED:
        abort(404)
    form, held = DeathReviewForm(), queries.review_of(stay)
    if form.attempt(lambda: _review(stay, form)):
        flash(str(_("The review is kept.")), "done")
        return _back(stay)
    return render_template("placements/death_review.html", stay=stay, form=form, held=held)


def _review(stay: Stay, form: DeathReviewForm) -> None:
    if form.cause.data is None:
        raise DomainError(_("Choose one."), "cause")
    services.review_death(
        stay, held_on=form.held_on.data or clock.today(), cause=form.cause.data,
        certified_by=form.certified_by.data or "", findings=form.findings.data or "",
        burial_place=form.burial_place.data or None, burial_number=form.burial_number.data or None, actor=current_user,
    )  # fmt: skip
