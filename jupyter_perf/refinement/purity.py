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
from .foreign import Homes
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
PURE_NUMPY = words(
    """
    abs absolute add all allclose amax amin any append arange arccos arcsin arctan arctan2 argmax
    argmin argsort array array_equal asarray atleast_1d atleast_2d average bincount cbrt ceil clip
    column_stack concatenate convolve copy corrcoef cos cosh count_nonzero cov cross cumprod cumsum
    deg2rad degrees diag diff digitize divide dot dstack equal exp exp2 expand_dims expm1 eye fabs
    flatnonzero flip floor full full_like greater hanning histogram hstack hypot identity inner
    interp isclose isfinite isin isinf isnan less linspace log log10 log1p log2 logical_and
    logical_not logical_or logspace matmul max maximum mean median meshgrid min minimum mod multiply
    nanmax nanmean nanmedian nanmin nanstd nansum nanvar negative nonzero ones ones_like outer pad
    percentile polyfit polyval power prod ptp quantile rad2deg radians ravel real repeat reshape
    rint roll round searchsorted sign sin sinh sort sqrt square squeeze stack std subtract sum
    swapaxes take tan tanh tensordot tile trace transpose trapezoid tril triu trunc unique var vdot
    vstack where zeros zeros_like
    """
)
"""Functions of numpy, and of its `linalg`, that do nothing but give a new value."""
OF_ONE = words(
    """
    abs absolute arccos arcsin arctan cbrt ceil cos cosh deg2rad degrees exp exp2 expm1 fabs floor
    isfinite isinf isnan log log10 log1p log2 logical_not negative rad2deg radians rint sign sin
    sinh sqrt square tan tanh trunc
    """
)
OF_MORE = words(
    """
    allclose append arange average clip cross digitize diff eye full histogram interp isclose
    linspace logspace pad percentile polyfit quantile repeat roll searchsorted swapaxes tensordot
    trapezoid where
    """
)
"""Of the others the third argument may be where the result is put, of `OF_ONE` the second, and of
these it isn't: what they give is new all the same."""
PURE_LINALG = words("cholesky cond det eig eigh eigvals inv lstsq norm pinv qr slogdet solve svd")
DRAWING = ("random.", "numpy.random.")
"""What draws from a generator gives something else each time."""
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


def purity(
    function: Function,
    resolve: Callable[[str], Function | str | None],
    homes: Homes | None = None,
) -> Purity:
    """Whether calling `function` has no effect and depends on its arguments and globals alone.

    `resolve(name)` tells what a called global name is: a function to be read in turn, a word
    (`builtin`, `module math`) or None where it isn't known. `homes` tells it for functions of
    modules, whose globals are others.
    """
    return _Reader(resolve, homes or Homes()).read(function)


class _Reader:
    def __init__(self, resolve: Callable[[str], Function | str | None], homes: Homes) -> None:
        self.resolve = resolve
        self.homes = homes
        self.foreign: Function | None = None
        """The function that is being read, where it is a module's."""
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
        meaning = self.homes.meaning(function)
        if meaning is None:
            return self._why_body_impure(function)
        around = self.resolve, self.foreign
        self.resolve, self.foreign = meaning, function
        try:
            return self._why_body_impure(function)
        finally:
            self.resolve, self.foreign = around

    def _why_body_impure(self, function: Function) -> str:
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
            # A module's table may have been imported by its name as well.
            self.globals.add(node.id)
            if self.foreign is not None and self.homes.changing(self.foreign, node.id):
                return f"it reads {node.id}, which its module may change"
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
        if full.startswith(DRAWING):
            return f"it calls {full}"
        if _of_numpy(full):
            return self._handed_on(node, local) if _gives_new(full, node) else f"it calls {full}"
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


def _of_numpy(full: str) -> bool:
    """True for a function of numpy that does nothing but give a value, unless told otherwise."""
    module, _, name = full.rpartition(".")
    return name in {"numpy": PURE_NUMPY, "numpy.linalg": PURE_LINALG}.get(module, frozenset())


def _gives_new(full: str, node: ast.Call) -> bool:
    """Whether it isn't told to put its value anywhere."""
    name = full.rpartition(".")[2]
    most = 1 if name in OF_ONE else 3 if name in OF_MORE else 2
    plain = len(node.args) <= most and not any(isinstance(x, ast.Starred) for x in node.args)
    return plain and all(keyword.arg not in ("out", None) for keyword in node.keywords)


def is_builtin(name: str) -> bool:
    return hasattr(builtins, name)
