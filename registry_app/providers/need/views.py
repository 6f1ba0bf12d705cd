"""Notices of intent: for who gives them under /provider/intent, for the Authority under /office/need."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import language
from registry_app.places import gazetteer
from registry_app.providers.applications import queries as applications
from registry_app.providers.applications.models import Application
from registry_app.providers.need import queries, services
from registry_app.providers.need.forms import IntentForm, OpinionForm
from registry_app.providers.need.models import IntentNotice
from registry_app.providers.need.states import IntentState, Permission

bp = Blueprint("need", __name__)


@bp.context_processor
def _shared() -> dict[str, Any]:
    today = clock.today()
    return {
        "district": lambda code: gazetteer.district(code).name_in(language()),
        "left": lambda notice: (notice.answer_by - today).days,
        "answer_permission": Permission.ANSWER,
    }


@bp.get("/provider/intent")
@guard(Permission.LIST_OWN)
def own() -> Any:
    return render_template("need/own.html", notices=queries.own(current_user))


@bp.route("/provider/intent/new", methods=["GET", "POST"])
@guard(Permission.GIVE)
def new() -> Any:
    form, made = IntentForm(), []
    if form.attempt(
        lambda: made.append(
            services.give_notice(
                district=form.district.data, care_type=form.care_type.data, sexes=form.sexes.data,
                places=form.places.data or 0, why=form.why.data or "", actor=current_user,
            )
        )
    ):  # fmt: skip
        return redirect(url_for(".own_one", notice_id=made[0].id), code=303)
    return render_template("need/new.html", form=form)


@bp.get("/provider/intent/<uuid:notice_id>")
@guard(Permission.VIEW_OWN, load=queries.one_of_own)
def own_one(notice: IntentNotice) -> Any:
    return render_template("need/own_one.html", notice=notice)


@bp.post("/provider/intent/<uuid:notice_id>/take-back")
@guard(Permission.WITHDRAW, load=queries.one_of_own)
def take_back(notice: IntentNotice) -> Any:
    try:
        services.take_back(notice, actor=current_user)
        flash(_("Your notice is taken back."), "done")
    except DomainError as error:
        flash(str(error.sentence), "error")
    return redirect(url_for(".own_one", notice_id=notice.id), code=303)


@bp.get("/office/need")
@guard(Permission.LIST)
def queue() -> Any:
    waiting = request.args.get("show") != "ended"
    found = queries.queue(current_user, waiting, request.args.get("after"))
    onward = url_for(".queue", show=None if waiting else "ended", after=found.next_token) if found.next_token else ""
    return render_template("need/queue.html", notices=found.rows, waiting=waiting, onward=onward)


@bp.get("/office/need/<uuid:notice_id>")
@guard(Permission.VIEW, load=queries.one)
def one(notice: IntentNotice) -> Any:
    return render_template("need/one.html", notice=notice)


@bp.route("/office/need/<uuid:notice_id>/answer", methods=["GET", "POST"])
@guard(Permission.ANSWER, load=queries.one)
def answer(notice: IntentNotice) -> Any:
    if notice.state is not IntentState.GIVEN:
        return redirect(url_for(".one", notice_id=notice.id), code=303)
    form = OpinionForm()
    if form.attempt(
        lambda: services.answer(notice, need=form.need.data, words=form.words.data or "", actor=current_user)
    ):
        flash(_("The opinion is recorded and the applicant is told."), "done")
        return redirect(url_for(".one", notice_id=notice.id), code=303)
    return render_template("need/answer.html", notice=notice, form=form)


@bp.route("/office/applications/<uuid:application_id>/need", methods=["GET", "POST"])
@guard(Permission.OPINE, load=applications.one)
def opine(application: Application) -> Any:
    form, known = OpinionForm(), queries.opinion_on(application)
    if form.attempt(
        lambda: services.give_opinion(application, need=form.need.data, words=form.words.data or "", actor=current_user)
    ):
        flash(_("The opinion is recorded."), "done")
        return redirect(url_for("office_applications.one", application_id=application.id), code=303)
    return render_template("need/opine.html", application=application, form=form, known=known)
