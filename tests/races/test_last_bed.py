"""Two panels, eight officers' processes, one free bed: one wins, on both databases. SOAK multiplies the rounds."""

import multiprocessing
import os
from typing import Any

from gatekeeping.bodies.models import Meeting
from gatekeeping.cases.models import Case
from gatekeeping.decisions import services as deciding
from gatekeeping.decisions.states import Choice, Outcome
from registry_app.accounts.models import User
from registry_app.accounts.states import Role
from registry_app.core.db import db
from registry_app.core.errors import DomainError
from registry_app.placements.models import Stay
from registry_app.providers.homes.models import Home
from tests.builders import cases as build
from tests.builders.people import person

PROCESSES = 8
ROUNDS = 2 * int(os.environ.get("SOAK", "1"))
PASSED = dict.fromkeys(("W02", "W03", "W09", "W12"), build.LONG)


def decide_each(app: Any, jobs: list[dict[str, Any]], barrier: Any, results: Any) -> None:
    """What one process does: in each round it decides its own case, all at the same moment."""
    with app.app_context():
        db.engine.dispose(close=False)
        for job in jobs:
            case, meeting = db.session.get(Case, job["case"]), db.session.get(Meeting, job["meeting"])
            chair = db.session.get(User, job["chair"])
            words = build.words(db.session.get(User, job["cpo"]), passed=PASSED)
            votes = dict.fromkeys(job["members"], Choice.FOR)
            barrier.wait(timeout=120)
            try:
                deciding.decide(case, meeting, outcome=Outcome.APPROVE, votes=votes, words=words, actor=chair)
                results.put((job["home"], "won"))
            except DomainError:
                results.put((job["home"], "lost"))
            except Exception as error:
                results.put((job["home"], repr(error)))
            db.session.rollback()
        db.session.remove()
        db.engine.dispose()


def test_one_of_eight_gets_the_last_bed(app):
    jobs: list[list[dict[str, Any]]] = [[] for _ in range(PROCESSES)]
    with app.app_context():
        panels = [build.a_panel("SD-HYD"), build.a_panel("SD-SKR")]
        officers = [person(Role.CPO, district=district) for district in ("SD-HYD", "SD-SKR")]
        for _ in range(ROUNDS):
            home = build.authorised(capacity=1)
            for number in range(PROCESSES):
                panel, cpo = panels[number % 2], officers[number % 2]
                case = build.a_case(cpo, district=("SD-HYD", "SD-SKR")[number % 2])
                build.ruled_out(build.heard(build.assessed(case, cpo), cpo), cpo)
                build.services.send(build.picked(case, cpo, home), actor=cpo)
                jobs[number].append(
                    {
                        "case": case.id, "meeting": panel.meeting.id, "chair": panel.chair.id, "cpo": cpo.id,
                        "home": home.id, "members": [m.id for m in panel.members],
                    }
                )  # fmt: skip
        db.session.remove()
        db.engine.dispose()
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(PROCESSES), context.Queue()
    workers = [context.Process(target=decide_each, args=(app, jobs[n], barrier, results)) for n in range(PROCESSES)]
    for worker in workers:
        worker.start()
    said = [results.get(timeout=180) for _ in range(PROCESSES * ROUNDS)]
    for worker in workers:
        worker.join(timeout=60)
    for job in jobs[0]:
        assert sorted(word for home, word in said if home == job["home"]) == ["lost"] * 7 + ["won"]
    with app.app_context():
        for job in jobs[0]:
            assert db.session.get(Home, job["home"]).present == 1
            here = db.select(db.func.count()).where(Stay.home_id == job["home"], Stay.ended_at.is_(None))
            assert db.session.scalar(here) == 1
