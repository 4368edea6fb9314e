"""The shapes that an expression's values can have, by the source and the user's values."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any
from weakref import WeakKeyDictionary

from . import flow, shapes
from .facts import Facts
from .shapes import Shape, Shapes, holding, only, union
from .shaping_flow import latest
from .shaping_functions import (
    attribute_uses,
    attribute_values,
    called_function,
    given_shapes,
    outside_values,
    returned_shapes,
    taken_as,
)
from .source import COMPREHENSIONS, FUNCTIONS, Function

ROUNDS = 6
"""A name that depends on itself is worked out again up to so many times."""
EFFORT = 1000
"""Names that are worked out for one question; beyond, the answer is that it isn't known."""

_CHANGES = {"append": 0, "add": 0, "appendleft": 0, "insert": 1}
_COPYING = frozenset(
    flow.words(
        """copy.deepcopy numpy.array numpy.mean numpy.median numpy.std numpy.var numpy.sum numpy.max
        numpy.min numpy.argmax numpy.argmin numpy.argsort numpy.percentile numpy.quantile numpy.dot
        numpy.unique numpy.sort numpy.cumsum numpy.diff collections.Counter statistics.mean
        statistics.fmean statistics.median statistics.mode statistics.stdev statistics.pstdev
        statistics.variance json.dumps"""
    )
)
"""What these make shares nothing with what they are given that could be changed."""
_SHALLOW = flow.words("list sorted tuple reversed iter dict copy.copy")
_HARMLESS = flow.QUIET_METHODS | {"pop", "popleft", "sort", "reverse", "remove", "clear", "discard"}


def shapes_of(node: ast.expr, facts: Facts) -> Shapes | None:
    """Shapes that the values of an expression can have; None where that isn't known."""
    if facts not in _KNOWN:
        _KNOWN[facts] = _Shaper(facts)
    _KNOWN[facts].effort = 0
    return _KNOWN[facts].of(node)


def elements_of(node: ast.expr, facts: Facts) -> Shapes | None:
    """Shapes of what iterating over an expression's value gives."""
    return shapes.elements(shapes_of(node, facts))


_KNOWN: WeakKeyDictionary[Facts, _Shaper] = WeakKeyDictionary()


