"""/office/imports: a file of homes is checked or loaded, with the same report as the command's."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core import serving_files
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import label
from registry_app.providers.findings.states import TOLD
from registry_app.providers.homes.states import CareType, Ownership, Sexes
from registry_app.providers.imports import forms, queries, reports, services, sheets
from registry_app.providers.imports.models import HomeImport
from registry_app.providers.imports.states import REQUIRED, Column, Permission

bp = Blueprint("imports", __name__, url_prefix="/office/imports")
SHOWN = 200
"""A page with every fault of a long file helps nobody; the table to download has them all."""
CODES = {
    Column.OWNERSHIP: tuple(Ownership), Column.KNOWN_FROM: TOLD, Column.CARE_TYPE: tuple(CareType),
    Column.SEXES: tuple(Sexes),
}  # fmt: skip


@bp.route("", methods=["GET", "POST"])
@guard(Permission.IMPORT)
def start() -> Any:
    form, found = forms.FileForm(), None
    given = form.content() if form.validate_on_submit() else None
    if given is not None:
        try:
            if request.form.get("what") == "load":
                run = services.load(*given, actor=current_user)
                return redirect(url_for(".one", number=run.number), code=303)
            found = services.plan(given[0])
        except DomainError as error:
            form.refuse(DomainError(error.sentence, "file"))
    columns = [(column.value, label(column), column in REQUIRED, CODES.get(column, ())) for column in Column]
    return render_template(
        "imports/start.html", form=form, found=found, shown=SHOWN, columns=columns, past=queries.newest()
    )


@bp.get("/template.csv")
@guard(Permission.IMPORT)
def template() -> Any:
    return serving_files.paper(sheets.template().encode("utf-8-sig"), "text/csv", "homes.csv")


@bp.get("/<int:number>")
@guard(Permission.IMPORT, load=queries.one)
def one(run: HomeImport) -> Any:
    faults = [services.from_json(kept) for kept in run.faults]
    return render_template("imports/one.html", run=run, faults=faults, shown=SHOWN, twins=queries.twins_of(run))


@bp.get("/<int:number>/faults.csv")
@guard(Permission.IMPORT, load=queries.one)
def faults(run: HomeImport) -> Any:
    kept = [services.from_json(fault) for fault in run.faults]
    return serving_files.paper(reports.faults_csv(kept), "text/csv", f"faults-{run.number}.csv")
