"""Which names' objects a cell may change: deliberately more rather than fewer.

Stores into attributes and items, method calls and arguments of calls count, except where the type
of the object or the function is known to leave it alone; changes follow assignments backwards
(`row = rows[0]; row.append(1)` changes `rows`).
"""

from __future__ import annotations

import ast
import sys
import types
from collections.abc import Iterable, Mapping
from functools import lru_cache

from .names_found import dotted
from .names_state import bound_by


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CHANGING_METHODS = _words(
    "append appendleft extend extendleft insert pop popleft popitem remove discard clear sort "
    "reverse rotate add update setdefault difference_update intersection_update fill put itemset "
    "symmetric_difference_update partition resize setflags byteswap set_axis write writelines "
    "writerow writerows send throw close read readline readlines seek truncate"
)
LEAVE_ARGUMENTS_ALONE = _words(
    "len sum min max sorted print range enumerate zip abs round int float str bool repr isinstance "
    "issubclass type id hash tuple list dict set frozenset any all map filter reversed format "
    "divmod pow ord chr callable hasattr getattr ascii bin hex oct bytes complex slice "
    "display"
)
"""Builtins that don't change what they are given (iterators among it apart)."""
NOTHING_KEPT = _words(
    "len sum int float str bool repr isinstance issubclass id hash abs round any all print type "
    "range format ord chr callable hasattr ascii bin hex oct pow divmod"
)
"""Of those, the ones whose result holds no part of their arguments."""
GENTLE_MODULES = _words(
    "numpy pandas scipy math cmath statistics itertools functools operator collections re json "
    "copy datetime time string textwrap fractions decimal polars pyarrow"
)
UNGENTLE_FUNCTIONS = frozenset({"shuffle", "copyto", "put", "place", "putmask", "fill_diagonal"})
UNCHANGEABLE = (
    int, float, complex, str, bytes, bool, type(None), range, slice, type(Ellipsis),
    types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type,
)  # fmt: skip


class Mutations:
    """Collects, during the walk, what may be changed; `names` then follows the aliases."""

    def __init__(self, namespace: Mapping[str, object], imported: Mapping[str, str]) -> None:
        self._namespace = namespace
        self._imported = imported
        """Names that the cell itself imports → their module."""
        self._changed: set[str] = set()
        self._sources: dict[str, set[str]] = {}
        self._plain: dict[str, bool] = {}
        """Name → whether all that was ever assigned to it is a literal number or string."""

    def changed(self, node: ast.AST) -> None:
        """The object that this expression stands for is written to."""
        self._changed |= _names(node)

    def alias(self, targets: Iterable[ast.AST], value: ast.AST) -> None:
        """Each target may from now on share objects with the names in `value`."""
        sources = _kept(value)
        for name in (n for t in targets for part in ast.walk(t) for n in bound_by(part)):
            self._sources.setdefault(name, set()).update(sources)
            self._plain[name] = self._plain.get(name, True) and isinstance(value, ast.Constant)

    def augmented(self, node: ast.AugAssign) -> None:
        """`x += …` changes a list in place, but only rebinds a number."""
        if not isinstance(node.target, ast.Name):
            self.changed(node.target)
            return
        name = node.target.id
        if not self._plain.get(name, False):
            self._changed.add(name)
            self._sources.setdefault(name, set()).update(_kept(node.value))

    def call(self, node: ast.Call) -> None:
        callee = dotted(node.func)
        if any(k.arg == "inplace" for k in node.keywords) and isinstance(node.func, ast.Attribute):
            self.changed(node.func.value)
        for keyword in node.keywords:
            if keyword.arg == "out":
                self.changed(keyword.value)
        if isinstance(node.func, ast.Attribute) and not self._is_module(callee):
            if not self._gentle_method(node.func):
                self.changed(node.func.value)
                self._change_arguments(node, node.func.attr in CHANGING_METHODS)
                self._keep_arguments(node)
        elif not self._gentle_function(callee):
            self._change_arguments(node, keeps_only=False)

    def _change_arguments(self, node: ast.Call, keeps_only: bool) -> None:
        if not keeps_only:
            for argument in [*node.args, *(k.value for k in node.keywords)]:
                self._changed |= _kept(argument)

    def _keep_arguments(self, node: ast.Call) -> None:
        """`rows.append(row)`: `rows` now holds `row`."""
        assert isinstance(node.func, ast.Attribute)
        for name in _names(node.func.value):
            for argument in node.args:
                self._sources.setdefault(name, set()).update(_kept(argument))

    def _is_module(self, callee: str) -> bool:
        root = callee.split(".")[0]
        return root in self._imported or issubclass(
            type(self._namespace.get(root)), types.ModuleType
        )

    def _gentle_function(self, callee: str) -> bool:
        root = callee.partition(".")[0]
        if root in self._imported:
            module = self._imported[root]
        elif root in self._namespace:
            module = _home_of(self._namespace[root])
        else:
            return callee in LEAVE_ARGUMENTS_ALONE
        known = module.split(".")[0] in GENTLE_MODULES
        return known and callee.rpartition(".")[2] not in UNGENTLE_FUNCTIONS

    def _gentle_method(self, method: ast.Attribute) -> bool:
        if method.attr in CHANGING_METHODS:
            value = self._namespace.get(dotted(method.value))
            # `add`, `update`, `pop` and so on change a set, but `DataFrame.add` makes a new one.
            return value is not None and method.attr in _gentle_here(type(value))
        return method.attr in _gentle_everywhere("pandas" in sys.modules, "numpy" in sys.modules)

    def names(self, among: set[str]) -> frozenset[str]:
        """Those of `among` whose objects may be changed, through any chain of aliases."""
        found: set[str] = set()
        waiting = list(self._changed)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._sources.get(name, ())
        used_up = {n for n in among if hasattr(type(self._namespace.get(n)), "__next__")}
        return self.changeable((found | used_up) & among)

    def changeable(self, names: set[str]) -> frozenset[str]:
        """Those of `names` that aren't known to be numbers, strings, functions or modules."""
        space = self._namespace
        return frozenset(
            n for n in names if n not in space or not issubclass(type(space[n]), UNCHANGEABLE)
        )


