"""Loading a file of homes: all its good lines in one transaction, so that a machine that stops leaves nothing half."""

import hashlib
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import insert, select

from registry_app.core import audit, clock, codes, names
from registry_app.core.db import db, transactional
from registry_app.core.geo import Point
from registry_app.providers.findings import services as findings
from registry_app.providers.findings.models import Finding, OutsideList
from registry_app.providers.homes.models import Home, HomeName, HomeStep, Organisation, Service
from registry_app.providers.homes.services import name_rows
from registry_app.providers.homes.states import FAMILY_CARE, Ownership
from registry_app.providers.imports import rules, sheets
from registry_app.providers.imports.models import HomeImport
from registry_app.providers.imports.rules import Fault, Told
from registry_app.providers.imports.states import Column, Reason
from registry_app.providers.twins import queries as twin_queries
from registry_app.providers.twins import services as twins
from registry_app.providers.twins.rules import Record, contradict

AT_ONCE = 1000


@dataclass
class Plan:
    """What loading a file does, or would do."""

    new: list[Told] = field(default_factory=list)
    listed: list[tuple[Told, Home]] = field(default_factory=list)
    known: list[Told] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def left_out(self) -> int:
        """How many lines are left out; a line may have several faults."""
        return len({fault.line for fault in self.faults})


def plan(content: bytes) -> Plan:
    """What loading these bytes would do today; nothing is stored. DomainError when they are no sheet."""
    return _plan(*rules.read(sheets.read(content), clock.today()))


def load(content: bytes, file_name: str, *, actor: Any) -> HomeImport:
    """Load every good line. DomainError when the bytes are no sheet."""
    good, faults = rules.read(sheets.read(content), clock.today())
    return _load(good, faults, file_name, hashlib.sha256(content).hexdigest(), actor=actor)


@transactional
def _load(good: Sequence[Told], faults: Sequence[Fault], file_name: str, sha256: str, *, actor: Any) -> HomeImport:
    # The number comes first: its row is locked, so that two imports cannot load one home twice.
    number = codes.next_number("import")
    found = _plan(good, faults)
    run = HomeImport(
        number=number, file_name=_file_name(file_name), sha256=sha256, loaded=len(found.new), listed=len(found.listed),
        known=len(found.known), left_out=found.left_out, faults=[as_json(fault) for fault in found.faults],
        recorded_by=getattr(actor, "id", None),
    )  # fmt: skip
    with audit.deed("import:load", run, actor):
        pass
    lists = _lists([*found.new, *(told for told, _home in found.listed)], actor)
    homes = _store(found.new, run, actor)
    told_of = [*zip(found.new, homes, strict=True), *found.listed]
    made = [_finding(told, home, lists, run) for told, home in told_of]
    db.session.add_all(made)
    db.session.flush()
    for finding in made[len(homes) :]:
        audit.note("finding:add", finding, actor, reason=f"import {run.number}")
    twins.look(homes, actor=actor)
    return run


def _file_name(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable() and letter not in '/\\"')[-120:] or "file"


def as_json(fault: Fault) -> dict[str, Any]:
    """A fault as it is kept."""
    return {"line": fault.line, "column": fault.column, "reason": fault.reason, "facts": dict(fault.facts)}


def from_json(kept: Mapping[str, Any]) -> Fault:
    """A kept fault again."""
    column = Column(kept["column"]) if kept["column"] else None
    return Fault(kept["line"], column, Reason(kept["reason"]), kept["facts"])


