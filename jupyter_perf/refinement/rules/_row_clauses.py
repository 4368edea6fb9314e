"""`for` clauses over the rows of a frame, whether or not its columns are known."""

from __future__ import annotations

import ast
import builtins
import keyword
from dataclasses import dataclass, replace

from .. import flow
from ..facts import Facts
from ..source import COMPREHENSIONS, Decline
from ..values import Frame
from ._elements import same_place
from ._rows import only_inside, quote_of

Clausal = ast.For | ast.comprehension


@dataclass(frozen=True)
class RowClause:
    """A clause over `frame.iterrows()` (`series`), `frame.itertuples()` (`tuple`) or
    `frame.to_dict("records")` (`record`)."""

    node: Clausal
    frame: ast.expr
    form: str
    row: str
    label: str | None
    """The name that `iterrows` gives the row's label; None for named tuples."""
    counter: ast.expr | None
    """The name that an `enumerate` around it counts with."""
    start: ast.expr | None
    known: Frame | None

    @property
    def indexed(self) -> bool:
        """True for named tuples that begin with their label."""
        call = self.node.iter
        while isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            call = call.args[0]
        assert isinstance(call, ast.Call)
        return not any(
            k.arg == "index" and isinstance(k.value, ast.Constant) and k.value.value is False
            for k in call.keywords
        )


def row_clause(node: Clausal, facts: Facts) -> RowClause | None:
    """What a clause takes its rows from; None where it isn't one over a frame's rows."""
    call, target = node.iter, node.target
    counter, start = None, None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
        found = _enumerated(call, target, facts)
        if found is None:
            return None
        counter, target, call, start = found
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
        return None
    form = {"iterrows": "series", "itertuples": "tuple", "to_dict": "record"}.get(call.func.attr)
    names = _names(target, form)
    if form is None or names is None or not _plain(call, form):
        return None
    frame = call.func.value
    stmt = facts.source.statement(call)
    known = frame_at(frame, stmt, facts)
    return RowClause(node, frame, form, names[1], names[0], counter, start, known)


_SAME_COLUMNS = flow.words(
    """head tail copy sort_values sort_index sample nlargest nsmallest dropna drop_duplicates"""
)


def frame_at(node: ast.expr, stmt: ast.stmt, facts: Facts) -> Frame | None:
    """What is known of a frame, or of some of a frame's rows, when a statement starts."""
    if isinstance(node, ast.Name):
        known = facts.frame(node, stmt)
        value = facts.assigned(node) if known is None else None
        if value is None or node.id in _touched(node, value, stmt, facts):
            return known
        return frame_at(value, facts.source.statement(value), facts)
    base: ast.expr | None = None
    if isinstance(node, ast.Subscript) and _mask(node.slice):
        base = node.value
        if isinstance(base, ast.Attribute) and base.attr == "loc":
            base = base.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        base = node.func.value if node.func.attr in _SAME_COLUMNS else None
        if any(k.arg in ("axis", "inplace") for k in node.keywords):
            return None
    found = frame_at(base, stmt, facts) if base is not None else None
    if found is None:
        return None
    return replace(found, index_default=False, index_unique=False)


def _touched(name: ast.Name, value: ast.expr, stmt: ast.stmt, facts: Facts) -> set[str]:
    """Names that may be changed between where a frame is made and where it is used."""
    scope = facts.source.function(name)
    made = facts.source.statement(value)
    if scope is not facts.source.function(made):
        return {name.id}
    between = [
        s
        for s in ast.walk(scope or facts.source.tree)
        if isinstance(s, ast.stmt) and made.lineno < s.lineno < stmt.lineno
    ]
    return facts.changed(between)


def _mask(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Invert) and _mask(node.operand)
    if isinstance(node, ast.BinOp):
        both = isinstance(node.op, ast.BitAnd | ast.BitOr)
        return both and _mask(node.left) and _mask(node.right)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in ("isin", "notna", "isna", "between", "duplicated")
    return isinstance(node, ast.Compare)


def _enumerated(
    call: ast.Call, target: ast.expr, facts: Facts
) -> tuple[ast.expr, ast.expr, ast.expr, ast.expr | None] | None:
    """(counter, rest of the target, what is counted, start) of `enumerate(…)`."""
    if not (isinstance(call.func, ast.Name) and call.func.id == "enumerate"):
        return None
    if not facts.is_builtin("enumerate", at=call) or len(call.args) not in (1, 2):
        return None
    if not (isinstance(target, ast.Tuple) and len(target.elts) == 2) or len(call.keywords) > 1:
        return None
    if any(k.arg != "start" for k in call.keywords):
        return None
    starts = [*call.args[1:], *(k.value for k in call.keywords)]
    start = starts[0] if len(starts) == 1 else None
    if len(starts) > 1 or not (start is None or isinstance(start, ast.Constant)):
        return None
    if not isinstance(target.elts[0], ast.Name):
        return None
    return target.elts[0], target.elts[1], call.args[0], start


