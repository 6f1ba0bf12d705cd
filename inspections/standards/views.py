"""The pages of the versions of the standards: the list, one version with what it changes, and the draft's forms."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from inspections import wording as visit_words
from inspections.forms import ReasonForm
from inspections.standards import forms, queries, rules, services, wording
from inspections.standards.models import StandardsVersion
from inspections.standards.states import Permission, VersionState
from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.forms import Form
from registry_app.core.i18n import gettext as _

bp = Blueprint("standards", __name__, url_prefix="/office/standards")


def _me() -> Any:
    return current_user._get_current_object()


def _to(version: StandardsVersion, words: Any) -> Any:
    flash(words, "done")
    return redirect(url_for("standards.version", version_id=version.id), code=303)


@bp.get("")
@guard(Permission.LIST)
def versions() -> Any:
    today = clock.today()
    rows = [(row, queries.stands_in_force(row.number, today)) for row in queries.all_versions()]
    return render_template("standards/versions.html", rows=rows, permission=Permission)


@bp.post("")
@guard(Permission.DRAFT)
def begin() -> Any:
    try:
        made = services.begin(actor=_me())
    except DomainError as error:
        flash(str(error.sentence), "error")
        return redirect(url_for("standards.versions"), code=303)
    return _to(made, _("The draft is begun. It says what the version in force says."))


@bp.get("/<uuid:version_id>")
@guard(Permission.VIEW, load=queries.one)
def version(version: StandardsVersion) -> Any:
    return _page(version, forms.ApproveForm(), ReasonForm())


def _page(version: StandardsVersion, approving: Form, ending: Form) -> Any:
    changes = [(wording.number(version.terms, one.where), wording.part(one.what), one.before, one.after)
               for one in queries.against_in_force(version)]  # fmt: skip
    return render_template(
        "standards/version.html", version=version, changes=changes, approving=approving, ending=ending,
        in_force=queries.stands_in_force(version.number, clock.today()), permission=Permission,
        draft=version.state is VersionState.DRAFT, names=wording.names(version.book, version.terms),
        numbers=rules.numbers(version.book, version.terms), caps=rules.caps(version.book),
        framework=queries.of_row(version), said=visit_words,
    )  # fmt: skip


@bp.post("/<uuid:version_id>/try")
@guard(Permission.EDIT, load=queries.one)
def try_on_past(version: StandardsVersion) -> Any:
    services.try_on_past(version, actor=_me())
    return _to(version, _("Past visits were judged under this draft. See below what would change."))


@bp.post("/<uuid:version_id>/approve")
@guard(Permission.APPROVE, load=queries.one)
def approve(version: StandardsVersion) -> Any:
    form = forms.ApproveForm()
    if form.attempt(
        lambda: services.approve(
            version, from_day=form.from_day.data or clock.today(), reason=form.reason.data, actor=_me()
        )
    ):
        return _to(version, _("The version is approved. Visits from that day on are read under it."))
    return _page(version, form, ReasonForm(formdata=None))


@bp.post("/<uuid:version_id>/discard")
@guard(Permission.EDIT, load=queries.one)
def discard(version: StandardsVersion) -> Any:
    form = ReasonForm()
    if form.attempt(lambda: services.discard(version, reason=form.reason.data, actor=_me())):
        return _to(version, _("The draft is given up."))
    return _page(version, forms.ApproveForm(formdata=None), form)


@bp.post("/<uuid:version_id>/withdraw")
@guard(Permission.APPROVE, load=queries.one)
def withdraw(version: StandardsVersion) -> Any:
    form = ReasonForm()
    if form.attempt(lambda: services.withdraw(version, reason=form.reason.data, actor=_me())):
        return _to(version, _("The version is withdrawn."))
    return _page(version, forms.ApproveForm(formdata=None), form)


@bp.route("/<uuid:version_id>/criteria/<criterion>", methods=["GET", "POST"])
@guard(Permission.EDIT, load=queries.one)
def criterion(version: StandardsVersion, criterion: str) -> Any:
    row = rules.criteria(version.book).get(criterion)
    if row is None:
        abort(404)
    form = forms.of_criterion(row)
    if form.attempt(lambda: services.amend(version, criterion, form.facts(), actor=_me())):
        return _to(version, _("Saved."))
    return render_template("standards/criterion.html", version=version, form=form, criterion=criterion, standard=None)


@bp.route("/<uuid:version_id>/add/<standard>", methods=["GET", "POST"])
@guard(Permission.EDIT, load=queries.one)
def add(version: StandardsVersion, standard: str) -> Any:
    if standard not in {row["id"] for row in version.book["standards"]}:
        abort(404)
    form = forms.of_criterion({})
    if form.attempt(lambda: services.add(version, standard, form.facts(), actor=_me())):
        return _to(version, _("The criterion is added."))
    return render_template("standards/criterion.html", version=version, form=form, criterion="", standard=standard)


@bp.post("/<uuid:version_id>/criteria/<criterion>/retire")
@guard(Permission.EDIT, load=queries.one)
def retire(version: StandardsVersion, criterion: str) -> Any:
    if criterion not in rules.criteria(version.book):
        abort(404)
    try:
        services.retire(version, criterion, actor=_me())
    except DomainError as error:
        flash(str(error.sentence), "error")
        return redirect(url_for("standards.version", version_id=version.id), code=303)
    return _to(version, _("The criterion is taken out of the draft."))


@bp.route("/<uuid:version_id>/numbers", methods=["GET", "POST"])
@guard(Permission.EDIT, load=queries.one)
def numbers(version: StandardsVersion) -> Any:
    known = rules.numbers(version.book, version.terms)
    grades = [row["grade"] for row in version.book["scoring_rules"]["bands"]]
    names = wording.names(version.book, version.terms)
    form = forms.numbers_form(names, known, rules.caps(version.book), grades)
    if form.attempt(lambda: services.set_numbers(
        version, forms.numbers_given(form, known), forms.caps_given(form, version.book), actor=_me()
    )):  # fmt: skip
        return _to(version, _("Saved."))
    return render_template("standards/numbers.html", version=version, form=form)
