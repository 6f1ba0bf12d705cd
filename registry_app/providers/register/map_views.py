"""/<lang>/register/map: the districts as a map and as a list; the boundaries themselves are open data."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, current_app, make_response, render_template

from registry_app.core.access import Public, guard
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import language, ngettext
from registry_app.core.web import POLICY
from registry_app.places import gazetteer, maps
from registry_app.providers.register import districts, queries
from registry_app.providers.register.api import tagged
from registry_app.providers.register.districts import InDistrict

bp = Blueprint("register_map", __name__)

WIDTH = 320


@bp.get("/<lang:lang>/register/map")
@guard(Public.PAGE)
def page(lang: str) -> Any:
    counted = districts.by_district(queries.eyes())
    drawn = maps.boundary_svg_paths(WIDTH)
    karachi = districts.together(maps.KARACHI, [counted[dot.code] for dot in drawn.dots])
    known = {**counted, maps.KARACHI: karachi}
    settings = current_app.config["SETTINGS"]
    page = render_template(
        "register/map.html", drawn=drawn, legend=_legend(), tiles=settings.map_tiles, credit=settings.map_tiles_credit,
        areas=[_shown(one, known[one.code], d=one.d) for one in drawn.areas],
        dots=[_shown(one, known[one.code], x=one.x, y=one.y) for one in drawn.dots],
        rows=[(one.name_in(language()), known[one.code]) for one in gazetteer.districts()],
        total=districts.together("", list(counted.values())),
    )  # fmt: skip
    response = make_response(page)
    if settings.map_tiles:
        response.headers["Content-Security-Policy"] = POLICY.replace("img-src", f"img-src {_host(settings.map_tiles)}")
    return response


def _host(tiles: str) -> str:
    """The one foreign host that the operator allowed, for this page only."""
    parts = urlsplit(tiles)
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


def _shown(place: Any, one: InDistrict, **where: Any) -> dict[str, Any]:
    names = {"ur": place.name_ur, "sd": place.name_sd}
    # All of Karachi is no district to filter by; its seven points lead on.
    url = "" if one.code == maps.KARACHI else f"/{language()}/register?district={one.code}"
    name = names.get(language(), place.name)
    return {"code": one.code, "name": name, "level": one.level, "text": _words(one), "url": url, **where}


def _words(one: InDistrict) -> str:
    homes = ngettext("%(num)s home known", "%(num)s homes known", one.homes)
    return _("%(homes)s, %(authorised)s authorised", homes=homes, authorised=one.authorised)


def _legend() -> list[tuple[int, str]]:
    last = len(districts.STEPS)
    rows = [(0, _("No authorised home"))]
    for level, (start, after) in enumerate(zip(districts.STEPS, districts.STEPS[1:], strict=False), start=1):
        rows.append((level, f"{start}" if after == start + 1 else f"\u2066{start}–{after - 1}\u2069"))
    return [*rows, (last, _("%(number)s and more", number=districts.STEPS[-1]))]


@bp.get("/api/v1/districts.geojson")
@guard(Public.MACHINE)
def boundaries() -> Any:
    """23 districts, Karachi as one area, and seven points within it."""
    response = make_response(maps.light_boundaries())
    response.headers["Content-Type"] = "application/geo+json; charset=utf-8"
    return tagged(response)
