"""Loops over the groups of a frame that take just the first rows of each."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .. import flow
from ..facts import Facts
from ..source import Decline
from ..syntax import is_name
from ..values import Frame
from ._group_tops import Chain, chain
from ._groups import grouped
from ._masks import binding, mask_of
from ._rows import quote_of

_NUMBERS = frozenset({"int", "float"})


@dataclass
class TopReader:
    """What a loop's body takes of each group."""

    node: ast.For
    frame: ast.Name
    known: Frame
    key: str
    facts: Facts
    value: str
    """The name of the key's value."""
    group: str = ""
    """The name that a loop over `groupby` gives the group; empty for a loop over values."""
    tops: dict[ast.expr, Chain] = field(default_factory=dict)
    dropped: list[ast.stmt] = field(default_factory=list)
    """Statements that give names to what of a group isn't made any more."""
    names: set[str] = field(default_factory=set)
    """Names that won't be bound any more."""
    _held: dict[str, Chain] = field(default_factory=dict)

    @classmethod
    def of(cls, node: ast.For, facts: Facts) -> TopReader | None:
        """A reader of a loop over a frame's groups, or over values by which it filters a frame."""
        return cls._by_groupby(node, facts) or cls._by_filter(node, facts)

    @classmethod
    def _by_groupby(cls, node: ast.For, facts: Facts) -> TopReader | None:
        groups = grouped(node.iter, facts, quote_of(facts))
        if groups is None or groups.column is not None or not isinstance(node.target, ast.Tuple):
            return None
        assert isinstance(node.iter, ast.Call)
        names = node.target.elts
        if len(groups.keys) != 1 or len(node.iter.args) != 1 or node.iter.keywords:
            return None
        if len(names) != 2 or not all(isinstance(name, ast.Name) for name in names):
            return None
        key, (value, group) = groups.keys[0], map(ast.unparse, names)
        if groups.facts_of.columns[key] not in ("str", "int"):
            return None
        return cls(node, groups.frame, groups.facts_of, key, facts, value, group)

    @classmethod
    def _by_filter(cls, node: ast.For, facts: Facts) -> TopReader | None:
        if not isinstance(node.target, ast.Name):
            return None
        for part in flow.walk(node.body):
            mask = mask_of(part, facts) if isinstance(part, ast.Subscript) else None
            if mask is None or len(mask.keys) != 1:
                continue
            bound = binding(mask.values[0], part, facts)  # type: ignore[arg-type]
            known = facts.frame(mask.frame, node)
            if bound is None or bound.loop is not node or known is None:
                return None
            return cls(node, mask.frame, known, mask.keys[0], facts, node.target.id)
        return None

    def read(self) -> None:
        """Find all first rows that are taken; declines where a group is used otherwise."""
        if self.group:
            self._held[self.group] = Chain()
            self.names.add(self.group)
        for stmt in self.node.body:
            name = _named(stmt)
            held = (
                chain(stmt.value, self._is_group) if name and isinstance(stmt, ast.Assign) else None
            )
            if name and held is not None and held.count is None:
                self._held[name] = held
                self.names.add(name)
                self.dropped.append(stmt)
                continue
            if stmt not in self.dropped:
                self._take(stmt)
            for again in flow.stores(stmt) & set(self._held):
                if again != name:
                    raise Decline("a group's name that something else may have")
                del self._held[again]
                self.names.discard(again)

    def _take(self, stmt: ast.stmt) -> None:
        inside: set[ast.AST] = set()
        for part in ast.walk(stmt):
            if part in inside:
                continue
            if isinstance(part, ast.Lambda | ast.FunctionDef):
                raise Decline("a function that keeps the group")
            if isinstance(part, ast.Name) and part.id in self._held:
                if isinstance(part.ctx, ast.Load):
                    raise Decline("a group that is used otherwise")
            elif isinstance(part, ast.expr):
                found = chain(part, self._is_group)
                if found is not None:
                    self._note(part, found)
                    inside |= set(ast.walk(part))

    def _note(self, part: ast.expr, found: Chain) -> None:
        if found.count is None:
            raise Decline("all rows of a group")
        if found.by is not None and self.known.columns.get(found.by) not in _NUMBERS:
            raise Decline("rows in the order of what are no numbers")
        self.tops[part] = found

    def _is_group(self, node: ast.expr) -> Chain | None:
        if isinstance(node, ast.Name):
            return self._held.get(node.id)
        if self.group or not isinstance(node, ast.Subscript):
            return None
        mask = mask_of(node, self.facts)
        if mask is None or mask.frame.id != self.frame.id or mask.keys != (self.key,):
            return None
        if mask.column is not None or not is_name(mask.values[0], self.value):
            return None
        if mask.named is not None and mask.named not in self.dropped:
            self.dropped.append(mask.named)
            self.names |= flow.stores(mask.named)
        return Chain()


def _named(stmt: ast.stmt) -> str:
    """The name that a statement gives a value to."""
    if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1:
        return stmt.targets[0].id if isinstance(stmt.targets[0], ast.Name) else ""
    return ""
