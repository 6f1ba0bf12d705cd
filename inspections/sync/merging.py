"""How a record becomes part of its visit, criterion by criterion: nobody's answer is lost, and nobody's is replaced.

An answer that nobody gave yet is written. One's own earlier answer gives way to one's new one. Where a colleague says
something else, what stands stays, and every value is kept with its author until the lead chooses (`Clash`).
"""

import json
import uuid
from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import Table, bindparam, insert, select, update

from inspections import checks, gradings, letters, queries, rules, services
from inspections.framework import Framework
from inspections.models import Answer, Visit
from inspections.services import Given, same
from inspections.states import Danger, Mark, Method
from inspections.sync import contents
from inspections.sync.contents import Content
from inspections.sync.models import Clash, VisitRecord
from registry_app.core import audit, clock, sealing
from registry_app.core.db import db, locked, transactional
from registry_app.core.errors import DomainError, Several
from registry_app.core.i18n import lazy as _

Sides = dict[str, dict[str, Any]]
_ANSWERS = cast(Table, Answer.__table__)
ELSEWHERE = ":before"
"""Behind a person's key: what they answered on another device before."""


def as_json(given: Given) -> dict[str, Any]:
    """An answer as a side of a clash keeps it."""
    return {
        "mark": given.mark.value if given.mark else None, "na_reason": given.na_reason,
        "methods": [method.value for method in given.methods], "note": given.note, "put_right": given.put_right,
    }  # fmt: skip


def as_given(side: Mapping[str, Any], version: int = 0) -> Given:
    """And back."""
    return Given(
        mark=Mark(side["mark"]) if side["mark"] else None, na_reason=side["na_reason"],
        methods=tuple(Method(one) for one in side["methods"]), note=side["note"], put_right=side["put_right"],
        version=version,
    )  # fmt: skip


def of_answer(answer: Answer) -> dict[str, Any]:
    """A stored answer in the same shape."""
    return {
        "mark": answer.mark.value if answer.mark else None, "na_reason": answer.na_reason,
        "methods": [one for one in (m.value for m in Method) if one in answer.methods], "note": answer.note or "",
        "put_right": answer.put_right,
    }  # fmt: skip


def says_something(given: Given) -> bool:
    """Something was answered or noted; else the criterion was only not seen yet."""
    return bool(given.mark or given.note or given.na_reason or given.methods or given.put_right)


def fits(visit: Visit, content: Content) -> None:
    """The rules that hold even half-way, for all answers at once; Several with a field each."""
    framework, wrong = gradings.framework_of(visit), []
    asked = set(visit.scope)
    for criterion, given in content.answers.items():
        if criterion not in asked:
            continue
        try:
            checks.fits_criterion(framework, framework.criteria[criterion], given.mark, given.note, given.na_reason)
        except DomainError as error:
            wrong.append(DomainError(error.sentence, f"answers.{criterion}"))
    if wrong:
        raise Several(wrong)


def merge(
    visit: Visit,
    content: Content,
    before: Content | None,
    others: list[VisitRecord],
    actor: Any,
    *,
    first: bool = False,
) -> None:
    """Answers and dangers of `content` into the visit; `before` is what the same record said the last time.

    `first`: the visit was begun by this very sending, so there is no answer yet and nobody differs.
    """
    known = {} if first else queries.answers_here(visit)
    earlier = before.answers if before else {}
    write: dict[str, Given] = {}
    fresh: dict[str, Given] = {}
    doubt: dict[str, Sides] = {}
    said_elsewhere = _of_others(others)
    for criterion in visit.scope:
        new = content.answers.get(criterion)
        if new is None or not says_something(new):
            continue
        standing, old = known.get(criterion), earlier.get(criterion)
        changed = old is None or as_json(old) != as_json(new)
        if changed:
            fresh[criterion] = new
        if standing is None or _mine_to_change(standing, new, old, actor):
            write[criterion] = new
        elif changed and not same(standing, new):
            doubt.setdefault(criterion, {})[_author(standing, actor)] = of_answer(standing)
        if changed:
            for person, side in said_elsewhere.get(criterion, {}).items():
                if side != as_json(new):
                    doubt.setdefault(criterion, {})[person] = side
        if criterion in doubt:
            doubt[criterion][str(actor.id)] = as_json(new)
    _write(visit, known, {c: g for c, g in write.items() if not same(known.get(c), g)}, actor)
    if not first:
        _note_clashes(visit, content, doubt, actor)
    _dangers(visit, content, fresh, actor)


def _mine_to_change(standing: Answer, new: Given, old: Given | None, actor: Any) -> bool:
    """The answer that stands is the person's own last word, or the very one they looked at when they changed it."""
    if new.version and new.version == standing.version:
        return True
    return standing.saved_by_id == actor.id and old is not None and same(standing, old)


def _author(standing: Answer, actor: Any) -> str:
    """Whose side the standing answer is; what one answered elsewhere, on a page, is a side of its own."""
    return f"{standing.saved_by_id}{ELSEWHERE if standing.saved_by_id == actor.id else ''}"


def _of_others(records: list[VisitRecord]) -> dict[str, Sides]:
    """criterion -> person -> their answer, of the records of colleagues."""
    found: dict[str, Sides] = {}
    for record in records:
        for criterion, given in contents.read(json.loads(record.content or "{}")).answers.items():
            if says_something(given):
                found.setdefault(criterion, {})[str(record.user_id)] = as_json(given)
    return found


