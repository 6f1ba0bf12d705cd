"""The office's list and file of messages; the verbs are those of `casework`, one address each."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from complaints import casework, forms, queries, reprisals
from complaints.duty import services as duty
from complaints.models import Complaint, ReprisalCheck, Task
from complaints.rules.wording import long_sentences
from complaints.states import LIFE, Help, Level, Permission, SafeAct, TaskKind, Want
from registry_app.accounts.models import User
from registry_app.core import clock, files
from registry_app.core.access import allows, guard
from registry_app.core.db import db
from registry_app.core.forms import Form
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label, language, lazy
from registry_app.core.states import WrongState
from registry_app.places import gazetteer
from registry_app.providers.directory import queries as directory

bp = Blueprint("complaints", __name__, url_prefix="/office/complaints")


@dataclass(frozen=True)
class Verb:
    """One thing an officer may do: its form, what it needs, and the service that does it."""

    form: type[Form]
    deed: Callable[[Complaint, Any, Any], Any]
    permission: Permission = Permission.WORK


def _me() -> Any:
    return current_user._get_current_object()


def _investigator(form: Any) -> User:
    found = db.session.get(User, uuid.UUID(form.investigator.data))
    return found or abort(404)


VERBS: dict[str, Verb] = {
    "triage": Verb(forms.TriageForm, lambda c, f, me: casework.triage(
        c, level=f.level.data, category=f.category.data, about=f.about.data, consent=f.consent.data,
        ground=f.ground.data, reply_by=f.reply_by.data, actor=me)),
    "ask_lower": Verb(forms.LowerForm, lambda c, f, me: casework.ask_lower(
        c, level=f.level.data, why=f.why.data, actor=me)),
    "agree_lower": Verb(forms.NothingForm, lambda c, f, me: casework.agree_lower(c, actor=me), Permission.AGREE_LEVEL),
    "take_it": Verb(forms.NothingForm, lambda c, f, me: duty.answer(c, actor=me)),
    "contact": Verb(forms.NothingForm, lambda c, f, me: casework.record_contact(c, actor=me)),
    "make_safe": Verb(forms.SafeForm, lambda c, f, me: casework.make_safe(
        c, act=f.act.data, words=f.words.data, person=f.person.data, actor=me)),
    "investigate": Verb(forms.InvestigateForm, lambda c, f, me: casework.investigate(
        c, investigator=_investigator(f), plan=f.plan.data, actor=me)),
    "hand_over": Verb(forms.HandOverForm, lambda c, f, me: casework.hand_over(
        c, investigator=_investigator(f), why=f.why.data, actor=me)),
    "decide": Verb(forms.DecideForm, lambda c, f, me: casework.decide(
        c, finding=f.finding.data, heard=f.heard.data, accused=f.accused.data, evidence=f.evidence.data, actor=me)),
    "answer": Verb(forms.NothingForm, lambda c, f, me: casework.answer_idea(c, actor=me)),
    "write_answer": Verb(forms.AnswerForm, lambda c, f, me: casework.write_answer(
        c, language=f.language.data, words=f.words.data, not_done=f.not_done.data, actor=me)),
    "add_action": Verb(forms.ActionForm, lambda c, f, me: casework.add_action(
        c, words=f.words.data, owner=f.owner.data, due_on=f.due_on.data, actor=me)),
    "tell": Verb(forms.TellForm, lambda c, f, me: casework.tell(
        c, told=f.told.data, by_number=f.by_number.data, actor=me)),
    "appeal": Verb(forms.WordsForm, lambda c, f, me: casework.appeal(c, words=f.words.data, actor=me)),
    "review": Verb(forms.ReviewForm, lambda c, f, me: casework.review(
        c, finding=f.finding.data, words=f.words.data, actor=me), Permission.REVIEW),
    "resolve": Verb(forms.NothingForm, lambda c, f, me: casework.resolve(c, actor=me)),
    "close_better": Verb(forms.NothingForm, lambda c, f, me: casework.close_better(c, actor=me)),
    "close_not_confirmed": Verb(forms.NothingForm, lambda c, f, me: casework.close_not_confirmed(c, actor=me),
                                Permission.SIGN_OFF),
    "reopen": Verb(forms.WordsForm, lambda c, f, me: casework.reopen(c, words=f.words.data, actor=me)),
}  # fmt: skip
HEADINGS: dict[str, Any] = {
    "triage": lazy("Sort this message"),
    "ask_lower": lazy("Ask to lower the level"),
    "agree_lower": lazy("Agree to the lower level"),
    "take_it": lazy("I take it now: nobody else is called"),
    "contact": lazy("The first contact was made now"),
    "make_safe": lazy("Make the child safe"),
    "investigate": lazy("Begin the inquiry"),
    "hand_over": lazy("Hand the inquiry over"),
    "decide": lazy("Decide"),
    "answer": lazy("It is answered"),
    "write_answer": lazy("Write the answer for the child"),
    "add_action": lazy("Add an action"),
    "tell": lazy("The child is told"),
    "appeal": lazy("Appeal"),
    "review": lazy("Decide again after the appeal"),
    "resolve": lazy("All actions are done and checked"),
    "close_better": lazy("Close: the child says it is better"),
    "close_not_confirmed": lazy("Close: not confirmed"),
    "reopen": lazy("Open again"),
}
WHY: dict[str, Any] = {
    "danger_now": lazy("In danger now:"),
    "access_tonight": lazy("The accused can reach the child tonight"),
    "red_flag": lazy("Red-flag words:"),
    "category": lazy("What it is about:"),
    "age_under": lazy("Raised, because the child is under this age:"),
    "fact": lazy("Raised, because of this:"),
    "about": lazy("Raised, because of whom it is about:"),
}
HAPPENED: dict[str, Any] = {
    "file": lazy("Message received"),
    "say_more": lazy("The child told more"),
    "better_now_better": lazy("The child said: better"),
    "better_now_a_little": lazy("The child said: a little better"),
    "better_now_the_same": lazy("The child said: the same"),
    "better_now_worse": lazy("The child said: worse"),
}
ALWAYS = ("contact", "write_answer", "add_action", "ask_lower")


@bp.get("")
@guard(Permission.QUEUE)
def queue() -> Any:
    """Danger first, then what is due first; only what is routed here."""
    wanted = request.args.get("level", "")
    level = Level(wanted) if wanted in set(Level) else None
    closed = request.args.get("show") == "closed"
    rows = queries.queue(_me(), level=level, closed=closed)
    return render_template(
        "complaints/queue.html",
        rows=rows,
        level=level,
        closed=closed,
        filter_levels=[(one.value, label(one)) for one in Level],
        places={one.code: one.name_in(language()) for one in gazetteer.districts()},
        moment=clock.now(),
        today=clock.today(),
        left=queries.left_alone(_me()),
        talks=queries.checks_due(_me(), clock.today() + timedelta(days=7)),
        work=Permission.WORK,
    )


def _open_verbs(complaint: Complaint) -> list[str]:
    possible = [one.action for one in LIFE.open_moves(complaint.state)]
    if complaint.closed_at is None:
        possible = [name for name in possible if name != "reopen"]
        possible += [name for name in ALWAYS if name != "contact" or complaint.contact_at is None]
    if complaint.investigator_id and complaint.closed_at is None:
        possible = [*possible, "hand_over"]
    if complaint.level is not Level.P4:
        possible = [name for name in possible if name != "answer"]
    if complaint.level not in (Level.P1, Level.P2):
        possible = [name for name in possible if name != "make_safe"]
    if complaint.level is Level.P4:
        possible = [name for name in possible if name != "ask_lower"]
    if complaint.level is Level.P1 and not complaint.contact_at and not any(c.answered_at for c in complaint.calls):
        possible = ["take_it", *possible]
    if complaint.lower_to is not None:
        possible = ["agree_lower", *possible]
    return [name for name in possible if allows(_me(), VERBS[name].permission, complaint)]


def _form(name: str, complaint: Complaint, *, filled: bool) -> Form:
    kind = VERBS[name].form
    known = {} if filled else {"formdata": None, "data": _known(complaint, name)}
    form = kind(prefix=name, **known)
    if isinstance(form, forms.InvestigateForm | forms.HandOverForm):
        form.investigator.choices = [("", _("Choose one"))] + [
            (str(user.id), f"{user.name} · {user.role_label}") for user in queries.candidates(complaint)
        ]
    return form


def _known(complaint: Complaint, name: str) -> dict[str, Any]:
    if name == "triage":
        return {key: getattr(complaint, key) for key in ("level", "category", "about", "consent", "ground", "reply_by")}
    return {"language": complaint.language} if name == "write_answer" else {}


def _file(complaint: Complaint, failed: dict[str, Form] | None = None) -> str:
    names = _open_verbs(complaint)
    shown = {name: _form(name, complaint, filled=False) for name in names} | (failed or {})
    return render_template(
        "complaints/one.html",
        complaint=complaint,
        verbs=shown,
        failed=failed or {},
        due=queries.due(complaint),
        headings=HEADINGS,
        why=WHY,
        moment=clock.now(),
        place=gazetteer.place_name(complaint.district, language()) if complaint.district else "",
        happened={**HEADINGS, **HAPPENED},
        helps=[label(Help(one)) for one in complaint.helps],
        wants=[label(Want(one)) for one in complaint.wants],
        task_names={one.value: label(one) for one in TaskKind},
        acts={one.value: label(one) for one in SafeAct},
        works=allows(_me(), Permission.WORK, complaint),
        reasons=_reasons(complaint),
        help_near=directory.listing(district=complaint.district or "", public=True) if "write_answer" in names else [],
        long=[pair for reply in complaint.answers for pair in long_sentences(reply.words or "")],
    )


def _reasons(complaint: Complaint) -> list[tuple[str, str]]:
    return [(kind, detail) for kind, detail in json.loads(complaint.reasons or "[]")]


@bp.get("/<uuid:complaint_id>")
@guard(Permission.VIEW, load=queries.one)
def show(complaint: Complaint) -> Any:
    """Opening it is recorded."""
    casework.opened(complaint, actor=_me())
    return _file(complaint)


@bp.get("/<uuid:complaint_id>/voice/<uuid:file_id>")
@guard(Permission.VIEW, load=queries.one)
def voice(complaint: Complaint, file_id: uuid.UUID) -> Any:
    """A recording that belongs to this message."""
    if file_id not in {complaint.voice_id, *(added.voice_id for added in complaint.additions)}:
        abort(404)
    stored = db.session.get(files.StoredFile, file_id) or abort(404)
    return Response(files.read(stored), mimetype=stored.media_type)


@bp.post("/<uuid:complaint_id>/<verb>")
@guard(Permission.ACT, load=queries.one)
def act(complaint: Complaint, verb: str) -> Any:
    """Do one thing; a refusal shows the same page with the sentence at its field."""
    known = VERBS.get(verb) or abort(404)
    if not allows(_me(), known.permission, complaint):
        abort(403)
    form = _form(verb, complaint, filled=True)
    try:
        if verb not in _open_verbs(complaint):
            raise WrongState(verb)
        done = form.attempt(lambda: known.deed(complaint, form, _me()))
    except WrongState:
        flash(_("This is not possible now. Look at where it stands."), "warning")
        return redirect(url_for("complaints.show", complaint_id=complaint.id), code=303)
    if not done:
        return _file(complaint, {verb: form}), 422
    flash(_("Saved."), "done")
    # Taking a message up for another person may close it to oneself; then the list is where to go on.
    seen = queries.one(_me(), complaint.id) is not None
    onward = url_for("complaints.show", complaint_id=complaint.id) if seen else url_for("complaints.queue")
    return redirect(onward, code=303)


@bp.post("/<uuid:complaint_id>/task/<uuid:task_id>/<verb>")
@guard(Permission.WORK, load=queries.one)
def task(complaint: Complaint, task_id: uuid.UUID, verb: str) -> Any:
    """A task was done, or was checked by another."""
    found = db.session.get(Task, task_id)
    deed = {"done": casework.do_task, "verify": casework.verify_task}.get(verb)
    if found is None or found.complaint_id != complaint.id or deed is None:
        abort(404)
    form = forms.NothingForm()
    if not form.attempt(lambda: deed(found, actor=_me())):
        flash(str(form.form_errors[0]), "error")
    return redirect(url_for("complaints.show", complaint_id=complaint.id), code=303)


@bp.post("/<uuid:complaint_id>/check/<uuid:check_id>")
@guard(Permission.WORK, load=queries.one)
def check(complaint: Complaint, check_id: uuid.UUID) -> Any:
    """A private talk after the decision was held."""
    found = db.session.get(ReprisalCheck, check_id)
    if found is None or found.complaint_id != complaint.id:
        abort(404)
    form = forms.CheckForm()
    said = form.reprisal.data == "yes"
    if not form.attempt(lambda: reprisals.hold_check(found, reprisal=said, words=form.words.data, actor=_me())):
        flash(_("Choose yes or no, and write what you saw."), "error")
    return redirect(url_for("complaints.show", complaint_id=complaint.id), code=303)
