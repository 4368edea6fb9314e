"""The kinds of all names in functions, round by round until nothing new is learned."""

from __future__ import annotations

import ast
from typing import TypeGuard

from .. import flow
from ..facts import Facts
from ..source import Decline
from .bounds import EXACT_BITS, Bounds, TooWide
from .expressions import State, Unknown
from .inner_functions import Callee, InnerFunctions
from .kinds import FLOATS, NONE, SEVERAL, WHOLE, Num, Seq, Tup, Value, join, number, several

ROUNDS = 24


class Functions(InnerFunctions):
    """Reads a function, with those that it calls."""

    def __init__(self, facts: Facts, bounds: Bounds) -> None:
        super().__init__(facts, bounds)
        self.limits: dict[str, int] = {}
        """Bits of the parameters of the first function."""
        self.calls: dict[str, set[str]] = {}
        """Functions that each function calls."""

    def _is_local(self, name: str) -> bool:
        return name in self._locals

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
                self._check_globals()
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

    def _check_globals(self) -> None:
        """A global is handed on by its name, which must mean the same in all callers."""
        for name, callee in self.callees.items():
            handed = set().union(*(self.globals_of(c) for c in self.calls.get(name, ())), set())
            if handed & flow.local_names(callee.node):
                raise Decline("a global that has the name of a local variable")

    def globals_of(self, name: str) -> set[str]:
        """Globals that a function, or one that it calls, reads."""
        names = set(self.reads.get(name, ()))
        return names.union(*(self.globals_of(callee) for callee in self.calls.get(name, ())))

    def handed_to(self, name: str) -> list[str]:
        """What a function gets besides its arguments: globals, and names around it."""
        return sorted(self.globals_of(name) | self.closed.get(name, set()))

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
        body = self._called(name)
        if not isinstance(body, ast.FunctionDef) or body not in self.facts.source.parents:
            raise Decline("a call of what isn't known")
        if body.args.vararg or body.args.kwarg or body.args.kwonlyargs or body.args.posonlyargs:
            raise Decline("a function with * in its parameters")
        callee = self.callees.setdefault(name, Callee(body))
        if callee.active:
            raise Decline("recursion")
        self.calls.setdefault(self.function, set()).add(name)
        given = self._given(body, node, state)
        for free in self.closed.get(name, ()):
            given[free] = self.of(ast.Name(free, ast.Load()), state)
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
            self._body_for(callee, node)
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

    def _body_for(self, callee: Callee, node: ast.Call) -> None:
        """Read a helper; what it is given may have to be held for its sake."""
        names = flow.loads([*node.args, *node.keywords]) | self.closed.get(callee.node.name, set())
        mine = frozenset({self.key(name) for name in names} & self.holdable)
        try:
            self._body(callee)
        except TooWide as wide:
            raise TooWide(wide.keys - self.bounds.held or mine) from None

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


def _is_several(value: Value | None) -> TypeGuard[Seq]:
    return isinstance(value, Seq) and value.root.given == SEVERAL


def repr_of(value: Value | None) -> object:
    """A value as something that can be compared with that of an earlier round."""
    if isinstance(value, Num):
        return tuple(sorted(value.tags))
    if isinstance(value, Tup):
        return tuple(repr_of(part) for part in value.items)
    return id(value.root) if isinstance(value, Seq) else None
