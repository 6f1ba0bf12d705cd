"""The pages beside a report: answers to the home, corrections, appeals, its papers, and a visit typed from paper."""

import uuid
from typing import Any

from flask import Blueprint, abort, current_app, flash, render_template, request

from inspections import after_queries, after_services, after_sheets, forms, papers, queries, services, wall
from inspections.models import Visit
from inspections.office_views import as_pdf, me, to
from inspections.provider_views import one_report, shown
from inspections.states import GradeAppealState, Mark, Permission, VisitState
from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.i18n import LANGUAGES, language
from registry_app.core.i18n import gettext as _

bp = Blueprint("after", __name__)


def _code() -> str:
    wanted = request.args.get("lang", language())
    return wanted if wanted in LANGUAGES else language()


def _made_up() -> bool:
    return bool(current_app.config["SETTINGS"].made_up)


@bp.get("/office/inspections/<uuid:visit_id>/after")
@guard(Permission.VIEW, load=queries.one)
def office(visit: Visit) -> Any:
    return _office(visit)


def _office(visit: Visit, **typed: Any) -> Any:
    """The page with every form this person may use; `typed` holds the one that was refused."""
    blank = {
        "correcting": forms.CorrectionForm(formdata=None).offer(visit),
        "deciding": forms.AppealDecisionForm(formdata=None).offer(),
        "refusing": forms.ReasonForm(formdata=None),
        "answering": forms.ReasonForm(formdata=None),
    }
    after = after_sheets.beside(visit, me())
    return render_template("inspections/after.html", visit=visit, after=after, **{**blank, **typed})


@bp.post("/office/inspections/<uuid:visit_id>/after/answers")
@guard(Permission.ANSWER_COMMENT, load=queries.one)
def answer(visit: Visit) -> Any:
    form = forms.CommentForm()
    given = {n: request.form.get(f"answer-{n}", "")[:2000] for n in range(1, len(after_queries.pairs(visit)) + 1)}
    if form.attempt(lambda: after_services.answer_comment(visit, given, actor=me())):
        flash(_("Your answer stands beside the home's words."), "done")
        return to("inspections.report", visit_id=visit.id)
    return _office(visit, answering=form)


@bp.post("/office/inspections/<uuid:visit_id>/after/corrections")
@guard(Permission.PROPOSE_CORRECTION, load=queries.one)
def propose(visit: Visit) -> Any:
    form = forms.CorrectionForm().offer(visit)
    if form.attempt(lambda: after_services.propose_correction(
        visit, criterion=form.criterion.data, mark=Mark(form.mark.data), reason=form.reason.data, actor=me()
    )):  # fmt: skip
        flash(_("A second person decides now. Nothing has changed yet."), "done")
        return to("after.office", visit_id=visit.id)
    return _office(visit, correcting=form)


def _waiting(visit: Visit, correction_id: uuid.UUID) -> Any:
    return after_queries.waiting(visit, correction_id) or abort(404)


@bp.post("/office/inspections/<uuid:visit_id>/after/corrections/<uuid:correction_id>/approve")
@guard(Permission.DECIDE_CORRECTION, load=queries.one)
def approve(visit: Visit, correction_id: uuid.UUID) -> Any:
    after_services.approve_correction(_waiting(visit, correction_id), actor=me())
    flash(_("The report is corrected. The earlier one is kept beside it."), "done")
    return to("inspections.report", visit_id=visit.id)


@bp.post("/office/inspections/<uuid:visit_id>/after/corrections/<uuid:correction_id>/refuse")
@guard(Permission.DECIDE_CORRECTION, load=queries.one)
def refuse(visit: Visit, correction_id: uuid.UUID) -> Any:
    form, found = forms.ReasonForm(), _waiting(visit, correction_id)
    if form.attempt(lambda: after_services.refuse_correction(found, reason=form.reason.data, actor=me())):
        flash(_("The answer stays as it was."), "done")
        return to("inspections.report", visit_id=visit.id)
    return _office(visit, refusing=form)


@bp.post("/office/inspections/<uuid:visit_id>/after/appeal")
@guard(Permission.DECIDE_APPEAL, load=queries.one)
def decide_appeal(visit: Visit) -> Any:
    form, made = forms.AppealDecisionForm().offer(), after_queries.appeal(visit) or abort(404)
    if form.attempt(lambda: after_services.decide_appeal(
        made, GradeAppealState(form.outcome.data), reasons=form.reasons.data, actor=me())):  # fmt: skip
        flash(_("The appeal is decided. The home can read why."), "done")
        return to("inspections.report", visit_id=visit.id)
    return _office(visit, deciding=form)


@bp.post("/provider/homes/<uuid:home_id>/reports/<uuid:visit_id>/appeal")
@guard(Permission.APPEAL, load=one_report)
def appeal(visit: Visit) -> Any:
    form = forms.AppealForm()
    if form.attempt(lambda: after_services.appeal(visit, words=form.words.data, actor=me())):
        flash(_("The office has your appeal."), "done")
        return to("home_inspections.report", home_id=visit.home_id, visit_id=visit.id)
    return shown(visit, forms.CommentForm(formdata=None), form)


@bp.get("/provider/homes/<uuid:home_id>/reports/<uuid:visit_id>/report.pdf")
@guard(Permission.VIEW_AS_PROVIDER, load=one_report)
def own_paper(visit: Visit) -> Any:
    code, issue = _code(), request.args.get("issue", type=int)
    return as_pdf(papers.of(visit, code, issue), f"{visit.home.register_number}-{visit.day:%Y-%m-%d}-{code}")


@bp.get("/provider/homes/<uuid:home_id>/reports/<uuid:visit_id>/for-children.pdf")
@guard(Permission.VIEW_AS_PROVIDER, load=one_report)
def for_children(visit: Visit) -> Any:
    if visit.state is not VisitState.PUBLISHED:
        abort(404)
    code = _code()
    return as_pdf(wall.for_children(visit, code, made_up=_made_up()), f"{visit.home.register_number}-wall-{code}")


@bp.get("/field/visits/<uuid:visit_id>/form.pdf")
@guard(Permission.BRIEF, load=queries.one_of_team)
def paper_form(visit: Visit) -> Any:
    code = _code()
    return as_pdf(wall.form(visit, code, made_up=_made_up()), f"{visit.home.register_number}-form-{code}")


@bp.route("/field/visits/<uuid:visit_id>/typed", methods=["GET", "POST"])
@guard(Permission.FILL, load=queries.one_of_team)
def typed(visit: Visit) -> Any:
    if visit.state is not VisitState.PLANNED:
        return to("field.brief", visit_id=visit.id)
    form = forms.TypedForm()
    if form.attempt(lambda: services.arrive_on_paper(
        visit, on=form.on.data or clock.today(), entry=form.entry.data, opened_by=form.opened_by.data,
        upload=request.files.get("upload"), actor=me())):  # fmt: skip
        return to("field.brief", visit_id=visit.id)
    return render_template("field/typed.html", visit=visit, form=form)
