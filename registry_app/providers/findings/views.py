"""/office/lists, and recording that a home was found: by mapping, a complaint, the press, a donor or a list."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from registry_app.core.access import guard
from registry_app.core.i18n import gettext as _
from registry_app.core.i18n import label, language
from registry_app.places import gazetteer
from registry_app.providers.findings import forms, queries, services
from registry_app.providers.findings.models import OutsideList
from registry_app.providers.findings.states import LISTS, Permission
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import Permission as HomePermission
from registry_app.providers.imports.states import Permission as ImportPermission
from registry_app.providers.lookalikes.states import Permission as LookAlikePermission
from registry_app.providers.twins.states import Permission as TwinPermission

bp = Blueprint("findings", __name__, url_prefix="/office")


@bp.app_context_processor
def _parts_of_homes() -> dict[str, Any]:
    """What the pages about homes need to draw their common menu."""
    asked = {"lists": Permission.VIEW, "twins": TwinPermission.VIEW, "imports": ImportPermission.IMPORT,
             "lookalikes": LookAlikePermission.VIEW}  # fmt: skip
    return {"homes_parts": asked, "list_words": forms.list_words}


def _district(code: str) -> str:
    return gazetteer.district(code).name_in(language())


@bp.get("/lists")
@guard(Permission.VIEW)
def compared() -> Any:
    want = queries.wish(request.args)
    found = queries.compared(current_user, want, request.args.get("after"))
    asked = {name: value for name, value in vars(want).items() if value}
    kinds = [(source.value, label(source)) for source in LISTS]
    choices = {
        "on": [*kinds, (queries.NONE, _("On no list"))],
        "missing": kinds,
        "district": [(one.code, one.name_in(language())) for one in gazetteer.districts()],
    }
    return render_template(
        "findings/compared.html", found=found.rows, named=queries.last_named([home.id for home in found.rows]),
        newest=queries.newest(), lists=queries.lists(current_user), on_none=queries.on_none(current_user), want=want,
        choices=choices, sources=LISTS, district=_district, start=url_for(".compared", **asked),
        onward=url_for(".compared", **asked, after=found.next_token) if found.next_token else "",
        first=not request.args.get("after"), keep_lists=Permission.KEEP_LISTS,
    )  # fmt: skip


@bp.route("/lists/new", methods=["GET", "POST"])
@guard(Permission.KEEP_LISTS)
def new_list() -> Any:
    form, made = forms.ListForm(), []
    if form.attempt(lambda: made.append(_keep(form))):
        flash(_("The list is kept with its date. Now record which homes it names."), "done")
        return redirect(url_for(".one_list", list_id=made[0].id), code=303)
    return render_template("findings/list_new.html", form=form)


def _keep(form: forms.ListForm) -> OutsideList:
    return services.keep_list(form.source.data, form.dated.data or date.min, form.title.data or "", actor=current_user)


@bp.get("/lists/<uuid:list_id>")
@guard(Permission.VIEW, load=queries.list_one)
def one_list(of: OutsideList) -> Any:
    found = queries.of_list(current_user, of, request.args.get("after"))
    onward = url_for(".one_list", list_id=of.id, after=found.next_token) if found.next_token else ""
    return render_template(
        "findings/list.html", of=of, found=found.rows, onward=onward, first=not request.args.get("after"),
        district=_district,
    )  # fmt: skip


@bp.route("/homes/new", methods=["GET", "POST"])
@guard(HomePermission.RECORD_KNOWN)
def new_home() -> Any:
    form, made = forms.KnownHomeForm(), []
    if form.attempt(lambda: made.append(_record(form))):
        flash(_("The home is on the register as known, not registered."), "done")
        return redirect(url_for("office_homes.one", number=made[0].register_number), code=303)
    return render_template("findings/home_new.html", form=form)


def _record(form: forms.KnownHomeForm) -> Home:
    return services.record_known(
        name=form.name.data or "", name_ur=form.name_ur.data or None, name_sd=form.name_sd.data or None,
        organisation_name=form.organisation.data or None, district=form.district.data, ownership=form.ownership.data,
        known_from=form.known_from.data, known_since=form.known_since.data, taluka=form.taluka.data or None,
        address=form.address.data or None, shelters_survivors=bool(form.shelters_survivors.data), told=form.told(),
        actor=current_user,
    )  # fmt: skip


@bp.route("/homes/<number>/told", methods=["GET", "POST"])
@guard(Permission.RECORD, load=queries.home_by_number)
def told(home: Home) -> Any:
    form = forms.ToldForm()
    if form.attempt(lambda: _add(home, form)):
        flash(_("Recorded. Who told of this home stands on its page."), "done")
        return redirect(url_for("office_homes.one", number=home.register_number), code=303)
    return render_template("findings/told.html", form=form, home=home)


def _add(home: Home, form: forms.ToldForm) -> None:
    services.add(home, form.known_from.data, form.known_since.data or date.min, actor=current_user, **form.told())
