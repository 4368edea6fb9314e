"""What is taken from the rows of a frame that match a value."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .. import flow
from ..facts import Facts
from ..source import Decline
from ..syntax import is_name, text_of
from ._guarded import is_kept
from ._matched_terms import Matching, Term, term_around, test_of_rows
from ._only_read import only_read
from ._rows import quote_of

REDUCTIONS = flow.words("sum mean max min std var median count nunique prod")


@dataclass(frozen=True)
class Use:
    """What is taken from matching rows: `size`, `empty`, `first`, `last`, `missing`,
    `commonest`, `mode` or a reduction, of `column` where it needs one."""

    node: ast.expr
    what: str
    column: str | None = None
    of_row: bool = False
    """True where a whole row is made first, whose values have the row's type."""
    as_array: bool = False
    """True for `.values[0]`, which raises IndexError in the user's own code."""
    where: str = ""
    """A further test of rows, written for the whole frame."""
    term: Term | None = None
    """For `what` being `term`: what is made of each row and reduced."""


@dataclass
class Uses:
    """Finds what becomes of matching rows; raises Decline where it is anything else."""

    found: Matching
    facts: Facts
    uses: list[Use] = field(default_factory=list)
    removed: list[ast.stmt] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    """Names besides the rows' own that terms and further tests read."""
    left: bool = False
    """True where something else is read from the matching rows, too, which stay for that."""
    _where: str = ""
    _covered: set[ast.AST] = field(default_factory=set)

    def read(self) -> None:
        node = self.found.node
        if self.found.named is not None:
            self.removed.append(self.found.named)
        name = self._named(node)
        if name is None:
            self._use(node, self.found.column)
            return
        for use in name:
            self._use_or_leave(use)
        if self.left:
            self.removed.clear()

    def _use_or_leave(self, use: ast.expr) -> None:
        """Note a use of the named rows; one that can't be looked up stays where it only reads."""
        noted, removed, others = len(self.uses), len(self.removed), set(self.others)
        try:
            self._use(use, self.found.column)
        except Decline:
            if self.found.column is not None or not only_read(use, self.facts):
                raise
            self.left, self._where, self.others = True, "", others
            del self.uses[noted:], self.removed[removed:]

    def _named(self, node: ast.expr) -> list[ast.expr] | None:
        """Where the name that a value is given to is read; None where it isn't given to one."""
        parent = self.facts.source.parents[node]
        if not (isinstance(parent, ast.Assign) and parent.value is node):
            return None
        target = parent.targets[0]
        if len(parent.targets) > 1 or not isinstance(target, ast.Name):
            raise Decline("matching rows that are kept")
        if len(self.facts.source.block(parent)) < 2 or not self.facts.source.loops(parent):
            raise Decline("matching rows that are kept")
        scope = self.facts.scope(target.id, target)
        binders = [b for b in self.facts.binders(target.id, scope) if not is_kept(b, self.facts)]
        if binders != [target] or target.id in self.facts.namespace:
            raise Decline("a name that is bound elsewhere")
        named = [n for n in ast.walk(scope) if isinstance(n, ast.Name) and n.id == target.id]
        uses = [n for n in named if n is not target and not is_kept(n, self.facts)]
        block = self.facts.source.block(parent)
        later = block[block.index(parent) + 1 :]
        inside = self.facts.source.inside
        if not uses or not all(any(inside(use, stmt) for stmt in later) for use in uses):
            raise Decline("matching rows that are seen later")
        changed = {n for value in self.found.values for n in flow.loads(value)}
        if changed & self.facts.changed(later):
            raise Decline("the value that rows match changes before they are read")
        self.removed.append(parent)
        return list(uses)

    def _note(
        self,
        node: ast.expr,
        what: str,
        column: str | None = None,
        of_row: bool = False,
        as_array: bool = False,
    ) -> None:
        self.uses.append(Use(node, what, column, of_row, as_array, self._where))

    def _term(self, node: ast.expr) -> bool:
        """Note the reduction of what is made of each row, if this name is part of one."""
        if not isinstance(node, ast.Name) or self._where:
            return False
        found = term_around(node, self.found, self.facts)
        if found is None:
            return False
        whole, term = found
        self._cover(whole, node.id)
        self.uses.append(Use(whole, "term", term=term))
        return True

    def _cover(self, part: ast.expr, name: str) -> None:
        self._covered |= {n for n in ast.walk(part) if is_name(n, name)}
        self.others |= flow.loads(part) - {name}

    def _chosen(self, node: ast.Subscript, rows: ast.Name) -> None:
        """Uses of those of the matching rows that pass a further test."""
        where = test_of_rows(node.slice, rows.id, self.found, self.facts)
        if where is None or self._where:
            raise Decline("matching rows that are used as a whole")
        self._cover(node.slice, rows.id)
        named = self._named(node)
        self._where = where
        for use in [node] if named is None else named:
            self._use(use, None)
        self._where = ""

    def _use(self, node: ast.expr, column: str | None) -> None:
        if node in self._covered or (column is None and self._term(node)):
            return None
        parent = self.facts.source.parents[node]
        if isinstance(parent, ast.Call) and node in parent.args:
            plain = isinstance(parent.func, ast.Name) and parent.func.id == "len"
            if plain and self.facts.is_builtin("len", at=parent):
                self._note(parent, "size")
                return
        if isinstance(parent, ast.Subscript) and parent.value is node:
            label = text_of(parent.slice)
            if label is not None and column is None:
                return self._of_column(parent, label)
            if column is None and isinstance(node, ast.Name) and label is None:
                return self._chosen(parent, node)
        if isinstance(parent, ast.Attribute):
            above = self.facts.source.parents[parent]
            if parent.attr == "empty":
                self._note(parent, "empty")
                return
            if parent.attr == "shape" and _is_item(above, parent, 0):
                assert isinstance(above, ast.expr)
                self._note(above, "size")
                return
            if column is not None:
                return self._of_column(node, column)
            if parent.attr == "iloc" and isinstance(above, ast.Subscript):
                end = _end(above)
                if end is not None:
                    return self._row(above, end)
            import pandas

            if not hasattr(pandas.DataFrame, parent.attr):
                return self._of_column(parent, parent.attr)
        raise Decline("matching rows that are used as a whole")

    def _of_column(self, node: ast.expr, column: str) -> None:
        """Uses of one column of the matching rows."""
        parent = self.facts.source.parents[node]
        if not isinstance(parent, ast.Attribute):
            raise Decline("a column of matching rows that is used as a whole")
        above = self.facts.source.parents[parent]
        if parent.attr in ("iloc", "iat", "values") and isinstance(above, ast.Subscript):
            end = _end(above)
            if end is None:
                raise Decline("another place than the first or last")
            self._note(above, end, column, as_array=parent.attr == "values")
            return
        if isinstance(above, ast.Call) and above.func is parent:
            plain = not above.args and not above.keywords
            if parent.attr == "dropna" and plain:
                return self._present(above, column)
            if parent.attr in REDUCTIONS and plain:
                self._note(above, parent.attr, column)
                return
            common = _commonest(above, parent.attr, self.facts) if plain else None
            if common is not None:
                self._note(common, "commonest" if parent.attr == "value_counts" else "mode", column)
                return
            summed = self.facts.source.parents[above]
            if parent.attr in ("isna", "isnull") and plain and isinstance(summed, ast.Attribute):
                call = self.facts.source.parents[summed]
                if summed.attr == "sum" and isinstance(call, ast.Call) and not call.args:
                    self._note(call, "missing", column)
                    return
        raise Decline("a column of matching rows that is used as a whole")

    def _present(self, node: ast.Call, column: str) -> None:
        """Uses of those of a column's values that aren't missing."""
        if self._where:
            raise Decline("some of the matching rows, without holes")
        quote = quote_of(self.facts)
        named = self._named(node)
        self._where = f"{self.found.frame.id}[{quote}{column}{quote}].notna()"
        for use in [node] if named is None else named:
            self._use(use, column)
        self._where = ""

    def _row(self, node: ast.Subscript, end: str) -> None:
        """Uses of the first or last of the matching rows."""
        named = self._named(node)
        for use in [node] if named is None else named:
            parent = self.facts.source.parents[use]
            label: str | None = None
            if isinstance(parent, ast.Subscript) and parent.value is use:
                label = text_of(parent.slice)
            elif isinstance(parent, ast.Attribute):
                import pandas

                label = parent.attr if not hasattr(pandas.Series, parent.attr) else None
            if label is None or not isinstance(parent.ctx, ast.Load):  # type: ignore[attr-defined]
                raise Decline("a matching row that is used as a whole")
            assert isinstance(parent, ast.expr)
            self._note(parent, end, label, of_row=True)


