"""The file of a child under its code: what happened, who may be asked, and who opened its name; a home's own view."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.accounts.proving import proved
from registry_app.core import audit, clock
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.placements import queries as stays
from registry_app.placements import rules
from registry_app.placements.children import care, parts, queries, services
from registry_app.placements.children.forms import AgeForm, CareForm, SiblingForm
from registry_app.placements.children.states import Permission
from registry_app.placements.forms import IdentityForm, StayForm
from registry_app.placements.models import Stay
from registry_app.placements.nadra import queries as nadra
from registry_app.placements.papers import queries as trails
from registry_app.placements.states import Permission as OfStays
from registry_app.placements.views import begin
from registry_app.providers.homes import queries as homes

bp = Blueprint("children", __name__)


def _file(stay: Stay, **facts: Any) -> Any:
    """The page of the file; `facts` may bring a form that failed, or the name once it was opened."""
    child = stay.child
    shown = {
        "form": IdentityForm(formdata=None), "identity": None, "stays": queries.stays_of(child),
        "lines": parts.lines(current_user, child), "siblings": queries.siblings(child),
        "ages": queries.age_lines(child), "warrants": queries.warrants_of(child),
        "trail": trails.of_child(child), "sheets": nadra.of_child(child), **facts,
    }  # fmt: skip
    return render_template("placements/child.html", stay=stay, child=child, today=clock.today(), **shown)


def _back(stay: Stay, sentence: Any) -> Any:
    flash(str(sentence), "done")
    return redirect(url_for("children.show", code=stay.child.code), code=303)


@bp.get("/panel/children")
@guard(Permission.SEARCH)
def search() -> Any:
    code = request.args.get("code", "").strip().upper()
    found = queries.latest_stay(current_user, code) if code else None
    if found is not None:
        return redirect(url_for("children.show", code=found.child.code), code=303)
    return render_template("placements/search.html", code=code)


@bp.get("/panel/children/<code>")
@guard(OfStays.VIEW_CHILD, load=queries.latest_stay)
def show(stay: Stay) -> Any:
    audit.read("child:open", stay.child, current_user)
    return _file(stay)


@bp.post("/panel/children/<code>/identity")
@guard(OfStays.OPEN_IDENTITY, load=queries.latest_stay)
@proved
def identity(stay: Stay) -> Any:
    """Who the child is, shown once, with the reason recorded (DP02)."""
    form = IdentityForm()
    if not form.validate_on_submit():
        return _file(stay, form=form)
    audit.read("child:open-identity", stay.child, current_user, reason=form.reason.data)
    return _file(stay, form=form, identity=stays.identity(stay.child))


@bp.get("/panel/children/<code>/openings")
@guard(Permission.OPENINGS, load=queries.latest_stay)
def openings(stay: Stay) -> Any:
    return render_template("placements/openings.html", stay=stay, rows=queries.openings(stay.child))


@bp.route("/panel/children/<code>/age", methods=["GET", "POST"])
@guard(Permission.CHANGE, load=queries.latest_stay)
def age(stay: Stay) -> Any:
    form = AgeForm()
    if form.attempt(lambda: _correct(stay, form)):
        return _back(stay, _("The age is corrected."))
    return render_template("placements/child_form.html", stay=stay, form=form, title=_("Correct the age"))


def _correct(stay: Stay, form: AgeForm) -> None:
    if form.method.data is None:
        raise DomainError(_("Choose one."), "method")
    services.correct_age(
        stay.child, born=form.born(), method=form.method.data, reason=form.reason.data or "", actor=current_user
    )


@bp.route("/panel/children/<code>/siblings", methods=["GET", "POST"])
@guard(Permission.CHANGE, load=queries.latest_stay)
def siblings(stay: Stay) -> Any:
    form = SiblingForm()
    if form.attempt(lambda: _link(stay, form)):
        return _back(stay, _("Brothers and sisters are kept."))
    lines = queries.sibling_lines(stay.child)
    title = _("Brothers and sisters")
    return render_template("placements/child_form.html", stay=stay, form=form, title=title, lines=lines)


def _link(stay: Stay, form: SiblingForm) -> None:
    other = queries.any_child((form.code.data or "").strip().upper())
    if other is None:
        raise DomainError(_("There is no child with this code. Look at each sign again."), "code")
    if form.linked.data == "yes":
        services.link_sibling(stay.child, other, reason=form.reason.data or "", actor=current_user)
    else:
        services.unlink_sibling(stay.child, other=other, reason=form.reason.data or "", actor=current_user)


@bp.route("/panel/children/<code>/care", methods=["GET", "POST"])
@guard(Permission.CHANGE, load=queries.latest_stay)
def needs(stay: Stay) -> Any:
    form = CareForm(obj=stay.child)
    if form.attempt(lambda: _write(stay, form)):
        return _back(stay, _("What care needs is kept."))
    return render_template("placements/child_form.html", stay=stay, form=form, title=_("What care needs"))


def _write(stay: Stay, form: CareForm) -> None:
    services.write_care(
        stay.child, speech=form.speech.data, special_needs=form.special_needs.data or "",
        disability=form.disability.data, faith=form.faith.data, faith_need=form.faith_need.data, actor=current_user,
    )  # fmt: skip


@bp.route("/panel/children/<code>/stay", methods=["GET", "POST"])
@guard(Permission.CHANGE, load=queries.latest_stay)
def another(stay: Stay) -> Any:
    """Another place or another basis: a new line, and the one before ends with it."""
    form = StayForm()
    form.offer(homes.selectable(current_user))
    if form.attempt(lambda: begin(stay.child, form)):
        return _back(stay, _("Where the child sleeps is recorded."))
    return render_template("placements/new.html", form=form, known=stay.child)


@bp.get("/provider/homes/<uuid:home_id>/children/<code>")
@guard(Permission.CARE, load=queries.own_stay)
def of_own_home(stay: Stay) -> Any:
    """What a home sees of a child who lives there: the fields that the rules list, each with its reason (DP05)."""
    audit.read("child:open-care", stay.child, current_user)
    rows = care.rows(stay, [field for field, _why in rules.terms(clock.today()).provider_sees])
    return render_template("placements/own_child.html", stay=stay, rows=rows)
