"""`registry seed demo`: the whole made-up Sindh, in one transaction, or none of it."""

from collections.abc import Iterator

from flask import current_app
from sqlalchemy import func, select, text

from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError
from registry_app.core.i18n import lazy as _
from registry_app.demo import (
    applications,
    arrivals,
    certificates,
    changing,
    children,
    complaints,
    directory,
    doors,
    duty,
    findings,
    gatekeeping,
    helping,
    history,
    homes,
    incidents,
    inspections,
    kin,
    legacy,
    lookalikes,
    measures,
    nadra,
    orphanages,
    people,
    plan,
    returns,
    staffing,
    vetted,
    visitors,
    yearly,
)
from registry_app.demo.chance import Chance
from registry_app.models import metadata
from registry_app.providers.powers import services as powers

REFERENCE = frozenset(
    {
        "audit_entry", "audit_head", "duty_done", "ladder_reason", "office", "power", "reference_set",
        "standards_version", "web_session", "sign_in_attempt", "complaint_code_try",
    }
)  # fmt: skip
"""Tables that may hold rows beforehand: reference data, what was done to load it, and visitors who looked in."""


def load(*, scale: int = 1, seed: int = 2026) -> Iterator[str]:
    """Make it all; gives a line for each kind of thing.

    Refused (DomainError) outside demo mode, without reference data, and where a table holds anything else.
    """
    _refuse_what_is_not_empty()
    chance = Chance(f"{seed}")
    with transaction(), db.session.no_autoflush:
        said = _make(chance, scale)
        _count()
    yield from said


def _count() -> None:
    """Without counts of what was just filled the database plans as if its tables were empty: minutes for a page, and
    minutes for the filling itself where a table was tidied while it was empty."""
    db.session.execute(text("ANALYZE"))


def _make(chance: Chance, scale: int) -> list[str]:
    powers.mark_demo()
    officers = people.invite(chance, scale)
    vetted.vet_officers(chance, officers)
    houses = homes.build(chance, officers, scale)
    orphanages.record(officers, houses)
    sent = applications.authorise(chance, officers, houses)
    given = certificates.give(chance, officers, houses)
    childhood = children.settle(chance, officers, houses, scale)
    here, elsewhere = gatekeeping.children_of_cases(childhood, houses, scale)
    children.store_all(childhood, houses)
    _count()
    came = arrivals.tell_a_year(chance, officers, houses, scale)
    visited = yearly.go_round(chance, officers, houses, plan.VISITS * scale - plan.EXAMPLES)
    visited += inspections.go_round(chance, officers, houses)
    _count()
    taken = measures.take(officers, houses)
    cases = gatekeeping.hear_cases(officers, houses, here, elsewhere)
    reviewed = legacy.go_on(chance, officers, houses)
    # After the cases: these families get keys by chance, and a list of homes ends with the key.
    relatives, changed = kin.approve(officers), changing.ask(officers, houses)
    posters, shifts = doors.hang(chance, officers, houses), duty.plan(officers)
    messages = history.tell_a_year(chance, officers, houses, scale)
    messages += complaints.tell_in_full(chance, officers, houses)
    staff = staffing.fill(chance, officers, houses)
    told = findings.tell(chance, officers, houses)
    _count()
    reported = returns.send(chance, officers, houses)
    mapped = lookalikes.map_them(chance, officers, houses)
    villages, teams = helping.houses_of_villages(officers, houses), helping.teams(officers, houses)
    helped = helping.helped(officers)
    booked = visitors.write(officers, houses)
    listed, courses = directory.list_services(chance, officers), directory.train(chance, officers, houses)
    incident_reports = incidents.report(officers, houses)
    packs = nadra.ask(officers, houses)
    # Last, so that nothing that is drawn by chance before it moves.
    listed += directory.list_offices(chance)
    token = homes.poster_token(houses.managers)
    return [
        f"{len(officers.known)} people, all with the password in DEMO_PASSWORD: "
        + ", ".join(f"{key}@example.org" for key in people.SIGN_INS),
        f"{len(houses.homes)} homes and {len(houses.families)} families",
        f"{told} tellings of homes, on lists that do not agree and outside them",
        f"{sent} applications told in full, {given} decided in bulk",
        f"{mapped} places that look like homes, {villages} villages with houses",
        f"{teams} people of homes who came, left or handed over, {helped} drafts with help",
        f"{relatives} relatives approved for a short time, {changed} changes that homes ask for",
        f"{len(childhood.living)} children who live in them, {childhood.stays.count} stays",
        f"{came} children who came without a decision, with a notice each",
        f"{visited} visits",
        f"{staff} people of homes with their checks, five entries for the list of offenders",
        f"{taken} measures, {reported} monthly returns, {booked} entries in visitors' books",
        f"{incident_reports} reports of incidents",
        f"{listed} services in the directory, {courses} courses of people of homes",
        f"{packs} packs for NADRA",
        f"{cases} cases before the seven bodies, {reviewed} reviews of children who were there before",
        f"{posters} posters in homes, {shifts} shifts of officers on duty",
        f"{messages} messages; the number {complaints.answered_number()} opens an answer",
        f"Poster of {houses.managers.name}: {current_app.config['SETTINGS'].public_url}/h/{token}",
    ]


def _refuse_what_is_not_empty() -> None:
    if not current_app.config["SETTINGS"].made_up:
        raise DomainError(_("Made-up data belongs in the demonstration only. Set REGISTRY_MODE=demo."))
    for table in metadata().sorted_tables:
        if table.name not in REFERENCE and db.session.scalar(select(func.count()).select_from(table)):
            raise DomainError(
                _("This database holds records already. Made-up data goes only beside nothing but reference data.")
            )
    if not db.session.scalar(select(func.count()).select_from(metadata().tables["reference_set"])):
        raise DomainError(_("Load the reference data first: registry seed reference."))
