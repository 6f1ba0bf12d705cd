"""The inspector's pages: the day, the plan, and a visit part by part, all by ordinary posts."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from inspections import checks, forms, gradings, planning, queries, services, sheets, team_services, wording
from inspections.due import proposals, words
from inspections.models import Visit
from inspections.standards import queries as governed
from inspections.states import Danger, Method, Permission, VisitState, VisitType
from registry_app.accounts.models import User
from registry_app.core import clock
from registry_app.core.access import guard, may
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import gettext as said_in_the_book
from registry_app.core.i18n import language
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType

bp = Blueprint("field", __name__, url_prefix="/field")


def me() -> User:
    """The person signed in, as a row."""
    person: User = current_user._get_current_object()
    return person


def to(endpoint: str, **values: Any) -> Any:
    return redirect(url_for(endpoint, **values), code=303)


def _still_under_way(visit: Visit) -> None:
    """Parts of a visit are open only between arrival and sending; else its brief says where it stands."""
    if visit.state is not VisitState.UNDER_WAY:
        abort(to("field.brief", visit_id=visit.id))


@bp.get("")
@guard(Permission.DAY)
def day() -> Any:
    mine, today = queries.my_visits(me()), clock.today()
    start = planning.starting_point(me())
    now = [visit for visit in mine if visit.planned_for <= today or visit.state is VisitState.UNDER_WAY]
    later = [visit for visit in mine if visit not in now]
    far = {visit.id: planning.distance(start, visit.home) for visit in mine}
    return render_template("field/day.html", now=now, later=later, far=far, sent=queries.my_sent(me()))


@bp.get("/plan")
@guard(Permission.PLAN)
def plan() -> Any:
    """Homes that are due, and any other home by choice: a visit may be wanted before it is due."""
    chosen = homes.selected(me(), request.args.get("home"))
    if chosen is not None:
        return to("field.plan_home", home_id=chosen.id)
    others = [(str(home.id), f"{home.name_in(language())} · {home.register_number}") for home in homes.selectable(me())]
    due = planning.due(me(), clock.today())
    return render_template(
        "field/plan.html", due=due, today=clock.today(), others=others, sentence=words.sentence
    )  # fmt: skip


@bp.route("/plan/<uuid:home_id>", methods=["GET", "POST"])
@guard(Permission.PLAN_HERE, load=homes.one)
def plan_home(home: Home) -> Any:
    (reasons, risk), framework = planning.for_home(home, clock.today()), governed.in_force_on(clock.today())
    offer = proposals.of(me(), home, framework, planning.suggested(reasons), clock.today())
    form = forms.PlanForm(
        type=offer.kind, on=clock.today(), announced="yes" if offer.told else "no",
        lead=str(offer.team.lead.key) if offer.team else "",
        members=[str(one.key) for one in offer.team.members] if offer.team else [],
    )  # fmt: skip
    titles = {s: said_in_the_book(one.title) for s, one in framework.standards.items()}
    form.offer(queries.inspectors(home), sorted({s.care_type for s in home.services}), titles)
    made: list[Visit] = []
    if form.attempt(lambda: made.append(_plan(home, form))):
        return _planned(made[0])
    return render_template(
        "field/plan_home.html", home=home, form=form, reasons=reasons, risk_found=risk, today=clock.today(),
        offer=offer, sentence=words.sentence,
    )  # fmt: skip


def _planned(visit: Visit) -> Any:
    """Onwards to the visit, or back to the plan with a word that it is planned."""
    if not may(Permission.BRIEF, visit) and not may(Permission.VIEW, visit):
        flash(_("The visit is planned. Those who go see it in their day."), "done")
    return _onward(visit)


def _onward(visit: Visit) -> Any:
    return redirect(_place_of(visit), code=303)


def _place_of(visit: Visit) -> str:
    """The visit as this person may see it: an inspector who stays behind does not see the plan of others."""
    if may(Permission.BRIEF, visit):
        return url_for("field.brief", visit_id=visit.id)
    if may(Permission.VIEW, visit):
        return url_for("inspections.report", visit_id=visit.id)
    return url_for("field.plan")


def _plan(home: Home, form: forms.PlanForm) -> Visit:
    people = {str(user.id): user for user in queries.inspectors(home)}
    return services.plan(
        home,
        type=VisitType(form.type.data),
        on=form.on.data or clock.today(),
        announced=form.announced.data == "yes",
        care_type=CareType(form.care_type.data),
        lead=people[form.lead.data],
        members=[people[key] for key in form.members.data or ()],
        why=form.why.data or "",
        standards=form.standards.data or (),
        actor=me(),
    )


@bp.get("/visits/<uuid:visit_id>")
@guard(Permission.BRIEF, load=queries.one_of_team)
def brief(visit: Visit) -> Any:
    last = queries.last_published(visit.home, VisitType.FULL)
    held = wording.limits(gradings.framework_of(last), last.limited_by or [], last.grade) if last else []
    return render_template(
        "field/brief.html",
        visit=visit,
        steps=sheets.steps(visit, queries.answers(visit)),
        held=held,
        actions=queries.findings(visit.home, open_only=True),
        reasons=planning.reasons_for(visit.home, clock.today()),
        offered=planning.offered(visit.home),
        words=sheets.criterion_text,
        team=sheets.team(visit),
        lacks=sheets.lacks(visit),
        cancelling=forms.ReasonForm(),
        permission=Permission,
    )


@bp.route("/visits/<uuid:visit_id>/team", methods=["GET", "POST"])
@guard(Permission.CHANGE_TEAM, load=queries.one)
def team(visit: Visit) -> Any:
    """Other people for a planned visit; those who may not go any more are named and no longer offered."""
    people = {str(user.id): user for user in queries.inspectors(visit.home)}
    if visit.state is not VisitState.PLANNED:
        return _onward(visit)
    others = [str(member.user_id) for member in visit.team if member.user_id != visit.lead.id]
    form = forms.TeamForm(lead=str(visit.lead.id), members=others).offer(list(people.values()))
    if form.attempt(
        lambda: team_services.change_team(
            visit, lead=people[form.lead.data], members=[people[key] for key in form.members.data or ()],
            reason=form.reason.data, actor=me(),
        )
    ):  # fmt: skip
        flash(_("The team is changed. Those who go see the visit in their day."), "done")
        return _onward(visit)
    kept_away = [member.user.name for member in visit.team if str(member.user_id) not in people]
    return render_template("field/team.html", visit=visit, form=form, kept_away=kept_away, back=_place_of(visit))


@bp.post("/visits/<uuid:visit_id>/cancel")
@guard(Permission.CANCEL, load=queries.one)
def cancel(visit: Visit) -> Any:
    form = forms.ReasonForm()
    if not form.attempt(lambda: services.cancel(visit, reason=form.reason.data, actor=me())):
        flash(_("Say why the visit is cancelled."), "error")
        return to("field.brief", visit_id=visit.id)
    flash(_("The visit is cancelled."), "done")
    return to("field.day")


@bp.route("/visits/<uuid:visit_id>/arrive", methods=["GET", "POST"])
@guard(Permission.FILL, load=queries.one_of_team)
def arrive(visit: Visit) -> Any:
    if visit.state is not VisitState.PLANNED:
        return to("field.brief", visit_id=visit.id)
    form = forms.ArriveForm()
    if form.attempt(
        lambda: services.arrive(
            visit, entry=form.entry.data, opened_by=form.opened_by.data, note=form.note.data or "", actor=me()
        )
    ):
        return to("field.close" if visit.obstructed else "field.danger", visit_id=visit.id)
    return render_template("field/arrive.html", visit=visit, form=form)


@bp.route("/visits/<uuid:visit_id>/danger", methods=["GET", "POST"])
@guard(Permission.FILL, load=queries.one_of_team)
def danger(visit: Visit) -> Any:
    _still_under_way(visit)
    seen = visit.dangers
    known = {} if seen is None else {d.value: "yes" if d.value in seen else "no" for d in Danger}
    form = forms.DangerForm(told=visit.danger_told, **known)
    if form.attempt(lambda: services.record_dangers(visit, form.dangers(), told=form.told.data or "", actor=me())):
        done = not visit.dangers or visit.danger_told
        return to("field.standards" if done else "field.danger", visit_id=visit.id)
    return render_template("field/danger.html", visit=visit, form=form, dangers=list(Danger))


@bp.get("/visits/<uuid:visit_id>/s")
@guard(Permission.FILL, load=queries.one_of_team)
def standards(visit: Visit) -> Any:
    _still_under_way(visit)
    rows = sheets.rows(visit, queries.answers(visit))
    return render_template("field/standards.html", visit=visit, rows=rows)


@bp.route("/visits/<uuid:visit_id>/s/<int:n>", methods=["GET", "POST"])
@guard(Permission.FILL, load=queries.one_of_team)
def standard(visit: Visit, n: int) -> Any:
    _still_under_way(visit)
    numbers = sheets.numbers(visit)
    if n not in numbers:
        abort(404)
    if request.method == "POST":
        return _save(visit, n)
    return _sheet(visit, sheets.cards(visit, n, queries.answers(visit)), n)


def _sheet(visit: Visit, cards: list[sheets.Card], n: int, sentence: Any = "", status: int = 200) -> Any:
    title = wording.standard(gradings.framework_of(visit), f"S{n}")
    page = render_template(
        "field/standard.html",
        visit=visit,
        cards=cards,
        n=n,
        title=title,
        methods=list(Method),
        sentence=sentence,
        offered=planning.offered(visit.home),
    )
    return page, status


def _save(visit: Visit, n: int) -> Any:
    """Save what was typed. What another inspector saved meanwhile stays, and both are shown with status 409."""
    asked = [c for c in visit.scope if c.startswith(f"S{n}.")]
    typed = forms.answers_given(request.form, asked)
    try:
        result = services.save_answers(visit, typed, actor=me())
    except DomainError as error:
        cards = sheets.cards(visit, n, queries.answers(visit), typed)
        return _sheet(visit, [sheets.refused(card, error) for card in cards], n, error.sentence, 422)
    if result.conflicts:
        answers = queries.answers(visit)
        left = {criterion: typed[criterion] for criterion in result.conflicts}
        cards = sheets.cards(visit, n, answers, left)
        cards = [sheets.beside(c, answers[c.criterion.id]) if c.criterion.id in left else c for c in cards]
        return _sheet(visit, cards, n, _("Another inspector saved some of these. See both and choose."), 409)
    flash(_("Saved."), "done")
    onward = request.form.get("onward")
    return (
        to("field.standard", visit_id=visit.id, n=n) if onward == "stay" else to("field.standards", visit_id=visit.id)
    )


@bp.route("/visits/<uuid:visit_id>/children", methods=["GET", "POST"])
@guard(Permission.FILL, load=queries.one_of_team)
def children(visit: Visit) -> Any:
    _still_under_way(visit)
    form = forms.ChildrenForm(
        present=visit.children_present, heard=visit.children_heard, coached=visit.children_coached,
        reason=visit.sample_reason, talks_refused=visit.talks_refused, records_refused=visit.records_refused,
    )  # fmt: skip
    if form.attempt(lambda: _count(visit, form)):
        flash(_("Saved."), "done")
        return to("field.brief", visit_id=visit.id)
    return render_template("field/children.html", visit=visit, form=form, sample=sheets.sample(visit))


def _count(visit: Visit, form: forms.ChildrenForm) -> None:
    services.record_children(
        visit, present=form.present.data or 0, heard=form.heard.data or 0, coached=form.coached.data or 0,
        reason=form.reason.data or "", records_refused=form.records_refused.data,
        talks_refused=form.talks_refused.data, actor=me(),
    )  # fmt: skip


@bp.get("/visits/<uuid:visit_id>/grade")
@guard(Permission.FILL, load=queries.one_of_team)
def grade(visit: Visit) -> Any:
    _still_under_way(visit)
    grading = gradings.of_visit(visit, **queries.under(visit))
    return render_template(
        "field/grade.html",
        visit=visit,
        grading=grading,
        bars=sheets.bars(grading),
        limits=wording.of_grading(grading),
        changes=wording.changes(grading),
    )


@bp.route("/visits/<uuid:visit_id>/close", methods=["GET", "POST"])
@guard(Permission.FILL, load=queries.one_of_team)
def close(visit: Visit) -> Any:
    _still_under_way(visit)
    form = forms.CloseForm()
    if form.attempt(
        lambda: services.submit(
            visit, signature=form.signature.data, signed_by=form.signed_by.data,
            manager_comment=form.manager_comment.data or "", actor=me(),
        )
    ):  # fmt: skip
        return to("field.sent", visit_id=visit.id)
    wanting = checks.wanting(visit, queries.answers(visit))
    return render_template("field/close.html", visit=visit, form=form, wanting=wanting, low=sheets.low(visit))


@bp.get("/visits/<uuid:visit_id>/sent")
@guard(Permission.BRIEF, load=queries.one_of_team)
def sent(visit: Visit) -> Any:
    if visit.submitted_at is None:
        return to("field.brief", visit_id=visit.id)
    return render_template("field/sent.html", visit=visit, actions=queries.findings_of(visit))
