"""Whether a value is only looked at, wherever it is used, so that one may stand for many."""

from __future__ import annotations

import ast

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ._scalar_values import is_scalar

_READERS = flow.words("abs all any bool float hash int len print repr round str sum")
_HOLDERS = flow.words("dict enumerate filter frozenset list map max min reversed set sorted tuple"
                      " zip")  # fmt: skip
_METHODS = flow.words(
    """all any argmax argmin argsort astype copy corr count cumsum difference dot endswith find
    index intersection isdisjoint issubset issuperset join max mean median min most_common prod
    round startswith std sum symmetric_difference union var date total_seconds group"""
)
"""Methods that leave their object as it is and give something new."""
_VIEWS = flow.words("get items keys values groups")
_GIVEN = flow.words(
    """corr count difference dot endswith index intersection isdisjoint issubset issuperset join
    startswith symmetric_difference union"""
)
"""Methods that keep nothing of what they are given."""
_COPYING = flow.words("extend intersection_update difference_update update")
_SAME_ARRAY = flow.words(
    """asarray asanyarray ascontiguousarray atleast_1d atleast_2d broadcast_to diag diagonal
    expand_dims flip imag moveaxis ravel real reshape split squeeze swapaxes transpose"""
)
_PARSERS = frozenset({"datetime.datetime.strptime", "datetime.datetime.fromisoformat",
                      "datetime.date.fromisoformat", "datetime.datetime", "datetime.date",
                      "datetime.timedelta", "fractions.Fraction"})  # fmt: skip
DEPTH = 6


def is_fixed(node: ast.expr, facts: Facts) -> bool:
    """True where a value can't be changed in place."""
    if is_scalar(node, facts):
        return True
    if isinstance(node, ast.BinOp):
        return is_fixed(node.left, facts) and is_fixed(node.right, facts)
    if not isinstance(node, ast.Call):
        return False
    full = facts.full_name(node.func) or ""
    if full in _PARSERS or full in ("re.match", "re.search", "re.fullmatch"):
        return True
    return full == "numpy.linalg.norm" and len(node.args) == 1 and not node.keywords


def only_looks(node: ast.expr, facts: Facts, depth: int = DEPTH) -> bool:
    """True where what uses a value neither changes nor keeps it, nor asks which object it is."""
    if depth == 0:
        return False
    parent = facts.source.parents[node]
    asked = getattr(_Uses(facts, depth - 1), f"_{type(parent).__name__.lower()}", None)
    return asked is not None and bool(asked(parent, node))


def holds_fixed(node: ast.expr, facts: Facts) -> bool:
    """True for containers of what can't be changed in place."""
    found = shapes_of(node, facts)
    held = shapes.elements(found)
    values = shapes.union(*(shape.to or shapes.NONE for shape in found or ()))
    return found is not None and shapes.hashable(held) and shapes.hashable(values)


