"""/provider/homes/<id>/nadra: the children without papers, the packs, their papers and the answers of the offices."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from registry_app.core import audit, clock, serving_files
from registry_app.core.access import guard
from registry_app.core.db import transaction
from registry_app.core.i18n import LANGUAGES
from registry_app.core.i18n import gettext as _
from registry_app.placements.nadra import forms, queries, reports, services
from registry_app.placements.nadra.models import NadraPack, NadraSheet
from registry_app.placements.nadra.states import LIFE, Permission, SheetState, StepKind
from registry_app.providers.homes.models import Home

bp = Blueprint("nadra", __name__)
OWN = "/provider/homes/<uuid:home_id>/nadra"
PACK, SHEET = f"{OWN}/<int:number>", f"{OWN}/<int:number>/<int:sheet>"
PDF = "application/pdf"


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "change_own": Permission.CHANGE_OWN, "print_own": Permission.PRINT_OWN, "no_say": reports.no_say(),
        "order_words": reports.order_words(), "order_source": reports.order_source(), "SheetState": SheetState,
    }  # fmt: skip


def _back(pack: NadraPack, sentence: str) -> Any:
    flash(sentence, "done")
    return redirect(url_for(".pack", home_id=pack.home_id, number=pack.number), code=303)


@bp.route(OWN, methods=["GET"])
@guard(Permission.LIST_OWN, load=queries.own_home)
def own(home: Home) -> Any:
    return _own(home, None)


def _own(home: Home, form: Any) -> Any:
    young = queries.without_papers(home)
    return render_template(
        "nadra/own.html",
        home=home,
        young=young,
        packs=queries.of_home(home),
        today=clock.today(),
        form=form or forms.prepare_form(young),
    )


@bp.post(f"{OWN}/new")
@guard(Permission.CHANGE_OWN, load=queries.own_home)
def new(home: Home) -> Any:
    young = queries.without_papers(home)
    form, made = forms.prepare_form(young), []
    chosen = [one.stay for one in young if one.stay.child.code in (form.children.data or ())]
    if form.attempt(lambda: made.append(services.prepare(home, chosen, actor=current_user))):
        return _back(made[0], _("The pack is made. Print the sheets and let the head sign them."))
    return _own(home, form)


@bp.get(PACK)
@guard(Permission.LIST_OWN, load=queries.own_pack)
def pack(pack: NadraPack) -> Any:
    return _pack(pack)


def _pack(pack: NadraPack, form: Any = None) -> Any:
    open_now = {move.action for sheet in pack.sheets for move in LIFE.open_moves(sheet.state)}
    return render_template(
        "nadra/pack.html", pack=pack, home=pack.home, open_now=open_now, form=form or forms.print_form(pack),
        printable=forms.printable(pack),
        latest={one.id for one in queries.last_sheets([one.child_id for one in pack.sheets]).values()},
    )  # fmt: skip


@bp.post(f"{PACK}/sheets")
@guard(Permission.PRINT_OWN, load=queries.own_pack)
def sheets(pack: NadraPack) -> Any:
    """The head's sheets with the names: each opening is recorded with its reason, as every opening is (DP02)."""
    form = forms.print_form(pack)
    if not form.validate_on_submit():
        return _pack(pack, form)
    chosen = [one for one in forms.printable(pack) if form.sheet.data in ("", None, str(one.number))]
    if not chosen:
        abort(404)
    with transaction():
        for sheet in chosen:
            audit.note("child:open-identity", sheet.child, current_user, reason=form.reason.data)
    who = queries.identities([sheet.child_id for sheet in chosen])
    written = reports.sheets(chosen, who, form.language.data, current_user.name)
    return serving_files.paper(written, PDF, f"nadra-{pack.home.register_number}-{pack.number}.pdf")


@bp.get(f"{OWN}/letter-<code>.pdf")
@guard(Permission.LIST_OWN, load=queries.own_home)
def letter(home: Home, code: str) -> Any:
    if code not in LANGUAGES:
        abort(404)
    return serving_files.paper(reports.letter(home, code), PDF, f"{home.register_number}-{code}.pdf")


