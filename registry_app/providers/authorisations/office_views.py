"""/office/applications: the queue, one application, its answers and questions, and each step towards the decision."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core import clock, serving_files
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import LANGUAGES, label, language
from registry_app.core.i18n import gettext as _
from registry_app.places import gazetteer
from registry_app.providers.applications import clocks, office_services, reading
from registry_app.providers.applications import queries as applications
from registry_app.providers.applications.models import Application, ApplicationFlag, ApplicationPaper
from registry_app.providers.applications.states import Permission as Apply
from registry_app.providers.applications.states import State
from registry_app.providers.authorisations import casework, forms, listing, queries, rules, services
from registry_app.providers.authorisations import papers as papers_kept
from registry_app.providers.authorisations.states import Permission, outcome_words

bp = Blueprint("office_applications", __name__, url_prefix="/office/applications")
ONE = "/<uuid:application_id>"


def _onward(application: Application, words: str) -> Any:
    flash(words, "done")
    return redirect(url_for(".one", application_id=application.id), code=303)


def _choices() -> dict[str, list[tuple[str, str]]]:
    states = [one for one in State if one is not State.DRAFT]
    return {
        "state": [(listing.OPEN, _("Not decided yet")), *((one.value, label(one)) for one in states)],
        "district": [(one.code, one.name_in(language())) for one in gazetteer.districts()],
        "turn": [("office", _("The office's turn")), ("applicant", _("The applicant's turn"))],
    }


@bp.context_processor
def _permissions() -> dict[str, Any]:
    return {"check_permission": Apply.CHECK, "set_aside_permission": Permission.SET_ASIDE, "words": outcome_words}


@bp.get("")
@guard(Permission.QUEUE)
def queue() -> Any:
    wish, today = listing.queue_wish(request.args), clock.today()
    found = listing.queue(current_user, wish, request.args.get("after"))
    rows = [(one, clocks.pressing(one, today)) for one in found.rows]
    asked = {name: value for name, value in vars(wish).items() if value != listing.OPEN or name != "state"}
    onward = url_for(".queue", **asked, after=found.next_token) if found.next_token else ""
    return render_template(
        "office/applications.html", rows=rows, wish=wish, choices=_choices(), onward=onward,
        first=not request.args.get("after"), district=lambda code: gazetteer.district(code).name_in(language()),
    )  # fmt: skip


@bp.get(ONE)
@guard(Permission.VIEW, load=applications.one)
def one(application: Application) -> Any:
    whole = clocks.of_decision(application, clock.today())
    decider = casework.may_decide_in_time(current_user)
    return render_template(
        "office/application.html", application=application, steps=casework.steps(application, current_user),
        blocks=casework.in_the_way(application), clocks=clocks.today_of(application),
        undone=queries.undone(application), proposed=casework.proposed_aside(application),
        parts=reading.parts(application), papers=reading.papers(application),
        waiting=casework.open_questions(application), ruling=queries.last_ruling(application),
        not_me=casework.why_not_me(application, current_user) if decider else "",
        timeline=casework.history(application, whole.by if whole else None), given=queries.given_by(application),
    )  # fmt: skip


@bp.get(f"{ONE}/answers/<section>")
@guard(Permission.VIEW, load=applications.one)
def answers(application: Application, section: str) -> Any:
    part = next((part for part in reading.parts(application) if part.id == section), None) or abort(404)
    waiting = {flag.field: flag for flag in casework.open_questions(application) if flag.section == section}
    return render_template("office/application_answers.html", application=application, part=part, waiting=waiting)


@bp.get(f"{ONE}/papers")
@guard(Permission.VIEW, load=applications.one)
def papers(application: Application) -> Any:
    waiting = {flag.field: flag for flag in casework.open_questions(application) if flag.section == "papers"}
    given = reading.papers(application)
    return render_template("office/application_papers.html", application=application, papers=given, waiting=waiting)


def _asked_about(application: Application, section: str, field: str) -> str:
    """What the question is about, in words; 404 when there is no such answer or paper."""
    if section == "papers":
        found: Any = next((row.name for row in reading.papers(application) if row.code == field), None)
    else:
        rows = [row for part in reading.parts(application) if part.id == section for row in part.rows]
        found = next((row.label for row in rows if row.field == field), None)
    return found or abort(404)


@bp.route(f"{ONE}/ask/<section>/<field>", methods=["GET", "POST"])
@guard(Apply.CHECK, load=applications.one)
def ask(application: Application, section: str, field: str) -> Any:
    about = _asked_about(application, section, field)
    known = next((f for f in casework.open_questions(application) if (f.section, f.field) == (section, field)), None)
    form = forms.QuestionForm(obj=known)
    if form.attempt(
        lambda: office_services.flag(
            application, section=section, field=field, note=form.note.data or "", actor=current_user
        )
    ):
        return _onward(application, _("The question waits until you send all of them."))
    return render_template("office/application_ask.html", application=application, form=form, about=about)


@bp.post(f"{ONE}/questions/<uuid:flag_id>/remove")
@guard(Apply.CHECK, load=applications.one)
def unask(application: Application, flag_id: uuid.UUID) -> Any:
    flag: ApplicationFlag = next((one for one in application.flags if one.id == flag_id), None) or abort(404)
    return _try(application, lambda: office_services.unflag(flag, actor=current_user), _("The question is taken back."))


def _try(application: Application, deed: Any, words: str) -> Any:
    """A press of one button: done, or the sentence that says why not."""
    try:
        deed()
    except DomainError as error:
        flash(str(error.sentence), "error")
        return redirect(url_for(".one", application_id=application.id), code=303)
    return _onward(application, words)


@bp.post(f"{ONE}/return")
@guard(Apply.CHECK, load=applications.one)
def send_back(application: Application) -> Any:
    return _try(
        application,
        lambda: office_services.return_to_applicant(application, actor=current_user),
        _("The questions are sent. It is the applicant's turn."),
    )


@bp.post(f"{ONE}/complete")
@guard(Apply.CHECK, load=applications.one)
def complete(application: Application) -> Any:
    return _try(
        application,
        lambda: office_services.mark_complete(application, actor=current_user),
        _("The application is complete."),
    )


def _paper(actor: Any, application_id: uuid.UUID, paper_id: uuid.UUID) -> ApplicationPaper | None:
    return applications.paper_of(actor, application_id, paper_id)


@bp.post(f"{ONE}/papers/<uuid:paper_id>/seen")
@guard(Apply.CHECK, load=applications.one)
def see_paper(application: Application, paper_id: uuid.UUID) -> Any:
    paper = _paper(current_user, application.id, paper_id) or abort(404)
    return _try(
        application,
        lambda: office_services.see_paper(paper, actor=current_user),
        _("The paper was seen in the office."),
    )


@bp.get(f"{ONE}/papers/<uuid:paper_id>")
@guard(Permission.VIEW, load=applications.one)
def paper(application: Application, paper_id: uuid.UUID) -> Any:
    found = _paper(current_user, application.id, paper_id)
    if found is None or found.file is None:
        abort(404)
    return serving_files.attachment(found.file)


@bp.route(f"{ONE}/vetting", methods=["GET", "POST"])
@guard(Permission.RECORD_VETTING, load=applications.one)
def vetting(application: Application) -> Any:
    form = forms.outcomes_form(queries.vetting_table(application))
    if form.attempt(lambda: services.record_vetting(application, form.outcomes(), actor=current_user)):
        return _onward(application, _("The outcomes are recorded."))
    unnamed = queries.groups_without_people(application)
    return render_template("office/application_vetting.html", application=application, form=form, unnamed=unnamed)


@bp.route(f"{ONE}/complaint-gate", methods=["GET", "POST"])
@guard(Permission.RECORD_CRM, load=applications.one)
def complaint_gate(application: Application) -> Any:
    household = bool(application.home and application.home.household)
    keys = rules.crm_checks(queries.book(), household)
    form = forms.gate_form(keys)
    if form.attempt(
        lambda: services.record_crm_check(
            application, form.results(), on=forms.chosen(form.on), note=form.note.data or "", actor=current_user
        )
    ):
        return _onward(application, _("What you saw is recorded."))
    return render_template("office/application_gate.html", application=application, form=form, keys=keys)


@bp.route(f"{ONE}/visit", methods=["GET", "POST"])
@guard(Permission.RECORD_VISIT, load=applications.one)
def visit(application: Application) -> Any:
    form = forms.VisitForm()
    if form.attempt(
        lambda: services.record_pre_registration_visit(
            application, forms.chosen(form.on), form.critical_zero.data == "yes", current_user
        )
    ):
        return _onward(application, _("The visit is recorded."))
    return render_template("office/application_visit.html", application=application, form=form)


@bp.route(f"{ONE}/recommendation", methods=["GET", "POST"])
@guard(Permission.RECOMMEND, load=applications.one)
def recommendation(application: Application) -> Any:
    form = forms.RecommendationForm()
    if form.attempt(
        lambda: services.recommend(
            application, recommendation=form.recommendation.data, text=form.text.data or "", actor=current_user
        )
    ):
        return _onward(application, _("Your recommendation is recorded."))
    blocks = casework.in_the_way(application)
    return render_template("office/application_recommendation.html", application=application, form=form, blocks=blocks)


@bp.route(f"{ONE}/hearing", methods=["GET", "POST"])
@guard(Permission.RECORD_HEARING, load=applications.one)
def hearing(application: Application) -> Any:
    form = forms.HearingForm(obj=queries.hearing(application))
    if form.attempt(
        lambda: services.record_hearing(
            application,
            notice_on=forms.chosen(form.notice_on),
            held_on=form.held_on.data,
            said=form.said.data or "",
            actor=current_user,
        )
    ):
        return _onward(application, _("The hearing is recorded."))
    return render_template("office/application_hearing.html", application=application, form=form)


@bp.get(f"{ONE}/letter-<code>.pdf")
@guard(Permission.VIEW, load=applications.one)
def letter(application: Application, code: str) -> Any:
    ruling = queries.last_ruling(application)
    if ruling is None or code not in LANGUAGES:
        abort(404)
    return serving_files.paper(papers_kept.letter(ruling, code), papers_kept.PDF, f"{application.number}-{code}.pdf")
