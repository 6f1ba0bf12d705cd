"""`/<lang>/apply`: what this is, whom it is for, and four questions that tell whether one needs it."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, session, url_for
from flask_login import current_user

from registry_app.core import clock, rulebook
from registry_app.core.access import Public, guard
from registry_app.providers.applications import reading, reports, rules
from registry_app.providers.applications.forms import CHECKS
from registry_app.providers.applications.questions import questions
from registry_app.providers.applications.states import Track
from registry_app.providers.applications.suitability import Exit, exit_after, track_of

bp = Blueprint("apply", __name__)


@bp.get("/<lang:lang>/apply")
@guard(Public.PAGE)
def start(lang: str) -> Any:
    version = rulebook.in_force(rules.PACKAGE, "applications", clock.today()).version
    book = questions(version, Track.FACILITIES.value)
    papers = reading.asked_papers(version, Track.FACILITIES.value)
    limits = rules.limits(version)
    return render_template("apply/start.html", book=book, papers=papers, limits=limits)


@bp.route("/<lang:lang>/apply/check/<int:number>", methods=["GET", "POST"])
@guard(Public.PAGE)
def check(lang: str, number: int) -> Any:
    answers = dict(session.get("suitability", {}))
    if not 1 <= number <= len(CHECKS):
        abort(404)
    if any(name not in answers for name, _form in CHECKS[: number - 1]):
        return redirect(url_for("apply.check", lang=lang, number=1), code=303)
    name, kind = CHECKS[number - 1]
    form = kind(answer=answers.get(name))
    if not form.validate_on_submit():
        return render_template("apply/check.html", form=form, number=number, total=len(CHECKS))
    session["suitability"] = {**answers, name: form.answer.data}
    session["language"] = lang
    way_out = exit_after(name, session["suitability"])
    if way_out:
        return redirect(url_for("apply.instead", lang=lang, reason=way_out.value), code=303)
    if number < len(CHECKS):
        return redirect(url_for("apply.check", lang=lang, number=number + 1), code=303)
    return redirect(url_for("apply.yes", lang=lang), code=303)


@bp.get("/<lang:lang>/apply/instead/<reason>")
@guard(Public.PAGE)
def instead(lang: str, reason: str) -> Any:
    if reason not in set(Exit):
        abort(404)
    return render_template("apply/instead.html", reason=Exit(reason))


@bp.get("/<lang:lang>/apply/yes")
@guard(Public.PAGE)
def yes(lang: str) -> Any:
    answers = session.get("suitability", {})
    if any(name not in answers for name, _form in CHECKS):
        return redirect(url_for("apply.check", lang=lang, number=1), code=303)
    onward = url_for("portal.new")
    if not current_user.is_authenticated:
        whom: dict[str, Any] = {"as": "family"} if track_of(answers) is Track.FAMILY else {}
        onward = url_for("joining.new", next=onward, **whom)
    sign_in = url_for("accounts.sign_in", next=url_for("portal.new"))
    return render_template("apply/yes.html", answers=answers, track=track_of(answers), onward=onward, sign_in=sign_in)


FORMS = {
    "homes": Track.FACILITIES,
    "family": Track.FAMILY,
    "government": Track.GOVERNMENT,
    "look-alikes": Track.LOOK_ALIKES,
}


@bp.get("/<lang:lang>/apply/form-<track>.pdf")
@guard(Public.PAGE)
def paper(lang: str, track: str) -> Any:
    """The form to print and fill in by hand, under the same numbers as the screen."""
    if track not in FORMS:
        abort(404)
    version = rulebook.in_force(rules.PACKAGE, "applications", clock.today()).version
    written = reports.paper_form(version, FORMS[track], lang, bool(current_app.config["SETTINGS"].made_up))
    answer = current_app.response_class(written, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="form-{track}-{lang}.pdf"'
    return answer
