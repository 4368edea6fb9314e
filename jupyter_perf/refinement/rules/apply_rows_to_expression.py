from __future__ import annotations

import ast
from collections.abc import Callable

from ...core.code import Safety
from ..concrete import Around, Change
from ..facts import Facts
from ..source import Decline
from ..syntax import text_of
from ..values import Frame, row_kind
from ._applied import Applied, applied, function_of
from ._elements import becomes_column, same_place, stays_in
from ._guarded import guarded, is_fallback
from ._guessed_columns import guessed, test_of
from ._rows import quote_of
from ._rule import Rewrite, rule
from ._scalar_choices import as_column
from ._scalar_terms import LARGEST, Scalar
from ._scalars import Elementwise

_ROW = "row"
_KINDS = frozenset({"int", "float", "str", "datetime"})


@rule(ast.Call, safety=Safety.CHECK, gain=90.0, hints=(".apply(",))
def apply_rows_to_expression(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Compute on whole columns, behind tests of the data, instead of `apply(..., axis=1)`.

    What it does:
        `df.apply(f, axis=1)` where `f` is arithmetic, comparisons, if/elif/else, names bound on the
        way, functions of `math`, or parts of moments, becomes the same on columns. Where Python's
        numbers would raise or grow, a guard keeps the original.

    Why it is slow:
        `apply` along rows makes a Series of every row and calls the function on it; columns are
        arrays that numpy goes through in C.

    Before:
        df['rate'] = df.apply(lambda row: row['won'] / row['played'], axis=1)

    After:
        if len(df) and not (df['played'] == 0).any():
            df['rate'] = df['won'] / df['played']
        else:
            df['rate'] = df.apply(lambda row: row['won'] / row['played'], axis=1)

    When not:
        The function does anything else, branches give different types, the columns' types aren't
        known, or whole numbers might overflow.

    Source:
        The pandas documentation, "Enhancing performance"; seen gains 40 to 200 times.
    """
    found = applied(node, facts)
    if found is None or found.expands or found.more or is_fallback(node, facts):
        return None
    imports: list[str] = []

    def module(name: str, usual: str) -> str:
        alias, line = facts.module(name, usual)
        imports.extend([line] if line and line not in imports else [])
        return alias

    stmt = same_place(node, facts)
    function = function_of(found, facts)
    reader = _OfRows(found, facts, lambda: module("numpy", "np"))
    reader.at = node
    reader.setup = [] if isinstance(stmt, ast.Assign | ast.Expr | ast.Return) else None
    result = reader.function(function, Scalar("", _ROW))
    if reader.setup and reader.tests:
        # Nothing can be computed before the columns' types are tested.
        reader = _OfRows(found, facts, lambda: module("numpy", "np"))
        reader.at = node
        result = reader.function(function, Scalar("", _ROW))
    if not result.column or result.kind not in ("int", "float", "bool", "str"):
        raise Decline("nothing is computed, or neither numbers nor texts")
    text = _series(node, result, found.frame, module, facts)
    guards = [f"len({found.frame.id})", *reader.tests, *reader.guards]
    guards += [f"not ({result.whole}).all()"] if result.whole else []
    changes: list[Change] = [guarded(node, text, guards, facts)]
    changes += [Around(stmt, "\n".join(reader.setup))] if reader.setup else []
    return Rewrite(tuple(changes), tuple(imports))


class _OfRows(Elementwise):
    """The same for functions of a row: parts of the row are columns."""

    def __init__(self, rows: Applied, facts: Facts, numpy_name: Callable[[], str]) -> None:
        super().__init__(facts, numpy_name)
        self.rows = rows
        self.tests: list[str] = []
        """Tests of the columns' types, where those aren't known."""

    def _subscript(self, node: ast.Subscript) -> Scalar:
        label = text_of(node.slice)
        if not self._is_row(node.value):
            return super()._subscript(node)
        if label is None:
            raise Decline("a part of the row that isn't named")
        return self._column(label)

    def _attribute(self, node: ast.Attribute) -> Scalar:
        if not self._is_row(node.value):
            return super()._attribute(node)
        import pandas

        known = self.rows.known
        if hasattr(pandas.Series, node.attr) or known is None or node.attr not in known.columns:
            raise Decline("a part of the row that may be no column")
        return self._column(node.attr)

    def _is_row(self, node: ast.expr) -> bool:
        held = self.local.get(node.id) if isinstance(node, ast.Name) else None
        return held is not None and held.kind == _ROW

    def _column(self, label: str) -> Scalar:
        """A column in place of a row's part, whose elements are just what rows give."""
        rows, quote = self.rows, quote_of(self.facts)
        known = rows.known
        if known is None or label not in known.columns or "\\" in label or quote in label:
            raise Decline(f"no column {label} that is known")
        text, kind = f"{rows.frame.id}[{quote}{label}{quote}]", known.columns[label]
        if kind not in _KINDS | {"bool"}:
            kind = self._guessed(text, kind)
        kinds = self._all_kinds(known)
        if row_kind(kinds) == "object" or {"str", "object"} & set(kinds):
            # Rows of several types hold Python's own numbers.
            return Scalar(text, kind, bound=LARGEST if kind == "int" else 0)
        if set(kinds) == {"datetime"}:
            return Scalar(text, kind)
        if row_kind(kinds) == "float" and kind == "int":
            return Scalar(f"{text}.astype(float)", "float", numpy=True)
        if row_kind(kinds) in ("int", "float"):
            return Scalar(text, kind, bound=LARGEST if kind == "int" else 0, numpy=True)
        raise Decline("rows of a kind that isn't known")

    def _all_kinds(self, known: Frame) -> tuple[str, ...]:
        """The kinds of all columns; those that the source makes are tested."""
        if "unknown" not in known.all_kinds or len(known.columns) < len(known.all_kinds):
            return known.all_kinds
        quote, frame, found = quote_of(self.facts), self.rows.frame, []
        for label, kind in known.columns.items():
            text = f"{frame.id}[{quote}{label}{quote}]"
            plain = kind == "unknown" and "\\" not in label and quote not in label
            likely = _likely(text, frame, self.facts) if plain else None
            found.append(self._guessed(text, kind) if likely in _KINDS else kind)
        return tuple(found)

    def _guessed(self, text: str, kind: str) -> str:
        """A column that the source makes: its kind is tested."""
        place = self.rows.frame
        likely = _likely(text, place, self.facts) if kind == "unknown" else None
        if likely not in _KINDS:
            raise Decline(f"a column of kind {kind}")
        test = test_of(text, likely, quote_of(self.facts))
        if test not in self.tests:
            self.tests.append(test)
        return likely


def _likely(text: str, place: ast.Name, facts: Facts) -> str | None:
    column = ast.parse(text, mode="eval").body
    assert isinstance(column, ast.Subscript)
    column.value = place
    return guessed(column, facts, facts.source.statement(place))


def _series(
    node: ast.Call, result: Scalar, frame: ast.Name, module: Callable[[str, str], str], facts: Facts
) -> str:
    """The text of a Series with the frame's index and no name."""
    if result.choice is not None:
        return as_column(
            result.choice, f"{frame.id}.index", module("numpy", "np"), module("pandas", "pd")
        )
    if result.series:
        named = becomes_column(node, facts)
        return result.text if named else f"{result.tight}.rename(None)"
    if result.kind != "str" and stays_in(node, frame, facts):
        return result.text
    return f"{module('pandas', 'pd')}.Series({result.text}, index={frame.id}.index)"
