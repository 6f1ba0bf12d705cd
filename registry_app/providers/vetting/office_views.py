"""/office/people: what waits for an officer, one person's file, recording checks, and matches with the list."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy import select

from registry_app.core import audit, clock, serving_files
from registry_app.core.access import guard
from registry_app.core.db import db
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label
from registry_app.providers import identity
from registry_app.providers.homes import queries as homes
from registry_app.providers.homes.models import Home
from registry_app.providers.offenders import services as offenders
from registry_app.providers.offenders.states import Permission as Offenders
from registry_app.providers.vetting import forms, official_queries, queries, rules, search_services, services
from registry_app.providers.vetting.models import OffenderMatch, Person, PersonPaper, PlaceCheck, Post
from registry_app.providers.vetting.states import Check, Permission

bp = Blueprint("office_people", __name__, url_prefix="/office/people")


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"p": Permission, "p_list": Offenders, "p_people": Permission, "now": clock.now()}


@bp.get("")
@guard(Permission.QUEUE)
def queue() -> Any:
    return render_template(
        "office/people.html", matches=queries.open_matches(current_user), places=queries.open_places(current_user),
        left=queries.left_under_allegation(current_user), papers=queries.with_new_papers(current_user),
        waiting=queries.not_yet_clear(current_user), late=_late,
    )  # fmt: skip


def _late(post: Post) -> bool:
    """Whether the home told of a leaving under allegation after its 24 hours."""
    if post.left_on is None or post.told_at is None:
        return False
    return rules.told_late(queries.book(), post.left_on, post.told_at)


@bp.route("/find", methods=["GET", "POST"])
@guard(Permission.FIND)
def find() -> Any:
    """A person by identity number, which is sent in the body and stands in no address."""
    form, found = forms.NumberForm(), []

    def look() -> None:
        person = queries.by_number(form.kind.data, offenders.number_of(form.kind.data, form.number.data or ""))
        found.append(person if person and queries.one_person(current_user, person.id) else None)

    if form.attempt(look):
        if found[0] is not None:
            return redirect(url_for(".one", person_id=found[0].id), code=303)
        flash(_("Nobody in a home has this number."), "warning")
    return _step(form, _("Find a person"), _("Only by the number on the card. Every look into a file is recorded."),
                 _("Find"))  # fmt: skip


def _by_register_number(actor: Any, number: str) -> Home | None:
    return db.session.scalars(select(Home).where(homes.reach(actor), Home.register_number == number)).one_or_none()


@bp.get("/homes/<number>")
@guard(Permission.LIST_HOME, load=_by_register_number)
def of_home(home: Home) -> Any:
    people = queries.staff(home)
    return render_template(
        "office/people_home.html", home=home, people=people, gone=queries.gone(home), late=_late,
        first_aid=queries.first_aid(people),
    )  # fmt: skip


@bp.get("/<uuid:person_id>")
@guard(Permission.VIEW, load=queries.one_person)
def one(person: Person) -> Any:
    audit.read("person:read", person, current_user)
    members = queries.members_of(person)
    number = identity.written(person.identity_kind, person.identity) if person.identity else ""
    return render_template(
        "office/person.html", person=person, members=members, number=number, history=queries.history(person),
        papers=[paper for post in person.posts for paper in queries.papers(post)], late=_late,
        past=[post for post in person.posts if post.left_on], officials=official_queries.of_person(person),
        official_past=[post for post in person.official_posts if post.left_on], codes=list(Check),
        by_program=_by_program(person),
    )  # fmt: skip


def _by_program(person: Person) -> str:
    """The check that nobody records by hand, for whom has a number."""
    return Check.V03.value if person.identity_digest else ""


@bp.route("/<uuid:person_id>/checks/<code>", methods=["GET", "POST"])
@guard(Permission.RECORD, load=queries.one_person)
def check(person: Person, code: str) -> Any:
    if code not in set(Check) or code == _by_program(person):
        abort(404)
    places = {str(post.home_id): post.home for post in person.posts if post.left_on is None}
    of_home, in_office = rules.of_home(queries.book(), code), services.of_office(person, None)
    asked = places if of_home else {}
    if of_home and not asked and not in_office:
        abort(404)
    form = forms.check_form(
        references=code == Check.V04, homes=list(asked.values()), office=of_home and in_office and bool(asked)
    )

    def record() -> None:
        assert form.on.data is not None
        services.record_check(
            person, Check(code), result=form.result.data, on=form.on.data, note=form.note.data or "",
            home=asked.get(form["home"].data or "") if asked else None, references=form.called, actor=current_user,
        )  # fmt: skip

    if form.attempt(record):
        flash(_("The check is recorded."), "done")
        return redirect(url_for(".one", person_id=person.id), code=303)
    back = url_for(".one", person_id=person.id)
    return _step(form, label(Check(code)), _("What you record counts at once."), _("Record it"), back)


@bp.post("/<uuid:person_id>/posts/<uuid:post_id>/confirm")
@guard(Permission.RECORD, load=queries.one_person)
def confirm(person: Person, post_id: Any) -> Any:
    post = next((one for one in person.posts if one.id == post_id), None)
    if post is None:
        abort(404)
    services.confirm_person(post, actor=current_user)
    flash(_("It is recorded that this is the same person."), "done")
    return redirect(url_for(".one", person_id=person.id), code=303)


@bp.get("/<uuid:person_id>/papers/<uuid:paper_id>")
@guard(Permission.VIEW, load=queries.one_person)
def paper(person: Person, paper_id: Any) -> Any:
    found: PersonPaper | None = queries.paper_of(current_user, person.id, paper_id)
    if found is None:
        abort(404)
    audit.read("person:read-paper", found, current_user)
    return serving_files.attachment(found.file)


@bp.route("/matches/<uuid:match_id>/answer", methods=["GET", "POST"])
@guard(Permission.ANSWER_MATCH, load=queries.one_match)
def answer(match: OffenderMatch) -> Any:
    form = forms.AnswerForm()

    def record() -> None:
        assert form.on.data is not None
        search_services.record_answer(match, on=form.on.data, answer=form.answer.data or "", actor=current_user)

    return _carried(form, record, match.person_id, _("Answer of the person"),
                    _("Nobody judges before the person has answered, or the days for it are over."))  # fmt: skip


@bp.get("/matches/<uuid:match_id>/letters/<code>.pdf")
@guard(Permission.ANSWER_MATCH, load=queries.one_match)
def letter(match: OffenderMatch, code: str) -> Any:
    """The letter to the person, for whoever sees that it reaches them."""
    found = next((one for one in match.letters if one.language == code), None)
    if found is None:
        abort(404)
    audit.read("match:read-letter", match, current_user)
    return serving_files.attachment(found.file)


@bp.route("/matches/<uuid:match_id>/judge", methods=["GET", "POST"])
@guard(Permission.JUDGE_MATCH, load=queries.one_match)
def judge(match: OffenderMatch) -> Any:
    form = forms.JudgeForm()

    def decide() -> None:
        search_services.judge(
            match, is_person=form.is_person.data == "yes", reasons=form.reasons.data or "", actor=current_user
        )

    lead = _("Compare the number, the name and the photo with the papers. A name alone is no proof.")
    return _carried(form, decide, match.person_id, _("Is it this person?"), lead)


@bp.route("/places/<uuid:place_id>", methods=["GET", "POST"])
@guard(Permission.CHECK_PLACE, load=queries.one_place)
def place(place: PlaceCheck) -> Any:
    form = forms.PlaceForm()
    return _carried(
        form, lambda: search_services.record_place(place, found=form.found.data or "", actor=current_user), None,
        _("Look at a place of work"), _("Home %(number)s", number=place.home.register_number),
    )  # fmt: skip


def _carried(form: Any, deed: Any, person_id: Any, heading: str, lead: str) -> Any:
    back = url_for(".one", person_id=person_id) if person_id else url_for(".queue")
    if form.attempt(deed):
        flash(_("It is recorded."), "done")
        return redirect(back, code=303)
    return _step(form, heading, lead, _("Record it"), back)


def _step(form: Any, heading: str, lead: str, act: str, back: str = "") -> Any:
    return render_template(
        "office/person_step.html", form=form, heading=heading, lead=lead, act=act, fields=forms.fields(form),
        back=back or url_for(".queue"), area=(_("People of homes"), url_for(".queue")),
    )  # fmt: skip
