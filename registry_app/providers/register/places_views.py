"""/panel/places: the nearest homes with a free place, for Child Protection Units and panels only."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_login import current_user

from registry_app.core.access import guard
from registry_app.core.i18n import label, language
from registry_app.core.letters import western
from registry_app.places import gazetteer
from registry_app.providers.homes.states import CareType, Sexes
from registry_app.providers.register.nearest import Child, nearest
from registry_app.providers.register.states import Permission

bp = Blueprint("free_places", __name__)
OLDEST = 21


def _asked(name: str, known: Any) -> str:
    value = request.args.get(name, "").strip()
    return value if value in known else ""


def _age() -> int | None:
    typed = western(request.args.get("age", "")).strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 and int(typed) <= OLDEST else None


@bp.get("/panel/places")
@guard(Permission.FREE_PLACES)
def places() -> Any:
    districts = {one.code: one for one in gazetteer.districts()}
    start, care, sexes = _asked("district", districts), _asked("type", set(CareType)), _asked("sexes", set(Sexes))
    child = Child(CareType(care) if care else None, Sexes(sexes) if sexes else None, _age())
    found = nearest(current_user, districts[start].point, child, language()) if start else []
    choices = {
        "district": [(code, one.name_in(language())) for code, one in districts.items()],
        "type": [(kind.value, label(kind)) for kind in CareType],
        "sexes": [(kind.value, label(kind)) for kind in Sexes],
    }
    return render_template(
        "panel/places.html", found=found, choices=choices, start=start, care=care, sexes=sexes, age=child.age,
        typed=request.args.get("age", "").strip()[:10], district=lambda code: districts[code].name_in(language()),
    )  # fmt: skip