class _Shaper:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.assumed: dict[tuple[int, str], Shapes | None] = {}
        self.known: dict[tuple[int, str], Shapes | None] = {}
        self.scanned: dict[int, tuple[Any, Shapes | None]] = {}
        self.effort = 0
        self.followed: set[ast.AST] = set()
        self.leaned: set[tuple[int, str]] = set()
        """Names in the middle of being worked out that an answer has been taken from."""
        self.indexed = self.keyed = False

    def of(self, node: ast.expr) -> Shapes | None:
        if isinstance(node, ast.Constant):
            return shapes.of_value(node.value)
        method = getattr(self, f"_{type(node).__name__.lower()}", None)
        found: Shapes | None = method(node) if method is not None else None
        return found

    # ---- names --------------------------------------------------------------------------------

    def _name(self, node: ast.Name) -> Shapes | None:
        generator = self._comprehension(node)
        if generator is not None:
            held = shapes.elements(self.of(generator.iter))
            return _unpacked(generator.target, node.id, held)
        scope = self.facts.scope(node.id, node)
        last = latest(node, self.facts) if self._bound_again(node.id, scope) else None

        def work_out() -> Shapes | None:
            if last is not None:
                given = self._assigned(last.targets[0], node.id, last.value)
                return self._with_changes(node.id, scope, given)
            return self._with_changes(node.id, scope, self._bound(node, scope))

        return self._once((id(last or scope), node.id), work_out)

    def _bound_again(self, name: str, scope: Any) -> bool:
        """True where a name is bound in several places, all of them in its own scope's text."""
        binders = self.facts.binders(name, scope)
        if any(isinstance(b, ast.Global | ast.Nonlocal) for b in binders):
            return False
        given = isinstance(scope, FUNCTIONS) and name in flow.parameters(scope)
        kept = isinstance(scope, ast.Module) and name in self.facts.namespace
        return len(binders) + given + kept > 1

    def _once(self, key: tuple[int, str], work_out: Callable[[], Shapes | None]) -> Shapes | None:
        if key in self.assumed:
            self.leaned.add(key)
            return self.assumed[key]
        if key not in self.known:
            self.effort += 1
            outer, self.leaned = self.leaned, set()
            found = self._settled(key, work_out) if self.effort < EFFORT else None
            # What leans on no assumption is so whoever asks.
            sure = not self.leaned - {key} and not self.followed and self.effort < EFFORT
            self.leaned = outer | (self.leaned - {key})
            if self.assumed and not sure:
                return found
            if self.effort >= EFFORT:
                # Asked again, it would take as long again.
                found = None
            self.known[key] = found
        return self.known[key]

    def _settled(
        self, key: tuple[int, str], work_out: Callable[[], Shapes | None]
    ) -> Shapes | None:
        """The least shapes that agree with themselves where a name depends on itself."""
        self.assumed[key] = shapes.NONE
        try:
            for _ in range(ROUNDS):
                found = work_out()
                if found == self.assumed[key]:
                    return found
                self.assumed[key] = found
            return None
        finally:
            del self.assumed[key]

    def _bound(self, node: ast.Name, scope: Any) -> Shapes | None:
        facts = self.facts
        binders = [b for b in facts.binders(node.id, scope) if not self._in_comprehension(b)]
        found: list[Shapes | None] = []
        if isinstance(scope, ast.Lambda):
            return self._given_to_key(scope)
        if isinstance(scope, FUNCTIONS) and node.id in flow.parameters(scope):
            found.append(self._given(scope, node.id))
        elif isinstance(scope, ast.Module) and node.id in facts.namespace:
            found.append(self._scan([facts.namespace[node.id]]))
        for binder in binders:
            found.append(self._binder(binder, node.id))
        return union(*found) if found else None

    def _in_comprehension(self, binder: ast.AST) -> bool:
        """True for a target of a comprehension, which binds nothing outside it."""
        while isinstance(binder, ast.Name | ast.Tuple | ast.List | ast.Starred):
            binder = self.facts.source.parents[binder]
        return isinstance(binder, ast.comprehension)

    def _given_to_key(self, function: ast.Lambda) -> Shapes | None:
        """What `sorted(items, key=lambda x: …)` and the like give to a function of one argument."""
        keyword = self.facts.source.parents[function]
        call = self.facts.source.parents[keyword]
        if not (isinstance(keyword, ast.keyword) and keyword.arg == "key"):
            return None
        if not isinstance(call, ast.Call) or len(flow.parameters(function)) != 1:
            return None
        called = call.func
        if isinstance(called, ast.Attribute):
            held = self.of(called.value)
            sorting = called.attr == "sort" and shapes.within(held, "list")
            return shapes.elements(held) if sorting else None
        plain = isinstance(called, ast.Name) and called.id in ("sorted", "min", "max")
        if not plain or len(call.args) != 1 or not self._quiet(called):  # type: ignore[arg-type]
            return None
        return shapes.elements(self.of(call.args[0]))

    def _given(self, function: Function, name: str) -> Shapes | None:
        known = self.facts.argument_samples(function, name)
        if known or not isinstance(function, ast.FunctionDef):
            return self._scan(known) if known else None
        outside = outside_values(function, name, self.facts)
        if outside is None:
            return None
        seen = self._scan(outside) if outside else shapes.NONE
        return given_shapes(function, name, self.facts, self.of, seen)

    def _scan(self, given: list[Any]) -> Shapes | None:
        found: list[Shapes | None] = []
        for value in given:
            if id(value) not in self.scanned:
                self.scanned[id(value)] = value, shapes.of_value(value)
            found.append(self.scanned[id(value)][1])
        return union(*found)

    def _binder(self, binder: ast.AST, name: str) -> Shapes | None:
        place: ast.AST = binder
        target: ast.expr | None = None
        while isinstance(place, ast.Name | ast.Tuple | ast.List | ast.Starred):
            target = place
            place = self.facts.source.parents[place]
        if target is None:
            return None
        if isinstance(place, ast.For) and target is place.target:
            return _unpacked(target, name, shapes.elements(self.of(place.iter)))
        if isinstance(place, ast.Assign):
            return self._assigned(target, name, place.value)
        if isinstance(place, ast.AnnAssign) and place.value is not None:
            return self.of(place.value)
        if isinstance(place, ast.AugAssign):
            before = self._name(binder) if isinstance(binder, ast.Name) else None
            return _operated(place.op, before, self.of(place.value))
        if isinstance(place, ast.withitem) and target is place.optional_vars:
            opened = self.of(place.context_expr)
            return opened if shapes.within(opened, "file") else None
        return self.of(place.value) if isinstance(place, ast.NamedExpr) else None

    def _assigned(self, target: ast.expr, name: str, value: ast.expr) -> Shapes | None:
        both = isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List)
        if both and len(target.elts) == len(value.elts):  # type: ignore[attr-defined]
            pairs = zip(target.elts, value.elts, strict=True)  # type: ignore[attr-defined]
            found = [self.of(v) for t, v in pairs if isinstance(t, ast.Name) and t.id == name]
            return union(*found) if found else None
        return _unpacked(target, name, self.of(value))

    def _comprehension(self, node: ast.Name) -> ast.comprehension | None:
        """The part of a comprehension around a name that binds it."""
        child: ast.AST = node
        for parent in self.facts.source.ancestors(node):
            if isinstance(parent, COMPREHENSIONS):
                inside = parent.generators
                first = inside[0]
                outer = child is first and any(n is node for n in ast.walk(first.iter))
                for generator in () if outer else inside:
                    if node.id in flow.stores([generator.target]):
                        return generator
            if isinstance(parent, (*FUNCTIONS, ast.stmt)):
                if isinstance(parent, FUNCTIONS) and node.id in flow.parameters(parent):
                    return None
                if isinstance(parent, ast.stmt):
                    return None
            child = parent
        return None

    def _attribute(self, node: ast.Attribute) -> Shapes | None:
        """What `self.name` holds: all that the source gives attributes of that name."""
        if self.facts.full_name(node) == "sys.stdin":
            return holding("iterator", only("str"))
        given = attribute_values(node, self.facts)
        if given is None:
            return None

        def work_out() -> Shapes | None:
            found: list[Shapes | None] = []
            for target, value in given:
                stmt = self.facts.source.parents[target]
                both = isinstance(stmt, ast.AugAssign)
                now = self.of(value)
                found.append(_operated(stmt.op, self.of(node), now) if both else now)  # type: ignore[attr-defined]
            return self._changed_by(union(*found), list(attribute_uses(node.attr, self.facts)))

        return self._once((0, node.attr), work_out)

    # ---- what happens to a container after it was made ------------------------------------------

    def _with_changes(self, name: str, scope: ast.AST, found: Shapes | None) -> Shapes | None:
        return self._changed_by(found, list(self._uses(name, scope)), scope)

    def _changed_by(
        self, found: Shapes | None, uses: list[ast.expr], scope: ast.AST | None = None
    ) -> Shapes | None:
        """`found` with what the source puts into it; unknown inside where that can't be told."""
        if found is None or all(s.kind == "range" or s.hashable for s in found):
            return found  # nothing can be put into it
        of: list[Shapes | None] = []
        to: list[Shapes | None] = []
        deep = not all(
            s.hashable or (shapes.hashable(s.of) and shapes.hashable(s.to or shapes.NONE))
            for s in found
        )
        indexed = all(s.kind in ("list", "deque") for s in found)
        keyed = all(s.kind in _DICTS for s in found)
        inner: list[Shapes | None] = []
        for use in uses:
            inner += [self.of(stored) for stored in self._deep_values(use)]
            if self._stored_deep(use) is not None:
                continue
            outer = self.indexed, self.keyed
            self.indexed, self.keyed = indexed, keyed
            added = self._added(use)
            self.indexed, self.keyed = outer
            where = scope or self.facts.source.function(use) or self.facts.source.tree
            inside = deep and not (keyed and self._keys_only(use))
            if added is None or (inside and self._elements_change(use, where)):
                return _emptied(found)
            of.append(added[0])
            to.append(added[1])
        if None in of or None in to:
            return _emptied(found)
        made = _with_added(found, union(*of), union(*to)) if any(of) or any(to) else found
        # Last, as what a container is given may itself be given something.
        return _with_deep(made, inner) or _emptied(found) if inner else made

    def _uses(self, name: str, scope: ast.AST) -> Iterator[ast.expr]:
        for node in self.facts.source.all(ast.Name):
            if node.id == name and isinstance(node.ctx, ast.Load):
                if self._comprehension(node) is not None:
                    continue
                if self.facts.scope(name, node) is scope:
                    yield node

    def _added(self, use: ast.expr) -> tuple[Shapes | None, Shapes | None] | None:
        """(elements or keys, values) that a use of a container adds; None where it may do else."""
        nothing = (shapes.NONE, shapes.NONE)
        parent = self.facts.source.parents[use]
        if isinstance(parent, ast.Attribute):
            call = self.facts.source.parents[parent]
            if not (isinstance(call, ast.Call) and call.func is parent):
                return None
            return self._method_adds(parent.attr, call)
        if isinstance(parent, ast.Subscript) and parent.value is use:
            return self._item(parent)
        if isinstance(parent, ast.Call):
            quiet = isinstance(parent.func, ast.Name) and self._quiet(parent.func)
            copied = not parent.keywords and self.facts.full_name(parent.func) in _COPYING
            quiet = quiet or copied
            if quiet or parent.func is use:
                return nothing
            taken = taken_as(parent, use, self.facts)
            return self._held_by(parent) if taken is None else self._added_through(parent, [taken])
        if isinstance(parent, ast.Assign) and parent.value is use:
            # Unpacking takes the elements; what holds them is known by no other name.
            unpacked = all(isinstance(t, ast.Tuple) for t in parent.targets)
            return nothing if unpacked else self._added_by_others(parent)
        if isinstance(parent, ast.Assign | ast.List | ast.Tuple | ast.Dict | ast.Set | ast.Yield):
            # Another name, or another container, now holds the same object.
            left = isinstance(self.facts.source.parents.get(parent), ast.Return)
            return nothing if left else None
        return nothing

    def _deep_values(self, use: ast.expr) -> list[ast.expr]:
        """The values that a use puts into what a container holds, under other names too."""
        stored = self._stored_deep(use)
        if stored is not None:
            return [stored]
        stmt = self.facts.source.parents[use]
        if not (isinstance(stmt, ast.Assign) and stmt.value is use) or stmt in self.followed:
            return []
        self.followed.add(stmt)
        try:
            names = [target for target in stmt.targets if isinstance(target, ast.Name)]
            uses = [u for t in names for u in self._uses(t.id, self.facts.scope(t.id, t))]
            return [value for other in uses for value in self._deep_values(other)]
        finally:
            self.followed.discard(stmt)

    def _held_by(self, call: ast.Call) -> tuple[Shapes | None, Shapes | None] | None:
        """What comes into a list that is put into another one, through that other one."""
        called = call.func
        if not isinstance(called, ast.Attribute) or called.attr not in _CHANGES:
            return None
        if not isinstance(called.value, ast.Name) or call in self.followed:
            return None
        self.followed.add(call)
        try:
            name = called.value
            scope = self.facts.scope(name.id, name)
            of: list[Shapes | None] = []
            for use in self._uses(name.id, scope):
                of += [self.of(value) for value in self._deep_values(use)]
                if self._stored_deep(use) is not None:
                    continue
                if self._added(use) is None or self._elements_change(use, scope):
                    return None
            plain = all(v is not None and all(s.kind in shapes.PLAIN for s in v) for v in of)
            return (union(*of), shapes.NONE) if plain else None
        finally:
            self.followed.discard(call)

    def _stored_deep(self, use: ast.expr) -> ast.expr | None:
        """The value of `use[i][j] = value`, `use[i][j] += value` and `use[i].append(value)`."""
        row = self.facts.source.parents[use]
        place = self.facts.source.parents.get(row)
        if not (isinstance(row, ast.Subscript) and row.value is use):
            return None
        if isinstance(place, ast.Attribute):
            return None if isinstance(row.slice, ast.Slice) else self._put_in(place)
        if not (isinstance(place, ast.Subscript) and place.value is row):
            return None
        if isinstance(row.slice, ast.Slice) or isinstance(place.slice, ast.Slice):
            return None
        stmt = self.facts.source.parents[place]
        single = isinstance(stmt, ast.Assign) and place in stmt.targets
        added = isinstance(stmt, ast.AugAssign) and stmt.target is place
        return stmt.value if single or added else None  # type: ignore[attr-defined]

    def _put_in(self, method: ast.Attribute) -> ast.expr | None:
        call = self.facts.source.parents[method]
        if not (isinstance(call, ast.Call) and call.func is method) or call.keywords:
            return None
        adds = method.attr in ("append", "add", "appendleft") and len(call.args) == 1
        return call.args[0] if adds and not isinstance(call.args[0], ast.Starred) else None

    def _added_by_others(self, stmt: ast.Assign) -> tuple[Shapes | None, Shapes | None] | None:
        """What the names and attributes add that now stand for the same container."""
        others: list[Iterator[ast.expr]] = []
        for target in stmt.targets:
            if isinstance(target, ast.Name):
                others.append(self._uses(target.id, self.facts.scope(target.id, target)))
            elif isinstance(target, ast.Attribute):
                others.append(attribute_uses(target.attr, self.facts))
            else:
                return None
        return self._added_by(stmt, others)

    def _added_through(
        self, call: ast.Call, taken: list[tuple[ast.FunctionDef, str]]
    ) -> tuple[Shapes | None, Shapes | None] | None:
        """What functions add to a container that they are given under a name of theirs."""
        return self._added_by(call, [self._uses(name, function) for function, name in taken])

    def _added_by(
        self, link: ast.AST, others: list[Iterator[ast.expr]]
    ) -> tuple[Shapes | None, Shapes | None] | None:
        if link in self.followed:
            return shapes.NONE, shapes.NONE
        self.followed.add(link)
        try:
            of: list[Shapes | None] = []
            to: list[Shapes | None] = []
            named = isinstance(link, ast.Assign) and all(
                isinstance(target, ast.Name) for target in link.targets
            )
            for use in chain.from_iterable(others):
                # What goes deeper under another name is looked for by itself.
                if named and self._stored_deep(use) is not None:
                    continue
                added = self._added(use)
                if added is None:
                    return None
                of.append(added[0])
                to.append(added[1])
            return union(*of), union(*to)
        finally:
            self.followed.discard(link)

    def _keys_only(self, use: ast.expr) -> bool:
        """True where a dict is gone through by its keys, which can't be changed."""
        parent = self.facts.source.parents[use]
        if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Name):
            plain = parent.func.id in ("sorted", "list", "tuple", "set", "enumerate")
            return plain and self.facts.is_builtin(parent.func.id, at=parent)
        return isinstance(parent, ast.For | ast.comprehension) and parent.iter is use

    def _elements_change(self, use: ast.expr, scope: ast.AST) -> bool:
        """True where the elements are gone through under a name by which they may be changed."""
        parent = self.facts.source.parents[use]
        targets: list[ast.expr] = []
        if isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Tuple):
            targets = parent.targets
        elif isinstance(parent, ast.Subscript) and parent.value is use:
            stmt = self.facts.source.parents[parent]
            if isinstance(stmt, ast.Assign) and stmt.value is parent:
                targets = stmt.targets
        shared = False
        if isinstance(parent, ast.Attribute) and parent.attr == "copy":
            parent, shared = self.facts.source.parents[parent], True
        while isinstance(parent, ast.Call):
            shared = shared or ast.unparse(parent.func) in _SHALLOW
            parent = self.facts.source.parents[parent]
        if isinstance(parent, ast.For | ast.comprehension):
            targets = [parent.target]
        elif shared and isinstance(parent, ast.Assign):
            # A copy holds the same elements.
            targets = parent.targets
        for name in flow.stores(targets):
            for other in self._uses(name, scope):
                if self._added(other) != (shapes.NONE, shapes.NONE):
                    return True
        return False

    def _quiet(self, called: ast.Name) -> bool:
        name = called.id
        if name in flow.QUIET_BUILTINS and self.facts.is_builtin(name, at=called):
            return True
        body = self.facts.definition(name)
        return body is not None and self.facts.pure(body)

    def _method_adds(
        self, method: str, call: ast.Call
    ) -> tuple[Shapes | None, Shapes | None] | None:
        if method in _CHANGES and len(call.args) == _CHANGES[method] + 1:
            return self.of(call.args[-1]), shapes.NONE
        if method == "extend" and len(call.args) == 1:
            return shapes.elements(self.of(call.args[0])), shapes.NONE
        return (shapes.NONE, shapes.NONE) if method in _HARMLESS else None

    def _item(self, item: ast.Subscript) -> tuple[Shapes | None, Shapes | None] | None:
        """What `name[k] = v` and `name[k] += v` add; None where something deeper may change."""
        parent = self.facts.source.parents[item]
        indexed, keyed = self.indexed, self.keyed
        if isinstance(parent, ast.Assign) and item in parent.targets:
            value = self.of(parent.value)
        elif isinstance(parent, ast.Tuple) and not isinstance(item.ctx, ast.Load):
            value = self._one_of_several(item, parent)
        elif isinstance(parent, ast.AugAssign) and parent.target is item:
            value = self.of(parent.value)
            if not (shapes.numeric(value) or shapes.within(value, "str")):
                return None
        elif isinstance(item.ctx, ast.Load):
            return None if self._reached(item) else (shapes.NONE, shapes.NONE)
        else:
            return (shapes.NONE, shapes.NONE) if isinstance(parent, ast.Delete) else None
        if isinstance(item.slice, ast.Slice):
            return None
        # A list's index isn't among its elements; of a dict, only keys are.
        if keyed:
            return self.of(item.slice), value
        return (value if indexed else union(value, self.of(item.slice))), value

    def _one_of_several(self, item: ast.expr, targets: ast.Tuple) -> Shapes | None:
        """What an item gets by `a[i], a[j] = a[j], a[i]`."""
        stmt = self.facts.source.parents[targets]
        if not isinstance(stmt, ast.Assign):
            return None
        if isinstance(stmt.value, ast.Tuple) and len(stmt.value.elts) == len(targets.elts):
            return self.of(stmt.value.elts[targets.elts.index(item)])
        return shapes.elements(self.of(stmt.value))

    def _reached(self, item: ast.Subscript) -> bool:
        """True where what was got from a container may then be changed in place."""
        parent = self.facts.source.parents[item]
        if isinstance(parent, ast.Attribute):
            return parent.attr not in _HARMLESS - {"pop", "sort", "reverse", "remove", "clear"}
        if isinstance(parent, ast.Subscript) and parent.value is item:
            return not isinstance(parent.ctx, ast.Load) or self._reached(parent)
        return False

    # ---- expressions --------------------------------------------------------------------------

    def _binop(self, node: ast.BinOp) -> Shapes | None:
        if isinstance(node.op, ast.Pow) and _is_count(node.right):
            left = self.of(node.left)
            return only("int") if shapes.whole(left) else _floats(left)
        return _operated(node.op, self.of(node.left), self.of(node.right))

    def _unaryop(self, node: ast.UnaryOp) -> Shapes | None:
        inner = self.of(node.operand)
        if isinstance(node.op, ast.Not):
            return only("bool")
        if shapes.whole(inner):
            return only("int")
        return inner if shapes.numeric(inner) or inner == shapes.NONE else None

    def _compare(self, node: ast.Compare) -> Shapes | None:
        sides = [self.of(side) for side in [node.left, *node.comparators]]
        plain = all(s is not None and all(x.kind != "other" for x in s) for s in sides)
        return only("bool") if plain else None

    def _boolop(self, node: ast.BoolOp) -> Shapes | None:
        return union(*(self.of(value) for value in node.values))

    def _ifexp(self, node: ast.IfExp) -> Shapes | None:
        return union(self.of(node.body), self.of(node.orelse))

    def _joinedstr(self, node: ast.JoinedStr) -> Shapes | None:
        return only("str")

    def _list(self, node: ast.List | ast.Set) -> Shapes | None:
        return holding(type(node).__name__.lower(), union(*(self.of(e) for e in node.elts)))

    _set = _list

    def _tuple(self, node: ast.Tuple) -> Shapes | None:
        if any(isinstance(e, ast.Starred) for e in node.elts):
            return holding("tuple", None)
        parts = [self.of(e) for e in node.elts]
        if shapes.NONE in parts:
            return shapes.NONE  # while a name is worked out that depends on itself
        return frozenset({Shape("tuple", union(*parts), None, tuple(enumerate(parts)))})

    def _dict(self, node: ast.Dict) -> Shapes | None:
        keys = [self.of(k) if k is not None else None for k in node.keys]
        return holding("dict", union(*keys), union(*(self.of(v) for v in node.values)))

    def _listcomp(self, node: ast.ListComp) -> Shapes | None:
        return holding("list", self.of(node.elt))

    def _generatorexp(self, node: ast.GeneratorExp) -> Shapes | None:
        return holding("iterator", self.of(node.elt))

    def _setcomp(self, node: ast.SetComp) -> Shapes | None:
        return holding("set", self.of(node.elt))

    def _dictcomp(self, node: ast.DictComp) -> Shapes | None:
        return holding("dict", self.of(node.key), self.of(node.value))

    def _subscript(self, node: ast.Subscript) -> Shapes | None:
        base = self.of(node.value)
        if base == shapes.NONE:
            return base
        if isinstance(node.slice, ast.Slice):
            sliced = shapes.within(base, "list", "tuple", "str", "range")
            kept = frozenset(Shape(s.kind, s.of) for s in base or ())
            return kept if sliced else None
        if isinstance(node.slice, ast.Constant):
            return shapes.part(base, node.slice.value)
        if isinstance(node.slice, ast.UnaryOp) and isinstance(node.slice.operand, ast.Constant):
            return shapes.part(base, ast.literal_eval(node.slice))
        if shapes.within(base, "dict", "defaultdict", "Counter"):
            return union(*(s.to for s in base or ()))
        indexed = shapes.within(base, "list", "tuple", "str", "deque", "range")
        return shapes.elements(base) if indexed else None

    def _call(self, node: ast.Call) -> Shapes | None:
        from .shaping_calls import call_shapes

        function = called_function(node, self.facts)
        if function is not None:
            return self._once((id(function), "()"), lambda: returned_shapes(function, self.of))
        return call_shapes(node, self.facts, self.of)


