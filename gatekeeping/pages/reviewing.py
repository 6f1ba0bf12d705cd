"""Reviews of children who were there before: the queue by district, the progress, one child, and the sheets."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from gatekeeping.bodies import queries as bodies
from gatekeeping.bodies.states import Permission as OfBodies
from gatekeeping.pages import review_sheet
from gatekeeping.pages.review_forms import PrepareForm
from gatekeeping.reviews import queries, services
from gatekeeping.reviews.models import ReviewItem
from gatekeeping.reviews.queries import Subject
from gatekeeping.reviews.rules import bars
from gatekeeping.reviews.states import SETTLED, WAITING, Permission
from registry_app.core import audit, clock, serving_files
from registry_app.core.access import guard, may
from registry_app.core.i18n import LANGUAGES, language
from registry_app.core.i18n import gettext as _
from registry_app.placements.legacy.rules import order, reasons
from registry_app.places import gazetteer

bp = Blueprint("reviewing", __name__)


@bp.get("/panel/legacy")
@guard(Permission.QUEUE)
def queue() -> Any:
    district, late, token = (request.args.get(name, "") for name in ("district", "late", "after"))
    found = queries.queue(current_user, district=district, late=late == "1", token=token or None)
    today = clock.today()
    by = order(today)
    lines = [(one, reasons(one.order_facts(), today, by), bars(one.facts(), today, by)) for one in found.rows]
    districts = [(line.district, gazetteer.place_name(line.district, language()))
                 for line in queries.progress(current_user, today)]  # fmt: skip
    return render_template(
        "reviewing/queue.html", lines=lines, next_token=found.next_token, district=district, late=late == "1",
        districts=districts, today=today,
    )  # fmt: skip


@bp.get("/panel/legacy/progress")
@guard(Permission.PROGRESS)
def progress() -> Any:
    lines = queries.progress(current_user, clock.today())
    sums = [sum(getattr(line, name) for line in lines) for name in ("listed", "reviewed", "gone", "left", "late")]
    return render_template("reviewing/progress.html", lines=lines, sums=sums, today=clock.today())


def _one(subject: Subject, form: PrepareForm) -> Any:
    today = clock.today()
    by = order(today)
    waiting = subject.last_item if subject.last_item and subject.last_item.state in WAITING else None
    body = bodies.of_district(subject.district)
    meetings = [one for one in bodies.coming([body]) if may(Permission.AGENDA, one)] if body else []
    return render_template(
        "reviewing/one.html", subject=subject, row=subject.row, child=subject.row.child, form=form, today=today,
        reasons=reasons(subject.order_facts(), today, by), bars=bars(subject.facts(), today, by), waiting=waiting,
        meetings=meetings, sheets=queries.sheets_of(subject.row),
        fresh_from=today - timedelta(days=by.consent["heard_within_days"]),
    )  # fmt: skip


@bp.get("/panel/legacy/<uuid:row_id>")
@guard(Permission.VIEW, load=queries.one)
def one(subject: Subject) -> Any:
    audit.read("child:open", subject.row.child, current_user)
    return _one(subject, PrepareForm(formdata=None, data={"parents": subject.facts().parents}))


@bp.post("/panel/legacy/<uuid:row_id>/prepare")
@guard(Permission.PREPARE, load=queries.one)
def prepare(subject: Subject) -> Any:
    form = PrepareForm()
    if form.attempt(lambda: services.prepare(subject.row, actor=current_user, **form.facts())):
        flash(_("What the child says is written down."), "done")
        return redirect(url_for(".one", row_id=subject.row.id), code=303)
    return _one(subject, form)


def _settled(actor: Any, item_id: Any) -> ReviewItem | None:
    item = queries.item_of(actor, item_id)
    return item if item is not None and item.state in SETTLED else None


@bp.get("/panel/legacy/sheets/<uuid:item_id>")
@guard(OfBodies.VIEW_MEETING, load=_settled)
def sheet(item: ReviewItem) -> Any:
    """The decision sheet of one child: what was said, by whom, and what the child is told."""
    return render_template(
        "reviewing/sheet.html", item=item, votes=queries.votes(item), apart=review_sheet.apart(item),
        lines=review_sheet.lines(item),
    )  # fmt: skip


@bp.get("/panel/legacy/sheets/<uuid:item_id>.pdf")
@guard(OfBodies.VIEW_MEETING, load=_settled)
def sheet_pdf(item: ReviewItem) -> Any:
    code = request.args.get("lang", "")
    if code and code not in LANGUAGES:
        abort(404)
    return serving_files.paper(review_sheet.pdf_of(item, code or language()), "application/pdf", "review.pdf")
