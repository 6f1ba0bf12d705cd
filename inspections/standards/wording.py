"""Versions of the standards in words: the name of a number, a line of a comparison, the moves of past visits."""

from collections.abc import Mapping
from typing import Any

from inspections.standards import rules
from registry_app.core.i18n import gettext as _


def part(what: str) -> str:
    """What of a criterion differs."""
    return {
        "text": _("Words"), "weight": _("Weight of the criterion"), "critical": _("Critical"),
        "fails_if": _("It fails if"), "methods": _("How is it found out?"),
        "applies_to": _("For which care does it count?"), "evidence": _("Evidence"), "added": _("New criterion"),
        "retired": _("Taken out"), "number": _("Number"),
    }[what]  # fmt: skip


def _length(name: str) -> str:
    return {
        "child_safe": _("children safe"), "notify": _("offices told"), "plan": _("plan due"), "fix": _("put right"),
        "fix_cause": _("cause put right"), "verify": _("checked"),
    }[name]  # fmt: skip


def number(terms: Mapping[str, Any], key: str) -> str:
    """The name of a number of a version in the page's language; the key of a criterion stays as it is."""
    kind, _dot, rest = key.partition(".")
    if kind == "weight":
        return _("Weight of %(what)s", what=rest)
    if kind == "band":
        return _("Grade %(what)s from this percentage", what=rest)
    if kind == "limit":
        zeros = any(row["id"] == rest and "zeros" in row for row in terms["limiting_rules"])
        if zeros:
            return _("%(what)s bites from so many not met", what=rest)
        return _("%(what)s bites below this percentage", what=rest)
    if kind == "cap":
        return _("%(what)s leaves at best", what=rest)
    if kind == "length":
        level, _dot, name = rest.partition(".")
        unit = _("hours") if rules.unit(terms, key) == "hours" else _("days")
        return f"{level} · {_length(name)} ({unit})"
    return key


def names(book: Mapping[str, Any], terms: Mapping[str, Any]) -> dict[str, str]:
    """The name of every number and cap."""
    keys = [*rules.numbers(book, terms), *(f"cap.{rule}" for rule in rules.caps(book))]
    return {key: number(terms, key) for key in keys}