@bp.get(f"{PACK}/union-council-<code>.pdf")
@guard(Permission.LIST_OWN, load=queries.own_pack)
def union_council(pack: NadraPack, code: str) -> Any:
    if code not in LANGUAGES:
        abort(404)
    name = f"{pack.home.register_number}-{pack.number}-{code}.pdf"
    return serving_files.paper(reports.union_council(pack, code), PDF, name)


def _pack_form(pack: NadraPack, form: Any, deed: Any, title: str, done: str) -> Any:
    if form.attempt(deed):
        return _back(pack, done)
    return render_template("nadra/form.html", pack=pack, home=pack.home, form=form, title=title, sheet=None)


@bp.route(f"{PACK}/sign", methods=["GET", "POST"])
@guard(Permission.CHANGE_OWN, load=queries.own_pack)
def sign(pack: NadraPack) -> Any:
    form = forms.SignForm()
    return _pack_form(
        pack, form, lambda: services.sign(
            pack, on=form.on.data, head_name=form.head_name.data or "",  # type: ignore[arg-type]
            affidavit_number=form.affidavit_number.data or "", actor=current_user,
        ), _("The head signed"), _("Recorded. Now take the pack to the office."),
    )  # fmt: skip


@bp.route(f"{PACK}/send", methods=["GET", "POST"])
@guard(Permission.CHANGE_OWN, load=queries.own_pack)
def send(pack: NadraPack) -> Any:
    form = forms.SendForm()
    return _pack_form(
        pack, form, lambda: services.send(
            pack, on=form.on.data, office=form.office.data, office_name=form.office_name.data or "",  # type: ignore[arg-type]
            receipt_number=form.receipt_number.data or "", actor=current_user,
        ), _("The pack was handed in"), _("Recorded. The children's B-Forms are applied for."),
    )  # fmt: skip


@bp.route(f"{PACK}/copy", methods=["GET", "POST"])
@guard(Permission.CHANGE_OWN, load=queries.own_pack)
def copy(pack: NadraPack) -> Any:
    form = forms.CopyForm()
    return _pack_form(
        pack, form, lambda: services.copy(
            pack, on=form.on.data, office_name=form.office_name.data or "",  # type: ignore[arg-type]
            receipt_number=form.receipt_number.data or "", actor=current_user,
        ), _("The union council has its copy"), _("Recorded."),
    )  # fmt: skip


def _sheet_form(sheet: NadraSheet, form: Any, deed: Any, title: str) -> Any:
    if form.attempt(deed):
        return _back(sheet.pack, _("Recorded."))
    return render_template("nadra/form.html", pack=sheet.pack, home=sheet.home, form=form, title=title, sheet=sheet)


@bp.route(f"{SHEET}/answer", methods=["GET", "POST"])
@guard(Permission.CHANGE_OWN, load=queries.own_sheet)
def answer(sheet: NadraSheet) -> Any:
    form = forms.AnswerForm()
    deed = lambda: services.answer(sheet, form.kind.data, **form.typed(), actor=current_user)  # noqa: E731
    return _sheet_form(sheet, form, deed, _("What the office answered"))


@bp.route(f"{SHEET}/correct", methods=["GET", "POST"])
@guard(Permission.CHANGE_OWN, load=queries.own_sheet)
def correct(sheet: NadraSheet) -> Any:
    """A newer line beside the wrong one: of the handing-in while it waits, else of the answer."""
    if sheet.state is not SheetState.SENT:
        form = forms.AnswerForm()
        deed = lambda: services.correct(sheet, form.kind.data, **form.typed(), actor=current_user)  # noqa: E731
        return _sheet_form(sheet, form, deed, _("Correct the answer"))
    sent = forms.SendForm()
    return _sheet_form(
        sheet, sent, lambda: services.correct(
            sheet, StepKind.SENT, on=sent.on.data, office=sent.office.data,  # type: ignore[arg-type]
            office_name=sent.office_name.data or "", receipt_number=sent.receipt_number.data or "", actor=current_user,
        ), _("Correct where it was sent"),
    )  # fmt: skip


@bp.route(f"{SHEET}/take-back", methods=["GET", "POST"])
@guard(Permission.CHANGE_OWN, load=queries.own_sheet)
def take_back(sheet: NadraSheet) -> Any:
    form = forms.TakeBackForm()
    deed = lambda: services.take_back(sheet, words=form.words.data or "", actor=current_user)  # noqa: E731
    return _sheet_form(sheet, form, deed, _("Take the sheet back"))
