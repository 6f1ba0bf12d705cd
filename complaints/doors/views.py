"""The doors of a home: the officers' page with all of them, and the home's own page with its poster."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from complaints.doors import forms, queries, reports, services
from complaints.doors.models import Door
from complaints.doors.states import Kind, Permission
from registry_app.core import serving_files
from registry_app.core.access import guard
from registry_app.core.db import db
from registry_app.core.files import StoredFile
from registry_app.core.forms import Form
from registry_app.core.i18n import gettext as _
from registry_app.core.serving_files import paper
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home

bp = Blueprint("child_doors", __name__)
OFFICE, OWN = "/office/homes/<number>/doors", "/provider/homes/<uuid:home_id>/poster"
PAPERS = ("A4", "A3")


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"keep_doors": Permission.KEEP, "seen_doors": Permission.SEEN, "paper_sizes": PAPERS}


def _page(home: Home, failed: dict[str, Form] | None = None) -> str:
    shown: dict[str, Form] = {
        "brief": forms.BriefForm(prefix="brief"),
        "cards": forms.CardsForm(prefix="cards"),
        "slips": forms.SlipsForm(prefix="slips"),
    }
    return render_template(
        "doors/office.html",
        home=home,
        forms={**shown, **(failed or {})},
        failed=failed or {},
        posters=queries.of_home(home, Kind.POSTER),
        cards=queries.of_home(home, Kind.CARD),
        briefings=queries.briefings(home),
        printed=queries.slips_printed(home),
        photo=forms.PhotoForm(),
    )


def _back(home: Home) -> Any:
    return redirect(url_for("child_doors.of_home", number=home.register_number), code=303)


@bp.get(OFFICE)
@guard(Permission.VIEW, load=queries.home_for)
def of_home(home: Home) -> Any:
    return _page(home)


@bp.post(f"{OFFICE}/posters")
@guard(Permission.KEEP, load=queries.home_for)
def new_poster(home: Home) -> Any:
    form = forms.PressForm()
    if not form.attempt(lambda: services.make_poster(home, actor=current_user)):
        flash(str(form.form_errors[0]), "error")
    return _back(home)


@bp.post(f"{OFFICE}/briefings")
@guard(Permission.KEEP, load=queries.home_for)
def brief(home: Home) -> Any:
    form = forms.BriefForm(prefix="brief")
    facts = ("held_on", "trustees", "staff", "words")
    if not form.attempt(lambda: services.brief(home, **{name: form[name].data for name in facts}, actor=current_user)):
        return _page(home, {"brief": form}), 422
    flash(_("The talk is recorded. Now a poster may hang."), "done")
    return _back(home)


@bp.post(f"{OFFICE}/cards")
@guard(Permission.KEEP, load=queries.home_for)
def new_cards(home: Home) -> Any:
    form = forms.CardsForm(prefix="cards")
    made: list[Door] = []
    if not form.attempt(lambda: made.extend(services.make_cards(home, form.count.data or 0, actor=current_user))):
        return _page(home, {"cards": form}), 422
    return paper(reports.cards(made), reports.PDF, f"cards-{home.register_number}.pdf")


@bp.post(f"{OFFICE}/slips")
@guard(Permission.KEEP, load=queries.home_for)
def new_slips(home: Home) -> Any:
    """The numbers go onto this paper and nowhere else."""
    form = forms.SlipsForm(prefix="slips")
    made: list[tuple[str, str]] = []
    if not form.attempt(lambda: made.extend(services.print_slips(home, form.slips.data or 0, actor=current_user))):
        return _page(home, {"slips": form}), 422
    return paper(reports.slips(made), reports.PDF, f"slips-{home.register_number}.pdf")


def _print(door: Door, size: str) -> Any:
    if size not in PAPERS or door.ended_on is not None:
        abort(404)
    made = reports.poster(door, size) if door.kind is Kind.POSTER else reports.cards([door])  # type: ignore[arg-type]
    return paper(made, reports.PDF, f"{door.serial}-{size}.pdf")


@bp.get(f"{OFFICE}/<serial>-<size>.pdf")
@guard(Permission.VIEW, load=queries.one)
def printed(door: Door, size: str) -> Any:
    return _print(door, size)


@bp.get(f"{OFFICE}/<serial>/photo")
@guard(Permission.VIEW, load=queries.one)
def photo(door: Door) -> Any:
    stored = db.session.get(StoredFile, door.photo_id) if door.photo_id else None
    return serving_files.attachment(stored or abort(404))


@bp.post(f"{OFFICE}/<serial>/hung")
@guard(Permission.SEEN, load=queries.one)
def hung(door: Door) -> Any:
    form = forms.PhotoForm()
    if not form.attempt(lambda: services.hang(door, form.photo.data, actor=current_user)):
        flash(str(form.photo.errors[0] if form.photo.errors else form.form_errors[0]), "error")
    return _back(door.home)


@bp.post(f"{OFFICE}/<serial>/given")
@guard(Permission.SEEN, load=queries.one)
def given(door: Door) -> Any:
    form = forms.PressForm()
    if not form.attempt(lambda: services.give(door, actor=current_user)):
        flash(str(form.form_errors[0]), "error")
    return _back(door.home)


@bp.post(f"{OFFICE}/<serial>/end")
@guard(Permission.KEEP, load=queries.one)
def end(door: Door) -> Any:
    forms.PressForm().attempt(lambda: services.end(door, actor=current_user))
    return _back(door.home)


def _own(home: Home, form: forms.PhotoForm) -> str:
    posters = [door for door in queries.of_home(home, Kind.POSTER) if door.ended_on is None]
    return render_template(
        "doors/own.html", home=home, posters=posters, briefed=queries.briefing_held(home) is not None, form=form
    )


@bp.get(OWN)
@guard(Permission.VIEW_OWN, load=homes.one_of_own)
def own(home: Home) -> Any:
    return _own(home, forms.PhotoForm())


@bp.get(f"{OWN}/<serial>-<size>.pdf")
@guard(Permission.VIEW_OWN, load=queries.one_of_own)
def own_printed(door: Door, size: str) -> Any:
    return _print(door, size)


@bp.post(f"{OWN}/<serial>/hung")
@guard(Permission.HANG_OWN, load=queries.one_of_own)
def own_hung(door: Door) -> Any:
    form = forms.PhotoForm()
    if not form.attempt(lambda: services.hang(door, form.photo.data, actor=current_user)):
        return _own(door.home, form), 422
    flash(_("Thank you. The photo is kept."), "done")
    return redirect(url_for("child_doors.own", home_id=door.home_id), code=303)
