"""Sitting and deciding: private views, overrides by office, the decision, the record, the sheet for the child."""

import uuid
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask_login import current_user

from gatekeeping.bodies import queries as bodies
from gatekeeping.bodies.models import Meeting
from gatekeeping.cases import queries
from gatekeeping.cases import services as case_services
from gatekeeping.cases.models import Case
from gatekeeping.cases.states import Permission, State
from gatekeeping.decisions import emergency_services, proposal, services
from gatekeeping.decisions import queries as decisions
from gatekeeping.decisions.states import Choice
from gatekeeping.pages import forms, ladder, sheet
from gatekeeping.pages.preparing import page
from gatekeeping.pages.words import ground_words, rule_words
from gatekeeping.rules import Judgement, book, judgement
from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext, label, language
from registry_app.providers.homes import queries as homes

bp = Blueprint("decisions", __name__)


def _sitting(case: Case) -> Meeting | None:
    return bodies.sitting(bodies.of_district(case.district))


@bp.route("/panel/cases/<uuid:case_id>/views", methods=["GET", "POST"])
@guard(Permission.DECLARE, load=queries.one)
def views(case: Case) -> Any:
    """Each member's own view before the talk; shown together when every counted member has given one."""
    form, meeting = forms.ViewForm(), _sitting(case)
    if meeting is not None and form.attempt(lambda: _give(case, meeting, form)):
        return redirect(url_for("decisions.views", case_id=case.id), code=303)
    given = decisions.views(case, meeting) if meeting else []
    counted = [m for m in proposal.members(case, meeting) if m.counts] if meeting else []
    mine = next((view for view in given if view.user_id == current_user.id), None)
    missing = len({m.user.id for m in counted} - {v.user_id for v in given})
    return page("views", case, form=form, given=given, mine=mine, missing=missing, counted=counted)


def _give(case: Case, meeting: Meeting, form: forms.ViewForm) -> None:
    services.give_view(case, meeting, view=form.view.data, reason=form.reason.data or "", actor=current_user)


@bp.route("/panel/cases/<uuid:case_id>/decide", methods=["GET", "POST"])
@guard(Permission.DECIDE, load=queries.one)
def decide(case: Case) -> Any:
    meeting = _sitting(case)
    if _decided(case, meeting):
        return redirect(url_for("decisions.record", case_id=case.id), code=303)
    form = _decide_form(case)
    votes = _votes(case, meeting)
    passed = {key.removeprefix("passed_"): value for key, value in request.form.items() if key.startswith("passed_")}
    if meeting is not None and form.attempt(lambda: _decide(case, meeting, form, votes, passed)):
        return redirect(url_for("decisions.record", case_id=case.id), code=303)
    return _decide_page(case, meeting, form, votes, passed)


def _decided(case: Case, meeting: Meeting | None) -> bool:
    """Nothing is left to decide: the button was pressed twice, or somebody went back after it."""
    made = decisions.newest(case)
    if made is None or case.state is State.BEFORE_PANEL:
        return False
    return case.state is not State.OPEN or (meeting is not None and made.meeting_id == meeting.id)


def _decide_form(case: Case) -> forms.DecideForm:
    form, match = forms.DecideForm(), queries.match(case)
    form.task_owner.choices = [("", gettext("Choose one")), *ladder.officers(case)]
    if match is not None and request.method == "GET":
        form.review_on.process(None, services.latest_review(case, match, clock.today()))
        form.task_due.process(None, clock.today() + timedelta(days=7))
    return form


def _votes(case: Case, meeting: Meeting | None) -> dict[uuid.UUID, Choice]:
    """The votes of those who count; a vote for anybody else is not read."""
    if meeting is None:
        return {}
    counted = [m.user.id for m in proposal.members(case, meeting) if m.counts]
    said = {key: request.form.get(f"vote-{key}", "") for key in counted}
    return {key: Choice(vote) for key, vote in said.items() if vote in set(Choice)}


def _decide(
    case: Case, meeting: Meeting, form: forms.DecideForm, votes: dict[uuid.UUID, Choice], passed: dict[str, str]
) -> None:
    words = services.Words(
        reasons=form.reasons.data or "", conditions=form.conditions.data or "", dissent=form.dissent.data or "",
        question=form.question.data or "", review_on=form.review_on.data, task=form.task.data or "",
        task_owner=ladder.owner(case, form.task_owner.data), task_due=form.task_due.data, passed=passed,
    )  # fmt: skip
    services.decide(case, meeting, outcome=form.outcome.data, votes=votes, words=words, actor=current_user)


def _decide_page(
    case: Case, meeting: Meeting | None, form: forms.DecideForm, votes: dict[uuid.UUID, Choice], passed: dict[str, str]
) -> Any:
    match = queries.match(case)
    made = proposal.build(case, meeting, votes)
    return page(
        "decide",
        case,
        form=form,
        match=match,
        members=proposal.members(case, meeting) if meeting else [],
        votes=votes,
        passed=passed,
        choices=[(c.value, label(c)) for c in Choice],
        found=judgement(made) if made else None,
        lifted={o.rule: o for o in decisions.overrides(case, clock.today())},
        latest=services.latest_review(case, match, clock.today()) if match else None,
        panel_levels=("CPU_HEAD", "PANEL_CHAIR", "PANEL"),
    )


@bp.get("/panel/cases/<uuid:case_id>/record")
@guard(Permission.VIEW, load=queries.one)
def record(case: Case) -> Any:
    """The decision in six sentences, read aloud; then it is locked."""
    decision = decisions.newest(case)
    if decision is None:
        abort(404)
    told = decisions.tellings(decision)
    return page("record", case, decision=decision, told=told, tell_form=forms.TellForm(formdata=None))


