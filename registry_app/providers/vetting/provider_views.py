"""/provider/homes/…/people: the people of one's own home, adding one, papers for their checks, and leaving."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from registry_app.core import clock
from registry_app.core.access import guard
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType
from registry_app.providers.vetting import forms, queries, services
from registry_app.providers.vetting.models import Post
from registry_app.providers.vetting.states import Check, Permission

bp = Blueprint("own_people", __name__, url_prefix="/provider/homes/<uuid:home_id>/people")


@bp.get("")
@guard(Permission.LIST_OWN, load=homes.one_of_own)
def listed(home: Home) -> Any:
    people = queries.staff(home)
    return render_template(
        "provider/people.html", home=home, people=people, gone=queries.gone(home), first_aid=queries.first_aid(people),
        today=clock.today(),
    )  # fmt: skip


@bp.route("/new", methods=["GET", "POST"])
@guard(Permission.ADD, load=homes.one_of_own)
def new(home: Home) -> Any:
    kin = any(service.care_type is CareType.KINSHIP for service in home.services)
    form, made = forms.person_form(kin), []

    def add() -> None:
        assert form.since.data is not None
        made.append(
            services.add_person(
                home, name=form.name.data or "", kind=form.kind.data, number=form.number.data or "",
                vouchers=form.vouchers, woman=form.is_woman, post=form.post.data, since=form.since.data,
                experience=form.experience.data, actor=current_user,
            )
        )  # fmt: skip

    if form.attempt(add):
        flash(_("The person is added. They may be with children once every check is in order."), "done")
        return redirect(url_for(".one", home_id=home.id, post_id=made[0].id), code=303)
    return render_template("provider/person_new.html", home=home, form=form, kin=kin)


@bp.get("/<uuid:post_id>")
@guard(Permission.VIEW_OWN, load=queries.own_post)
def one(post: Post) -> Any:
    given = queries.papers(post)
    waiting = {paper.check.value for paper in given if paper.read_at is None}
    return render_template(
        "provider/person.html", post=post, member=queries.one_post(post), waiting=waiting, check=Check,
        by_office=Check.V03,
    )  # fmt: skip


@bp.route("/<uuid:post_id>/papers/<code>", methods=["GET", "POST"])
@guard(Permission.GIVE_PAPER, load=queries.own_post)
def paper(post: Post, code: str) -> Any:
    if code not in set(Check) or code == Check.V03 or post.left_on is not None:
        abort(404)
    form = forms.PaperForm()
    if form.attempt(lambda: services.give_paper(post, Check(code), form.paper.data, actor=current_user)):
        flash(_("The paper is at the office. They read it and record the check."), "done")
        return redirect(url_for(".one", home_id=post.home_id, post_id=post.id), code=303)
    return render_template("provider/person_step.html", post=post, form=form, heading=label(Check(code)),
                           lead=_("Give the paper for this check."), act=_("Give the paper"), files=True,
                           fields=forms.fields(form))  # fmt: skip


@bp.route("/<uuid:post_id>/leave", methods=["GET", "POST"])
@guard(Permission.RECORD_LEAVING, load=queries.own_post)
def leave(post: Post) -> Any:
    if post.left_on is not None:
        abort(404)
    form = forms.LeavingForm()

    def left() -> None:
        assert form.on.data is not None
        services.record_leaving(
            post, on=form.on.data, leaving=form.leaving.data, under_allegation=form.under_allegation.data == "yes",
            allegation=form.allegation.data or "", actor=current_user,
        )  # fmt: skip

    if form.attempt(left):
        flash(_("It is recorded that this person has left."), "done")
        return redirect(url_for(".listed", home_id=post.home_id), code=303)
    return render_template("provider/person_step.html", post=post, form=form, heading=_("This person has left"),
                           lead=_("What you write here is kept. It is not public."), act=_("Record it"), files=False,
                           fields=forms.fields(form))  # fmt: skip
