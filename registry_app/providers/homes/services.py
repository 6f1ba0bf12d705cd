"""What happens to an organisation and its homes. Neighbours above call down to keep on a home what all need to know."""

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, insert, select

from registry_app.accounts.models import User
from registry_app.core import audit, clock, codes, names
from registry_app.core.db import db, locked, transactional
from registry_app.core.states import WrongState
from registry_app.providers.homes import steps
from registry_app.providers.homes.checks import only_these, possible, real_district
from registry_app.providers.homes.models import Home, HomeName, Membership, Organisation, Service, Unit
from registry_app.providers.homes.states import (
    CLOSED,
    LIFE,
    CareType,
    FreezeSource,
    Grade,
    KnownFrom,
    MemberRole,
    Ownership,
    Sexes,
    Standing,
)

ORGANISATION_FACTS = frozenset(
    {"name", "name_ur", "name_sd", "ownership", "registration_law", "registration_number", "phone"}
)
HOME_FACTS = frozenset(
    {
        "name", "name_ur", "name_sd", "run_by", "district", "taluka", "address", "latitude", "longitude", "household",
        "shelters_survivors",
    }
)  # fmt: skip
NAMES = frozenset({"name", "name_ur", "name_sd"})
STANDING_FACTS = frozenset({"notice_until", "certificate_number", "authorised_from", "authorised_until", "same_as_id"})
SERVICE_FACTS = frozenset({"care_type", "sexes", "age_from", "age_to", "capacity", "special_needs", "woman_in_charge"})


@transactional
def add_organisation(*, name: str, ownership: Ownership, actor: Any, **facts: Any) -> Organisation:
    """A body, department or family that answers for homes; `facts` are further columns of Organisation."""
    only_these(facts, ORGANISATION_FACTS)
    organisation = Organisation(name=name, ownership=ownership, **facts)
    with audit.deed("organisation:add", organisation, actor):
        pass
    return organisation


@transactional
def edit_organisation(organisation: Organisation, *, actor: Any, **facts: Any) -> Organisation:
    """Change what is known of an organisation; `facts` are columns of Organisation."""
    only_these(facts, ORGANISATION_FACTS)
    with audit.deed("organisation:edit", organisation, actor):
        for name, value in facts.items():
            setattr(organisation, name, value)
    return organisation


@transactional
def add_member(organisation: Organisation, user: User, role: MemberRole, *, actor: Any) -> Membership:
    """Let a person sign in for an organisation from today. Who belongs to it already gets the new role."""
    today = clock.today()
    for membership in db.session.scalars(
        select(Membership).where(Membership.organisation_id == organisation.id, Membership.user_id == user.id)
    ):
        if membership.until is None or membership.until >= today:
            if membership.role != role:
                with audit.deed("organisation:change-role", membership, actor):
                    membership.role = role
            return membership
        if membership.since == today:
            with audit.deed("organisation:add-member", membership, actor):
                membership.role, membership.until = role, None
            return membership
    membership = Membership(organisation_id=organisation.id, user_id=user.id, role=role)
    with audit.deed("organisation:add-member", membership, actor):
        pass
    db.session.refresh(organisation, ["members"])
    return membership


@transactional
def end_member(membership: Membership, *, actor: Any) -> None:
    """The person signs in for the organisation no more; the last day on which they did is yesterday."""
    with audit.deed("organisation:end-member", membership, actor):
        membership.until = clock.today() - timedelta(days=1)
    db.session.refresh(membership.organisation, ["members"])


@transactional
def add_home(
    organisation: Organisation,
    *,
    name: str,
    district: str,
    known_from: KnownFrom,
    actor: Any,
    run_by: Ownership | None = None,
    standing: Standing = Standing.KNOWN_UNREGISTERED,
    known_since: date | None = None,
    **facts: Any,
) -> Home:
    """A home under a new register number H-…, for ever. `district` is a code of Sindh; DomainError when it is none.

    `standing` must be one move away from KNOWN_UNREGISTERED; `run_by` is the organisation's ownership when not said.
    `facts` are further columns of Home: name_ur, name_sd, taluka, address, latitude, longitude, household,
    shelters_survivors.
    """
    only_these(facts, HOME_FACTS)
    real_district(district)
    home = Home(
        organisation_id=organisation.id,
        register_number=codes.register_number(codes.next_number("home")),
        name=name,
        district=district,
        run_by=run_by or organisation.ownership,
        known_from=known_from,
        known_since=known_since or clock.today(),
        standing=Standing.KNOWN_UNREGISTERED,
        **facts,
    )
    with audit.deed("home:add", home, actor):
        pass
    _keep_names(home)
    steps.remember(home)
    if standing is not Standing.KNOWN_UNREGISTERED:
        set_standing(home, standing, actor)
    return home


