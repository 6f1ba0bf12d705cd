"""Applications ready to be decided, and homes with a certificate, made by the services themselves."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

from registry_app.accounts.models import User
from registry_app.accounts.states import Agency, Role
from registry_app.core import clock
from registry_app.core.db import db, transaction
from registry_app.providers.applications import office_services as office
from registry_app.providers.applications.models import Application, ApplicationAnswer, ApplicationPaper
from registry_app.providers.applications.states import Decision, PaperMeans
from registry_app.providers.authorisations import decision_services, queries, reports, rules, services
from registry_app.providers.authorisations.decision_services import Wish
from registry_app.providers.authorisations.models import Authorisation, Ruling
from registry_app.providers.authorisations.states import CrmCheckKey, VettedGroup, VettingCheckCode, VettingOutcome
from registry_app.providers.homes import services as home_services
from registry_app.providers.homes.models import Home
from registry_app.providers.homes.states import CareType, Grade, Standing
from registry_app.providers.need import services as need
from registry_app.providers.need.states import Need
from registry_app.providers.powers import services as powers
from registry_app.providers.vetting import queries as people
from tests.builders import applications, homes, officials
from tests.builders.people import person

ANSWERS = {
    ("protection", "focal_name"): "A made-up name",
    ("protection", "data_officer"): "Another made-up name",
    ("care", "conflict_with_law"): "no",
    ("building", "beds"): 30,
    ("building", "square_feet"): 1200,
    ("children-now", "children"): 0,
}
SEALED = {("protection", "focal_name"), ("protection", "data_officer")}
REASONS = "All that the rules ask is there."


@contextmanager
def without_setting() -> Iterator[None]:
    """Letters and certificates of one line each, for tests that do not read them: setting type takes its time."""

    def blank(*_given: Any) -> bytes:
        return b"%PDF-1.4 blank"

    with patch.object(reports, "certificate", blank), patch.object(reports, "letter", blank):
        yield


def in_force() -> None:
    """The table of powers as the demonstration has it."""
    powers.load_reference()
    powers.mark_demo()


def answer(application: Application, answers: Mapping[tuple[str, str], Any]) -> None:
    """Put answers into an application as the applicant would have given them."""
    with transaction() as session:
        for (section, field), value in answers.items():
            sealed = (section, field) in SEALED
            row = ApplicationAnswer(
                application_id=application.id, section=section, field=field, version=1,
                value=None if sealed else value, changed_by_id=application.applicant_id,
            )  # fmt: skip
            if sealed:
                row.words = json.dumps(value)
            session.add(row)


def sent(applicant: User | None = None, *, care_type: CareType = CareType.SMALL_GROUP, **facts: Any) -> Application:
    """Sent, with the answers and one service that the rules ask for, for a home in process."""
    service = {"capacity": 10, **facts.pop("service", {})}
    answers = facts.pop("answers", ANSWERS)
    home_facts = facts.pop("home", {})
    application = applications.sent(applicant, **facts)
    assert application.home is not None
    if home_facts:
        home_services.edit(application.home, actor=None, **home_facts)
    home_services.set_standing(application.home, Standing.IN_PROCESS, None)
    homes.service(application.home, care_type, **service)
    answer(application, answers)
    return application


def prepared(applicant: User | None = None, **facts: Any) -> Application:
    """Complete, vetted, with a passed complaint gate and a visit; each by its own officer."""
    application = sent(applicant, **facts)
    registrar = person(Role.REGISTRY_OFFICER, agency=Agency.SCPA)
    office.mark_complete(application, actor=registrar)
    vet(application, registrar)
    look_at_gate(application)
    visitor = person(Role.DISTRICT_OFFICER, district=application.district, agency=Agency.SWD)
    services.record_pre_registration_visit(application, clock.today(), False, visitor)
    return application


def vet(application: Application, actor: User, outcome: VettingOutcome = VettingOutcome.CLEAR) -> None:
    """What the groups' checks say; a facility names its people first, each of them clear."""
    if application.home and not application.home.household and not people.named_groups(application.home):
        officials.name_people(application.home, actor)
    household = bool(application.home and application.home.household)
    cells = rules.vetting_cells(queries.book(), household)
    outcomes = {(VettedGroup(who), VettingCheckCode(check)): outcome for who, check in cells}
    services.record_vetting(application, outcomes, actor=actor)


def look_at_gate(application: Application, missing: str = "", actor: User | None = None) -> None:
    household = bool(application.home and application.home.household)
    results = {CrmCheckKey(key): key != missing for key in rules.crm_checks(queries.book(), household)}
    actor = actor or person(Role.CPU_HEAD, district=application.district, agency=Agency.CPU)
    services.record_crm_check(application, results, on=clock.today(), actor=actor)


def recommended(applicant: User | None = None, **facts: Any) -> Application:
    """Ready to be decided."""
    application = prepared(applicant, **facts)
    director = person(Role.SWD_DIRECTOR, agency=Agency.SWD)
    services.recommend(application, recommendation=Decision.FULL, text="It is a good home.", actor=director)
    return application


def renewable(application: Application) -> Application:
    """What a renewal asks besides: a grade of a visit, and the audited accounts, seen in the office."""
    assert application.home is not None
    home_services.record_grade(application.home, Grade.B, clock.today(), False, (), True, None)
    with transaction() as session:
        session.add(
            ApplicationPaper(
                application_id=application.id, code="D03", means=PaperMeans.BRING, seen_at=clock.now(),
                given_by_id=application.applicant_id, seen_by_id=application.applicant_id,
            )
        )  # fmt: skip
    db.session.refresh(application, ["papers"])
    return application


def hear(application: Application, *, notice: int = 14) -> None:
    """A hearing held today after so many days' notice."""
    services.record_hearing(
        application,
        notice_on=clock.today() - timedelta(days=notice),
        held_on=clock.today(),
        said="The applicant asked for time.",
        actor=person(Role.REGISTRY_OFFICER, agency=Agency.SCPA),
    )


def decide(
    application: Application, outcome: Decision = Decision.FULL, actor: User | None = None, **wish: Any
) -> Ruling:
    """Decided by somebody who did nothing before."""
    actor = actor or person(Role.AUTHORISER, agency=Agency.SCPA)
    return decision_services.decide(application, Wish(outcome=outcome, reasons=REASONS, **wish), actor=actor)


def say_needed(application: Application, said: Need = Need.NEEDED) -> None:
    """The Authority's opinion on need, by an officer who takes no other step."""
    officer = person(Role.REGISTRY_OFFICER, agency=Agency.SCPA)
    need.give_opinion(application, need=said, words="The district has no home of this kind.", actor=officer)


def authorised(applicant: User | None = None, **facts: Any) -> Authorisation:
    """A home with a certificate given today. Needs the table of powers (`in_force`)."""
    application = recommended(applicant, **facts)
    if rules.needs_answer(queries.facts(application)):
        say_needed(application)
    decide(application, need_answer="The district has none." if facts.get("care_type") else "")
    assert application.home is not None
    return queries.of_home(application.home)[0]


def shelter(**facts: Any) -> Home:
    """An authorised home for survivors."""
    return authorised(home={"shelters_survivors": True}, **facts).home


def ended(authorisation: Authorisation, until: date) -> Authorisation:
    """The same authorisation, as if its term had been given to end on `until`."""
    with transaction():
        authorisation.start, authorisation.until = min(authorisation.start, until), until
    home_services.authorise(
        authorisation.home, certificate_number=authorisation.certificate_number, authorised_from=authorisation.start,
        authorised_until=until, actor=None,
    )  # fmt: skip
    return authorisation
