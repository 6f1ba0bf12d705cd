"""The office's pages: the queue, a report with all its facts, review by an outsider, publication, actions."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from inspections import (
    after_sheets,
    finding_services,
    forms,
    gradings,
    papers,
    queries,
    review_services,
    services,
    sheets,
    wording,
)
from inspections.models import Finding, Visit
from inspections.standards.states import Permission as Standards
from inspections.states import AT_THE_OFFICE, Permission, VisitState
from inspections.sync.states import Permission as SyncPermission
from registry_app.accounts.models import User
from registry_app.core import clock, files
from registry_app.core.access import guard, may
from registry_app.core.i18n import LANGUAGES, language
from registry_app.core.i18n import gettext as _
from registry_app.providers.homes.states import Grade

bp = Blueprint("inspections", __name__, url_prefix="/office")


def me() -> User:
    """The person signed in, as a row."""
    person: User = current_user._get_current_object()
    return person


def to(endpoint: str, **values: Any) -> Any:
    return redirect(url_for(endpoint, **values), code=303)


@bp.get("/inspections")
@guard(Permission.QUEUE)
def queue() -> Any:
    wanted = request.args.get("state", "")
    state = VisitState(wanted) if wanted in set(VisitState) else None
    page = queries.queue(me(), state, request.args.get("after"))
    rows = [(visit, sheets.deadline(visit)) for visit in page.rows]
    return render_template(
        "inspections/queue.html", rows=rows, page=page, state=state, states=list(VisitState),
        counts=queries.counts(me()), today=clock.today(), may_plan=may(Permission.PLAN),
        may_see_phones=may(SyncPermission.PHONES),
        may_read_standards=may(Standards.LIST),
    )  # fmt: skip


@bp.get("/inspections/<uuid:visit_id>")
@guard(Permission.VIEW, load=queries.one)
def report(visit: Visit) -> Any:
    return _report(visit, forms.ReviewForm().offer(visit), forms.ReasonForm())


def _report(visit: Visit, form: Any, agreeing: Any) -> Any:
    framework = gradings.framework_of(visit)
    here = visit.state in AT_THE_OFFICE
    return render_template(
        "inspections/report.html",
        visit=visit,
        here=here,
        form=form,
        agreeing=agreeing,
        limits=wording.limits(framework, visit.limited_by or [], visit.computed_grade) if here else [],
        bars=sheets.stored_bars(visit) if here else [],
        low=sheets.low(visit) if here else [],
        actions=queries.findings_of(visit) if here else [],
        unsure=review_services.na_to_confirm(visit) if here else (),
        ready=review_services.ready_for_review(visit),
        team=sheets.team(visit),
        lacks=sheets.lacks(visit),
        words=sheets.criterion_text,
        after=after_sheets.beside(visit, me()),
        languages_of_paper=LANGUAGES,
        permission=Permission,
    )


@bp.post("/inspections/<uuid:visit_id>/team")
@guard(Permission.ACKNOWLEDGE, load=queries.one)
def acknowledge(visit: Visit) -> Any:
    form = forms.ReasonForm()
    if form.attempt(lambda: services.acknowledge_team(visit, reason=form.reason.data, actor=me())):
        flash(_("The team may go."), "done")
        return to("inspections.report", visit_id=visit.id)
    return _report(visit, forms.ReviewForm(formdata=None).offer(visit), form)


@bp.post("/inspections/<uuid:visit_id>/review")
@guard(Permission.REVIEW, load=queries.one)
def review(visit: Visit) -> Any:
    form = forms.ReviewForm().offer(visit)
    if form.attempt(lambda: _review(visit, form)):
        flash(_("The report is reviewed."), "done")
        return to("inspections.report", visit_id=visit.id)
    return _report(visit, form, forms.ReasonForm(formdata=None))


def _review(visit: Visit, form: forms.ReviewForm) -> None:
    review_services.review(
        visit, note=form.note.data or "", lower_to=Grade(form.lower_to.data) if form.lower_to.data else None,
        lower_reason=form.lower_reason.data or "", accept_sample_reason=form.accept_sample_reason.data,
        confirm_na=form.confirm_na.data, actor=me(),
    )  # fmt: skip


@bp.post("/inspections/<uuid:visit_id>/publish")
@guard(Permission.PUBLISH, load=queries.one)
def publish(visit: Visit) -> Any:
    review_services.publish(visit, actor=me())
    flash(_("The report is published. The home and the register follow it."), "done")
    return to("inspections.report", visit_id=visit.id)


@bp.get("/inspections/<uuid:visit_id>/report.pdf")
@guard(Permission.VIEW, load=queries.one)
def paper(visit: Visit) -> Any:
    if visit.state not in AT_THE_OFFICE:
        abort(404)
    wanted = request.args.get("lang", language())
    code = wanted if wanted in LANGUAGES else language()
    issue = request.args.get("issue", type=int)
    return as_pdf(papers.of(visit, code, issue), f"{visit.home.register_number}-{visit.day:%Y-%m-%d}-{code}")


def as_pdf(written: bytes | None, name: str) -> Any:
    """A paper as an attachment; status 404 for one that is not there."""
    if written is None:
        abort(404)
    answer = Response(written, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


@bp.get("/actions/<uuid:finding_id>")
@guard(Permission.VIEW_ACTION, load=queries.finding)
def action(finding: Finding) -> Any:
    return _action(finding, forms.VerifyForm(), forms.ReasonForm())


def _action(finding: Finding, form: Any, returning: Any) -> Any:
    text = sheets.criterion_text(finding.visit.framework_version, finding.criterion)
    return render_template(
        "inspections/action.html", action=finding, form=form, returning=returning, text=text, today=clock.today(),
        permission=Permission,
    )  # fmt: skip


@bp.post("/actions/<uuid:finding_id>/verify")
@guard(Permission.VERIFY, load=queries.finding)
def verify(finding: Finding) -> Any:
    form = forms.VerifyForm()
    if form.attempt(lambda: finding_services.verify(finding, how=form.how.data, note=form.note.data or "", actor=me())):
        flash(_("The action is verified."), "done")
        return to("inspections.action", finding_id=finding.id)
    return _action(finding, form, forms.ReasonForm(formdata=None))


@bp.post("/actions/<uuid:finding_id>/return")
@guard(Permission.VERIFY, load=queries.finding)
def return_proof(finding: Finding) -> Any:
    form = forms.ReasonForm()
    if form.attempt(lambda: finding_services.return_proof(finding, reason=form.reason.data, actor=me())):
        flash(_("The home reads why, and the action is open again."), "done")
        return to("inspections.action", finding_id=finding.id)
    return _action(finding, forms.VerifyForm(formdata=None), form)


@bp.get("/actions/<uuid:finding_id>/proofs/<uuid:proof_id>")
@guard(Permission.VIEW_ACTION, load=queries.finding)
def proof(finding: Finding, proof_id: Any) -> Any:
    return download(finding, proof_id)


def download(finding: Finding, proof_id: Any) -> Any:
    """A proof's photo or paper, as an attachment."""
    found = queries.proof_of(finding, proof_id)
    if found is None or found.file is None:
        abort(404)
    answer = Response(files.read(found.file), mimetype=found.file.media_type)
    end = "pdf" if found.file.media_type == files.PDF else "jpg"
    answer.headers["Content-Disposition"] = f'attachment; filename="{finding.number}.{end}"'
    return answer