class _Uses:
    """Each method is about one kind of parent: whether it only looks at a part of it."""

    def __init__(self, facts: Facts, depth: int) -> None:
        self.facts = facts
        self.depth = depth

    def _again(self, node: ast.expr) -> bool:
        return is_fixed(node, self.facts) or only_looks(node, self.facts, self.depth)

    def _compare(self, parent: ast.Compare, node: ast.expr) -> bool:
        return not any(isinstance(op, ast.Is | ast.IsNot) for op in parent.ops)

    def _unaryop(self, parent: ast.UnaryOp, node: ast.expr) -> bool:
        return True

    def _binop(self, parent: ast.BinOp, node: ast.expr) -> bool:
        # What is made is new, but may hold the very elements.
        return not isinstance(parent.op, ast.Add | ast.Mult) or (
            holds_fixed(node, self.facts) or self._again(parent) or not _is_list(node, self.facts)
        )

    def _boolop(self, parent: ast.BoolOp, node: ast.expr) -> bool:
        return self._again(parent)

    def _ifexp(self, parent: ast.IfExp, node: ast.expr) -> bool:
        return parent.test is node or self._again(parent)

    def _if(self, parent: ast.If, node: ast.expr) -> bool:
        return True

    _while = _assert = _expr = _formattedvalue = _if

    def _tuple(self, parent: ast.Tuple, node: ast.expr) -> bool:
        above = self.facts.source.parents[parent]
        if isinstance(above, ast.Assign) and above.value is parent:
            target = above.targets[0]
            if isinstance(target, ast.Tuple) and len(target.elts) == len(parent.elts):
                alone = len(above.targets) == 1
                return alone and self._named(target.elts[parent.elts.index(node)])
            return False
        return isinstance(above, ast.Compare) and self._again(parent)

    def _assign(self, parent: ast.Assign, node: ast.expr) -> bool:
        return len(parent.targets) == 1 and self._named(parent.targets[0])

    def _annassign(self, parent: ast.AnnAssign, node: ast.expr) -> bool:
        return parent.value is node and self._named(parent.target)

    def _named(self, target: ast.expr) -> bool:
        """A name that is used up wherever it is used; in no function of its own, or another's."""
        if not isinstance(target, ast.Name):
            return False
        facts = self.facts
        scope = facts.scope(target.id, target)
        for use in facts.source.all(ast.Name):
            if use.id != target.id or use is target or isinstance(use.ctx, ast.Store):
                continue
            if facts.scope(use.id, use) is not scope:
                continue
            if isinstance(use.ctx, ast.Load) and not only_looks(use, facts, self.depth):
                return False
        changed = facts.source.all(ast.AugAssign)
        return not any(isinstance(c.target, ast.Name) and c.target.id == target.id for c in changed)

    def _augassign(self, parent: ast.AugAssign, node: ast.expr) -> bool:
        return parent.value is node and (
            holds_fixed(node, self.facts) or not _is_list(node, self.facts)
        )

    def _subscript(self, parent: ast.Subscript, node: ast.expr) -> bool:
        if parent.slice is node:
            return True
        if not isinstance(parent.ctx, ast.Load):
            return False
        return holds_fixed(node, self.facts) or self._again(parent)

    def _attribute(self, parent: ast.Attribute, node: ast.expr) -> bool:
        call = self.facts.source.parents[parent]
        if not isinstance(parent.ctx, ast.Load):
            return False
        if not (isinstance(call, ast.Call) and call.func is parent):
            return self._again(parent)
        if any(k.arg in ("inplace", "out") for k in call.keywords):
            return False
        if parent.attr in _METHODS:
            return True
        return parent.attr in _VIEWS and (holds_fixed(node, self.facts) or self._again(call))

    def _keyword(self, parent: ast.keyword, node: ast.expr) -> bool:
        call = self.facts.source.parents[parent]
        return isinstance(call, ast.Call) and self._call(call, node)

    def _call(self, parent: ast.Call, node: ast.expr) -> bool:
        facts, called = self.facts, parent.func
        if called is node:
            return False
        if isinstance(called, ast.Name) and facts.is_builtin(called.id, at=called):
            if called.id in _READERS:
                return called.id != "sum" or holds_fixed(node, facts) or self._again(parent)
            return called.id in _HOLDERS and (holds_fixed(node, facts) or self._again(parent))
        full = facts.full_name(called)
        if full is not None and flow.quiet_function(full):
            return full.rpartition(".")[2] not in _SAME_ARRAY or self._again(parent)
        if isinstance(called, ast.Name):
            body = facts.definition(called.id)
            return body is not None and facts.pure(body) and self._again(parent)
        if not isinstance(called, ast.Attribute):
            return False
        return called.attr in _GIVEN or (called.attr in _COPYING and holds_fixed(node, facts))

    def _for(self, parent: ast.For | ast.comprehension, node: ast.expr) -> bool:
        if parent.iter is not node:
            return True  # a test
        return holds_fixed(node, self.facts) or self._elements(parent.target)

    _comprehension = _for

    def _elements(self, target: ast.expr) -> bool:
        names = flow.stores(target)
        scope = self.facts.scope(next(iter(names)), target) if names else None
        return scope is not None and all(
            self._again(use)
            for use in self.facts.source.all(ast.Name)
            if use.id in names and isinstance(use.ctx, ast.Load)
        )


def _is_list(node: ast.expr, facts: Facts) -> bool:
    """True unless a value is known to be no list or tuple, whose elements a sum would share."""
    found = shapes_of(node, facts)
    return found is None or any(shape.kind in ("list", "tuple", "deque") for shape in found)
