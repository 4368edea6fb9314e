"""What an expression reads of the items of loops, with names of a round written out."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field

from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import COMPREHENSIONS, FUNCTIONS, Decline
from ._changed_in import part_changed_in, touched_in
from ._item_keys import Key, key_now, key_of
from ._item_rounds import Round
from ._items import LISTED, PLACE, Item
from ._work_done import read_by

_DEPTH = 4
_WORDS = re.compile(r"[^\W\d]\w*")


@dataclass
class Reading:
    """What an expression reads, with the names that a round gives a value written out."""

    facts: Facts
    uses: list[ast.Name] = field(default_factory=list)
    """Where names of the item are read."""
    given: dict[ast.Name, ast.expr] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    """Names that must stay the same."""
    bound: set[str] = field(default_factory=set)
    """Names of comprehensions' own."""
    rebound: set[str] = field(default_factory=set)
    """Names of the item that stand for something else where the work is done."""
    round: Round | None = None
    item: Item | None = None

    def read(self, node: ast.expr, rounds: list[Round], depth: int = _DEPTH) -> None:
        """Take an expression in; declines where it hangs on several items."""
        found = read_by(node, self.facts)
        if found is None or depth == 0:
            raise Decline("it may do something else, or give something else")
        own = _own_names(node)
        self.bound |= own
        direct = set[str]()
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id in found and part.id not in own:
                direct.add(part.id)
                self._name(part, rounds, depth)
        self.names |= found - direct - own

    def _name(self, name: ast.Name, rounds: list[Round], depth: int) -> None:
        for at, one in enumerate(rounds):
            item = one.item_of(name.id)
            stored = name.id in flow.stores(one.body())
            value = _given(name, one, self.facts) if stored else None
            if value is not None:
                self.given[name] = value
                self.rebound |= {name.id} if item is not None else set()
                return self.read(value, rounds[at:], depth - 1)
            if item is not None:
                if self.item is not None and self.item is not item:
                    raise Decline("several items")
                self.round, self.item = one, item
                self.uses.append(name)
                return
            if stored:
                raise Decline("a name that may stand for several things")
        self.names.add(name.id)

    def key(self, node: ast.expr, rounds: list[Round]) -> Key:
        """By what the item is known again; declines where it can't be."""
        assert self.round is not None
        assert self.item is not None
        inside = [name for name in self.given if self.facts.source.inside(name, node)]
        named = {name.id for name in inside}
        again = inside and named <= self.rebound and len(named) == 1
        if again and not any(self.facts.source.inside(use, node) for use in self.uses):
            return key_now(inside, self.facts)
        found = key_of(self.item, self.round, self.uses, rounds, self.facts)
        own = {use.id for use in self.uses} - self.rebound
        if set(_WORDS.findall(found.text)) & flow.stores(self.round.body()) - own:
            raise Decline("a key that is bound again")
        return found

    def written(self, node: ast.expr, swaps: dict[ast.expr, str]) -> str:
        """The text of an expression with names written out, and some parts replaced."""
        inside = dict(swaps)
        for name, value in self.given.items():
            if name in swaps:
                continue
            text = self.written(value, swaps) if self.facts.source.inside(name, node) else ""
            inside[name] = text if isinstance(value, ATOMS) else f"({text})"
        last = node.end_lineno or node.lineno
        if any(node.lineno <= line < last for line, _ in self.facts.source.comments):
            raise Decline("a comment would be lost")
        return _on_one_line(self.facts.source.render(node, inside))

    def stays(self, region: ast.AST, names: set[str]) -> bool:
        """True where nothing that the work reads is changed in place, under whatever name."""
        if flow.has(region, ast.Yield, ast.YieldFrom, ast.Await):
            return False
        nodes = [*self.uses, *self.given]
        read = {n.id for n in nodes if not shapes.hashable(shapes_of(n, self.facts) or None)}
        for name in touched_in(region, self.facts):
            if self.facts.aliases_of(name) & read:
                return False
        return not part_changed_in(region, names | read, self.facts)


ATOMS = (ast.Name, ast.Subscript, ast.Attribute, ast.Call, ast.Constant, *COMPREHENSIONS)


def _own_names(node: ast.expr) -> set[str]:
    """Names of comprehensions and lambdas in an expression; declines where one means two things."""
    found: set[str] = set()
    for part in ast.walk(node):
        if isinstance(part, COMPREHENSIONS):
            own = flow.stores([g.target for g in part.generators])
            if own & flow.loads(part.generators[0].iter):
                raise Decline("a name that means two things")
            found |= own
        elif isinstance(part, ast.Lambda):
            found |= set(flow.parameters(part))
    return found


def _given(name: ast.Name, within: Round, facts: Facts) -> ast.expr | None:
    """What a round gives a name before it is read, by a plain assignment; None for nothing.

    Declines where it may have been given something on another way.
    """
    child: ast.AST = name
    for parent in facts.source.ancestors(name):
        if isinstance(child, ast.stmt):
            for stmt in facts.source.before(child):
                if name.id in flow.stores(stmt):
                    return _plain_value(stmt, name.id)
        if parent is within.node:
            return None
        if isinstance(parent, (*FUNCTIONS, ast.For, ast.While)) and name.id in flow.stores(parent):
            raise Decline("a name that is given something on another way")
        child = parent
    return None


def _plain_value(stmt: ast.stmt, name: str) -> ast.expr:
    """What `name = value` and `name, other = value, more` give; declines for anything else."""
    if isinstance(stmt, ast.AnnAssign) and stmt.value is not None:
        return stmt.value
    if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
        target, value = stmt.targets[0], stmt.value
        if isinstance(target, ast.Name):
            return value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            names = [part.id if isinstance(part, ast.Name) else "" for part in target.elts]
            if len(names) == len(value.elts) and names.count(name) == 1 and "" not in names:
                return value.elts[names.index(name)]
    raise Decline("a name that may stand for several things")


def _on_one_line(text: str) -> str:
    if "\n" not in text:
        return text
    named = text.replace(PLACE, "_place_").replace(LISTED, "_listed_")
    line = ast.unparse(ast.parse(f"({named})", mode="eval"))
    return line.replace("_place_", PLACE).replace("_listed_", LISTED)
