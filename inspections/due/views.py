"""The planner's page: which homes are due in a district, with the parts of their risk, and full visits by notice."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_login import current_user

from inspections.due import book as books
from inspections.due import queries, rules, words
from inspections.states import Permission, VisitType
from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.i18n import language, write_month
from registry_app.places import gazetteer

bp = Blueprint("due", __name__, url_prefix="/office")


def place(code: str) -> str:
    """The name of a district in the page's language."""
    return gazetteer.place_name(code, language())


@bp.get("/due-visits")
@guard(Permission.PLAN)
def due() -> Any:
    today, kind = clock.today(), request.args.get("kind", "")
    everything = queries.by_risk(current_user, today)
    shares = queries.shares(current_user, today.year)
    lines = queries.lines(everything, shares, today)
    known = {line.district: place(line.district) for line in lines}
    chosen = request.args.get("district", "")
    district = chosen if chosen in known else next(iter(known)) if len(known) == 1 else ""
    wished = VisitType(kind) if kind in set(VisitType) else None
    rows = [row for row in everything if row.home.district == district and wished in (None, row.suggested)]
    return render_template(
        "inspections/due.html", lines=lines, known=known, district=district, kind=wished, kinds=list(VisitType),
        rows=rows, months=shares.get(district, {}), whole=queries.whole(shares.get(district, {})), today=today,
        book=books.in_force_on(today), below=rules.below, sentence=words.sentence, month_words=write_month,
    )  # fmt: skip
