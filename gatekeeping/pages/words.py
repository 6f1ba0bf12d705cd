"""Rules, reasons and labels of the rule files as sentences in the page's language."""

from collections.abc import Callable
from typing import Any

from gatekeeping.rules import Say, book
from registry_app.core import clock, rulebook
from registry_app.core.i18n import gettext, label
from registry_app.placements.states import Rung

# The codes of care inside the rules' sentences have words of their own.
_CARE = {rung.value for rung in Rung} | {"EMERGENCY", "RESPITE"}


def _labels() -> dict[str, dict[str, str]]:
    version = rulebook.in_force("gatekeeping", "labels", clock.today())
    found: dict[str, dict[str, str]] = rulebook.body(version)["labels"]
    return found


def care_words(code: str) -> str:
    """A kind of care in the page's language."""
    return label(Rung(code)) if code in set(Rung) else code.capitalize()


def reason_words(code: str) -> str:
    """A reason code in words."""
    groups = _labels()
    words = groups["reasons"].get(code) or groups["forbidden_reasons"].get(code) or code
    return gettext(words)


def ground_words(code: str) -> str:
    """The ground of an exception in words."""
    words = _labels()["exception_grounds"][code]
    return gettext(words)


def rule_words(rule: str) -> str:
    """What a block, an exception or a warning says."""
    rules = book(clock.today())
    if rule in rules.blocks:
        return gettext(rules.blocks[rule])
    return gettext(rules.exceptions[rule].rule if rule in rules.exceptions else rules.warnings[rule].rule)


def evidence_words(code: str) -> str:
    """What has to be shown for a reason."""
    return gettext(book(clock.today()).reasons[code].evidence)


def _gap(name: str, value: object) -> object:
    if name in ("rung", "care_type") and value in _CARE:
        return care_words(str(value))
    return reason_words(str(value)) if name == "code" else value


def said(one: Say) -> str:
    """A reason of the rules in the page's language."""
    gaps: dict[str, Any] = {name: _gap(name, value) for name, value in one.values.items()}
    return gettext(one.template) % gaps


FILTERS: dict[str, Callable[..., Any]] = {
    "said": said,
    "rule": rule_words,
    "reason": reason_words,
    "care": care_words,
    "ground": ground_words,
    "evidence": evidence_words,
}
