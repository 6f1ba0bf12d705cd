"""The register as open data: one home as JSON and as a row of CSV. Public facts only, in English keys and codes."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from registry_app.core import signing
from registry_app.places import gazetteer
from registry_app.providers.authorisations.models import Authorisation
from registry_app.providers.orphanages.models import OrphanagesCertificate
from registry_app.providers.register.checking import Checked
from registry_app.providers.register.facts import PublicHome
from registry_app.providers.seals.queries import Published

COLUMNS = (
    "number", "name", "name_ur", "name_sd", "district", "district_name", "household", "care_types", "sexes", "age_from",
    "age_to", "capacity", "standing", "certificate", "authorised_from", "authorised_until", "conditions", "grade",
    "grade_on", "grade_with_notice", "protection_met", "page", "complain",
)  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def as_json(home: PublicHome, base: str, conditions: Sequence[str] = ()) -> dict[str, Any]:
    """One home. Null: not public, or not known. `base` is the address of the site, `conditions` are their kinds."""
    return {
        "number": home.number,
        "name": home.names.get("en"),
        "name_ur": home.names.get("ur"),
        "name_sd": home.names.get("sd"),
        "district": home.district,
        "district_name": gazetteer.district(home.district).name,
        "household": home.household,
        "care_types": list(home.care_types),
        "services": [
            {
                "care_type": service.care_type,
                "sexes": service.sexes,
                "age_from": service.age_from,
                "age_to": service.age_to,
                "capacity": service.capacity,
            }
            for service in home.services
        ],
        "standing": home.standing,
        "certificate": home.certificate,
        "authorised_from": _day(home.authorised_from),
        "authorised_until": _day(home.authorised_until),
        "conditions": list(conditions),
        "grade": home.grade,
        "grade_on": _day(home.visited_on),
        "grade_with_notice": home.with_notice,
        "grade_limits": list(home.limits),
        "protection_met": home.protection_met,
        "page": f"{base}/en/register/{home.number}",
        "complain": f"{base}/b",
    }


def certificate_json(authorisation: Authorisation) -> dict[str, Any]:
    """One certificate of a home whose certificates are public."""
    return {
        "number": authorisation.certificate_number,
        "kind": authorisation.kind,
        "standing": authorisation.standing,
        "care_type": authorisation.service.care_type,
        "from": _day(authorisation.start),
        "until": _day(authorisation.until),
        "conditions": [condition["code"] for condition in authorisation.conditions or ()],
    }


def board_json(known: OrphanagesCertificate | None) -> dict[str, Any] | None:
    """The board's certificate under the Orphanages Act; null: not yet."""
    if known is None:
        return None
    return {"number": known.number, "from": _day(known.given_on), "until": _day(known.until)}


def checked_json(checked: Checked) -> dict[str, Any]:
    """The answer about a certificate number: what was seen on which day, and no more of the home than is public."""
    found: dict[str, Any] = {
        "number": checked.number,
        "found": checked.found,
        "answer": checked.answer,
        "in_force": checked.answer == "IN_FORCE",
        "checked_on": _day(checked.on),
        "signature": checked.seal,
    }
    if checked.authorisation is not None and checked.home is not None:
        given = checked.authorisation
        found |= {
            "kind": given.kind if checked.dated else None,
            "from": _day(given.start) if checked.dated else None,
            "until": _day(given.until) if checked.dated else None,
            "home": checked.home.number,
            "name": checked.home.names.get("en"),
            "district": checked.home.district,
        }
    return found


def key_json(one: Published) -> dict[str, Any]:
    """A public key in the two ways in which programs take it."""
    return {
        "id": one.key.id,
        "current": one.current,
        "since": _day(one.since),
        "public_key": signing.to_text(one.key.raw),
        "pem": one.key.pem,
    }


def cell(value: Any) -> str:
    """A CSV cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _row(home: PublicHome, base: str, conditions: Sequence[str]) -> Sequence[Any]:
    facts = as_json(home, base, conditions)
    facts |= {
        "care_types": " ".join(home.care_types),
        "sexes": " ".join(sorted({s.sexes for s in home.services})),
        "age_from": min((s.age_from for s in home.services), default=None),
        "age_to": max((s.age_to for s in home.services), default=None),
        "capacity": sum(s.capacity for s in home.services) or None,
        "conditions": " ".join(conditions),
    }
    return [cell(facts[column]) for column in COLUMNS]


def as_csv(homes: Iterable[tuple[PublicHome, Sequence[str]]], base: str) -> str:
    """The register as CSV, a row a home with the kinds of its conditions."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(home, base, conditions) for home, conditions in homes)
    return out.getvalue()