def _write(visit: Visit, known: Mapping[str, Answer], given: Mapping[str, Given], actor: Any) -> None:
    """All answers in two statements and one line of the record: each row of its own would cost what the rest costs."""
    if not given:
        return
    now, fresh, renewed, trail = clock.now(), [], [], {}
    places = {criterion: place for place, criterion in enumerate(visit.scope, start=1)}
    for criterion, new in given.items():
        before = known.get(criterion)
        key = before.id if before else uuid.uuid4()
        row = {
            "mark": new.mark, "na_reason": new.na_reason, "methods": [method.value for method in new.methods],
            "note_sealed": sealing.seal(new.note, f"visit_answer|note_sealed|{key}") if new.note else None,
            "put_right": new.put_right, "saved_by_id": actor.id, "saved_at": now,
        }  # fmt: skip
        trail[criterion] = [before.mark and before.mark.value if before else None, new.mark and new.mark.value]
        if before is None:
            fresh.append({"id": key, "visit_id": visit.id, "criterion": criterion, "place": places[criterion],
                          "version": 1, **row})  # fmt: skip
        else:
            renewed.append({"b_id": key, "version": before.version + 1, **row})
    if fresh:
        db.session.execute(insert(_ANSWERS), fresh)
    if renewed:
        changed = update(_ANSWERS).where(_ANSWERS.c.id == bindparam("b_id"))
        db.session.execute(changed, renewed)
        for criterion in given:
            if criterion in known:
                db.session.expire(known[criterion])
    db.session.expire(visit, ["answers"])
    audit.note("visit:answers-arrive", visit, actor, changes=trail)


def _note_clashes(visit: Visit, content: Content, doubt: dict[str, Sides], actor: Any) -> None:
    """Keep every value of a criterion in doubt; one that the lead chose between already is no doubt again.

    A side that changes its mind is kept up to date, and when all come to say the same the clash is over by itself.
    """
    rows = list(db.session.scalars(select(Clash).where(Clash.visit_id == visit.id)))
    open_now = {row.criterion: row for row in rows if row.settled_at is None}
    settled = [(row.criterion, json.loads(row.sides or "{}")) for row in rows if row.settled_at is not None]
    me = str(actor.id)
    for criterion, row in open_now.items():
        new = content.answers.get(criterion)
        sides: Sides = json.loads(row.sides or "{}")
        if new is not None and says_something(new) and sides.get(me) != as_json(new):
            _keep(row, {**sides, **doubt.get(criterion, {}), me: as_json(new)}, actor)
    for criterion, sides in doubt.items():
        chosen = any(c == criterion and all(kept.get(p) == side for p, side in sides.items()) for c, kept in settled)
        if criterion not in open_now and not chosen:
            _keep(Clash(visit_id=visit.id, criterion=criterion), sides, actor)


def _keep(row: Clash, sides: Sides, actor: Any) -> None:
    agreed = all(side == next(iter(sides.values())) for side in sides.values())
    with audit.deed("visit:answers-differ", row, actor):
        row.sides = json.dumps(sides, sort_keys=True)
        if agreed:
            row.settled_at, row.settled_by_id, row.chosen_of_id = clock.now(), actor.id, actor.id


def _grave(framework: Framework, said: Mapping[str, Given]) -> bool:
    """Something is answered with 0 that has to be told the same day."""
    return any(
        new.mark is Mark.NOT_MET and rules.referred_same_day(framework.criteria[criterion], 0)
        for criterion, new in said.items()
    )


def tells_of_danger(visit: Visit, content: Content) -> bool:
    """Whether the content says that somebody saw a danger, also where it may not count as part of the visit."""
    framework, asked = gradings.framework_of(visit), set(visit.scope)
    said = {criterion: given for criterion, given in content.answers.items() if criterion in asked}
    watched = framework.severities["CRITICAL"].danger_seen_in
    marked = any(given.danger_seen and criterion in watched for criterion, given in said.items())
    return marked or bool(content.dangers and content.dangers.seen) or _grave(framework, said)


def _dangers(visit: Visit, content: Content, said: Mapping[str, Given], actor: Any) -> None:
    """A danger that anybody of the team saw counts; only new ones are told on."""
    framework = gradings.framework_of(visit)
    grave = _grave(framework, said)
    seen = {criterion: True for criterion, given in content.answers.items() if given.danger_seen}
    if services.keep_dangers(visit, framework, seen, actor) or grave:
        letters.danger(visit)
    if content.dangers is not None:
        together = [d for d in Danger if d in content.dangers.seen or d.value in (visit.dangers or [])]
        told = visit.danger_told or content.dangers.told
        if visit.dangers != [d.value for d in together] or (visit.danger_told or "") != told:
            services.record_dangers(visit, together, told=told, actor=actor)


@transactional
def choose(clash: Clash, side: str, *, actor: Any) -> None:
    """The lead says which side holds; the others stay beside it for ever. DomainError when it is settled already."""
    clash = locked(clash)
    sides: Sides = json.loads(clash.sides or "{}")
    if clash.settled_at is not None or side not in sides:
        raise DomainError(_("This was settled in the meantime. Look again."))
    visit = services.under_way(clash.visit)
    known = queries.answers_here(visit)
    chosen = as_given(sides[side])
    if not same(known.get(clash.criterion), chosen):
        _write(visit, known, {clash.criterion: chosen}, actor)
    with audit.deed("visit:settle-answers", clash, actor):
        by = actor.id
        clash.settled_at, clash.settled_by_id, clash.chosen_of_id = clock.now(), by, uuid.UUID(side.partition(":")[0])
