"""/panel/kin: approve a relative tonight, who is approved now, and the second 28 days."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, session, url_for
from flask_login import current_user

from registry_app.accounts.states import Role
from registry_app.core import clock, serving_files
from registry_app.core.access import guard
from registry_app.core.forms import tidy
from registry_app.core.i18n import LANGUAGES, language
from registry_app.core.i18n import gettext as _
from registry_app.places import gazetteer
from registry_app.providers.applications import help_services
from registry_app.providers.applications.states import Track
from registry_app.providers.kin import approval_services, forms, papers, queries, reports, rules
from registry_app.providers.kin.models import KinApproval
from registry_app.providers.kin.states import Permission
from registry_app.providers.powers import reports as powers
from registry_app.providers.powers.states import Act, Mode

bp = Blueprint("kin", __name__, url_prefix="/panel/kin")


@bp.context_processor
def _permissions() -> dict[str, Any]:
    return {
        "start_kin": Permission.START,
        "again_kin": Permission.APPROVE_AGAIN,
        "light_track": Permission.LIGHT_TRACK,
        "recommend": Mode.RECOMMEND,
    }


def _districts() -> list[tuple[str, str]]:
    held = current_user.districts(Role.CPU_HEAD)
    return [(one.code, one.name_in(language())) for one in gazetteer.districts() if held is None or one.code in held]


@bp.get("")
@guard(Permission.LIST)
def listed() -> Any:
    today = clock.today()
    rows = [(one, (one.until - today).days) for one in queries.approvals(current_user)]
    return render_template("panel/kin.html", rows=rows, district=lambda c: gazetteer.district(c).name_in(language()))


@bp.route("/new", methods=["GET", "POST"])
@guard(Permission.START)
def new() -> Any:
    form, made = forms.kin_form(_districts(), current_user.name), []
    if form.attempt(lambda: made.append(approval_services.approve(form.tonight(), actor=current_user))):
        return _onward(made[0])
    return render_template("panel/kin_new.html", form=form, power=powers.authority(Act.AUTHORISE, clock.today()))


def _onward(approval: KinApproval) -> Any:
    if approval.mode is Mode.RECOMMEND:
        flash(_("The letter to the office that holds this power is written. Nothing else is changed."), "warning")
    else:
        flash(_("Approved. The family may care for the child from now on."), "done")
    return redirect(url_for(".one", approval_id=approval.id), code=303)


@bp.get("/<uuid:approval_id>")
@guard(Permission.VIEW, load=queries.one)
def one(approval: KinApproval) -> Any:
    today, before, book = clock.today(), queries.before(approval.home), queries.book()
    return render_template(
        "panel/kin_one.html", approval=approval, left=(approval.until - today).days,
        way=rules.in_the_way(book, before, today), again_from=rules.again_from(book, before, today),
        spent=before.times >= book["times"], application=queries.light_track(approval.home),
        to_come=reports.still_to_come(approval),
        district=gazetteer.district(approval.home.district).name_in(language()),
    )  # fmt: skip


@bp.route("/<uuid:approval_id>/again", methods=["GET", "POST"])
@guard(Permission.APPROVE_AGAIN, load=queries.one)
def again(approval: KinApproval) -> Any:
    form, made = forms.AgainForm(data={"home_seen_by": current_user.name}), []

    def deed() -> None:
        facts = {name: value for name, value in form.data.items() if name != "csrf_token"}
        words = {name: facts[name] or "" for name in ("home_seen_by", "child_said")}
        made.append(approval_services.approve_again(approval, **facts | words, actor=current_user))

    if form.attempt(deed):
        return _onward(made[0])
    return render_template("panel/kin_again.html", form=form, approval=approval)


@bp.route("/<uuid:approval_id>/light-track", methods=["GET", "POST"])
@guard(Permission.LIGHT_TRACK, load=queries.one)
def light_track(approval: KinApproval) -> Any:
    """The officer sits down with the relative: whoever tells the code on the phone fills in the short form."""
    running = queries.light_track(approval.home)
    form = forms.LightTrackForm(language=language())

    def ask() -> None:
        asked = help_services.ask(
            name=tidy(form.name.data), phone=form.phone.data or "", language=form.language.data, track=Track.FAMILY,
            from_paper=False, actor=current_user,
        )  # fmt: skip
        session["helping"] = {**asked, "home": str(approval.home_id)}

    if running is None and form.attempt(ask):
        return redirect(url_for("office_help.code"), code=303)
    return render_template("panel/kin_light.html", form=form, approval=approval, running=running)


@bp.get("/<uuid:approval_id>/letter-<code>.pdf")
@guard(Permission.VIEW, load=queries.one)
def letter(approval: KinApproval, code: str) -> Any:
    if code not in LANGUAGES:
        abort(404)
    name = f"{approval.home.register_number}-kin-{approval.no}-{code}.pdf"
    return serving_files.paper(papers.letter(approval, code), papers.PDF, name)
