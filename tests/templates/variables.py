"""Which variables a template takes from its context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.template import Engine
from django.template.base import FilterExpression, Node, NodeList, Origin, Token, Variable

# Names that Django brings along in loops and blocks.
BUILT_IN = {"forloop", "block", "request"}
DEEPEST = 40  # steps from a tag to the last name in its conditions, and some to spare


def taken(name: str) -> set[str]:
    """First parts of all names the template ``name`` reads and does not set itself."""
    nodes = list(_nodes(Engine.get_default().get_template(name).nodelist))
    read = {variable for node in nodes for variable in _read(node)}
    return read - {variable for node in nodes for variable in _set(node)} - BUILT_IN


def _nodes(nodes: NodeList) -> Iterator[Node]:
    for node in nodes:
        yield node
        for child in node.__dict__.values():
            if isinstance(child, NodeList):
                yield from _nodes(child)
        for _condition, inside in getattr(node, "conditions_nodelists", ()):
            yield from _nodes(inside)


def _read(value: Any, depth: int = 0) -> Iterator[str]:
    """Names of variables in whatever a tag keeps: expressions, conditions, lists of them."""
    if isinstance(value, Variable):
        yield from (value.lookups or ())[:1]
    elif depth < DEEPEST and not isinstance(value, NodeList | Origin | Token):
        for part in _parts(value):
            yield from _read(part, depth + 1)


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, FilterExpression):
        return [value.var, [part for _function, parts in value.filters for part in parts]]
    if isinstance(value, list | tuple | set):
        return value
    if isinstance(value, dict):
        return value.values()
    return () if callable(value) else getattr(value, "__dict__", {}).values()


def _set(node: Node) -> Iterator[str]:
    """Names a tag puts into the context: of loops, ``with``, ``as`` and translations."""
    yield from getattr(node, "loopvars", None) or ()
    yield from getattr(node, "extra_context", None) or ()
    for attribute in ("target_var", "asvar", "variable"):
        name = getattr(node, attribute, None)
        if isinstance(name, str):
            yield name
    counter = getattr(node, "countervar", None)
    if counter:
        yield counter
