"""Whole applications for tests: an answer that fits to every question of the book, saved by the services themselves."""

from datetime import date
from typing import Any

from registry_app.accounts.models import User
from registry_app.providers.applications import answer_services, office_services, paper_services, queries, services
from registry_app.providers.applications.models import Application
from registry_app.providers.applications.questions import Question, Section, Step
from registry_app.providers.applications.states import PaperMeans, Track
from registry_app.providers.applications.wording import choices

CNIC = "41304-1234567-1"
PHONE = "+923001234567"
SUITABILITY = {"sleep": "YES", "number": "MORE", "run_by": "BODY", "registered": "NO"}
FITTING: dict[str, Any] = {
    "ownership": "NGO",
    "district": "SD-HYD",
    "home_name": "Noor House",
    "legal_name": "Noor Trust",
    "beds": 30,
    "capacity": 24,
    "age_from": 6,
    "age_to": 15,
    "children": 24,
    "girls": 12,
    "boys": 12,
    "transgender": 0,
    "from_6_to_9": 10,
    "from_10_to_13": 14,
    "people": 9,
    "women": 6,
    "men": 3,
    "point": {"lat": 25.396, "lon": 68.377, "way": None},
    "past_refusals": "no",
    "conflict_with_law": "no",
    "foreign_funding": "no",
    "tenure": "OWN",
    "village": "no",
    "meals": 3,
}
ZERO = {"under_3", "from_3_to_5", "from_14_to_17"}


def answer(question: Question, track: Track) -> Any:
    """An answer that fits the question, and the others of its application."""
    if question.id in FITTING:
        return FITTING[question.id]
    match question.kind:
        case "number":
            return 0 if question.id in ZERO else max(question.low, 1)
        case "yesno":
            return question.must or "yes"
        case "choice":
            return choices(question, track)[0][0]
        case "many":
            return [choices(question, track)[0][0]]
        case "date":
            return date(2020, 3, 14).isoformat() if question.past else date(2031, 3, 14).isoformat()
        case "cnic":
            return CNIC
        case "phone":
            return PHONE
        case "rows":
            return [{part.id: CNIC if part.kind == "cnic" else f"Some {part.id}" for part in question.rows}]
    return f"Words about {question.id}"


def given(step: Step, track: Track) -> dict[str, Any]:
    """Fitting answers for a whole step; what is asked only after a certain answer stays empty."""
    return {q.id: None if q.needed_if else answer(q, track) for q in step.fields}


def fill_part(application: Application, section: Section, actor: User) -> None:
    """Answer every step of a part and call it finished."""
    for step in section.steps:
        if step.asked(queries.values(application)):
            fitting = given(step, application.track)
            answer_services.save(application, step, fitting, not_known=False, seen={}, actor=actor)
    answer_services.finish(application, section, finished=True, actor=actor)


def filled(actor: User, track: Track = Track.FACILITIES, **facts: Any) -> Application:
    """A draft with every part finished and every paper promised."""
    return fill(services.start(track=track, suitability=SUITABILITY, actor=actor, **facts))


def fill(application: Application) -> Application:
    """Every part of a draft finished and every paper promised, by its applicant."""
    actor = application.applicant
    for section in answer_services.asked(application).sections:
        fill_part(application, section, actor)
    for paper in answer_services.asked(application).papers:
        paper_services.bring(application, paper.code, actor=actor)
    return application


def see_papers(application: Application, officer: User) -> None:
    """Every paper that was promised was brought, and seen by an officer."""
    for paper in application.papers:
        if paper.means is PaperMeans.BRING and paper.seen_at is None and paper.removed_at is None:
            office_services.see_paper(paper, actor=officer)


def sent(actor: User, track: Track = Track.FACILITIES, **facts: Any) -> Application:
    """The same, sent."""
    return services.send(filled(actor, track, **facts), declared=True, actor=actor)


def form_data(step: Step, values: dict[str, Any]) -> dict[str, Any]:
    """What a browser posts for these answers of a step."""
    posted: dict[str, Any] = {"seen": ""}
    for question in step.fields:
        value = values.get(question.id)
        if question.kind == "date":
            day = date.fromisoformat(value) if value else None
            parts = (day.day, day.month, day.year) if day else ("", "", "")
            posted |= {
                f"{question.id}-{name}": part for name, part in zip(("day", "month", "year"), parts, strict=True)
            }
        elif question.kind == "point":
            posted |= {f"{question.id}-{part}": (value or {}).get(part) or "" for part in ("lat", "lon", "way")}
        elif question.kind == "rows":
            rows = value or [{}]
            for number, row in enumerate(rows):
                posted |= {f"{question.id}-{number}-{part.id}": row.get(part.id, "") for part in question.rows}
        elif value is not None:
            posted[question.id] = value
    return posted
