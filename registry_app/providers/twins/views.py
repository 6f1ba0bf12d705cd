"""/office/twins: records that may be one home, decided by a person."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label, language
from registry_app.core.states import WrongState
from registry_app.places import gazetteer
from registry_app.providers.findings import queries as findings
from registry_app.providers.twins import forms, queries, services
from registry_app.providers.twins.models import Twin
from registry_app.providers.twins.states import Permission, Verdict

bp = Blueprint("twins", __name__, url_prefix="/office/twins")


def _district(code: str) -> str:
    return gazetteer.district(code).name_in(language())


@bp.get("")
@guard(Permission.VIEW)
def listed() -> Any:
    asked = request.args.get("verdict", "")
    verdict = Verdict(asked) if asked in set(Verdict) else Verdict.OPEN
    found = queries.listed(current_user, verdict, request.args.get("after"))
    onward = url_for(".listed", verdict=verdict.value, after=found.next_token) if found.next_token else ""
    tabs = [(label(one), url_for(".listed", verdict=one.value), one is verdict) for one in Verdict]
    return render_template(
        "twins/listed.html", found=found.rows, onward=onward, tabs=tabs, verdict=verdict, district=_district,
        start=url_for(".listed", verdict=verdict.value), first=not request.args.get("after"),
    )  # fmt: skip


@bp.get("/<uuid:twin_id>")
@guard(Permission.VIEW, load=queries.one)
def one(twin: Twin) -> Any:
    return _page(twin, forms.verdict_form(twin))


@bp.post("/<uuid:twin_id>/verdict")
@guard(Permission.DECIDE, load=queries.one)
def decide(twin: Twin) -> Any:
    form = forms.verdict_form(twin)
    if form.attempt(lambda: _decide(twin, form)):
        flash(_("Recorded."), "done")
        return redirect(url_for(".listed"), code=303)
    return _page(twin, form)


def _decide(twin: Twin, form: forms.VerdictForm) -> None:
    reason = form.reason.data or ""
    try:
        if form.keep.data == forms.DIFFERENT:
            services.say_different(twin, reason, actor=current_user)
        else:
            keep = twin.first if form.keep.data == twin.first.register_number else twin.second
            services.say_same(twin, keep, reason, actor=current_user)
    except WrongState as error:
        raise DomainError(_("Somebody has decided on this pair already. Open it again to see.")) from error


@bp.post("/<uuid:twin_id>/again")
@guard(Permission.DECIDE, load=queries.one)
def again(twin: Twin) -> Any:
    form = forms.AgainForm()
    if form.attempt(lambda: _open_again(twin, form)):
        flash(_("The pair is open again."), "done")
        return redirect(url_for(".one", twin_id=twin.id), code=303)
    return _page(twin, form)


def _open_again(twin: Twin, form: forms.AgainForm) -> None:
    try:
        services.look_again(twin, form.reason.data or "", actor=current_user)
    except WrongState as error:
        raise DomainError(_("This pair is open already.")) from error


def _page(twin: Twin, form: Any) -> Any:
    again = form if isinstance(form, forms.AgainForm) else forms.AgainForm(formdata=None)
    form = forms.verdict_form(twin, again=True) if form is again else form
    return render_template(
        "twins/one.html", twin=twin, form=form, again=again, district=_district, decide=Permission.DECIDE,
        told={home.id: findings.of_home(home) for home in (twin.first, twin.second)},
    )  # fmt: skip