@bp.post("/panel/cases/<uuid:case_id>/lock")
@guard(Permission.DECIDE, load=queries.one)
def lock(case: Case) -> Any:
    decision = decisions.newest(case)
    if decision is None:
        abort(404)
    try:
        services.lock(decision, actor=current_user)
    except DomainError as error:
        flash(str(error.sentence), "warning")
    return redirect(url_for("decisions.record", case_id=case.id), code=303)


@bp.post("/panel/cases/<uuid:case_id>/tell")
@guard(Permission.TELL, load=queries.one)
def tell(case: Case) -> Any:
    """The child was told, and how the child took it."""
    form, decision = forms.TellForm(), decisions.newest(case)
    if decision is None:
        abort(404)
    deed = lambda: services.tell(  # noqa: E731
        decision, told_on=form.told_on.data or clock.today(), reaction=form.reaction.data or "", actor=current_user
    )
    if form.attempt(deed):
        return redirect(url_for("decisions.record", case_id=case.id), code=303)
    return page("record", case, decision=decision, told=decisions.tellings(decision), tell_form=form)


@bp.get("/panel/cases/<uuid:case_id>/child-sheet")
@guard(Permission.VIEW, load=queries.one)
def child_sheet(case: Case) -> Any:
    decision = decisions.newest(case)
    if decision is None:
        abort(404)
    return page("child_sheet", case, decision=decision, lines=sheet.lines(case, decision))


@bp.get("/panel/cases/<uuid:case_id>/child-sheet.pdf")
@guard(Permission.VIEW, load=queries.one)
def child_sheet_pdf(case: Case) -> Any:
    decision = decisions.newest(case)
    if decision is None:
        abort(404)
    answer = Response(sheet.pdf_of(case, decision, language()), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="sheet.pdf"'
    return answer


@bp.get("/panel/cases/<uuid:case_id>/exceptions")
@guard(Permission.VIEW, load=queries.one)
def exceptions(case: Case) -> Any:
    """What an office may lift for this case: typed, dated, never edited."""
    found = proposal.weighed(case, _sitting(case))
    return _exceptions_page(case, _override_form(found), found)


@bp.post("/panel/cases/<uuid:case_id>/exceptions")
@guard(Permission.OVERRIDE, load=queries.one)
def lift(case: Case) -> Any:
    found = proposal.weighed(case, _sitting(case))
    form = _override_form(found)
    if form.attempt(lambda: _override(case, form)):
        return redirect(url_for("decisions.exceptions", case_id=case.id), code=303)
    return _exceptions_page(case, form, found)


def _exceptions_page(case: Case, form: forms.OverrideForm, found: Judgement | None) -> Any:
    return page("exceptions", case, form=form, found=found, lifted=decisions.overrides(case, clock.today()))


def _override_form(found: Judgement | None) -> forms.OverrideForm:
    form, rules = forms.OverrideForm(), book(clock.today())
    raised = [*(found.exceptions if found else ()), *(found.warnings if found else ())]
    form.rule.choices = [("", gettext("Choose one"))] + [(rule, f"{rule} · {rule_words(rule)}") for rule in raised]
    grounds = dict.fromkeys(g for rule in raised if rule in rules.exceptions for g in rules.exceptions[rule].grounds)
    form.ground.choices = [("", gettext("Choose one"))] + [(ground, ground_words(ground)) for ground in grounds]
    return form


def _override(case: Case, form: forms.OverrideForm) -> None:
    services.override(
        case, form.rule.data, reason=form.reason.data or "", ground=form.ground.data or None, until=form.until.data,
        actor=current_user,
    )  # fmt: skip


@bp.route("/panel/cases/<uuid:case_id>/emergency", methods=["GET", "POST"])
@guard(Permission.EMERGENCY, load=queries.one)
def emergency(case: Case) -> Any:
    form = forms.EmergencyForm()
    form.home.choices = [("", gettext("Choose one"))] + [
        (str(home.id), f"{home.name_in(language())} · {home.register_number}")
        for home in homes.selectable(current_user)
    ]
    blocked: dict[str, Any] = {}
    if form.attempt(lambda: _emergency(case, form, blocked)):
        return redirect(url_for("cases.show", case_id=case.id), code=303)
    return page("emergency", case, form=form, blocked=list(blocked))


def _emergency(case: Case, form: forms.EmergencyForm, blocked: dict[str, Any]) -> None:
    home = homes.selected(current_user, form.home.data)
    if home is None:
        raise DomainError(gettext("Choose a home from the list."), "home")
    try:
        emergency_services.begin_emergency(
            case, home, form.care_type.data, danger=form.danger.data or "", tried=form.tried.data or "",
            escort_is_woman=forms.said_yes(form.escort_is_woman), shares_unit=forms.said_yes(form.shares_unit),
            in_conflict_with_law=forms.said_yes(form.in_conflict_with_law), actor=current_user,
        )  # fmt: skip
    except services.Blocked as refused:
        blocked.update(refused.explain)
        raise


@bp.post("/panel/cases/<uuid:case_id>/tasks/<uuid:task_id>/done")
@guard(Permission.PREPARE, load=queries.one)
def task_done(case: Case, task_id: uuid.UUID) -> Any:
    task = case_services.task_of(task_id, case)
    if task is None:
        abort(404)
    case_services.finish_task(task, actor=current_user)
    return redirect(url_for("cases.show", case_id=case.id), code=303)
