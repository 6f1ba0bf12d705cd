"""/office/incidents: the reports of homes, one of them, and each step of the offices."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core import audit, clock
from registry_app.core.access import guard
from registry_app.core.forms import Form
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label, language, lazy
from registry_app.placements.incidents import forms, queries, rules, services
from registry_app.placements.incidents.models import Incident
from registry_app.placements.incidents.states import LIFE, IncidentState, Permission
from registry_app.places import gazetteer

bp = Blueprint("office_incidents", __name__, url_prefix="/office/incidents")


@dataclass(frozen=True)
class Verb:
    """One step an office may take: its heading, its form, and the service that takes it."""

    heading: Any
    form: type[Form]
    deed: Callable[[Incident, Any, Any], Any]


VERBS = {
    "contact": Verb(lazy("Write down the first contact"), forms.WordsForm,
                    lambda one, f, me: services.contact(one, words=f.words.data or "", actor=me)),
    "follow": Verb(lazy("Write down what was done"), forms.FollowForm,
                   lambda one, f, me: services.follow(one, kind=f.kind.data, words=f.words.data or "", actor=me)),
    "release": Verb(lazy("Tell the home in short"), forms.ReleaseForm,
                    lambda one, f, me: services.release(one, summary=f.summary.data or "", actor=me)),
    "close": Verb(lazy("Close it"), forms.CloseForm,
                  lambda one, f, me: services.close(one, outcome=f.outcome.data, answer=f.answer.data or "", actor=me)),
    "reopen": Verb(lazy("Open it again"), forms.WordsForm,
                   lambda one, f, me: services.reopen(one, words=f.words.data or "", actor=me)),
}  # fmt: skip


@bp.get("")
@guard(Permission.QUEUE)
def listed() -> Any:
    state, late = request.args.get("state", ""), request.args.get("late") == "1"
    return render_template(
        "incidents/list.html", late=late, state_value=state if state in set(IncidentState) else "", now=clock.now(),
        found=queries.listing(current_user, state=state, late=late, token=request.args.get("after")),
        states=[(one.value, label(one)) for one in IncidentState],
        place=lambda home: gazetteer.place_name(home.district, language()),
    )  # fmt: skip


@bp.get("/<uuid:incident_id>")
@guard(Permission.VIEW, load=queries.one)
def one(incident: Incident) -> Any:
    """Opening it is recorded."""
    audit.read("incident:open", incident, current_user)
    return _page(incident)


@bp.post("/<uuid:incident_id>/<verb>")
@guard(Permission.WORK, load=queries.one)
def act(incident: Incident, verb: str) -> Any:
    known = VERBS.get(verb) or abort(404)
    form = known.form(prefix=verb)
    if not form.attempt(lambda: known.deed(incident, form, current_user._get_current_object())):
        return _page(incident, {verb: form}), 422
    flash(_("Saved."), "done")
    return redirect(url_for(".one", incident_id=incident.id), code=303)


def _page(incident: Incident, failed: dict[str, Form] | None = None) -> str:
    possible = [move.action for move in LIFE.open_moves(incident.state)]
    if incident.released_at is not None:
        possible = [name for name in possible if name != "release"]
    verbs = {name: VERBS[name].form(prefix=name, formdata=None) for name in VERBS if name in possible}
    return render_template(
        "incidents/one.html", incident=incident, verbs=verbs | (failed or {}), failed=failed or {}, now=clock.now(),
        headings={name: verb.heading for name, verb in VERBS.items()},
        police=rules.police(queries.book(), incident.kind.value),
        place=gazetteer.place_name(incident.home.district, language()),
    )  # fmt: skip
