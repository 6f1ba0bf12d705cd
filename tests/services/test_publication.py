"""What is made public is proposed by one person and approved by another, in every state; the database holds it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from registry_app.accounts.states import Role
from registry_app.core import audit, clock
from registry_app.core.audit import AuditEntry
from registry_app.core.db import db, transaction
from registry_app.core.errors import DomainError, NotAllowed
from registry_app.providers.powers import publication, queries, services
from registry_app.providers.powers.models import Power, PublicationProposal
from registry_app.providers.powers.states import PROPOSAL_LIFE, Act, GradePublication, PowerStatus, ProposalState
from tests.builders.people import person

pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture
def law(here):
    services.load_reference()
    actor = person(Role.LAW_OFFICER)
    services.change(Act.PUBLISH_GRADE, holder="SCPA_AUTHORITY", basis="Rules", status=PowerStatus.IN_FORCE,
                    since=clock.today() - timedelta(days=1), actor=actor)  # fmt: skip
    return actor


def proposed(law, **facts):
    good = {"since": clock.today(), "why": "The rules say so."}
    return publication.propose(Act.PUBLISH_GRADE, "grade", **{**good, **facts}, actor=law)


def test_nothing_is_public_before_another_person_approves(law):
    proposal = proposed(law)
    assert queries.publish_grade() is GradePublication.OFF
    with pytest.raises(NotAllowed, match="Another person"):
        publication.approve(proposal, actor=law)
    assert queries.publish_grade() is GradePublication.OFF
    approver = person(Role.SCPA_DG)
    power = publication.approve(proposal, actor=approver)
    assert queries.publish_grade() is GradePublication.GRADE
    assert (power.setting_proposed_by, power.setting_approved_by) == (law.id, approver.id)
    assert (proposal.answered_by_id, proposal.answered_on) == (approver.id, clock.today())
    assert {"publication:propose", "publication:approve", "power:change"} <= set(
        db.session.scalars(select(AuditEntry.action))
    )
    assert audit.verify()[0] == audit.SOUND


def test_a_later_day_counts_from_that_day_and_a_change_of_the_paper_carries_it_over(law):
    later = clock.today() + timedelta(days=10)
    publication.approve(proposed(law, since=later), actor=person(Role.SCPA_DG))
    assert queries.publish_grade() is GradePublication.OFF
    assert queries.publish_grade(later) is GradePublication.GRADE
    services.change(Act.PUBLISH_GRADE, holder="SCPA_AUTHORITY", basis="Act 2027", status=PowerStatus.IN_FORCE,
                    since=later + timedelta(days=1), actor=law)  # fmt: skip
    assert queries.publish_grade(later + timedelta(days=1)) is GradePublication.GRADE


ACTIONS = {
    "approve": lambda proposal, law: publication.approve(proposal, actor=person(Role.SCPA_DG)),
    "refuse": lambda proposal, law: publication.refuse(proposal, actor=person(Role.SCPA_DG)),
    "take_back": lambda proposal, law: publication.take_back(proposal, actor=law),
}


@pytest.mark.parametrize("state", ProposalState)
@pytest.mark.parametrize("action", PROPOSAL_LIFE.actions)
def test_every_state_and_every_action(law, state, action):
    assert set(ACTIONS) == set(PROPOSAL_LIFE.actions)
    proposal = proposed(law)
    for arrow in PROPOSAL_LIFE.moves:
        if arrow.target is state and arrow.action != "approve":
            ACTIONS[arrow.action](proposal, law)
        elif arrow.target is state:
            with transaction():
                publication._answer(proposal, "approve", person(Role.SCPA_DG))
    assert proposal.state is state
    possible = {arrow.action: arrow.target for arrow in PROPOSAL_LIFE.open_moves(state)}
    if action in possible:
        ACTIONS[action](proposal, law)
        assert proposal.state is possible[action]
    else:
        with pytest.raises(DomainError):
            ACTIONS[action](proposal, law)
        assert proposal.state is state


@pytest.mark.parametrize(
    ("facts", "field"), [({"why": " "}, "why"), ({"since": clock.today() - timedelta(days=400)}, "since")]
)
def test_a_proposal_that_cannot_be_is_refused_at_its_field(law, facts, field):
    with pytest.raises(DomainError) as caught:
        proposed(law, **facts)
    assert caught.value.field == field


def test_one_proposal_at_a_time_and_only_its_own_person_takes_it_back(law):
    proposal = proposed(law)
    with pytest.raises(DomainError, match="waits already"):
        proposed(law)
    with pytest.raises(NotAllowed):
        publication.take_back(proposal, actor=person(Role.LAW_OFFICER))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE power SET setting = 'grade' WHERE act = 'publish_grade'",
        "UPDATE power SET setting_approved_by = setting_proposed_by WHERE setting = 'grade'",
        "UPDATE publication_proposal SET answered_by_id = proposed_by_id",
        "UPDATE publication_proposal SET state = 'PROPOSED'",
        "UPDATE publication_proposal SET answered_on = NULL",
        "UPDATE publication_proposal SET why = ''",
        "UPDATE publication_proposal SET setting = 'everything'",
    ],
)
def test_the_database_knows_no_publication_by_one_person(law, statement):
    publication.approve(proposed(law), actor=person(Role.SCPA_DG))
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(text(statement))
    assert db.session.scalars(select(PublicationProposal)).one().state is ProposalState.APPROVED
    assert db.session.scalars(select(Power).where(Power.setting == "grade")).one()
