"""The catalogues: written by area (`translations/ur/providers.po`), merged into one per language, checked to be whole.

`python -m registry_app.core.catalogues compile` merges and compiles; `… check` lists every sentence of the program
that lacks Urdu or Sindhi, is marked doubtful, lost a placeholder, or is no longer said anywhere, and ends 1 if any.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parents[1] / "translations"
LANGUAGES = ("ur", "sd")
METHODS = [("**/*.py", "python"), ("**/*.html", "jinja2"), ("**/*.txt", "jinja2"), ("**/*.svg", "jinja2"),
           ("static/js/field/*.js", "javascript")]  # fmt: skip
PLACES = ("registry_app", "inspections", "complaints", "gatekeeping", "templates")
KEYWORDS = {
    "_": None,
    "say": None,
    "gettext": None,
    "lazy": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def areas(language: str) -> Iterator[tuple[Path, Catalog]]:
    """Every area file of a language, read."""
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            yield path, read_po(file, locale=language)


def merged(language: str) -> tuple[Catalog, list[str]]:
    """One catalogue of all areas, and what two areas translate differently. The first area by name wins."""
    whole, quarrels = Catalog(locale=language), []
    for path, catalogue in areas(language):
        for message in catalogue:
            if not message.id:
                continue
            known = whole.get(message.id, message.context)
            if known is None:
                whole[message.id] = message
            elif known.string != message.string:
                quarrels.append(f"{language}: {path.name} says otherwise than another area: {message.id!r}")
    return whole, quarrels


def said() -> dict[tuple[str, str | None], str]:
    """Every sentence that code and templates say, with where it stands first."""
    found: dict[tuple[str, str | None], str] = {}
    jinja = {"silent": "false", "extensions": "jinja2.ext.do"}
    options = {pattern: jinja for pattern, method in METHODS if method == "jinja2"}
    for place in PLACES:
        rows = extract_from_dir(
            str(ROOT / place),
            method_map=METHODS,
            options_map=options,
            keywords=KEYWORDS,
            comment_tags=(),
        )
        for file, line, message, _comments, context in rows:
            key = message[0] if isinstance(message, tuple) else message
            found.setdefault((key, context), f"{place}/{file}:{line}")
    return found


def compile_all() -> None:
    """Write one compiled catalogue a language, where the program reads it."""
    for language in LANGUAGES:
        whole, _ = merged(language)
        target = FOLDER / language / "LC_MESSAGES" / "messages.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_mo(file, whole)


def _placeholders(text: str) -> set[str]:
    return {a or b for a, b in PLACEHOLDER.findall(text)}


def _faults(message: Message, language: str) -> Iterator[str]:
    strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
    ids = message.id if isinstance(message.id, list | tuple) else (message.id,)
    if message.fuzzy:
        yield f"{language}: doubtful: {ids[0]!r}"
    if not all(strings):
        yield f"{language}: empty: {ids[0]!r}"
    for string in strings:
        if string and not _placeholders(string) <= _placeholders(" ".join(ids)):
            yield f"{language}: wrong placeholder: {ids[0]!r}"
        if string and len(strings) == 1 and _placeholders(string) != _placeholders(ids[0]):
            yield f"{language}: lost placeholder: {ids[0]!r}"


def problems(known: set[str] | None = None) -> list[str]:
    """Everything that keeps the catalogues from being whole. `known`: sentences said by data files, not by code."""
    found, sentences = [], said()
    for language in LANGUAGES:
        whole, quarrels = merged(language)
        found += quarrels
        for (sentence, context), where in sentences.items():
            if whole.get(sentence, context) is None:
                found.append(f"{language}: missing: {sentence!r} ({where})")
        spoken = {sentence for sentence, _ in sentences} | (known or set())
        for path, catalogue in areas(language):
            for message in catalogue:
                if not message.id:
                    continue
                found += _faults(message, language)
                first = message.id[0] if isinstance(message.id, list | tuple) else message.id
                if not path.stem.startswith("reference") and first not in spoken:
                    found.append(f"{language}: no longer said: {first!r} ({path.name})")
    return found


@click.command()
@click.argument("task", type=click.Choice(["compile", "check"]))
@click.option("--area", help="only what is missing from files whose path starts with this")
def main(task: str, area: str | None) -> None:
    """Merge and compile the catalogues, or check that they are whole."""
    if task == "compile":
        compile_all()
        return
    found = [line for line in problems() if not area or f"({area}" in line or f"({area.rstrip('/')}" in line]
    for line in found:
        click.echo(line, err=True)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
