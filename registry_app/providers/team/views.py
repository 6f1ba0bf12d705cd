"""`/provider/team/<organisation>`: the people of one home; `/join/<token>`: coming in."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from registry_app.accounts.models import User
from registry_app.core.access import Public, guard
from registry_app.core.forms import options
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label, language
from registry_app.providers.homes.models import Membership, Organisation
from registry_app.providers.homes.states import MemberRole, Ownership
from registry_app.providers.team import forms, queries, rules, services
from registry_app.providers.team.states import Permission

bp = Blueprint("team", __name__)
ADDRESS = "/provider/team/<uuid:organisation_id>"


def _me() -> User:
    found: User = current_user._get_current_object()
    return found


def _page(organisation: Organisation) -> Any:
    return redirect(url_for("team.people", organisation_id=organisation.id), code=303)


@bp.get(ADDRESS)
@guard(Permission.VIEW, load=queries.one_of_own)
def people(organisation: Organisation) -> Any:
    waiting = [(one, rules.lapses_at(one.invited_at)) for one in queries.waiting(organisation)]
    shown = {"people": queries.people(organisation), "waiting": waiting}
    return render_template("provider/team/people.html", organisation=organisation, **shown)


@bp.route(f"{ADDRESS}/invite", methods=["GET", "POST"])
@guard(Permission.INVITE, load=queries.one_of_own)
def invite(organisation: Organisation) -> Any:
    form = forms.InviteForm(language=language(), role=MemberRole.STAFF.value)
    form.role.choices = options([(one.value, label(one)) for one in forms.ROLES])

    def ask() -> None:
        services.invite(
            organisation, MemberRole(form.role.data), mail=form.address(), phone=form.phone.data or None,
            language=form.language.data, actor=current_user,
        )  # fmt: skip

    if form.attempt(ask):
        flash(_("The invitation is on its way."), "done")
        return _page(organisation)
    return render_template("provider/team/invite.html", organisation=organisation, form=form)


@bp.post(f"{ADDRESS}/invitations/<uuid:key>/take-back")
@guard(Permission.INVITE, load=queries.one_of_own)
def take_back(organisation: Organisation, key: uuid.UUID) -> Any:
    invitation = services.invitation_of(organisation, key)
    if invitation is None or invitation.role is MemberRole.OWNER:
        abort(404)
    services.take_back(invitation, actor=current_user)
    flash(_("The invitation is taken back."), "done")
    return _page(organisation)


@bp.route(f"{ADDRESS}/leave", methods=["GET", "POST"])
@guard(Permission.LEAVE, load=queries.one_of_own)
def leave(organisation: Organisation) -> Any:
    return _go(organisation, _me())


@bp.route(f"{ADDRESS}/people/<uuid:person>/leave", methods=["GET", "POST"])
@guard(Permission.HAND_OVER, load=queries.one_of_own)
def let_go(organisation: Organisation, person: uuid.UUID) -> Any:
    found = next((one.user for one in queries.people(organisation) if one.user_id == person), None)
    if found is None:
        abort(404)
    return _go(organisation, found)


def _go(organisation: Organisation, person: User) -> Any:
    form = forms.SureForm()
    own = person.id == current_user.id
    if form.attempt(lambda: services.leave(organisation, person, actor=current_user)):
        flash(_("You left.") if own else _("This person signs in for it no more."), "done")
        return redirect(url_for("portal.start"), code=303) if own else _page(organisation)
    return render_template("provider/team/leave.html", organisation=organisation, form=form, person=person, own=own)


@bp.route(f"{ADDRESS}/hand-over", methods=["GET", "POST"])
@guard(Permission.HAND_OVER, load=queries.one_of_own)
def hand_over(organisation: Organisation) -> Any:
    others: dict[str, Membership] = {
        str(one.user_id): one for one in queries.people(organisation) if one.user_id != current_user.id
    }
    form = forms.HandOverForm()
    form.heir.choices = options([(key, one.user.name) for key, one in others.items()])
    if form.attempt(lambda: services.hand_over(organisation, others[form.heir.data].user, actor=current_user)):
        flash(_("You handed over."), "done")
        return _page(organisation)
    return render_template("provider/team/hand_over.html", organisation=organisation, form=form, others=others)


@bp.route("/join/<token>", methods=["GET", "POST"])
@guard(Public.SIGN_IN)
def join(token: str) -> Any:
    """Who was asked in, by whom; the way to an account for whoever has none; one press for whoever has."""
    invitation = queries.by_token(token)
    if invitation is None:
        return render_template("provider/team/spent.html"), 404
    form, made = forms.JoinForm(), []
    if current_user.is_authenticated and form.attempt(lambda: made.append(services.accept(token, actor=_me()))):
        flash(_("You belong to it now."), "done")
        return redirect(url_for("portal.start"), code=303)
    family = invitation.organisation.ownership is Ownership.FAMILY
    whom: dict[str, Any] = {"as": "family"} if family else {}
    onward = url_for("joining.new", next=url_for("team.join", token=token), **whom)
    return render_template("provider/team/join.html", invitation=invitation, form=form, onward=onward, token=token)
