"""Checks JSON-LD against schema.org's vocabulary, read from the types that schema-dts publishes.

What is written here only reads that file; which types, properties and values there are, it says.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

VOCABULARY = Path(__file__).parents[2] / ".tools" / "schema.d.ts"
INTERFACE = re.compile(
    r"interface (\w+?)(Base|Leaf) extends ([\w, <>]+?) \{(.*?)^\}", re.MULTILINE | re.DOTALL
)
PROPERTY = re.compile(r'^    "([\w-]+)"\?: SchemaValue<(.+?), "', re.MULTILINE)
LITERALS: dict[type, set[str]] = {
    bool: {"Boolean"},
    int: {"Integer", "Number"},
    str: {"Text", "URL", "Date", "DateTime", "Duration"},
}


def faults(data: Any, place: str = "") -> list[str]:
    """Return a sentence for each thing in ``data`` that the vocabulary does not know."""
    if "@graph" in data:
        parts = enumerate(data["@graph"])
        return [fault for at, part in parts for fault in faults(part, f"{place}[{at}]")]
    kinds = data["@type"] if isinstance(data["@type"], list) else [data["@type"]]
    unknown = [f"{place}: there is no type {kind}" for kind in kinds if kind not in _types()]
    if unknown:
        return unknown
    known = {name: range_ for kind in kinds for name, range_ in _properties(kind).items()}
    found = []
    for name, values in data.items():
        if name.startswith("@") or name.endswith("-input"):
            continue
        here = f"{place}.{name}"
        if name not in known:
            found.append(f"{here}: {kinds} has no such property")
            continue
        for value in values if isinstance(values, list) else [values]:
            found += _value_faults(value, known[name], here)
    return found


def _value_faults(value: Any, wanted: set[str], place: str) -> list[str]:
    if not isinstance(value, dict):
        fits = LITERALS[type(value)] & wanted
        return [] if fits else [f"{place}: {value!r} is none of {sorted(wanted)}"]
    if "@type" not in value:
        return [] if "@id" in value and "IdReference" in wanted else [f"{place}: names nothing"]
    fits = (_ancestors(value["@type"]) | {value["@type"]}) & wanted
    wrong = [] if fits else [f"{place}: {value['@type']} is none of {sorted(wanted)}"]
    return wrong + faults(value, place)


@cache
def _interfaces() -> dict[str, tuple[list[str], dict[str, set[str]]]]:
    text = VOCABULARY.read_text(encoding="utf-8")
    return {
        name + form: (
            above.split(", "),
            {prop: set(range_.split(" | ")) for prop, range_ in PROPERTY.findall(body)},
        )
        for name, form, above, body in INTERFACE.findall(text)
    }


def _types() -> set[str]:
    return {name.removesuffix("Leaf") for name in _interfaces() if name.endswith("Leaf")}


def _lines_up(interface: str) -> set[str]:
    above, _own = _interfaces().get(interface, ([], {}))
    return {interface}.union(*(_lines_up(name) for name in above))


def _properties(kind: str) -> dict[str, set[str]]:
    every = (_interfaces().get(name, ([], {}))[1] for name in _lines_up(f"{kind}Leaf"))
    return {name: range_ for own in every for name, range_ in own.items()}


def _ancestors(kind: str) -> set[str]:
    return {name.removesuffix("Base") for name in _lines_up(f"{kind}Leaf")}
