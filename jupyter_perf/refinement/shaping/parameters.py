"""Shapes of what functions of the source are given, by all the places that call them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from .. import flow, shapes
from ..argument_values import given_to_entry
from ..call_sites import argument_of, call_sites, default_of
from ..facts import Facts
from ..shapes import Shapes, union
from ..source import Function
from .ask import Ask
from .uses import is_quiet

Scan = Callable[[list[Any]], Shapes | None]
"""Gives the shapes of values of the user's."""


def given_to_key(function: ast.Lambda, facts: Facts, ask: Ask) -> Shapes | None:
    """What `sorted(items, key=lambda x: …)` and the like give to a function of one argument."""
    keyword = facts.source.parents[function]
    call = facts.source.parents[keyword]
    if not (isinstance(keyword, ast.keyword) and keyword.arg == "key"):
        return None
    if not isinstance(call, ast.Call) or len(flow.parameters(function)) != 1:
        return None
    called = call.func
    if isinstance(called, ast.Attribute):
        held = ask(called.value)
        sorting = called.attr == "sort" and shapes.within(held, "list")
        return shapes.elements(held) if sorting else None
    if not isinstance(called, ast.Name) or called.id not in ("sorted", "min", "max"):
        return None
    if len(call.args) != 1 or not is_quiet(called, facts):
        return None
    return shapes.elements(ask(call.args[0]))


def parameter_shapes(
    function: Function, name: str, facts: Facts, ask: Ask, scan: Scan
) -> Shapes | None:
    """Shapes that a parameter can have; None where one can't be told, or nothing gives it any."""
    known = facts.argument_samples(function, name)
    if known or not isinstance(function, ast.FunctionDef):
        return scan(known) if known else None
    outside = _outside_values(function, name, facts)
    if outside is None:
        return None
    return _given(function, name, facts, ask, scan(outside) if outside else shapes.NONE)


def _given(
    function: ast.FunctionDef, name: str, facts: Facts, ask: Ask, outside: Shapes | None
) -> Shapes | None:
    """Shapes that all calls give a parameter; None where one can't be told, or there are none.

    `outside` are those of calls from outside of the source.
    """
    sites = call_sites(function, facts)
    if sites is None or name in _starred(function) or (not sites and not outside):
        return None
    found: list[Shapes | None] = [outside]
    for call, shift in sites:
        argument = argument_of(call, function, name, shift)
        found.append(None if argument is None else ask(argument))
    return union(*found)


def _starred(function: ast.FunctionDef) -> set[str]:
    return {arg.arg for arg in (function.args.vararg, function.args.kwarg) if arg is not None}


def _outside_values(function: ast.FunctionDef, name: str, facts: Facts) -> list[Any] | None:
    """Values that the calls of the entry give a parameter; None where its default is needed."""
    if facts.entry != function.name or not isinstance(facts.source.parents[function], ast.Module):
        return []
    found: list[Any] = []
    default = default_of(function, name)
    for given in given_to_entry(function, facts):
        if name in given:
            found.append(given[name])
        elif isinstance(default, ast.Constant):
            found.append(default.value)
        else:
            return None
    return found
