"""/provider/incidents and /<lang>/staff-report: sending a report, with and without an account, and its outcome."""

from typing import Any

from flask import Blueprint, redirect, render_template, session, url_for
from flask_login import current_user

from registry_app.core import clock
from registry_app.core.access import Public, guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.placements.incidents import forms, queries, services
from registry_app.placements.incidents.models import Incident
from registry_app.placements.incidents.states import Permission
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home

bp = Blueprint("incidents", __name__)
RECEIPT = "incident_sent"
"""The number that opens the outcome waits in the session until the reporter has written it down."""


def _kept(sent: tuple[Incident, str]) -> None:
    incident, opener = sent
    session[RECEIPT] = {"number": incident.number, "opener": opener, "level": incident.level.value}


@bp.get("/provider/incidents")
@guard(Permission.LIST_OWN)
def own() -> Any:
    return render_template("incidents/own.html", found=queries.own(current_user), me=current_user.id)


@bp.route("/provider/incidents/new", methods=["GET", "POST"])
@guard(Permission.SEND)
def new() -> Any:
    mine = homes.own_homes(current_user)
    form = forms.OwnReportForm().among(mine)

    def deed() -> None:
        home = next((one for one in mine if str(one.id) == form.home.data), None)
        if home is None:
            raise DomainError(_("Choose one."), "home")
        _kept(services.send(home, **form.said(), actor=current_user._get_current_object()))

    if form.attempt(deed):
        return redirect(url_for(".sent"), code=303)
    return render_template("incidents/new.html", form=form)


@bp.get("/provider/incidents/sent")
@guard(Permission.LIST_OWN)
def sent() -> Any:
    """The receipt, with the number that is shown until it was written down."""
    kept = session.get(RECEIPT)
    return render_template("incidents/sent.html", kept=kept) if kept else redirect(url_for(".own"), code=303)


@bp.post("/provider/incidents/written-down")
@guard(Permission.SEND)
def written_down() -> Any:
    session.pop(RECEIPT, None)
    return redirect(url_for(".own"), code=303)


@bp.get("/provider/incidents/<uuid:incident_id>")
@guard(Permission.VIEW_OWN, load=queries.one_of_own)
def own_one(incident: Incident) -> Any:
    return render_template(
        "incidents/own_one.html", incident=incident, mine=incident.sent_by_id == current_user.id,
        told=services.outcome_words(incident),
    )  # fmt: skip


@bp.route("/<lang:lang>/staff-report", methods=["GET", "POST"])
@guard(Public.PAGE)
def open_new(lang: str) -> Any:
    """Anybody who works in a home, without an account and without the home knowing."""
    form = forms.OpenReportForm()

    def deed() -> None:
        home = homes.by_number((form.home.data or "").strip().upper())
        if home is None or home.household:
            raise DomainError(_("No home has this number. It stands on the certificate at the door."), "home")
        _slow_down(home)
        _kept(services.send(home, **form.said(), reach=form.reach.data or "", actor=None))

    if form.attempt(deed):
        return redirect(url_for(".open_sent", lang=lang), code=303)
    return render_template("incidents/open_new.html", form=form)


def _slow_down(home: Home) -> None:
    """Nobody is refused: after many reports each waits half a minute, counted in its own browser."""
    visit = session.setdefault("report_visit", [])
    now = clock.now().timestamp()
    visit[:] = [one for one in visit if one > now - services.TRIES_WITHIN.total_seconds()]
    session.modified = True
    if services.must_wait(len(visit), home):
        asked = session.setdefault("report_asked", now)
        if now - asked < services.WAIT.total_seconds():
            raise DomainError(
                _("Many reports came in a short time. Wait half a minute, then press Send again; what you wrote stays "
                  "here. If a child is in danger now, call 1121.")
            )  # fmt: skip
    session.pop("report_asked", None)
    visit.append(now)


@bp.get("/<lang:lang>/staff-report/sent")
@guard(Public.PAGE)
def open_sent(lang: str) -> Any:
    kept = session.get(RECEIPT)
    if not kept:
        return redirect(url_for(".open_new", lang=lang), code=303)
    return render_template("incidents/open_sent.html", kept=kept)


@bp.post("/<lang:lang>/staff-report/written-down")
@guard(Public.PAGE)
def open_written_down(lang: str) -> Any:
    """Nothing of the report is left in this browser."""
    session.pop(RECEIPT, None)
    return redirect(url_for(".open_outcome", lang=lang), code=303)


@bp.route("/<lang:lang>/staff-report/outcome", methods=["GET", "POST"])
@guard(Public.PAGE)
def open_outcome(lang: str) -> Any:
    """Where a report stands, for whoever has its number."""
    form, found = forms.OutcomeForm(), None
    tried = form.validate_on_submit()
    if tried:
        found = queries.by_code(form.code.data or "")
    told = services.outcome_words(found) if found else None
    return render_template("incidents/outcome.html", form=form, found=found, told=told, tried=tried)