@transactional
def record_known(
    *,
    name: str,
    district: str,
    ownership: Ownership,
    known_from: KnownFrom,
    actor: Any,
    organisation: Organisation | None = None,
    organisation_name: str | None = None,
    **facts: Any,
) -> Home:
    """A home that somebody found before it applied (R21). Its organisation is made, unless one is given."""
    organisation = organisation or add_organisation(name=organisation_name or name, ownership=ownership, actor=actor)
    return add_home(
        organisation, name=name, district=district, known_from=known_from, run_by=ownership, actor=actor, **facts
    )


@transactional
def edit(home: Home, *, actor: Any, reason: str | None = None, **facts: Any) -> Home:
    """Change what is known of a home; `facts` are those of `add_home`."""
    only_these(facts, HOME_FACTS)
    if "district" in facts:
        real_district(facts["district"])
    with audit.deed("home:edit", home, actor, reason=reason):
        for name, value in facts.items():
            setattr(home, name, value)
    if facts.keys() & NAMES:
        _keep_names(home)
    if facts.keys() & set(steps.FACTS):
        steps.remember(home)
    return home


@transactional
def add_service(
    home: Home,
    *,
    care_type: CareType,
    sexes: Sexes,
    age_from: int,
    age_to: int,
    capacity: int,
    actor: Any,
    special_needs: str = "",
    woman_in_charge: bool | None = None,
) -> Service:
    """What the home offers, or asks to offer: ages in years, both ends included; capacity in places."""
    service = Service(
        home_id=home.id, care_type=care_type, sexes=sexes, age_from=age_from, age_to=age_to, capacity=capacity,
        special_needs=special_needs, woman_in_charge=woman_in_charge,
    )  # fmt: skip
    possible(service)
    with audit.deed("service:add", service, actor):
        pass
    db.session.refresh(home, ["services"])
    steps.remember(home)
    return service


@transactional
def set_units(
    home: Home, units: Sequence[Mapping[str, Any]], *, actor: Any, community_school: bool | None = None
) -> None:
    """The houses of a village as they are now; each is name, places, own_carer, own_kitchen and own_door.

    `community_school`: its children go to a school outside; None where nobody knows.
    """
    if home.community_school is not community_school:
        with audit.deed("home:set-school", home, actor):
            home.community_school = community_school
    facts = ("name", "places", "own_carer", "own_kitchen", "own_door")
    wanted = [tuple(unit[name] for name in facts) for unit in units]
    if [tuple(getattr(unit, name) for name in facts) for unit in home.units] == sorted(wanted):
        return
    for unit in home.units:
        db.session.delete(unit)
    db.session.add_all(Unit(home_id=home.id, **unit) for unit in units)
    audit.note("home:set-units", home, actor, changes={"units": [len(home.units), len(wanted)]})
    db.session.flush()
    db.session.refresh(home, ["units"])


@transactional
def edit_service(service: Service, *, actor: Any, reason: str | None = None, **facts: Any) -> Service:
    """Change a service: before it is authorised at will, after it only as far as an authorisation says."""
    only_these(facts, SERVICE_FACTS)
    with audit.deed("service:edit", service, actor, reason=reason):
        for name, value in facts.items():
            setattr(service, name, value)
        possible(service)
    if "care_type" in facts:
        steps.remember(service.home)
    return service


@transactional
def set_standing(home: Home, standing: Standing, actor: Any, reason: str | None = None, **facts: Any) -> Home:
    """Move a home to `standing` by the one arrow that leads there; WrongState when there is none.

    Setting the standing it has already changes nothing but `facts`. Closing puts today's date on it. `facts` may be
    notice_until, certificate_number, authorised_from and authorised_until, which some standings need.
    """
    only_these(facts, STANDING_FACTS)
    home = locked(home)
    action = _action_to(home, standing)
    if action is None and not facts:
        return home
    with audit.deed(f"home:{(action or 'standing-facts').replace('_', '-')}", home, actor, reason=reason):
        for name, value in facts.items():
            setattr(home, name, value)
        if action:
            home.standing = LIFE.target(home.standing, action)
            home.closed_on = clock.today() if standing in CLOSED else None
    steps.remember(home)
    return home


def _action_to(home: Home, standing: Standing) -> str | None:
    if home.standing is standing:
        return None
    for arrow in LIFE.open_moves(home.standing):
        if arrow.target is standing:
            return arrow.action
    raise WrongState(f"No arrow leads from {home.standing} to {standing}.")


@transactional
def authorise(
    home: Home, *, certificate_number: str, authorised_from: date, authorised_until: date, actor: Any
) -> Home:
    """Keep the longest certificate that stands, its last day included; a home authorised already keeps its standing."""
    return set_standing(
        home, Standing.AUTHORISED, actor, certificate_number=certificate_number, authorised_from=authorised_from,
        authorised_until=authorised_until,
    )  # fmt: skip


