"""Reads a cell as it would run, without running it: which calls, how often, with which prompts.

Each reading takes one random item of every loop and counts what is inside as often as there are
items; several readings sample the prompts. Branches are decided where their condition can be known
of the item, else both are read. Values are looked at here and go nowhere.
"""

from __future__ import annotations

import ast
import math
import random
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from . import expressions, functions, operations
from .noted import Enough, Place, Returned, Seen
from .values import UNKNOWN, Items, Workers, items_of

MOST_STEPS = 20_000


@dataclass
class Reader:
    """One reading. `namespace` is what the kernel has, and is left as it is."""

    namespace: Mapping[str, object]
    random: random.Random
    deadline: float = math.inf
    place: Place = field(default_factory=Place)
    seen: list[Seen] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    scopes: list[dict[str, Any]] = field(default_factory=lambda: [{}])
    bound_at: dict[str, float] = field(default_factory=dict)
    """Weight at which a list of the cell was made: what is appended more often makes it grow."""
    grown: dict[str, list[Any]] = field(default_factory=dict)
    steps: int = 0
    line: int = 0
    """Of the cell's own statement, also inside functions from other cells."""
    depth: int = 0
    chose: bool = False
    """Whether another reading may see something else."""

    # Names

    def get(self, name: str) -> Any:
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return self.namespace.get(name, UNKNOWN)

    def bind(self, target: ast.AST, value: Any) -> None:
        if isinstance(target, ast.Name):
            self.scopes[-1][target.id] = value
            self.bound_at[target.id] = self.place.weight
            self.grown.pop(target.id, None)
        elif isinstance(target, ast.Tuple | ast.List):
            parts = expressions.unpacked(value, len(target.elts))
            for each, part in zip(target.elts, parts, strict=True):
                self.bind(each, part)

    # Statements

    def read(self, body: list[ast.stmt]) -> None:
        for statement in body:
            self.tick()
            if self.depth == 0:
                self.line = statement.lineno
            method = getattr(self, f"on_{type(statement).__name__.lower()}", None)
            if method is not None:
                method(statement)
            else:
                self.expressions_in(statement)

    def on_assign(self, node: ast.Assign) -> None:
        value = self.value(node.value)
        for target in node.targets:
            self.bind(target, value)

    def on_annassign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.bind(node.target, self.value(node.value))

    def on_augassign(self, node: ast.AugAssign) -> None:
        added = self.value(node.value)
        if isinstance(node.target, ast.Name):
            before = self.get(node.target.id)
            made = operations.binary(node.op, before, added)
            weight = self.bound_at.get(node.target.id, 1.0)
            self.scopes[-1][node.target.id] = made
            if self.place.weight > weight:
                self.grown.setdefault(node.target.id, []).append(added)

    def on_for(self, node: ast.For | ast.AsyncFor) -> None:
        items = items_of(self.value(node.iter))
        with self.repeated(items, node.iter):
            self.bind(node.target, self.picked(items))
            if _ends_early(node.body):
                with self.at(may_not=True):
                    self.notes["a loop may end early: counted as if it didn't"] = None
                    self.read(node.body)
            else:
                self.read(node.body)
        self.read(node.orelse)

    on_asyncfor = on_for

    def on_while(self, node: ast.While) -> None:
        self.value(node.test)
        with self.at(unknown=f"how often the `while` of line {node.lineno} runs isn't known"):
            self.read(node.body)

    def on_if(self, node: ast.If) -> None:
        test = self.value(node.test)
        if operations.decides(test):
            if self.place.most > 1:
                # Another item may decide otherwise: what is in the other branch has to be found.
                with self.at(weight=0.0), self.apart():
                    self.read_all_of(node.orelse if test else node.body)
            self.read(node.body if test else node.orelse)
            return
        with self.at(may_not=True):
            for body in (node.body, node.orelse):
                self.read_all_of(body)

    def on_try(self, node: ast.Try) -> None:
        self.read(node.body)
        if any(functions.may_ask(each) for handler in node.handlers for each in handler.body):
            self.notes["calls that are made again after an error aren't counted"] = None
        self.read(node.orelse)
        self.read(node.finalbody)

    def on_with(self, node: ast.With | ast.AsyncWith) -> None:
        limit = self.place.limit
        for item in node.items:
            value = self.value(item.context_expr)
            if isinstance(value, Workers) and item.optional_vars is None:
                limit = min(limit, value.most)
            if item.optional_vars is not None:
                self.bind(item.optional_vars, value)
        with self.at(limit=limit):
            self.read(node.body)

    on_asyncwith = on_with

    def on_functiondef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.scopes[-1][node.name] = functions.Function(node, tuple(self.scopes[1:]))

    on_asyncfunctiondef = on_functiondef

    def on_classdef(self, node: ast.ClassDef) -> None:
        """Methods run where they are called, and that can't be followed from here."""
        if any(functions.may_ask(each) for each in node.body):
            self.notes[f"calls in methods of `{node.name}` aren't counted"] = None

    def on_return(self, node: ast.Return) -> None:
        value = UNKNOWN if node.value is None else self.value(node.value)
        if self.depth:
            raise Returned(value)

    def on_import(self, node: ast.stmt) -> None:
        """Names of modules stay unknown: what is called of them tells by how it is written."""

    on_importfrom = on_import

    # Expressions

    def value(self, node: ast.expr) -> Any:
        """What `node` gives, as far as it can be known; calls of models inside are noted down."""
        self.tick()
        return expressions.value(self, node)

    def expressions_in(self, statement: ast.stmt) -> None:
        for child in ast.iter_child_nodes(statement):
            if isinstance(child, ast.expr):
                self.value(child)

    def read_all_of(self, body: list[ast.stmt]) -> None:
        """Of a branch that may be left: what comes after it is read too."""
        try:
            self.read(body)
        except Returned:
            return

    # Where it is read

    @contextmanager
    def at(self, **changes: Any) -> Iterator[None]:
        before = self.place
        self.place = replace(before, **changes)
        try:
            yield
        finally:
            self.place = before

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is bound inside isn't bound afterwards."""
        before = [dict(scope) for scope in self.scopes]
        try:
            yield
        finally:
            for scope, kept in zip(self.scopes, before, strict=True):
                scope.clear()
                scope.update(kept)

    @contextmanager
    def repeated(self, items: Items | None, what: ast.expr) -> Iterator[None]:
        """As often as there are items."""
        if items is None:
            why = f"how many `{ast.unparse(what)[:60]}` has isn't known"
            with self.at(unknown=self.place.unknown or why):
                yield
            return
        changes = {
            "weight": self.place.weight * items.count,
            "most": self.place.most * items.count,
            "may_not": self.place.may_not or items.most,
        }
        with self.at(**changes):
            yield

    def picked(self, items: Items | None) -> Any:
        """One item; unknown where there is none to take."""
        if items is None or items.count < 1:
            return UNKNOWN
        self.chose = self.chose or items.count > 1
        return items.pick(self.random)

    def tick(self) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS or (self.steps % 64 == 0 and time.monotonic() > self.deadline):
            raise Enough


def _ends_early(body: list[ast.stmt]) -> bool:
    """Whether a `break` of this loop is in it."""
    for statement in body:
        if isinstance(statement, ast.Break):
            return True
        if isinstance(statement, ast.If | ast.Try | ast.With | ast.AsyncWith):
            inner = [each for each in ast.iter_child_nodes(statement) if isinstance(each, ast.stmt)]
            handlers = getattr(statement, "handlers", [])
            inner += [each for handler in handlers for each in handler.body]
            if _ends_early(inner):
                return True
    return False
