"""/office/offenders: the steps of the due process for those who keep the list; for everybody else one question.

No name and no number stands in an address, a title or a log: entries are known by random keys and by L-numbers.
"""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_login import current_user

from registry_app.core import audit, clock, serving_files
from registry_app.core.access import guard
from registry_app.core.i18n import LANGUAGES, write_date
from registry_app.core.i18n import gettext as _
from registry_app.providers import identity
from registry_app.providers.offenders import decision_services, forms, papers, queries, rules, services
from registry_app.providers.offenders.models import OffenderEntry
from registry_app.providers.offenders.states import READY, Permission, State
from registry_app.providers.powers.states import Mode
from registry_app.providers.vetting.states import Permission as People

bp = Blueprint("offender_list", __name__, url_prefix="/office/offenders")


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"p": Permission, "p_list": Permission, "p_people": People}


@bp.get("")
@guard(Permission.LIST)
def index() -> Any:
    stage = request.args.get("stage", "open")
    stage = stage if stage in ("open", "listed", "ended") else "open"
    return render_template("offenders/index.html", entries=queries.listing(current_user, stage), stage=stage)


@bp.route("/ask", methods=["GET", "POST"])
@guard(Permission.ASK)
def ask() -> Any:
    """One number in, yes or no out. The answer is shown once, on a page of its own, and stands in no address."""
    form = forms.QuestionForm()

    def question() -> None:
        session["offender_answer"] = services.ask(
            kind=form.kind.data, number=form.number.data or "", purpose=form.purpose.data,
            reason=form.reason.data or "", actor=current_user,
        )  # fmt: skip

    if form.attempt(question):
        return redirect(url_for(".answered"), code=303)
    lead = _("The answer is yes or no, and only to the number of a card. Every question is recorded.")
    return _step(form, _("Ask the list of offenders"), lead, _("Ask"))


@bp.get("/ask/answer")
@guard(Permission.ASK)
def answered() -> Any:
    found = session.pop("offender_answer", None)
    if found is None:
        return redirect(url_for(".ask"), code=303)
    return render_template("offenders/answer.html", found=found)


@bp.get("/questions")
@guard(Permission.QUESTIONS)
def questions() -> Any:
    audit.read("offender:read-questions", None, current_user)
    return render_template("offenders/questions.html", questions=queries.questions())


@bp.route("/new", methods=["GET", "POST"])
@guard(Permission.PROPOSE)
def new() -> Any:
    form, made = forms.ProposalForm(), []

    def propose() -> None:
        assert form.found_on.data is not None
        made.append(
            services.propose(
                name=form.name.data or "", kind=form.kind.data, number=form.number.data or "", ground=form.ground.data,
                found_on=form.found_on.data, facts=form.facts.data or "", actor=current_user,
            )
        )  # fmt: skip

    if form.attempt(propose):
        flash(_("The proposal is made. Nobody is on the list by it."), "done")
        return redirect(url_for(".one", entry_id=made[0].id), code=303)
    lead = _("A proposal needs the final finding of a court, or of a panel of the Authority after a hearing.")
    return _step(form, _("Propose a person for the list"), lead, _("Propose"), url_for(".index"))


@bp.get("/<uuid:entry_id>")
@guard(Permission.VIEW, load=queries.one)
def one(entry: OffenderEntry) -> Any:
    audit.read("offender:read", entry, current_user)
    number = identity.written(entry.identity_kind, entry.identity or "")
    ready = rules.may_decide_on(queries.book(), entry.noticed_on, entry.answered_on, clock.today())
    recommends = papers.mode_of(entry, clock.today()) is Mode.RECOMMEND
    return render_template("offenders/show.html", entry=entry, number=number, ready=ready, recommends=recommends)


@bp.get("/<uuid:entry_id>/notice-<code>.pdf")
@guard(Permission.NOTIFY, load=queries.one)
def draft(entry: OffenderEntry, code: str) -> Any:
    """The notice as it will be served, to be printed before."""
    if code not in LANGUAGES or entry.state is not State.PROPOSED:
        abort(404)
    return serving_files.paper(papers.draft_notice(entry, code), papers.PDF, f"{entry.number}-{code}.pdf")


@bp.get("/<uuid:entry_id>/letters/<uuid:letter_id>")
@guard(Permission.VIEW, load=queries.one)
def letter(entry: OffenderEntry, letter_id: Any) -> Any:
    found = next((one for one in entry.letters if one.id == letter_id), None)
    if found is None:
        abort(404)
    audit.read("offender:read-letter", entry, current_user)
    return serving_files.attachment(found.file)


@bp.route("/<uuid:entry_id>/notice", methods=["GET", "POST"])
@guard(Permission.NOTIFY, load=queries.one)
def notice(entry: OffenderEntry) -> Any:
    form = forms.NoticeForm()

    def served() -> None:
        assert form.on.data is not None
        decision_services.notify(entry, on=form.on.data, means=form.means.data, actor=current_user)

    lead = _("Print the letter, see that it reaches the person, then record the day. The 15 days begin with it.")
    return _carried(entry, State.PROPOSED, form, served, _("Notice to the person"), lead)


