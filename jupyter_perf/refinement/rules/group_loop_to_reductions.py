from __future__ import annotations

import ast
from dataclasses import dataclass, field

from ...core.code import Safety
from .. import flow
from ..concrete import Change, Instead
from ..facts import Facts
from ..source import COMPREHENSIONS, Comprehension, Decline
from ..writing import indented
from ._group_terms import Terms
from ._groups import Grouped, grouped
from ._guarded import guarded, is_fallback, small
from ._leftovers import only_inside
from ._reductions import ANY_KIND, reduction
from ._rows import quote_of
from ._rule import Rewrite, rule

_PYTHON_INTS = frozenset({"size", "nunique"})
"""Reductions of one group that give Python's own int."""
_ROUNDED = frozenset({"sum", "mean", "std", "var", "prod"})


@dataclass
class _Plan:
    """What the loop goes through instead of groups: one array for each reduction."""

    groups: Grouped
    facts: Facts
    swaps: dict[ast.expr, str] = field(default_factory=dict)
    names: dict[tuple[str | None, str], str] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    """Array of what is reduced row by row, as text → name."""
    guards: list[str] = field(default_factory=list)

    def add_term(self, node: ast.expr, group: str, as_python: bool = False) -> bool:
        """Note a reduction of what is made of each row; False where it isn't one."""
        reader = Terms(group, self.groups, self.facts)
        made = reader.counted(node) if as_python else reader.reduction(node)
        if made is None:
            return False
        text = f"{made[0]}.{'tolist' if as_python else 'to_numpy'}()"
        self.guards += reader.guards
        if reader.elementwise:
            self.guards.append(self.groups.has_key(every=True))
        # The mean of nothing but holes is Python's own NaN, not numpy's.
        self.guards += [f"({part}).notna().all()" for part in reader.means]
        if text not in self.terms:
            number = f"_{len(self.terms) + 1}" if self.terms else ""
            self.terms[text] = self.facts.fresh(f"{group}_part{number}")
        self.swaps[node] = self.terms[text]
        return True

    def add(self, node: ast.expr, column: str | None, name: str) -> None:
        """Note a reduction that the loop makes of each group."""
        if column is None and name != "size":
            raise Decline("a reduction of the whole group")
        kind = self.groups.facts_of.columns.get(column or "")
        if column is not None and name != "size":
            if kind is None or column in self.groups.keys:
                raise Decline("a column that isn't known")
            ends = name in ("min", "max") and kind == "datetime"
            tests = name in ("sum", "mean") and kind == "bool"
            number = kind in ("int", "float")
            if name not in ANY_KIND and not (number or ends or tests):
                raise Decline(f"{name} of a column of kind {kind}")
            if name in _ROUNDED and kind == "float":
                self.guards.append(small(self.groups.whole(column)))
            if name == "mean" and kind == "float":
                # The mean of nothing but holes is Python's own NaN, not numpy's.
                self.guards.append(f"{self.groups.part(column)}.count().all()")
        key = (None, name) if name == "size" else (column, name)
        if key not in self.names:
            stem = f"{column}_{name}" if key[0] is not None else "size"
            self.names[key] = self.facts.fresh(stem if stem.isidentifier() else name)
        self.swaps[node] = self.names[key]

    def target(self, label: str) -> str:
        return ", ".join([label, *self.names.values(), *self.terms.values()])

    def iterable(self, groups: str, label: str) -> str:
        """A `zip` of the keys and of each reduction, for groups called `groups`."""
        arrays = [self._array(groups, column, name) for column, name in self.names]
        arrays += self.terms
        if label == "_":
            return f"zip(range({groups}.ngroups), {', '.join(arrays)})"
        return f"zip({groups}.size().index, {', '.join(arrays)})"

    def _array(self, groups: str, column: str | None, name: str) -> str:
        part = groups if column is None else f"{groups}[{self.groups.label(column)}]"
        moments = self.groups.facts_of.columns.get(column or "") == "datetime"
        as_python = name in _PYTHON_INTS or (moments and name != "count")
        return f"{part}.{name}().{'tolist' if as_python else 'to_numpy'}()"


