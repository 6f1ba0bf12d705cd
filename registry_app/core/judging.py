"""The frame of `registry score`, `gatekeep` and `triage`: JSON in, JSON out, one clear sentence when it cannot."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click


class Unusable(ValueError):
    """The input cannot be judged; the message is one sentence for the person who sent it."""


_DIGITS = 100


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise Unusable(f"The key {key!r} stands twice in one object.")
        made[key] = value
    return made


def _no_constant(word: str) -> Any:
    raise Unusable(f"{word} is not a number that can be judged.")


def _whole_number(word: str) -> int:
    # Python refuses to read thousands of digits, with an error that would end the command without a sentence.
    if len(word) > _DIGITS:
        raise Unusable(f"A number of {len(word)} digits is too long to be judged.")
    return int(word)


def read(path: str) -> Any:
    """The JSON of a file, or of standard input for `-`; refuses twin keys, NaN and text that is no JSON."""
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=_no_twins, parse_constant=_no_constant, parse_int=_whole_number
        )
    except OSError as error:
        raise Unusable(f"The file {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Unusable("The input is not UTF-8 text.") from error
    except json.JSONDecodeError as error:
        raise Unusable(f"The input is not JSON: line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except RecursionError as error:
        raise Unusable("The input is nested too deeply to be judged.") from error


def judge_all(given: Any, judge: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    """One object in gives one out, a list gives a list; one unusable entry refuses the list and names its position."""
    if isinstance(given, dict):
        return judge(given)
    if not isinstance(given, list):
        raise Unusable("The input must be one object or a list of objects.")
    answers = []
    for position, entry in enumerate(given, start=1):
        try:
            if not isinstance(entry, dict):
                raise Unusable("it is not an object.")
            answers.append(judge(entry))
        except Unusable as error:
            raise Unusable(f"Entry {position}: {error}") from error
    return answers


def run(path: str, judge: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Read, judge and print; exit status 0 whenever it could judge, 1 with one sentence on stderr when it could not."""
    try:
        answer = judge_all(read(path), judge)
    except Unusable as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from error
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
