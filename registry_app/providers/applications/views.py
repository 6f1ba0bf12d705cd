"""An applicant's pages: the task list, one step at a time, the check of a part, the papers."""

import uuid
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user

from registry_app.core import files
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.providers.applications import answer_services, clocks, paper_services, queries, reading, services
from registry_app.providers.applications.answer_services import AlreadySaved
from registry_app.providers.applications.fields import in_sindh
from registry_app.providers.applications.forms import PaperForm, PartForm, StepForm, step_form
from registry_app.providers.applications.models import Application, ApplicationPaper
from registry_app.providers.applications.questions import Section, Step
from registry_app.providers.applications.states import Permission, State

bp = Blueprint("applications", __name__)
ADDRESS = "/provider/applications/<uuid:application_id>"


@bp.get(ADDRESS)
@guard(Permission.VIEW_AS_APPLICANT, load=queries.one_of_own)
def tasks(application: Application) -> Any:
    """The task list while it is the applicant's turn; after it was sent, where it stands."""
    if application.state is not State.DRAFT:
        history = reading.history(application)
        return render_template(
            "provider/application/standing.html", application=application, history=history,
            clocks=clocks.today_of(application), unseen=[row for row in reading.papers(application) if not row.seen],
        )  # fmt: skip
    return render_template(
        "provider/application/tasks.html",
        application=application,
        parts=reading.parts(application),
        papers_status=reading.papers_status(application),
        promised=sum(bool(row.given) and not row.seen for row in reading.papers(application)),
        book=answer_services.asked(application),
        saved=reading.saved(application),
    )


@bp.post(f"{ADDRESS}/people")
@guard(Permission.FILL, load=queries.one_of_own)
def people(application: Application) -> Any:
    """The way to the people who fill it in together; the first time it makes their common place."""
    team = services.found_team(application, actor=current_user)
    return redirect(url_for("team.people", organisation_id=team.id), code=303)


def _section(application: Application, name: str) -> Section:
    section = answer_services.asked(application).section(name)
    if section is None:
        abort(404)
    return section


@bp.get(f"{ADDRESS}/<section>")
@guard(Permission.VIEW_AS_APPLICANT, load=queries.one_of_own)
def part(application: Application, section: str) -> Any:
    """The door to a part: its first step while nothing is answered, else its check."""
    found = _section(application, section)
    untouched = not any(key[0] == found.id for key in queries.answers(application))
    place: dict[str, Any] = {"application_id": application.id, "section": found.id}
    if untouched and application.state is State.DRAFT:
        return redirect(url_for("applications.step", step=found.steps[0].id, **place), code=303)
    return redirect(url_for("applications.check_part", **place), code=303)


@bp.route(f"{ADDRESS}/<section>/<step>", methods=["GET", "POST"])
@guard(Permission.FILL, load=queries.one_of_own)
def step(application: Application, section: str, step: str) -> Any:
    part_of = _section(application, section)
    page = part_of.step(step)
    if page is None:
        abort(404)
    allowed = answer_services.unlocked(application, page)
    if not allowed:
        return redirect(url_for("applications.check_part", application_id=application.id, section=section), code=303)
    form = _form(application, page, allowed)
    quarrel: dict[str, Any] = {}
    if form.attempt(lambda: quarrel.update(_saved(application, page, form))) and not quarrel:
        return redirect(_next(application, part_of, page), code=303)
    numbers = answer_services.asked(application).numbers()
    shown = {"application": application, "section": part_of, "step": page, "form": form, "theirs": None, **quarrel}
    shown["places"] = reading.places(request.args.get("find", "")) if "point" in {q.id for q in page.fields} else None
    shown["numbers"] = {question.id: numbers[part_of.id, question.id] for question in page.fields}
    body = render_template("provider/application/step.html", **shown, **_beside(application, part_of, page))
    return body, 409 if quarrel else 200


