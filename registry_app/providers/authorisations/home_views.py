"""/office/homes: the homes an officer may see, one home, its certificates, and recording a home that is known."""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from registry_app.core import clock, serving_files
from registry_app.core.access import guard
from registry_app.core.db import db
from registry_app.core.i18n import LANGUAGES, label, language, write_date
from registry_app.core.i18n import gettext as _
from registry_app.places import gazetteer
from registry_app.providers.authorisations import forms, listing, papers, queries
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.authorisations.states import Permission
from registry_app.providers.findings import queries as findings
from registry_app.providers.findings.states import Permission as FindingPermission
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Permission as HomePermission
from registry_app.providers.homes.states import Standing
from registry_app.providers.lookalikes import queries as lookalikes
from registry_app.providers.lookalikes.states import Permission as LookAlikePermission
from registry_app.providers.orphanages import queries as orphanages
from registry_app.providers.orphanages.states import Permission as BoardPermission
from registry_app.providers.twins import queries as twins
from registry_app.providers.vetting.states import Permission as People

bp = Blueprint("office_homes", __name__, url_prefix="/office/homes")


def by_number(actor: Any, number: str) -> Home | None:
    """A home by its register number, if the officer may see it."""
    return db.session.scalars(select(Home).where(homes.reach(actor), Home.register_number == number)).one_or_none()


def certificate_of(actor: Any, number: str, certificate: str) -> Authorisation | None:
    """A certificate of a home that the person may see."""
    home = by_number(actor, number)
    return queries.one_of(actor, home.id, certificate) if home else None


@bp.context_processor
def _permissions() -> dict[str, Any]:
    return {
        "record_known": HomePermission.RECORD_KNOWN,
        "view_application": Permission.VIEW,
        "people_of": People.LIST_HOME,
        "all_people": People.QUEUE,
        "record_board": BoardPermission.RECORD,
        "edit_home": HomePermission.EDIT,
    }


@bp.get("")
@guard(Permission.LIST_HOMES)
def listed() -> Any:
    wish = listing.homes_wish(request.args)
    found = listing.homes_list(current_user, wish, request.args.get("after"))
    asked = {name: value for name, value in vars(wish).items() if value}
    onward = url_for(".listed", **asked, after=found.next_token) if found.next_token else ""
    choices = {
        "district": [(one.code, one.name_in(language())) for one in gazetteer.districts()],
        "standing": [(one.value, label(one)) for one in Standing],
    }
    return render_template(
        "office/homes.html", found=found.rows, wish=wish, choices=choices, onward=onward,
        first=not request.args.get("after"), district=lambda code: gazetteer.district(code).name_in(language()),
    )  # fmt: skip


@bp.get("/<number>")
@guard(Permission.VIEW_HOME, load=by_number)
def one(home: Home) -> Any:
    given = queries.of_home(home)
    return render_template(
        "office/home.html", home=home, given=given, check=queries.crm_check(home.id), timeline=_timeline(home, given),
        applications=queries.applications_of(home), district=gazetteer.district(home.district).name_in(language()),
        late=home.grade_on is not None and (clock.today() - home.grade_on).days > 365, board=orphanages.current(home),
        told=findings.of_home(home), pairs=twins.of_home(home), record_told=FindingPermission.RECORD,
        mapped=lookalikes.of_home(home), view_mapped=LookAlikePermission.VIEW,
    )  # fmt: skip


@bp.route("/<number>/survivors", methods=["GET", "POST"])
@guard(HomePermission.EDIT, load=by_number)
def survivors(home: Home) -> Any:
    """Whether the home shelters survivors of abuse: from then on the public sees its number and district only."""
    form = forms.SurvivorsForm(data={"shelters": "yes" if home.shelters_survivors else "no"})

    def keep() -> None:
        hides = form.shelters.data == "yes"
        home_services.edit(home, shelters_survivors=hides, reason=form.reason.data, actor=current_user)

    if form.attempt(keep):
        flash(_("Recorded. The public pages show it so from now on."), "done")
        return redirect(url_for(".one", number=home.register_number), code=303)
    return render_template("office/home_survivors.html", home=home, form=form)


def _to_come(day: date | None) -> bool:
    return day is not None and day >= clock.today()


def _timeline(home: Home, given: Any) -> list[tuple[str, str, str, bool]]:
    rows: list[tuple[date | None, str, str, bool]] = [
        (home.known_since, _("The register learned of this home"), "", False),
        (home.closed_on, _("Closed"), "", False),
        (home.notice_until, _("Last day of the notice to apply"), "", _to_come(home.notice_until)),
        (home.grade_on, _("Visit on which the grade rests"), "", False),
    ]
    for one in given:
        words = f"{label(one.kind)} · \u2066{one.certificate_number}\u2069"
        rows.append((one.start, words, one.decided_by.name, False))
        rows.append((one.ended_on, label(one.standing), "", False))
        if one.ended_on is None:
            rows.append((one.until, _("Last day of the authorisation"), "", True))
    ordered = sorted((row for row in rows if row[0]), key=lambda row: (row[3], row[0]), reverse=True)
    return [(write_date(when), words, who, future) for when, words, who, future in ordered]


@bp.get("/<number>/certificates/<certificate>-<code>.pdf")
@guard(Permission.VIEW_CERTIFICATE, load=certificate_of)
def certificate(authorisation: Authorisation, code: str) -> Any:
    if code not in LANGUAGES:
        abort(404)
    name = f"{authorisation.certificate_number}-{code}.pdf"
    return serving_files.paper(papers.certificate(authorisation, code), papers.PDF, name)
