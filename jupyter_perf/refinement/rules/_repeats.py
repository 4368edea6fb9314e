"""Texts that a loop meets again and again, and what a round makes of its text alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import Any

from .. import flow, values
from ..facts import Facts
from ..source import Comprehension
from ._rounds import is_pure

LEAST = 300
"""So many texts there must be, so that remembering pays."""
LEAST_REPEATED = 3
"""So often a text must occur on average."""
_LOOKED_AT = 50_000
"""So many texts are looked at, at most."""
_PATTERNS = frozenset({"sub", "subn", "search", "match", "fullmatch", "findall", "split"})


def texts_of(target: ast.expr, items: ast.expr, facts: Facts) -> dict[str, list[Any]]:
    """Texts that are known, by how a round writes them: `t`, `row["city"]`, `pair[0]`."""
    if isinstance(items, ast.Call) and isinstance(items.func, ast.Name) and not items.keywords:
        return _of_call(target, items, facts)
    known = [list(_elements(value)) for value in facts.samples(items)]
    elements = known[0] if len(known) == 1 else []
    if isinstance(target, ast.Name):
        return {target.id: elements, **_parts(target.id, elements)}
    if not isinstance(target, ast.Tuple):
        return {}
    found: dict[str, list[Any]] = {}
    for at, one in enumerate(target.elts):
        if isinstance(one, ast.Name) and all(_has(e, at, len(target.elts)) for e in elements):
            found[one.id] = [element[at] for element in elements]
    return found


def _of_call(target: ast.expr, items: ast.Call, facts: Facts) -> dict[str, list[Any]]:
    """The same for `enumerate(texts)` and `zip(texts, others)`."""
    name = items.func.id if isinstance(items.func, ast.Name) else ""
    if not facts.is_builtin(name, at=items) or not isinstance(target, ast.Tuple):
        return {}
    if name == "enumerate" and len(target.elts) == 2 and items.args:
        return texts_of(target.elts[1], items.args[0], facts)
    if name == "zip" and len(target.elts) == len(items.args):
        pairs = zip(target.elts, items.args, strict=True)
        found = [texts_of(one, arg, facts) for one, arg in pairs]
        return {text: texts for part in found for text, texts in part.items()}
    return {}


def _elements(value: Any) -> Iterator[Any]:
    if values.kind_of(value) in ("list", "tuple", "Series", "ndarray") and len(value) >= LEAST:
        yield from value[:_LOOKED_AT]


def _parts(name: str, elements: Sequence[Any]) -> dict[str, list[Any]]:
    """Texts in rows: `row["city"]`, `row[2]`."""
    first = elements[0] if elements else None
    if type(first) is dict and all(type(e) is dict and e.keys() == first.keys() for e in elements):
        return {f"{name}[{key!r}]": [e[key] for e in elements] for key in first}
    if type(first) in (list, tuple):
        alike = all(_has(e, 0, len(first)) for e in elements)  # type: ignore[arg-type]
        sizes = range(len(first)) if alike else ()  # type: ignore[arg-type]
        return {f"{name}[{at}]": [e[at] for e in elements] for at in sizes}
    return {}


def _has(element: Any, at: int, size: int) -> bool:
    return type(element) in (list, tuple) and len(element) == size > at


def repeat(texts: Sequence[Any]) -> bool:
    """True for texts that occur often enough each."""
    if len(texts) < LEAST or not all(type(text) is str for text in texts):
        return False
    return len(set(texts)) * LEAST_REPEATED <= len(texts)


def is_text_work(node: ast.expr, facts: Facts) -> bool:
    """True for an expression that changes nothing and gives the same for the same texts."""
    odd = (ast.Lambda, ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr, ast.Starred)
    for part in ast.walk(node):
        if isinstance(part, odd):
            return False
        if isinstance(part, ast.Call) and not _is_quiet(part, facts):
            return False
    return True


def _is_quiet(call: ast.Call, facts: Facts) -> bool:
    """True for what is pure, and for patterns that are given texts alone."""
    full = facts.full_name(call.func) or ""
    name = full.removeprefix("re.")
    if name == full:
        replacing = getattr(call.func, "attr", "") in ("sub", "subn")
        given = call.args[0] if replacing and call.args else None
        text = given is None or isinstance(given, ast.Constant)
        if isinstance(call.func, ast.Attribute) and "." not in full:
            return text and call.func.attr in flow.QUIET_METHODS
        return text and is_pure(ast.Call(call.func, [], []), facts)
    given = call.args[1] if name in ("sub", "subn") and len(call.args) > 1 else None
    return name in _PATTERNS and (given is None or isinstance(given, ast.Constant))


def cost(nodes: ast.AST | Sequence[ast.AST], facts: Facts) -> int:
    """How much work on texts there is, in calls of methods; a pattern counts as several."""
    total = 0
    for part in flow.walk(nodes):
        if isinstance(part, ast.Call):
            total += 3 if (facts.full_name(part.func) or "").startswith("re.") else 1
        elif isinstance(part, ast.For | Comprehension):
            total += 3
    return total
