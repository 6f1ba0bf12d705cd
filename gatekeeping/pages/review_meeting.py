"""Reviews in a meeting: the list of one vote, pulling out, the vote, and one child alone."""

import uuid
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from gatekeeping.bodies import queries as bodies
from gatekeeping.bodies.models import Meeting
from gatekeeping.bodies.states import Permission as OfBodies
from gatekeeping.bodies.states import Presence
from gatekeeping.decisions.states import Choice
from gatekeeping.pages.review_forms import AloneForm, KnownForm
from gatekeeping.reviews import queries, services
from gatekeeping.reviews.models import ReviewItem
from gatekeeping.reviews.states import ItemState, Permission
from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label
from registry_app.placements.legacy.states import ReviewOutcome

bp = Blueprint("review_meeting", __name__, url_prefix="/panel/meetings")


def _said(meeting: Meeting, deed: Callable[[], str]) -> Any:
    """Carry it out and go back to the list, with its sentence or with the one that says why not."""
    try:
        flash(deed(), "done")
    except DomainError as error:
        flash(str(error.sentence), "warning")
    return redirect(url_for(".listed", meeting_id=meeting.id), code=303)


def _votes(meeting: Meeting) -> dict[uuid.UUID, Choice]:
    """The votes as they were pressed; anything that is no member's vote is left out."""
    said = {s.user_id: request.form.get(f"vote-{s.user_id}", "") for s in bodies.seats(meeting.body, clock.today())}
    return {key: Choice(value) for key, value in said.items() if value in set(Choice)}


def _page(meeting: Meeting, form: KnownForm) -> Any:
    seen = queries.seen_items(current_user, meeting)
    seats, here = bodies.seats(meeting.body, clock.today()), bodies.presence(meeting)
    of_state = {state: [pair for pair in seen if pair[0].state is state] for state in ItemState}
    known = queries.interests([item.row for item, _subject in seen])
    without = {
        item.id: [one.user.name for one in services.members(meeting, subject, known.get(item.row_id, {}), here)
                  if one.conflicts or one.presented]
        for item, subject in of_state[ItemState.TOGETHER] if subject is not None
    }  # fmt: skip
    form.offer(
        [(str(seat.user_id), seat.user.name) for seat in seats],
        [(str(item.row_id), item.row.child.code) for item, _subject in seen if item.row.child],
    )
    return render_template(
        "reviewing/meeting.html", meeting=meeting, of_state=of_state, States=ItemState, without=without, form=form,
        voters=[seat for seat in seats if here.get(seat.user_id, Presence.ABSENT) is not Presence.ABSENT],
        choices=[(choice.value, label(choice)) for choice in Choice], today=clock.today(),
    )  # fmt: skip


@bp.get("/<uuid:meeting_id>/reviews")
@guard(OfBodies.VIEW_MEETING, load=bodies.one)
def listed(meeting: Meeting) -> Any:
    return _page(meeting, KnownForm(formdata=None))


@bp.post("/<uuid:meeting_id>/reviews/fill")
@guard(Permission.AGENDA, load=bodies.one)
def fill(meeting: Meeting) -> Any:
    def deed() -> str:
        number = services.fill(meeting, actor=current_user)
        return _("Children put on the list of one vote: %(number)s.", number=number)

    return _said(meeting, deed)


@bp.post("/<uuid:meeting_id>/reviews/put")
@guard(Permission.AGENDA, load=bodies.one)
def put(meeting: Meeting) -> Any:
    def deed() -> str:
        subject = _asked(request.form.get("row", ""))
        if subject is None:
            raise DomainError(_("This child has left, or stays on another basis now."))
        services.put(meeting, subject.row, actor=current_user)
        return _("The child is before this meeting.")

    return _said(meeting, deed)


def _asked(typed: str) -> Any:
    try:
        return queries.one(current_user, uuid.UUID(typed))
    except ValueError:
        return None


@bp.post("/<uuid:meeting_id>/reviews/interests")
@guard(Permission.DECLARE, load=bodies.one)
def interest(meeting: Meeting) -> Any:
    form = KnownForm()
    seats = {str(seat.user_id): seat.user for seat in bodies.seats(meeting.body, clock.today())}
    rows = {str(item.row_id): item.row for item, _subject in queries.seen_items(current_user, meeting)}
    form.offer([(key, user.name) for key, user in seats.items()], [(key, key) for key in rows])
    if form.attempt(
        lambda: services.declare_interest(
            rows[form.row.data], seats[form.member.data], form.note.data or "", actor=current_user
        )
    ):
        words = _("The interest is noted. This member does not see that child any more, and does not vote.")
        return _said(meeting, lambda: words)
    return _page(meeting, form)


@bp.post("/<uuid:meeting_id>/reviews/vote")
@guard(Permission.DECIDE, load=bodies.one)
def vote(meeting: Meeting) -> Any:
    def deed() -> str:
        done = services.confirm(meeting, _votes(meeting), actor=current_user)
        return _(
            "Confirmed: %(continues)s. To be looked at alone: %(single)s. Too few may vote: %(dropped)s.",
            continues=done.continues, single=done.single, dropped=done.dropped,
        )  # fmt: skip

    return _said(meeting, deed)


@bp.post("/reviews/<uuid:item_id>/pull-out")
@guard(Permission.PULL_OUT, load=queries.item_of)
def pull_out(item: ReviewItem) -> Any:
    def deed() -> str:
        services.pull_out(item, actor=current_user)
        return _("The child is looked at alone, in this meeting or the next.")

    return _said(item.meeting, deed)


@bp.route("/reviews/<uuid:item_id>", methods=["GET", "POST"])
@guard(Permission.DECIDE, load=queries.item_of)
def alone(item: ReviewItem) -> Any:
    form, votes = AloneForm(), _votes(item.meeting)

    def deed() -> None:
        services.look_alone(
            item, form.outcome.data or ReviewOutcome.NEEDS_DECISION, votes, form.reasons.data or "", actor=current_user
        )

    if item.state is ItemState.SINGLE and form.attempt(deed):
        return _said(item.meeting, lambda: _("The review is recorded."))
    subject = queries.fresh(item.row)
    known, here = queries.interests([item.row]).get(item.row_id, {}), bodies.presence(item.meeting)
    seated = services.members(item.meeting, subject, known, here) if subject else []
    return render_template(
        "reviewing/alone.html", item=item, subject=subject, form=form, seated=seated, votes=votes,
        choices=[(choice.value, label(choice)) for choice in Choice], today=clock.today(),
    )  # fmt: skip
