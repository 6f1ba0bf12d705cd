"""/office/officials: inspectors and members of panels, who may be with children, naming one, and leaving."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user

from registry_app.accounts.models import User
from registry_app.core.access import guard
from registry_app.core.i18n import gettext as _
from registry_app.providers.offenders.states import Permission as Offenders
from registry_app.providers.vetting import forms, official_queries, official_services
from registry_app.providers.vetting.models import OfficialPost
from registry_app.providers.vetting.states import OfficialKind, Permission

bp = Blueprint("officials", __name__, url_prefix="/office/officials")


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"p": Permission, "p_list": Offenders, "p_people": Permission}


@bp.get("")
@guard(Permission.OFFICIALS)
def listed() -> Any:
    groups = [(kind, official_queries.listed(current_user, kind)) for kind in OfficialKind]
    return render_template("office/officials.html", groups=groups)


@bp.route("/<uuid:user_id>/name", methods=["GET", "POST"])
@guard(Permission.NAME_OFFICIAL, load=official_queries.account)
def name(user: User) -> Any:
    kinds = [kind for kind, roles in official_queries.ROLES.items() if user.has(*roles)]
    form, made = forms.official_form(kinds), []

    def record() -> None:
        assert form.since.data is not None
        made.append(
            official_services.name_official(
                user, form.post.data, card=form.kind.data, number=form.number.data or "", since=form.since.data,
                actor=current_user,
            )
        )  # fmt: skip

    if form.attempt(record):
        flash(_("The person is named and the list of offenders is searched. Record the other checks now."), "done")
        return redirect(url_for("office_people.one", person_id=made[0].person_id), code=303)
    return _step(form, user.name, _("Write the number from the card itself. The list is searched at once."))


@bp.route("/posts/<uuid:post_id>/leave", methods=["GET", "POST"])
@guard(Permission.RECORD_OFFICIAL_LEAVING, load=official_queries.one_post)
def leave(post: OfficialPost) -> Any:
    form = forms.LeavingForm()

    def left() -> None:
        assert form.on.data is not None
        official_services.record_official_leaving(
            post, on=form.on.data, leaving=form.leaving.data, under_allegation=form.under_allegation.data == "yes",
            allegation=form.allegation.data or "", actor=current_user,
        )  # fmt: skip

    if form.attempt(left):
        flash(_("It is recorded that this person has left."), "done")
        return redirect(url_for(".listed"), code=303)
    return _step(form, post.user.name, _("What you write here is kept. It is not public."))


def _step(form: Any, heading: str, lead: str) -> Any:
    return render_template(
        "office/person_step.html", form=form, heading=heading, lead=lead, act=_("Record it"),
        fields=forms.fields(form), back=url_for(".listed"), area=(_("Inspectors and panels"), url_for(".listed")),
    )  # fmt: skip
