"""The kinds of expressions: constants, names, and the lists that a function makes."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from typing import Any

from .. import flow
from ..facts import Facts
from ..source import Decline
from .bounds import MOST_BITS, Bounds, TooWide, bits_of
from .kinds import NONE, WHOLE, Num, Seq, Tup, Value, num

State = dict[str, Value]


class Unknown(Exception):
    """Not known yet: what a list holds that is still empty in this round."""


class Expressions(ABC):
    """Finds the kind of each expression; raises Decline where that isn't certain.

    `marks` say how the kernel's text of a node differs from the original's; `function` is the
    name of the function whose body is read.
    """

    def __init__(self, facts: Facts, bounds: Bounds) -> None:
        self.facts = facts
        self.bounds = bounds
        self.marks: dict[ast.AST, str] = {}
        self.function = ""
        self.assigned: set[str] = set()
        self.holdable: set[str] = set()
        """Whole numbers that statements assign, so that a test can follow them."""
        self.looked_up: dict[ast.AST, set[str]] = {}
        """The variables of the lists that an index looks into."""
        self.unknown = False
        """True in a round that met a list of which it isn't known yet what it holds."""
        self.reads: dict[str, set[str]] = {}
        """Globals that each function reads."""
        self.made: dict[ast.expr, Seq] = {}
        self.module: dict[str, Value] = {}

    def key(self, name: str) -> str:
        return f"{self.function}.{name}"

    def of(self, node: ast.expr, state: State) -> Value:
        handler: Any = getattr(self, f"_of_{type(node).__name__.lower()}", None)
        if handler is None:
            raise Decline(f"{type(node).__name__} isn't compiled")
        found: Value = handler(node, state)
        return found

    def _fits(self, bits: int, most: int, *nodes: ast.AST) -> int:
        if bits <= most:
            return bits
        names = {self.key(n) for n in flow.loads(nodes)} & self.holdable
        for part in flow.walk(nodes):
            names |= self.looked_up.get(part, set())
        raise TooWide(frozenset(names))

    def _of_constant(self, node: ast.Constant, state: State) -> Value:
        value = node.value
        if isinstance(value, bool):
            return num("bool")
        if isinstance(value, int):
            return num("int", bits=self._fits(bits_of(value), MOST_BITS))
        if isinstance(value, float | complex):
            return num(type(value).__name__)
        if isinstance(value, str):
            if value:
                return num("str")
            self.marks[node] = "no text"
            return self._list(node, [num("char")], "text")
        if value is None:
            return NONE
        raise Decline("a constant of another kind")

    def _of_name(self, node: ast.Name, state: State) -> Value:
        found = state.get(node.id)
        if found is None:
            found = self._global(node)
        if isinstance(found, Num) and found.tags & WHOLE and self.key(node.id) in self.assigned:
            return Num(found.tags, self.bounds.of(self.key(node.id)))
        return found

    def _global(self, node: ast.Name) -> Value:
        if node.id not in self.module or self._is_local(node.id):
            if self.unknown:
                raise Unknown
            if not self._is_local(node.id) and self._is_endless(node.id):
                self.marks[node] = "endless"
                return num("inf")
            raise Decline(f"{node.id} may not be bound")
        self.reads.setdefault(self.function, set()).add(node.id)
        return self.module[node.id]

    def _is_endless(self, name: str) -> bool:
        """True for a name that the module binds once, to infinity."""
        bound = self.facts.binders(name, self.facts.source.tree)
        stmt = self.facts.source.parents.get(bound[0]) if len(bound) == 1 else None
        if not isinstance(stmt, ast.Assign) or stmt.targets != [bound[0]]:
            return False
        if any(name in one.names for one in self.facts.source.all(ast.Global)):
            return False
        value = stmt.value
        if isinstance(value, ast.Call) and self.facts.is_builtin("float", at=value):
            named = isinstance(value.func, ast.Name) and value.func.id == "float"
            return named and [ast.unparse(a) for a in value.args] in (["'inf'"], ["'Infinity'"])
        return self.facts.full_name(value) in ("math.inf", "numpy.inf")

    @abstractmethod
    def _is_local(self, name: str) -> bool:
        """Whether `name` is bound in the function that is looked at."""

    def _of_tuple(self, node: ast.Tuple, state: State) -> Value:
        return Tup(tuple(self.of(part, state) for part in node.elts))

    def _of_list(self, node: ast.List, state: State) -> Value:
        return self._list(node, [self.character(part, state) for part in node.elts])

    @abstractmethod
    def character(self, node: ast.expr, state: State) -> Value:
        """The kind of what is put into a list."""

    def _list(self, node: ast.expr, items: list[Value], form: str = "list") -> Seq:
        """The list that is made at `node`, the same one in every round."""
        if node not in self.made:
            key = f"[{node.lineno}:{node.col_offset}:{type(node).__name__}]"
            self.made[node] = Seq(form, key=key)
        found = self.made[node]
        for item in items:
            self.fill(found, item)
        return found

    def fill(self, seq: Seq, item: Value) -> None:
        """Note what a list is made of, which no test can follow."""
        if self.put(seq, item):
            raise TooWide(frozenset())

    def put(self, seq: Seq, item: Value) -> bool:
        """Note that a list gets an item; True where the kernel has to test how large it is."""
        if isinstance(item, Num):
            if "none" in item.tags:
                raise Decline("None in a list")
            seq.hold(Num(item.tags))
            return self._hold(seq, item)
        if isinstance(item, Seq) and item.given:
            raise Decline("an input in a list")
        if isinstance(item, Seq) and item.form in ("text", "set", "deque"):
            raise Decline("a text, a set or a deque in a list")
        if isinstance(item, Seq):
            item.row = True
        large = False
        for part in item.items if isinstance(item, Tup) else ():
            if not isinstance(part, Num) or not part.plain:
                raise Decline("a list or nothing but None in a tuple")
            large |= self._hold(seq, part)
        seq.hold(item)
        return large

    def _hold(self, seq: Seq, item: Num) -> bool:
        if not item.tags & WHOLE:
            return False
        return self.bounds.assign(self.key_of(seq), item.bits)

    def key_of(self, seq: Seq) -> str:
        """The variable for the whole numbers in a list; one that is tested, if any is."""
        keys = sorted(seq.root.keys)
        return next((key for key in keys if key in self.bounds.held), keys[0])

    def _bits(self, seq: Seq) -> int:
        root = seq.root
        held = self.key_of(seq) in self.bounds.held
        bits = self.bounds.held_bits
        if not held:
            bits = max(self.bounds.of(key) for key in root.keys)
        return max(bits, self.bounds.input_bits) if root.given else bits

    def item(self, seq: Seq) -> Value:
        """What a sequence holds."""
        found = seq.item
        if found is None:
            raise Unknown
        return self._sized(found, seq)

    def _sized(self, value: Value, seq: Seq) -> Value:
        if isinstance(value, Num):
            return Num(value.tags, self._bits(seq) if value.tags & WHOLE else 0)
        if isinstance(value, Tup):
            return Tup(tuple(self._sized(part, seq) for part in value.items))
        return value
