"""The public register: the list, one home's page, and whether a certificate is real."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core.access import Public, guard, may
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label, language, write_date
from registry_app.core.kept_pages import kept
from registry_app.providers.authorisations import queries as authorisations
from registry_app.providers.authorisations.states import ConditionCode
from registry_app.providers.homes.models import Home
from registry_app.providers.orphanages import queries as orphanages
from registry_app.providers.powers.states import GradePublication
from registry_app.providers.register import checking, drawing, free_places, parts, queries
from registry_app.providers.register.queries import Wanted
from registry_app.providers.register.states import Permission

bp = Blueprint("register", __name__)


def _chips(want: Wanted, choices: drawing.Choices) -> list[tuple[str, str]]:
    said = {name: dict(options).get(getattr(want, name), "") for name, options in choices.items()}
    said["q"] = want.q
    asked = {name: value for name, value in vars(want).items() if value and said[name]}
    return [(said[name], _list_url({k: v for k, v in asked.items() if k != name})) for name in asked]


def _list_url(asked: dict[str, str]) -> str:
    return f"/{language()}/register" + (f"?{urlencode(asked)}" if asked else "")


@bp.get("/<lang:lang>/register")
@guard(Public.PAGE)
@kept
def homes(lang: str) -> Any:
    want, look = queries.wanted(request.args), queries.eyes()
    number = queries.NUMBER.fullmatch(want.q.upper())
    found = queries.stored(want, look, request.args.get("after"))
    numbers = [lines[0][0] for lines in found.rows]
    if number and len(numbers) == 1 and not found.next_token:
        return redirect(url_for("register.home", lang=lang, number=numbers[0]), code=303)
    graded = look.publication is GradePublication.GRADE
    asked = {name: value for name, value in vars(want).items() if value}
    onward = _list_url({**asked, "after": found.next_token}) if found.next_token else ""
    free = _free(numbers)
    return render_template(
        "register/list.html", lines=drawing.lines(lang, found.rows, look, free), want=want,
        onward=onward, first=not request.args.get("after"),
        selects=drawing.selects(lang, graded, want), chips=_chips(want, drawing.choices(lang, graded)),
        start=_list_url(asked), sees_free=free is not None,
        csv=f"/api/v1/register.csv?{urlencode(asked)}", shows_grade=graded, unknown=queries.unknown(request.args),
    )  # fmt: skip


@bp.get("/<lang:lang>/register/<number>")
@guard(Public.PAGE)
def home(lang: str, number: str) -> Any:
    found = queries.by_number(number) or abort(404)
    if found.register_number != number:
        return redirect(url_for("register.home", lang=lang, number=found.register_number), code=301)
    look = queries.eyes()
    seen = look.see(found)
    added = parts.Given() if seen.shelter else parts.given_for(found, look.publication)
    given = [] if seen.shelter else queries.certificates(found)
    certificates = [(one, _short(one.conditions or ())) for one in given]
    board = None if seen.shelter or seen.household else orphanages.current(found)
    return render_template(
        "register/home.html", home=seen, certificates=certificates, extra=added.by_slot(), board=board,
        timeline=[] if seen.shelter else _timeline(found, seen, look, added), publication=look.publication,
        free=_free([seen.number]), houses=found.units if seen.names else (), village_care=found.village_care,
    )  # fmt: skip


def _free(numbers: list[str]) -> dict[str, int] | None:
    """Free places, for those who may see them; None for everybody else."""
    return free_places.of(current_user, numbers) if may(Permission.FREE_PLACES) else None


def _short(conditions: Any) -> str:
    """Conditions in short: their kinds, without what the decider added."""
    return " · ".join(label(ConditionCode(condition["code"])) for condition in conditions)


def _timeline(found: Home, seen: Any, look: queries.Eyes, added: parts.Given) -> list[tuple[str, str, str, bool]]:
    """(day, words, who, still to come) of what is public, the newest first."""
    lines = [(one.on, one.words, one.future) for one in added.happenings]
    if seen.visited_on and not lines:
        words = _("Visit with notice") if seen.with_notice else _("Visit without notice")
        lines.append((seen.visited_on, words, False))
    for authorisation in authorisations.of_home(found):
        lines.append((authorisation.start, _("Authorised: %(kind)s", kind=label(authorisation.kind)), False))
        if authorisation.ended_on and authorisation.replaced_by_id is None:
            lines.append((authorisation.ended_on, label(authorisation.standing), False))
    if seen.authorised_until and seen.authorised_until >= look.today:
        lines.append((seen.authorised_until, _("Last day of the authorisation"), True))
    lines.append((found.known_since, _("The register learned of this home"), False))
    lines.sort(key=lambda line: (line[2], line[0]), reverse=True)
    return [(write_date(day), words, "", future) for day, words, future in lines]


@bp.get("/verify/<number>")
@guard(Public.PAGE)
def verify(number: str) -> Any:
    checked = checking.check(number, queries.eyes(), request.args.get("c"))
    return render_template("register/verify.html", checked=checked), 200 if checked.found else 404


@bp.get("/verify")
@guard(Public.PAGE)
def verify_form() -> Any:
    """A number typed by hand, or a whole code pasted, goes to its own address."""
    number, token = checking.typed_or_read(request.args.get("number", "")[:3000])
    if number:
        to = url_for("register.verify", number=number.replace("/", "")) + (f"?c={token}" if token else "")
        return redirect(to, code=303)
    return render_template("register/verify_form.html")
