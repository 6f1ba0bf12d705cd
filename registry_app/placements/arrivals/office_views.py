"""/panel/arrivals and /desk/arrivals: the unit's morning list, one notice, one child of it; and the helpline's list."""

import base64
import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core import audit, clock, files
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import language
from registry_app.placements.arrivals import following, forms, queries, reports, rules, services
from registry_app.placements.arrivals.models import Arrival, ArrivalNotice
from registry_app.placements.arrivals.states import URGENT, Permission, State, Via
from registry_app.places import gazetteer
from registry_app.providers.homes.models import Home

bp = Blueprint("arrivals_office", __name__)
VIAS = {"panel": [Via.POLICE, Via.HOSPITAL, Via.CPU], "desk": [Via.POLICE, Via.HOSPITAL, Via.DESK]}


@bp.context_processor
def _words() -> dict[str, Any]:
    book = queries.book()
    return {
        "district": lambda code: gazetteer.district(code).name_in(language()),
        "day_of": lambda stay: rules.day_of(clock.local(stay.started_at).date(), clock.today()),
        "urgent": lambda notice: any(one.condition in URGENT for one in notice.arrivals),
        "now": clock.now(), "today": clock.today(), "days": book["days"], "trace_days": book["trace_days"],
        "sent": State.SENT,
        "may_see": Permission.SEE, "may_trace": Permission.TRACE, "may_settle": Permission.SETTLE,
        "may_open": Permission.OPEN_PHOTO, "may_know": Permission.OPEN_RECEIVER, "may_send": Permission.SEND_FOR,
    }  # fmt: skip


@bp.get("/panel/arrivals")
@guard(Permission.LIST)
def morning() -> Any:
    return render_template(
        "arrivals/morning.html", not_seen=queries.not_seen(current_user), waiting=queries.waiting(current_user),
        last_night=queries.last_night(current_user), overdue=queries.count_overdue(current_user, clock.today()),
    )  # fmt: skip


@bp.get("/panel/arrivals/<uuid:notice_id>")
@guard(Permission.VIEW, load=queries.one)
def one(notice: ArrivalNotice) -> Any:
    audit.read("arrival:open", notice, current_user)
    return _notice(notice, _seen_form(notice))


def _seen_form(notice: ArrivalNotice) -> forms.SeenForm:
    form = forms.SeenForm()
    waiting = [one for one in notice.arrivals if one.seen_at is None]
    form.arrivals.choices = [(str(one.id), one.child.code) for one in waiting]
    if not form.is_submitted():
        form.arrivals.data = [str(one.id) for one in waiting]
    return form


def _notice(notice: ArrivalNotice, form: forms.SeenForm) -> str:
    return render_template(
        "arrivals/one.html", notice=notice, form=form, facts=reports.facts(notice),
        wrong_clock=reports.phone_is_wrong(notice),
    )  # fmt: skip


@bp.post("/panel/arrivals/<uuid:notice_id>/seen")
@guard(Permission.SEE, load=queries.one)
def seen(notice: ArrivalNotice) -> Any:
    form = _seen_form(notice)

    def deed() -> None:
        chosen = {uuid.UUID(key) for key in form.arrivals.data or []}
        following.see(notice, chosen, form.by.data, at=form.at(), actor=current_user)

    if form.attempt(deed):
        flash(_("Written down: the child was seen."), "done")
        return redirect(url_for(".one", notice_id=notice.id), code=303)
    return _notice(notice, form)


@bp.get("/panel/arrivals/children/<uuid:arrival_id>")
@guard(Permission.VIEW, load=queries.child_of)
def child(arrival: Arrival) -> Any:
    audit.read("child:open", arrival.stay, current_user)
    return _child(arrival)


def _child(arrival: Arrival, **filled: Any) -> str:
    """The child's page; the form that was sent keeps what was typed, the others are empty."""
    shown: dict[str, Any] = {
        "trace": forms.TraceForm(formdata=None), "outcome": forms.OutcomeForm(formdata=None),
        "photo_form": forms.PhotoForm(formdata=None), "picture": "", "receiver_form": forms.ReceiverForm(formdata=None),
        "receiver": "", **filled,
    }  # fmt: skip
    return render_template("arrivals/child.html", arrival=arrival, steps=queries.traces(arrival), **shown)


