"""Arrays and columns that names stand for in loops: `X[:, j]`, `x = df[name]`, `for row in rows`.

Nothing of the user's is run: a loop goes through a range, labels or a collection that is there,
and its variables are looked up in arrays, frames and built-in containers of exactly those types.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from . import flow, values
from .local_names import (
    apart,
    generator_of,
    is_comprehension_target,
    is_reached,
    is_reshaped,
    place_in,
)
from .local_operations import combined, negated, of_builtin
from .lookups import FEW, KEYS, MOST, Parts, Taken, elements_of, item, spread, unpacked
from .source import FUNCTIONS

if TYPE_CHECKING:
    from .facts import Facts

DEPTH = 10
"""Names are followed to what they are assigned so many times."""
STEPS = 1500
"""For one question: where names are bound at many places, ways to follow them multiply."""
_ENDS = (int, type(None))
_FAILURES = (LookupError, TypeError, ValueError, AttributeError)


class LocalValues:
    """Looks up what is read in loops; remembers it per place.

    Unless `sure`, it passes over what the source does to collections: the values are those that
    were there before, of which the types are to be tested where it matters.
    """

    def __init__(self, facts: Facts, *, sure: bool) -> None:
        self._facts = facts
        self._sure = sure
        self._known: dict[ast.expr, Taken | None] = {}
        self._asked: set[ast.expr] = set()
        self._mutated: dict[ast.AST, set[str]] = {}
        self._cut = False
        self._left = STEPS
        self._parts = Parts()

    def arrays(self, node: ast.expr) -> list[Any]:
        """The arrays or columns that an expression gives; empty where it may give others."""
        if not isinstance(node, ast.Name | ast.Subscript | ast.Attribute | ast.Call):
            return []
        if not self._asked:
            self._left = STEPS
        found = self._of(node, DEPTH)
        if not self._asked:
            # Asked for by itself there is no other way that could lead to more.
            self._known.setdefault(node, found)
        many = found.values if found is not None else ()
        fit = all(values.kind_of(value) in ("ndarray", "Series") for value in many)
        return list(many) if fit else []

    def _of(self, node: ast.expr, depth: int) -> Taken | None:
        if node in self._known:
            return self._known[node]
        self._left -= 1
        if not depth or node in self._asked or self._left < 0:
            self._cut = True
            return None
        outer, self._cut = self._cut, False
        self._asked.add(node)
        try:
            found = self._looked_up(node, depth - 1)
        except _FAILURES:
            found = None
        finally:
            self._asked.discard(node)
        if found is not None and len(found.values) > MOST:
            found = None
        # Where the search was cut short another way may lead to more.
        if found is not None or not self._cut:
            self._known[node] = found
        self._cut = (self._cut and found is None) or outer
        return found

    def _looked_up(self, node: ast.expr, depth: int) -> Taken | None:
        if isinstance(node, ast.Constant):
            return Taken([node.value]) if type(node.value) in KEYS else None
        if isinstance(node, ast.List | ast.Tuple):
            parts = [self._of(part, depth) for part in node.elts]
            fixed = [p.values[0] for p in parts if p is not None and len(p.values) == 1]
            return Taken([fixed]) if len(fixed) == len(parts) else None
        if isinstance(node, ast.Dict):
            return self._dict(node, depth)
        method: Any = getattr(self, f"_{type(node).__name__.lower()}", None)
        found: Taken | None = method(node, depth) if method is not None else None
        return found

    def _dict(self, node: ast.Dict, depth: int) -> Taken | None:
        """`{"left": a, "right": b}`, of known values."""
        found: dict[Any, Any] = {}
        for key, value in zip(node.keys, node.values, strict=True):
            one = self._of(value, depth)
            if not isinstance(key, ast.Constant) or one is None or len(one.values) != 1:
                return None
            found[key.value] = one.values[0]
        return Taken([found])

    # ---- names --------------------------------------------------------------------------------

    def _name(self, node: ast.Name, depth: int) -> Taken | None:
        facts = self._facts
        own = generator_of(node, facts.source)
        if own is not None:
            return self._target(own.target, node.id, own.iter, depth)
        scope = facts.scope(node.id, node)
        binders = facts.binders(node.id, scope)
        binders = [b for b in binders if not is_comprehension_target(b, facts.source)]
        given = isinstance(scope, FUNCTIONS) and node.id in flow.parameters(scope)
        if not binders:
            found = facts.outside_samples(node)
            return Taken(found) if found and self._keeps(node.id, found, scope) else None
        if given or not any(is_reached(node, b, facts.source) for b in binders):
            return None
        many = [self._bound(b, node.id, depth) for b in binders]
        known = [one for one in many if one is not None]
        found = [value for one in known for value in one.values]
        if len(known) < len(many):
            found, known = facts.made(node), []
            if not found:
                return None
        if not self._keeps(node.id, found, scope):
            return None
        return Taken(found, all(one.every for one in known))

    def _keeps(self, name: str, found: Iterable[Any], scope: ast.AST) -> bool:
        """True where the source changes nothing by that name but elements of arrays."""
        if not self._sure or all(type(value) in values.IMMUTABLE for value in found):
            return True
        if all(values.kind_of(value) == "ndarray" for value in found):
            return not is_reshaped(name, self._facts.source)
        if scope not in self._mutated:
            # Asking for it asks for kinds of names, which come back here.
            self._mutated[scope] = set(self._facts.source.variables)
            self._mutated[scope] = self._facts.mutated(scope)
            self._known.clear()
        return name not in self._mutated[scope]

    def _bound(self, binder: ast.AST, name: str, depth: int) -> Taken | None:
        """The values that one place gives a name."""
        target, place = place_in(binder, self._facts.source)
        if isinstance(place, ast.For) and target is place.target:
            return self._target(place.target, name, place.iter, depth)
        if isinstance(place, ast.Assign) and len(place.targets) == 1:
            if isinstance(target, ast.Name):
                return self._of(place.value, depth)
            if isinstance(target, ast.Tuple) and isinstance(place.value, ast.Tuple):
                pairs = zip(target.elts, place.value.elts, strict=True)
                only = [v for t, v in pairs if isinstance(t, ast.Name) and t.id == name]
                return self._of(only[0], depth) if len(only) == 1 else None
            if isinstance(target, ast.Tuple):
                return unpacked(target, name, self._of(place.value, depth))
        return None

    def _target(self, target: ast.expr, name: str, iterated: ast.expr, depth: int) -> Taken | None:
        """What a loop's target, or the part of it that has that name, goes through."""
        if isinstance(target, ast.Name):
            return self._elements(iterated, depth)
        if not isinstance(target, ast.Tuple):
            return None
        for at, one in enumerate(target.elts):
            if name in flow.stores([one]):
                parts = apart(iterated, len(target.elts), self._facts)
                if parts is None:
                    return unpacked(target, name, self._elements(iterated, depth))
                part = parts[at]
                return self._target(one, name, part, depth) if part is not None else None
        return None

    def _elements(self, node: ast.expr, depth: int) -> Taken | None:
        whole = self._of(node, depth)
        if whole is None:
            return None
        many = [elements_of(value) for value in whole.values]
        known = [one for one in many if one is not None]
        if len(known) < len(many):
            return None
        found = [element for one in known for element in one.values]
        return Taken(found, whole.every and all(one.every for one in known))

    # ---- parts --------------------------------------------------------------------------------

    def _subscript(self, node: ast.Subscript, depth: int) -> Taken | None:
        base = self._of(node.value, depth)
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        keys = [self._key(part, depth) for part in parts]
        known = [key for key in keys if key is not None]
        if base is None or len(known) < len(keys):
            return None
        alike = all(values.kind_of(value) == "ndarray" for value in base.values)
        if not alike and not all(key.every for key in known):
            return None
        several = isinstance(node.slice, ast.Tuple)
        choices = [spread(key.values) if alike else key.values for key in known]
        if len(base.values) * max(1, *map(len, choices)) > MOST * FEW:
            return None
        found = []
        for value in base.values:
            for key in itertools.islice(itertools.product(*choices), MOST + 1):
                found.append(item(value, key if several else key[0]))
        return Taken(found, base.every)

    def _key(self, node: ast.expr, depth: int) -> Taken | None:
        """Values of a key: a whole number, a label, or a slice between known ends."""
        if not isinstance(node, ast.Slice):
            return self._of(node, depth)
        ends = [
            Taken([None]) if end is None else self._of(end, depth)
            for end in (node.lower, node.upper, node.step)
        ]
        known = [spread(end.values) for end in ends if end is not None]
        if len(known) < len(ends) or any(type(v) not in _ENDS for end in known for v in end):
            return None
        made = [slice(*one) for one in itertools.product(*known)]
        return Taken(made[:MOST], len(made) == 1)

    def _attribute(self, node: ast.Attribute, depth: int) -> Taken | None:
        base = self._of(node.value, depth)
        if base is None:
            return None
        return Taken([self._parts.attribute(value, node.attr) for value in base.values], base.every)

    # ---- calls and whole numbers --------------------------------------------------------------

    def _call(self, node: ast.Call, depth: int) -> Taken | None:
        called = node.func
        if isinstance(called, ast.Name) and self._facts.is_builtin(called.id, at=called):
            return self._builtin(called.id, node, depth)
        if self._facts.full_name(called) in ("numpy.array", "numpy.asarray"):
            given = self._of(node.args[0], depth) if _is_alone(node) else None
            return given and Taken([self._parts.array(v) for v in given.values], given.every)
        if not isinstance(called, ast.Attribute) or node.keywords:
            return None
        base = self._of(called.value, depth)
        if base is None or (node.args and called.attr != "astype"):
            return None
        if called.attr == "astype" and ast.unparse(node.args[0]) not in ("float", "int"):
            return None
        kind = float if node.args and ast.unparse(node.args[0]) == "float" else int
        return Taken([self._parts.method(v, called.attr, kind) for v in base.values], base.every)

    def _builtin(self, name: str, node: ast.Call, depth: int) -> Taken | None:
        if node.keywords:
            return None
        given = [self._of(argument, depth) for argument in node.args]
        known = [one for one in given if one is not None]
        return of_builtin(name, known) if len(known) == len(given) else None

    def _binop(self, node: ast.BinOp, depth: int) -> Taken | None:
        left, right = self._of(node.left, depth), self._of(node.right, depth)
        return None if left is None or right is None else combined(node.op, left, right)

    def _unaryop(self, node: ast.UnaryOp, depth: int) -> Taken | None:
        inner = self._of(node.operand, depth)
        return negated(inner) if inner is not None and isinstance(node.op, ast.USub) else None


def _is_alone(node: ast.Call) -> bool:
    return len(node.args) == 1 and not node.keywords
