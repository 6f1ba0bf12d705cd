"""A leaving was written wrongly: what is true instead, with why, and the second person's word on it."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.placements import queries as stays
from registry_app.placements.exits import corrections, queries
from registry_app.placements.exits.forms import CorrectionForm, CorrectionWayForm, boxes
from registry_app.placements.exits.rules import Facts, chosen_by_hand
from registry_app.placements.models import Stay
from registry_app.placements.moments import moment
from registry_app.placements.states import Exit, Permission

bp = Blueprint("corrections", __name__)


def _back(stay: Stay, sentence: Any, kind: str = "done") -> Any:
    flash(str(sentence), kind)
    return redirect(url_for("stays.show", stay_id=stay.id), code=303)


@bp.route("/panel/stays/<uuid:stay_id>/correction", methods=["GET", "POST"])
@guard(Permission.CORRECT_EXIT, load=stays.one)
def choose(stay: Stay) -> Any:
    if not corrections.correctable(stay):
        abort(404)
    form = CorrectionWayForm()
    if form.validate_on_submit():
        way = (form.exit.data or "").lower()
        return redirect(url_for("corrections.tell", stay_id=stay.id, way=way), code=303)
    return render_template("placements/correction.html", stay=stay, form=form)


@bp.route("/panel/stays/<uuid:stay_id>/correction/<way>", methods=["GET", "POST"])
@guard(Permission.CORRECT_EXIT, load=stays.one)
def tell(stay: Stay, way: str) -> Any:
    ways = [*chosen_by_hand(), Exit.NEW_BASIS]
    found = next((one for one in ways if one.value.lower() == way), None)
    if found is None or not corrections.correctable(stay):
        abort(404)
    women = [(str(user.id), user.name) for user in queries.women(stay.district)]
    form = CorrectionForm().for_way(found, women)
    if found is Exit.NEW_BASIS:
        del form.ended_on, form.words
    if form.attempt(lambda: _propose(stay, found, form)):
        return _back(stay, _("The correction is written. It holds when the head of the unit has agreed."))
    shown = boxes(found) if found is not Exit.NEW_BASIS else set()
    return render_template("placements/correction_facts.html", stay=stay, form=form, way=found, boxes=shown)


def _propose(stay: Stay, way: Exit, form: CorrectionForm) -> None:
    day = form.ended_on.data if form.ended_on else None
    ended_on = clock.local(stay.ended_at).date() if stay.ended_at else None
    # The hour of the first line stands where only something else about the leaving was wrong.
    at = stay.ended_at if day == ended_on else moment(day or clock.today())
    facts = form.facts() if way is not Exit.NEW_BASIS else Facts()
    corrections.propose(stay, way, reason=form.reason.data or "", ended_at=at, facts=facts, actor=current_user)


@bp.post("/panel/stays/<uuid:stay_id>/correction/decision")
@guard(Permission.DECIDE_CORRECTION, load=stays.one)
def decide(stay: Stay) -> Any:
    line = corrections.living(stay)
    if line is None:
        abort(404)
    approve = request.form.get("decision") == "agree"
    try:
        corrections.decide(line, approve=approve, actor=current_user)
    except DomainError as error:
        return _back(stay, error.sentence, "error")
    return _back(
        stay, _("The correction holds.") if approve else _("The correction is refused; the first line stands.")
    )
