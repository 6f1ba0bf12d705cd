"""/office/nadra: how far the homes are, who waits for too long, why offices refuse; and the unit sees the paper."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core import clock
from registry_app.core.access import guard, may
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import language
from registry_app.placements.nadra import queries, reports, rules, services
from registry_app.placements.nadra.models import NadraSheet
from registry_app.placements.nadra.states import Permission, SheetState
from registry_app.placements.states import Permission as OfStays
from registry_app.places import gazetteer
from registry_app.providers.homes.models import Home

bp = Blueprint("nadra_office", __name__)
OF_HOME = "/office/homes/<number>/nadra"


@bp.context_processor
def _words() -> dict[str, Any]:
    terms = rules.terms(clock.today())
    return {
        "no_say": reports.no_say(), "order_words": reports.order_words(),
        "order_source": reports.order_source(), "SheetState": SheetState, "days": terms.waiting_days,
        "against": terms.against_the_order, "silent": lambda sheet: rules.silent(
            sheet.state, sheet.state_on, clock.today(), terms.waiting_days
        ),
    }  # fmt: skip


@bp.get("/office/nadra")
@guard(Permission.OVERVIEW)
def overview() -> Any:
    district = request.args.get("district", "")
    page = queries.listed(current_user, district, request.args.get("after"))
    return render_template(
        "nadra/overview.html", page=page, district=district, counts=queries.by_home([home.id for home in page.rows]),
        by_district=queries.by_district(current_user), refusals=queries.refusals(current_user, district),
        names={one.code: one.name_in(language()) for one in gazetteer.districts()}, COUNTED=queries.COUNTED,
        none=queries.Count(), opens=current_user.has(*queries.OPENS),
    )  # fmt: skip


@bp.get(OF_HOME)
@guard(Permission.OF_HOME, load=queries.office_home)
def of_home(home: Home) -> Any:
    """The packs of one home, child by child under its code; only the unit of the district confirms."""
    return render_template(
        "nadra/office.html", home=home, packs=queries.of_home(home), may_confirm=may(Permission.CONFIRM, home),
        may_open=may(OfStays.VIEW_CHILD, home),
    )  # fmt: skip


@bp.post(f"{OF_HOME}/<int:pack>/<int:sheet>/confirm")
@guard(Permission.CONFIRM, load=queries.office_sheet)
def confirm(sheet: NadraSheet) -> Any:
    try:
        services.confirm(sheet, actor=current_user)
        flash(_("Recorded."), "done")
    except DomainError as error:
        flash(str(error.sentence), "error")
    return redirect(url_for(".of_home", number=sheet.home.register_number), code=303)