@bp.post("/panel/arrivals/children/<uuid:arrival_id>/trace")
@guard(Permission.TRACE, load=queries.child_of)
def trace(arrival: Arrival) -> Any:
    form = forms.TraceForm()
    if form.attempt(
        lambda: following.trace(
            arrival, form.kind.data, on=form.on.data or clock.today(), number=form.number.data or "",
            words=form.words.data or "", actor=current_user,
        )
    ):  # fmt: skip
        flash(_("The step is written down."), "done")
        return redirect(url_for(".child", arrival_id=arrival.id), code=303)
    return _child(arrival, trace=form)


@bp.post("/panel/arrivals/children/<uuid:arrival_id>/outcome")
@guard(Permission.SETTLE, load=queries.child_of)
def outcome(arrival: Arrival) -> Any:
    form = forms.OutcomeForm()
    if form.attempt(
        lambda: following.settle(
            arrival, form.outcome.data, receipt=form.receipt.data or "", receiver=form.receiver.data or "",
            place=form.place.data or "", district=form.district.data or "", authority=form.authority.data or "",
            panel_on=form.panel_on.data, actor=current_user,
        )
    ):  # fmt: skip
        flash(_("The outcome is written down."), "done")
        return redirect(url_for(".child", arrival_id=arrival.id), code=303)
    return _child(arrival, outcome=form)


@bp.post("/panel/arrivals/children/<uuid:arrival_id>/photo")
@guard(Permission.OPEN_PHOTO, load=queries.child_of)
def photo(arrival: Arrival) -> Any:
    """The photograph, shown once inside the page, with the reason recorded. It has no address of its own."""
    form, picture = forms.PhotoForm(), ""
    if arrival.photo is not None and form.validate_on_submit():
        audit.read("arrival:open-photo", arrival, current_user, reason=form.reason.data)
        picture = "data:image/jpeg;base64," + base64.b64encode(files.read(arrival.photo)).decode()
    return _child(arrival, photo_form=form, picture=picture)


@bp.post("/panel/arrivals/children/<uuid:arrival_id>/receiver")
@guard(Permission.OPEN_RECEIVER, load=queries.child_of)
def receiver(arrival: Arrival) -> Any:
    """Who took the child, shown once inside the page, with the reason recorded."""
    form, words = forms.ReceiverForm(), ""
    if arrival.receiver is not None and form.validate_on_submit():
        audit.read("arrival:open-receiver", arrival, current_user, reason=form.why.data)
        words = arrival.receiver
    return _child(arrival, receiver_form=form, receiver=words)


def _for_home(place: str) -> Any:
    """Somebody tells it on the phone: an officer types it, names the post and calls back."""
    choosable = {str(home.id): home for home in queries.choosable(current_user)}
    form, made = forms.ForHomeForm(), []
    form.home.choices = [("", _("Choose one")), *[(key, _named(home)) for key, home in choosable.items()]]
    form.via.members = [*VIAS[place]]
    if not form.notice.data:
        form.notice.data = str(uuid.uuid4())
    if "more" in request.form and len(form.children) < queries.book()["most_rows"]:
        form.children.append_entry()
    elif "more" not in request.form and form.attempt(lambda: made.append(_send(form, choosable))):
        flash(_("The notice %(number)s is recorded, and the unit was told.", number=made[0].number), "done")
        return redirect(url_for(".morning" if place == "panel" else ".desk"), code=303)
    return render_template("arrivals/for_home.html", form=form, place=place, book=queries.book())


def _send(form: forms.ForHomeForm, choosable: dict[str, Home]) -> ArrivalNotice:
    home = choosable.get(form.home.data)
    if home is None:
        raise DomainError(_("Choose one."), "home")
    return services.send(form.key(), form.told(home), actor=current_user)[0]


def _named(home: Home) -> str:
    return f"{home.name_in(language())} · {home.register_number}"


@bp.route("/panel/arrivals/new", methods=["GET", "POST"])
@guard(Permission.SEND_FOR)
def new() -> Any:
    return _for_home("panel")


@bp.get("/desk/arrivals")
@guard(Permission.DESK_LIST)
def desk() -> Any:
    return render_template("arrivals/desk.html", notices=queries.sent_from_desk(current_user))


@bp.route("/desk/arrivals/new", methods=["GET", "POST"])
@guard(Permission.DESK_SEND)
def desk_new() -> Any:
    return _for_home("desk")
