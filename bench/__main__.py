"""`python -m bench [B1 B6 …]`: measure, print the table, write bench/results.json. Ends 1 when a bar is missed."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import asked, first_view, fresh_clone, messages, near, papers, register, rules_speed, starting, sync
from bench.measure import Figure, NotMeasured, machine

RESULTS = Path(__file__).with_name("results.json")
Found = Figure | NotMeasured


def _not(id_: str, what: str, reason: str) -> Callable[[], Iterator[Found]]:
    def say() -> Iterator[Found]:
        yield NotMeasured(id_, what, reason)

    return say


MEASURES: dict[str, Callable[[], Iterator[Found]]] = {
    "B1": register.measure_list,
    "B2": register.measure_growth,
    "B3": messages.measure,
    "B4": sync.measure,
    "B5": _not("B5", "monthly figures over 1,000,000 complaints", "the bench makes no million complaints yet"),
    "B6": near.measure,
    "search": register.measure_search,
    "B7": rules_speed.measure,
    "B8": first_view.measure,
    "B9": asked.measure,
    "B10": papers.measure,
    "B11": _not("B11", "two-core mix for five minutes", "it needs a machine of its own"),
    "B12": starting.measure,
    "B13": fresh_clone.measure,
}


def main(wanted: list[str]) -> int:
    """Measure what is wanted, all of it when nothing is named."""
    unknown = [name for name in wanted if name not in MEASURES]
    if unknown:
        print(f"There is no measurement {', '.join(unknown)}. Known: {', '.join(MEASURES)}", file=sys.stderr)  # noqa: T201
        return 2
    print(machine())  # noqa: T201
    found: list[Found] = []
    for name in wanted or MEASURES:
        for one in MEASURES[name]():
            print(_line(one), flush=True)  # noqa: T201
            found.append(one)
    figures = [one for one in found if isinstance(one, Figure)]
    RESULTS.write_text(json.dumps(_kept(figures), indent=2, ensure_ascii=False) + "\n")
    return 0 if all(one.ok for one in figures) else 1


def _line(one: Found) -> str:
    if isinstance(one, NotMeasured):
        return f"{one.id:12} {'–':>10}  not measured: {one.reason} ({one.what})"
    sign = "<=" if one.most else ">="
    said = "ok    " if one.ok else "MISSED"
    return f"{one.id:12} {one.value:10.2f}  {sign} {one.bar:g} {one.unit:12} {said}  {one.what}  {one.note}".rstrip()


def _kept(figures: list[Figure]) -> dict[str, object]:
    """The contract's shape; the machine's line has it too, so that whoever reads all entries alike may."""
    made: dict[str, object] = {"machine": {"value": machine(), "bar": None, "ok": True, "unit": "text"}}
    for one in figures:
        made[one.id] = {"value": round(one.value, 3), "bar": one.bar, "ok": one.ok, "unit": one.unit}
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
