"""What a home sees of its inspections: its grade and what holds it, the report to comment on, its actions."""

from typing import Any

from flask import Blueprint, flash, render_template, request

from inspections import (
    after_sheets,
    finding_services,
    forms,
    gradings,
    kinds,
    queries,
    review_services,
    sheets,
    wording,
)
from inspections.models import Finding, Visit
from inspections.office_views import download, me, to
from inspections.states import ActionState, Permission, VisitState, VisitType
from registry_app.core import clock
from registry_app.core.access import guard, may
from registry_app.core.i18n import LANGUAGES
from registry_app.core.i18n import gettext as _
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home

bp = Blueprint("home_inspections", __name__, url_prefix="/provider/homes/<uuid:home_id>")


@bp.get("/grade")
@guard(Permission.VIEW_AS_PROVIDER, load=homes.one_of_own)
def grade(home: Home) -> Any:
    reports, actions = queries.reports_of(home), queries.findings(home)
    last = next((v for v in reports if v.type is VisitType.FULL and v.state is VisitState.PUBLISHED), None)
    grading = gradings.of_visit(last) if last else None
    held = wording.limits(grading.framework, last.limited_by or [], home.grade) if grading and last else []
    return render_template(
        "inspections/home_grade.html",
        kind_told=kinds.told_to_home,
        home=home,
        last=last,
        held=held,
        changes=wording.changes(grading) if grading else [],
        bars=sheets.stored_bars(last) if last else [],
        reports=reports,
        actions=actions,
        open_actions=[action for action in actions if action.state is not ActionState.VERIFIED],
        words=sheets.criterion_text,
        today=clock.today(),
    )


def one_report(actor: Any, home_id: Any, visit_id: Any) -> Visit | None:
    """A report of this very home, if the person signs in for it."""
    visit = queries.one_of_own(actor, visit_id)
    return visit if visit and visit.home_id == home_id else None


@bp.get("/reports/<uuid:visit_id>")
@guard(Permission.VIEW_AS_PROVIDER, load=one_report)
def report(visit: Visit) -> Any:
    return shown(visit, forms.CommentForm())


def shown(visit: Visit, form: forms.CommentForm, appealing: forms.AppealForm | None = None) -> Any:
    """The report with its forms; `form` or `appealing` is the one that was refused."""
    actions = queries.findings_of(visit)
    return render_template(
        "inspections/home_report.html", kind_told=kinds.told_to_home, visit=visit, form=form,
        low=sheets.low(visit), actions=actions,
        after=after_sheets.beside(visit, me()), appealing=appealing or forms.AppealForm(formdata=None),
        languages_of_paper=LANGUAGES,
        may_comment=may(Permission.COMMENT, visit),
        open_for_comment=visit.state is VisitState.SUBMITTED and not review_services.ready_for_review(visit),
    )  # fmt: skip


@bp.post("/reports/<uuid:visit_id>/comment")
@guard(Permission.COMMENT, load=one_report)
def comment(visit: Visit) -> Any:
    form = forms.CommentForm()
    if form.attempt(lambda: review_services.comment(visit, words=form.words.data or "", actor=me())):
        flash(_("The office has your answer."), "done")
        return to("home_inspections.report", home_id=visit.home_id, visit_id=visit.id)
    return shown(visit, form)


@bp.get("/actions/<int:number>")
@guard(Permission.VIEW_AS_PROVIDER, load=queries.own_finding)
def action(finding: Finding) -> Any:
    return _action(finding, forms.ProofForm())


def _action(finding: Finding, form: forms.ProofForm) -> Any:
    text = sheets.criterion_text(finding.visit.framework_version, finding.criterion)
    return render_template("inspections/home_action.html", action=finding, form=form, text=text, today=clock.today())


@bp.post("/actions/<int:number>")
@guard(Permission.PROVE, load=queries.own_finding)
def prove(finding: Finding) -> Any:
    form = forms.ProofForm()
    upload = request.files.get("upload")
    if form.attempt(lambda: finding_services.prove(finding, note=form.note.data, upload=upload, actor=me())):
        flash(_("Thank you. An inspector will look at it."), "done")
        return to("home_inspections.action", home_id=finding.home_id, number=finding.number)
    return _action(finding, form)


@bp.get("/actions/<int:number>/proofs/<uuid:proof_id>")
@guard(Permission.VIEW_AS_PROVIDER, load=queries.own_finding)
def proof(finding: Finding, proof_id: Any) -> Any:
    return download(finding, proof_id)
