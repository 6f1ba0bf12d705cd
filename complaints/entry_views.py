"""Writing down what came by box, letter, visit, walk-in, text message or through others: channels CH03 to CH13."""

from typing import Any

from flask import Blueprint, redirect, render_template, session, url_for
from flask_login import current_user

from complaints import taking
from complaints.forms import EntryForm
from complaints.states import Channel, Consent, Permission
from registry_app.core.access import guard
from registry_app.core.errors import DomainError
from registry_app.core.i18n import gettext as _

bp = Blueprint("complaint_entry", __name__, url_prefix="/office/complaints/new")
HELD = "entered_number"


def _enter(form: EntryForm) -> None:
    channel, slip = form.channel.data, form.slip.data or ""
    if slip.strip() and channel is not Channel.CH03:
        raise DomainError(_("Only what came in the box has a slip. Choose the box, or leave the slip empty."), "slip")
    more = {
        "channel": channel,
        "by_child": form.teller.data == "child",
        "source": (form.source.data or "").strip(),
        "consent": form.consent.data or Consent.NOT_ASKED,
    }
    _made, number = taking.enter(taking.told(form, **more), slip, actor=current_user._get_current_object())
    session[HELD] = number or ""


@bp.route("", methods=["GET", "POST"])
@guard(Permission.ENTER)
def new() -> Any:
    """The message is stored and routed; whoever wrote it down sees it again only if it is routed to them."""
    form = taking.with_districts(EntryForm())
    if form.attempt(lambda: _enter(form)):
        return redirect(url_for("complaint_entry.number"), code=303)
    return render_template("complaints/new.html", form=form)


@bp.get("/number")
@guard(Permission.ENTER)
def number() -> Any:
    """The number for whoever told it; for a slip nothing, as the child tore it off."""
    if HELD not in session:
        return redirect(url_for("complaint_entry.new"), code=303)
    return render_template("complaints/number.html", digits=session[HELD])


@bp.post("/number")
@guard(Permission.ENTER)
def given() -> Any:
    """From now on nobody here can show the number again."""
    session.pop(HELD, None)
    return redirect(url_for("complaint_entry.new"), code=303)
