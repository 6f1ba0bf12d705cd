"""An applicant's page about help: who helps, read back, sign."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user

from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.forms import tidy
from registry_app.core.i18n import gettext as _
from registry_app.providers.applications import help_services as services
from registry_app.providers.applications import queries
from registry_app.providers.applications.help_forms import ReadBackForm, SignForm, TrustedForm
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import Helper, Permission
from registry_app.providers.applications.views import ADDRESS

bp = Blueprint("help", __name__)


def _back(application: Application) -> Any:
    return redirect(url_for("help.page", application_id=application.id), code=303)


def _page(application: Application, **forms: Any) -> Any:
    helped = services.current(application)
    shown: dict[str, Any] = {
        "trusted": TrustedForm(formdata=None),
        "read": ReadBackForm(formdata=None),
        "sign": SignForm(formdata=None),
        **forms,
    }
    stage = services.stage(helped) if helped else None
    return render_template(
        "provider/application/help.html", application=application, helped=helped, stage=stage, **shown
    )


@bp.get(f"{ADDRESS}/help")
@guard(Permission.VIEW_AS_APPLICANT, load=queries.one_of_own)
def page(application: Application) -> Any:
    return _page(application)


@bp.post(f"{ADDRESS}/help")
@guard(Permission.FILL, load=queries.one_of_own)
def trusted(application: Application) -> Any:
    form = TrustedForm()

    def note() -> None:
        services.help_of(
            application, Helper.TRUSTED, name=tidy(form.name.data), who=tidy(form.who.data), actor=current_user
        )

    return _back(application) if form.attempt(note) else _page(application, trusted=form)


@bp.post(f"{ADDRESS}/help/read-back")
@guard(Permission.FILL, load=queries.one_of_own)
def read_back(application: Application) -> Any:
    form = ReadBackForm()
    done = form.attempt(lambda: services.read_back(application, actor=current_user))
    return _back(application) if done else _page(application, read=form)


@bp.post(f"{ADDRESS}/help/code")
@guard(Permission.FILL, load=queries.one_of_own)
def code(application: Application) -> Any:
    try:
        services.send_code(application, actor=current_user)
        flash(_("The code is on its way to the applicant's phone."), "done")
    except DomainError as error:
        flash(str(error.sentence), "error")
    return _back(application)


@bp.post(f"{ADDRESS}/help/sign")
@guard(Permission.FILL, load=queries.one_of_own)
def sign(application: Application) -> Any:
    form = SignForm()
    if form.attempt(lambda: services.sign(application, code=form.digits(), photo=form.file.data, actor=current_user)):
        return redirect(url_for("sending.check", application_id=application.id), code=303)
    return _page(application, sign=form)


@bp.post(f"{ADDRESS}/help/end")
@guard(Permission.FILL, load=queries.one_of_own)
def end(application: Application) -> Any:
    officer = services.current(application)
    services.end(application, actor=current_user)
    if officer and officer.helper_id == current_user.id:
        return redirect(url_for("office_help.listed"), code=303)
    return redirect(url_for("applications.tasks", application_id=application.id), code=303)
