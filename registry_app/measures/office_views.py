"""/office/measures: what runs, what is due about homes without authorisation, one measure, and each step of it."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core import clock, serving_files
from registry_app.core.access import guard
from registry_app.core.i18n import LANGUAGES, label
from registry_app.core.i18n import gettext as _
from registry_app.measures import forms, queries, services, sheets
from registry_app.measures.appeals import appeal, decide_appeal
from registry_app.measures.book import book as numbers
from registry_app.measures.closing import plan_for
from registry_app.measures.deciding import Wish, confirm, decide, lift, suspend_at_once
from registry_app.measures.deciding import notify as notify_home
from registry_app.measures.models import Measure, ServiceProof
from registry_app.measures.papers import PDF, paper
from registry_app.measures.states import MeasureKind, PaperKind, Permission
from registry_app.providers.authorisations.forms import chosen
from registry_app.providers.authorisations.home_views import by_number
from registry_app.providers.homes.models import Home
from registry_app.providers.powers.states import Mode

bp = Blueprint("measures", __name__, url_prefix="/office")


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"permission": Permission, "today": clock.today(), "route_words": sheets.route_words}


def to_one(measure: Measure) -> Any:
    return redirect(url_for("measures.one", measure_id=measure.id), code=303)


def _step(measure: Measure, form: Any, deed: Callable[[], Any], heading: str, done: str, hint: str = "") -> Any:
    """One step of a measure on a page of its own: the form, or the way back once it is done."""
    if form.attempt(deed):
        flash(done, "done")
        return to_one(measure)
    return render_template("measures/step.html", measure=measure, form=form, heading=heading, hint=hint)


@bp.get("/measures")
@guard(Permission.LIST)
def listed() -> Any:
    kind = request.args.get("kind", "")
    return render_template(
        "measures/list.html", found=queries.listing(current_user, kind, request.args.get("after")), kind=kind,
        kinds=[(one.value, label(one)) for one in MeasureKind], book=numbers(),
        unvisited=queries.unvisited(current_user), term_over=queries.term_over(current_user), visit_by=sheets.visit_by,
    )  # fmt: skip


@bp.get("/homes/<number>/measures")
@guard(Permission.VIEW, load=by_number)
def of_home(home: Home) -> Any:
    return render_template(
        "measures/of_home.html", home=home, found=queries.of_home(home), offered=sheets.offered(home),
        following=queries.next_in_route(home), visit_by=sheets.visit_by(home), waiting=sheets.waiting_of(home),
    )  # fmt: skip


@bp.route("/homes/<number>/measures/new/<kind>", methods=["GET", "POST"])
@guard(Permission.PREPARE, load=by_number)
def prepare(home: Home, kind: str) -> Any:
    if kind not in set(MeasureKind) or kind == MeasureKind.VOLUNTARY_CLOSURE:
        abort(404)
    wanted, made = MeasureKind(kind), []
    form = forms.prepare_form(wanted)
    if form.attempt(lambda: made.append(_prepare(home, wanted, form))):
        flash(_("The measure is prepared. Another person decides it."), "done")
        return to_one(made[0])
    return render_template("measures/new.html", home=home, form=form, kind=wanted)


def _prepare(home: Home, kind: MeasureKind, form: Any) -> Measure:
    return services.prepare(
        home, kind, grounds=form.grounds.data or (), reasons=form.reasons.data or "", actor=current_user,
        condition=form.condition.data if "condition" in form else None,
        condition_detail=form.condition_detail.data or "" if "condition" in form else "",
        in_danger=bool(form.in_danger.data),
    )  # fmt: skip


@bp.route("/homes/<number>/measures/suspend-at-once", methods=["GET", "POST"])
@guard(Permission.SUSPEND_AT_ONCE, load=by_number)
def suspend(home: Home) -> Any:
    form, made = forms.SuspendForm(), []
    words = {"reasons": form.reasons.data or "", "plan": form.plan.data or ""}
    if form.attempt(lambda: made.append(suspend_at_once(home, **words, actor=current_user))):
        _said(made[0], _("The home is suspended from now for 14 days. Hear it within 7 days."))
        return to_one(made[0])
    return render_template("measures/suspend.html", home=home, form=form, **sheets.of_suspension(home))


def _said(measure: Measure, done: str) -> None:
    if measure.mode is Mode.RECOMMEND:
        flash(_("The recommendation is written. Nothing is changed for the home."), "warning")
    else:
        flash(done, "done")


@bp.get("/measures/<uuid:measure_id>")
@guard(Permission.VIEW, load=queries.one)
def one(measure: Measure) -> Any:
    return render_template("measures/one.html", measure=measure, **sheets.of_office(measure))


@bp.get("/measures/<uuid:measure_id>/<kind>-<code>.pdf")
@guard(Permission.VIEW, load=queries.one)
def letter(measure: Measure, kind: str, code: str) -> Any:
    return send_paper(measure, kind, code)


def send_paper(measure: Measure, kind: str, code: str) -> Any:
    """A letter as it was given, as an attachment; 404 where there is none."""
    wanted = kind.upper()
    found = paper(measure, PaperKind(wanted), code) if wanted in set(PaperKind) and code in LANGUAGES else None
    if found is None:
        abort(404)
    return serving_files.paper(found, PDF, f"{measure.number}-{kind}-{code}.pdf")


@bp.get("/measures/<uuid:measure_id>/served/<uuid:proof_id>")
@guard(Permission.VIEW, load=queries.one)
def proof(measure: Measure, proof_id: uuid.UUID) -> Any:
    found: ServiceProof | None = next((one for one in measure.served if one.id == proof_id), None)
    if found is None:
        abort(404)
    return serving_files.attachment(found.file)


@bp.route("/measures/<uuid:measure_id>/notify", methods=["GET", "POST"])
@guard(Permission.FOLLOW, load=queries.one)
def notify(measure: Measure) -> Any:
    form = forms.NotifyForm()
    days = numbers()["kinds"][measure.kind.value]["hearing_days"]
    hint = _("The hearing is at least %(days)s days from today.", days=days) if days else ""
    return _step(
        measure, form, lambda: notify_home(measure, hearing_on=form.hearing_on.data, actor=current_user),
        _("Give notice to the home"), _("The notice is written. Serve it and write down how."), hint,
    )  # fmt: skip


@bp.route("/measures/<uuid:measure_id>/hear", methods=["GET", "POST"])
@guard(Permission.FOLLOW, load=queries.one)
def hear(measure: Measure) -> Any:
    form = forms.HearForm()
    return _step(
        measure, form,
        lambda: services.hear(measure, heard_on=chosen(form.heard_on), heard=form.heard.data, actor=current_user),
        _("The hearing"), _("The hearing is written down."),
    )  # fmt: skip


@bp.route("/measures/<uuid:measure_id>/serve", methods=["GET", "POST"])
@guard(Permission.FOLLOW, load=queries.one)
def serve(measure: Measure) -> Any:
    form = forms.ServeForm()
    return _step(
        measure, form,
        lambda: services.serve(
            measure, on_day=chosen(form.on_day), how=form.how.data, to_whom=form.to_whom.data or "", actor=current_user,
            upload=form.upload.data or None,
        ),
        _("How the letter reached the home"), _("The service of the letter is written down."),
        _("A photo or a PDF up to 8 MB. No faces of children."),
    )  # fmt: skip


@bp.route("/measures/<uuid:measure_id>/answered", methods=["GET", "POST"])
@guard(Permission.FOLLOW, load=queries.one)
def answered(measure: Measure) -> Any:
    return _on_paper(measure, services.answer, _("What the home answered on paper"), _("The answer is written down."))


@bp.route("/measures/<uuid:measure_id>/appealed", methods=["GET", "POST"])
@guard(Permission.FOLLOW, load=queries.one)
def appealed(measure: Measure) -> Any:
    return _on_paper(measure, appeal, _("An appeal that came on paper"), _("The appeal is written down."))


def _on_paper(measure: Measure, deed: Callable[..., Any], heading: str, done: str) -> Any:
    """Most homes that nobody authorised have no account: what they write on paper counts as much."""
    form = forms.PaperForm()
    return _step(
        measure, form,
        lambda: deed(measure, form.words.data or "", came_on=chosen(form.came_on), actor=current_user),
        heading, done, _("Write it down word for word. No names of children."),
    )  # fmt: skip


@bp.route("/measures/<uuid:measure_id>/drop", methods=["GET", "POST"])
@guard(Permission.FOLLOW, load=queries.one)
def drop(measure: Measure) -> Any:
    form = forms.ReasonForm()
    return _step(
        measure, form, lambda: services.drop(measure, reason=form.reason.data or "", actor=current_user),
        _("Do not pursue this"), _("The measure is not pursued."),
    )  # fmt: skip


@bp.route("/measures/<uuid:measure_id>/decide", methods=["GET", "POST"])
@guard(Permission.DECIDE, load=queries.one)
def decision(measure: Measure) -> Any:
    form = forms.decide_form(measure.kind, plan=measure.plan)
    if form.attempt(lambda: decide(measure, _wish(form), actor=current_user)):
        _said(measure, _("The decision is taken and its letter is written."))
        return to_one(measure)
    return render_template("measures/decide.html", measure=measure, form=form, **sheets.of_decision(measure))


def _wish(form: Any) -> Wish:
    return Wish(
        until=form.until.data,
        effective_on=form.effective_on.data if "effective_on" in form else None,
        plan=form.plan.data or "",
        outside_member=form.outside_member.data or "",
        court_reference=form.court_reference.data or "" if "court_reference" in form else "",
    )


@bp.route("/measures/<uuid:measure_id>/confirm", methods=["GET", "POST"])
@guard(Permission.CONFIRM, load=queries.one)
def confirmation(measure: Measure) -> Any:
    form = forms.ConfirmForm()
    return _step(
        measure, form, lambda: confirm(measure, until=chosen(form.until), actor=current_user),
        _("Carry the suspension on"), _("The suspension is confirmed."),
        _("At most 90 days from its first day, and only after the hearing."),
    )  # fmt: skip


@bp.route("/measures/<uuid:measure_id>/lift", methods=["GET", "POST"])
@guard(Permission.LIFT, load=queries.one)
def lifting(measure: Measure) -> Any:
    form = forms.ReasonForm()
    return _step(
        measure, form, lambda: lift(measure, reason=form.reason.data or "", actor=current_user),
        _("Lift this measure"), _("The measure is lifted. The home is told."),
    )  # fmt: skip


@bp.route("/measures/<uuid:measure_id>/appeal", methods=["GET", "POST"])
@guard(Permission.DECIDE_APPEAL, load=queries.one)
def appeal_decision(measure: Measure) -> Any:
    form = forms.AppealDecisionForm()
    return _step(
        measure, form,
        lambda: decide_appeal(
            measure, form.outcome.data, body=form.body.data or "", reasons=form.reasons.data or "",
            decided_on=chosen(form.decided_on), actor=current_user,
        ),
        _("What the appeal body decided"), _("The appeal is decided. The home is told."),
    )  # fmt: skip


def stay_to_plan(actor: Any, measure_id: uuid.UUID, stay_id: uuid.UUID) -> Any:
    """A child of the home that closes, with its measure; for those who may see the measure."""
    measure = queries.one(actor, measure_id)
    stays = queries.stays_in(measure.home_id) if measure else []
    stay = next((one for one in stays if one.id == stay_id), None)
    return sheets.ToPlan(measure, stay) if measure and stay else None


@bp.route("/measures/<uuid:measure_id>/children/<uuid:stay_id>", methods=["GET", "POST"])
@guard(Permission.PLAN_CHILDREN, load=stay_to_plan)
def child_plan(to_plan: sheets.ToPlan) -> Any:
    measure, form = to_plan.measure, forms.PlanForm()
    return _step(
        measure, form,
        lambda: plan_for(
            measure, to_plan.stay.id, place=form.place.data, by_day=chosen(form.by_day), actor=current_user
        ),
        _("Plan for child %(code)s", code=to_plan.stay.child.code), _("The plan for this child is kept."),
        _("The gatekeeping body decides every new place. This says what is prepared, and by when."),
    )  # fmt: skip