@transactional
def serve_notice(home: Home, *, until: date, actor: Any, reason: str) -> Home:
    """Notice to apply by `until`, that day included, or stop (R21)."""
    return set_standing(home, Standing.NOTICE_SERVED, actor, reason, notice_until=until)


@transactional
def record_grade(
    home: Home,
    grade: Grade,
    on: date,
    with_notice: bool,
    limits: Collection[str],
    protection_met: bool | None,
    actor: Any,
) -> Home:
    """Keep the published grade of the visit of day `on`; `limits` are the rule ids that hold it down, such as L1.

    An older visit published late does not cover the grade of a newer one.
    """
    home = locked(home)
    if home.grade_on is not None and on < home.grade_on:
        return home
    with audit.deed("home:record-grade", home, actor):
        home.grade, home.grade_on = grade, on
        home.grade_with_notice = with_notice
        home.grade_limits = " ".join(limits) or None
        home.protection_met = protection_met
    return home


@transactional
def record_protection_not_met(home: Home, *, actor: Any) -> Home:
    """A smaller visit found that children are not safe, but no rule holds the grade lower than it is; only a full visit
    opens the gate again."""
    home = locked(home)
    with audit.deed("home:record-protection", home, actor):
        home.protection_met = False
    return home


@transactional
def record_open_critical_actions(home: Home, count: int, *, actor: Any) -> Home:
    """Keep how many critical actions are open; HB02 asks it."""
    return _keep(
        home, "home:record-critical-actions", actor, lambda kept: setattr(kept, "open_critical_actions", count)
    )


@transactional
def record_major_due(home: Home, day: date | None, *, actor: Any) -> Home:
    """Keep by when the first open major action must be put right; a renewal asks it."""
    return _keep(home, "home:record-major-actions", actor, lambda kept: setattr(kept, "major_due_on", day))


@transactional
def record_offender_matches(home: Home, count: int, *, actor: Any) -> Home:
    """Keep how many of its people are matched with the list of offenders; HB08 asks it."""
    return _keep(home, "home:record-offender-matches", actor, lambda kept: setattr(kept, "offender_matches", count))


@transactional
def record_present(home: Home, count: int, *, actor: Any) -> Home:
    """Keep how many children stay here now; placements counts them."""
    return _keep(home, "home:record-present", actor, lambda kept: setattr(kept, "present", count))


@transactional
def record_visited(home: Home, on: date, *, actor: Any) -> Home:
    """Keep the last day on which somebody of the department inspected the home."""
    if home.visited_on is not None and on <= home.visited_on:
        return home
    home = _keep(home, "home:record-visited", actor, lambda kept: setattr(kept, "visited_on", on))
    steps.remember(home)
    return home


@transactional
def freeze_admissions(
    home: Home, *, actor: Any, reason: str, source: FreezeSource = FreezeSource.CRITICAL_ACTION
) -> Home:
    """No new child may be placed here until every source of the freeze is gone."""
    return _keep(home, "home:freeze-admissions", actor, lambda kept: _frozen(kept, add=source), reason)


@transactional
def unfreeze_admissions(
    home: Home, *, actor: Any, reason: str, source: FreezeSource = FreezeSource.CRITICAL_ACTION
) -> Home:
    """This source holds admissions no longer; children may be placed here again if it was the last one."""
    return _keep(home, "home:unfreeze-admissions", actor, lambda kept: _frozen(kept, remove=source), reason)


def _frozen(home: Home, *, add: FreezeSource | None = None, remove: FreezeSource | None = None) -> None:
    left = (set(home.frozen_by.split()) | ({add.value} if add else set())) - ({remove.value} if remove else set())
    home.frozen_by = " ".join(sorted(left))
    home.admissions_frozen = bool(left)


@transactional
def hand_over(home: Home, organisation: Organisation, *, actor: Any) -> Home:
    """Another organisation answers for the home from now on."""

    def change(kept: Home) -> None:
        kept.organisation_id, kept.run_by = organisation.id, organisation.ownership

    home = _keep(home, "home:hand-over", actor, change)
    steps.remember(home)
    db.session.refresh(home, ["organisation"])
    return home


def _keep(home: Home, action: str, actor: Any, change: Callable[[Home], None], reason: str | None = None) -> Home:
    home = locked(home)
    with audit.deed(action, home, actor, reason=reason):
        change(home)
    return home


def _keep_names(home: Home) -> None:
    db.session.execute(delete(HomeName).where(HomeName.home_id == home.id))
    if rows := name_rows(home.id, home.names):
        db.session.execute(insert(HomeName), rows)


def name_rows(home_id: uuid.UUID, said: Iterable[str]) -> list[dict[str, Any]]:
    """The rows under which a home with these names is found."""
    return [{"key": key, "home_id": home_id} for key in sorted({key for name in said for key in names.keys(name)})]
