"""Whether a function of the user's is pure, by reading it."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from dataclasses import dataclass

from .flow import (
    QUIET_BUILTINS,
    QUIET_METHODS,
    has,
    local_names,
    own_statements,
    parameters,
    root,
    words,
)
from .source import FUNCTIONS, Function

PURE_MODULES = frozenset(
    {"math", "operator", "cmath", "string", "re", "statistics", "unicodedata", "textwrap", "html"}
)
PURE_CALLS = words(
    """
    datetime.datetime datetime.date datetime.time datetime.timedelta datetime.datetime.strptime
    datetime.datetime.fromisoformat datetime.date.fromisoformat datetime.datetime.combine
    collections.Counter collections.defaultdict collections.deque collections.OrderedDict
    itertools.chain itertools.chain.from_iterable itertools.accumulate itertools.combinations
    itertools.permutations itertools.product itertools.groupby itertools.zip_longest
    itertools.islice bisect.bisect bisect.bisect_left bisect.bisect_right heapq.nlargest
    heapq.nsmallest fractions.Fraction copy.copy copy.deepcopy functools.reduce
    """
)
"""Classes and functions of other modules that have no effect and give the same for the same."""
FIRST_CHANGED = words(
    """
    heapq.heappush heapq.heappop heapq.heapify heapq.heappushpop heapq.heapreplace bisect.insort
    bisect.insort_left bisect.insort_right
    """
)
"""Functions that change nothing but their first argument."""
IMMUTABLE_RESULTS = words(
    """
    abs all any ascii bin bool bytes chr complex divmod float format frozenset hash hex int len oct
    ord pow range repr round str sum tuple
    """
)


@dataclass(frozen=True)
class Purity:
    """`impure` says what stands in the way, or is empty; `globals` are the names it reads."""

    impure: str
    globals: frozenset[str]


def purity(function: Function, resolve: Callable[[str], Function | str | None]) -> Purity:
    """Whether calling `function` has no effect and depends on its arguments and globals alone.

    `resolve(name)` tells what a called global name is: a function to be read in turn, a word
    (`builtin`, `module math`) or None where it isn't known.
    """
    return _Reader(resolve).read(function)


class _Reader:
    def __init__(self, resolve: Callable[[str], Function | str | None]) -> None:
        self.resolve = resolve
        self.seen: set[int] = set()
        self.globals: set[str] = set()

    def read(self, function: Function) -> Purity:
        return Purity(self._why_impure(function), frozenset(self.globals))

    def _why_impure(self, function: Function) -> str:
        if id(function) in self.seen:
            return ""
        self.seen.add(id(function))
        if isinstance(function, ast.AsyncFunctionDef):
            return "it is async"
        local = local_names(function)
        given = set(parameters(function))
        for node in own_statements(function):
            why = self._node(node, local, given)
            if why:
                return why
        return ""

    def _node(self, node: ast.AST, local: set[str], given: set[str]) -> str:
        if isinstance(node, ast.Yield | ast.YieldFrom | ast.Await):
            return "it is a generator"
        if isinstance(node, ast.Global | ast.Nonlocal):
            return f"it rebinds {node.names[0]}"
        if isinstance(node, ast.Lambda):
            return self._lambda(node, local, given)
        if isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.Import, ast.ImportFrom, ast.With)):
            return "it defines, imports or enters something"
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load):
            base = root(node)
            if base is None or base.id not in local or base.id in given:
                return "it changes something that it was given"
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in local:
            self.globals.add(node.id)
        if isinstance(node, ast.Call):
            return self._call(node, local, given)
        return ""

    def _lambda(self, node: ast.Lambda, local: set[str], given: set[str]) -> str:
        """Why what a lambda does when it is called is impure, as by `sorted(items, key=…)`."""
        own = set(parameters(node))
        defaults = [*node.args.defaults, *node.args.kw_defaults]
        if any(defaults) or has(node.body, ast.Lambda, ast.NamedExpr):
            return "it defines something"
        for part in ast.walk(node.body):
            why = self._node(part, local | own, given | own)
            if why:
                return why
        return ""

    def _call(self, node: ast.Call, local: set[str], given: set[str]) -> str:
        called = node.func
        full = self._full_name(called, local)
        if full in PURE_CALLS or full.partition(".")[0] in PURE_MODULES:
            return self._handed_on(node, local)
        if full in FIRST_CHANGED and node.args:
            first = root(node.args[0])
            own = first is not None and first.id in local and first.id not in given
            return "" if own else f"it calls {full}"
        if isinstance(called, ast.Attribute):
            base = root(called)
            if called.attr in QUIET_METHODS:
                return ""
            fresh = base is not None and base.id in local and base.id not in given
            return "" if fresh else f"it calls .{called.attr}"
        if not isinstance(called, ast.Name) or called.id in local:
            return "it calls what it was given"
        if called.id == "print":
            return "it prints"
        kind = self.resolve(called.id)
        if kind == "builtin" and called.id in QUIET_BUILTINS | {"ValueError", "TypeError"}:
            return self._handed_on(node, local)
        if isinstance(kind, FUNCTIONS):
            return self._why_impure(kind)
        return f"it calls {called.id}"

    def _full_name(self, called: ast.expr, local: set[str]) -> str:
        """`datetime.datetime.strptime` by imports, or an empty text."""
        parts: list[str] = []
        while isinstance(called, ast.Attribute):
            parts.append(called.attr)
            called = called.value
        if not isinstance(called, ast.Name) or called.id in local:
            return ""
        kind = self.resolve(called.id)
        if not isinstance(kind, str) or not kind.startswith("module "):
            return ""
        return ".".join([kind.removeprefix("module "), *reversed(parts)])

    def _handed_on(self, node: ast.Call, local: set[str]) -> str:
        """Why a function that is handed on, as in `re.sub(pattern, function, text)`, is impure."""
        for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
            if isinstance(argument, ast.Name) and argument.id not in local:
                kind = self.resolve(argument.id)
                why = self._why_impure(kind) if isinstance(kind, FUNCTIONS) else ""
                if why:
                    return why
        return ""


def is_builtin(name: str) -> bool:
    return hasattr(builtins, name)
