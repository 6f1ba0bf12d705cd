"""Templates compiled once a language: what `_()` says of a fixed sentence is known then, and need not be asked again.

A page of the register asks for some ninety sentences. Looked up in the catalogue each time they were a fifth of its
time; compiled in, they are part of the text around them.
"""

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.visitor import NodeTransformer

from registry_app.core.i18n import force_locale, gettext, language

_SAY = frozenset({"_", "gettext"})


class _Said(NodeTransformer):
    """Puts the sentences of one language in place of the calls that ask for them."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - jinja's own way of naming
        self.generic_visit(node)
        called, given = node.node, node.args
        if not isinstance(called, nodes.Name) or called.name not in _SAY or node.dyn_args or node.dyn_kwargs:
            return node
        if len(given) != 1 or not isinstance(given[0], nodes.Const) or not isinstance(given[0].value, str):
            return node
        said = gettext(given[0].value)
        if not node.kwargs:
            return nodes.TemplateData(said % {}, lineno=node.lineno)
        facts = [nodes.Pair(nodes.Const(one.key), one.value) for one in node.kwargs]
        return nodes.Mod(nodes.TemplateData(said), nodes.Dict(facts), lineno=node.lineno)


class SpokenTemplates(Environment):
    """Flask's templates with a store of compiled ones for each language; a page gets those of its own."""

    spoken: str | None = None

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:
        if self.spoken is not None:
            return super()._load_template(name, globals)
        return self._in(language())._load_template(name, globals)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        if self.spoken is None:
            return parsed
        with force_locale(self.spoken):
            translated: nodes.Template = _Said().visit(parsed)
        translated.set_environment(self)
        return translated

    def _in(self, code: str) -> "SpokenTemplates":
        stores: dict[str, SpokenTemplates] = self.__dict__.setdefault("stores", {})
        if code not in stores:
            store = self.overlay()
            store.spoken = code
            stores[code] = store
        return stores[code]
