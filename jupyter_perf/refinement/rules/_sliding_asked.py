"""What a loop asks of the windows that slide with its variable: means, spreads, counts."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..source import FUNCTIONS, Decline
from ._sliding import Sliding, sliding

_METHODS = flow.words("mean std var min max sum median")
_SPREAD = flow.words("std var")


@dataclass(frozen=True)
class View:
    """A window, or what of it isn't missing."""

    window: Sliding
    filled: bool


@dataclass(frozen=True)
class Ask:
    """One number that is asked of a window."""

    node: ast.expr
    window: Sliding
    what: str
    """The name of the reduction, or `count`; `present` for a count that is numpy's."""
    filled: bool = True
    """True where it is asked of what isn't missing alone, however long that is."""
    function: str = ""
    """`nanmean` for a function of numpy's that is asked of the whole window; "" for a method."""
    ddof: int = 0


class Asks:
    """All that one loop or comprehension asks of windows; raises Decline for more than numbers."""

    def __init__(self, loop: ast.AST, index: str, facts: Facts) -> None:
        self._loop = loop
        self._index = index
        self._facts = facts
        self.dropped: set[ast.stmt] = set()
        self._named: dict[str, list[tuple[ast.Assign, View]]] = {}
        self.found = self._all()
        self._refuse_other_uses()

    def _all(self) -> list[Ask]:
        found: list[Ask] = []
        waiting: list[ast.AST] = [self._loop]
        while waiting:
            node = waiting.pop()
            ask = self._ask(node) if isinstance(node, ast.expr) else None
            if ask is not None:
                found.append(ask)
            else:
                waiting.extend(reversed([*ast.iter_child_nodes(node)]))
        return found

    # ---- views ---------------------------------------------------------------------------------

    def _view(self, node: ast.expr) -> View | None:
        if isinstance(node, ast.Name):
            return self._of_name(node)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
            try:
                found = sliding(node, self._index, self._loop, self._facts)
            except Decline:
                return None
            return View(found, False) if found is not None else None
        if isinstance(node, ast.Subscript):
            whole = self._view(node.value)
            same = whole is not None and self._is_present(node.slice, node.value)
            return View(whole.window, True) if whole is not None and same else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            plain = node.func.attr == "dropna" and not node.args and not node.keywords
            whole = self._view(node.func.value) if plain else None
            return View(whole.window, True) if whole is not None and whole.window.pandas else None
        return None

    def _of_name(self, node: ast.Name) -> View | None:
        """What the last statement above, in a block around, gave the name."""
        if node.id not in self._named:
            self._named[node.id] = []
            self._named[node.id] = self._given(node)
        above = [
            (stmt, view) for stmt, view in self._named[node.id]
            if stmt.lineno < self._facts.source.statement(node).lineno
        ]  # fmt: skip
        if not above:
            return None
        stmt, view = above[-1]
        block = self._facts.source.block(stmt)
        behind = block[block.index(stmt) + 1 :]
        return view if any(self._facts.source.inside(node, one) for one in behind) else None

    def _given(self, node: ast.Name) -> list[tuple[ast.Assign, View]]:
        """The statements that give a name windows; nothing where others bind it too."""
        facts, known = self._facts, list[tuple[ast.Assign, View]]()
        binders = facts.binders(node.id, facts.scope(node.id, node))
        if node.id in facts.namespace or node.id in facts.taken:
            return []
        for binder in sorted(binders, key=lambda one: getattr(one, "lineno", 0)):
            stmt = facts.source.parents.get(binder)
            if not (isinstance(stmt, ast.Assign) and stmt.targets == [binder]):
                return []
            if not facts.source.inside(stmt, self._loop):
                return []
            self._named[node.id] = known
            view = self._view(stmt.value)
            if view is None:
                return []
            known = [*known, (stmt, view)]
        blocks = {id(facts.source.block(stmt)[0]) for stmt, _ in known}
        return known if len(blocks) == 1 else []

    def _is_present(self, test: ast.expr, values: ast.expr) -> bool:
        """True for `~np.isnan(w)`, `w.notna()`, `w == w` of the same window."""
        text = ast.unparse(values)
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Invert):
            return self._is_missing(test.operand, text)
        if isinstance(test, ast.Compare):
            return ast.unparse(test) == f"{text} == {text}"
        if isinstance(test, ast.Call):
            full = self._facts.full_name(test.func)
            if full in ("pandas.notna", "pandas.notnull"):
                return [ast.unparse(arg) for arg in test.args] == [text]
            return ast.unparse(test) in (f"{text}.notna()", f"{text}.notnull()")
        return False

    def _is_missing(self, test: ast.expr, text: str) -> bool:
        if not isinstance(test, ast.Call) or test.keywords:
            return False
        if self._facts.full_name(test.func) in ("numpy.isnan", "pandas.isna", "pandas.isnull"):
            return [ast.unparse(arg) for arg in test.args] == [text]
        return ast.unparse(test) in (f"{text}.isna()", f"{text}.isnull()")

    # ---- questions -----------------------------------------------------------------------------

    def _ask(self, node: ast.expr) -> Ask | None:
        if isinstance(node, ast.Attribute) and node.attr == "size":
            view = self._view(node.value)
            return Ask(node, view.window, "count") if view and view.filled else None
        if not isinstance(node, ast.Call):
            return None
        called = node.func
        if isinstance(called, ast.Name) and called.id == "len" and len(node.args) == 1:
            view = self._view(node.args[0])
            known = self._facts.is_builtin("len", at=node)
            return Ask(node, view.window, "count") if view and view.filled and known else None
        counted = self._counted(node)
        if counted is not None:
            return counted
        full = self._facts.full_name(called) or ""
        if full.startswith("numpy.") and len(node.args) == 1:
            return self._of_numpy(node, full.removeprefix("numpy."))
        return self._of_method(node, called) if isinstance(called, ast.Attribute) else None

    def _counted(self, node: ast.Call) -> Ask | None:
        """`(~np.isnan(w)).sum()`, `np.sum(~np.isnan(w))`, `w.notna().sum()`."""
        called, test = node.func, node.args[0] if len(node.args) == 1 else None
        if isinstance(called, ast.Attribute) and called.attr == "sum" and not node.args:
            test = called.value
        elif self._facts.full_name(called) not in ("numpy.sum", "numpy.count_nonzero"):
            return None
        inside = test.operand if isinstance(test, ast.UnaryOp) else test
        if test is None or node.keywords or not isinstance(inside, ast.Call):
            return None
        values = inside.args[0] if inside.args else getattr(inside.func, "value", None)
        if not isinstance(values, ast.expr):
            return None
        view = self._view(values)
        if view is None or not self._is_present(test, values):
            return None
        return Ask(node, view.window, "present")

    def _of_numpy(self, node: ast.Call, name: str) -> Ask | None:
        view = self._view(node.args[0])
        if view is None:
            return None
        name = {"amin": "min", "amax": "max", "nanmin": "nanmin"}.get(name, name)
        skips = name.startswith("nan")
        what = name.removeprefix("nan") if skips else name
        if what not in _METHODS or (view.window.pandas and not skips):
            return None
        return self._reduced(node, view, what, name)

    def _of_method(self, node: ast.Call, called: ast.Attribute) -> Ask | None:
        view = self._view(called.value)
        if view is None or node.args:
            return None
        if view.window.pandas and called.attr == "count" and not node.keywords:
            return Ask(node, view.window, "present")
        if called.attr not in _METHODS or (called.attr == "median" and not view.window.pandas):
            return None
        return self._reduced(node, view, called.attr, "")

    def _reduced(self, node: ast.Call, view: View, what: str, function: str) -> Ask:
        pandas = view.window.pandas and not function
        ddof = 1 if pandas and what in _SPREAD else 0
        for keyword in node.keywords:
            value = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
            if keyword.arg != "ddof" or what not in _SPREAD or type(value) is not int:
                raise Decline("a number that is asked for otherwise")
            ddof = value
        if ddof not in (0, 1):
            raise Decline("a number that is asked for otherwise")
        if view.filled and not pandas and what in ("min", "max"):
            raise Decline("the extreme of what may be nothing")
        return Ask(node, view.window, what, view.filled, function, ddof)

    # ---- all uses ------------------------------------------------------------------------------

    def _refuse_other_uses(self) -> None:
        """Decline where a window is read in any other way; note the statements that can go."""
        facts = self._facts
        asked = [ask.node for ask in self.found]
        self.dropped.update(stmt for given in self._named.values() for stmt, _ in given)
        for name, given in self._named.items():
            if not given:
                continue
            scope = facts.scope(name, given[0][0].targets[0])
            for use in facts.source.all(ast.Name):
                if use.id != name or facts.scope(name, use) is not scope:
                    continue
                if any(outer in asked for outer in [use, *facts.source.ancestors(use)]):
                    continue
                if not any(facts.source.inside(use, stmt) for stmt in self.dropped):
                    raise Decline("a window that is read otherwise")
        if flow.has(self._loop, ast.Lambda, *FUNCTIONS):
            raise Decline("a function that may be called later")
