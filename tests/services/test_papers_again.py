"""A paper given once serves the next application of the same organisation; a village has its houses as units."""

import io
from typing import Any

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage

from registry_app.accounts.states import Role
from registry_app.core import files
from registry_app.core.errors import DomainError
from registry_app.providers.applications import answer_services as answering
from registry_app.providers.applications import paper_services as papers
from registry_app.providers.applications import queries, services
from registry_app.providers.applications.states import PaperMeans, Track
from registry_app.providers.homes import services as homes
from registry_app.providers.homes.states import CareType, KnownFrom
from tests.builders import filling
from tests.builders.people import person

pytestmark = pytest.mark.usefixtures("here")


def photo() -> FileStorage:
    raw = io.BytesIO()
    Image.effect_noise((400, 300), 60).convert("RGB").save(raw, "JPEG")
    return FileStorage(io.BytesIO(raw.getvalue()), filename="rules.jpg")


def test_a_paper_is_given_again_and_its_file_outlives_one_of_the_two() -> None:
    owner = person(Role.PROVIDER)
    first = filling.filled(owner)
    given = papers.upload(first, "D01", photo(), actor=owner)
    services.send(first, declared=True, actor=owner)
    assert first.organisation
    second_home = homes.add_home(
        first.organisation, name="Second", district="SD-HYD", known_from=KnownFrom.APPLICATION, actor=None
    )
    second = services.start(track=Track.FACILITIES, suitability=filling.SUITABILITY, actor=owner, home=second_home)
    papers.bring(second, "D01", actor=owner)
    assert [one.id for one in papers.earlier(second, "D01")] == [given.id]
    assert papers.earlier(second, "D02") == []
    again = papers.reuse(second, "D01", given.id, actor=owner)
    assert again.file_id == given.file_id
    assert [one.means for one in queries.papers(second)["D01"]] == [PaperMeans.UPLOAD]
    assert papers.earlier(second, "D01") == []
    with pytest.raises(DomainError):
        papers.reuse(second, "D01", given.id, actor=owner)
    papers.remove(again, actor=owner)
    assert given.file
    assert files.read(given.file)


def test_a_paper_of_somebody_else_is_not_offered() -> None:
    owner, other = person(Role.PROVIDER), person(Role.PROVIDER)
    first = filling.filled(owner)
    given = papers.upload(first, "D01", photo(), actor=owner)
    services.send(first, declared=True, actor=owner)
    theirs = services.start(track=Track.FACILITIES, suitability=filling.SUITABILITY, actor=other)
    assert papers.earlier(theirs, "D01") == []
    with pytest.raises(DomainError):
        papers.reuse(theirs, "D01", given.id, actor=other)


def _village(**house: Any) -> Any:
    owner = person(Role.PROVIDER)
    draft = filling.filled(owner)
    steps = {step.id: step for section in answering.asked(draft).sections for step in section.steps
             if section.id == "care"}  # fmt: skip
    row = {"name": "House 1", "children": "10", "own_carer": "yes", "own_kitchen": "yes", "own_door": "yes", **house}
    save: dict[str, Any] = {"not_known": False, "seen": {("x"): 0}, "actor": owner}
    for name, given in (
        ("kind", {"care_type": CareType.SMALL_GROUP.value}),
        ("houses", {"village": "yes", "houses": [row, {**row, "name": "House 2"}]}),
    ):
        save["seen"] = dict.fromkeys(given, 1)
        answering.save(draft, steps[name], given, **save)
    return owner, draft


def test_a_village_of_small_groups_is_one_site_with_units() -> None:
    owner, draft = _village()
    services.send(draft, declared=True, actor=owner)
    assert draft.home
    assert [(unit.name, unit.places) for unit in draft.home.units] == [("House 1", 10), ("House 2", 10)]


def test_a_village_whose_houses_are_too_large_cannot_be_asked_for_as_small_groups() -> None:
    owner, draft = _village(children="11")
    with pytest.raises(DomainError, match="small group home"):
        services.send(draft, declared=True, actor=owner)
