"""What an applicant of the demonstration answers: true to the home where the rules look, plain sentences elsewhere."""

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

from registry_app.core import clock
from registry_app.demo import words
from registry_app.demo.bulk import Rows, sealed, store
from registry_app.demo.chance import Chance
from registry_app.demo.homes import Place, body_names
from registry_app.places import gazetteer
from registry_app.providers.applications import wording
from registry_app.providers.applications.models import (
    Application,
    ApplicationAnswer,
    ApplicationPaper,
    ApplicationPart,
)
from registry_app.providers.applications.questions import Question, questions
from registry_app.providers.applications.states import PaperMeans
from registry_app.providers.homes.states import Sexes

LONG = (
    "Made up for the demonstration. We write it down the same day, tell the focal person, and look at it together "
    "every month with the children who are old enough."
)
PLAIN = {
    "legal_form": "Society", "tax_number": "5550123-4", "contact_name": "Made-up Secretary",
    "bank_name": "A made-up bank", "bank_account": "PK00 DEMO 0000 0000 0000 0000",
    "manager_name": "Made-up Manager", "focal_name": "Made-up Teacher",
    "data_officer": "Made-up Clerk", "doctor": "Civil hospital of the district",
    "school_name": "Government school nearby",
    "fire_equipment": "Four extinguishers: kitchen, stairs, both floors", "carer_name": "Made-up Carer",
}  # fmt: skip
CHOSEN = {
    "registration_law": "SOCIETIES", "past_refusals": "no", "foreign_funding": "no", "conflict_with_law": "no",
    "tenure": "OWN", "village": "no", "care_type": None, "power_backup": "yes", "relation": "NOT_RELATED",
}  # fmt: skip


class Sheet:
    """All answers of one application."""

    def __init__(self, chance: Chance, place: Place) -> None:
        self.chance, self.place = chance, place

    def value(self, question: Question, track: Any) -> Any:
        """The answer to one question, as it is stored."""
        known = self._of_the_home().get(question.id, PLAIN.get(question.id, CHOSEN.get(question.id)))
        return known if known is not None else self._by_kind(question, track)

    def _of_the_home(self) -> dict[str, Any]:
        place = self.place
        names, children = body_names(place.names), place.capacity * 3 // 4
        girls = {Sexes.GIRLS: children, Sexes.BOYS: 0}.get(place.sexes, children // 2)
        return {
            "legal_name": names[0], "legal_name_ur": names[1], "legal_name_sd": names[2],
            "ownership": place.run_by.value, "home_name": place.names[0], "home_name_ur": place.names[1],
            "home_name_sd": place.names[2], "district": place.district,
            "taluka": gazetteer.district(place.district).headquarters[:80],
            "care_type": place.care.value, "sexes": place.sexes.value, "age_from": place.age_from,
            "age_to": place.age_to, "capacity": place.capacity, "beds": place.capacity + 2,
            "square_feet": (place.capacity + 2) * 60, "rooms": place.capacity // 4 + 3,
            "toilets": place.capacity // 8 + 1, "woman_in_charge": "no" if place.sexes is Sexes.BOYS else "yes",
            "children": children, "girls": girls, "boys": children - girls, "transgender": 0,
            "people": place.capacity // 5 + 4, "women": place.capacity // 8 + 2,
            "men": place.capacity // 5 + 4 - place.capacity // 8 - 2, **self._ages(children),
            "yearly_cost": place.capacity * 240_000,
        }  # fmt: skip

    def _ages(self, children: int) -> dict[str, int]:
        """Half of them 10 to 13, the others 6 to 9."""
        fields = ("under_3", "from_3_to_5", "from_6_to_9", "from_10_to_13", "from_14_to_17", "from_18")
        return dict.fromkeys(fields, 0) | {"from_10_to_13": children // 2, "from_6_to_9": children - children // 2}

    def _by_kind(self, question: Question, track: Any) -> Any:
        match question.kind:
            case "yesno":
                return question.must or "yes"
            case "choice":
                return wording.choices(question, track)[0][0]
            case "many":
                return [value for value, _words in wording.choices(question, track)[:3]]
            case "number":
                return min(max(question.low, 2), question.high)
            case "date":
                return (clock.today() - timedelta(days=2000)).isoformat() if question.past else None
            case "rows":
                return (
                    None
                    if question.needed_if
                    else [{one.id: self._row(one) for one in question.rows} for _n in range(3)]
                )
            case _:
                return self._text(question)

    def _row(self, question: Question) -> Any:
        return self._text(question) if question.kind == "cnic" else words.adult(self.chance, self.chance.yes(0.5))

    def _text(self, question: Question) -> Any:
        match question.kind:
            case "cnic":
                return f"41303-555{self.chance.randint(0, 9999):04d}-{self.chance.randint(1, 9)}"
            case "phone":
                return f"+92300555{self.chance.randint(0, 9999):04d}"
            case "point":
                return self._point()
            case "district":
                return self.place.district
            case "long":
                where = gazetteer.district(self.place.district).headquarters
                return words.address(self.chance, where) if question.id == "address" else LONG
            case _:
                return "Made up" if question.required else None

    def _point(self) -> dict[str, float]:
        point = gazetteer.district(self.place.district).point
        return {
            "lat": round(point.lat + self.chance.uniform(-0.02, 0.02), 4),
            "lon": round(point.lon + self.chance.uniform(-0.02, 0.02), 4),
        }


def fill(chance: Chance, application: Application, place: Place, actor: Any, *, parts: int | None = None) -> None:
    """Answer every question of the first `parts` parts (all when not said), and finish them."""
    sheet, asked = Sheet(chance, place), questions(application.form_version, application.track.value)
    answers, finished = Rows(ApplicationAnswer), Rows(ApplicationPart)
    given: dict[tuple[str, str], Any] = {}
    for section in asked.sections[:parts]:
        for step in section.steps:
            if not step.asked(given):
                continue
            for question in step.fields:
                value = sheet.value(question, application.track)
                given[section.id, question.id] = value
                if value is not None:
                    answers.add(**_answer(chance, application.id, question, value, actor))
        finished.add(
            id=chance.key(), application_id=application.id, section=section.id, finished=True, changed_at=clock.now(),
            changed_by_id=actor.id,
        )  # fmt: skip
    store(answers, finished)


def _answer(chance: Chance, application_id: UUID, question: Question, value: Any, actor: Any) -> dict[str, Any]:
    key = chance.key()
    words_sealed = None
    if question.sealed:
        written = json.dumps(value, ensure_ascii=False)
        words_sealed = sealed(ApplicationAnswer, "words_sealed", key, written)
    return {
        "id": key, "application_id": application_id, "section": question.section, "field": question.id, "version": 1,
        "value": None if question.sealed else value, "words_sealed": words_sealed, "not_known": False,
        "changed_at": clock.now(), "changed_by_id": actor.id,
    }  # fmt: skip


def promise_papers(chance: Chance, application: Application, actor: Any, *, most: int | None = None) -> None:
    """Promise to bring every paper that is asked for, or the first few."""
    papers = Rows(ApplicationPaper)
    for paper in questions(application.form_version, application.track.value).papers[:most]:
        papers.add(
            id=chance.key(), application_id=application.id, code=paper.code, means=PaperMeans.BRING,
            given_at=clock.now(), given_by_id=actor.id,
        )  # fmt: skip
    store(papers)
