"""The dashboard: six tiles, five things to do, the districts; and the list behind each tile."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_login import current_user

from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.i18n import language
from registry_app.pages.dash import queries
from registry_app.pages.dash import silence as radar
from registry_app.pages.dash.lists import Waiting, do_these
from registry_app.pages.dash.states import Permission
from registry_app.places.gazetteer import districts, place_name

bp = Blueprint("dash", __name__)
SHOWN = 200


def _place(code: str | None) -> str:
    return place_name(code, language()) if code else ""


@bp.get("/dash")
@guard(Permission.TODAY)
def today() -> Any:
    day = clock.today()
    lists = queries.every_list(current_user, day)
    return render_template(
        "dash/today.html",
        day=day,
        lists=lists,
        five=do_these(lists, day),
        districts=queries.districts(current_user, lists),
        place=_place,
    )


@bp.get("/dash/silence")
@guard(Permission.SILENCE)
def silence() -> Any:
    """Homes from which nothing is heard, for SWD only."""
    rows = radar.radar(current_user, clock.today())
    return render_template(
        "dash/silence.html",
        rows=rows[:SHOWN],
        more=max(len(rows) - SHOWN, 0),
        place=_place,
        months=radar.MONTHS,
        talk_months=radar.TALK_MONTHS,
    )


@bp.get("/dash/<key>")
@guard(Permission.LIST, load=queries.one)
def one_list(found: Waiting) -> Any:
    chosen = request.args.get("district", "")
    known = {one.code: one.name_in(language()) for one in districts()}
    here = found.of(chosen if chosen in known else None)
    return render_template(
        "dash/list.html",
        found=found,
        items=here.items[:SHOWN],
        more=max(len(here.items) - SHOWN, 0),
        day=clock.today(),
        chosen=chosen if chosen in known else "",
        known=known,
        place=_place,
    )
