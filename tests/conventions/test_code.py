"""Habits of the code that a reader relies on, read from the code itself."""

import ast
import re

import pytest

from tests.conventions import walk

LONGEST = 420
# What a child reads is never recorded; nor are codes and links before anybody is known, messages on their way out, and
# duties that record what they do themselves.
NO_DEED = {
    ("complaints.coming_back", "open_with"),
    ("registry_app.accounts.services", "make_link"),
    ("registry_app.accounts.services", "make_code"),
    ("registry_app.accounts.services", "use_code"),
    ("registry_app.core.outbox", "send_one"),
    ("registry_app.pages.duties", "do_once"),
}
QUIET = ("services.py", "queries.py", "rules.py", "models.py", "states.py")


def calls(node: ast.AST) -> set[str]:
    """Names of everything called below a node: `f()` gives f, `a.f()` gives a.f."""
    found = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            found.add(ast.unparse(inner.func))
    return found


def test_only_the_database_module_commits():
    offenders = []
    for path in walk.sources():
        if walk.short(path) == "registry_app/core/db.py":
            continue
        if any(re.search(r"\.(commit|rollback)$", name) for name in calls(ast.parse(path.read_text(encoding="utf-8")))):
            offenders.append(walk.short(path))
    assert offenders == []


@pytest.mark.parametrize("name", QUIET)
def test_the_inner_floors_do_not_know_the_web(name):
    offenders = []
    for path in walk.sources():
        if path.name != name or "core" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in ("flask", "flask_login"):
                taken = {alias.name for alias in node.names} & {
                    "request",
                    "session",
                    "current_user",
                    "abort",
                    "redirect",
                }
                offenders += [f"{walk.short(path)}: {what}" for what in taken]
    assert offenders == []


class Book:
    """Functions of the program by module and name, and what each module calls things it imported."""

    def __init__(self) -> None:
        self.functions: dict[tuple[str, str], ast.FunctionDef] = {}
        self.names: dict[str, dict[str, str]] = {}
        for path in walk.sources():
            module = walk.short(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = self.names[module] = {}
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef):
                    self.functions[module, node.name] = node
                elif isinstance(node, ast.ImportFrom) and node.module:
                    names.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})

    def records(self, module: str, name: str, seen: frozenset[tuple[str, str]] = frozenset()) -> bool:
        """Whether this function, or one it calls, writes a line of the record of deeds."""
        if (module, name) in seen or (module, name) not in self.functions:
            return False
        for call in calls(self.functions[module, name]):
            first, _, rest = call.partition(".")
            whole = self.names[module].get(first, f"{module}.{first}")
            whole = f"{whole}.{rest}" if rest else whole
            if whole.startswith("registry_app.core.audit."):
                return True
            target, _, called = whole.rpartition(".")
            if self.records(target, called, seen | {(module, name)}):
                return True
        return False


def test_every_service_that_stores_leaves_a_line_in_the_record():
    """A transactional service records its deed itself, or calls something that does."""
    book = Book()
    silent = []
    for (module, name), node in book.functions.items():
        marked = any(ast.unparse(mark).endswith("transactional") for mark in node.decorator_list)
        if marked and (module, name) not in NO_DEED and not book.records(module, name):
            silent.append(f"{module}.{name}")
    assert silent == []


def test_the_clock_is_asked_in_one_place():
    offenders = []
    for path in walk.sources():
        if walk.short(path) == "registry_app/core/clock.py":
            continue
        made = calls(ast.parse(path.read_text(encoding="utf-8")))
        offenders += [
            f"{walk.short(path)}: {c}" for c in made if c in ("datetime.now", "date.today", "datetime.utcnow")
        ]
    assert offenders == []


def test_files_stay_short_enough_to_read():
    long = {
        walk.short(p): n for p in walk.sources() if (n := len(p.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_no_path_promises_instead_of_doing():
    promise = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError|coming soon|lorem ipsum)\b", re.IGNORECASE)
    found = []
    for path in [*walk.sources(), *sorted((walk.ROOT / "templates").rglob("*.html"))]:
        if promise.search(path.read_text(encoding="utf-8")):
            found.append(walk.short(path))
    assert found == []


def test_no_inline_script_or_style_in_templates():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|<style|\son[a-z]+=\"|\|\s*safe\b")
    found = []
    for path in sorted((walk.ROOT / "templates").rglob("*.html")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if inline.search(line) and "json" not in line:
                found.append(f"{walk.short(path)}:{number}")
    assert found == []


@pytest.mark.parametrize(("place", "life"), walk.lifecycles(), ids=[place for place, _ in walk.lifecycles()])
def test_every_state_is_reached_and_every_move_is_ruled(place, life, the_app):
    kind = type(life.initial)
    reached, grown = {life.initial}, True
    while grown:
        new = {move.target for move in life.moves if move.sources & reached} - reached
        reached |= new
        grown = bool(new)
    assert set(kind) - reached == set(), f"{place}: never reached"
    unruled = {move.permission for move in life.moves} - set(the_app.extensions["policy"])
    assert unruled == set(), f"{place}: moves without a rule"
    for state in kind:
        for action in life.actions:
            open_here = [move for move in life.moves if move.action == action and state in move.sources]
            assert len(open_here) <= 1