@rule(
    ast.For,
    ast.ListComp,
    ast.DictComp,
    safety=Safety.CHECK,
    gain=25.0,
    hints=("groupby(",),
)
def group_loop_to_reductions(node: ast.For | Comprehension, facts: Facts) -> Rewrite | None:
    """Reduce all groups at once instead of one by one in a loop.

    What it does:
        A loop or comprehension over `df.groupby(key)` that only takes sums, means, counts and the
        like of each group goes through the reduced columns instead.

    Why it is slow:
        Every group is made into a DataFrame of its own, and every reduction of it is a call of
        pandas, some 100 microseconds for each.

    Before:
        for shop, part in df.groupby('shop'):
            rows.append({'shop': shop, 'total': part['price'].sum()})

    After:
        groups = df.groupby('shop')
        for shop, total in zip(groups.size().index, groups['price'].sum().to_numpy()):
            rows.append({'shop': shop, 'total': total})

    When not:
        A group is used in any other way, keys are neither whole numbers nor text, the frame
        changes in the loop. Sums are rounded in another order.

    Source:
        The pandas user guide, "Group by: split-apply-combine"; seen gains 10 to 50 times.
    """
    clause: ast.For | ast.comprehension = node if isinstance(node, ast.For) else node.generators[0]
    groups = grouped(clause.iter, facts, quote_of(facts))
    names = _names(clause.target)
    if groups is None or names is None or groups.column is not None or is_fallback(node, facts):
        return None
    if any(groups.facts_of.columns[key] not in ("str", "int") for key in groups.keys):
        return None
    if isinstance(node, ast.For) and (node.orelse or groups.frame.id in facts.changed(node)):
        return None
    if not isinstance(node, ast.For) and len(node.generators) != 1:
        return None
    label, group = names
    plan = _Plan(groups, facts)
    _read(node, clause, group, plan, facts)
    if not (plan.names or plan.terms) or not facts.is_builtin("zip", "range", "len", at=node):
        return None
    return Rewrite((_written(node, clause, label, plan, facts),))


def _names(target: ast.expr) -> tuple[str, str] | None:
    if not (isinstance(target, ast.Tuple) and len(target.elts) == 2):
        return None
    key, group = target.elts
    if not isinstance(group, ast.Name):
        return None
    if isinstance(key, ast.Tuple) and all(isinstance(part, ast.Name) for part in key.elts):
        return f"({ast.unparse(key).strip('()')})", group.id
    return (key.id, group.id) if isinstance(key, ast.Name) else None


def _read(
    node: ast.For | Comprehension,
    clause: ast.For | ast.comprehension,
    group: str,
    plan: _Plan,
    facts: Facts,
) -> None:
    """Find every reduction of the group; declines where the group is used otherwise."""
    inside: set[ast.AST] = set()
    for call in ast.walk(node):
        shape = isinstance(call, ast.Subscript) and ast.unparse(call).endswith(".shape[0]")
        if (isinstance(call, ast.Call) or shape) and call not in inside:
            assert isinstance(call, ast.expr)
            found = reduction(call, group, facts)
            if found is not None:
                plan.add(call, *found)
                inside |= set(ast.walk(call))
            elif group in flow.loads(call):
                inside |= _term(call, group, plan, node, facts)
    for name in ast.walk(node):
        used = isinstance(name, ast.Name) and name.id == group and name not in inside
        if used and not facts.source.inside(name, clause.target):
            raise Decline("a group that is used otherwise")
        if isinstance(name, ast.Lambda | ast.FunctionDef):
            raise Decline("a function that keeps the group")
    if isinstance(node, ast.For) and not only_inside({group}, node, facts):
        raise Decline("the last group is used after the loop")


def _term(
    call: ast.expr, group: str, plan: _Plan, node: ast.For | Comprehension, facts: Facts
) -> set[ast.AST]:
    """The parts of a reduction of what is made of each row; empty for any other call."""
    counted = not isinstance(call, ast.Call) or ast.unparse(call.func) == "len"
    if not facts.is_builtin("len", at=call):
        return set()
    try:
        known = plan.add_term(call, group, as_python=counted)
    except Decline:
        # What is inside of this call may still be a reduction.
        return set()
    others = flow.loads(call) - {group}
    bound = facts.changed(node) if isinstance(node, ast.For) else set(flow.stores(node))
    if known and others & bound:
        raise Decline("a reduction by what changes in the loop")
    return set(ast.walk(call)) if known else set()


def _written(
    node: ast.For | Comprehension,
    clause: ast.For | ast.comprehension,
    label: str,
    plan: _Plan,
    facts: Facts,
) -> Change:
    guards = [f"len({plan.groups.frame.id})", *dict.fromkeys(plan.guards)]
    if not isinstance(node, ast.For):
        iterable = plan.iterable(plan.groups.text, label)
        swaps = {clause.target: plan.target(label), clause.iter: iterable, **plan.swaps}
        if any(isinstance(p, COMPREHENSIONS) for p in facts.source.ancestors(node)):
            raise Decline("a comprehension in another one")
        return guarded(node, facts.source.render(node, swaps), guards, facts)
    groups = facts.fresh("groups")
    swaps = {
        clause.target: plan.target(label),
        clause.iter: plan.iterable(groups, label),
        **plan.swaps,
    }
    new, old = facts.source.block_text(node, swaps), facts.source.block_text(node)
    if new is None or old is None or flow.has(node, ast.AsyncFor):
        raise Decline("text that can't be indented")
    new = f"{groups} = {plan.groups.text}\n{new}"
    if not plan.guards:
        return Instead(node, new)
    return Instead(node, f"if {' and '.join(guards)}:\n{indented(new)}\nelse:\n{indented(old)}")