def _home_of(value: object) -> str:
    """The module that a function, class or object is of; a module's own name."""
    # By type(), since `isinstance` asks the object, and lazy ones may fail when asked.
    kind = type(value)
    if issubclass(kind, types.ModuleType):
        return str(getattr(value, "__name__", ""))
    if issubclass(kind, (type, types.FunctionType, types.BuiltinFunctionType)):
        return str(getattr(value, "__module__", ""))
    return kind.__module__


def _names(node: ast.AST) -> set[str]:
    """The names whose objects `node` may be, or be a part of."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Starred)):
        node = node.value
    if isinstance(node, ast.Name):
        return {node.id}
    return _kept(node)


def _kept(node: ast.AST) -> set[str]:
    """The names of which `node`'s value may hold a part."""
    if isinstance(node, ast.Name):
        return {node.id}
    if isinstance(node, (ast.Compare, ast.JoinedStr, ast.Constant)):
        return set()
    children: Iterable[ast.AST] = ast.iter_child_nodes(node)
    if isinstance(node, ast.Subscript):
        children = [node.value]
    elif isinstance(node, ast.Call):
        if dotted(node.func) in NOTHING_KEPT:
            return set()
        receiver = [node.func.value] if isinstance(node.func, ast.Attribute) else []
        children = [*receiver, *node.args, *(k.value for k in node.keywords)]
    return {name for child in children for name in _kept(child)}


@lru_cache(maxsize=4)
def _gentle_everywhere(with_pandas: bool, with_numpy: bool) -> frozenset[str]:
    """Methods of common types that leave their object and their arguments as they are.

    Only types of libraries that are loaded already are asked: nothing is imported for this.
    """
    names = {n for t in (str, bytes, dict, list, tuple, set, int, float) for n in dir(t)}
    kinds: dict[str, tuple[str, ...]]
    kinds = {"pandas": ("DataFrame", "Series", "Index")} if with_pandas else {}
    kinds |= {"numpy": ("ndarray",)} if with_numpy else {}
    for module, classes in kinds.items():
        for kind in classes:
            names |= set(dir(getattr(sys.modules[module], kind, object)))
    return frozenset(names) - CHANGING_METHODS - {"__setitem__", "__delitem__"}


def _gentle_here(kind: type) -> frozenset[str]:
    if not kind.__module__.startswith("pandas."):
        return frozenset()
    return frozenset({"add", "sort", "clear", "read"})
