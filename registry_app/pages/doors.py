"""The doors of the house: the first page, the machines' questions, and where a person starts."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request
from flask_login import current_user
from sqlalchemy import select, text

from registry_app import navigation
from registry_app.accounts.states import Permission
from registry_app.core import keys
from registry_app.core.access import Public, guard
from registry_app.core.db import db
from registry_app.core.files import folder
from registry_app.core.i18n import LANGUAGES, language
from registry_app.core.outbox import OutboxMessage
from registry_app.providers.register import queries as register

bp = Blueprint("doors", __name__)


@bp.get("/")
@guard(Public.PAGE)
def root() -> Any:
    return redirect(f"/{request.accept_languages.best_match(list(LANGUAGES)) or 'en'}/", code=302)


@bp.get("/<lang:lang>/")
@guard(Public.PAGE)
def front(lang: str) -> Any:
    return render_template("pages/front.html", counts=register.counts())


@bp.get("/home")
@guard(Permission.OWN_ACCOUNT)
def home() -> Any:
    return redirect(navigation.start(current_user), code=303)


@bp.get("/healthz")
@guard(Public.MACHINE)
def healthz() -> Any:
    return {"status": "ok"}


@bp.get("/readyz")
@guard(Public.MACHINE)
def readyz() -> Any:
    """200 when database, store and key answer; 503 naming the first that does not."""
    try:
        db.session.execute(text("SELECT 1"))
        keys.ring().derive("seal")
        if not current_app.config["SETTINGS"].var.is_dir():
            return {"status": "store"}, 503
        folder()
    except Exception:  # Whatever is wrong, the machine that asks gets a plain answer.
        return {"status": "not ready"}, 503
    return {"status": "ok"}


@bp.get("/demo/outbox")
@guard(Public.PAGE)
def outbox() -> Any:
    """Mails and text messages that would have been sent; in demo mode only."""
    if not current_app.config["SETTINGS"].made_up:
        abort(404)
    shown = select(OutboxMessage).where(OutboxMessage.confidential.is_(False))
    latest = shown.order_by(OutboxMessage.created_at.desc(), OutboxMessage.id).limit(50)
    return render_template("pages/outbox.html", messages=db.session.scalars(latest).all())


def here(path: str) -> str:
    """An address in the page's language."""
    return f"/{language()}/{path}"
