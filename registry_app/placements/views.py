"""Stays on screen: the CPU's list with its clocks, a new line in two minutes, one stay, and a home's own children."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.accounts import queries as accounts
from registry_app.accounts.proving import proved
from registry_app.accounts.states import Role
from registry_app.core import audit, clock
from registry_app.core.access import guard
from registry_app.core.db import transaction
from registry_app.core.i18n import label, language
from registry_app.placements import due, limits, queries, services
from registry_app.placements.bases import next_step
from registry_app.placements.exits import corrections, missing
from registry_app.placements.exits import queries as exits
from registry_app.placements.forms import IdentityForm, NewStayForm, StayForm
from registry_app.placements.models import Child, Stay
from registry_app.placements.moments import moment
from registry_app.placements.states import Basis, Permission
from registry_app.places import gazetteer
from registry_app.providers.homes import queries as homes

bp = Blueprint("stays", __name__)
bp.add_app_template_filter(next_step)
bp.add_app_template_filter(due.until)
bp.add_app_template_filter(corrections.correctable)
bp.add_app_template_filter(missing.of_stay, "missing")
bp.add_app_template_filter(missing.due, "fir_due")
bp.add_app_template_filter(corrections.living, "correction")


@bp.app_template_filter()
def place(code: str) -> str:
    """A district of Sindh or a place outside it, in the page's language."""
    return gazetteer.place_name(code, language())


@bp.get("/panel/stays")
@guard(Permission.LIST)
def index() -> Any:
    late, basis, district = (request.args.get(name, "") for name in ("late", "basis", "district"))
    held = current_user.districts(Role.CPO, Role.CPU_HEAD) if not current_user.has(*queries.PROVINCE) else None
    found = queries.listing(
        current_user, late=late == "1", basis=basis, district=district, token=request.args.get("after")
    )
    return render_template(
        "placements/index.html", page=found, late=late == "1", basis=basis, district=district,
        chosen=Basis(basis) if basis in set(Basis) else None,
        bases_words=[(member.value, label(member)) for member in Basis],
        districts=[(d.code, d.name_in(language())) for d in gazetteer.districts() if held is None or d.code in held],
        plans=exits.plans_without_police(current_user), deaths=exits.deaths_to_review(current_user),
        today=clock.today(), due=due.set_days(found.rows),
    )  # fmt: skip


@bp.route("/panel/stays/new", methods=["GET", "POST"])
@guard(Permission.RECORD)
def new() -> Any:
    form = NewStayForm()
    form.offer(homes.selectable(current_user))
    made: list[Stay] = []
    if form.attempt(lambda: made.append(_record(form))):
        return redirect(url_for("stays.show", stay_id=made[0].id), code=303)
    return render_template("placements/new.html", form=form, known=None)


def _head() -> Any:
    """The head of the Child Protection Unit who approved: the person signed in, or the head of their district."""
    if current_user.has(Role.CPU_HEAD):
        return current_user
    for district in sorted(current_user.districts(Role.CPO) or ()):
        for head in accounts.holding(Role.CPU_HEAD, district):
            return head
    return None


def _record(form: NewStayForm) -> Stay:
    earliest, latest = form.born()
    with transaction():
        child = services.know_child(
            sex=form.sex.data, born_earliest=earliest, born_latest=latest, age_method=form.age_method.data,
            home_district=form.home_district.data, unaccompanied=form.unaccompanied.data,
            disability=form.disability.data, name=form.name.data or None, actor=current_user,
        )  # fmt: skip
        return begin(child, form)


def begin(child: Child, form: StayForm) -> Stay:
    """A new line about where this child sleeps, as it was typed."""
    approver = _head() if form.basis.data is Basis.EMERGENCY and form.approved.data else None
    stay = services.record_stay(
        child, basis=form.basis.data, actor=current_user, place=form.place.data or None,
        home=homes.selected(current_user, form.home.data), care_type=form.care_type.data,
        started_at=moment(form.since.data or clock.today()), order_reference=form.order_reference.data or None,
        order_court=form.order_court.data, approved_by=approver, brought_by=form.brought_by.data or None,
        diary_number=form.diary_number.data or None, place_district=form.place_district.data or None,
    )  # fmt: skip
    limits.tell_approver(stay, current_user)
    return stay


@bp.get("/panel/stays/<uuid:stay_id>")
@guard(Permission.VIEW_CHILD, load=queries.one)
def show(stay: Stay) -> Any:
    audit.read("child:open", stay, current_user)
    return _shown(stay, IdentityForm(formdata=None))


@bp.post("/panel/stays/<uuid:stay_id>/identity")
@guard(Permission.OPEN_IDENTITY, load=queries.one)
@proved
def identity(stay: Stay) -> Any:
    """Who the child is, shown once, with the reason recorded (DP02)."""
    form, found = IdentityForm(), None
    if form.validate_on_submit():
        audit.read("child:open-identity", stay.child, current_user, reason=form.reason.data)
        found = queries.identity(stay.child)
    return _shown(stay, form, identity=found)


def _shown(stay: Stay, form: IdentityForm, **more: Any) -> str:
    return render_template(
        "placements/show.html", stay=stay, today=clock.today(), form=form, approver=limits.approver_of(stay), **more
    )


@bp.get("/provider/homes/<uuid:home_id>/children")
@guard(Permission.LIST_OWN, load=homes.one_of_own)
def children(home: Any) -> Any:
    """The children of one's own home, by code (DP05)."""
    stays = queries.at_home(home)
    return render_template(
        "placements/children.html", home=home, stays=stays, today=clock.today(), due=due.set_days(stays)
    )