def _plan(good: Sequence[Told], faults: Sequence[Fault]) -> Plan:
    """Each good line is new, adds a list to a home that is known, or says nothing new; a few turn out to be bad."""
    there = _fingerprints(told.fingerprint for told in good)
    made = Plan(known=[told for told in good if told.fingerprint in there], faults=list(faults))
    fresh = [told for told in good if told.fingerprint not in there]
    by_name, numbers = _homes_of_the_names(fresh), _numbers_taken(fresh)
    met: set[Any] = set()
    how_often = Counter(key for told in good for key in set(_name_keys(told)))
    for told in fresh:
        holder = numbers.get((told.list_key, told[Column.LIST_NUMBER]))
        same = _same_home(told, by_name, how_often)
        if holder is not None and not _one_name(told, holder):
            facts = {"value": told[Column.LIST_NUMBER], "limit": holder.register_number}
            made.faults.append(Fault(told.line, Column.LIST_NUMBER, Reason.NUMBER_TAKEN, facts))
        elif holder is not None or (same is not None and _says_nothing_new(told, same)):
            made.known.append(told)
        elif same is not None and same.id not in met:
            met.add(same.id)
            made.listed.append((told, same))
        else:
            made.new.append(told)
    made.faults.sort(key=lambda fault: fault.line)
    return made


def _batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    every = sorted(set(values))
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]