_DICTS = ("dict", "defaultdict", "Counter")


def _emptied(found: Shapes) -> Shapes:
    return frozenset(Shape(shape.kind) for shape in found)


def _with_added(found: Shapes, of: Shapes | None, to: Shapes | None) -> Shapes:
    return frozenset(
        Shape(
            s.kind,
            union(s.of, of),
            union(s.to, to) if s.kind in _DICTS else None,
        )
        for s in found
    )


def _with_deep(found: Shapes, values: list[Shapes | None]) -> Shapes | None:
    """A list or dict of lists, into some of which values are put; None where unknown."""
    value = union(*values)
    if value is None or not all(s.hashable for s in value):
        return None
    made: set[Shape] = set()
    for shape in found:
        rows = shape.to if shape.kind in ("dict", "defaultdict") else shape.of
        if shape.kind not in ("list", "dict", "defaultdict") or rows is None:
            return None
        if not all(row.kind in _ROWS and row.of is not None for row in rows):
            return None
        new = frozenset(Shape(row.kind, union(row.of, value), row.to) for row in rows)
        lists = shape.kind == "list"
        made.add(Shape(shape.kind, new if lists else shape.of, shape.to if lists else new))
    return frozenset(made)


_ROWS = ("list", "set", "deque")


def _unpacked(target: ast.expr, name: str, value: Shapes | None) -> Shapes | None:
    """What `name` in a target gets of a value."""
    if isinstance(target, ast.Name):
        return value if target.id == name else None
    if isinstance(target, ast.Tuple | ast.List):
        starred = any(isinstance(part, ast.Starred) for part in target.elts)
        for i, part in enumerate(target.elts):
            if name in flow.stores([part]):
                if starred:
                    return None
                # Unpacking None raises.
                given = value and frozenset(s for s in value if s.kind != "NoneType")
                return _unpacked(part, name, shapes.part(given, i))
    return None


