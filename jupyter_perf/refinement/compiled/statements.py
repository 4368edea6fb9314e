"""The kinds of all names in functions, statement by statement, until nothing new is learned."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from .. import flow
from ..source import Decline
from .bounds import EXACT_BITS, MOST_BITS, TooWide
from .calls import Calls
from .expressions import State, Unknown
from .kinds import (
    FLOATS,
    NONE,
    NUMBERS,
    SEVERAL,
    TRUTHS,
    WHOLE,
    Num,
    Seq,
    Tup,
    Value,
    join,
    number,
    several,
)  # fmt: skip

ROUNDS = 24
_LOOP_ROUNDS = 5


@dataclass
class _Loop:
    breaks: list[State] = field(default_factory=list)
    continues: list[State] = field(default_factory=list)


@dataclass
class Callee:
    """A function that is compiled, with what it is called with and returns."""

    node: ast.FunctionDef
    parameters: State = field(default_factory=dict)
    returned: list[tuple[ast.AST, Value]] = field(default_factory=list)
    result: Value | None = None
    round: int = -1
    active: bool = False


def met(a: State | None, b: State | None) -> State | None:
    """What holds on both ways: names that only one of them binds aren't bound for sure."""
    if a is None or b is None:
        return b if a is None else a
    found: State = {}
    for name in a.keys() & b.keys():
        value = join(a[name], b[name])
        if value is not None:
            found[name] = value
    return found