def _saved(application: Application, page: Step, form: StepForm) -> dict[str, Any]:
    """Save the step; empty when it was saved, else what another person saved meanwhile, beside what was typed here."""
    try:
        _save(application, page, form)
    except AlreadySaved as error:
        form.seen.data = _versions(application, page)
        return {"sentence": error.sentence, "theirs": reading.both(application, page, error.theirs, form.given())}
    return {}


def _form(application: Application, page: Step, allowed: set[str]) -> StepForm:
    rows = {key[1]: row for key, row in queries.answers(application).items() if key[0] == page.section}
    stored = {name: answer_services.content(row) for name, row in rows.items()}
    fresh = {**_known(application), **stored, **_picked(stored)}
    seen = {name: row.version for name, row in rows.items() if name in allowed}
    blank = any(row.not_known for name, row in rows.items() if name in allowed)
    return step_form(page, allowed, application.track, fresh, seen, blank)


def _picked(stored: Mapping[str, Any]) -> dict[str, Any]:
    """A place that was found by name stands in the boxes; it is stored only when the applicant saves it."""
    lat, lon = request.args.get("lat", type=float), request.args.get("lon", type=float)
    if lat is None or lon is None or not in_sindh(lat, lon):
        return {}
    return {"point": {"lat": lat, "lon": lon, "way": (stored.get("point") or {}).get("way")}}


def _known(application: Application) -> dict[str, Any]:
    """What the register knows already is offered, not asked again; it is stored only when the applicant saves it."""
    person, home = application.applicant, application.home
    known: dict[str, Any] = {
        "contact_name": person.name,
        "contact_phone": person.phone,
        "carer_name": person.name,
        "carer_phone": person.phone,
    }
    if home is not None and not home.household:
        names = {"home_name": home.name, "home_name_ur": home.name_ur, "home_name_sd": home.name_sd}
        known |= names | {"legal_name": home.organisation.name, "ownership": home.organisation.ownership.value}
    return known | ({"district": home.district, "taluka": home.taluka} if home is not None else {})


def _versions(application: Application, page: Step) -> str:
    rows = queries.answers(application)
    return ",".join(f"{q.id}:{rows[page.section, q.id].version}" for q in page.fields if (page.section, q.id) in rows)


def _save(application: Application, page: Step, form: StepForm) -> None:
    answer_services.save(
        application,
        page,
        form.given(),
        not_known=bool(form.not_known.data),
        seen=form.versions(),
        actor=current_user,
    )


def _next(application: Application, section: Section, page: Step) -> str:
    """The same page for one more row, the check after a Change and after the last step, else the next step."""
    place: dict[str, Any] = {"application_id": application.id, "section": section.id}
    if "more" in request.form:
        return url_for("applications.step", step=page.id, more=1, **place)
    steps = section.asked(queries.values(application))
    later = steps[steps.index(page) + 1 :] if page in steps else []
    if request.args.get("change") or application.state is State.RETURNED or not later:
        return url_for("applications.check_part", **place)
    return url_for("applications.step", step=later[0].id, **place)


def _beside(application: Application, section: Section, page: Step) -> dict[str, Any]:
    """Where the page stands in its part, its way back, and the office's questions about its fields."""
    steps = section.asked(queries.values(application))
    at = steps.index(page) if page in steps else 0
    place: dict[str, Any] = {"application_id": application.id, "section": section.id}
    back = url_for("applications.tasks", application_id=application.id)
    if request.args.get("change") or application.state is State.RETURNED:
        back = url_for("applications.check_part", **place)
    elif at:
        back = url_for("applications.step", step=steps[at - 1].id, **place)
    flags = {flag.field: flag for flag in application.open_flags if flag.section == section.id and flag.sent_at}
    return {"back": back, "at": at + 1, "total": len(steps), "flags": flags, "more": request.args.get("more")}


