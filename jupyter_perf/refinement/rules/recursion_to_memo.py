from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field

from ...core.code import Safety
from .. import flow, shapes
from ..facts import Facts
from ..shapes import Shapes
from ..shaping import elements_of, shapes_of
from ..source import Decline
from ._as_tuples import AsTuples
from ._bodies import body_text, indented, instead_of, rendered, without_docstring
from ._content_keys import changes_own_lists_alone, content_key
from ._recursion import is_method, most_calls, self_calls, why_impure
from ._rule import Rewrite, rule
from .recursion_to_cache import recursion_to_cache

_KEYS = frozenset({"int", "str", "bytes", "NoneType", "date"})
_FLAGS = frozenset({"bool", "str", "NoneType"})


@rule(ast.FunctionDef, safety=Safety.CHECK, gain=400.0, hints=("def ",))
def recursion_to_memo(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """Remember, while a recursive call lasts, what has been worked out in it.

    What it does:
        A pure function, nested function or method that calls itself more than once gets an inner
        function with a table of answers, made anew for each call from outside. Arguments that
        are handed on unchanged stay out of its keys; lists that are only read and sliced become
        tuples. Of other lists, and of lists of lists, the key is a tuple of what they hold.

    Why it is slow:
        Branches of the recursion work out the same arguments again, often exponentially often.

    Before:
        def ways(coins, total):
            if total == 0:
                return 1
            if total < 0 or not coins:
                return 0
            return ways(coins, total - coins[0]) + ways(coins[1:], total)

    After:
        def ways(coins, total):
            ways_memo = {}

            def ways_inner(coins, total):
                ways_key = (coins, total)
                if ways_key in ways_memo:
                    return ways_memo[ways_key]
                if total == 0:
                    return 1
                if total < 0 or not coins:
                    return 0
                return ways_memo.setdefault(
                    ways_key, ways_inner(coins, total - coins[0]) + ways_inner(coins[1:], total)
                )

            return ways_inner(tuple(coins), total)

    When not:
        The function has an effect, returns something that a caller could change, takes numbers of
        several types or floats; lists that are changed, returned or compared.

    Source:
        Michie, "Memo Functions and Machine Learning", Nature 218, 1968.
    """
    if node.decorator_list or node.args.vararg or node.args.kwarg or most_calls(node, facts) < 2:
        return None
    if recursion_to_cache(node, facts) is not None or _remembers(node):
        return None
    if facts.binders(node.name, facts.scope(node.name, node)) != [node]:
        return None
    if why_impure(node, facts) or _calls_enclosing(node, facts):
        return None
    calls = self_calls(node, facts)
    if not shapes.hashable(_returned(node, facts)):
        return None
    plan = _Plan(node, calls, facts)
    plan.parameters()
    return Rewrite(tuple(instead_of(plan.body, plan.text())))


def _remembers(node: ast.FunctionDef) -> bool:
    """True where answers are looked up already: `if key in known: return known[key]`."""
    for stmt in node.body:
        answer = stmt.body[0] if isinstance(stmt, ast.If) else None
        if isinstance(stmt, ast.If) and isinstance(answer, ast.Return) and answer.value is not None:
            key, _, known = ast.unparse(stmt.test).partition(" in ")
            if ast.unparse(answer.value) == f"{known}[{key.strip('()')}]":
                return True
    return False


def _returned(node: ast.FunctionDef, facts: Facts) -> Shapes | None:
    every = [part.value for part in flow.own_statements(node) if isinstance(part, ast.Return)]
    return shapes.union(*(shapes_of(v, facts) for v in every if v is not None))


def _calls_enclosing(node: ast.FunctionDef, facts: Facts) -> bool:
    """True where it calls something that a function around it binds: not what purity looked at."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name):
            scope = facts.scope(part.func.id, part.func)
            if part.func.id != node.name and not isinstance(scope, ast.Module):
                return True
    return False


def keyable(found: Shapes | None) -> bool:
    """True for values that are alike where they are equal, so that they can share an answer."""
    if not found:
        return False
    kinds = {shape.kind for shape in found}
    if kinds == {"tuple"}:
        return all(keyable(shape.of) for shape in found)
    return kinds <= _KEYS or kinds <= _FLAGS


@dataclass
class _Plan:
    node: ast.FunctionDef
    calls: list[ast.Call]
    facts: Facts
    keys: list[str] = field(default_factory=list)
    tuples: dict[str, AsTuples] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)
    """Parameter → its key, where that isn't the parameter itself."""

    @property
    def body(self) -> list[ast.stmt]:
        return without_docstring(self.node.body)

    @property
    def offset(self) -> int:
        return 1 if is_method(self.node, self.facts) else 0

    def parameters(self) -> None:
        """Find what the keys are made of; declines where an argument won't do."""
        stored = flow.stores(self.node.body)
        for name in flow.parameters(self.node)[self.offset :]:
            given = [self.argument(call, name) for call in self.calls]
            same = all(isinstance(a, ast.Name) and a.id == name for a in given)
            if not same or name in stored:
                self._key(name, given)
        if not self.keys:
            raise Decline("it calls itself with what it was given")

    def _key(self, name: str, given: list[ast.expr]) -> None:
        use = next(
            (p for p in ast.walk(self.node) if isinstance(p, ast.Name) and p.id == name), None
        )
        if use is None:
            raise Decline(f"{name} isn't used")
        self.keys.append(name)
        every = [use, *given]
        if keyable(shapes.union(*(shapes_of(part, self.facts) for part in every))):
            return
        if not all(shapes.within(shapes_of(part, self.facts), "list") for part in every):
            raise Decline(f"{name} can't be a key")
        found = AsTuples(name, self.node, self.calls, self.facts)
        if not self.facts.is_builtin("tuple", at=self.node):
            raise Decline("tuple is something else")
        if keyable(shapes.union(*(elements_of(p, self.facts) for p in every))) and found.fit():
            self.tuples[name] = found
            return
        content = content_key(name, every, self.facts)
        if content is None or not self.facts.is_builtin("map", at=self.node):
            raise Decline(f"{name} holds what can't be a key")
        if not changes_own_lists_alone(self.node, self.facts):
            raise Decline(f"{name} may be changed")
        self.contents[name] = content

    def argument(self, call: ast.Call, name: str) -> ast.expr:
        """What a call to itself gives for a parameter."""
        if any(isinstance(a, ast.Starred) for a in call.args):
            raise Decline("starred arguments")
        positional = [a.arg for a in [*self.node.args.posonlyargs, *self.node.args.args]]
        given = dict(zip(positional[self.offset :], call.args, strict=False))
        given |= {k.arg: k.value for k in call.keywords if k.arg is not None}
        if name not in given:
            raise Decline("a default is used")
        return given[name]

    def text(self) -> str:
        """The function's new body."""
        facts, name = self.facts, self.node.name
        memo, inner, key = (facts.fresh(f"{name}_{part}") for part in ("memo", "inner", "key"))
        swaps: dict[ast.expr, str] = {}
        for found in self.tuples.values():
            swaps |= found.swaps
        render = self._renderer(inner, swaps)
        for part in _outermost(self.calls, facts):
            swaps[part] = render(part)
        for stmt in flow.own_statements(self.node):
            if isinstance(stmt, ast.Return) and stmt.value is not None and self._took_work(stmt):
                inside = {p: t for p, t in swaps.items() if facts.source.inside(p, stmt.value)}
                swaps = {p: t for p, t in swaps.items() if p not in inside}
                value = rendered(stmt.value, inside, facts)
                swaps[stmt.value] = f"{memo}.setdefault({key}, {value})"
        given = [f"tuple({k})" if k in self.tuples else k for k in self.keys]
        parts = [self.contents.get(k, k) for k in self.keys]
        keys = f"({', '.join(parts)})" if len(parts) > 1 else parts[0]
        lines = f"{key} = {keys}\nif {key} in {memo}:\n    return {memo}[{key}]\n"
        body = lines + body_text(self.body, facts.source, swaps)
        return (
            f"{memo} = {{}}\n\ndef {inner}({', '.join(self.keys)}):\n{indented(body)}\n\n"
            f"return {inner}({', '.join(given)})"
        )

    def _took_work(self, stmt: ast.Return) -> bool:
        """False for a constant that is returned before anything else has been asked."""
        if not isinstance(stmt.value, ast.Constant):
            return True
        return any(call.lineno < stmt.lineno for call in self.calls)

    def _renderer(self, inner: str, swaps: dict[ast.expr, str]) -> Callable[[ast.Call], str]:
        def render(call: ast.Call) -> str:
            return f"{inner}({', '.join(written(self.argument(call, k), k) for k in self.keys)})"

        def written(value: ast.expr, name: str) -> str:
            nested = [c for c in self.calls if self.facts.source.inside(c, value)]
            inside = {c: render(c) for c in _outermost(nested, self.facts)}
            text = rendered(value, swaps | inside, self.facts)
            made = name in self.tuples and not self.tuples[name].held(value)
            return f"tuple({text})" if made else text

        return render


def _outermost(calls: list[ast.Call], facts: Facts) -> list[ast.Call]:
    return [
        call
        for call in calls
        if not any(other is not call and facts.source.inside(call, other) for other in calls)
    ]
