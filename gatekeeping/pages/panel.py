"""The body's own pages: its meetings, its list of cases, reviews first, and the roll call."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from gatekeeping.bodies import queries as bodies
from gatekeeping.bodies import services as body_services
from gatekeeping.bodies.models import Body, Meeting
from gatekeeping.bodies.states import Permission, Presence
from gatekeeping.cases import queries as cases
from gatekeeping.cases import services as case_services
from gatekeeping.cases.states import State
from gatekeeping.decisions import queries as decisions
from gatekeeping.pages.forms import InterestForm, PlanForm
from gatekeeping.pages.words import FILTERS
from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext, label
from registry_app.providers.vetting import official_queries as officials
from registry_app.providers.vetting.states import OfficialKind

bp = Blueprint("panel", __name__)
for _name, _filter in FILTERS.items():
    bp.add_app_template_filter(_filter, _name)

REVIEW_AHEAD = timedelta(days=14)


@bp.get("/panel")
@guard(Permission.VIEW)
def index() -> Any:
    mine, today = bodies.mine(current_user), clock.today()
    waiting, prepared = cases.worklist(current_user, State.BEFORE_PANEL), cases.worklist(current_user, State.OPEN)
    return render_template(
        "panel/index.html",
        bodies=mine,
        meetings=bodies.coming(mine),
        reviews=decisions.reviews_due(current_user, today + REVIEW_AHEAD),
        waiting=waiting,
        prepared=prepared,
        stays=cases.open_stays([*waiting, *prepared]),
        today=today,
        now=clock.now(),
        form=PlanForm(formdata=None),
    )


@bp.get("/panel/reviews")
@guard(Permission.VIEW)
def reviews() -> Any:
    found = decisions.reviews_due(current_user, clock.today() + timedelta(days=90))
    return render_template("panel/reviews.html", reviews=found, today=clock.today())


@bp.post("/panel/bodies/<uuid:body_id>/meetings")
@guard(Permission.PLAN, load=bodies.one_body)
def plan(body: Body) -> Any:
    form, made = PlanForm(), []
    deed = lambda: made.append(  # noqa: E731
        body_services.plan_meeting(
            body, on_day=form.on_day.data or clock.today(), urgent=form.urgent.data, actor=current_user
        )
    )
    if form.attempt(deed):
        return redirect(url_for("panel.meeting", meeting_id=made[0].id), code=303)
    return render_template("panel/plan.html", form=form, body=body)


@bp.get("/panel/meetings/<uuid:meeting_id>")
@guard(Permission.VIEW_MEETING, load=bodies.one)
def meeting(found: Meeting) -> Any:
    return _meeting_page(found, _interest_form(found))


def _interest_form(found: Meeting) -> InterestForm:
    form = InterestForm()
    seats = bodies.seats(found.body, clock.today())
    form.member.choices = [("", gettext("Choose one"))] + [(str(s.user_id), s.user.name) for s in seats]
    form.case.choices = [("", gettext("Choose one"))] + [
        (str(case.id), case.child.code) for case in cases.worklist(current_user, State.BEFORE_PANEL)
    ]
    return form


def _meeting_page(found: Meeting, form: InterestForm) -> Any:
    waiting, seats = cases.worklist(current_user, State.BEFORE_PANEL), bodies.seats(found.body, clock.today())
    return render_template(
        "panel/meeting.html",
        meeting=found,
        seats=seats,
        unvetted=officials.not_clear(OfficialKind.PANEL_MEMBER, [seat.user for seat in seats]),
        presence=bodies.presence(found),
        presences=[(p.value, label(p)) for p in Presence],
        waiting=waiting,
        form=form,
        today=clock.today(),
    )


@bp.post("/panel/meetings/<uuid:meeting_id>/roll")
@guard(Permission.LEAD, load=bodies.one)
def roll(found: Meeting) -> Any:
    # Only those who hold a seat today are read; anything else in the form is nobody's presence.
    said = {s.user_id: request.form.get(f"here-{s.user_id}", "") for s in bodies.seats(found.body, clock.today())}
    here = {key: Presence(value) for key, value in said.items() if value in set(Presence)}
    _or_say_why(lambda: body_services.call_roll(found, here, actor=current_user))
    return redirect(url_for("panel.meeting", meeting_id=found.id), code=303)


def _or_say_why(deed: Callable[[], object]) -> None:
    """Carry it out, or show the sentence that says why not: over already, or another meeting still sits."""
    try:
        deed()
    except DomainError as error:
        flash(str(error.sentence), "warning")


@bp.post("/panel/meetings/<uuid:meeting_id>/interests")
@guard(Permission.LEAD, load=bodies.one)
def interest(found: Meeting) -> Any:
    """A declared interest: the case leaves that member's view, and the member neither counts nor votes on it."""
    form = _interest_form(found)

    def deed() -> None:
        case = cases.one(current_user, uuid.UUID(form.case.data))
        seat = next(s for s in bodies.seats(found.body, clock.today()) if str(s.user_id) == form.member.data)
        assert case is not None
        case_services.declare_interest(case, seat.user, form.note.data or "", actor=current_user)

    if form.attempt(deed):
        flash(
            gettext("The interest is noted. This member does not see that child any more, and does not vote."), "done"
        )
        return redirect(url_for("panel.meeting", meeting_id=found.id), code=303)
    return _meeting_page(found, form)


@bp.post("/panel/meetings/<uuid:meeting_id>/close")
@guard(Permission.LEAD, load=bodies.one)
def close(found: Meeting) -> Any:
    _or_say_why(lambda: body_services.close_meeting(found, actor=current_user))
    return redirect(url_for("panel.index"), code=303)
