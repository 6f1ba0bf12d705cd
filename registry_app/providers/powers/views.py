"""/office/powers: which office may do what, and on which paper; changed by the legal focal person, never rewritten."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _
from registry_app.providers.powers import forms, publication, queries, rules, services
from registry_app.providers.powers.models import Power, PublicationProposal
from registry_app.providers.powers.states import PUBLISHING, Act, Permission

bp = Blueprint("powers", __name__, url_prefix="/office/powers")


@bp.get("")
@guard(Permission.VIEW)
def listed() -> Any:
    found = queries.all_powers()
    return render_template("office/powers.html", powers=found, acts=rules.may_act, edit=Permission.EDIT)


def _power(actor: Any, act: str) -> Power | None:
    if act not in set(Act):
        return None
    try:
        return queries.power(Act(act))
    except queries.PowersMissing:
        abort(404)


@bp.route("/<act>", methods=["GET", "POST"])
@guard(Permission.EDIT, load=_power)
def change(power: Power) -> Any:
    form = forms.power_form(power)
    if form.attempt(
        lambda: services.change(
            power.act,
            holder=form.holder.data,
            basis=form.basis.data or None,
            status=form.status.data,
            since=form.since.data,
            actor=current_user,
        )
    ):
        flash(_("The change is recorded. What was decided before it keeps the power it named."), "done")
        return redirect(url_for(".listed"), code=303)
    return render_template(
        "office/power_change.html", power=power, form=form, history=queries.history(power.act),
        publishes=power.act in PUBLISHING,
    )  # fmt: skip


def _publishing(actor: Any, act: str) -> Power | None:
    power = _power(actor, act)
    return power if power is not None and power.act in PUBLISHING else None


@bp.route("/<act>/publication", methods=["GET", "POST"])
@guard(Permission.PROPOSE, load=_publishing)
def propose(power: Power) -> Any:
    form = forms.proposal_form(power.act, power)
    if form.attempt(
        lambda: publication.propose(
            power.act,
            form["setting"].data,
            since=form.since.data or clock.today(),
            why=form.why.data or "",
            actor=current_user,
        )
    ):
        flash(_("The proposal is recorded. Another person must approve it."), "done")
        return redirect(url_for(".publications"), code=303)
    return render_template("office/publication_propose.html", power=power, form=form)


@bp.get("/publication")
@guard(Permission.VIEW)
def publications() -> Any:
    """What is public today, and every proposal to change it, with who proposed and who approved."""
    known = {power.act: power for power in queries.all_powers() if power.act in PUBLISHING}
    return render_template(
        "office/publications.html", powers=known.values(), proposals=queries.proposals(),
        approve=Permission.APPROVE, take_back=Permission.TAKE_BACK, propose=Permission.PROPOSE,
    )  # fmt: skip


def _answered(deed: Any, words: str) -> Any:
    try:
        deed()
        flash(words, "done")
    except DomainError as error:
        flash(str(error.sentence), "error")
    return redirect(url_for(".publications"), code=303)


@bp.post("/publication/<uuid:proposal_id>/approve")
@guard(Permission.APPROVE, load=queries.proposal)
def approve(proposal: PublicationProposal) -> Any:
    return _answered(lambda: publication.approve(proposal, actor=current_user), _("The setting is approved."))


@bp.post("/publication/<uuid:proposal_id>/refuse")
@guard(Permission.APPROVE, load=queries.proposal)
def refuse(proposal: PublicationProposal) -> Any:
    return _answered(lambda: publication.refuse(proposal, actor=current_user), _("Nothing is changed."))


@bp.post("/publication/<uuid:proposal_id>/take-back")
@guard(Permission.TAKE_BACK, load=queries.proposal)
def take_back(proposal: PublicationProposal) -> Any:
    return _answered(lambda: publication.take_back(proposal, actor=current_user), _("The proposal is taken back."))
