"""Districts, divisions, towns and public holidays of Sindh, read once from the shipped files; no database is needed.

Names in Urdu and Sindhi are drafts for native review. Divisions are those of the Sindh Human Rights Commission (six).
"""

import csv
import io
from dataclasses import dataclass
from datetime import date
from functools import cache

from registry_app.core import names, rulebook
from registry_app.core.geo import Point, km
from registry_app.core.letters import fold
from registry_app.core.workdays import read_holidays

PACKAGE = "registry_app.places"


class UnknownDistrict(LookupError):
    """There is no district of Sindh with this code."""


@dataclass(frozen=True)
class District:
    """One of the 30 districts; `point` is its headquarters, `aliases` are other names in use."""

    code: str
    name: str
    name_ur: str
    name_sd: str
    division_code: str
    division: str
    headquarters: str
    point: Point
    population: int
    aliases: tuple[str, ...] = ()

    def name_in(self, language: str) -> str:
        """The name in en, ur or sd; any other language reads English."""
        return {"ur": self.name_ur, "sd": self.name_sd}.get(language, self.name)


@dataclass(frozen=True)
class Division:
    """One of the six divisions with the codes of its districts."""

    code: str
    name: str
    name_ur: str
    name_sd: str
    districts: tuple[str, ...]

    def name_in(self, language: str) -> str:
        """The name in en, ur or sd; any other language reads English."""
        return {"ur": self.name_ur, "sd": self.name_sd}.get(language, self.name)


@dataclass(frozen=True)
class Outside:
    """A place outside Sindh from which a child may come, or `OUT-UNKNOWN` where nobody knows."""

    code: str
    name: str
    name_ur: str
    name_sd: str

    def name_in(self, language: str) -> str:
        """The name in en, ur or sd; any other language reads English."""
        return {"ur": self.name_ur, "sd": self.name_sd}.get(language, self.name)


@dataclass(frozen=True)
class Town:
    """A town, village or quarter. `district_code` is None in Karachi, whose seven districts have no boundaries here."""

    name: str
    name_ur: str
    name_sd: str
    other_names: tuple[str, ...]
    point: Point
    district_code: str | None
    kind: str
    population: int | None
    tier: int

    def name_in(self, language: str) -> str:
        """The name in en, ur or sd; English where the file has none."""
        return {"ur": self.name_ur, "sd": self.name_sd}.get(language, "") or self.name


def _rows(name: str) -> list[dict[str, str]]:
    newest = rulebook.versions(PACKAGE, name)[-1]
    return list(csv.DictReader(io.StringIO(rulebook.text(newest))))


@cache
def _by_code() -> dict[str, District]:
    made = [
        District(
            code=row["district_code"],
            name=row["district"],
            name_ur=row["name_ur_unverified"],
            name_sd=row["name_sd_unverified"],
            division_code=row["division_code"],
            division=row["division"],
            headquarters=row["headquarters"],
            point=Point(float(row["hq_lat"]), float(row["hq_lon"])),
            population=int(row["population_2023"]),
            aliases=tuple(part.strip() for part in row["aliases"].split(";") if part.strip()),
        )
        for row in _rows("districts")
    ]
    return {one.code: one for one in sorted(made, key=lambda one: one.name)}


def districts() -> tuple[District, ...]:
    """All 30 districts by English name."""
    return tuple(_by_code().values())


def district(code: str) -> District:
    """The district with this code, for example SD-HYD; UnknownDistrict when there is none (OUT-* are none)."""
    try:
        return _by_code()[code]
    except KeyError as error:
        raise UnknownDistrict(f"There is no district with the code {code!r} in Sindh.") from error


@cache
def _by_any_name() -> dict[str, District]:
    found: dict[str, District] = {}
    for one in districts():
        for name in (one.name, one.name_ur, one.name_sd, *one.aliases, one.code):
            found.setdefault(names.letters(name), one)
    return found


def district_named(typed: str) -> District | None:
    """The district that somebody calls by its code or by one of its names, in any spelling of letters and spaces."""
    found = _by_any_name()
    spelt = names.letters(typed)
    return found.get(spelt) or found.get(spelt.removesuffix("district"))


