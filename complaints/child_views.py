"""The child's pages: everything on /b, the step kept in the child's own session; /h/<token> leads in, /x leads out.

No address, device or time of a child's visit is written down anywhere. Titles say "House"; nothing is kept by the
browser; every answer to a form is a redirect, so that Back and Again repeat nothing.
"""

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, session
from flask_wtf.csrf import CSRFError

from complaints import child_answers, child_telling, numbers, telling
from complaints.doors import queries as doors
from registry_app.core.access import Public, guard
from registry_app.core.i18n import LANGUAGES, language
from registry_app.core.web import HEADERS

bp = Blueprint("child", __name__)

IDLE_SECONDS = 600
SPEAKING = {"speak", "more_speak"}
SHOW = child_telling.SHOW | child_answers.SHOW
DO = child_telling.DO | child_answers.DO


@bp.errorhandler(CSRFError)
def over(_error: CSRFError) -> Any:
    """The child's session ended while the page stood open: begin again, say nothing."""
    return redirect("/b", code=303)


@bp.get("/h/<token>")
@guard(Public.CHILD)
def door(token: str) -> Any:
    """The poster's door. The token is kept in the session and leaves the address at once; an unknown one opens the
    same harmless pages."""
    said = session.get("language")
    session.clear()
    home = doors.home_of_token(numbers.digest(token[:200]))
    if home is not None:
        session["home"] = str(home.id)
    if said:
        session["language"] = said
    session["step"] = "story"
    return redirect("/b", code=303)


@bp.get("/x")
@guard(Public.CHILD)
def leave() -> Any:
    """Out at once: the session is ended by name, and the browser goes to a page about keeping well."""
    spoken = language()
    session.clear()
    answer = redirect(f"/{spoken}/well", code=303)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@bp.get("/<lang:lang>/well")
@guard(Public.PAGE)
def well(lang: str) -> Any:
    """A page anybody may be seen with."""
    return render_template("child/well.html")


@bp.get("/b")
@guard(Public.CHILD)
def page() -> Any:
    """The page of the step where the child is."""
    if request.args.get("own") == "voice":
        return child_telling.own_voice()
    step = session.get("step", "language")
    facts = SHOW.get(step, dict)()
    if facts is None:
        session["step"] = step = "start"
        facts = {}
    hint = session.pop("hint", "") if "hint" in session else ""
    answer = make_response(
        render_template(
            f"child/{step}.html", step=step, hint=hint, dot=telling.dot(step), given=telling.answers(session), **facts
        )
    )
    answer.headers["Refresh"] = f"{IDLE_SECONDS}; url=/x"
    if step in SPEAKING:
        answer.headers["Permissions-Policy"] = HEADERS["Permissions-Policy"].replace(
            "microphone=()", "microphone=(self)"
        )
    return answer


@bp.post("/b")
@guard(Public.CHILD)
def take() -> Any:
    """Take what was chosen, remember where to go on, and send the browser back to the one address."""
    at = request.form.get("at", "")
    if request.form.get("language") in LANGUAGES:
        session["language"] = request.form["language"]
        if session.get("step", "language") == "language":
            session["step"] = "start"
    elif request.form.get("back"):
        session["step"] = telling.BACK.get(at, "start")
    elif request.form.get("change") in telling.DOTS and at == "look":
        session["step"], session["to_look"] = request.form["change"], True
    else:
        onward = DO[at]() if at in DO else child_telling.go_on(at)
        session["step"] = onward or session.get("step", "language")
    return redirect("/b", code=303)
