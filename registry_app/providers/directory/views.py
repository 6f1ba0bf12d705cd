"""/<lang>/services for everybody, /desk/services for the helpline, /office/services for those who refer and keep it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core import clock
from registry_app.core.access import Public, guard
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label, language
from registry_app.places import gazetteer
from registry_app.providers.directory import forms, queries, rules, services
from registry_app.providers.directory.models import ListedService
from registry_app.providers.directory.states import MayRefer, Permission, ServiceKind

bp = Blueprint("directory", __name__)


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "may_refer": MayRefer, "today": clock.today(), "edit_service": Permission.EDIT, "add_service": Permission.ADD,
        "place_name": lambda code: gazetteer.place_name(code, language()) if code else _("All of Sindh"),
        "data_may_go": lambda one: rules.data_may_go(one.run_by.value, one.agreed_until, clock.today()),
        "ask_again": lambda last: rules.ask_again(clock.local(last.asked_at).date() if last else None, clock.today()),
    }  # fmt: skip


def _wish() -> dict[str, Any]:
    known = {one.code: one.name_in(language()) for one in gazetteer.districts()}
    kind, district = request.args.get("kind", ""), request.args.get("district", "")
    return {
        "kind": kind if kind in set(ServiceKind) else "", "district": district if district in known else "",
        "kinds": [(one.value, label(one)) for one in ServiceKind], "known": known.items(),
    }  # fmt: skip


@bp.get("/<lang:lang>/services")
@guard(Public.PAGE)
def public(lang: str) -> Any:
    wish = _wish()
    found = queries.listing(kind=wish["kind"], district=wish["district"], public=True)
    return render_template("directory/public.html", found=found, **wish)


@bp.get("/desk/services")
@guard(Permission.DESK)
def desk() -> Any:
    """The same list with focal persons, for somebody who has a caller on the line."""
    wish = _wish()
    found = queries.listing(kind=wish["kind"], district=wish["district"])
    return render_template("directory/list.html", found=found, here="directory.desk", **wish)


@bp.get("/office/services")
@guard(Permission.LIST)
def listed() -> Any:
    wish = _wish()
    found = queries.listing(kind=wish["kind"], district=wish["district"])
    return render_template("directory/list.html", found=found, here="directory.listed", **wish)


@bp.route("/office/services/new", methods=["GET", "POST"])
@guard(Permission.ADD)
def new() -> Any:
    form = forms.ServiceForm()
    if form.attempt(lambda: services.put(None, actor=current_user._get_current_object(), **form.facts())):
        flash(_("The service is listed."), "done")
        return redirect(url_for(".listed"), code=303)
    return render_template("directory/edit.html", form=form, service=None)


@bp.route("/office/services/<uuid:service_id>/edit", methods=["GET", "POST"])
@guard(Permission.EDIT, load=queries.one)
def edit(service: ListedService) -> Any:
    form = forms.ServiceForm(obj=service)
    if form.attempt(lambda: services.put(service, actor=current_user._get_current_object(), **form.facts())):
        flash(_("Saved."), "done")
        return redirect(url_for(".one", service_id=service.id), code=303)
    return render_template("directory/edit.html", form=form, service=service)


@bp.get("/office/services/<uuid:service_id>")
@guard(Permission.VIEW, load=queries.one)
def one(service: ListedService) -> Any:
    return render_template("directory/one.html", service=service, form=forms.AnswerForm(formdata=None))


@bp.post("/office/services/<uuid:service_id>/answer")
@guard(Permission.ASK, load=queries.one)
def answer(service: ListedService) -> Any:
    form = forms.AnswerForm()
    if form.attempt(
        lambda: services.record_answer(
            service, form.answered.data, places=form.places.data, actor=current_user._get_current_object()
        )
    ):
        flash(_("Saved."), "done")
        return redirect(url_for(".one", service_id=service.id), code=303)
    return render_template("directory/one.html", service=service, form=form), 422


@bp.post("/office/services/<uuid:service_id>/end")
@guard(Permission.EDIT, load=queries.one)
def end(service: ListedService) -> Any:
    form = forms.NothingForm()
    if form.attempt(lambda: services.end(service, actor=current_user._get_current_object())):
        flash(_("The service is off the list."), "done")
    elif form.form_errors:
        flash(str(form.form_errors[0]), "error")
    return redirect(url_for(".listed"), code=303)
