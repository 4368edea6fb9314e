"""The kinds that assignments give to names, elements and parts of tuples."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..source import Decline
from .bounds import MOST_BITS, Bounds, TooWide
from .calls import Calls
from .complexes import is_complex, operated_complex
from .expressions import State
from .kinds import COMPLEX, FLOATS, NUMBERS, TRUTHS, WHOLE, Num, Seq, Tup, Value, join, number
from .texts import is_text


class Assignments(Calls):
    """Adds assignments; `tests` are the names to test for their size after a statement."""

    def __init__(self, facts: Facts, bounds: Bounds) -> None:
        super().__init__(facts, bounds)
        self.tests: dict[ast.AST, list[ast.expr]] = {}
        self.kinds: dict[str, Num] = {}

    def _do_annassign(self, stmt: ast.AnnAssign, state: State) -> State | None:
        if stmt.value is not None:
            self.bind(stmt.target, self.of(stmt.value, state), state, stmt)
        return state

    def _do_assign(self, stmt: ast.Assign, state: State) -> State | None:
        added = flow.accumulation(stmt) or flow.accumulation(stmt, ast.Sub)
        if added is not None and self._adds(stmt, stmt.targets[0], added[1], state):
            return state
        value = self.of(stmt.value, state)
        for target in stmt.targets:
            self.bind(target, value, state, stmt)
        return state

    def _do_augassign(self, stmt: ast.AugAssign, state: State) -> State | None:
        sums = isinstance(stmt.op, ast.Add | ast.Sub)
        if sums and self._adds(stmt, stmt.target, stmt.value, state):
            return state
        old = self.of(_read(stmt.target), state)
        value = self.of(stmt.value, state)
        if isinstance(old, Seq) or isinstance(value, Seq):
            raise Decline("an operator that changes a list")
        target = _read(stmt.target)
        if is_complex(old) or is_complex(value):
            if isinstance(stmt.op, ast.Pow):
                raise Decline("a power of a complex number in place")
            assert isinstance(old, Num)
            assert isinstance(value, Num)
            self.bind(stmt.target, operated_complex(stmt.op, old, value, target), state, stmt)
            return state
        found = self.operated(stmt.op, number(old), number(value), target, stmt.value, stmt)
        self.bind(stmt.target, found, state, stmt)
        return state

    def _adds(self, stmt: ast.stmt, target: ast.expr, added: ast.expr, state: State) -> bool:
        """Note a whole number to which another one is added; False where it isn't that."""
        old, value = self.of(_read(target), state), self.of(added, state)
        if not (isinstance(old, Num) and isinstance(value, Num)):
            return False
        if not (old.only(WHOLE) and value.only(WHOLE | TRUTHS)):
            return False
        if isinstance(target, ast.Name):
            key = self.key(target.id)
            self.assigned.add(key)
            self.holdable.add(key)
            state[target.id] = Num(_sum_tags(old, value))
            self._note(target.id, state[target.id])
        else:
            held_by = self._store(target, Num(_sum_tags(old, value)), state, stmt, test=False)
            key = self.key_of(held_by)
        if self.bounds.add(key, value.bits):
            self._fits(max(old.bits, value.bits) + 1, MOST_BITS, target, added)
            self._test(stmt, target)
        return True

    def bind(self, target: ast.expr, value: Value, state: State, at: ast.AST) -> None:
        """Give a target a value, as seen from here on."""
        if isinstance(target, ast.Tuple | ast.List):
            self._unpack(target, value, state, at)
        elif isinstance(target, ast.Name):
            self._bind_name(target, value, state, at)
        elif isinstance(value, Num):
            self._store(target, value, state, at)
        else:
            raise Decline("a list put into a list by its index")

    def _bind_name(self, target: ast.Name, value: Value, state: State, at: ast.AST) -> None:
        name = target.id
        self.assigned.add(self.key(name))
        self._note(name, value)
        if isinstance(value, Num) and value.tags & WHOLE:
            if isinstance(at, ast.stmt):
                self.holdable.add(self.key(name))
            if self.bounds.assign(self.key(name), value.bits):
                if not isinstance(at, ast.stmt):
                    raise TooWide(frozenset())
                self._test(at, target)
        state[name] = Num(value.tags) if isinstance(value, Num) else value

    def _note(self, name: str, value: Value) -> None:
        """The kind of a variable over the whole function, which is the machine's."""
        if isinstance(value, Num):
            known = join(self.kinds.get(self.key(name)), Num(value.tags))
            assert isinstance(known, Num)
            self.kinds[self.key(name)] = known

    def _unpack(
        self, target: ast.Tuple | ast.List, value: Value, state: State, at: ast.AST
    ) -> None:
        if isinstance(value, Seq):
            item = self.item(value)
            # A row of an array can't be unpacked in the kernel as it stands.
            if not value.given or value.root.ragged or not isinstance(item, Num) or is_text(value):
                raise Decline("a list that is unpacked")
            self.marks[target] = "row"
            value = Tup((item,) * len(target.elts))
        if not isinstance(value, Tup) or len(value.items) != len(target.elts):
            raise Decline("something else than a tuple is unpacked")
        for part, item in zip(target.elts, value.items, strict=True):
            self.bind(part, item, state, at)

    def _store(
        self, target: ast.expr, value: Num, state: State, at: ast.AST, *, test: bool = True
    ) -> Seq:
        """Put a number into a list or an array; returns the one that holds it directly."""
        if not isinstance(target, ast.Subscript) or isinstance(target.slice, ast.Slice):
            raise Decline("an assignment to something else than an element")
        base = self.of(target.value, state)
        if not isinstance(base, Seq) or base.form == "text":
            raise Decline("an assignment to something else than an element")
        held = self.part(target, base, state)
        if not isinstance(held, Num) or any(isinstance(n, ast.Call) for n in ast.walk(target)):
            raise Decline("an element that is a list")
        # `table[i, j]` stores into a row.
        owner = base.item if isinstance(base.item, Seq) else base
        base.root.stored = owner.root.stored = True
        if base.form == "ndarray" or base.given:
            self._same_type(base, held, value)
        else:
            owner.hold(Num(value.tags))
        if value.tags & WHOLE and test and self.bounds.assign(self.key_of(owner), value.bits):
            self._test(at, target)
        return owner

    def _same_type(self, base: Seq, held: Num, value: Num) -> None:
        """An array keeps its type, and so does a list that is given as an array."""
        for kind in (WHOLE, FLOATS, TRUTHS, COMPLEX):
            if held.tags <= kind:
                wider = {FLOATS: NUMBERS, COMPLEX: COMPLEX | {"int", "float", "npfloat"}}
                fine = value.tags <= wider.get(kind, kind)
                if base.form == "ndarray" and fine:
                    return
                if base.form == "list" and value.tags == held.tags:
                    return
        raise Decline("a number of another type in an array")

    def _test(self, at: ast.AST, target: ast.expr) -> None:
        if not isinstance(at, ast.stmt):
            raise TooWide(frozenset())
        known = self.tests.setdefault(at, [])
        if not any(ast.dump(_read(one)) == ast.dump(_read(target)) for one in known):
            known.append(target)


def _sum_tags(a: Num, b: Num) -> frozenset[str]:
    numpy = any(tag.startswith("np") for v in (a, b) for tag in v.tags)
    mixed = numpy and not any(all(t.startswith("np") for t in v.tags) for v in (a, b))
    return frozenset({"npint"} if numpy else {"int"}) | ({"int"} if mixed else set())


def _read(target: ast.expr) -> ast.expr:
    """A target as an expression that reads it."""
    if isinstance(target, ast.Name):
        return ast.copy_location(ast.Name(target.id, ast.Load()), target)
    return target
