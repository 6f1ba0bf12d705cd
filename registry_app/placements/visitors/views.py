"""The visitors' book: the home's own pages, the office's, and the list of actions that wait."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core.access import guard
from registry_app.core.i18n import gettext as _
from registry_app.placements.visitors import forms, queries, services
from registry_app.placements.visitors.models import BookEntry
from registry_app.placements.visitors.states import Permission, Standing, Step
from registry_app.providers.authorisations.home_views import by_number
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home

bp = Blueprint("visitors_book", __name__)
OWN, OFFICE = "/provider/homes/<uuid:home_id>/visitors-book", "/office/homes/<number>/visitors-book"


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "write_own": Permission.WRITE_OWN, "report_own": Permission.REPORT_OWN, "write": Permission.WRITE,
        "follow_up": Permission.FOLLOW, "DONE": Standing.DONE, "OPEN": Standing.OPEN,
    }  # fmt: skip


def _write(home: Home, template: str, *, by_home: bool, back: str) -> Any:
    book = list(queries.of_home(home))
    form = forms.entry_form(book)
    asked = next((one for one in book if str(one.number) == request.args.get("corrects")), None)
    if request.method == "GET" and asked:
        form.corrects.data = str(asked.number)

    def deed() -> None:
        earlier = next((one for one in book if str(one.number) == form.corrects.data), None)
        services.write(home, **form.typed(), corrects=earlier, by_home=by_home, actor=current_user)

    if form.attempt(deed):
        flash(_("The entry is written. It stays as it is; a later entry can correct it."), "done")
        return redirect(back, code=303)
    return render_template(template, home=home, form=form)


@bp.get(OWN)
@guard(Permission.LIST_OWN, load=homes.one_of_own)
def own(home: Home) -> Any:
    return render_template("visitors/own.html", home=home, book=queries.of_home(home))


@bp.route(f"{OWN}/new", methods=["GET", "POST"])
@guard(Permission.WRITE_OWN, load=homes.one_of_own)
def own_new(home: Home) -> Any:
    return _write(home, "visitors/own_new.html", by_home=True, back=url_for(".own", home_id=home.id))


@bp.get(f"{OWN}/<int:number>")
@guard(Permission.LIST_OWN, load=queries.one_of_own)
def own_one(entry: BookEntry) -> Any:
    return render_template("visitors/own_one.html", entry=entry, home=entry.home, form=forms.StepForm())


@bp.route(f"{OWN}/<int:number>/done", methods=["GET", "POST"])
@guard(Permission.REPORT_OWN, load=queries.one_of_own)
def report(entry: BookEntry) -> Any:
    form = forms.StepForm()
    if form.attempt(lambda: services.follow(entry, Step.REPORTED, form.words.data or "", actor=current_user)):
        flash(_("Thank you. An officer looks at it now."), "done")
        return redirect(url_for(".own_one", home_id=entry.home_id, number=entry.number), code=303)
    return render_template("visitors/own_one.html", entry=entry, home=entry.home, form=form)


@bp.get(OFFICE)
@guard(Permission.LIST, load=by_number)
def of_office(home: Home) -> Any:
    return render_template("visitors/office.html", home=home, book=queries.of_home(home))


@bp.route(f"{OFFICE}/new", methods=["GET", "POST"])
@guard(Permission.WRITE, load=by_number)
def office_new(home: Home) -> Any:
    back = url_for(".of_office", number=home.register_number)
    return _write(home, "visitors/office_new.html", by_home=False, back=back)


@bp.get(f"{OFFICE}/<int:entry_number>")
@guard(Permission.LIST, load=queries.one)
def office_one(entry: BookEntry) -> Any:
    return render_template("visitors/office_one.html", entry=entry, home=entry.home, form=forms.FollowForm())


@bp.route(f"{OFFICE}/<int:entry_number>/follow", methods=["GET", "POST"])
@guard(Permission.FOLLOW, load=queries.one)
def follow(entry: BookEntry) -> Any:
    form = forms.FollowForm()
    if form.attempt(lambda: services.follow(entry, form.step.data, form.words.data or "", actor=current_user)):
        flash(_("Recorded."), "done")
        return redirect(url_for(".office_one", number=entry.home.register_number, entry_number=entry.number), code=303)
    return render_template("visitors/office_one.html", entry=entry, home=entry.home, form=form)


@bp.get("/office/visitors-book")
@guard(Permission.QUEUE)
def queue() -> Any:
    found = queries.open_ones(current_user, request.args.get("after"))
    return render_template("visitors/queue.html", found=found)
