"""Calls in a function of one window, written for an array instead of a Series."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..source import Decline
from . import _window_kinds as kinds
from ._windows import Windowed

_PLAIN_METHODS = frozenset({"sum", "mean", "max", "min", "prod", "argmax", "argmin"})
_SPREAD = frozenset({"std", "var"})
_WITH_HOLES = frozenset({"sum", "mean", "max", "min", "prod", "std", "var", "median"})
_OF_TESTS = frozenset({"sum", "mean", "any", "all"})
_REDUCING = flow.words("sum mean max min amax amin prod std var median ptp argmax argmin")
_MAKING = flow.words("polyfit arange dot corrcoef diff sort unique ones linspace")
_FUNCTIONS = flow.words("log log10 log1p sqrt exp")
_OF_NUMBERS = frozenset({"abs", "float", "int", "round"})


class WindowCalls:
    """Methods of windows and functions of numpy's; notes what has to be written otherwise."""

    def __init__(self, found: Windowed, facts: Facts) -> None:
        self.found, self.facts = found, facts
        self.swaps: dict[ast.expr, str] = {}
        self.imports: list[str] = []
        self._names = {found.parameter: kinds.WINDOW}
        self._here = facts.source.inside(found.function, facts.source.tree)

    def __call__(self, node: ast.expr) -> str:
        """The kind of an expression."""
        raise NotImplementedError

    # ---- texts ---------------------------------------------------------------------------------

    def _written(self, node: ast.expr) -> str:
        return self.facts.source.render(node, self.swaps)

    def _swap(self, node: ast.expr, text: str) -> None:
        if not self._here:
            raise Decline("a function that isn't there to change")
        inside = [part for part in self.swaps if self.facts.source.inside(part, node)]
        for part in inside:
            del self.swaps[part]
        self.swaps[node] = text

    def _numpy(self) -> str:
        name, line = self.facts.module("numpy", "np")
        self.imports += [line] if line and line not in self.imports else []
        return name

    def _tight(self, node: ast.expr) -> str:
        text = self._written(node)
        loose = isinstance(node, ast.BinOp | ast.UnaryOp) and not text.startswith("(")
        return f"({text})" if loose else text

    # ---- calls ---------------------------------------------------------------------------------

    def _call(self, node: ast.Call) -> str:
        called = node.func
        if isinstance(called, ast.Name) and self.facts.is_builtin(called.id, at=node):
            return self._builtin(node, called.id)
        module, _, name = (self.facts.full_name(called) or "").rpartition(".")
        if module == "numpy":
            return self._numpy_call(node, name)
        if module == "math" and len(node.args) == 1 and self(node.args[0]) in kinds.NUMBERS:
            return kinds.LOOSE
        if not isinstance(called, ast.Attribute):
            raise Decline("a function that isn't known")
        return self._method(node, called)

    def _builtin(self, node: ast.Call, name: str) -> str:
        given = [self(arg) for arg in node.args]
        if node.keywords or not given:
            raise Decline("a call that isn't known")
        if name == "len" and given[0] in kinds.ELEMENTS | {kinds.SOME, kinds.ARRAY}:
            return kinds.PLAIN if given[0] in kinds.ELEMENTS else kinds.LOOSE
        if name == "range" and set(given) <= {kinds.PLAIN}:
            return kinds.ARRAY
        if name in ("sum", "max", "min") and given in ([kinds.WINDOW], [kinds.DERIVED]):
            return kinds.LOOSE
        if name == "sum" and given in ([kinds.TESTS], [kinds.FEW_TESTS]):
            return kinds.LOOSE
        if name == "abs" and given[0] in kinds.ELEMENTS | {kinds.STEPS}:
            return kinds.DERIVED if given[0] == kinds.WINDOW else given[0]
        if name in _OF_NUMBERS | {"max", "min"} and set(given) <= kinds.NUMBERS:
            return kinds.LOOSE
        raise Decline("a call that isn't known")

    def _numpy_call(self, node: ast.Call, name: str) -> str:
        given = [self(arg) for arg in node.args]
        options = {k.arg: self(k.value) for k in node.keywords}
        if not given or not set(options.values()) <= {kinds.PLAIN, kinds.ARRAY}:
            raise Decline("a call that isn't known")
        first, others = given[0], set(given[1:])
        whole = kinds.ELEMENTS - {kinds.HOLED}
        if name in _REDUCING and not others and set(options) <= {"ddof"}:
            if first in whole or (first == kinds.TESTS and name in _OF_TESTS):
                return kinds.NUMBER
            if first == kinds.ARRAY:
                return first
        if name in ("percentile", "quantile") and first in whole and others == {kinds.PLAIN}:
            return kinds.NUMBER
        if name == "average" and first in whole and not others and set(options) <= {"weights"}:
            return kinds.NUMBER
        if name in ("abs", "square") and first in whole and not others:
            return kinds.DERIVED
        if name in _FUNCTIONS and not others:
            return kinds.HOLED if first in kinds.ELEMENTS else self._of_number(first)
        if name in _MAKING and {first, *others} <= {kinds.WINDOW, kinds.ARRAY, kinds.PLAIN}:
            return kinds.ARRAY
        raise Decline("a function of numpy's that isn't known")

    def _of_number(self, kind: str) -> str:
        if kind not in kinds.NUMBERS:
            raise Decline("a function of what is no number")
        return kinds.NUMBER

    def _method(self, node: ast.Call, called: ast.Attribute) -> str:
        kind, name = self(called.value), called.attr
        if kind == kinds.ARRAY:
            if name in _REDUCING and not node.args and not node.keywords:
                return kinds.ARRAY
            raise Decline("a method of an array that isn't known")
        if name == "to_numpy" and kind in kinds.ELEMENTS and not (node.args or node.keywords):
            self._swap(node, self._written(called.value))
            return kinds.ARRAY
        dot = name == "dot" and kind == kinds.WINDOW and len(node.args) == 1
        if dot and self(node.args[0]) in (kinds.ARRAY, kinds.WINDOW):
            return kinds.NUMBER
        if name == "quantile" and kind in kinds.ELEMENTS - {kinds.HOLED}:
            return self._quantile(node, called)
        if node.args or any(k.arg != "ddof" or name not in _SPREAD for k in node.keywords):
            raise Decline("a method with options")
        made = self._made(node, called, kind, name)
        return made if made is not None else self._reduced(node, called, kind, name)

    def _quantile(self, node: ast.Call, called: ast.Attribute) -> str:
        given = [*node.args, *(k.value for k in node.keywords if k.arg == "q")]
        if len(given) != 1 or len(node.args) + len(node.keywords) > 1:
            raise Decline("a quantile that is asked for otherwise")
        if not (isinstance(given[0], ast.Constant) and type(given[0].value) is float):
            raise Decline("a quantile that isn't known")
        share = self.facts.source.segment(given[0])
        self._swap(node, f"{self._numpy()}.quantile({self._written(called.value)}, {share})")
        return kinds.NUMBER

    def _made(self, node: ast.Call, called: ast.Attribute, kind: str, name: str) -> str | None:
        """What a method makes of each element; None for other methods."""
        inner = called.value
        if name == "abs" and kind in kinds.ELEMENTS | {kinds.STEPS}:
            self._swap(node, f"abs({self._written(inner)})")
            return kinds.DERIVED if kind == kinds.WINDOW else kind
        if name == "diff" and kind == kinds.WINDOW:
            self._swap(node, f"{self._numpy()}.diff({self._written(inner)})")
            return kinds.STEPS
        if name in ("cummax", "cummin") and kind in (kinds.WINDOW, kinds.DERIVED):
            how = {"cummax": "maximum", "cummin": "minimum"}[name]
            self._swap(node, f"{self._numpy()}.{how}.accumulate({self._written(inner)})")
            return kinds.DERIVED
        return kinds.HOLED if name == "cumsum" and kind in (kinds.WINDOW, kinds.DERIVED) else None

    def _reduced(self, node: ast.Call, called: ast.Attribute, kind: str, name: str) -> str:
        inner = called.value
        few = kind == kinds.STEPS and self.found.size < 3
        if kind in (kinds.TESTS, kinds.FEW_TESTS) and name in _OF_TESTS:
            if kind == kinds.FEW_TESTS and name not in ("sum", "any"):
                raise Decline(f"{name} of tests of some elements")
            return kinds.NUMBER if name in ("sum", "mean") else kinds.TRUTH
        if (kind == kinds.SOME or few) and name != "sum":
            raise Decline(f"{name} of what may be nothing")
        ddof = next((f", ddof={ast.unparse(k.value)}" for k in node.keywords), ", ddof=1")
        options = ddof if name in _SPREAD else ""
        if name in _SPREAD and self.found.size < 2:
            raise Decline("the spread of what may be one element")
        if kind == kinds.HOLED and name in _WITH_HOLES:
            self._swap(node, f"{self._numpy()}.nan{name}({self._written(inner)}{options})")
        elif kind == kinds.HOLED:
            raise Decline(f"{name} of what may have holes")
        elif name in _SPREAD:
            self._swap(node, f"{self._tight(inner)}.{name}({options[2:]})")
        elif name == "median":
            self._swap(node, f"{self._numpy()}.median({self._written(inner)})")
        elif name == "nunique":
            self._swap(node, f"len({self._numpy()}.unique({self._written(inner)}))")
        elif name == "count" and kind != kinds.STEPS:
            self._swap(node, f"len({self._written(inner)})")
            return kinds.LOOSE
        elif name not in _PLAIN_METHODS or kind not in kinds.ELEMENTS | {kinds.SOME, kinds.STEPS}:
            raise Decline(f"the {name} of a window")
        return kinds.NUMBER
