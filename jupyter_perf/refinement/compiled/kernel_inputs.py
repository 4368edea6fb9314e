"""Globals that functions may read, as inputs of what is compiled."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .. import values
from ..facts import Facts
from ..source import Decline
from .inputs import Input, input_of

_KINDS = frozenset({"int", "float", "bool", "complex", "list", "tuple", "ndarray"})


def module_inputs(facts: Facts) -> Iterator[Input]:
    """Numbers, and lists and arrays of them, that the module holds."""
    for name in sorted(facts.source.names | set(facts.namespace)):
        if facts.is_module(name):
            continue
        bound = facts.binders(name, facts.source.tree)
        if not bound and name in facts.namespace:
            samples = [facts.namespace[name]]
        elif len(bound) == 1:
            samples = _literal(bound[0], facts)
        else:
            continue
        if samples and values.kind_of(samples[0]) in _KINDS:
            try:
                yield input_of(name, samples)
            except Decline:
                continue


def _literal(binder: ast.AST, facts: Facts) -> list[object]:
    stmt = facts.source.parents.get(binder)
    if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 and stmt.targets[0] is binder:
        try:
            return [ast.literal_eval(stmt.value)]
        except (ValueError, TypeError):
            return []
    return []
