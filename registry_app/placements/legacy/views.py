"""The list of a home on screen: written on a phone row by row or from a file, printed, signed; and the unit's side."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core import clock, serving_files
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import LANGUAGES, label, language
from registry_app.core.i18n import gettext as _
from registry_app.placements.legacy import doubles, forms, queries, reports, services, sheets
from registry_app.placements.legacy.models import LegacyList, LegacyRow
from registry_app.placements.legacy.states import REQUIRED, Column, ListState, Permission
from registry_app.placements.models import Child
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home

bp = Blueprint("legacy", __name__)
SHOWN = 200
"""Faults a page shows; a file with more is mended in steps."""


def _own(home: Home, **facts: Any) -> Any:
    lists = queries.of_home(home)
    return render_template(
        "legacy/own.html", home=home, lists=lists, open=services.still_open(), day=services.cut_over(),
        here=next((one for one in lists if one.state is ListState.DRAFT), None), age=reports.age,
        row_url=lambda row: url_for(".row", home_id=home.id, row_id=row.id), asked=_asked(lists), **facts,
    )  # fmt: skip


def _asked(lists: Sequence[LegacyList]) -> list[tuple[LegacyRow, list[Child]]]:
    """The rows of the list being written that may be a child with a code, with those children."""
    here = next((one for one in lists if one.state is ListState.DRAFT), None)
    found = doubles.candidates(here) if here else {}
    return [(row, found[row.id]) for row in here.rows if row.id in found] if here else []


def _said(deed: Callable[[], object], sentence: str, onward: str) -> Any:
    """Carry it out and go on, with its sentence or with the one that says why not."""
    try:
        deed()
        flash(sentence, "done")
    except DomainError as error:
        flash(str(error.sentence), "warning")
    return redirect(onward, code=303)


def _to_own(home: Home, sentence: str) -> Any:
    flash(sentence, "done")
    return redirect(url_for(".own", home_id=home.id), code=303)


@bp.get("/provider/homes/<uuid:home_id>/present")
@guard(Permission.VIEW_OWN, load=homes.one_of_own)
def own(home: Home) -> Any:
    return _own(home)


@bp.route("/provider/homes/<uuid:home_id>/present/new", methods=["GET", "POST"])
@guard(Permission.WRITE, load=homes.one_of_own)
def new(home: Home) -> Any:
    form = forms.RowForm()
    if form.attempt(lambda: services.add_row(home, form.entry(), actor=current_user)):
        flash(_("The row is on the list."), "done")
        again = request.form.get("then") == "another"
        return redirect(url_for(".new" if again else ".own", home_id=home.id), code=303)
    return render_template("legacy/row.html", home=home, form=form, row=None, open=services.still_open())


@bp.route("/provider/homes/<uuid:home_id>/present/rows/<uuid:row_id>", methods=["GET", "POST"])
@guard(Permission.WRITE, load=homes.one_of_own)
def row(home: Home, row_id: uuid.UUID) -> Any:
    found = queries.row_of(home, row_id) or abort(404)
    form = forms.RowForm(data={name: getattr(found, name) for name in forms.BOXES})
    if form.attempt(lambda: services.change_row(found, form.entry(), actor=current_user)):
        return _to_own(home, _("The row is changed."))
    return render_template("legacy/row.html", home=home, form=form, row=found, open=True)


@bp.post("/provider/homes/<uuid:home_id>/present/rows/<uuid:row_id>/remove")
@guard(Permission.WRITE, load=homes.one_of_own)
def remove(home: Home, row_id: uuid.UUID) -> Any:
    found = queries.row_of(home, row_id) or abort(404)
    return _said(
        lambda: services.remove_row(found, actor=current_user), _("The row is taken off the list."),
        url_for(".own", home_id=home.id),
    )  # fmt: skip


@bp.post("/provider/homes/<uuid:home_id>/present/rows/<uuid:row_id>/same")
@guard(Permission.WRITE, load=homes.one_of_own)
def same(home: Home, row_id: uuid.UUID) -> Any:
    """Which child with a code the row says again; without a code, none of them."""
    found = queries.row_of(home, row_id) or abort(404)
    there = doubles.candidates(found.of_list).get(found.id, [])
    code = request.form.get("code", "")
    child = next((one for one in there if one.code == code), None)
    if code and child is None:
        abort(404)
    return _said(
        lambda: services.tell_apart(found, child, actor=current_user), _("Your answer is kept."),
        url_for(".own", home_id=home.id) + "#same",
    )  # fmt: skip


@bp.route("/provider/homes/<uuid:home_id>/present/file", methods=["GET", "POST"])
@guard(Permission.WRITE, load=homes.one_of_own)
def file(home: Home) -> Any:
    form, found, loaded = forms.FileForm(), None, False
    content = form.content() if form.validate_on_submit() else None
    if content is not None:
        try:
            loaded = request.form.get("what") == "load"
            found = services.load(home, content, actor=current_user) if loaded else services.plan(home, content)
        except DomainError as error:
            form.refuse(DomainError(error.sentence, "file"))
    columns = [(column.value, label(column), column in REQUIRED, sheets.CODES.get(column, ())) for column in Column]
    return render_template(
        "legacy/file.html", home=home, form=form, found=found, loaded=loaded, shown=SHOWN, columns=columns,
        open=services.still_open(),
    )  # fmt: skip


@bp.get("/provider/homes/<uuid:home_id>/present/template.csv")
@guard(Permission.WRITE, load=homes.one_of_own)
def template(home: Home) -> Any:
    return serving_files.paper(sheets.template().encode("utf-8-sig"), "text/csv", "children.csv")


@bp.post("/provider/homes/<uuid:home_id>/present/sign")
@guard(Permission.SIGN_HOME, load=homes.one_of_own)
def sign_home(home: Home) -> Any:
    here = queries.open_list(home) or abort(404)
    return _said(
        lambda: services.sign_home(here, actor=current_user),
        _("You have signed. Now the Child Protection Unit looks at the list."), url_for(".own", home_id=home.id),
    )  # fmt: skip


@bp.get("/provider/homes/<uuid:home_id>/present/<int:number>.pdf")
@guard(Permission.VIEW_OWN, load=homes.one_of_own)
def own_paper(home: Home, number: int) -> Any:
    here = next((one for one in queries.of_home(home) if one.number == number), None) or abort(404)
    return _paper(here)


def _paper(here: LegacyList) -> Any:
    code = request.args.get("lang", "")
    code = code if code in LANGUAGES else language()
    written = reports.paper(here, services.cut_over(), code)
    return serving_files.paper(written, "application/pdf", f"{here.home.register_number}-{here.number}.pdf")


@bp.get("/panel/present")
@guard(Permission.LIST)
def listed() -> Any:
    return render_template("legacy/lists.html", lists=queries.visible_to(current_user), day=services.cut_over())


def _one(here: LegacyList, form: forms.SendBackForm) -> Any:
    return render_template(
        "legacy/one.html", here=here, form=form, age=reports.age, today=clock.today(), day=services.cut_over()
    )


@bp.get("/panel/present/<uuid:list_id>")
@guard(Permission.VIEW, load=queries.one)
def one(here: LegacyList) -> Any:
    return _one(here, forms.SendBackForm(formdata=None))


@bp.get("/panel/present/<uuid:list_id>/list.pdf")
@guard(Permission.VIEW, load=queries.one)
def paper(here: LegacyList) -> Any:
    return _paper(here)


@bp.post("/panel/present/<uuid:list_id>/sign")
@guard(Permission.SIGN_UNIT, load=queries.one)
def sign_unit(here: LegacyList) -> Any:
    return _said(
        lambda: services.sign_unit(here, actor=current_user),
        _("The list is signed. Each child has its code and the day of its review."),
        url_for(".one", list_id=here.id),
    )  # fmt: skip


@bp.post("/panel/present/<uuid:list_id>/back")
@guard(Permission.SIGN_UNIT, load=queries.one)
def send_back(here: LegacyList) -> Any:
    form = forms.SendBackForm()
    if form.attempt(lambda: services.send_back(here, form.reason.data or "", actor=current_user)):
        flash(_("The list is with the home again."), "done")
        return redirect(url_for(".one", list_id=here.id), code=303)
    return _one(here, form)


@bp.post("/panel/present/<uuid:list_id>/close")
@guard(Permission.CLOSE, load=queries.one)
def close(here: LegacyList) -> Any:
    return _said(
        lambda: services.close(here, actor=current_user), _("The list is closed."), url_for(".one", list_id=here.id)
    )
