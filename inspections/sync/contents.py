"""The content of one sending, read from JSON: its shape, its hash, and the answers in the shape the pages give them.

Plain Python; nothing here asks the database. What a rule of the inspection says is not looked at here.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from inspections.services import Given
from inspections.states import Danger, Entry, Mark, Method, Signature
from inspections.sync.states import FileKind

MOST_FILES = 60
OPENED_BY, ENTRY_NOTE, TOLD, COMMENT, SIGNED_BY, REASON, NOTE = 120, 1000, 200, 2000, 200, 500, 4000
_SHA = re.compile("[0-9a-f]{64}")
_CODE = re.compile("[0-9A-Z-]{1,12}")


class BadShape(ValueError):
    """Not what a phone sends; `field` says where."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True)
class Arrived:
    at: datetime
    entry: Entry
    opened_by: str
    note: str


@dataclass(frozen=True)
class Dangers:
    seen: tuple[Danger, ...]
    told: str


@dataclass(frozen=True)
class Children:
    present: int
    heard: int
    coached: int
    reason: str
    talks_refused: bool
    records_refused: bool


@dataclass(frozen=True)
class Close:
    signature: Signature
    signed_by: str
    manager_comment: str


@dataclass(frozen=True)
class Content:
    """One sending. `digest` is the same however the JSON was written; `text` is the JSON that is kept."""

    visit: uuid.UUID
    seq: int
    final: bool
    framework: str
    arrived: Arrived | None
    dangers: Dangers | None
    answers: Mapping[str, Given]
    children: Children | None
    close: Close | None
    files: list[dict[str, Any]] = field(default_factory=list)
    text: str = ""
    digest: str = ""


def _keys(said: Any, where: str, must: tuple[str, ...], may: tuple[str, ...] = ()) -> Mapping[str, Any]:
    if not isinstance(said, dict):
        raise BadShape(where)
    for key in said:
        if key not in must and key not in may:
            raise BadShape(f"{where}.{key}".strip("."))
    for key in must:
        if key not in said:
            raise BadShape(f"{where}.{key}".strip("."))
    return said


def _text(said: Any, where: str, most: int) -> str:
    if not isinstance(said, str) or len(said) > most or "\0" in said:
        raise BadShape(where)
    return said.strip()


def _number(said: Any, where: str, least: int, most: int) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not least <= said <= most:
        raise BadShape(where)
    return said


def _bool(said: Any, where: str) -> bool:
    if not isinstance(said, bool):
        raise BadShape(where)
    return said


def _one(said: Any, where: str, read: Callable[[Any], Any]) -> Any:
    try:
        if not isinstance(said, str):
            raise BadShape(where)
        return read(said)
    except (ValueError, TypeError) as error:
        raise BadShape(where) from error


def _list(said: Any, where: str, most: int) -> list[Any]:
    if not isinstance(said, list) or len(said) > most:
        raise BadShape(where)
    return said


def moment(said: str) -> datetime:
    """A moment with its zone; ValueError for one without."""
    found = datetime.fromisoformat(said)
    if found.tzinfo is None:
        raise ValueError("A moment needs its zone.")
    return found.astimezone(UTC)


