"""The rota of a home, a week at a time, and who must be away within the hour; the same to read for the offices."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core import audit, clock
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label, ngettext
from registry_app.placements.rota import forms, queries, rules, services
from registry_app.placements.rota.models import RotaShift, StandDown
from registry_app.placements.rota.states import Part, Permission, Refusal
from registry_app.providers.authorisations.home_views import by_number
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.offenders.states import Permission as Offenders
from registry_app.providers.vetting.states import Permission as People

bp = Blueprint("rota", __name__)
WEEK = timedelta(days=7)


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"p": Permission, "p_list": Offenders, "p_people": People, "now": clock.now()}


def _monday() -> date:
    """The week of the address, or this week; a day that cannot be read is no page."""
    written = request.args.get("week", "")
    try:
        return rules.monday(date.fromisoformat(written) if written else clock.today())
    except (ValueError, OverflowError):
        abort(404)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        abort(404)


def _week(home: Home, template: str) -> Any:
    first = _monday()
    return render_template(
        template, home=home, shifts=queries.week(home, first), children=queries.children(home), first=first,
        last=first + timedelta(days=6), before=first - WEEK, after=first + WEEK, today=clock.today(),
        standing_down=queries.open_at(home),
    )  # fmt: skip


@bp.get("/provider/homes/<uuid:home_id>/rota")
@guard(Permission.VIEW_OWN, load=homes.one_of_own)
def own(home: Home) -> Any:
    if home.household:
        abort(404)
    return _week(home, "rota/own.html")


@bp.get("/office/homes/<number>/rota")
@guard(Permission.VIEW, load=by_number)
def of_office(home: Home) -> Any:
    return _week(home, "rota/office.html")


@bp.route("/provider/homes/<uuid:home_id>/rota/<written>/<part>", methods=["GET", "POST"])
@guard(Permission.PLAN, load=homes.one_of_own)
def put_on(home: Home, written: str, part: str) -> Any:
    day = _day(written)
    if part not in set(Part) or home.household:
        abort(404)
    shift = queries.one_shift(home, day, Part(part))
    found = queries.choices(home, shift)
    form = forms.put_on_form([member for member, why in found if why is None])
    posts = {str(member.post.id): member.post for member, _why in found}

    def put() -> None:
        services.put_on(home, posts[form.post.data], day, Part(part), actor=current_user)

    if form.attempt(put):
        flash(_("The person is on the shift."), "done")
        return redirect(url_for(".own", home_id=home.id, week=rules.monday(day).isoformat()), code=303)
    refused = [(member, label(Refusal(why))) for member, why in found if why is not None]
    return render_template("rota/put_on.html", home=home, shift=shift, form=form, found=found, refused=refused,
                           week=rules.monday(day))  # fmt: skip


@bp.post("/provider/homes/<uuid:home_id>/rota/lines/<uuid:line_id>/off")
@guard(Permission.PLAN, load=queries.own_line)
def take_off(line: RotaShift) -> Any:
    try:
        services.take_off(line, actor=current_user)
        flash(_("The person is taken off the shift."), "done")
    except DomainError as error:
        flash(str(error.sentence), "error")
    return redirect(url_for(".own", home_id=line.home_id, week=rules.monday(line.on_day).isoformat()), code=303)


@bp.post("/provider/homes/<uuid:home_id>/rota/copy")
@guard(Permission.PLAN, load=homes.one_of_own)
def copy(home: Home) -> Any:
    if home.household:
        abort(404)
    first = rules.monday(_day(request.form.get("week", "")))
    came, refused = services.copy_week(home, first, actor=current_user)
    flash(ngettext("%(num)s line was copied.", "%(num)s lines were copied.", came), "done" if came else "warning")
    if refused:
        sentence = ngettext(
            "The rota refused %(num)s line. Look at who may not be with children.",
            "The rota refused %(num)s lines. Look at who may not be with children.", refused,
        )  # fmt: skip
        flash(sentence, "warning")
    return redirect(url_for(".own", home_id=home.id, week=first.isoformat()), code=303)


@bp.route("/provider/homes/<uuid:home_id>/stand-downs/<uuid:one_id>", methods=["GET", "POST"])
@guard(Permission.STAND_DOWN, load=queries.one_own)
def own_stand_down(one: StandDown) -> Any:
    back = url_for("own_people.listed", home_id=one.home_id)
    return _stand_down(one, "rota/own_stand_down.html", back)


@bp.get("/office/stand-downs")
@guard(Permission.STAND_DOWNS)
def stand_downs() -> Any:
    return render_template("rota/stand_downs.html", found=queries.listed(current_user))


@bp.route("/office/stand-downs/<uuid:one_id>", methods=["GET", "POST"])
@guard(Permission.STAND_DOWN, load=queries.one_of_office)
def stand_down(one: StandDown) -> Any:
    return _stand_down(one, "rota/stand_down.html", url_for(".stand_downs"))


def _stand_down(one: StandDown, template: str, back: str) -> Any:
    if request.method == "GET":
        audit.read("rota:read-stand-down", one, current_user)
    form = forms.StandDownForm()
    if form.attempt(lambda: services.close_stand_down(one, words=form.words.data or "", actor=current_user)):
        flash(_("It is written down. Thank you."), "done")
        return redirect(back, code=303)
    return render_template(template, one=one, form=form, back=back)
