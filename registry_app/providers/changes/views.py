"""/provider/homes/<id>/changes and /office/changes: asking for a change, looking into it, and the decision."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from registry_app.core import clock, files, serving_files
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import LANGUAGES, label, language
from registry_app.core.i18n import gettext as _
from registry_app.places import gazetteer
from registry_app.providers.changes import change_services, forms, queries, reports, rules
from registry_app.providers.changes.models import Change
from registry_app.providers.changes.states import OPEN, ChangeBlock, ChangeKind, ChangeState, Permission
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.powers import reports as powers
from registry_app.providers.powers.states import Act, Mode
from registry_app.providers.team import rules as team

bp = Blueprint("changes", __name__)
OWN, OFFICE = "/provider/homes/<uuid:home_id>/changes", "/office/changes"


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "look_change": Permission.LOOK, "decide_change": Permission.DECIDE, "withdraw_change": Permission.WITHDRAW,
        "recommend": Mode.RECOMMEND, "open_states": OPEN, "looked_into": ChangeState.LOOKED_INTO,
        "district": lambda code: gazetteer.district(code).name_in(language()),
        "decide_by": lambda change: rules.decide_by(queries.book(), change.asked_on), "today": clock.today(),
        "now": clock.now(), "begins_on": _begins_on,
    }  # fmt: skip


@bp.get(OWN)
@guard(Permission.LIST_OWN, load=homes.one_of_own)
def own(home: Home) -> Any:
    return render_template(
        "provider/changes.html", home=home, changes=queries.of_home(home), kinds=list(ChangeKind),
        possible=bool(queries.running(home)), ask_change=Permission.ASK,
    )  # fmt: skip


@bp.route(f"{OWN}/new/<kind>", methods=["GET", "POST"])
@guard(Permission.ASK, load=homes.one_of_own)
def ask(home: Home, kind: str) -> Any:
    if kind not in set(ChangeKind):
        abort(404)
    wish, made = ChangeKind(kind), []
    form = forms.ask_form(wish, home.services)

    def deed() -> None:
        service = next((one for one in home.services if "service" in form and one.id == form.service.data), None)
        made.append(
            change_services.ask(
                home, wish, on=form.on.data, why=form.why.data or "", wanted=form.wanted(wish), service=service,
                actor=current_user,
            )
        )  # fmt: skip

    if form.attempt(deed):
        flash(_("The office has your request. It is its turn now."), "done")
        return redirect(url_for(".own_one", home_id=home.id, change_id=made[0].id), code=303)
    told = rules.may_begin_before(queries.book(), kind)
    return render_template("provider/change_new.html", home=home, form=form, kind=wish, told=told)


@bp.get(f"{OWN}/<uuid:change_id>")
@guard(Permission.VIEW_OWN, load=queries.one_of_own)
def own_one(change: Change) -> Any:
    return render_template("provider/change.html", change=change, wanted=reports.wanted(change), ruling=_ruling(change))


@bp.post(f"{OWN}/<uuid:change_id>/withdraw")
@guard(Permission.WITHDRAW, load=queries.one_of_own)
def withdraw(change: Change) -> Any:
    try:
        change_services.withdraw(change, actor=current_user)
        flash(_("Your request is taken back."), "done")
    except DomainError as error:
        flash(str(error.sentence), "error")
    return redirect(url_for(".own", home_id=change.home_id), code=303)


@bp.get(f"{OWN}/<uuid:change_id>/letter.pdf")
@guard(Permission.VIEW_OWN, load=queries.one_of_own)
def own_letter(change: Change) -> Any:
    """The letter of the decision, in the page's language; a recommendation is a paper of the office."""
    return _letter(change, language(), Mode.ACT)


def _begins_on(change: Change) -> Any:
    """The day in "from": of an approved change of owner the later of the day wanted and the decision."""
    ruling = _ruling(change)
    if change.kind is not ChangeKind.OWNER or change.state is not ChangeState.APPROVED or ruling is None:
        return change.on
    return change.took_effect_on or rules.begins_on(change.kind.value, change.on, ruling.on)


def _ruling(change: Change) -> Any:
    return next((one for one in change.rulings if one.mode is Mode.ACT), None)


def _letter(change: Change, code: str, *modes: Mode) -> Any:
    ruling = next((one for mode in modes for one in change.rulings if one.mode is mode), None)
    kept = next((one for one in ruling.letters if one.language == code), None) if ruling and code in LANGUAGES else None
    if kept is None:
        abort(404)
    return serving_files.paper(files.read(kept.file), "application/pdf", f"{change.number}-{code}.pdf")


@bp.get(OFFICE)
@guard(Permission.QUEUE)
def queue() -> Any:
    return render_template("office/changes.html", changes=queries.queue(current_user))


@bp.get(f"{OFFICE}/<uuid:change_id>")
@guard(Permission.VIEW, load=queries.one)
def one(change: Change) -> Any:
    asked = change.state in OPEN or change.waits_for_its_day
    found = rules.blocks(queries.book(), queries.facts(change)) if asked else []
    invited = queries.owner_invited(change)
    return render_template(
        "office/change.html", change=change, wanted=reports.wanted(change), rulings=change.rulings, invited=invited,
        link_until=team.lapses_at(invited.invited_at) if invited else None, invite_owner=Permission.INVITE_OWNER,
        blocks=[label(ChangeBlock(code)) for code in found],
    )  # fmt: skip


@bp.route(f"{OFFICE}/<uuid:change_id>/look", methods=["GET", "POST"])
@guard(Permission.LOOK, load=queries.one)
def look(change: Change) -> Any:
    form = forms.LookForm(obj=change)
    facts = ("visited_on", "beds", "square_feet", "found", "advice")
    if form.attempt(
        lambda: change_services.look(change, **{name: form[name].data for name in facts}, actor=current_user)
    ):
        return _onward(change, _("What you found is recorded. Another person decides."))
    return render_template("office/change_look.html", change=change, form=form)


@bp.route(f"{OFFICE}/<uuid:change_id>/decision", methods=["GET", "POST"])
@guard(Permission.DECIDE, load=queries.one)
def decision(change: Change) -> Any:
    form = forms.DecideForm()
    if form.attempt(
        lambda: change_services.decide(
            change, answer=form.answer.data, reasons=form.reasons.data or "", actor=current_user
        )
    ):
        return _onward(change, _("The decision is taken and its letter is written."))
    return render_template(
        "office/change_decision.html", change=change, form=form, wanted=reports.wanted(change),
        power=powers.authority(Act.AUTHORISE, clock.today()),
        blocks=[label(ChangeBlock(code)) for code in rules.blocks(queries.book(), queries.facts(change))],
    )  # fmt: skip


def _onward(change: Change, words: str) -> Any:
    flash(words, "done")
    return redirect(url_for(".one", change_id=change.id), code=303)


@bp.post(f"{OFFICE}/<uuid:change_id>/invite-owner")
@guard(Permission.INVITE_OWNER, load=queries.one)
def invite_owner(change: Change) -> Any:
    try:
        change_services.invite_owner_again(change, actor=current_user)
    except DomainError as error:
        flash(str(error.sentence), "error")
        return redirect(url_for(".one", change_id=change.id), code=303)
    return _onward(change, _("The invitation is on its way."))


@bp.get(f"{OFFICE}/<uuid:change_id>/letter-<code>.pdf")
@guard(Permission.VIEW, load=queries.one)
def letter(change: Change, code: str) -> Any:
    return _letter(change, code, Mode.ACT, Mode.RECOMMEND)