def _operated(op: ast.operator, left: Shapes | None, right: Shapes | None) -> Shapes | None:
    if left is None or right is None:
        return None
    if not left or not right:
        return shapes.NONE
    if isinstance(op, ast.Mod) and shapes.within(left, "str"):
        return only("str")
    # Arithmetic with None raises, so that what comes of it is made of the others.
    some = [frozenset(s for s in side if s.kind != "NoneType") for side in (left, right)]
    if all(shapes.numeric(side) for side in some):
        left, right = some
    if shapes.numeric(left) and shapes.numeric(right):
        return _number(op, left, right)
    kinds = {shape.kind for shape in left | right}
    if isinstance(op, ast.Add) and kinds in ({"str"}, {"bytes"}):
        return left
    if isinstance(op, ast.Add) and len(kinds) == 1 and kinds <= {"list", "tuple"}:
        return holding(kinds.pop(), union(shapes.elements(left), shapes.elements(right)))
    if isinstance(op, ast.Mult) and kinds in ({"str", "int"}, {"list", "int"}):
        held = left if shapes.whole(right) else right
        return frozenset(Shape(shape.kind, shape.of) for shape in held)
    return None


def _is_count(node: ast.expr) -> bool:
    """True for `2` and the like, to whose power whole numbers stay whole."""
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value >= 0


def _floats(base: Shapes | None) -> Shapes | None:
    """What a power of floats is; nothing yet where nothing is known yet."""
    return base if base == shapes.NONE or shapes.within(base, "float") else None


def _number(op: ast.operator, left: Shapes, right: Shapes) -> Shapes | None:
    if isinstance(op, ast.Div):
        return only("float")
    if isinstance(op, ast.Pow):
        # A negative exponent gives a float, a negative base with a fraction a complex number.
        return None
    both = [shape.kind for shape in left | right]
    if "float" in both:
        # Either operand may be whole now and then, and so may the result.
        sure = shapes.within(left, "float") or shapes.within(right, "float")
        return only("float") if sure else only("float", "int")
    return only("int")