def _names(target: ast.expr, form: str | None) -> tuple[str | None, str] | None:
    """(name of the label, name of the row)."""
    if form in ("tuple", "record"):
        return (None, target.id) if isinstance(target, ast.Name) else None
    if not (isinstance(target, ast.Tuple) and len(target.elts) == 2):
        return None
    label, row = target.elts
    if isinstance(label, ast.Name) and isinstance(row, ast.Name) and label.id != row.id:
        return label.id, row.id
    return None


def _plain(call: ast.Call, form: str) -> bool:
    if form == "record":
        given = [*call.args, *(k.value for k in call.keywords if k.arg == "orient")]
        options = len(call.args) + len(call.keywords)
        return options == len(given) == 1 and _text(given[0]) == "records"
    allowed = ("index", "name") if form == "tuple" else ()
    return not call.args and all(
        k.arg in allowed
        and isinstance(k.value, ast.Constant)
        and isinstance(k.value.value, bool if k.arg == "index" else str)
        for k in call.keywords
    )


def body_of(clause: RowClause, facts: Facts) -> list[ast.AST]:
    """Everything that sees the clause's names."""
    node = clause.node
    if isinstance(node, ast.For):
        return [*node.body, *node.orelse]
    comp = facts.source.parents[node]
    assert isinstance(comp, COMPREHENSIONS)
    results: list[ast.AST] = (
        [comp.key, comp.value] if isinstance(comp, ast.DictComp) else [comp.elt]
    )
    at = comp.generators.index(node)
    return [*results, *node.ifs, *comp.generators[at + 1 :]]


def leftovers_unseen(clause: RowClause, names: set[str], facts: Facts) -> bool:
    """True where nobody misses, or rebinds, the names that the clause binds."""
    body = body_of(clause, facts)
    if flow.stores(body) & names:
        return False
    return not isinstance(clause.node, ast.For) or only_inside(names, clause.node, facts)


def cells_written(frame: str, body: list[ast.AST], facts: Facts) -> set[str]:
    """Columns that the body sets, cell by cell; declines where the frame changes otherwise."""
    if frame not in facts.changed(body):
        return set()
    found: set[str] = set()
    for part in flow.walk(body):
        if isinstance(part, ast.Assign | ast.AugAssign):
            targets = part.targets if isinstance(part, ast.Assign) else [part.target]
            for target in targets:
                base = flow.root(target)
                if base is not None and base.id == frame:
                    column = _cell(target, frame)
                    if column is None:
                        raise Decline("the frame changes in the loop")
                    found.add(column)
        elif isinstance(part, ast.Call) and _may_change(part, frame, facts):
            raise Decline("the frame changes in the loop")
        elif isinstance(part, ast.For | ast.Delete | ast.With | ast.NamedExpr) and (
            frame in flow.stores(part)
        ):
            raise Decline("the frame's name is bound in the loop")
    return found


def _may_change(call: ast.Call, frame: str, facts: Facts) -> bool:
    inner = any(isinstance(p, ast.Call) for arg in call.args for p in ast.walk(arg))
    return frame in facts.changed(call) and not inner


def _cell(target: ast.expr, frame: str) -> str | None:
    """The column of `df.loc[…, 'c']` or `df.at[…, 'c']`."""
    if (
        isinstance(target, ast.Subscript)
        and isinstance(target.value, ast.Attribute)
        and target.value.attr in ("loc", "at")
        and isinstance(target.value.value, ast.Name)
        and target.value.value.id == frame
        and isinstance(target.slice, ast.Tuple)
        and len(target.slice.elts) == 2
    ):
        column = target.slice.elts[1]
        if isinstance(column, ast.Constant) and isinstance(column.value, str):
            return column.value
    return None