@bp.route(f"{ADDRESS}/<section>/check", methods=["GET", "POST"])
@guard(Permission.FILL, load=queries.one_of_own)
def check_part(application: Application, section: str) -> Any:
    found = _section(application, section)
    done = next((part.finished for part in application.parts if part.section == found.id), None)
    form = PartForm(finished={True: "yes", False: "no"}.get(done) if done is not None else None)

    def finish() -> None:
        answer_services.finish(application, found, finished=form.finished.data == "yes", actor=current_user)

    if form.attempt(finish):
        return redirect(url_for("applications.tasks", application_id=application.id), code=303)
    part = reading.part(application, found)
    unlocked = {
        q.id for page in found.steps for q in page.fields if q.id in answer_services.unlocked(application, page)
    }
    shown = {"application": application, "section": found, "part": part, "form": form, "unlocked": unlocked}
    return render_template("provider/application/check_part.html", **shown)


@bp.get(f"{ADDRESS}/papers")
@guard(Permission.VIEW_AS_APPLICANT, load=queries.one_of_own)
def papers(application: Application) -> Any:
    rows = reading.papers(application)
    return render_template("provider/application/papers.html", application=application, papers=rows)


@bp.route(f"{ADDRESS}/papers/<code>", methods=["GET", "POST"])
@guard(Permission.FILL, load=queries.one_of_own)
def paper(application: Application, code: str) -> Any:
    row = reading.paper(application, code)
    if row is None:
        abort(404)
    form = PaperForm()
    made: list[ApplicationPaper] = []
    if form.attempt(lambda: made.append(paper_services.upload(application, code, form.file.data, actor=current_user))):
        return _given(application, made[0])
    shown: dict[str, Any] = {"application": application, "paper": reading.paper(application, code), "form": form}
    shown["earlier"] = paper_services.earlier(application, code)
    return render_template("provider/application/paper.html", open=paper_services.unlocked(application, code), **shown)


def _given(application: Application, given: ApplicationPaper) -> Any:
    """Back to the list; where the photo is too dark to read, to the paper itself, where a better one can be added."""
    if given.file and given.file.too_dark:
        return redirect(url_for("applications.paper", application_id=application.id, code=given.code), code=303)
    return redirect(url_for("applications.papers", application_id=application.id), code=303)


@bp.post(f"{ADDRESS}/papers/<code>/bring")
@guard(Permission.FILL, load=queries.one_of_own)
def bring(application: Application, code: str) -> Any:
    paper_services.bring(application, code, actor=current_user)
    return redirect(url_for("applications.papers", application_id=application.id), code=303)


@bp.post(f"{ADDRESS}/papers/<code>/again/<uuid:paper_id>")
@guard(Permission.FILL, load=queries.one_of_own)
def reuse(application: Application, code: str, paper_id: uuid.UUID) -> Any:
    try:
        paper_services.reuse(application, code, paper_id, actor=current_user)
    except DomainError as error:
        flash(str(error.sentence), "error")
        return redirect(url_for("applications.paper", application_id=application.id, code=code), code=303)
    return redirect(url_for("applications.papers", application_id=application.id), code=303)


@bp.post(f"{ADDRESS}/papers/file/<uuid:paper_id>/remove")
@guard(Permission.FILL, load=queries.own_paper_of)
def remove_paper(given: ApplicationPaper) -> Any:
    application_id = given.application_id
    paper_services.remove(given, actor=current_user)
    return redirect(url_for("applications.papers", application_id=application_id), code=303)


@bp.get(f"{ADDRESS}/papers/file/<uuid:paper_id>")
@guard(Permission.VIEW_AS_APPLICANT, load=queries.own_paper_of)
def file(given: ApplicationPaper) -> Any:
    if given.file is None:
        abort(404)
    stored = given.file
    ending = ".pdf" if stored.media_type == files.PDF else ".jpg"
    name = f"{given.code}{ending}"
    return send_file(BytesIO(files.read(stored)), stored.media_type, as_attachment=True, download_name=name)