@bp.route("/<uuid:entry_id>/answer", methods=["GET", "POST"])
@guard(Permission.RECORD_ANSWER, load=queries.one)
def answer(entry: OffenderEntry) -> Any:
    form = forms.AnswerForm()

    def record() -> None:
        assert form.on.data is not None
        services.record_answer(entry, on=form.on.data, answer=form.answer.data or "", actor=current_user)

    lead = _("Write it down in the person's own words, and read it back.")
    return _carried(entry, State.NOTICED, form, record, _("Answer of the person"), lead)


@bp.route("/<uuid:entry_id>/decide", methods=["GET", "POST"])
@guard(Permission.DECIDE, load=queries.one)
def decide(entry: OffenderEntry) -> Any:
    if entry.state not in READY and request.method == "GET":
        abort(404)
    form = forms.DecisionForm()
    ready = rules.may_decide_on(queries.book(), entry.noticed_on, entry.answered_on, clock.today())
    if not ready:
        form.leave_off_only()

    def decided() -> None:
        decision_services.decide(
            entry, put_on=form.put_on.data == "yes", reasons=form.reasons.data or "",
            until=form.until.data if "until" in form else None, actor=current_user,
        )  # fmt: skip

    lead = _("Sindh Child Protection Authority decides. The letter is written at once.")
    if papers.mode_of(entry, clock.today()) is Mode.RECOMMEND:
        lead = _("This ground or this power is not in force: your decision is a recommendation and lists nobody.")
    if not ready and entry.answer_until:
        first = write_date(entry.answer_until + timedelta(days=1))
        lead = _("Putting on the list can be decided from %(day)s, or once the answer is there.", day=first)
    return _carried(entry, None, form, decided, _("Decision"), lead)


@bp.route("/<uuid:entry_id>/appeal", methods=["GET", "POST"])
@guard(Permission.RECORD_APPEAL, load=queries.one)
def appeal(entry: OffenderEntry) -> Any:
    form = forms.AppealForm()

    def record() -> None:
        assert form.on.data is not None
        decision_services.record_appeal(entry, on=form.on.data, appeal=form.appeal.data or "", actor=current_user)

    lead = _("Until it is decided the person stays on the list.")
    return _carried(entry, State.LISTED, form, record, _("Appeal"), lead)


@bp.route("/<uuid:entry_id>/appeal-decision", methods=["GET", "POST"])
@guard(Permission.DECIDE_APPEAL, load=queries.one)
def appeal_decision(entry: OffenderEntry) -> Any:
    form = forms.AppealDecisionForm()

    def record() -> None:
        decision_services.decide_appeal(
            entry, allowed=form.outcome.data == "allow", body=form.body.data or "", reasons=form.reasons.data or "",
            actor=current_user,
        )  # fmt: skip

    lead = _("Who proposed or decided does not write this.")
    return _carried(entry, State.APPEALED, form, record, _("Outcome of the appeal"), lead)


@bp.route("/<uuid:entry_id>/correct", methods=["GET", "POST"])
@guard(Permission.CORRECT, load=queries.one)
def correct(entry: OffenderEntry) -> Any:
    form = forms.EndForm()
    lead = _("The entry stops counting at once, and everybody who was kept from work by it is free of it.")
    return _carried(entry, None, form, lambda: services.correct(entry, reason=form.reason.data or "",
                                                                actor=current_user),
                    _("Correct a mistake"), lead)  # fmt: skip


@bp.route("/<uuid:entry_id>/withdraw", methods=["GET", "POST"])
@guard(Permission.WITHDRAW, load=queries.one)
def withdraw(entry: OffenderEntry) -> Any:
    form = forms.EndForm()
    lead = _("The proposal ends. It stays to be read.")
    return _carried(entry, None, form, lambda: services.withdraw(entry, reason=form.reason.data or "",
                                                                 actor=current_user),
                    _("Take the proposal back"), lead)  # fmt: skip


def _carried(entry: OffenderEntry, state: State | None, form: Any, deed: Any, heading: str, lead: str) -> Any:
    """One step of an entry; a page that is not this entry's next step is no page."""
    if state is not None and entry.state is not state and request.method == "GET":
        abort(404)
    back = url_for(".one", entry_id=entry.id)
    if form.attempt(deed):
        flash(_("It is recorded."), "done")
        return redirect(back, code=303)
    return _step(form, heading, lead, _("Record it"), back)


def _step(form: Any, heading: str, lead: str, act: str, back: str = "") -> Any:
    return render_template(
        "office/person_step.html", form=form, heading=heading, lead=lead, act=act, fields=forms.fields(form),
        back=back, area=(_("List of offenders"), url_for(".ask")),
    )  # fmt: skip