class Columns:
    """Texts of a frame's columns, as what goes through its rows needs them."""

    def __init__(
        self,
        frame: str,
        form: str,
        known: Frame | None,
        facts: Facts,
        written: set[str] | None = None,
    ) -> None:
        self.frame, self.form, self.known, self.facts = frame, form, known, facts
        self.quote = quote_of(facts)
        self.written = written if written is not None else set()
        """Columns that are written while others are read."""
        self.setup: list[str] = []
        """Statements that must come before."""
        self._table = ""

    def has(self, column: str) -> bool:
        if "\\" in column or self.quote in column:
            return False
        return self.known is None or column in self.known.columns

    def attribute(self, name: str) -> bool:
        """True where `row.name` is a column and not a method of the row."""
        if name.startswith("_") or not self.has(name):
            return False
        if self.form == "tuple":
            return name not in ("count", "index", "Index")
        if self.form == "record":
            return False
        import pandas

        return not hasattr(pandas.Series, name)

    def label(self, column: str) -> str:
        return f"{self.quote}{column}{self.quote}"

    def items(self, column: str) -> str:
        """An iterable of a column's elements, of the very types that rows give."""
        text = f"{self.frame}[{self.label(column)}]"
        if self.form in ("tuple", "record"):
            return f"{text}.tolist()"
        known = self.known
        if known is not None and set(known.all_kinds) <= {"other", "datetime", "unknown"}:
            if set(known.all_kinds) != {"datetime"}:
                raise Decline("rows of a kind that isn't known")
            return f"{text}.tolist()"
        if known is not None and gives_python(known):
            return f"{text}.tolist()"
        if known is None or known.row_kind not in ("int", "float", "bool"):
            return f"{self._whole()}[{self.label(column)}]"
        if known.columns[column] != known.row_kind:
            return f"{text}.to_numpy(float)"
        return f"{text}.to_numpy({'copy=True' if column in self.written else ''})"

    def _whole(self) -> str:
        """A table of all columns as rows give them, for frames whose types aren't known."""
        if self.written:
            raise Decline("a frame that isn't known changes")
        if not self._table:
            stem = self.frame if self.frame.isidentifier() else "frame"
            self._table = self.facts.fresh(f"{stem}_columns")
            self.setup.append(
                f"{self._table} = dict(zip({self.frame}.columns, {self.frame}.to_numpy().T))"
            )
        return self._table

    def mappings(self) -> str:
        """An iterable of rows as dictionaries."""
        known = self.known
        if known is not None:
            plain = gives_python(known) or known.row_kind in ("int", "float", "bool")
            if not plain or len(known.columns) != len(known.all_kinds):
                raise Decline("rows of a kind that isn't known")
        stem = self.frame if self.frame.isidentifier() else "frame"
        labels = self.facts.fresh(f"{stem}_labels")
        self.setup.append(f"{labels} = list({self.frame}.columns)")
        return f"(dict(zip({labels}, values)) for values in {self.frame}.to_numpy())"


def frame_name(clause: RowClause, facts: Facts) -> tuple[str, str]:
    """(text that stands for the frame, the statement that binds it or nothing)."""
    frame = clause.frame
    part: ast.expr = frame
    while isinstance(part, ast.Attribute):
        part = part.value
    segment = facts.source.segment(frame)
    if isinstance(part, ast.Name):
        return segment, ""
    if not isinstance(clause.node, ast.For):
        raise Decline("a frame that has no name")
    name = facts.fresh("rows")
    return name, f"{name} = {segment}"


def outside(clause: RowClause, facts: Facts) -> ast.stmt:
    """The statement before which things can be made that the clause needs."""
    node = clause.node
    if isinstance(node, ast.For):
        return node
    comp = facts.source.parents[node]
    assert isinstance(comp, COMPREHENSIONS)
    if comp.generators[0] is not node:
        raise Decline("a clause that is evaluated again and again")
    return same_place(comp, facts)


def gives_python(known: Frame) -> bool:
    """True where rows hold Python's own objects, as `tolist` gives them.

    Rows of text alone become text, whose missing parts are NaN whatever they were; rows of
    moments alone hold them as they are.
    """
    kinds = set(known.all_kinds)
    if kinds == {"str"}:
        return True
    mixed = bool(kinds & {"int", "float", "bool", "datetime"})
    return known.row_kind == "object" and mixed and not kinds & {"other", "unknown"}


def row_parts(row: str, body: list[ast.AST], columns: Columns) -> dict[ast.expr, str] | None:
    """Part of `body` → column that it takes; None where the row is used in another way."""
    found: dict[ast.expr, str] = {}
    inside: set[ast.AST] = set()
    for node in flow.walk(body):
        if not isinstance(node, ast.Subscript | ast.Attribute):
            continue
        if not (isinstance(node.value, ast.Name) and node.value.id == row):
            continue
        label = node.attr if isinstance(node, ast.Attribute) else _text(node.slice)
        known = label is not None and isinstance(node.ctx, ast.Load)
        if isinstance(node, ast.Attribute):
            known = known and columns.attribute(node.attr)
        if known and label is not None and columns.has(label):
            found[node] = label
            inside.add(node.value)
    uses = [n for n in flow.walk(body) if isinstance(n, ast.Name) and n.id == row]
    return found if all(use in inside for use in uses) else None


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def variable_for(column: str, row: str, facts: Facts, others: set[str]) -> str:
    """A variable for a column: its own label where that is a free identifier."""
    if column.isidentifier() and not keyword.iskeyword(column) and _usable(column, facts):
        return column
    cleaned = "".join(c if c.isalnum() and c.isascii() else "_" for c in column)
    found = facts.fresh(f"{row}_{cleaned}")
    while found in others:
        found = facts.fresh(f"{found}_")
    return found


def _usable(name: str, facts: Facts) -> bool:
    """True where `name` is bound nowhere; it may occur as an attribute (`row.price`)."""
    return not (
        name in facts.source.variables
        or name in facts.namespace
        or name in facts.taken
        or name in facts.imported
        or hasattr(builtins, name)
    )
