"""Preparing a case: referral, brief, necessary?, family ladder, the child's view, which home."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from gatekeeping.bodies import queries as bodies
from gatekeeping.cases import ladder_services, queries, search, services
from gatekeeping.cases.models import Case
from gatekeeping.cases.states import Ground, Permission, State
from gatekeeping.decisions import proposal
from gatekeeping.decisions import queries as decisions
from gatekeeping.pages import forms, ladder
from gatekeeping.rules import clock_due, clock_stage
from registry_app.core import audit, clock
from registry_app.core.access import guard
from registry_app.core.db import transaction
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext, language
from registry_app.core.i18n import lazy as _
from registry_app.placements import queries as placements
from registry_app.placements import services as stays
from registry_app.placements.forms import born
from registry_app.placements.states import Rung
from registry_app.places import gazetteer
from registry_app.providers.homes import queries as homes
from registry_app.providers.ties.queries import tied_homes

bp = Blueprint("cases", __name__)


def page(template: str, case: Case, **facts: Any) -> Any:
    """A page of one case, with what every such page shows."""
    here = placements.open_stay(case.child_id)
    meeting = bodies.sitting(bodies.of_district(case.district))
    shown = {"case": case, "stay": here, "meeting": meeting, "today": clock.today(), **facts}
    return render_template(f"panel/{template}.html", **shown)


def _to(name: str, case: Case) -> Any:
    return redirect(url_for(name, case_id=case.id), code=303)


def _referral_form() -> forms.ReferralForm:
    form = forms.ReferralForm()
    held = current_user.districts(*homes.DISTRICT_ROLES)
    form.district.choices = [
        (d.code, d.name_in(language())) for d in gazetteer.districts() if held is None or d.code in held
    ]
    form.referrer_home.choices = [("", _("None of these"))] + [
        (str(home.id), f"{home.name_in(language())} · {home.register_number}")
        for home in homes.selectable(current_user)
    ]
    return form


@bp.route("/panel/referrals/new", methods=["GET", "POST"])
@guard(Permission.REFER)
def refer() -> Any:
    form, made = _referral_form(), []
    if form.attempt(lambda: made.append(_refer(form))):
        return _to("cases.show", made[0])
    return render_template("panel/referral.html", form=form)


def _refer(form: forms.ReferralForm) -> Case:
    home = homes.selected(current_user, form.referrer_home.data)
    with transaction():
        return services.refer(
            _child(form), district=form.district.data, source=form.source.data,
            danger=bool(forms.said_yes(form.danger)),
            screening=form.screening.data, legal_care=form.legal_care.data, whereabouts=form.whereabouts.data or "",
            story=form.story.data or "", referrer=form.referrer.data, actor=current_user,
            referrer_organisation=home.organisation if home else None,
        )  # fmt: skip


def _child(form: forms.ReferralForm) -> Any:
    """The child of this code whose stay the person may see, or a new child."""
    if form.child_code.data:
        known = placements.by_code(current_user, form.child_code.data)
        if known is None:
            raise DomainError(_("No child with this code stays where you work. Leave it empty for a new child."),
                              "child_code")  # fmt: skip
        return known
    for field in (form.sex, form.age, form.age_method, form.home_district):
        if field.data in (None, ""):
            raise DomainError(_("Fill in this box, or write the code of the child."), field.name)
    earliest, latest = born(form.age.data, form.age_method.data)
    return stays.know_child(
        sex=form.sex.data, born_earliest=earliest, born_latest=latest, age_method=form.age_method.data,
        home_district=form.home_district.data, unaccompanied=form.unaccompanied.data, name=form.name.data or None,
        actor=current_user,
    )  # fmt: skip


@bp.route("/panel/cases/<uuid:case_id>/screening", methods=["GET", "POST"])
@guard(Permission.PREPARE, load=queries.one)
def screening(case: Case) -> Any:
    """A person looks at a child whose case made itself."""
    form = forms.ScreeningForm()

    def deed() -> None:
        services.screen(
            case, form.screening.data, danger=bool(forms.said_yes(form.danger)), story=form.story.data or "",
            actor=current_user,
        )  # fmt: skip

    if form.attempt(deed):
        flash(gettext("Kept. The case goes on from here."), "done")
        return _to("cases.show", case)
    return page("screening", case, form=form)


@bp.get("/panel/cases/<uuid:case_id>")
@guard(Permission.VIEW, load=queries.one)
def show(case: Case) -> Any:
    """The one-page brief."""
    audit.read("child:open", case, current_user)
    meeting = bodies.sitting(bodies.of_district(case.district))
    due = clock_due("T03", case.referred_at)
    assessed = queries.assessment(case)
    return page(
        "brief",
        case,
        assessed=assessed,
        view=queries.child_view(case),
        family=queries.family(case),
        match=queries.match(case),
        rungs=ladder.rungs(case),
        found=proposal.weighed(case, meeting),
        tasks=queries.tasks(case),
        decision=decisions.newest(case),
        assessment_due=due,
        assessment_stage=0 if assessed else clock_stage(case.referred_at, due, clock.now()),
        close_form=forms.CloseForm(formdata=None),
    )


@bp.get("/panel/cases/<uuid:case_id>/necessity")
@guard(Permission.VIEW, load=queries.one)
def necessity(case: Case) -> Any:
    return page("necessity", case, form=forms.AssessmentForm(), assessed=queries.assessment(case))


@bp.post("/panel/cases/<uuid:case_id>/necessity")
@guard(Permission.PREPARE, load=queries.one)
def save_necessity(case: Case) -> Any:
    form = forms.AssessmentForm()
    if form.attempt(lambda: _assess(case, form)):
        return _to("cases.family", case)
    return page("necessity", case, form=form, assessed=queries.assessment(case))


def _assess(case: Case, form: forms.AssessmentForm) -> None:
    services.assess(
        case, on_day=form.on_day.data or clock.today(), necessary=bool(forms.said_yes(form.necessary)),
        grounds=[Ground(code) for code in form.grounds.data or []], harm=form.harm.data or "",
        help_tried=form.help_tried.data or "", second_profession=form.second_profession.data,
        parent_objects=forms.said_yes(form.parent_objects), tracing_exhausted=forms.said_yes(form.tracing_exhausted),
        age_disputed=form.age_disputed.data, in_conflict_with_law=forms.said_yes(form.in_conflict_with_law),
        actor=current_user,
    )  # fmt: skip


@bp.get("/panel/cases/<uuid:case_id>/family")
@guard(Permission.VIEW, load=queries.one)
def family(case: Case) -> Any:
    return page("family", case, form=forms.FamilyForm(), people=queries.family(case), rungs=ladder.rungs(case))


@bp.post("/panel/cases/<uuid:case_id>/family")
@guard(Permission.PREPARE, load=queries.one)
def save_family(case: Case) -> Any:
    form = forms.FamilyForm()
    if form.attempt(lambda: _add_relative(case, form)):
        return _to("cases.family", case)
    return page("family", case, form=form, people=queries.family(case), rungs=ladder.rungs(case))


def _add_relative(case: Case, form: forms.FamilyForm) -> None:
    services.add_family_member(
        case, relation=form.relation.data, name=form.name.data or "", answer=form.answer.data,
        asked_on=form.asked_on.data, note=form.note.data, actor=current_user,
    )  # fmt: skip


@bp.route("/panel/cases/<uuid:case_id>/family/<rung>", methods=["GET", "POST"])
@guard(Permission.PREPARE, load=queries.one)
def rung(case: Case, rung: str) -> Any:
    if rung not in set(Rung):
        abort(404)
    step, form = Rung(rung), ladder.form(Rung(rung), case)
    if form.attempt(lambda: ladder.answer(case, step, form, current_user)):
        return _to("cases.family", case)
    one = next(row for row in ladder.rungs(case) if row.rung is step)
    return page("rung", case, form=form, step=one, searchable=ladder_services.searchable(step, clock.today()))


@bp.get("/panel/cases/<uuid:case_id>/child-view")
@guard(Permission.VIEW, load=queries.one)
def child_view(case: Case) -> Any:
    return page("child_view", case, form=forms.ChildViewForm(), view=queries.child_view(case))


@bp.post("/panel/cases/<uuid:case_id>/child-view")
@guard(Permission.PREPARE, load=queries.one)
def save_child_view(case: Case) -> Any:
    form = forms.ChildViewForm()
    if form.attempt(lambda: _hear(case, form)):
        return _to("cases.child_view", case)
    return page("child_view", case, form=form, view=queries.child_view(case))


def _hear(case: Case, form: forms.ChildViewForm) -> None:
    services.hear_child(
        case, on_day=form.on_day.data or clock.today(), how=form.how.data, asked_by=form.asked_by.data or "",
        alone=bool(forms.said_yes(form.alone)), explained=bool(forms.said_yes(form.explained)),
        language=form.language.data or "", words=form.words.data or "", wants=form.wants.data,
        objects_to=[Rung(code) for code in form.objects_to.data or []], actor=current_user,
    )  # fmt: skip


@bp.get("/panel/cases/<uuid:case_id>/match")
@guard(Permission.VIEW, load=queries.one)
def match(case: Case) -> Any:
    care = ladder.chosen_care(case, request.args.get("care"))
    return _match_page(case, care, forms.MatchForm(), _found(case, care))


@bp.post("/panel/cases/<uuid:case_id>/match")
@guard(Permission.PREPARE, load=queries.one)
def save_match(case: Case) -> Any:
    form, care = forms.MatchForm(), ladder.chosen_care(case, request.args.get("care"))
    found = _found(case, care)
    if form.attempt(lambda: _pick(case, care, form, found)):
        return _to("cases.show", case)
    return _match_page(case, care, form, found)


def _found(case: Case, care: Rung) -> list[search.Option]:
    return search.options(case, care, clock.today(), hidden=tied_homes(current_user))


def _match_page(case: Case, care: Rung, form: forms.MatchForm, found: list[search.Option]) -> Any:
    return page(
        "match",
        case,
        form=form,
        care=care,
        cares=list(Rung),
        opened=[option for option in found if not option.closed and not option.needs],
        shut=[option for option in found if option.closed or option.needs],
        unanswered=ladder.unanswered_below(case, care),
        picked=queries.match(case),
    )


def _pick(case: Case, care: Rung, form: forms.MatchForm, found: list[search.Option]) -> None:
    home = next((option.home for option in found if str(option.home.id) == form.home.data), None)
    services.pick(
        case, care, reason=form.reason.data or "", home=home, school_changes=forms.said_yes(form.school_changes),
        culture_mismatch=forms.said_yes(form.culture_mismatch), shares_unit=forms.said_yes(form.shares_unit),
        religion_mismatch=forms.said_yes(form.religion_mismatch), actor=current_user,
        siblings_together=forms.said_yes(form.siblings_together),
        escort_is_woman=forms.said_yes(form.escort_is_woman),
    )  # fmt: skip


DEEDS = {"send": services.send, "take_back": services.take_back, "review": services.review}


@bp.post("/panel/cases/<uuid:case_id>/move/<action>")
@guard(Permission.PREPARE, load=queries.one)
def move(case: Case, action: str) -> Any:
    """Send to the panel, take back, open again for a review."""
    if action not in DEEDS:
        abort(404)
    try:
        DEEDS[action](case, actor=current_user)
    except DomainError as error:
        flash(str(error.sentence), "warning")
    return _to("cases.show", case)


@bp.post("/panel/cases/<uuid:case_id>/close")
@guard(Permission.PREPARE, load=queries.one)
def close(case: Case) -> Any:
    form = forms.CloseForm()
    if case.state is State.OPEN and form.attempt(
        lambda: services.close(case, form.reason.data or "", actor=current_user)
    ):
        flash(gettext("The case is closed."), "done")
        return redirect(url_for("panel.index"), code=303)
    flash(gettext("Write why the case is closed."), "warning")
    return _to("cases.show", case)
