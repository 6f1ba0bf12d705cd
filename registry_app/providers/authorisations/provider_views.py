"""What the people of a home see of its standing: grade, what holds it, certificate, next steps; and their papers."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core import clock, serving_files
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import LANGUAGES, language
from registry_app.providers.applications import queries as applications
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.states import Permission as Apply
from registry_app.providers.authorisations import next_steps, papers, queries, renewal_services, rules
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Permission

bp = Blueprint("own_homes", __name__, url_prefix="/provider")


def _language() -> str:
    """The language asked for in the address, or else that of the page."""
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else language()


@bp.get("/homes/<uuid:home_id>")
@guard(Permission.VIEW_AS_PROVIDER, load=homes.one_of_own)
def one(home: Home) -> Any:
    given, today = queries.of_home(home), clock.today()
    waiting = [one for one in applications.all_of_own(current_user) if one.home_id == home.id]
    return render_template(
        "provider/home.html", home=home, steps=next_steps.of_home(home, given, waiting, today),
        living=[one for one in given if one.ended_on is None], past=[one for one in given if one.ended_on is not None],
        old_grade=home.grade_on is not None and (today - home.grade_on).days > 365, today=today,
    )  # fmt: skip


@bp.get("/homes/<uuid:home_id>/renewal")
@guard(Permission.VIEW_AS_PROVIDER, load=homes.one_of_own)
def renewal(home: Home) -> Any:
    """What a renewal needs, and the button that starts it."""
    until = renewal_services.ends_on(home)
    begins = rules.renewable_from(queries.book(), until) if until else None
    return render_template(
        "provider/renewal.html", home=home, until=until, begins=begins, blocks=renewal_services.in_the_way(home),
        possible=begins is not None and begins <= clock.today(), renew=Apply.RENEW,
    )  # fmt: skip


@bp.post("/homes/<uuid:home_id>/renewal")
@guard(Apply.RENEW, load=homes.one_of_own)
def start_renewal(home: Home) -> Any:
    try:
        made = renewal_services.start(home, actor=current_user)
    except DomainError as error:
        flash(str(error.sentence), "error")
        return redirect(url_for(".renewal", home_id=home.id), code=303)
    return redirect(url_for("applications.tasks", application_id=made.id), code=303)


@bp.get("/homes/<uuid:home_id>/certificate.pdf")
@guard(Permission.VIEW_AS_PROVIDER, load=homes.one_of_own)
def certificate(home: Home) -> Any:
    """The longest certificate, or the one with `number`, in the language of the page or in `lang`."""
    given = queries.of_home(home)
    number = request.args.get("number", home.certificate_number)
    found = next((one for one in given if one.certificate_number == number), None)
    if found is None:
        abort(404)
    code = _language()
    return serving_files.paper(papers.certificate(found, code), papers.PDF, f"{found.certificate_number}-{code}.pdf")


@bp.get("/applications/<uuid:application_id>/letter.pdf")
@guard(Apply.VIEW_AS_APPLICANT, load=applications.one_of_own)
def letter(application: Application) -> Any:
    """The letter of the decision, in `lang` or the page's language; a recommendation is a paper of the office."""
    ruling, code = queries.ruling(application), _language()
    if ruling is None:
        abort(404)
    return serving_files.paper(papers.letter(ruling, code), papers.PDF, f"{application.number}-{code}.pdf")
