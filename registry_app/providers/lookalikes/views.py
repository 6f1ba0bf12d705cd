"""/office/look-alikes: boarding madaris, hostels and centres that are mapped, and each look at one of them."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label, language
from registry_app.places import gazetteer
from registry_app.providers.lookalikes import forms, queries, rules, services
from registry_app.providers.lookalikes.models import LookAlike
from registry_app.providers.lookalikes.states import LIFE, LookAlikeKind, LookAlikeState, Permission

bp = Blueprint("lookalikes", __name__, url_prefix="/office/look-alikes")


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "ask": Permission,
        "district": lambda code: gazetteer.district(code).name_in(language()),
        "today": clock.today(),
        "tones": {"MAPPED": "amber", "OUTSIDE": "", "MUST_REGISTER": "red", "CLOSED": ""},
    }


@bp.get("")
@guard(Permission.VIEW)
def listed() -> Any:
    want = queries.wish(request.args)
    found = queries.listed(current_user, want, request.args.get("after"))
    asked = {name: value for name, value in vars(want).items() if value}
    choices = {
        "kind": [(one.value, label(one)) for one in LookAlikeKind],
        "district": [(one.code, one.name_in(language())) for one in gazetteer.districts()],
        "state": [(queries.DUE, _("To be looked at now")), *((one.value, label(one)) for one in LookAlikeState)],
    }
    return render_template(
        "lookalikes/listed.html", found=found.rows, want=want, choices=choices, due=queries.due(current_user),
        start=url_for(".listed", **asked), first=not request.args.get("after"),
        onward=url_for(".listed", **asked, after=found.next_token) if found.next_token else "",
    )  # fmt: skip


@bp.route("/new", methods=["GET", "POST"])
@guard(Permission.RECORD)
def new() -> Any:
    form, made = forms.RecordForm(), []
    if form.attempt(lambda: made.append(_record(form))):
        flash(_("The place is on the map of look-alikes. It is no home of the register."), "done")
        return redirect(url_for(".one", number=made[0].number), code=303)
    return render_template("lookalikes/new.html", form=form)


def _record(form: forms.RecordForm) -> LookAlike:
    return services.record(
        kind=form.kind.data, name=form.name.data or "", name_ur=form.name_ur.data or None,
        name_sd=form.name_sd.data or None, district=form.district.data, ownership=form.ownership.data,
        taluka=form.taluka.data or None, address=form.address.data or None, known_from=form.known_from.data,
        known_since=form.known_since.data, actor=current_user,
    )  # fmt: skip


@bp.get("/<number>")
@guard(Permission.VIEW, load=queries.one)
def one(place: LookAlike) -> Any:
    actions = {arrow.action for arrow in LIFE.open_moves(place.state)}
    return render_template("lookalikes/one.html", place=place, actions=actions)


@bp.route("/<number>/check", methods=["GET", "POST"])
@guard(Permission.CHECK, load=queries.one)
def check(place: LookAlike) -> Any:
    form = forms.CheckForm()
    if form.attempt(lambda: _check(place, form)):
        if place.state is LookAlikeState.MUST_REGISTER:
            flash(_("It gives care in place of parents. It is now a home of the register, known and not registered."))
        else:
            flash(_("Recorded as outside the register, with the day of this look and of the next one."), "done")
        return redirect(url_for(".one", number=place.number), code=303)
    last = rules.last_next_check(queries.book(), clock.today())
    return render_template("lookalikes/check.html", place=place, form=form, last=last)


def _check(place: LookAlike, form: forms.CheckForm) -> None:
    services.check(
        place, form.seen(), on=form.on.data or date.max, why=form.why.data or "",
        next_check_on=form.next_check_on.data, actor=current_user,
    )  # fmt: skip


@bp.route("/<number>/close", methods=["GET", "POST"])
@guard(Permission.CLOSE, load=queries.one)
def close(place: LookAlike) -> Any:
    form = forms.CloseForm()
    if form.attempt(lambda: services.close(place, reason=form.reason.data or "", actor=current_user)):
        flash(_("Recorded."), "done")
        return redirect(url_for(".one", number=place.number), code=303)
    return render_template("lookalikes/close.html", place=place, form=form)
