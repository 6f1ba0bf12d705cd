"""Assembles the packages into one application; nothing imports this module but the commands that start it."""

import json
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from registry_app.core.waking import undisturbed

with undisturbed():
    from flask import Flask, render_template, request, session
    from flask_login import LoginManager, current_user
    from flask_wtf import CSRFProtect
    from flask_wtf.csrf import generate_csrf
    from jinja2 import StrictUndefined
    from werkzeug.exceptions import HTTPException
    from werkzeug.routing import BaseConverter

    from registry_app import navigation
    from registry_app.accounts import queries as accounts
    from registry_app.core import db as database
    from registry_app.core import i18n, keys, web
    from registry_app.core.access import may, refuse_unguarded
    from registry_app.core.sessions import ServerSessions
    from registry_app.core.settings import ROOT, BadSettings, Settings
    from registry_app.core.templating import SpokenTemplates
    from registry_app.pages.child_givers import GIVERS as CHILD_FILE_GIVERS
    from registry_app.pages.field_givers import GIVERS as FIELD_GIVERS
    from registry_app.pages.power_givers import RELIANTS
    from registry_app.pages.register_givers import GIVERS
    from registry_app.providers.powers import queries as powers
    from registry_app.reactions import REACTIONS

# Each package's table of permissions, and its blueprints, in one place: a package missing here is closed.
POLICIES = (
    "complaints.access",
    "complaints.doors.access",
    "complaints.duty.access",
    "gatekeeping.bodies.access",
    "gatekeeping.cases.access",
    "gatekeeping.reviews.access",
    "inspections.access",
    "inspections.sync.access",
    "inspections.standards.access",
    "registry_app.accounts.access",
    "registry_app.measures.access",
    "registry_app.pages.court.access",
    "registry_app.pages.dash.access",
    "registry_app.pages.deeds.access",
    "registry_app.pages.reports.access",
    "registry_app.placements.access",
    "registry_app.placements.children.access",
    "registry_app.placements.nadra.access",
    "registry_app.placements.papers.access",
    "registry_app.placements.arrivals.access",
    "registry_app.placements.incidents.access",
    "registry_app.placements.legacy.access",
    "registry_app.placements.returns.access",
    "registry_app.placements.rota.access",
    "registry_app.placements.visitors.access",
    "registry_app.providers.applications.access",
    "registry_app.providers.authorisations.access",
    "registry_app.providers.findings.access",
    "registry_app.providers.changes.access",
    "registry_app.providers.directory.access",
    "registry_app.providers.homes.access",
    "registry_app.providers.imports.access",
    "registry_app.providers.kin.access",
    "registry_app.providers.lookalikes.access",
    "registry_app.providers.need.access",
    "registry_app.providers.offenders.access",
    "registry_app.providers.orphanages.access",
    "registry_app.providers.powers.access",
    "registry_app.providers.register.access",
    "registry_app.providers.team.access",
    "registry_app.providers.training.access",
    "registry_app.providers.twins.access",
    "registry_app.providers.vetting.access",
)
VIEWS = (
    "complaints.child_views",
    "complaints.desk_views",
    "complaints.doors.views",
    "complaints.duty.views",
    "complaints.entry_views",
    "complaints.office_views",
    "gatekeeping.pages.deciding",
    "gatekeeping.pages.panel",
    "gatekeeping.pages.preparing",
    "gatekeeping.pages.reviewing",
    "gatekeeping.pages.review_meeting",
    "inspections.after_views",
    "inspections.due.day_views",
    "inspections.due.views",
    "inspections.field_views",
    "inspections.phone_views",
    "inspections.sync.api",
    "inspections.sync.views",
    "inspections.office_views",
    "inspections.provider_views",
    "inspections.standards.views",
    "registry_app.accounts.joining_views",
    "registry_app.accounts.second.views",
    "registry_app.accounts.views",
    "registry_app.measures.office_views",
    "registry_app.measures.provider_views",
    "registry_app.pages.about",
    "registry_app.pages.court.views",
    "registry_app.pages.dash.views",
    "registry_app.pages.deeds.views",
    "registry_app.pages.doors",
    "registry_app.pages.people.views",
    "registry_app.pages.reports.views",
    "registry_app.placements.children.views",
    "registry_app.placements.exits.correction_views",
    "registry_app.placements.exits.views",
    "registry_app.placements.nadra.office_views",
    "registry_app.placements.nadra.views",
    "registry_app.placements.papers.views",
    "registry_app.placements.arrivals.office_views",
    "registry_app.placements.arrivals.provider_views",
    "registry_app.placements.incidents.office_views",
    "registry_app.placements.incidents.views",
    "registry_app.placements.legacy.views",
    "registry_app.placements.returns.views",
    "registry_app.placements.rota.views",
    "registry_app.placements.visitors.views",
    "registry_app.placements.views",
    "registry_app.providers.applications.apply_views",
    "registry_app.providers.applications.help_views",
    "registry_app.providers.applications.office_help_views",
    "registry_app.providers.applications.portal_views",
    "registry_app.providers.applications.phone_views",
    "registry_app.providers.applications.sending_views",
    "registry_app.providers.applications.views",
    "registry_app.providers.authorisations.decision_views",
    "registry_app.providers.authorisations.home_views",
    "registry_app.providers.authorisations.office_views",
    "registry_app.providers.authorisations.provider_views",
    "registry_app.providers.authorisations.set_aside_views",
    "registry_app.providers.need.views",
    "registry_app.providers.changes.views",
    "registry_app.providers.directory.views",
    "registry_app.providers.kin.views",
    "registry_app.providers.lookalikes.views",
    "registry_app.providers.orphanages.views",
    "registry_app.providers.offenders.views",
    "registry_app.providers.findings.views",
    "registry_app.providers.imports.views",
    "registry_app.providers.powers.views",
    "registry_app.providers.register.api",
    "registry_app.providers.register.map_views",
    "registry_app.providers.register.places_views",
    "registry_app.providers.register.views",
    "registry_app.providers.vetting.office_views",
    "registry_app.providers.vetting.official_views",
    "registry_app.providers.vetting.provider_views",
    "registry_app.providers.twins.views",
    "registry_app.providers.seals.views",
    "registry_app.providers.team.views",
    "registry_app.providers.training.views",
)


