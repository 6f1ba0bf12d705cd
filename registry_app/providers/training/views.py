"""The training log on screen: a home's own people, a home for the office, and one person."""

import uuid
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user

from registry_app.core.access import guard
from registry_app.core.i18n import gettext as _
from registry_app.providers.authorisations.home_views import by_number
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.training import forms, queries, services
from registry_app.providers.training.states import Permission
from registry_app.providers.vetting import queries as people
from registry_app.providers.vetting.models import Person, Post

bp = Blueprint("training", __name__)


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"record_training": Permission.RECORD, "see_training": Permission.SEE}


@bp.get("/provider/homes/<uuid:home_id>/training")
@guard(Permission.LIST_OWN, load=homes.one_of_own)
def own(home: Home) -> Any:
    return render_template("training/own.html", home=home, found=queries.of_home(home))


@bp.route("/provider/homes/<uuid:home_id>/people/<uuid:post_id>/training", methods=["GET", "POST"])
@guard(Permission.ADD, load=people.own_post)
def add(post: Post) -> Any:
    form = forms.CourseForm()
    if form.attempt(lambda: services.record(post.person, actor=current_user, **form.facts())):
        flash(_("The course is written down."), "done")
        return redirect(url_for(".own", home_id=post.home_id), code=303)
    return render_template("training/add.html", post=post, form=form, log=queries.of_person(post.person_id))


@bp.get("/office/homes/<number>/training")
@guard(Permission.LIST_HOME, load=by_number)
def of_home(home: Home) -> Any:
    return render_template("training/office.html", home=home, found=queries.of_home(home))


@bp.get("/office/people/<uuid:person_id>/training")
@guard(Permission.VIEW_PERSON, load=queries.one_person)
def of_person(person: Person) -> Any:
    return _person(person, forms.CourseForm(formdata=None))


@bp.post("/office/people/<uuid:person_id>/training")
@guard(Permission.RECORD, load=queries.one_person)
def record(person: Person) -> Any:
    """An officer writes a course down from the certificate itself."""
    form = forms.CourseForm()
    if form.attempt(lambda: services.record(person, actor=current_user, seen=True, **form.facts())):
        flash(_("The course is written down."), "done")
        return redirect(url_for(".of_person", person_id=person.id), code=303)
    return _person(person, form), 422


@bp.post("/office/people/<uuid:person_id>/training/<uuid:training_id>/seen")
@guard(Permission.SEE, load=queries.one_person)
def see(person: Person, training_id: uuid.UUID) -> Any:
    found = next((row for row in queries.of_person(person.id) if row.id == training_id), None) or abort(404)
    form = forms.NothingForm()
    if form.attempt(lambda: services.see(found, actor=current_user)):
        flash(_("Saved."), "done")
    elif form.form_errors:
        flash(str(form.form_errors[0]), "error")
    return redirect(url_for(".of_person", person_id=person.id), code=303)


def _person(person: Person, form: forms.CourseForm) -> str:
    return render_template("training/person.html", person=person, form=form, log=queries.of_person(person.id))
