"""Rows that a loop draws from a frame, and what it asks of them, as arrays."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from .. import flow
from ..facts import Facts
from ..source import Decline
from ..syntax import is_name, text_of
from ..values import Frame
from ._resampled_drawn import Drawn, same_rows
from ._resampled_tests import column_named, columns_in, is_test

_EMPTY = {"mean": 0, "median": 0, "min": 0, "max": 0, "std": 1, "var": 1}
"""Reductions that are NaN of so many rows or fewer."""
_TEXTS = {
    "mean": "{}.mean()", "median": "{np}.median({})", "min": "{}.min()", "max": "{}.max()",
    "std": "{}.std(ddof=1)", "var": "{}.var(ddof=1)", "sum": "{}.sum()",
}  # fmt: skip
_OF_NUMPY = {f"numpy.{name}": name for name in ("mean", "median", "sum", "min", "max")}
_OF_TESTS = frozenset({"mean", "sum"})
_OF_ARRAYS = frozenset(
    f"numpy.{name}" for name in ("polyfit", "corrcoef", "percentile", "quantile", "average", "cov")
)
"""Functions that make arrays of columns before they do anything with them."""


@dataclass
class Resampled:
    """Collects what the loop becomes; `place` stands for the drawn rows."""

    loop: ast.For
    drawn: Drawn
    known: Frame
    facts: Facts
    quote: str
    setup: dict[str, str] = field(default_factory=dict)
    """Text of an array of the whole frame → its name."""
    rows: dict[str, str] = field(default_factory=dict)
    """Text of rows chosen from the drawn ones → their name."""
    swaps: dict[ast.expr, str] = field(default_factory=dict)
    named: dict[str, ast.Assign] = field(default_factory=dict)
    """Names that the loop gives to some of the drawn rows → the statement."""
    guards: list[str] = field(default_factory=list)
    imports: list[str] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.changed = self.facts.changed(self.loop)
        self.names = {self.drawn.name}
        rows = self.drawn.rows
        plain = isinstance(rows, ast.Name)
        self.places = (
            rows.id if isinstance(rows, ast.Name) else self.fresh(f"{self.drawn.name}_rows")
        )
        self.inline = not plain
        self.replaced: dict[str, str] = {}
        shuffle = self.drawn.shuffle
        if shuffle is not None:
            self.places = ""
            self.replaced[shuffle.column] = self.fresh(f"{shuffle.column}_shuffled")
            kind = self.known.columns[shuffle.source]
            self.known = self.known.with_column(shuffle.column, kind)
        self.left_out = [self.drawn.stmt, *([shuffle.stmt] if shuffle is not None else [])]

    def fresh(self, name: str) -> str:
        """A name that nobody has."""
        cleaned = "".join(c if c.isalnum() and c.isascii() else "_" for c in name).lower()
        found = self.facts.fresh(cleaned)
        number = 2
        while found in self.taken:
            found, number = self.facts.fresh(f"{cleaned}_{number}"), number + 1
        self.taken.add(found)
        return found

    def np(self) -> str:
        name, line = self.facts.module("numpy", "np")
        self.imports += [line] if line and line not in self.imports else []
        return name

    def read(self) -> None:
        """Go through all uses of the drawn rows; raises Decline where one can't be written."""
        for stmt in self.loop.body:
            if stmt not in self.left_out:
                self._read_named(stmt)
        done: set[ast.AST] = set()
        for stmt in self.loop.body:
            if stmt in self.left_out or stmt in self.named.values():
                continue
            for node in ast.walk(stmt):
                if isinstance(node, ast.expr) and node not in done:
                    text = self.reduced(node)
                    if text is not None:
                        self.swaps[node] = text
                        done |= set(ast.walk(node))
            for node in ast.walk(stmt):
                if isinstance(node, ast.Name) and node.id in self.names and node not in done:
                    raise Decline("drawn rows that are used otherwise")

    def _read_named(self, stmt: ast.stmt) -> None:
        if not (isinstance(stmt, ast.Assign) and isinstance(stmt.targets[0], ast.Name)):
            return
        name = stmt.targets[0].id
        text = self.chosen(same_rows(stmt.value), name)
        if text is None:
            return
        if len(self.facts.binders(name, self.facts.scope(name, stmt))) != 1:
            raise Decline("a name that stands for something else too")
        self.names.add(name)
        self.named[name] = stmt

    def chosen(self, node: ast.expr, stem: str) -> str | None:
        """The places of some of the drawn rows, under a name; None for anything else."""
        if isinstance(node, ast.Name):
            return self._of_name(node.id)
        if not isinstance(node, ast.Subscript):
            return None
        base = node.value
        if isinstance(base, ast.Attribute) and base.attr == "loc":
            base = base.value
        base = same_rows(base)
        if not isinstance(base, ast.Name) or base.id not in self.names:
            return None
        return self._filtered(base.id, node.slice, stem)

    def _of_name(self, name: str) -> str | None:
        if name == self.drawn.name:
            return self.places
        stmt = self.named.get(name)
        return self.chosen(same_rows(stmt.value), name) if stmt is not None else None

    def _filtered(self, base: str, test: ast.expr, stem: str) -> str | None:
        mask, outer = self.mask(test, base), self._of_name(base)
        if mask is None or outer is None:
            return None
        given = mask if mask.startswith("(") else f"({mask})"
        text = f"{outer}[{mask}[{outer}]]" if outer else f"{self.np()}.flatnonzero{given}"
        if text not in self.rows:
            self.rows[text] = self.fresh(f"{stem}_rows")
        return self.rows[text]

    def mask(self, test: ast.expr, name: str) -> str | None:
        """The name of a test of all of the frame's rows."""
        if not is_test(test, name, self.known, self.facts, self.changed):
            return None
        if columns_in(test, name, self.known) & set(self.replaced):
            return self._of_round(test, name)
        whole = self._of_whole(test, name)
        text = (
            f"{whole}.to_numpy()"
            if column_named(test, name, self.known)
            else f"({whole}).to_numpy()"
        )
        return self._made(text, self._stem(test, name))

    def _of_round(self, test: ast.expr, name: str) -> str:
        """A test of the column that is shuffled in each round, by arrays."""
        swaps: dict[ast.expr, str] = {}
        for part in ast.walk(test):
            column = column_named(part, name, self.known) if isinstance(part, ast.expr) else None
            if column is not None and isinstance(part, ast.expr):
                swaps[part] = self._values(column)
            elif isinstance(part, ast.Call):
                raise Decline("a method of a shuffled column")
        text = self.facts.source.render(test, swaps)
        return text if isinstance(test, ast.Subscript | ast.Attribute) else f"({text})"

    def _values(self, column: str) -> str:
        """The array of all values of a column."""
        if column in self.replaced:
            return self.replaced[column]
        whole = f"{self.drawn.frame.id}[{self.quote}{column}{self.quote}]"
        return self._made(f"{whole}.to_numpy()", f"{column}_values")

    def _taken(self, values: str, rows: str) -> str:
        """Some of an array's values, or all of them."""
        return f"{values}[{rows}]" if rows else values

    def _of_whole(self, node: ast.expr, name: str) -> str:
        swaps = {part: self.drawn.frame.id for part in ast.walk(node) if is_name(part, name)}
        return self.facts.source.render(node, swaps)  # type: ignore[arg-type]

    def _stem(self, test: ast.expr, name: str) -> str:
        """`is_m` for `rows['group'] == 'm'`."""
        if isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Eq):
            said = text_of(test.comparators[0])
            if said:
                return f"is_{said}"
        columns = sorted(columns_in(test, name, self.known))
        negated = "not_" if isinstance(test, ast.UnaryOp) else ""
        return f"{negated}{'_'.join(columns)}_chosen"

    def _made(self, text: str, stem: str) -> str:
        if text not in self.setup:
            self.setup[text] = self.fresh(stem)
        return self.setup[text]

    def reduced(self, node: ast.expr) -> str | None:
        """A reduction of drawn rows on arrays, or None for anything else."""
        if isinstance(node, ast.Subscript) and ast.unparse(node).endswith(".shape[0]"):
            shape = node.value
            assert isinstance(shape, ast.Attribute)
            return self._length(shape.value)
        if isinstance(node, ast.Subscript | ast.Attribute):
            return self._handed_on(node)
        if not isinstance(node, ast.Call) or node.keywords:
            return None
        called = node.func
        if isinstance(called, ast.Attribute) and called.attr == "to_numpy" and not node.args:
            return self._array(called.value)
        if isinstance(called, ast.Name) and called.id == "len" and len(node.args) == 1:
            return self._length(node.args[0]) if self.facts.is_builtin("len", at=node) else None
        if len(node.args) == 1:
            name = _OF_NUMPY.get(self.facts.full_name(called) or "")
            return self._of_column(node, node.args[0], name) if name else None
        if isinstance(called, ast.Attribute) and not node.args:
            return self._of_column(node, called.value, called.attr)
        return None

    def _handed_on(self, node: ast.Subscript | ast.Attribute) -> str | None:
        """A column that is given to a function of arrays, or whose array is asked for."""
        if isinstance(node, ast.Attribute) and node.attr == "values":
            return self._array(node.value)
        call = self.facts.source.parents[node]
        if not isinstance(call, ast.Call) or node not in call.args:
            return None
        named = self.facts.full_name(call.func) in _OF_ARRAYS
        return self._array(node) if named else None

    def _array(self, held: ast.expr) -> str | None:
        """A column of numbers of the drawn rows."""
        found = self._column(held, self._target(held))
        if found is None:
            return None
        column, rows = found
        if self.known.columns[column] not in ("int", "float"):
            raise Decline("an array of what are no numbers")
        return self._taken(self._values(column), rows)

    def _length(self, node: ast.expr) -> str | None:
        rows = self.chosen(same_rows(node), self._target(node))
        return None if rows is None else f"len({rows or self.drawn.frame.id})"

    def _of_column(self, node: ast.Call, held: ast.expr, name: str) -> str | None:
        if name not in _TEXTS and name != "count":
            return None
        found = self._column(held, self._target(node))
        if found is None:
            return self._of_test(held, name)
        column, rows = found
        kind = self.known.columns[column]
        shuffle = self.drawn.shuffle
        label = shuffle.source if shuffle is not None and column in self.replaced else column
        whole = f"{self.drawn.frame.id}[{self.quote}{label}{self.quote}]"
        if kind not in ("int", "float") and not (kind == "bool" and name in _OF_TESTS):
            raise Decline(f"{name} of a column of kind {kind}")
        if kind == "float":
            self.guards.append(f"{whole}.notna().all()")
        if name == "count":
            return f"len({rows or self.drawn.frame.id})"
        values = self._taken(self._values(column), rows)
        text = _TEXTS[name].format(values, np=self.np() if "np" in _TEXTS[name] else "")
        return text if name not in _EMPTY else self._unless_empty(text, node, rows, _EMPTY[name])

    def _unless_empty(self, text: str, node: ast.Call, rows: str, most: int) -> str:
        if rows == self.places and not most:
            return text
        test = f"len({rows}) > {most}" if most else f"len({rows})"
        text = f"{text} if {test} else {self.np()}.nan"
        alone = isinstance(self.facts.source.parents[node], ast.Assign | ast.Return)
        return text if alone else f"({text})"

    def _of_test(self, test: ast.expr, name: str) -> str | None:
        """`(rows['c'] > 3).mean()`."""
        if name not in _OF_TESTS or isinstance(test, ast.Name):
            return None
        for owner in self.names:
            if owner in flow.loads(test):
                mask, rows = self.mask(test, owner), self._of_name(owner)
                if mask is not None and rows is not None and (rows == self.places or name == "sum"):
                    return f"{self._taken(mask, rows)}.{name}()"
        return None

    def _column(self, node: ast.expr, stem: str) -> tuple[str, str] | None:
        """(column, places) of `rows['c']`, `rows[test]['c']`, `rows.loc[test, 'c']`."""
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute):
            owner, key = node.value, node.slice
            if owner.attr == "loc" and isinstance(key, ast.Tuple) and len(key.elts) == 2:
                base = same_rows(owner.value)
                label = column_named(ast.Subscript(ast.Name("_"), key.elts[1]), "_", self.known)
                if label is None or not is_name(base, *self._named_here(base)):
                    return None
                rows = self._filtered(base.id, key.elts[0], stem)  # type: ignore[attr-defined]
                return None if rows is None else (label, rows)
        if isinstance(node, ast.Subscript | ast.Attribute):
            rows = self.chosen(same_rows(node.value), stem)
            if rows is not None:
                part: ast.expr = ast.Name("_")
                again = (
                    ast.Subscript(part, node.slice)
                    if isinstance(node, ast.Subscript)
                    else ast.Attribute(part, node.attr)
                )
                label = column_named(again, "_", self.known)
                return None if label is None else (label, rows)
        if isinstance(node, ast.Subscript):
            # `rows['c'][rows['d'] == 1]`
            for name in self.names:
                label = column_named(node.value, name, self.known)
                if label is not None:
                    filtered = self._filtered(name, node.slice, stem)
                    return None if filtered is None else (label, filtered)
        return None

    def _named_here(self, node: ast.expr) -> tuple[str]:
        own = isinstance(node, ast.Name) and node.id in self.names
        return (node.id if own and isinstance(node, ast.Name) else "",)

    def _target(self, node: ast.expr) -> str:
        """What rows are to be called: after what the statement gives a value to."""
        stmt = self.facts.source.statement(node)
        targets = stmt.targets if isinstance(stmt, ast.Assign) else []
        name = targets[0] if targets else None
        return name.id if isinstance(name, ast.Name) else "chosen"