PAGES = frozenset({400, 401, 403, 404, 409, 413, 429, 500, 503})


class LanguageConverter(BaseConverter):
    """The first part of a public address: en, ur or sd."""

    regex = "en|ur|sd"


def create_app(settings: Settings, **overrides: Any) -> Flask:
    """The application for these settings. `overrides` go into Flask's config (tests use them)."""
    app = Flask("registry_app", template_folder=str(ROOT / "templates"), static_folder="static")
    app.jinja_environment = SpokenTemplates
    app.extensions["keyring"] = ring = keys.ring_at(settings.key_path)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=ring.derive("flask").hex(),
        SQLALCHEMY_DATABASE_URI=settings.database,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings),
        MAX_CONTENT_LENGTH=20 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        BABEL_DEFAULT_LOCALE="en",
    )
    app.config.update(overrides)
    app.url_map.converters["lang"] = LanguageConverter
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.add_extension("jinja2.ext.do")
    if ring.demo and not settings.made_up:
        raise BadSettings("This key was made for the demonstration. Make another one with 'registry key init'.")
    database.init_app(app)
    if not settings.made_up:
        _refuse_made_up_data(app)
    app.session_interface = ServerSessions(app)
    _people(app)
    i18n.init_app(app, _language)
    web.init_app(app)
    _packages(app)
    _answers(app)
    return app


def _engine_options(settings: Settings) -> dict[str, Any]:
    if settings.database.startswith("sqlite"):
        (settings.var / "data").mkdir(parents=True, exist_ok=True, mode=0o700)
        return {}
    return {"pool_size": 5, "max_overflow": 10, "pool_pre_ping": True}


def _refuse_made_up_data(app: Flask) -> None:
    """Production does not start beside a made-up Sindh."""
    with app.app_context():
        if powers.hold_made_up_data():
            database.db.session.remove()
            database.db.engine.dispose()
            raise BadSettings("This database holds made-up data. Give production a database of its own (DATABASE_URL).")


def _people(app: Flask) -> None:
    login = LoginManager()
    login.session_protection = None
    login.init_app(app)
    login.user_loader(accounts.by_key)
    CSRFProtect(app)


def _language() -> str | None:
    first = request.path.split("/", 2)[1] if "/" in request.path else ""
    if first in i18n.LANGUAGES:
        return first
    if session.get("language") in i18n.LANGUAGES:
        return str(session["language"])
    if current_user.is_authenticated:
        return str(current_user.language)
    return request.accept_languages.best_match(list(i18n.LANGUAGES))


def _packages(app: Flask) -> None:
    policy: dict[Any, Any] = {}
    for name in POLICIES:
        table = import_module(name).POLICY
        twice = policy.keys() & table.keys()
        if twice:
            raise RuntimeError(f"Two packages rule over {twice}.")
        policy.update(table)
    app.extensions["policy"] = policy
    app.extensions["reactions"] = REACTIONS
    app.extensions["register_givers"] = GIVERS
    app.extensions["relying_on_powers"] = RELIANTS
    app.extensions["child_file_givers"] = CHILD_FILE_GIVERS
    app.extensions["field_givers"] = FIELD_GIVERS
    app.before_request(refuse_unguarded)
    for name in VIEWS:
        app.register_blueprint(import_module(name).bp)


def _this_page_in(code: str) -> str:
    """This page in another language; where the address names none, a door that sets it and comes back."""
    parts = request.path.split("/", 2)
    query = request.query_string.decode("ascii", "ignore")
    if len(parts) > 1 and parts[1] in i18n.LANGUAGES:
        return "/" + "/".join([code, *parts[2:]]) + (f"?{query}" if query else "")
    here = request.full_path.rstrip("?") if request.method == "GET" else request.path
    return f"/language/{code}?{urlencode({'next': here})}"


def _answers(app: Flask) -> None:
    @app.context_processor
    def everywhere() -> dict[str, Any]:
        return {
            "lang": i18n.language(),
            "dir": i18n.direction(),
            "languages": [(code, name, _this_page_in(code)) for code, name in i18n.LANGUAGES.items()],
            "made_up": app.config["SETTINGS"].made_up,
            "actor": current_user,
            "nav": navigation.menu(current_user),
            "may": may,
            "csrf_token": generate_csrf,
        }

    @app.errorhandler(HTTPException)
    def sorry(error: HTTPException) -> Any:
        """An error as a page that says what to do, in the visitor's language; as JSON for machines."""
        code = error.code or 500
        if code < 400:
            return error.get_response()
        if request.path.startswith("/api/"):
            body = json.dumps({"error": error.name.lower()})
            return app.response_class(body, status=code, mimetype="application/json")
        page = code if code in PAGES else 500 if code >= 500 else 400
        return render_template(f"errors/{page}.html"), code
