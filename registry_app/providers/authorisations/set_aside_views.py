"""Setting a decision aside, and the decisions that were: for the office and for the people of the home."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core import files, serving_files
from registry_app.core.access import guard
from registry_app.core.i18n import LANGUAGES, language
from registry_app.core.i18n import gettext as _
from registry_app.providers.applications import queries as applications
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import Permission as Apply
from registry_app.providers.applications.states import State
from registry_app.providers.authorisations import papers, queries, set_aside_reports
from registry_app.providers.authorisations.forms import SetAsideForm
from registry_app.providers.authorisations.models import Ruling
from registry_app.providers.authorisations.set_aside_services import set_decision_aside
from registry_app.providers.authorisations.states import Permission, outcome_words
from registry_app.providers.powers import reports as powers
from registry_app.providers.powers.states import Act, Mode

bp = Blueprint("set_aside", __name__)
OFFICE, OWN = "/office/applications/<uuid:application_id>", "/provider/applications/<uuid:application_id>"


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"words": outcome_words, "what_next": set_aside_reports.what_next}


@bp.route(f"{OFFICE}/set-aside", methods=["GET", "POST"])
@guard(Permission.SET_ASIDE, load=applications.one)
def write(application: Application) -> Any:
    ruling = queries.ruling(application)
    if application.state is not State.DECIDED or ruling is None:
        return redirect(url_for("office_applications.one", application_id=application.id), code=303)
    form = SetAsideForm()
    if form.attempt(
        lambda: set_decision_aside(
            application, reason=form.reason.data or "", back_to=State(form.back_to.data), actor=current_user
        )
    ):
        flash(_("The letter is written. The decision of before stays to be read."), "done")
        return redirect(url_for("office_applications.one", application_id=application.id), code=303)
    return render_template(
        "office/application_set_aside.html", application=application, form=form, ruling=ruling,
        given=queries.given_by_ruling(ruling), power=powers.authority(Act.AUTHORISE),
    )  # fmt: skip


def _undone(application: Application, ruling_id: uuid.UUID) -> Ruling:
    return queries.undone_ruling(application, ruling_id) or abort(404)


def _paper(application: Application, ruling: Ruling, which: str, code: str) -> Any:
    """The letter of the decision, or the letter that set it aside, as it was sent."""
    if code not in LANGUAGES or which not in ("decision", "aside"):
        abort(404)
    if which == "decision":
        return serving_files.paper(papers.letter(ruling, code), papers.PDF, f"{application.number}-{code}.pdf")
    written = queries.set_aside_written(ruling, Mode.ACT)
    kept = next((one for one in written.letters if one.language == code), None) if written else None
    if kept is None:
        abort(404)
    return serving_files.paper(files.read(kept.file), papers.PDF, f"{application.number}-set-aside-{code}.pdf")


@bp.get(f"{OFFICE}/undone/<uuid:ruling_id>/<which>-<code>.pdf")
@guard(Permission.VIEW, load=applications.one)
def paper(application: Application, ruling_id: uuid.UUID, which: str, code: str) -> Any:
    return _paper(application, _undone(application, ruling_id), which, code)


@bp.get(f"{OFFICE}/set-aside/recommended-<code>.pdf")
@guard(Permission.VIEW, load=applications.one)
def recommended(application: Application, code: str) -> Any:
    """The letter to the office that holds the power, while it is not in force."""
    ruling = queries.ruling(application) or abort(404)
    written = queries.set_aside_written(ruling, Mode.RECOMMEND)
    kept = next((one for one in written.letters if one.language == code), None) if written else None
    if kept is None:
        abort(404)
    return serving_files.paper(files.read(kept.file), papers.PDF, f"{application.number}-set-aside-{code}.pdf")


@bp.get(f"{OWN}/undone/<uuid:ruling_id>/<which>.pdf")
@guard(Apply.VIEW_AS_APPLICANT, load=applications.one_of_own)
def own_paper(application: Application, ruling_id: uuid.UUID, which: str) -> Any:
    """The same letters for the people of the home, in `lang` or the page's language."""
    asked = request.args.get("lang", "")
    code = asked if asked in LANGUAGES else language()
    return _paper(application, _undone(application, ruling_id), which, code)


@bp.get(f"{OWN}/undone")
@guard(Apply.VIEW_AS_APPLICANT, load=applications.one_of_own)
def own(application: Application) -> Any:
    """The decisions on one's own application that were set aside, with why and what comes next."""
    found = queries.undone(application) or abort(404)
    return render_template("provider/application/undone.html", application=application, undone=found)
