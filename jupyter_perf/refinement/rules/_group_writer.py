"""Columns of each group, written as columns of all groups by grouped functions."""

from __future__ import annotations

import ast
import copy
from dataclasses import replace
from typing import Any

from ..facts import Facts
from ..source import Decline
from ..values import Frame
from ._group_chains import chained
from ._group_terms import Terms
from ._group_writes import GROUP, GroupWrites, Write
from ._groups import Grouped
from ._guarded import small
from ._reductions import reduction
from ._rows import quote_of

_ROUNDED = frozenset({"sum", "mean", "std", "var"})
_RANKED = frozenset({"rank", "cummax", "cummin"})


class GroupWriter:
    """Writes what a column of each group becomes as a column of all groups."""

    def __init__(self, found: GroupWrites, facts: Facts) -> None:
        self.found, self.facts, self.quote = found, facts, quote_of(facts)
        self.guards: list[str] = []
        if found.by_label:
            self.guards.append(f"{found.frame.id}.index.is_unique")

    def line(self, write: Write, known: Frame) -> tuple[str, str]:
        """(statement that writes the column, kind of the column afterwards)."""
        groups = self.groups(known)
        terms = Terms(GROUP, groups, self.facts)
        whole, held = groups.whole(write.column), known.columns.get(write.column)
        text, kind = self.value(write.value, groups, terms)
        self.guard(write, groups, terms)
        if write.holes:
            if held != "float" or _of_rows(write.value, self.facts):
                raise Decline("holes that are filled otherwise")
            return f"{whole} = {whole}.fillna({text})", "float"
        if held is None and kind != "float":
            raise Decline("a new column that is no float")
        if held == "float" and kind == "int":
            return f"{whole} = ({text}).astype(float)", "float"
        if held not in (None, kind):
            raise Decline("a column that becomes one of another kind")
        return f"{whole} = {text}", kind

    def groups(self, known: Frame) -> Grouped:
        frame, keys = self.found.frame, tuple(self.found.keys)
        if any(self.quote in label or "\\" in label for label in known.columns):
            raise Decline("a label that is hard to write")
        labels = [f"{self.quote}{key}{self.quote}" for key in keys]
        by = labels[0] if len(labels) == 1 else f"[{', '.join(labels)}]"
        return Grouped(f"{frame.id}.groupby({by})", frame, known, keys, None, self.quote)

    def value(self, node: ast.expr, groups: Grouped, terms: Terms) -> tuple[str, str]:
        """(text over all rows, kind) of what is written."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            inner, name = node.func.value, node.func.attr
            column = _whole_column(inner)
            if name == "fillna" and column and len(node.args) == 1 and not node.keywords:
                text, kind = terms.row(inner)
                other, _ = terms.row(node.args[0])
                if kind != "float" or _of_rows(node.args[0], self.facts):
                    raise Decline("holes that are filled otherwise")
                return f"{text}.fillna({other})", "float"
            given = [*node.args, *(k.value for k in node.keywords)]
            if name in _RANKED and column and all(isinstance(a, ast.Constant) for a in given):
                if terms.row(inner)[1] != "float" or node.args:
                    raise Decline("ranks of what are no floats")
                said = ", ".join(ast.unparse(k) for k in node.keywords)
                return f"{groups.part(column)}.{name}({said})", "float"
            chain = self._chain(node, groups)
            if chain is not None:
                return chain
        return terms.row(node)

    def _chain(self, node: ast.expr, groups: Grouped) -> tuple[str, str] | None:
        """`one_group["x"].rolling(3).mean()`, step by step."""
        parts = {c for part in ast.walk(node) if (c := _whole_column(part)) is not None}
        column = parts.pop() if len(parts) == 1 else ""
        kind = groups.facts_of.columns.get(column)
        if kind not in ("int", "float"):
            return None
        named = _Named().visit(copy.deepcopy(node))
        made = chained(named, GROUP, replace(groups, column=column))
        relabelled = made is not None and ".droplevel(" in made
        if made is None or not (relabelled or kind == "float"):
            return None
        if relabelled:
            self.guards.append(f"{groups.frame.id}.index.is_unique")
        return made, "float"

    def guard(self, write: Write, groups: Grouped, terms: Terms) -> None:
        self.guards += [groups.has_key(every=not write.holes), *terms.guards]
        for part in ast.walk(write.value):
            found = reduction(part, GROUP, self.facts) if isinstance(part, ast.Call) else None
            if found is None or found[0] is None or found[1] not in _ROUNDED:
                continue
            if groups.facts_of.columns.get(found[0]) == "float":
                self.guards.append(small(groups.whole(found[0])))


class _Named(ast.NodeTransformer):
    """Writes the group's only column as the group itself."""

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        return node.value if _whole_column(node) is not None else self.generic_visit(node)


def _whole_column(node: ast.AST) -> str | None:
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == GROUP:
        return node.slice.value if isinstance(node.slice, ast.Constant) else None  # type: ignore[return-value]
    return None


def _of_rows(node: ast.expr, facts: Facts) -> bool:
    """True where an expression has a value for each row, not one for the group."""
    if isinstance(node, ast.Call) and reduction(node, GROUP, facts) is not None:
        return False
    if isinstance(node, ast.Name):
        return node.id == GROUP
    return any(_of_rows(n, facts) for n in ast.iter_child_nodes(node) if isinstance(n, ast.expr))
