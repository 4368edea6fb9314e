from __future__ import annotations

import ast
from dataclasses import dataclass, field

from ...core.code import Safety
from .. import flow, shapes
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Decline
from ._bodies import body_text, indented, instead_of
from ._place import library
from ._rounds import Rounds, element, is_pure
from ._rule import Rewrite, rule
from .loop_over_distinct import countable
from .tally_to_counter import tally_to_counter

_TABLES = ("dict", "defaultdict", "Counter")


@rule(ast.For, safety=Safety.CHECK, gain=6.0, hints=("] += 1", "+ 1", "1 +"))
def tally_over_distinct(node: ast.For, facts: Facts) -> Rewrite | None:
    """Look at each distinct text once where a loop counts in a dict what it makes of its texts.

    What it does:
        A loop over a string, or over a list of strings, that cleans or tests each of them and then
        counts it in a dict, goes through `collections.Counter(items).items()` and counts as many
        at a time. The dict gets the same keys in the same order.

    Why it is slow:
        The interpreter cleans and tests the same words and letters again and again.

    Before:
        for word in words:
            word = word.strip(".,").lower()
            if word not in stopwords:
                counts[word] = counts.get(word, 0) + 1

    After:
        from collections import Counter
        for word, word_count in Counter(words).items():
            word = word.strip(".,").lower()
            if word not in stopwords:
                counts[word] = counts.get(word, 0) + word_count

    When not:
        A round depends on earlier ones or does anything else than counting whole numbers up by 1;
        elements that aren't all strings or all whole numbers; texts that hardly repeat.

    Source:
        The Python documentation of `collections.Counter`.
    """
    found = element(node, facts)
    if found is None or not countable(found[0], facts) or _is_plain(node, facts):
        return None
    items, name, places = found
    rounds = Rounds(node, flow.stores([node.target]), facts)
    tally = _Tally(facts)
    tally.block(node.body)
    if rounds.carried or not tally.ones or not name or places or not tally.alone(node):
        return None
    if flow.loads([items]) & set(tally.uses):
        return None
    renamed = rounds.renamed(set())
    each = renamed.get(name, name)
    count = facts.fresh(f"{each}_count")
    swaps: dict[ast.expr, str] = {
        part: renamed[part.id]
        for part in flow.walk(node.body)
        if isinstance(part, ast.Name) and part.id in renamed
    }
    swaps |= dict.fromkeys(tally.ones, count)
    counter, imports = library("collections.Counter", facts)
    body = indented(body_text(node.body, facts.source, swaps))
    head = f"for {each}, {count} in {counter}({facts.source.segment(items)}).items():"
    return Rewrite(tuple(instead_of([node], f"{head}\n{body}")), imports)


def _is_plain(node: ast.For, facts: Facts) -> bool:
    """True for a loop that only counts its elements, which a Counter does by itself."""
    try:
        return tally_to_counter(node, facts) is not None
    except Decline:
        return False


@dataclass
class _Tally:
    """What a loop's body counts: the numbers 1 that it adds, and how often it names its dicts."""

    facts: Facts
    ones: list[ast.expr] = field(default_factory=list)
    uses: dict[str, int] = field(default_factory=dict)

    def block(self, body: list[ast.stmt]) -> None:
        """Take statements in; declines where one does something else."""
        for stmt in body:
            added = self._added(stmt)
            if added is not None:
                self._note(*added)
            elif isinstance(stmt, ast.If):
                self._choice(stmt)
            elif isinstance(stmt, ast.Assign):
                named = all(isinstance(target, ast.Name) for target in stmt.targets)
                self._need(named and is_pure(stmt.value, self.facts))
            else:
                self._need(isinstance(stmt, ast.Continue | ast.Pass))

    def alone(self, loop: ast.For) -> bool:
        """True where the dicts are named nowhere else in the loop."""
        names = [n.id for n in ast.walk(loop) if isinstance(n, ast.Name)]
        return all(names.count(table) == uses for table, uses in self.uses.items())

    def _choice(self, stmt: ast.If) -> None:
        asked = self._missing(stmt)
        if asked is None:
            self._need(is_pure(stmt.test, self.facts))
            self.block(stmt.body)
            return self.block(stmt.orelse)
        table, key, new, old = asked
        first = new[0] if len(new) == 1 else None
        begun = isinstance(first, ast.Assign) and ast.unparse(first.targets[0]) == f"{table}[{key}]"
        self._need(begun and isinstance(first.value, ast.Constant))  # type: ignore[union-attr]
        value = first.value  # type: ignore[union-attr]
        self.uses[table] = self.uses.get(table, 0) + 2
        if value.value == 0 and not old:
            return None
        more = self._added(old[0]) if len(old) == 1 else None
        same = more is not None and (more[0], ast.unparse(more[1])) == (table, key)
        self._need(same and _is_one(value))
        self.ones.append(value)
        return self._note(*more)  # type: ignore[misc]

    def _missing(self, stmt: ast.If) -> tuple[str, str, list[ast.stmt], list[ast.stmt]] | None:
        """(dict, key, what is done where it is missing, what where it is there)."""
        test = stmt.test
        if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
            return None
        table = test.comparators[0]
        if not isinstance(table, ast.Name) or not self._is_table(table):
            return None
        key = ast.unparse(test.left)
        if isinstance(test.ops[0], ast.NotIn):
            return table.id, key, stmt.body, stmt.orelse
        return (table.id, key, stmt.orelse, stmt.body) if isinstance(test.ops[0], ast.In) else None

    def _is_table(self, table: ast.Name) -> bool:
        """True for a dict of whole numbers."""
        found = shapes_of(table, self.facts)
        return shapes.within(found, *_TABLES) and all(
            shape.to == shapes.NONE or shapes.within(shape.to, "int") for shape in found or ()
        )

    def _added(self, stmt: ast.stmt) -> tuple[str, ast.expr, ast.expr, int] | None:
        """(dict, key, the number 1, how often the dict is named) of `table[key] += 1`."""
        target = stmt.targets[0] if isinstance(stmt, ast.Assign) else getattr(stmt, "target", None)
        if not (isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name)):
            return None
        table, key = target.value, target.slice
        if not self._is_table(table) or not is_pure(key, self.facts):
            return None
        if isinstance(stmt, ast.AugAssign):
            fits = isinstance(stmt.op, ast.Add) and _is_one(stmt.value)
            return (table.id, key, stmt.value, 1) if fits else None
        if not isinstance(stmt, ast.Assign) or len(stmt.targets) > 1:
            return None
        total = stmt.value
        if not isinstance(total, ast.BinOp) or not isinstance(total.op, ast.Add):
            return None
        now = (ast.unparse(target), f"{table.id}.get({ast.unparse(key)}, 0)")
        fits = ast.unparse(total.left) in now and _is_one(total.right)
        return (table.id, key, total.right, 2) if fits else None

    def _note(self, table: str, _key: ast.expr, one: ast.expr, uses: int) -> None:
        self.ones.append(one)
        self.uses[table] = self.uses.get(table, 0) + uses

    def _need(self, fits: bool) -> None:
        if not fits:
            raise Decline("a round does more than counting")


def _is_one(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == 1