def read(said: Any) -> Content:
    """The content of a sending; BadShape names the first thing that does not fit."""
    parts = ("arrived", "dangers", "answers", "children", "close", "files")
    said = _keys(said, "", ("visit", "seq", "final", "framework"), parts)
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    given = {name: said.get(name) for name in parts}
    return Content(
        visit=_one(said["visit"], "visit", uuid.UUID),
        seq=_number(said["seq"], "seq", 1, 2**31 - 1),
        final=_bool(said["final"], "final"),
        framework=_text(said["framework"], "framework", 10),
        arrived=None if given["arrived"] is None else _arrived(given["arrived"]),
        dangers=None if given["dangers"] is None else _dangers(given["dangers"]),
        answers={} if given["answers"] is None else _answers(given["answers"]),
        children=None if given["children"] is None else _children(given["children"]),
        close=None if given["close"] is None else _close(given["close"]),
        files=[_file(one, f"files.{n}") for n, one in enumerate(_given_files(given["files"]))],
        text=text,
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def _given_files(said: Any) -> list[Any]:
    return _list([] if said is None else said, "files", MOST_FILES)


def _arrived(said: Any) -> Arrived:
    said = _keys(said, "arrived", ("at", "entry", "opened_by"), ("note", "place", "gate_photo"))
    place = said.get("place")
    if place is not None:
        place = _keys(place, "arrived.place", ("latitude", "longitude", "accuracy"))
        for name, most in (("latitude", 90), ("longitude", 180), ("accuracy", 100_000)):
            number = place[name]
            if isinstance(number, bool) or not isinstance(number, int | float) or not abs(number) <= most:
                raise BadShape(f"arrived.place.{name}")
    if said.get("gate_photo") is not None:
        _one(said["gate_photo"], "arrived.gate_photo", uuid.UUID)
    return Arrived(
        at=_one(said["at"], "arrived.at", moment),
        entry=_one(said["entry"], "arrived.entry", Entry),
        opened_by=_text(said["opened_by"], "arrived.opened_by", OPENED_BY),
        note=_text(said.get("note") or "", "arrived.note", ENTRY_NOTE),
    )


def _dangers(said: Any) -> Dangers:
    said = _keys(said, "dangers", ("seen",), ("told",))
    seen = {_one(one, "dangers.seen", Danger) for one in _list(said["seen"], "dangers.seen", len(Danger))}
    return Dangers(tuple(d for d in Danger if d in seen), _text(said.get("told") or "", "dangers.told", TOLD))


_ANSWER = ("na_reason", "methods", "note", "put_right", "danger_seen", "version", "at")
_MARKS = {mark.value: mark for mark in Mark}
_METHODS = {method.value: method for method in Method}


_IN_ORDER = tuple(_METHODS.items())
_KNOWN_TO_ANSWERS = frozenset(("mark", *_ANSWER))


def _answers(said: Any) -> dict[str, Given]:
    if not isinstance(said, dict) or len(said) > 500:
        raise BadShape("answers")
    return {criterion: _answer(one, f"answers.{criterion}"[:40]) for criterion, one in said.items()}


def _answer(said: Any, where: str) -> Given:
    if not isinstance(said, dict) or "mark" not in said or not said.keys() <= _KNOWN_TO_ANSWERS:
        said = _keys(said, where, ("mark",), _ANSWER)
    mark, methods = said["mark"], _list(said.get("methods") or [], f"{where}.methods", len(_METHODS))
    if mark is not None and (not isinstance(mark, str) or mark not in _MARKS):
        raise BadShape(f"{where}.mark")
    for one in methods:
        if not isinstance(one, str) or one not in _METHODS:
            raise BadShape(f"{where}.methods")
    if said.get("at") is not None:
        _one(said["at"], f"{where}.at", moment)
    # Words that are too long are refused by the rules with their sentence, so they pass here.
    return Given(
        mark=None if mark is None else _MARKS[mark],
        na_reason=_text(said.get("na_reason") or "", f"{where}.na_reason", 10 * NOTE),
        methods=tuple(method for code, method in _IN_ORDER if code in methods),
        note=_text(said.get("note") or "", f"{where}.note", 10 * NOTE),
        put_right=_bool(said.get("put_right", False), f"{where}.put_right"),
        danger_seen=_bool(said.get("danger_seen", False), f"{where}.danger_seen"),
        version=_number(said.get("version", 0), f"{where}.version", 0, 10**9),
    )


def _children(said: Any) -> Children:
    flags = ("reason", "talks_refused", "records_refused", "drawn", "added")
    said = _keys(said, "children", ("present", "heard", "coached"), flags)
    for name in ("drawn", "added"):
        for one in _list(said.get(name) or [], f"children.{name}", 999):
            if not isinstance(one, str) or not _CODE.fullmatch(one):
                raise BadShape(f"children.{name}")
    return Children(
        **{name: _number(said[name], f"children.{name}", 0, 999) for name in ("present", "heard", "coached")},
        reason=_text(said.get("reason") or "", "children.reason", REASON),
        talks_refused=_bool(said.get("talks_refused", False), "children.talks_refused"),
        records_refused=_bool(said.get("records_refused", False), "children.records_refused"),
    )


def _close(said: Any) -> Close:
    said = _keys(said, "close", ("signature", "signed_by"), ("manager_comment", "at"))
    if said.get("at") is not None:
        _one(said["at"], "close.at", moment)
    return Close(
        signature=_one(said["signature"], "close.signature", Signature),
        signed_by=_text(said["signed_by"], "close.signed_by", SIGNED_BY),
        manager_comment=_text(said.get("manager_comment") or "", "close.manager_comment", COMMENT),
    )


def _file(said: Any, where: str) -> dict[str, Any]:
    said = _keys(said, where, ("id", "sha256"), ("size", "kind", "criterion", "faces", "faces_reason"))
    criterion = said.get("criterion")
    if not isinstance(said["sha256"], str) or not _SHA.fullmatch(said["sha256"]):
        raise BadShape(f"{where}.sha256")
    if said.get("size") is not None:
        _number(said["size"], f"{where}.size", 1, 8 * 1024 * 1024)
    _text(said.get("faces_reason") or "", f"{where}.faces_reason", REASON)
    return {
        "id": str(_one(said["id"], f"{where}.id", uuid.UUID)),
        "sha256": said["sha256"],
        "kind": _one(said.get("kind") or "PHOTO", f"{where}.kind", FileKind).value,
        "criterion": None if criterion is None else _text(criterion, f"{where}.criterion", 8),
        "faces": _bool(said.get("faces") or False, f"{where}.faces"),
    }
