"""How far out of its loops an expression can be moved, and when it may be evaluated there."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, FUNCTIONS
from ._reach import reached

_SIZED = frozenset({"list", "tuple", "str", "dict", "set", "frozenset", "range", "ndarray",
                    "Series", "DataFrame", "deque", "bytes", "Counter", "defaultdict"})  # fmt: skip
_THROUGH = frozenset({"enumerate", "reversed", "sorted", "list", "tuple", "set"})
_VIEWS = frozenset({"items", "keys", "values", "iterrows", "itertuples"})
_CONSUMERS = frozenset({"sum", "max", "min", "any", "all", "list", "tuple", "set", "sorted",
                        "dict", "len", "join"})  # fmt: skip
_LEAVES = (ast.Break, ast.Continue, ast.Return, ast.Raise)


@dataclass
class Place:
    """The statement before which an expression can be evaluated once for all rounds.

    `guards` are tests under which the original evaluates it at all; without them it might raise
    where the original never asks.
    """

    stmt: ast.stmt
    guards: tuple[str, ...] = ()


@dataclass
class _Climb:
    node: ast.expr
    names: set[str]
    harmless: bool
    facts: Facts
    sure: bool = True
    repeated: bool = False
    guards: list[tuple[str, set[str]]] = field(default_factory=list)

    def place(self) -> Place | None:
        found: Place | None = None
        child: ast.AST = self.node
        for parent in self.facts.source.ancestors(self.node):
            if isinstance(parent, (*FUNCTIONS, ast.ClassDef)):
                break
            if isinstance(parent, ast.For | ast.While):
                if not self._loop(parent, child):
                    break
                if self.repeated and (self.sure or self.harmless):
                    found = Place(parent, self._tests())
            elif not self._passes(parent, child):
                break
            elif isinstance(parent, ast.stmt) and found is None and self.repeated:
                if not (self.sure or self.harmless) or not self._quiet(parent):
                    break
                if not self.facts.source.loops(parent) or not isinstance(parent, ast.If):
                    found = Place(self.facts.source.statement(parent), self._tests())
            child = parent
        return found

    def _tests(self) -> tuple[str, ...]:
        return (
            () if self.harmless else tuple(dict.fromkeys(text for text, _ in self.guards if text))
        )

    def _quiet(self, stmt: ast.stmt) -> bool:
        """True where evaluating a statement's own expressions leaves all names as they are."""
        parts = [part for part in ast.iter_child_nodes(stmt) if isinstance(part, ast.expr)]
        own = [part for part in parts if not isinstance(getattr(part, "ctx", None), ast.Store)]
        return not self.names & self.facts.changed(own) and not reached(own, self.names, self.facts)

    def _passes(self, parent: ast.AST, child: ast.AST) -> bool:
        """Take one step outwards; False where the expression has to stay inside."""
        if isinstance(parent, ast.IfExp):
            self.sure &= child is parent.test
        elif isinstance(parent, ast.BoolOp):
            self.sure &= child is parent.values[0]
        elif isinstance(parent, ast.Compare):
            self.sure &= child is parent.left or child is parent.comparators[0]
        elif isinstance(parent, ast.If):
            self.sure &= child is parent.test
        elif isinstance(parent, ast.comprehension):
            self._inside_generator = child is not parent.iter
            if child in parent.ifs:
                self.sure &= child is parent.ifs[0]
        elif isinstance(parent, COMPREHENSIONS):
            return self._comprehension(parent, child)
        elif isinstance(parent, ast.Try | ast.With | ast.Match):
            return self.harmless
        return not isinstance(parent, ast.Lambda | ast.NamedExpr | ast.Await | ast.ExceptHandler)

    _inside_generator: bool = False

    def _comprehension(self, parent: ast.expr, child: ast.AST) -> bool:
        generators: list[ast.comprehension] = parent.generators  # type: ignore[attr-defined]
        if isinstance(parent, ast.GeneratorExp) and not self._consumed(parent):
            return False
        around = generators
        if isinstance(child, ast.comprehension):
            at = generators.index(child)
            around = generators[: at + 1] if self._inside_generator else generators[:at]
        for generator in around:
            if self.names & flow.stores([generator.target]):
                return False
        for at, generator in enumerate(around):
            later = [g for g in around[:at] if g.ifs]
            own = generator.ifs and not (
                isinstance(child, ast.comprehension) and child is generator
            )
            self.sure &= not later and not own
            bound = set().union(*(flow.stores([g.target]) for g in around[:at]))
            self._enter(generator.iter, bound)
        self.repeated |= bool(around)
        return True

    def _consumed(self, node: ast.GeneratorExp) -> bool:
        call = self.facts.source.parents[node]
        if not isinstance(call, ast.Call) or call.args[:1] != [node]:
            return False
        called = call.func
        name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        return name in _CONSUMERS

    def _loop(self, loop: ast.For | ast.While, child: ast.AST) -> bool:
        if isinstance(loop, ast.For) and child is loop.iter:
            return True
        if child in loop.orelse:
            self.sure = False
            return self.harmless
        if self.names & self.facts.changed(loop) or reached([loop], self.names, self.facts):
            return False
        if any(names & self.facts.changed(loop) for _, names in self.guards) and not self.harmless:
            return False
        self.repeated = True
        if isinstance(loop, ast.While):
            self.sure &= child is loop.test
            return self.sure or self.harmless
        before = loop.body[: loop.body.index(child)] if child in loop.body else []
        self.sure &= not flow.has(before, *_LEAVES)
        self._enter(loop.iter, set())
        return self.sure or self.harmless

    def _enter(self, iterated: ast.expr, bound: set[str]) -> None:
        """Note under which test the body of a loop over `iterated` runs at all."""
        guard = test_of(iterated, self.facts)
        if guard is None or guard[1] & bound:
            self.sure = False
        else:
            self.guards.append(guard)


