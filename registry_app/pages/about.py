"""Privacy, accessibility, who is responsible, whom to thank; and what families and care leavers may ask for."""

from typing import Any

from flask import Blueprint, abort, render_template

from registry_app.core.access import Public, guard
from registry_app.providers.powers import queries as powers
from registry_app.providers.seals import queries as seals

bp = Blueprint("about", __name__)

PAGES = ("privacy", "accessibility", "responsible", "credits", "certificates")


@bp.get("/<lang:lang>/about/<page>")
@guard(Public.PAGE)
def about(lang: str, page: str) -> Any:
    if page not in PAGES:
        abort(404)
    known = powers.all_powers() if page == "responsible" else []
    keys = seals.published() if page == "certificates" else []
    return render_template(f"about/{page}.html", powers=known, keys=keys)


@bp.get("/<lang:lang>/family")
@guard(Public.PAGE)
def family(lang: str) -> Any:
    """How parents and relatives ask, object and appeal (gatekeeping.yaml, appeal)."""
    return render_template("about/family.html")


@bp.get("/<lang:lang>/my-record")
@guard(Public.PAGE)
def my_record(lang: str) -> Any:
    """How a person asks to see and correct the own record (data_protection.yaml DP12, SCPP 2-3.3.1(4))."""
    return render_template("about/my-record.html")
