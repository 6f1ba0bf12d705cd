"""A paper photographed with a phone: the code to scan beside the application, and the one form that the phone opens."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, session, url_for
from flask_login import current_user

from registry_app.core.access import Public, guard
from registry_app.core.i18n import gettext, language
from registry_app.core.squares import square
from registry_app.providers.applications import answer_services, phone_services, queries, reading, rules
from registry_app.providers.applications.forms import PaperForm
from registry_app.providers.applications.models import Application, PaperLink
from registry_app.providers.applications.states import Permission
from registry_app.providers.applications.views import ADDRESS

bp = Blueprint("paper_by_phone", __name__)
KEPT = "paper-links"


@bp.post(f"{ADDRESS}/papers/<code>/phone")
@guard(Permission.FILL, load=queries.one_of_own)
def make(application: Application, code: str) -> Any:
    """A new link; its token is kept with the maker's session alone, so that only they see the code."""
    token = phone_services.make(application, code, actor=current_user)
    session[KEPT] = {**session.get(KEPT, {}), f"{application.id}:{code}": token}
    return redirect(url_for(".shown", application_id=application.id, code=code), code=303)


@bp.get(f"{ADDRESS}/papers/<code>/phone")
@guard(Permission.FILL, load=queries.one_of_own)
def shown(application: Application, code: str) -> Any:
    """The code to scan while the link runs, else whether the paper came."""
    row = reading.paper(application, code) or abort(404)
    link = phone_services.by_token(session.get(KEPT, {}).get(f"{application.id}:{code}", ""))
    runs = link is not None and phone_services.opens(link)
    address = _address(application, code) if runs else ""
    return render_template(
        "provider/application/phone.html", application=application, paper=row, link=link, runs=runs,
        address=address, drawing=square(address) if runs else "",
        minutes=rules.limits(application.form_version).phone_link_minutes,
    )  # fmt: skip


def _address(application: Application, code: str) -> str:
    token = session[KEPT][f"{application.id}:{code}"]
    return f"{current_app.config['SETTINGS'].public_url}/{language()}/paper/{token}"


@bp.post(f"{ADDRESS}/papers/<code>/phone/end")
@guard(Permission.FILL, load=queries.one_of_own)
def end(application: Application, code: str) -> Any:
    phone_services.end(application, code, actor=current_user)
    return redirect(url_for("applications.paper", application_id=application.id, code=code), code=303)


def by_token(_actor: Any, token: str) -> PaperLink | None:
    return phone_services.by_token(token)


@bp.route("/<lang:lang>/paper/<token>", methods=["GET", "POST"])
@guard(Public.PAGE, load=by_token)
def paper(link: PaperLink, lang: str) -> Any:
    """What the phone sees: the title of the paper and one box for a file; nothing of the application."""
    if link.used_at is not None:
        return render_template("provider/application/phone_done.html", dark=link.came_dark)
    if not phone_services.opens(link):
        return render_template("provider/application/phone_over.html"), 410
    form = PaperForm()
    if form.attempt(lambda: phone_services.use(link, form.file.data)):
        return redirect(request.path, code=303)
    asked = next(one for one in answer_services.asked(link.application).papers if one.code == link.code)
    return render_template("provider/application/phone_form.html", form=form, title=gettext(asked.name))
