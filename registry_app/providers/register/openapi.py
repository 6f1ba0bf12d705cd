"""The description of the open data for other programs, kept by hand and held to the answers by a test."""

from typing import Any

from registry_app.places import gazetteer
from registry_app.providers.authorisations.states import AuthorisationStanding, ConditionCode, Kind
from registry_app.providers.homes.states import CareType, Grade, Sexes, Standing
from registry_app.providers.register.checking import Answer
from registry_app.providers.seals.states import Seal

Schema = dict[str, Any]


def _text(*values: str, null: bool = False, **more: Any) -> Schema:
    kind: Any = ["string", "null"] if null else "string"
    choice: Schema = {"enum": [*values, *([None] if null else [])]} if values else {}
    return {"type": kind, **choice, **more}


def _day(null: bool = True) -> Schema:
    return _text(null=null, format="date")


def _thing(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _yes(null: bool = False) -> Schema:
    return {"type": ["boolean", "null"] if null else "boolean"}


WHOLE = {"type": "integer"}
SERVICE = _thing(
    care_type=_text(*CareType), sexes=_text(*Sexes), age_from=WHOLE, age_to=WHOLE, capacity=WHOLE
)  # fmt: skip
CERTIFICATE = _thing(
    **{
        "number": _text(),
        "kind": _text(*Kind),
        "standing": _text(*AuthorisationStanding),
        "care_type": _text(*CareType),
        "from": _day(null=False),
        "until": _day(null=False),
        "conditions": _list(_text(*ConditionCode)),
    }
)
HOME = _thing(
    number=_text(),
    name=_text(null=True),
    name_ur=_text(null=True),
    name_sd=_text(null=True),
    district=_text(*(one.code for one in gazetteer.districts())),
    district_name=_text(),
    household=_yes(),
    care_types=_list(_text(*CareType)),
    services=_list(SERVICE),
    standing=_text(*Standing),
    certificate=_text(null=True),
    authorised_from=_day(),
    authorised_until=_day(),
    conditions=_list(_text(*ConditionCode)),
    grade=_text(*Grade, null=True),
    grade_on=_day(),
    grade_with_notice=_yes(null=True),
    grade_limits=_list(_text()),
    protection_met=_yes(null=True),
    page=_text(format="uri"),
    complain=_text(format="uri"),
)
BOARD = _thing(**{"number": _text(), "from": _day(null=False), "until": _day()})
BOARD["type"] = ["object", "null"]
ONE_HOME = _thing(
    **HOME["properties"], certificates=_list(CERTIFICATE), orphanages_act=BOARD, made_up=_yes()
)  # fmt: skip
LISTING = _thing(homes=_list(HOME), next=_text(null=True, format="uri"), made_up=_yes())
CHECKED = {
    "type": "object",
    "properties": {
        "number": _text(),
        "found": _yes(),
        "answer": _text(*Answer),
        "in_force": _yes(),
        "checked_on": _day(null=False),
        "signature": _text(*Seal),
        "kind": _text(*Kind, null=True),
        "from": _day(),
        "until": _day(),
        "home": _text(),
        "name": _text(null=True),
        "district": _text(),
        "made_up": _yes(),
    },
    "required": ["number", "found", "answer", "in_force", "checked_on", "signature", "made_up"],
    "additionalProperties": False,
}

KEY = _thing(id=_text(), current=_yes(), since=_day(), public_key=_text(), pem=_text())
KEYS = _thing(algorithm=_text("Ed25519"), keys=_list(KEY), made_up=_yes())


def _query(name: str, says: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "required": False, "description": says, "schema": schema}


FILTERS = [
    _query("q", "Part of a public name in any script, or a register number.", _text()),
    _query("district", "Code of a district.", HOME["properties"]["district"]),
    _query("type", "Kind of care.", _text(*CareType)),
    _query("grade", "A grade, or none for homes without one.", _text(*Grade, "none")),
]
PAGING = [
    _query("after", "Token of the next page, from `next`.", _text()),
    _query("size", "Homes a page, 1 to 200.", {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}),
]

SIGNATURE = _query("c", "What stands after c= in the code of the certificate: the facts and their signature.", _text())


def _answers(says: str, media: str, schema: Schema, *missing: str) -> Schema:
    found = {
        "200": {"description": says, "content": {media: {"schema": schema}}},
        "304": {"description": "Nothing changed since the ETag you sent."},
    }
    for words in missing:
        found["404"] = {"description": words, "content": {media: {"schema": schema}}}
    return found


PROBLEM = _thing(status={"type": "integer"}, title=_text(), detail=_text(), parameter=_text())


def _asked(answers: Schema) -> Schema:
    """The answers of what takes filters: one that names nothing there is, is refused."""
    content = {"application/problem+json": {"schema": PROBLEM}}
    words = "A filter names a district, a kind of care or a grade that there is not."
    return {**answers, "400": {"description": words, "content": content}}


def _get(says: str, parameters: list[Schema], answers: Schema) -> Schema:
    return {"get": {"summary": says, "parameters": parameters, "responses": answers}}


def _in_path(name: str, example: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": _text(), "example": example}


def describe(base: str) -> Schema:
    """The whole description. `base` is the address of the site."""
    json_type = "application/json"
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Sindh Care Register: open data",
            "version": "1",
            "description": "Public facts about homes and certificates. No children, no staff, no street addresses.",
        },
        "servers": [{"url": base}],
        "paths": {
            "/api/v1/register": _get(
                "Homes on the register, a page at a time",
                [*FILTERS, *PAGING],
                _asked(_answers("One page of homes.", json_type, LISTING)),
            ),
            "/api/v1/register/{number}": _get(
                "One home",
                [_in_path("number", "H-00042-K")],
                _answers("The home and its certificates.", json_type, ONE_HOME),
            ),
            "/api/v1/register.csv": _get(
                "The register as CSV", FILTERS, _asked(_answers("A row for each home.", "text/csv", _text()))
            ),
            "/api/v1/verify/{number}": _get(
                "Is this certificate real and in force today?",
                [_in_path("number", "SCPA-2026-00042-K"), SIGNATURE],
                _answers(
                    "There is such a certificate.",
                    json_type,
                    CHECKED,
                    "There is no such certificate, or the signature does not fit.",
                ),
            ),
            "/api/v1/districts.geojson": _get(
                "Boundaries of the districts: 23 areas, Karachi as one, and seven points within it",
                [],
                _answers("GeoJSON. Data from Who's On First.", "application/geo+json", {"type": "object"}),
            ),
            "/api/v1/certificate-keys": _get(
                "The public keys with which certificates are signed",
                [],
                _answers("Every key that ever signed, and the current one.", json_type, KEYS),
            ),
        },
    }
