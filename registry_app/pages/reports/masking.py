"""Small numbers about children, as readers outside SWD and SCPA see them (complaints.yaml `small_numbers`, DP42).

Pure. A figure from 1 to 4 becomes "<5". Where that would leave one hidden line that the total gives away, the smallest
line that is left is hidden too: the second hiding step.
"""

from dataclasses import replace

from registry_app.pages.reports.tables import Figure, Line, Table

LEAST = 5
HIDDEN = f"<{LEAST}"


def masked(table: Table) -> Table:
    """The same table for a reader who may not see small numbers about children."""
    if not table.children:
        return table
    if table.key == "indicators":
        return replace(table, lines=tuple(_masked_share(line) for line in table.lines))
    hidden = _lines_to_hide(table)
    rows = [_hide(line) if at in hidden else _small(line) for at, line in enumerate(table.lines)]
    if table.total is not None:
        for column in range(len(table.measures)):
            _hide_a_second(rows, column)
    total = _rates(table, _small(table.total)) if table.total else None
    return replace(table, lines=tuple(_rates(table, row) for row in rows), total=total)


def number(value: Figure) -> Figure:
    """One number on its own; a median or a word stays."""
    return HIDDEN if isinstance(value, int) and 0 < value < LEAST else value


def _lines_to_hide(table: Table) -> set[int]:
    """Lines whose base (the first figure) is small; with a single one, the next smallest as well."""
    bases = [(_base(line), at) for at, line in enumerate(table.lines) if _base(line) > 0]
    hidden = {at for base, at in bases if base < LEAST}
    if len(hidden) == 1 and table.total is not None:
        rest = sorted((base, at) for base, at in bases if at not in hidden)
        hidden |= {at for _, at in rest[:1]}
    return hidden


def _hide_a_second(rows: list[Line], column: int) -> None:
    """Where one cell of a column is hidden, the total would give it away: the smallest of the others goes too."""
    cells = [row.figures[column] for row in rows]
    if cells.count(HIDDEN) != 1:
        return
    rest = [(one, at) for at, one in enumerate(cells) if isinstance(one, int) and one > 0]
    for _figure, at in sorted(rest)[:1]:
        figures = rows[at].figures
        rows[at] = replace(rows[at], figures=(*figures[:column], HIDDEN, *figures[column + 1 :]))


def _rates(table: Table, line: Line) -> Line:
    """The line without its percent where a number that makes it is hidden."""
    if HIDDEN not in line.figures:
        return line
    rates = [code.endswith("percent") for code, _said in table.measures]
    return replace(line, figures=tuple(None if rate else one for one, rate in zip(line.figures, rates, strict=True)))


def _base(line: Line) -> float:
    first = line.figures[0]
    return first if isinstance(first, int | float) else 0


def _hide(line: Line) -> Line:
    """The line without any figure, so that no sum gives the hidden one away."""
    return replace(line, figures=tuple(None if isinstance(one, float) else HIDDEN for one in line.figures))


def _small(line: Line) -> Line:
    return replace(line, figures=tuple(number(one) for one in line.figures))


def _masked_share(line: Line) -> Line:
    part, whole, _percent = line.figures
    if not isinstance(part, int) or not isinstance(whole, int):
        return line
    if 0 < part < LEAST or 0 < whole < LEAST or (line.code != "IN04" and 0 < whole - part < LEAST):
        return replace(line, figures=(HIDDEN, number(whole), None))
    return line