def _fingerprints(wanted: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for batch in _batches(wanted):
        found.update(db.session.scalars(select(Finding.fingerprint).where(Finding.fingerprint.in_(batch))))
    return found


def _name_keys(told: Told) -> list[tuple[str, str]]:
    return [(told[Column.DISTRICT], names.letters(name)) for name in told.names]


def _homes_of_the_names(good: Sequence[Told]) -> dict[tuple[str, str], dict[Any, Home]]:
    """Homes that have exactly one of these names in the same district, letter by letter after folding."""
    wanted = {key for told in good for key in _name_keys(told)}
    found: dict[tuple[str, str], dict[Any, Home]] = defaultdict(dict)
    for batch in _batches(("l" + spelt)[: 1 + names.LONGEST] for _district, spelt in wanted):
        query = select(Home).join(HomeName, HomeName.home_id == Home.id).where(HomeName.key.in_(batch))
        for home in db.session.scalars(query.where(Home.same_as_id.is_(None), Home.household.is_(False))).unique():
            for name in home.names:
                if (home.district, names.letters(name)) in wanted:
                    found[home.district, names.letters(name)][home.id] = home
    return found


def _same_home(
    told: Told, by_name: Mapping[tuple[str, str], Mapping[Any, Home]], how_often: Mapping[tuple[str, str], int]
) -> Home | None:
    """The one home that has this name in this district, unless the file names two or the places speak against it."""
    met = {key: home for name in _name_keys(told) for key, home in by_name.get(name, {}).items()}
    if len(met) != 1 or any(how_often[name] > 1 for name in _name_keys(told)):
        return None
    [home] = met.values()
    return None if contradict(_record(told), twin_queries.record(home)) else home


def _record(told: Told) -> Record:
    latitude, longitude = told[Column.LATITUDE], told[Column.LONGITUDE]
    at = Point(latitude, longitude) if latitude is not None else None
    return Record(uuid.UUID(int=told.line), tuple(told.names), told[Column.DISTRICT], told[Column.ADDRESS] or "", at)


def _numbers_taken(good: Sequence[Told]) -> dict[tuple[Any, str | None], Home]:
    """The homes that have a number on the lists of this file."""
    wanted = {told.list_key for told in good if told[Column.LIST_NUMBER]}
    found: dict[tuple[Any, str | None], Home] = {}
    query = select(OutsideList, Finding.list_number, Home).join(Finding, Finding.list_id == OutsideList.id)
    query = query.join(Home, Home.id == Finding.home_id).where(Finding.list_number.is_not(None))
    for key in wanted:
        assert key is not None
        source, dated, title = key
        rows = query.where(OutsideList.source == source, OutsideList.dated == dated, OutsideList.title == title)
        found |= {(key, number): home for _list, number, home in db.session.execute(rows)}
    return found


def _one_name(told: Told, home: Home) -> bool:
    return bool({names.sound(name) for name in told.names} & {names.sound(name) for name in home.names})


def _on(told: Told) -> date:
    on: date = told[Column.LIST_DATE] or told[Column.KNOWN_SINCE] or clock.today()
    return on


def _says_nothing_new(told: Told, home: Home) -> bool:
    query = select(Finding.id).where(
        Finding.home_id == home.id, Finding.source == told[Column.KNOWN_FROM], Finding.on == _on(told)
    )
    return db.session.scalars(query).first() is not None


def _lists(told_of: Iterable[Told], actor: Any) -> dict[Any, OutsideList]:
    keys = {key for told in told_of if (key := told.list_key)}
    return {key: findings.keep_list(*key, actor=actor) for key in sorted(keys)}


def _store(new: Sequence[Told], run: HomeImport, actor: Any) -> list[Home]:
    """The new homes with their organisations, services and search names, each with its line in the record of deeds."""
    made: list[Home] = []
    rows: list[Any] = []
    for told, number in zip(new, codes.next_numbers("home", len(new)), strict=True):
        body = Organisation(name=told[Column.ORGANISATION] or told[Column.NAME], ownership=told[Column.OWNERSHIP])
        home = _home(told, body, number)
        made.append(home)
        rows += [body, home]
        if told[Column.CARE_TYPE]:
            rows.append(_service(told, home))
    db.session.add_all(rows)
    db.session.flush()
    keys = [key for home in made for key in name_rows(home.id, home.names)]
    if keys:
        db.session.execute(insert(HomeName), keys)
    if made:
        db.session.execute(insert(HomeStep), [_step(told, home) for told, home in zip(new, made, strict=True)])
    # One line a home says it all: its organisation, service and finding were born with it, of one line of the file.
    for told, home in zip(new, made, strict=True):
        changes = {"name": [None, home.name], "organisation_id": [None, str(home.organisation_id)]}
        audit.note("home:add", home, actor, changes=changes, reason=f"import {run.number}, line {told.line}")
    return made


def _home(told: Told, body: Organisation, number: int) -> Home:
    return Home(
        organisation_id=body.id, register_number=codes.register_number(number), name=told[Column.NAME],
        name_ur=told[Column.NAME_UR], name_sd=told[Column.NAME_SD], run_by=told[Column.OWNERSHIP],
        district=told[Column.DISTRICT], taluka=told[Column.TALUKA], address=told[Column.ADDRESS],
        latitude=told[Column.LATITUDE], longitude=told[Column.LONGITUDE],
        household=told[Column.OWNERSHIP] is Ownership.FAMILY or told[Column.CARE_TYPE] in FAMILY_CARE,
        shelters_survivors=bool(told[Column.SHELTERS_SURVIVORS]), known_from=told[Column.KNOWN_FROM],
        known_since=told[Column.KNOWN_SINCE] or clock.today(),
    )  # fmt: skip


def _step(told: Told, home: Home) -> dict[str, Any]:
    """The first step of a new home's trail."""
    care = told[Column.CARE_TYPE]
    return {
        "id": uuid.uuid4(), "home_id": home.id, "number": 1, "taken_at": clock.now(), "standing": home.standing,
        "run_by": home.run_by, "district": home.district, "household": home.household,
        "care": care.value if care else "", "visited_on": None, "name": home.name,
        "name_ur": home.name_ur, "name_sd": home.name_sd,
    }  # fmt: skip


def _service(told: Told, home: Home) -> Service:
    return Service(
        home_id=home.id, care_type=told[Column.CARE_TYPE], sexes=told[Column.SEXES], age_from=told[Column.AGE_FROM],
        age_to=told[Column.AGE_TO], capacity=told[Column.CAPACITY],
    )  # fmt: skip


def _finding(told: Told, home: Home, lists: Mapping[Any, OutsideList], run: HomeImport) -> Finding:
    kept = lists.get(told.list_key)
    return findings.make(
        home, source=told[Column.KNOWN_FROM], on=_on(told), list_id=kept.id if kept else None,
        list_number=told[Column.LIST_NUMBER], name_written=told[Column.NAME], children=told[Column.CHILDREN],
        person=told[Column.PERSON], phone=told[Column.PHONE], note=told[Column.NOTE], fingerprint=told.fingerprint,
        import_id=run.id, recorded_by=run.recorded_by,
    )  # fmt: skip