class Statements(Calls):
    """Reads functions; `tests` are the names to test for their size after a statement."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.tests: dict[ast.AST, list[ast.expr]] = {}
        self.callees: dict[str, Callee] = {}
        self.kinds: dict[str, Num] = {}
        self.assume = False
        """Take it that each loop of the first function's own block has a round."""
        self.assumed: set[ast.AST] = set()
        self.limits: dict[str, int] = {}
        """Bits of the parameters of the first function."""
        self.calls: dict[str, set[str]] = {}
        """Functions that each function calls."""
        self._loops: list[_Loop] = []
        self._locals: set[str] = set()
        self._returned: list[tuple[ast.AST, Value]] = []

    def _is_local(self, name: str) -> bool:
        return name in self._locals

    # ---- functions -------------------------------------------------------------------------------

    def read(self, node: ast.FunctionDef, parameters: State) -> Callee:
        """Find out all about a function that is called with such values."""
        entry = Callee(node, self._limited(node, parameters))
        self.callees[node.name] = entry
        before: object = None
        for number_ in range(ROUNDS):
            self.bounds.round, self.bounds.changed, self.unknown = number_, False, False
            self.marks, self.tests = {}, {}
            self._body(entry)
            now = self._summary()
            if not self.bounds.changed and now == before and not self.unknown:
                self._check_mixed()
                return entry
            before = now
        raise Decline("kinds that don't settle")

    def _limited(self, node: ast.FunctionDef, parameters: State) -> State:
        """Parameters that the function itself changes are bounded as all their values are."""
        self.limits = {}
        found = dict(parameters)
        for name, value in parameters.items():
            if not (isinstance(value, Num) and value.tags & WHOLE):
                continue
            bits, key = value.bits, f"{node.name}.{name}"
            if name in flow.stores(node.body):
                self.assigned.add(key)
                if self.bounds.assign(key, bits):
                    bits = self.bounds.held_bits
            self.limits[name] = bits
            found[name] = Num(value.tags, bits)
        return found

    def _summary(self) -> object:
        items = [(id(seq.root), repr_of(seq.item)) for seq in self.made.values()]
        results = [(name, repr_of(c.result)) for name, c in sorted(self.callees.items())]
        kinds = [(name, tuple(sorted(k.tags))) for name, k in sorted(self.kinds.items())]
        return items, results, kinds

    def _body(self, callee: Callee) -> None:
        saved = self.function, self._loops, self._locals, self._returned
        self.function, self._loops = callee.node.name, []
        self._locals, self._returned = flow.local_names(callee.node), []
        callee.active = True
        state = dict(callee.parameters)
        for name, value in state.items():
            self._note(name, value)
        end = self.block(callee.node.body, state)
        if end is not None:
            self._returned.append((callee.node, NONE))
        callee.returned = self._returned
        callee.round = self.bounds.round
        first = callee is next(iter(self.callees.values()))
        for _, value in self._returned:
            # What the first function returns may vary: only one kind of it is compiled.
            callee.result = value if first else join(callee.result, value)
            sized = isinstance(value, Num) and value.tags & WHOLE
            if sized and self.bounds.assign(f"{callee.node.name}()", number(value).bits):
                raise TooWide(frozenset())
        callee.active = False
        self.function, self._loops, self._locals, self._returned = saved

    def _note(self, name: str, value: Value) -> None:
        """The kind of a variable over the whole function, which is the machine's."""
        if isinstance(value, Num):
            known = join(self.kinds.get(self.key(name)), Num(value.tags))
            assert isinstance(known, Num)
            self.kinds[self.key(name)] = known

    def _check_mixed(self) -> None:
        """What is whole at one time and a float at another is a float in the machine."""
        for key, kind in self.kinds.items():
            if kind.tags & WHOLE and kind.tags & FLOATS and self.bounds.of(key) > EXACT_BITS:
                raise TooWide(frozenset({key} & self.assigned))
        for seq in self.made.values():
            item = seq.item
            mixed = isinstance(item, Num) and item.tags & WHOLE and item.tags & FLOATS
            if mixed and self._bits(seq) > EXACT_BITS:
                raise TooWide(frozenset(seq.root.keys))

    def user_call(self, node: ast.Call, state: State) -> Value:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        body = self.facts.definition(name) if name and name not in self._locals else None
        if not isinstance(body, ast.FunctionDef) or body not in self.facts.source.parents:
            raise Decline("a call of what isn't known")
        if body.args.vararg or body.args.kwarg or body.args.kwonlyargs or body.args.posonlyargs:
            raise Decline("a function with * in its parameters")
        callee = self.callees.setdefault(name, Callee(body))
        if callee.active:
            raise Decline("recursion")
        self.calls.setdefault(self.function, set()).add(name)
        given = self._given(body, node, state)
        changed = False
        for parameter, value in given.items():
            old = callee.parameters.get(parameter)
            key = f"{name}.{parameter}"
            if isinstance(value, Num) and value.tags & WHOLE:
                self.assigned.add(key)
                if self.bounds.assign(key, value.bits):
                    raise TooWide(frozenset({key}))
            flat = Num(value.tags) if isinstance(value, Num) else value
            new = several(old, flat) or join(old, flat)
            assert new is not None
            changed |= repr_of(new) != repr_of(old)
            callee.parameters[parameter] = new
        if changed or callee.round != self.bounds.round:
            self._body(callee)
        if any(_is_several(p) and p.root.stored for p in callee.parameters.values()):
            raise Decline("a helper that changes what it is given")
        if callee.result is None:
            raise Unknown
        found = callee.result
        if _is_several(found):
            raise Decline("a helper that gives back one of several inputs")
        key = f"{name}()"
        if isinstance(found, Num) and found.tags & WHOLE:
            return Num(found.tags, self.bounds.of(key))
        return found

    def _given(self, body: ast.FunctionDef, node: ast.Call, state: State) -> State:
        names = flow.parameters(body)
        given = dict(zip(names, (self.of(a, state) for a in node.args), strict=False))
        given |= {k.arg: self.of(k.value, state) for k in node.keywords if k.arg}
        defaults = body.args.defaults
        for name, default in zip(names[len(names) - len(defaults) :], defaults, strict=True):
            given.setdefault(name, self.of(default, {}))
        if set(given) != set(names) or len(node.args) > len(names):
            raise Decline("a call that doesn't fit")
        return given

    # ---- statements ------------------------------------------------------------------------------

    def block(self, body: Sequence[ast.stmt], state: State | None) -> State | None:
        for stmt in body:
            if state is None:
                return None
            handler: Any = getattr(self, f"_do_{type(stmt).__name__.lower()}", None)
            if handler is None:
                raise Decline(f"{type(stmt).__name__} isn't compiled")
            try:
                state = handler(stmt, state)
            except Unknown:
                # What follows may tell; this statement is read again in the next round.
                self.unknown = True
        return state

    def _do_pass(self, stmt: ast.Pass, state: State) -> State | None:
        return state

    def _do_expr(self, stmt: ast.Expr, state: State) -> State | None:
        if isinstance(stmt.value, ast.Constant):
            return state
        if not isinstance(stmt.value, ast.Call):
            raise Decline("an expression for its effect")
        self.of(stmt.value, state)
        if self.marks.get(stmt.value) == "test last":
            called = stmt.value.func
            assert isinstance(called, ast.Attribute)
            last = ast.Subscript(called.value, ast.Constant(-1), ast.Load())
            self.tests[stmt] = [last]
        return state

    def _do_raise(self, stmt: ast.Raise, state: State) -> State | None:
        return None

    def _do_assert(self, stmt: ast.Assert, state: State) -> State | None:
        self.test(stmt.test, state)
        return state

    def _do_return(self, stmt: ast.Return, state: State) -> State | None:
        value = NONE if stmt.value is None else self.of(stmt.value, state)
        self._returned.append((stmt, value))
        return None

    def _do_break(self, stmt: ast.Break, state: State) -> State | None:
        self._loops[-1].breaks.append(state)
        return None

    def _do_continue(self, stmt: ast.Continue, state: State) -> State | None:
        self._loops[-1].continues.append(state)
        return None

    def _do_if(self, stmt: ast.If, state: State) -> State | None:
        self._known_test(stmt.test, state)
        return met(self.block(stmt.body, dict(state)), self.block(stmt.orelse, dict(state)))

    def _known_test(self, node: ast.expr, state: State) -> None:
        try:
            self.test(node, state)
        except Unknown:
            self.unknown = True

    def _do_while(self, stmt: ast.While, state: State) -> State | None:
        forever = isinstance(stmt.test, ast.Constant) and bool(stmt.test.value)
        head: State = dict(state)
        loop = _Loop()
        for _ in range(_LOOP_ROUNDS):
            self._known_test(stmt.test, head)
            end, loop = self._round(stmt.body, dict(head))
            again = met(dict(state), end)
            if again == head:
                break
            head = again or head
        else:
            raise Decline("a loop whose kinds don't settle")
        return self._after(None if forever else head, stmt.orelse, loop)

    def _do_for(self, stmt: ast.For, state: State) -> State | None:
        item, sure, seqs = self.iterated(stmt.iter, state)
        head: State = dict(state)
        loop, end = _Loop(), None
        for _ in range(_LOOP_ROUNDS):
            inner = dict(head)
            self.bind(stmt.target, item, inner, stmt.iter)
            outer, self.iterating = self.iterating, [*self.iterating, *seqs]
            end, loop = self._round(stmt.body, inner)
            self.iterating = outer
            again = met(dict(state), end)
            if again == head:
                break
            head = again or head
        else:
            raise Decline("a loop whose kinds don't settle")
        if not sure and self._assumes(stmt, head, end):
            self.assumed.add(stmt)
            sure = True
        return self._after(end if sure else head, stmt.orelse, loop)

    def _assumes(self, stmt: ast.For, head: State, end: State | None) -> bool:
        """True for a loop before which the kernel tests that it has a round."""
        parent = self.facts.source.parents.get(stmt)
        called = stmt.iter.func if isinstance(stmt.iter, ast.Call) else None
        plain = isinstance(stmt.iter, ast.Name) or (
            isinstance(called, ast.Name) and called.id == "range"
        )
        own = isinstance(parent, ast.FunctionDef) and not stmt.orelse
        return self.assume and plain and own and end is not None and head != end

    def _round(self, body: Sequence[ast.stmt], state: State) -> tuple[State | None, _Loop]:
        """(what holds at the end of a round, its early ends)."""
        self._loops.append(_Loop())
        end = self.block(body, state)
        loop = self._loops.pop()
        for early in loop.continues:
            end = met(end, early)
        return end, loop

    def _after(self, state: State | None, orelse: Sequence[ast.stmt], loop: _Loop) -> State | None:
        if state is not None:
            state = self.block(orelse, dict(state))
        for early in loop.breaks:
            state = met(state, early)
        return state

    # ---- assignments -----------------------------------------------------------------------------

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

    def _unpack(
        self, target: ast.Tuple | ast.List, value: Value, state: State, at: ast.AST
    ) -> None:
        if isinstance(value, Seq):
            item = self.item(value)
            # A row of an array can't be unpacked in the kernel as it stands.
            if not value.given or not isinstance(item, Num) or value.form == "text":
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
        for kind in (WHOLE, FLOATS, TRUTHS):
            if held.tags <= kind:
                fine = value.tags <= (NUMBERS if kind == FLOATS else kind | (kind & WHOLE))
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


def _is_several(value: Value | None) -> TypeGuard[Seq]:
    return isinstance(value, Seq) and value.root.given == SEVERAL


def _sum_tags(a: Num, b: Num) -> frozenset[str]:
    numpy = any(tag.startswith("np") for v in (a, b) for tag in v.tags)
    mixed = numpy and not any(all(t.startswith("np") for t in v.tags) for v in (a, b))
    return frozenset({"npint"} if numpy else {"int"}) | ({"int"} if mixed else set())


def _read(target: ast.expr) -> ast.expr:
    """A target as an expression that reads it."""
    if isinstance(target, ast.Name):
        return ast.copy_location(ast.Name(target.id, ast.Load()), target)
    return target


def repr_of(value: Value | None) -> object:
    """A value as something that can be compared with that of an earlier round."""
    if isinstance(value, Num):
        return tuple(sorted(value.tags))
    if isinstance(value, Tup):
        return tuple(repr_of(part) for part in value.items)
    return id(value.root) if isinstance(value, Seq) else None
