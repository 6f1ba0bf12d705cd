"""Open data: /api/v1/register and /api/v1/verify, paged, with an ETag, for anyone."""

import hashlib
import json
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, current_app, jsonify, make_response, request

from registry_app.core.access import Public, guard
from registry_app.core.i18n import lazy as _
from registry_app.providers.orphanages import queries as orphanages
from registry_app.providers.register import checking, openapi, queries, writing
from registry_app.providers.seals import queries as seals

bp = Blueprint("register_api", __name__, url_prefix="/api/v1")


def _base() -> str:
    return str(current_app.config["SETTINGS"].public_url)


def _made_up() -> bool:
    return bool(current_app.config["SETTINGS"].made_up)


def tagged(response: Any) -> Any:
    """The answer with its ETag, or 304 when the caller has it already; open to programs on other sites."""
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    response.headers["Cache-Control"] = "public, no-cache"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response.make_conditional(request)


def _size() -> int:
    given = request.args.get("size", "50")
    return min(max(int(given), 1), 200) if given.isascii() and given.isdigit() and len(given) < 6 else 50


NOT_KNOWN = {
    "district": _("We do not know this district. The codes are those of the districts of Sindh, such as SD-HYD."),
    "type": _("We do not know this kind of care."),
    "grade": _("We do not know this grade. It is A, B, C, D, or none."),
}


def _refuse_unknown() -> None:
    """400 with a sentence for a filter that names nothing: an answer about all homes would be taken for that one's."""
    if found := queries.unknown(request.args):
        said = {"status": 400, "title": "Bad request", "detail": str(NOT_KNOWN[found[0]]), "parameter": found[0]}
        abort(make_response(json.dumps(said), 400, {"Content-Type": "application/problem+json"}))


@bp.get("/register")
@guard(Public.MACHINE)
def register() -> Any:
    _refuse_unknown()
    want = queries.wanted(request.args)
    found = queries.listing(want, queries.eyes(), request.args.get("after"), _size())
    said = queries.conditions(found.rows)
    onward = urlencode({**request.args.to_dict(), "after": found.next_token or ""})
    return tagged(
        jsonify(
            homes=[writing.as_json(home, _base(), said.get(home.number, ())) for home in found.rows],
            next=f"{_base()}{request.path}?{onward}" if found.next_token else None,
            made_up=_made_up(),
        )
    )


@bp.get("/register/<number>")
@guard(Public.MACHINE)
def one(number: str) -> Any:
    home = queries.by_number(number) or abort(404)
    seen = queries.eyes().see(home)
    certificates = [] if seen.shelter else queries.certificates(home)
    facts = writing.as_json(seen, _base(), queries.conditions([seen]).get(seen.number, ()))
    board = None if seen.shelter or seen.household else orphanages.current(home)
    facts |= {
        "certificates": [writing.certificate_json(one) for one in certificates],
        "orphanages_act": writing.board_json(board),
        "made_up": _made_up(),
    }
    return tagged(jsonify(facts))


@bp.get("/register.csv")
@guard(Public.MACHINE)
def table() -> Any:
    _refuse_unknown()
    want, look = queries.wanted(request.args), queries.eyes()
    response = make_response(writing.as_csv(queries.every(want, look), _base()))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    name = "register-made-up.csv" if _made_up() else "register.csv"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return tagged(response)


@bp.get("/verify/<number>")
@guard(Public.MACHINE)
def verify(number: str) -> Any:
    checked = checking.check(number, queries.eyes(), request.args.get("c"))
    response = jsonify({**writing.checked_json(checked), "made_up": _made_up()})
    response.status_code = 200 if checked.found else 404
    return tagged(response)


@bp.get("/certificate-keys")
@guard(Public.MACHINE)
def certificate_keys() -> Any:
    """The public keys with which certificates are signed, for whoever checks them without us."""
    keys = [writing.key_json(one) for one in seals.published()]
    return tagged(jsonify(algorithm="Ed25519", keys=keys, made_up=_made_up()))


@bp.get("/openapi.json")
@guard(Public.MACHINE)
def description() -> Any:
    return tagged(jsonify(openapi.describe(_base())))