def place_of(node: ast.expr, names: set[str], harmless: bool, facts: Facts) -> Place | None:
    """Where an expression that depends on `names` can be evaluated once; None if it isn't repeated.

    `harmless` says that evaluating it can't raise, so that no test is needed.
    """
    return _Climb(node, names, harmless, facts).place()


def test_of(iterated: ast.expr, facts: Facts) -> tuple[str, set[str]] | None:
    """(test that `iterated` gives anything, names in it); None where that can't be told."""
    names = flow.expression_loads(iterated) - {"range", "len", "enumerate", "zip"}
    text = facts.source.segment(iterated)
    if isinstance(iterated, ast.List | ast.Tuple):
        return ("", set()) if iterated.elts else None
    if isinstance(iterated, ast.Call):
        return _test_of_call(iterated, names, facts)
    if isinstance(iterated, ast.Name | ast.Subscript):
        known = shapes.within(shapes_of(iterated, facts), *_SIZED)
        if known or facts.kind_of(iterated) in _SIZED:
            return f"len({text})", names
    return None


def _test_of_call(call: ast.Call, names: set[str], facts: Facts) -> tuple[str, set[str]] | None:
    called = call.func
    if isinstance(called, ast.Attribute):
        if called.attr in _VIEWS and not call.args:
            return test_of(called.value, facts)
        return None
    if not (isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called)):
        return None
    if called.id in _THROUGH and call.args:
        return test_of(call.args[0], facts)
    if called.id == "zip" and call.args and not call.keywords:
        tests = [test_of(argument, facts) for argument in call.args]
        known = [test for test in tests if test is not None]
        if len(known) < len(tests):
            return None
        texts = list(dict.fromkeys(text for text, _ in known if text))
        return " and ".join(texts), set().union(*(found for _, found in known))
    return _test_of_range(call, names, facts) if called.id == "range" else None


def _test_of_range(call: ast.Call, names: set[str], facts: Facts) -> tuple[str, set[str]] | None:
    plain = (ast.Name, ast.Constant, ast.BinOp, ast.Attribute, ast.Subscript, ast.operator)
    parts = [part for argument in call.args for part in ast.walk(argument)]
    calls = [part for part in parts if isinstance(part, ast.Call)]
    if any(not (isinstance(c.func, ast.Name) and c.func.id == "len") for c in calls):
        return None
    if not all(isinstance(p, (*plain, ast.Call, ast.expr_context, ast.UnaryOp, ast.unaryop))
               for p in parts):  # fmt: skip
        return None
    only = call.args[0]
    if len(call.args) == 1:
        if isinstance(only, ast.Constant):
            return ("", set()) if isinstance(only.value, int) and only.value > 0 else None
        if isinstance(only, ast.Call):
            return facts.source.segment(only), names
        if isinstance(only, ast.Name | ast.Attribute | ast.Subscript):
            return f"{facts.source.segment(only)} > 0", names
    return f"len({facts.source.segment(call)})", names