def _is_item(node: ast.AST, value: ast.expr, at: int) -> bool:
    if not (isinstance(node, ast.Subscript) and node.value is value):
        return False
    return isinstance(node.slice, ast.Constant) and node.slice.value == at


def _commonest(call: ast.Call, method: str, facts: Facts) -> ast.expr | None:
    """`….value_counts().index[0]`, `….value_counts().idxmax()`, `….mode()[0]`, `….mode().iloc[0]`
    around the call of the method; None for anything else.
    """
    parent = facts.source.parents[call]
    if method == "mode" and _is_item(parent, call, 0):
        assert isinstance(parent, ast.expr)
        return parent
    if not (isinstance(parent, ast.Attribute) and parent.value is call):
        return None
    above = facts.source.parents[parent]
    if parent.attr == {"value_counts": "index", "mode": "iloc"}.get(method):
        item = isinstance(above, ast.expr) and _is_item(above, parent, 0)
        return above if item and isinstance(above, ast.expr) else None
    counted = method == "value_counts" and parent.attr == "idxmax"
    plain = counted and isinstance(above, ast.Call) and not (above.args or above.keywords)
    return above if plain and isinstance(above, ast.expr) else None


def _end(node: ast.Subscript) -> str | None:
    """`first` for `[0]`, `last` for `[-1]`."""
    key = node.slice
    if isinstance(key, ast.Constant) and type(key.value) is int and key.value == 0:
        return "first"
    if isinstance(key, ast.UnaryOp) and isinstance(key.op, ast.USub):
        one = isinstance(key.operand, ast.Constant) and key.operand.value == 1
        return "last" if one else None
    return None