@cache
def _outside_by_code() -> dict[str, Outside]:
    rows = _rows("outside")
    return {row["code"]: Outside(row["code"], row["name_en"], row["name_ur"], row["name_sd"]) for row in rows}


def outside() -> tuple[Outside, ...]:
    """The places outside Sindh, in the order in which they are offered; `OUT-UNKNOWN` is the last."""
    return tuple(_outside_by_code().values())


def is_place_code(code: str) -> bool:
    """Whether `code` is a district of Sindh or one of the OUT-* codes."""
    return code in _by_code() or code in _outside_by_code()


def place_name(code: str, language: str) -> str:
    """The name of a district or of an OUT-* place in en, ur or sd; UnknownDistrict for any other code."""
    found = _outside_by_code().get(code)
    return found.name_in(language) if found else district(code).name_in(language)


# Karachi is a division without a district of its name.
_KARACHI_NAMES = ("کراچی", "ڪراچي")


@cache
def divisions() -> tuple[Division, ...]:
    """The six divisions by English name; names in Urdu and Sindhi are those of the district they are called after."""
    namesakes = {one.name: (one.name_ur, one.name_sd) for one in districts()}
    found: dict[str, str] = {one.division_code: one.division for one in districts()}
    return tuple(
        Division(
            code,
            name,
            *namesakes.get(name, _KARACHI_NAMES),
            districts=tuple(one.code for one in districts() if one.division_code == code),
        )
        for code, name in sorted(found.items(), key=lambda pair: pair[1])
    )


def same_division(one: str, other: str) -> bool:
    """Whether two districts lie in one division; UnknownDistrict for a code that is no district of Sindh."""
    return district(one).division_code == district(other).division_code


@cache
def holidays() -> frozenset[date]:
    """The public holidays of the shipped list (2026 and 2027)."""
    newest = rulebook.versions(PACKAGE, "holidays")[-1]
    return read_holidays(rulebook.text(newest))


@cache
def _towns() -> tuple[tuple[Town, tuple[str, ...]], ...]:
    codes = {one.name: one.code for one in districts()}
    made = []
    for row in _rows("towns"):
        others = tuple(part.strip() for part in row["alt_names"].split("|") if part.strip())
        town = Town(
            name=row["name"],
            name_ur=row["name_ur"],
            name_sd=row["name_sd"],
            other_names=others,
            point=Point(float(row["lat"]), float(row["lon"])),
            district_code=codes.get(row["district"]),
            kind=row["type"],
            population=int(row["population"]) if row["population"] else None,
            tier=int(row["tier"]),
        )
        names = tuple(fold(name) for name in (town.name, town.name_ur, town.name_sd, *others) if name)
        made.append((town, names))
    return tuple(made)


def _nearness(query: str, names: tuple[str, ...]) -> int | None:
    """0 the very name, 1 a name begins so, 2 a word of a name begins so, None not at all."""
    if query in names:
        return 0
    if any(name.startswith(query) for name in names):
        return 1
    return 2 if any(f" {query}" in name for name in names) else None


def towns(query: str, limit: int = 20) -> tuple[Town, ...]:
    """Towns of which a name in any script begins with `query`: the best and biggest first; none for an empty query."""
    wanted = " ".join(fold(query).split())
    if not wanted:
        return ()
    found = []
    for town, known in _towns():
        near = _nearness(wanted, known)
        if near is not None:
            found.append((near, town.tier, -(town.population or 0), town.name, town.point, town))
    return tuple(row[-1] for row in sorted(found, key=lambda row: row[:-1])[:limit])


def search(query: str, limit: int, language: str = "en") -> list[tuple[str, Point]]:
    """Towns as a geocoder gives them: the name with its district, and where it is."""
    codes = _by_code()
    return [
        (
            ", ".join(
                part
                for part in (
                    town.name_in(language),
                    codes[town.district_code].name_in(language) if town.district_code else "",
                )
                if part
            ),
            town.point,
        )
        for town in towns(query, limit)
    ]


def nearest_headquarters(point: Point) -> tuple[District, float]:
    """The district whose headquarters is nearest, and how far that is in kilometres as the crow flies."""
    return min(((one, km(point, one.point)) for one in districts()), key=lambda pair: pair[1])
