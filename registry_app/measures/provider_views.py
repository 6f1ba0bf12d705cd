"""/provider: what was written to one's own home, answering it, appealing, and closing the home."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from registry_app.core import clock
from registry_app.core.access import guard, may
from registry_app.core.i18n import gettext as _
from registry_app.measures import forms, queries, rules, services
from registry_app.measures.appeals import appeal, may_appeal
from registry_app.measures.book import book as numbers
from registry_app.measures.closing import give_notice_of_closing, take_back
from registry_app.measures.models import Measure
from registry_app.measures.office_views import send_paper
from registry_app.measures.states import MeasureKind, MeasureState, PaperKind, Permission
from registry_app.providers.authorisations.forms import chosen
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CLOSED

bp = Blueprint("own_measures", __name__, url_prefix="/provider")


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"permission": Permission, "today": clock.today()}


@bp.get("/homes/<uuid:home_id>/letters")
@guard(Permission.LIST_OWN, load=homes.one_of_own)
def listed(home: Home) -> Any:
    closing = queries.running(home.id, MeasureKind.VOLUNTARY_CLOSURE)
    may_close = closing is None and home.standing not in CLOSED and may(Permission.CLOSE_OWN, home)
    return render_template("measures/own.html", home=home, found=queries.told_of_home(home), may_close=may_close)


@bp.route("/homes/<uuid:home_id>/close", methods=["GET", "POST"])
@guard(Permission.CLOSE_OWN, load=homes.one_of_own)
def close(home: Home) -> Any:
    form = forms.ClosingForm()

    def deed() -> None:
        day = chosen(form.effective_on)
        give_notice_of_closing(home, effective_on=day, reasons=form.reasons.data or "", actor=current_user)

    if form.attempt(deed):
        flash(_("We have your notice. The Child Protection Unit makes a plan with each child."), "done")
        return redirect(url_for("own_measures.listed", home_id=home.id), code=303)
    days = numbers()["kinds"]["VOLUNTARY_CLOSURE"]["wait_days"]
    return render_template("measures/close.html", home=home, form=form, days=days)


@bp.get("/letters/<uuid:measure_id>")
@guard(Permission.VIEW_OWN, load=queries.one_of_own)
def one(measure: Measure) -> Any:
    return _page(measure, forms.WordsForm(formdata=None))


def _page(measure: Measure, form: Any) -> Any:
    today, speaks = clock.today(), may(Permission.ANSWER, measure)
    answered = measure.answered_on is not None
    open_to_answer = rules.may_answer(measure.state.value, measure.kind.value, answered, measure.until, today)
    open_to_appeal = may_appeal(measure, today)
    return render_template(
        "measures/own_one.html", measure=measure, form=form, may_appeal=open_to_appeal and speaks,
        may_take_back=measure.state is MeasureState.WAITING and may(Permission.TAKE_BACK, measure),
        may_answer=open_to_answer and speaks, others_speak=(open_to_answer or open_to_appeal) and not speaks,
    )  # fmt: skip


@bp.post("/letters/<uuid:measure_id>/answer")
@guard(Permission.ANSWER, load=queries.one_of_own)
def answer(measure: Measure) -> Any:
    return _said(measure, services.answer, _("Your answer is with the office."))


@bp.post("/letters/<uuid:measure_id>/appeal")
@guard(Permission.ANSWER, load=queries.one_of_own)
def file_appeal(measure: Measure) -> Any:
    return _said(measure, appeal, _("Your appeal is filed. Others than those who decided will read it."))


@bp.post("/letters/<uuid:measure_id>/take-back")
@guard(Permission.TAKE_BACK, load=queries.one_of_own)
def taking_back(measure: Measure) -> Any:
    return _said(measure, take_back, _("Your notice of closing is taken back. The home goes on."))


def _said(measure: Measure, deed: Any, done: str) -> Any:
    form = forms.WordsForm()
    if form.attempt(lambda: deed(measure, form.words.data or "", actor=current_user)):
        flash(done, "done")
        return redirect(url_for("own_measures.one", measure_id=measure.id), code=303)
    return _page(measure, form)


@bp.get("/letters/<uuid:measure_id>/<kind>-<code>.pdf")
@guard(Permission.VIEW_OWN, load=queries.one_of_own)
def letter(measure: Measure, kind: str, code: str) -> Any:
    if kind.upper() == PaperKind.RECOMMENDATION:
        abort(404)  # It was written to an office, not to the home.
    return send_paper(measure, kind, code)
