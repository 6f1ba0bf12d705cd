"""/office/applications/<id>/decision: what stands in the way, what is to be decided, and the deciding itself."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user

from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.i18n import gettext as _
from registry_app.providers.applications import queries as applications
from registry_app.providers.applications.models import Application
from registry_app.providers.authorisations import casework, forms, queries, rules
from registry_app.providers.authorisations.decision_services import Wish, decide
from registry_app.providers.authorisations.services import home_of
from registry_app.providers.authorisations.states import DECIDED_KINDS, Permission, outcome_words
from registry_app.providers.need import queries as need
from registry_app.providers.powers import reports as powers
from registry_app.providers.powers.states import Act

bp = Blueprint("office_decision", __name__)


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"words": outcome_words}


def _wish(form: forms.DecisionForm, application: Application) -> Wish:
    return Wish(
        outcome=form.outcome.data,
        reasons=form.reasons.data or "",
        until=form.until.data,
        conditions=form.conditions(),
        places={service.id: form[f"places_{service.id.hex}"].data for service in home_of(application).services},
        child_plan=form.child_plan.data or "",
        appeal_note=form.appeal_note.data or "",
        need_answer=form.need_answer.data or "",
        outside_member=form.outside_member.data or "",
    )


@bp.route("/office/applications/<uuid:application_id>/decision", methods=["GET", "POST"])
@guard(Permission.DECIDE, load=applications.one)
def decision(application: Application) -> Any:
    appeal = _("Within 30 days of this letter you may appeal in writing to the office that the letter names.")
    form = forms.decision_form(home_of(application).services, {"appeal_note": appeal})
    if form.attempt(lambda: decide(application, _wish(form, application), actor=current_user)):
        flash(_("The decision is taken and its letter is written."), "done")
        return redirect(url_for("office_applications.one", application_id=application.id), code=303)
    today, book = clock.today(), queries.book()
    return render_template(
        "office/application_decision.html", application=application, form=form,
        blocks=casework.in_the_way(application), facts=queries.facts(application), hearing=queries.hearing(application),
        terms=[(kind, rules.usual_last_day(book, kind.value, today)) for kind in DECIDED_KINDS],
        power=powers.authority(Act.AUTHORISE, today), vetting=queries.vetting_table(application),
        needs_answer=rules.needs_answer(queries.facts(application)), opinion=need.opinion_on(application),
        public_body=home_of(application).run_by.value in rules.PUBLIC_BODIES,
    )  # fmt: skip
