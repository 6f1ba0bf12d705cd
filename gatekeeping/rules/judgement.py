"""The judgement of a proposal: which rules are raised, the panel's outcome, and whether the placement may proceed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gatekeeping.rules import exceptions, ladder, panel, process, provider, warnings
from gatekeeping.rules.book import Book
from gatekeeping.rules.emergency import emergency_runs
from gatekeeping.rules.proposal import Proposal
from gatekeeping.rules.saying import Say
from gatekeeping.rules.shape import read_proposal

Rule = Callable[[Proposal, Book], list[Say]]

BLOCKS: Mapping[str, Rule] = {
    "HB01": provider.hb01,
    "HB02": provider.hb02,
    "HB03": process.hb03,
    "HB04": ladder.hb04,
    "HB05": ladder.hb05,
    "HB06": process.hb06,
    "HB07": provider.hb07,
    "HB08": provider.hb08,
    "HB09": panel.hb09,
    "HB10": process.hb10,
    "HB11": provider.hb11,
    "HB12": panel.hb12,
    "HB13": process.hb13,
}
EXCEPTIONS: Mapping[str, Rule] = {
    "BX01": exceptions.bx01,
    "BX02": exceptions.bx02,
    "BX03": exceptions.bx03,
    "BX04": exceptions.bx04,
    "BX05": exceptions.bx05,
    "BX06": exceptions.bx06,
}
WARNINGS: Mapping[str, Rule] = {
    "W01": warnings.w01,
    "W02": warnings.w02,
    "W03": warnings.w03,
    "W04": warnings.w04,
    "W05": warnings.w05,
    "W06": warnings.w06,
    "W07": warnings.w07,
    "W08": warnings.w08,
    "W09": warnings.w09,
    "W10": warnings.w10,
    "W11": warnings.w11,
    "W12": warnings.w12,
    "W13": warnings.w13,
    "W14": warnings.w14,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer with its reasons still as sentences with gaps, so that a page can translate them."""

    blocks: Mapping[str, list[Say]]
    exceptions: Mapping[str, list[Say]]
    exception_entries: list[dict[str, Any]]
    warnings: Mapping[str, list[Say]]
    warning_levels: Mapping[str, str]
    panel: panel.PanelOutcome | None
    emergency_runs: bool
    may_proceed: bool

    @property
    def reasons(self) -> dict[str, list[Say]]:
        """Every raised id with its sentences, sorted by id."""
        return dict(sorted({**self.blocks, **self.exceptions, **self.warnings}.items()))


def _raised(rules_of: Mapping[str, Rule], p: Proposal, rules: Book, but: frozenset[str]) -> dict[str, list[Say]]:
    found = {rule_id: rule(p, rules) for rule_id, rule in rules_of.items() if rule_id not in but}
    return {rule_id: reasons for rule_id, reasons in found.items() if reasons}


def weigh(p: Proposal, rules: Book) -> Judgement:
    """Judge a proposal that has been read.

    It may proceed when there is no block, no exception without its approval, and a carried vote, a running emergency,
    or, for PRESERVE and REUNIFY, no panel. Warnings never change it.
    """
    running = emergency_runs(p, rules)
    outcome = panel.outcome_of(p, rules)
    blocks = _raised(BLOCKS, p, rules, rules.lifted if running else frozenset())
    raised = _raised(EXCEPTIONS, p, rules, frozenset())
    shown = exceptions.shown_grounds(p, rules) if raised else frozenset()
    entries = [exceptions.exception_entry(rule_id, p, rules, shown) for rule_id in raised]
    warned = _raised(WARNINGS, p, rules, frozenset())
    at_home = p.panel is None and p.proposed.care_type in rules.without_provider
    decided = running or at_home or (outcome is not None and outcome.carried)
    return Judgement(
        blocks=blocks,
        exceptions=raised,
        exception_entries=entries,
        warnings=warned,
        warning_levels={rule_id: warnings.level_of(rule_id, p, rules) for rule_id in warned},
        panel=outcome,
        emergency_runs=running,
        may_proceed=decided and not blocks and all("approved" in entry for entry in entries),
    )


def judgement(given: Any) -> Judgement:
    """Read and judge one proposal in the form of the command's input; Unusable when it cannot be judged."""
    return weigh(*read_proposal(given))


def judge(proposal: dict[str, Any]) -> dict[str, Any]:
    """Blocks, exceptions, warnings, the panel's outcome and `may_proceed`, each raised id explained in English.

    Input and output are those of `registry gatekeep`; Unusable with one sentence when the input cannot be judged.
    """
    found = judgement(proposal)
    outcome = found.panel
    return {
        "blocks": list(found.blocks),
        "exceptions": found.exception_entries,
        "warnings": [{"id": rule_id, "level": level} for rule_id, level in found.warning_levels.items()],
        "panel": outcome and {"quorate": outcome.quorate, "majority": outcome.majority, "carried": outcome.carried},
        "may_proceed": found.may_proceed,
        "explain": {rule_id: [str(one) for one in reasons] for rule_id, reasons in found.reasons.items()},
    }
