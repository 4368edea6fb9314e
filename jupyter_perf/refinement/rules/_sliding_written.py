"""The arrays made of sliding windows, and the loop that looks numbers up in them."""

from __future__ import annotations

import ast

from .. import flow
from ..concrete import Change, Instead, Swap, rewrite
from ..facts import Facts
from ..source import Decline, Source
from ..writing import indented
from ._leftovers import only_there, read_elsewhere
from ._rule import Rewrite
from ._sliding import Sliding, Sum, added, written
from ._sliding_asked import Ask, Asks
from ._sliding_bounds import Bounds, Place


class Writer:
    """The arrays before the loop, and the loop that looks numbers up in them."""

    def __init__(
        self, node: ast.For | ast.ListComp, place: Place, asks: Asks, facts: Facts
    ) -> None:
        self._node = node
        self._place = place
        self._asks = asks
        self._facts = facts
        first = asks.found[0].window
        self._windows = first
        self._values = facts.source.segment(first.values)
        self._stmt = node if isinstance(node, ast.For) else facts.source.statement(node)
        self._bounds = Bounds(node, place, asks, self._stmt, facts)
        self._np, line = facts.module("numpy", "np")
        self._imports = [line] if line else []

    def rewrite(self) -> Rewrite:
        first, facts = self._windows, self._facts
        for ask in self._asks.found:
            same = (ask.window.left, ask.window.right) == (first.left, first.right)
            if not same or ast.dump(ask.window.values) != ast.dump(first.values):
                raise Decline("windows of several kinds")
        stores = flow.stores(self._node.body) if isinstance(self._node, ast.For) else set()
        if self._place.index in stores or not facts.is_builtin("len", at=self._node):
            raise Decline("the loop's variable changes in it")
        if not isinstance(self._stmt, ast.For | ast.Assign | ast.Return | ast.Expr):
            raise Decline("a comprehension in a statement that does more")
        guards = self._bounds.guards()
        made, names = self._made()
        new = self._new(names)
        old = facts.source.block_text(self._stmt)
        if old is None:
            raise Decline("text that can't be indented")
        text = f"if {' and '.join(guards)}:\n{indented(made)}\n{indented(new)}\n"
        text += f"else:\n{indented(old)}"
        return Rewrite((Instead(self._stmt, text),), tuple(self._imports))

    # ---- what is made --------------------------------------------------------------------------

    def _made(self) -> tuple[str, dict[ast.expr, str]]:
        """(the statements that make the arrays, what to write for each number)."""
        stem = _stem(self._windows.values)
        names: dict[ast.expr, str] = {}
        given: dict[tuple[str, bool, str, int], str] = {}
        for ask in self._asks.found:
            key = (ask.what, ask.filled, ask.function, ask.ddof)
            if key not in given:
                word = ask.function or ask.what
                again = sum(f"{stem}_{word}" in name for name in given.values())
                given[key] = self._facts.fresh(f"{stem}_{word}{again or ''}")
            names[ask.node] = f"{given[key]}[{self._place.index}]"
        filled = {n: ask for ask in self._asks.found if ask.filled
                  for n in [names[ask.node].partition("[")[0]]}  # fmt: skip
        others = {n: ask for ask in self._asks.found if not ask.filled
                  for n in [names[ask.node].partition("[")[0]]}  # fmt: skip
        lines = self._filled(stem, filled) if filled else []
        lines += self._whole_windows(stem, others) if others else []
        return "\n".join(lines), names

    @property
    def _array(self) -> str:
        return f"{self._values}.to_numpy()" if self._windows.pandas else self._values

    def _filled(self, stem: str, asked: dict[str, Ask]) -> list[str]:
        """Numbers of what isn't missing: of windows that have equally much of it together."""
        np, facts, size = self._np, self._facts, self._bounds.size
        windows, there = facts.fresh(f"{stem}_windows"), facts.fresh(f"{stem}_there")
        counts = facts.fresh(f"{stem}_counts")
        many, rows, part = facts.fresh("many"), facts.fresh("rows"), facts.fresh("values")
        edges = _edges(self._windows.left, added(self._windows.right, {"": -1}))
        view = f"{np}.lib.stride_tricks.sliding_window_view"
        padded = f"{np}.pad({self._array}, {edges}, constant_values={np}.nan)"
        lines = [
            f"{windows} = {view}(\n    {padded}, {self._bounds.width}\n)",
            f"{there} = ~{np}.isnan({windows})",
            f"{counts} = {there}.sum(axis=1)",
        ]
        work: list[str] = []
        for name, ask in asked.items():
            if ask.what in ("count", "present"):
                lines.append(f"{name} = {counts}{'.tolist()' if ask.what == 'count' else ''}")
                continue
            nothing = f"zeros({size})" if ask.what == "sum" else f"full({size}, {np}.nan)"
            lines.append(f"{name} = {np}.{nothing}")
            text = f"{name}[{rows}] = {np}.{ask.what}({part}, axis=1{_ddof(ask)})"
            work += [f"if {many} > 1:", f"    {text}"] if ask.ddof else [text]
        if work:
            lines.append(f"for {many} in {np}.unique({counts}[{counts} > 0]):")
            lines.append(f"    {rows} = {counts} == {many}")
            lines.append(f"    {part} = {windows}[{rows}][{there}[{rows}]].reshape(-1, {many})")
            lines += [f"    {one}" for one in work]
        return lines

    def _whole_windows(self, stem: str, asked: dict[str, Ask]) -> list[str]:
        """Numbers of windows as they are; those that the borders cut off by themselves."""
        np, facts, size, window = self._np, self._facts, self._bounds.size, self._windows
        windows, at = facts.fresh(f"{stem}_inner"), facts.fresh("edge")
        view = f"{np}.lib.stride_tricks.sliding_window_view"
        lines = [f"{windows} = {view}({self._array}, {self._bounds.width})"]
        behind = added({size: 1}, added(window.right, {"": -1}), -1)
        low = "" if not window.left else written(window.left)
        high = "" if behind == {size: 1} else written(behind)
        cut = f"{self._values}{'.iloc' * window.pandas}[{_around(at, window)}]"
        quiet: list[str] = []
        alone: list[str] = []
        for name, ask in asked.items():
            lines.append(f"{name} = {np}.full({size}, {np}.nan)")
            skips = ask.function.startswith("nan") or (window.pandas and not ask.function)
            function = f"{np}.{'nan' * skips}{ask.what}"
            quiet.append(f"{name}[{low}:{high}] = {function}({windows}, axis=1{_ddof(ask)})")
            method = window.pandas and not ask.function
            one = f"{cut}.{ask.what}" if method else f"{np}.{ask.function or ask.what}"
            spread = _ddof(ask) if not method or ask.what not in ("std", "var") else (
                f"ddof={ask.ddof}" if ask.ddof != 1 else "")  # fmt: skip
            alone.append(f"{name}[{at}] = {one}({spread if method else cut + spread})")
        if not self._bounds.whole():
            ends = [f"*range({low})"] * bool(low) + [f"*range({high}, {size})"] * bool(high)
            places = f"[{', '.join(ends)}]" if len(ends) > 1 else "".join(ends)[1:]
            quiet += [f"for {at} in {places}:", *(f"    {one}" for one in alone)] * bool(ends)
        if not any(line.split(" = ")[1].startswith(f"{np}.nan") for line in quiet[:1]):
            return lines + quiet
        warnings, line = facts.module("warnings")
        self._imports += [line] if line else []
        lines.append(f"with {warnings}.catch_warnings():")
        lines.append("    # Windows of which all is missing give NaN.")
        lines.append(f'    {warnings}.simplefilter("ignore", RuntimeWarning)')
        return lines + [f"    {one}" for one in quiet]

    # ---- the loop ------------------------------------------------------------------------------

    def _new(self, names: dict[ast.expr, str]) -> str:
        """The statement that looks numbers up; what only made windows goes."""
        text = self._facts.source.block_text(self._stmt)
        if text is None:
            raise Decline("text that can't be indented")
        copy = Source(text)
        twins = dict(zip(ast.walk(self._stmt), ast.walk(copy.tree.body[0]), strict=True))
        changes: list[Change] = []
        for node, new in names.items():
            twin = twins[node]
            assert isinstance(twin, ast.expr)
            changes.append(Swap(twin, new))
        gone = set(self._asks.dropped)
        gone |= self._unread(gone, set(names))
        for stmt in gone:
            if all(one in gone for one in self._facts.source.block(stmt)):
                raise Decline("a block that would be empty")
            changes.append(Instead(twins[stmt], ""))  # type: ignore[arg-type]
        return rewrite(copy, changes).strip("\n")

    def _unread(self, gone: set[ast.stmt], asked: set[ast.expr]) -> set[ast.stmt]:
        """The statements that worked out ends that nobody reads any more."""
        facts = self._facts
        for stmt in gone:
            names = flow.stores(stmt)
            if any(self._is_missed(name) for name in names):
                raise Decline("a window that is read later")
        ends = {stmt for ask in self._asks.found for stmt in ask.window.used}
        names = flow.stores(list(ends))
        for use in facts.source.all(ast.Name):
            if use.id not in names or not isinstance(use.ctx, ast.Load):
                continue
            around = [use, *facts.source.ancestors(use)]
            if not any(one in gone or one in ends or one in asked for one in around):
                return set()
        return set() if any(self._is_missed(name) for name in names) else ends

    def _is_missed(self, name: str) -> bool:
        facts, stmt = self._facts, self._stmt
        if facts.source.function(stmt) is None and facts.kind == "cell":
            return not only_there({name}, stmt, facts)
        return read_elsewhere(name, [stmt], facts)


def _edges(left: Sum, right: Sum) -> str:
    """How much is put before and behind."""
    return written(left) if left == right else f"({written(left)}, {written(right)})"


def _stem(values: ast.expr) -> str:
    if isinstance(values, ast.Subscript):
        label = getattr(values.slice, "value", getattr(values.slice, "id", ""))
        return label if isinstance(label, str) and label.isidentifier() else "values"
    return values.attr if isinstance(values, ast.Attribute) else values.id  # type: ignore[attr-defined]


def _ddof(ask: Ask) -> str:
    return f", ddof={ask.ddof}" if ask.ddof else ""


def _around(at: str, window: Sliding) -> str:
    """The ends of the window around a place at a border."""
    low = f"{at} - {written(window.left)}" if len(window.left) == 1 else (
        f"{at} - ({written(window.left)})")  # fmt: skip
    return f"{f'max(0, {low})' if window.left else at} : {written(added({at: 1}, window.right))}"
