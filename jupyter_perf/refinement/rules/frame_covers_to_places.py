from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Instead, Swap
from ..facts import Facts
from ._frame_covers import Asked, FrameCover, asked_of, flag_of, frame_cover
from ._fstrings import lifted
from ._hot import is_compiled
from ._known_frames import frame_at
from ._place import place
from ._rows import quote_of
from ._rule import Rewrite, rule

_KINDS = frozenset({"int", "float", "datetime"})


@rule(ast.BinOp, safety=Safety.CHECK, gain=32.0, hints=("&",))
def frame_covers_to_places(node: ast.BinOp, facts: Facts) -> Rewrite | None:
    """Count the rows that cover a point by bisection in their sorted beginnings and ends.

    What it does:
        `len(df[(df['from'] <= x) & (df['to'] > x)])`, the test's own `sum()`, or the sum of a
        column of whole numbers of these rows, repeated for many `x`, takes how many rows have begun
        less how many have ended. The rows whose end lies behind their beginning are sorted once.

    Why it is slow:
        Two columns are compared whole for each point, and the rows are copied.

    Before:
        for day in days:
            census.append(len(stays[(stays['from'] <= day) & (stays['to'] > day)]))

    After:
        stays_covering = stays[stays['from'] < stays['to']]
        stays_begins = stays_covering['from'].sort_values()
        stays_ends = stays_covering['to'].sort_values()
        for day in days:
            census.append(
                int(stays_begins.searchsorted(day, 'right') - stays_ends.searchsorted(day, 'right'))
            )

    When not:
        The frame changes meanwhile, the two columns aren't both numbers or both dates, other things
        are read of the rows, sums of floats.

    Source:
        Difference arrays: Blelloch, "Prefix Sums and Their Applications", 1990; the documentation
        of `pandas.Series.searchsorted`.
    """
    above = facts.source.parents[node]
    if not isinstance(node.op, ast.BitAnd) or is_compiled(node, facts):
        return None
    if isinstance(above, ast.BinOp) and isinstance(above.op, ast.BitAnd):
        return None
    cover = frame_cover(node, facts)
    if cover is None:
        return None
    asked = asked_of(node, cover, facts)
    fixed = {cover.frame.id} | flow.loads(list(cover.rest))
    before = place(node, fixed, facts)
    if before is None or not _is_known(cover, asked, before, facts):
        return None
    return _Writer(cover, asked, before, facts).rewrite(node)


def _is_known(cover: FrameCover, asked: Asked, before: ast.stmt, facts: Facts) -> bool:
    known = frame_at(cover.frame, before, facts)
    if known is None or not facts.is_builtin("int", at=before):
        return False
    kinds = {known.columns.get(cover.begin), known.columns.get(cover.end)}
    if len(kinds) != 1 or not kinds <= _KINDS:
        return False
    if cover.endless and (cover.begun, cover.ended) != ("right", "right"):
        # Behind all that is missing, where a missing point lies, as many have ended as begun.
        return False
    if any(quote_of(facts) in one or "\\" in one for one in (cover.begin, cover.end)):
        return False
    flags = [flag_of(test, cover.frame.id) for test in cover.rest]
    if any(known.columns.get(flag) != "bool" for flag in flags if flag is not None):
        return False
    summed = {column for what, column in asked.wanted.values() if what == "sum"}
    return all(known.columns.get(column) == "int" for column in summed)


class _Writer:
    """The sorted columns, made once, and what is looked up in them."""

    def __init__(self, cover: FrameCover, asked: Asked, before: ast.stmt, facts: Facts) -> None:
        frame = cover.frame.id
        self._cover, self._asked, self._before, self._facts = cover, asked, before, facts
        self._rows = facts.fresh(f"{frame}_covering".lower())
        self._begins = facts.fresh(f"{frame}_begins".lower())
        self._ends = facts.fresh(f"{frame}_ends".lower())
        self._quote = quote_of(facts)
        self._np, line = facts.module("numpy", "np")
        self._imports = (line,) if line else ()

    def rewrite(self, test: ast.BinOp) -> Rewrite:
        cover, facts, quote = self._cover, self._facts, self._quote
        point = facts.source.segment(cover.point)
        begun = f"{self._begins}.searchsorted({point}, {quote}{cover.begun}{quote})"
        ended = f"{self._ends}.searchsorted({point}, {quote}{cover.ended}{quote})"
        changes: list[Change] = []
        summed = sorted({column for what, column in self._asked.wanted.values() if what == "sum"})
        made = self._made(summed)
        changes.append(Around(self._before, made))
        if self._asked.named:
            names = facts.fresh("begun"), facts.fresh("ended")
            first, *others = self._asked.named
            changes.append(Instead(first, f"{names[0]} = {begun}\n{names[1]} = {ended}"))
            changes += [Instead(stmt, "") for stmt in others]
            begun, ended = names
        texts = {n: self._text(n, what, begun, ended) for n, what in self._asked.wanted.items()}
        changes += [Swap(one, text) for one, text in lifted(texts, facts).items()]
        return Rewrite(tuple(changes), self._imports if summed else ())

    def _made(self, summed: list[str]) -> str:
        cover, frame, facts = self._cover, self._cover.frame.id, self._facts
        begin, end = self._label(cover.begin), self._label(cover.end)
        test = f"{frame}[{begin}] {'<=' if cover.closed else '<'} {frame}[{end}]"
        if cover.endless:
            test = f"({test}) | {frame}[{end}].isna()"
        rest = [facts.source.segment(part) for part in cover.rest]
        if rest:
            # A test stands in brackets where it is written.
            rest = [f"({one})" if isinstance(part, ast.Compare) else one
                    for one, part in zip(rest, cover.rest, strict=True)]  # fmt: skip
            test = " & ".join([f"({test})", *rest])
        lines = [f"{self._rows} = {frame}[{test}]"]
        if not summed:
            for label, name in ((begin, self._begins), (end, self._ends)):
                lines.append(f"{name} = {self._rows}[{label}].sort_values()")
            return "\n".join(lines)
        for label, name in ((begin, self._begins), (end, self._ends)):
            whole = facts.fresh(f"{name}_rows")
            lines.append(f"{whole} = {self._rows}.sort_values({label})")
            lines.append(f"{name} = {whole}[{label}]")
            for column in summed:
                total = self._total(name, column)
                values = f"{whole}[{self._label(column)}].to_numpy()"
                lines.append(f"{total} = {self._np}.append(0, {values}.cumsum())")
        return "\n".join(lines)

    def _label(self, column: str) -> str:
        return f"{self._quote}{column}{self._quote}"

    def _total(self, name: str, column: str) -> str:
        word = column if column.isidentifier() else "values"
        return self._facts.fresh(f"{name}_{word}_totals".lower())

    def _text(self, node: ast.expr, what: tuple[str, str], begun: str, ended: str) -> str:
        kind, column = what
        if kind == "sum":
            first, last = (self._total(name, column) for name in (self._begins, self._ends))
            text = f"{first}[{begun}] - {last}[{ended}]"
        else:
            text = f"{begun} - {ended}"
        if kind == "count":
            return f"int({text})"
        parent = self._facts.source.parents[node]
        inside = isinstance(parent, ast.BinOp | ast.Compare | ast.UnaryOp | ast.Attribute)
        return f"({text})" if inside else text
