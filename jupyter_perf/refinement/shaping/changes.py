"""What is put into containers after they were made, under whatever name."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from itertools import chain

from .. import shapes
from ..call_sites import taken_as
from ..facts import Facts
from ..shapes import Shapes, union
from .additions import (
    NOTHING,
    Added,
    emptied,
    holds_fixed,
    holds_flat,
    with_added,
    with_deep,
)
from .ask import Ask
from .attributes import attribute_uses
from .deep import deep_values, stored_deep
from .elements_named import is_unchanging
from .fields import Field, field_set, holding_with_fields, with_fields
from .grouped import groups_of, uses_of_members
from .puts import INTO, By, by_item, by_method, reached_by
from .settling import Settling
from .uses import is_field, leaves_alone, names_of_elements, takes_keys, uses_of


class Changes:
    """What the source puts into its containers."""

    def __init__(self, facts: Facts, ask: Ask, settling: Settling) -> None:
        self._facts = facts
        self._ask = ask
        self._settling = settling
        self._flat = False
        """Whether what is asked about holds nothing that could be changed below its elements."""

    def of_name(self, name: str, scope: ast.AST, found: Shapes | None) -> Shapes | None:
        """`found`, which a name is given, with what is put into it under that name and others."""
        return self.of_uses(found, uses_of(name, scope, self._facts), scope)

    def of_uses(
        self, found: Shapes | None, uses: Iterable[ast.expr], scope: ast.AST | None = None
    ) -> Shapes | None:
        """`found` with what `uses` put into it; unknown inside where that can't be told."""
        if found is None or all(s.kind == "range" or s.hashable for s in found):
            return found  # nothing can be put into it
        outer, self._flat = self._flat, holds_fixed(found) or holds_flat(found)
        try:
            return self._with_uses(found, uses, scope)
        finally:
            self._flat = outer

    def _with_uses(
        self, found: Shapes, uses: Iterable[ast.expr], scope: ast.AST | None
    ) -> Shapes | None:
        by, fixed = reached_by(found), holds_fixed(found)
        of: list[Shapes | None] = []
        to: list[Shapes | None] = []
        inner: list[Shapes | None] = []
        own: list[Field] = []
        below: list[Field] = []
        calm: list[tuple[str, ast.expr]] = []
        for use in uses:
            inner += map(self._ask, deep_values(use, self._facts, self._settling))
            if stored_deep(use, self._facts) is not None:
                continue
            added = self._added(use, by)
            label = field_set(use, self._facts)
            if added is not None and label is not None and with_fields(found, ()) is not None:
                own.append((label, added[1]))
                continue
            set_below = self._set_below(use, by, scope, found, calm) if not fixed else []
            if added is None or set_below is None:
                return emptied(found)
            below += set_below
            of.append(added[0])
            to.append(added[1])
        if None in of or None in to:
            return emptied(found)
        made = with_added(found, union(*of), union(*to)) if any(of) or any(to) else found
        made = with_fields(made, own) or emptied(found) if own else made
        made = holding_with_fields(made, below) or emptied(found) if below else made
        # Last, as what a container is given may itself be given something.
        made = with_deep(made, inner) or emptied(found) if inner else made
        still = all(is_unchanging(name, use, made, self._facts) for name, use in calm)
        return made if still else emptied(found)

    def _set_below(
        self,
        use: ast.expr,
        by: By,
        scope: ast.AST | None,
        found: Shapes,
        calm: list[tuple[str, ast.expr]],
    ) -> list[Field] | None:
        """The fields of records in a container that are set by way of a use; None where more than
        that may change in place. `calm` gets names that stand for what can't change in `found`."""
        if by is By.KEY and takes_keys(use, self._facts):
            return []
        where = scope or self._facts.source.function(use) or self._facts.source.tree
        fields: list[Field] = []
        for name in names_of_elements(use, self._facts):
            if is_unchanging(name, use, found, self._facts):
                calm.append((name, use))
                continue
            for other in uses_of(name, where, self._facts):
                added, label = self._added(other, By.EITHER), field_set(other, self._facts)
                if added == NOTHING:
                    continue
                if added is None or label is None:
                    return None
                fields.append((label, added[1]))
        return fields

    def _elements_change(self, use: ast.expr, scope: ast.AST) -> bool:
        """True where the elements are gone through under a name by which they may be changed."""
        return any(
            self._added(other, By.EITHER) != NOTHING
            for name in names_of_elements(use, self._facts)
            for other in uses_of(name, scope, self._facts)
        )

    def _added(self, use: ast.expr, by: By) -> Added | None:
        """What a use of a container adds to it; None where it may do something else."""
        parent = self._facts.source.parents[use]
        if isinstance(parent, ast.Attribute):
            call = self._facts.source.parents[parent]
            if isinstance(call, ast.Call) and call.func is parent:
                return by_method(call, parent.attr, self._ask)
            return NOTHING if is_field(parent, self._facts) else None
        if isinstance(parent, ast.Subscript) and parent.value is use:
            return by_item(parent, by, self._facts, self._ask)
        if isinstance(parent, ast.Call):
            if leaves_alone(parent, self._facts) or parent.func is use:
                return NOTHING
            return self._by_call(parent, use, by)
        if isinstance(parent, ast.Assign) and parent.value is use:
            # Unpacking takes the elements; what holds them is known by no other name.
            unpacked = all(isinstance(t, ast.Tuple) for t in parent.targets)
            return NOTHING if unpacked else self._by_other_names(parent, parent.targets, by)
        if isinstance(parent, ast.Tuple):
            beside = self._facts.source.parents.get(parent)
            if isinstance(beside, ast.Assign) and (target := _given_beside(use, parent, beside)):
                return self._by_other_names(beside, [target], by)
        if isinstance(parent, ast.Dict) and self._flat and _is_spread(use, parent):
            return NOTHING
        if isinstance(parent, ast.Assign | ast.List | ast.Tuple | ast.Dict | ast.Set | ast.Yield):
            # Another name, or another container, now holds the same object.
            left = isinstance(self._facts.source.parents.get(parent), ast.Return)
            return NOTHING if left else None
        return NOTHING

    def _by_call(self, call: ast.Call, use: ast.expr, by: By) -> Added | None:
        """What a function of the source adds, or what comes through a list that it is put into."""
        taken = taken_as(call, use, self._facts)
        if taken is None:
            return self._by_holder(call)
        function, name = taken
        return self._by_all(call, uses_of(name, function, self._facts), by)

    def _by_other_names(
        self, stmt: ast.Assign, targets: Iterable[ast.expr], by: By
    ) -> Added | None:
        """What the names and attributes add that now stand for the same container."""
        others: list[Iterable[ast.expr]] = []
        for target in targets:
            if isinstance(target, ast.Name):
                scope = self._facts.scope(target.id, target)
                others.append(uses_of(target.id, scope, self._facts))
            elif isinstance(target, ast.Attribute):
                others.append(attribute_uses(target.attr, self._facts))
            else:
                return None
        return self._by_all(stmt, chain.from_iterable(others), by)

    def _by_all(self, link: ast.AST, others: Iterable[ast.expr], by: By) -> Added | None:
        """What uses add that are of the same container because of a statement or call."""
        if self._settling.is_followed(link):
            return NOTHING
        named = isinstance(link, ast.Assign) and all(isinstance(t, ast.Name) for t in link.targets)
        of: list[Shapes | None] = []
        to: list[Shapes | None] = []
        with self._settling.following(link):
            for use in others:
                # What goes deeper under another name is looked for by itself.
                if named and stored_deep(use, self._facts) is not None:
                    continue
                added = self._added(use, by)
                if added is None:
                    return None
                of.append(added[0])
                to.append(added[1])
        return union(*of), union(*to)

    def _by_holder(self, call: ast.Call) -> Added | None:
        """What comes into a list that is put into another one, through that other one."""
        groups = groups_of(call, self._facts)
        if groups is not None:
            return self._by_groups(call, groups)
        called = call.func
        if not isinstance(called, ast.Attribute) or called.attr not in INTO:
            return None
        if not isinstance(called.value, ast.Name) or self._settling.is_followed(call):
            return None
        scope = self._facts.scope(called.value.id, called.value)
        of: list[Shapes | None] = []
        with self._settling.following(call):
            for use in uses_of(called.value.id, scope, self._facts):
                of += map(self._ask, deep_values(use, self._facts, self._settling))
                if stored_deep(use, self._facts) is not None:
                    continue
                if self._added(use, By.EITHER) is None or self._elements_change(use, scope):
                    return None
        plain = all(v is not None and all(s.kind in shapes.PLAIN for s in v) for v in of)
        return (union(*of), shapes.NONE) if plain else None

    def _by_groups(self, call: ast.Call, groups: ast.Name) -> Added | None:
        """What comes into a list that a dict's list holds: nothing, or it isn't known."""
        if self._settling.is_followed(call):
            return NOTHING
        uses = uses_of_members(groups, self._facts)
        with self._settling.following(call):
            still = uses is not None and all(self._added(u, By.EITHER) == NOTHING for u in uses)
        return NOTHING if still else None


def _given_beside(use: ast.expr, value: ast.Tuple, stmt: ast.Assign) -> ast.Name | None:
    """The name that `best, least = use, d` gives `use`; None for another assignment."""
    target = stmt.targets[0]
    if len(stmt.targets) > 1 or stmt.value is not value or not isinstance(target, ast.Tuple):
        return None
    if len(target.elts) != len(value.elts) or any(
        isinstance(one, ast.Starred) for one in (*target.elts, *value.elts)
    ):
        return None
    name = target.elts[value.elts.index(use)]
    return name if isinstance(name, ast.Name) else None


def _is_spread(use: ast.expr, made: ast.Dict) -> bool:
    """True for `{**use}`, which takes over what it holds."""
    pairs = zip(made.keys, made.values, strict=True)
    return any(key is None and value is use for key, value in pairs)
