"""Applications for tests, in any state, made by the services themselves."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core import clock
from registry_app.core.db import transaction
from registry_app.providers.applications import office_services as office
from registry_app.providers.applications.models import Application, ApplicationPaper
from registry_app.providers.applications.questions import questions
from registry_app.providers.applications.states import Decision, PaperMeans, State, Track
from tests.builders import homes
from tests.builders.people import person


def sent(applicant: User | None = None, *, district: str = "SD-HYD", track: Track = Track.FACILITIES) -> Application:
    """An application as the office gets it, for a new home in `district`, without its answers; its papers were seen."""
    applicant = applicant or person(Role.PROVIDER)
    home = homes.home(applicant, district=district)
    application = Application(
        track=track,
        state=State.SUBMITTED,
        number=f"A-TEST-{home.register_number[2:]}",
        submitted_at=clock.now(),
        due_on=clock.today() + timedelta(days=14),
        rules_version="0.1",
        form_version="0.1",
        applicant_id=applicant.id,
        organisation_id=home.organisation_id,
        home_id=home.id,
        home_name=home.name,
        district=district,
    )
    with transaction() as session:
        session.add(application)
        session.flush()
        session.execute(
            insert(ApplicationPaper),
            [
                {
                    "application_id": application.id, "code": paper.code, "means": PaperMeans.BRING,
                    "given_by_id": applicant.id, "seen_by_id": applicant.id, "seen_at": clock.now(),
                }
                for paper in questions("0.1", track.value).papers
            ],
        )  # fmt: skip
    return application


def returned(applicant: User | None = None, **facts: Any) -> Application:
    """Back with one question, about its name."""
    application = sent(applicant, **facts)
    officer = person(Role.REGISTRY_OFFICER)
    office.flag(application, section="who-runs-it", field="legal_name", note="Write the whole name.", actor=officer)
    return office.return_to_applicant(application, actor=officer)


def visited(applicant: User | None = None, **facts: Any) -> Application:
    """Complete, and visited today."""
    officer = person(Role.REGISTRY_OFFICER)
    application = office.mark_complete(sent(applicant, **facts), actor=officer)
    office.start_vetting(application, actor=officer)
    return office.record_visit(application, clock.today(), actor=person(Role.SWD_DIRECTOR))


def recommended(applicant: User | None = None, **facts: Any) -> Application:
    """Recommended in full by a director."""
    application = visited(applicant, **facts)
    return office.recommend(
        application, recommendation=Decision.FULL, text="All is as it should be.", actor=person(Role.SWD_DIRECTOR)
    )


def decided(applicant: User | None = None, **facts: Any) -> Application:
    """Authorised by somebody else."""
    return office.decide(
        recommended(applicant, **facts), decision=Decision.FULL, reasons=[], actor=person(Role.AUTHORISER)
    )
