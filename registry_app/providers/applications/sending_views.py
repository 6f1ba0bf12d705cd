"""An applicant's pages about the whole: check and send, receipt, questions of the office, decision, taking back."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from registry_app.core import files, serving_files
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import LANGUAGES
from registry_app.providers.applications import answer_services, queries, reading, receipts, rules, services
from registry_app.providers.applications.forms import ReplyForm, SendForm, WithdrawForm
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import LIVE, Permission, State
from registry_app.providers.applications.views import ADDRESS

bp = Blueprint("sending", __name__)


@bp.get(f"{ADDRESS}/check")
@guard(Permission.VIEW_AS_APPLICANT, load=queries.one_of_own)
def check(application: Application) -> Any:
    """Everything on one page: to be sent from here while it is a draft, to be read and printed ever after."""
    return _checked(application, SendForm())


@bp.post(f"{ADDRESS}/check")
@guard(Permission.SEND, load=queries.one_of_own)
def send(application: Application) -> Any:
    form = SendForm()
    if application.state is State.DRAFT and form.attempt(
        lambda: services.send(application, declared=bool(form.declared.data), actor=current_user)
    ):
        return redirect(url_for("sending.sent", application_id=application.id), code=303)
    return _checked(application, form)


def _checked(application: Application, form: SendForm) -> Any:
    draft = application.state is State.DRAFT
    shown = {"parts": reading.parts(application), "papers": reading.papers(application), "form": form}
    left = services.open_parts(application) if draft else []
    return render_template("provider/application/check.html", application=application, left=left, draft=draft, **shown)


@bp.get(f"{ADDRESS}/sent")
@guard(Permission.VIEW_AS_APPLICANT, load=queries.one_of_own)
def sent(application: Application) -> Any:
    """The receipt: it can be opened again at any time."""
    if application.number is None:
        return redirect(url_for("applications.tasks", application_id=application.id), code=303)
    limit = rules.limits(application.form_version)
    shown = {"days": reading.days(application), "limit": limit, "papers": reading.papers(application)}
    shown["ask"] = receipts.whom_to_ask(application)
    return render_template("provider/application/sent.html", application=application, **shown)


@bp.get(f"{ADDRESS}/messages")
@guard(Permission.VIEW_AS_APPLICANT, load=queries.one_of_own)
def messages(application: Application) -> Any:
    return _messages(application)


@bp.get(f"{ADDRESS}/receipt-<code>.pdf")
@guard(Permission.VIEW_AS_APPLICANT, load=queries.one_of_own)
def receipt(application: Application, code: str) -> Any:
    if application.number is None or code not in LANGUAGES:
        abort(404)
    return serving_files.paper(receipts.receipt(application, code), files.PDF, f"{application.number}-{code}.pdf")


def _messages(application: Application, replying: Any = None, form: Any = None) -> Any:
    shown = {
        "questions": reading.questions_of_office(application),
        "days": reading.days(application),
        "form": form or ReplyForm(formdata=None),
        "replying": replying,
    }
    return render_template("provider/application/messages.html", application=application, **shown)


@bp.get(f"{ADDRESS}/messages/<uuid:flag_id>")
@guard(Permission.VIEW_AS_APPLICANT, load=queries.one_of_own)
def message(application: Application, flag_id: uuid.UUID) -> Any:
    """One question with its box open: where a reply that was refused stands, also after a change of language."""
    return _messages(application, replying=flag_id)


@bp.post(f"{ADDRESS}/messages/<uuid:flag_id>")
@guard(Permission.REPLY, load=queries.one_of_own)
def reply(application: Application, flag_id: uuid.UUID) -> Any:
    flag = next((one for one in application.flags if one.id == flag_id and one.sent_at), None)
    if flag is None:
        abort(404)
    form = ReplyForm()
    if form.attempt(lambda: answer_services.reply(flag, form.reply.data or "", actor=current_user)):
        return redirect(url_for("sending.messages", application_id=application.id), code=303)
    return _messages(application, replying=flag.id, form=form)


@bp.post(f"{ADDRESS}/messages/send")
@guard(Permission.ANSWER, load=queries.one_of_own)
def send_answers(application: Application) -> Any:
    try:
        services.answer_back(application, actor=current_user)
    except DomainError as error:
        flash(str(error.sentence), "error")
        return redirect(url_for("sending.messages", application_id=application.id), code=303)
    return redirect(url_for("sending.sent", application_id=application.id), code=303)


@bp.get(f"{ADDRESS}/decision")
@guard(Permission.VIEW_AS_APPLICANT, load=queries.one_of_own)
def decision(application: Application) -> Any:
    if application.state is not State.DECIDED:
        return redirect(url_for("applications.tasks", application_id=application.id), code=303)
    limit = rules.limits(application.form_version)
    appeal_until = rules.appeal_by(application.decided_on, limit) if application.decided_on else None
    return render_template("provider/application/decision.html", application=application, appeal_until=appeal_until)


@bp.route(f"{ADDRESS}/withdraw", methods=["GET", "POST"])
@guard(Permission.WITHDRAW, load=queries.one_of_own)
def withdraw(application: Application) -> Any:
    if application.state not in LIVE:
        return redirect(url_for("applications.tasks", application_id=application.id), code=303)
    form = WithdrawForm()
    if form.attempt(lambda: services.withdraw(application, reason=form.reason.data or "", actor=current_user)):
        return redirect(url_for("portal.start"), code=303)
    return render_template("provider/application/withdraw.html", application=application, form=form)
